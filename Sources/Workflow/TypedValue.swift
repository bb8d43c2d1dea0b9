/// Numbers, money and times as people type them in Vietnamese.
public enum TypedValue {
  /// "1.234,5", "1234,5", "12": points group thousands, a comma begins the fraction.
  static func number(_ text: String) -> Decimal? {
    let halves = text.split(separator: ",", omittingEmptySubsequences: false)
    guard halves.count <= 2, let whole = grouped(String(halves[0]), signs: [".", " "]) else { return nil }
    guard halves.count == 2 else { return Decimal(whole: whole, fraction: "") }
    guard (1...6).contains(halves[1].utf8.count), halves[1].utf8.allSatisfy(isDigit) else { return nil }
    return Decimal(whole: whole, fraction: String(halves[1]))
  }

  /// "8.000", "8 000", "8,000", "8000 đồng", "8.000đ": whole đồng.
  public static func money(_ text: String) -> Int? {
    var text = text.lowercased()
    for unit in ["đồng", "vnđ", "vnd", "đ"] where text.hasSuffix(unit) {
      text = String(text.dropLast(unit.count))
      break
    }
    return grouped(VietnameseText.normalised(text), signs: [".", ",", " "])
  }

  /// "14:20", "14 giờ 20", "14h20", "7g05", "7 giờ": minutes since midnight.
  public static func time(_ text: String) -> Int? {
    let digits = text.split { !$0.isASCII || !$0.isNumber }.map(String.init)
    let signs = text.lowercased().filter { !$0.isNumber && $0 != " " }
    guard (1...2).contains(digits.count), digits.allSatisfy({ (1...2).contains($0.utf8.count) }),
      [":", "giờ", "h", "g", "giờphút"].contains(signs),
      let hour = Int(digits[0]), (0...23).contains(hour)
    else { return nil }
    guard digits.count == 2 else { return signs == ":" ? nil : hour * 60 }
    return Int(digits[1]).flatMap { (0...59).contains($0) ? hour * 60 + $0 : nil }
  }

  /// "8.000 đồng", with points between the thousands.
  static func vietnamese(money: Int) -> String { "\(grouped(money)) đồng" }

  /// "1.234.567".
  static func grouped(_ number: Int) -> String {
    let digits = String(number.magnitude)
    var result = number < 0 ? "-" : ""
    for (index, digit) in digits.enumerated() {
      if index > 0, (digits.utf8.count - index).isMultiple(of: 3) { result.append(".") }
      result.append(digit)
    }
    return result
  }

  /// A whole number of at most fifteen digits, all in one or in groups of three set apart by the same sign.
  private static func grouped(_ text: String, signs: [Character]) -> Int? {
    let sign = text.first(where: signs.contains)
    let groups = sign.map { text.split(separator: $0, omittingEmptySubsequences: false) } ?? [text[...]]
    let digits = groups.joined()
    guard !digits.isEmpty, digits.utf8.count <= 15, digits.utf8.allSatisfy(isDigit),
      groups.count == 1 || (1...3).contains(groups[0].utf8.count),
      groups.dropFirst().allSatisfy({ $0.utf8.count == 3 })
    else { return nil }
    return Int(digits)
  }

  private static func isDigit(_ byte: UInt8) -> Bool { (0x30...0x39).contains(byte) }

  /// A number kept as its digits, so that nothing is rounded.
  struct Decimal {
    let whole: Int
    let fraction: String

    /// As it is stored: without points between the thousands.
    var plain: String { String(whole) + (fraction.isEmpty ? "" : ",\(fraction)") }

    /// As Vietnamese pages print it.
    var vietnamese: String { grouped(whole) + (fraction.isEmpty ? "" : ",\(fraction)") }
  }
}
