/// A Vietnamese telephone number, kept as digits from the leading zero on.
public struct PhoneNumber: Hashable, Sendable {
  /// The number as dialled in Viet Nam, such as "0912345678".
  public let digits: String

  /// Reads a number with or without blanks, dots, dashes and brackets, with 0, 84, +84 or 0084 in front.
  ///
  /// Mobile numbers have ten digits and begin with 03, 05, 07, 08 or 09; numbers of fixed lines begin with 02
  /// and have ten or eleven. The eleven-digit mobile numbers ended in 2018.
  public init?(_ typed: String) {
    guard typed.utf8.count <= 40, let plain = Self.withoutSigns(typed) else { return nil }
    let digits = Self.national(plain)
    guard digits.utf8.allSatisfy({ (0x30...0x39).contains($0) }) else { return nil }
    let bytes = Array(digits.utf8)
    guard bytes.count >= 10, bytes[0] == UInt8(ascii: "0") else { return nil }
    switch bytes[1] {
    case UInt8(ascii: "3"), UInt8(ascii: "5"), UInt8(ascii: "7"), UInt8(ascii: "8"), UInt8(ascii: "9"):
      guard bytes.count == 10 else { return nil }
    case UInt8(ascii: "2"):
      guard bytes.count <= 11 else { return nil }
    default: return nil
    }
    self.digits = digits
  }

  /// The number in groups, easier to read aloud: "0912 345 678".
  public var spaced: String {
    let head = digits.prefix(digits.utf8.count - 6)
    return "\(head) \(digits.dropFirst(head.count).prefix(3)) \(digits.suffix(3))"
  }

  /// All but the last three digits hidden, for lists.
  public var masked: String { "*******\(digits.suffix(3))" }

  /// The digits, with a leading plus if there is one; nothing if there are other characters.
  private static func withoutSigns(_ typed: String) -> String? {
    var result = ""
    for scalar in VietnameseText.normalised(typed).unicodeScalars {
      switch scalar {
      case "0"..."9": result.unicodeScalars.append(scalar)
      case "+" where result.isEmpty: result = "+"
      case " ", ".", "-", "(", ")": continue
      default: return nil
      }
    }
    return result
  }

  private static func national(_ plain: String) -> String {
    for prefix in ["+84", "0084", "84"] where plain.hasPrefix(prefix) {
      let rest = plain.dropFirst(prefix.count)
      // "+84 (0) 912 …" is written too.
      return rest.hasPrefix("0") ? String(rest) : "0" + rest
    }
    return plain
  }
}
