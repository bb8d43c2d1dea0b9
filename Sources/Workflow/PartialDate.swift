/// A date as older papers give it: the whole date, month and year, or the year alone.
public struct PartialDate: Hashable, Sendable {
  /// The year.
  public let year: Int
  /// The month, if known.
  public let month: Int?
  /// The day of the month, if known.
  public let day: Int?

  /// Years outside this range are slips of the finger.
  static let years = 1800...2200

  /// Reads "05/09/1990", "09/1990" or "1990"; dashes and dots may stand for the slashes.
  public init?(_ typed: String) {
    guard typed.utf8.count <= 100 else { return nil }
    let text = VietnameseText.normalised(typed)
    let parts = text.split(omittingEmptySubsequences: false) { "/-.".contains($0) }.map(String.init)
    guard parts.count <= 3,
      parts.allSatisfy({ (1...4).contains($0.utf8.count) && $0.utf8.allSatisfy(Self.isDigit) }),
      let year = parts.last.flatMap({ $0.utf8.count == 4 ? Int($0) : nil }), Self.years.contains(year)
    else { return nil }
    let numbers = parts.dropLast().compactMap { Int($0) }
    let month = numbers.last
    let day = numbers.count == 2 ? numbers[0] : nil
    guard (1...12).contains(month ?? 1), Day(existingYear: year, month: month ?? 1, day: day ?? 1) != nil
    else { return nil }
    (self.year, self.month, self.day) = (year, month, day)
  }

  /// The earliest day that fits: in doubt a person is older.
  public var earliest: Day { Day(year: year, month: month ?? 1, day: day ?? 1) }

  /// The latest day that fits.
  var latest: Day {
    guard let month else { return Day(year: year, month: 12, day: 31) }
    return day == nil ? Day(year: year, month: month + 1, day: 1) - 1 : earliest
  }

  /// The day, if all of it is known.
  public var whole: Day? { day == nil ? nil : earliest }

  /// As papers print it.
  public var vietnamese: String {
    guard let month else { return String(year) }
    guard day != nil else { return "\(month < 10 ? "0" : "")\(month)/\(year)" }
    return earliest.vietnamese
  }

  /// Whole years lived on a day; nothing if it lies before the date.
  public func age(on today: Day) -> Int? {
    let birth = earliest
    guard birth <= today else { return nil }
    let hadBirthday = (today.month, today.day) >= (birth.month, birth.day)
    return today.year - birth.year - (hadBirthday ? 0 : 1)
  }

  private static func isDigit(_ byte: UInt8) -> Bool { (0x30...0x39).contains(byte) }
}
