extension Day: TextCodable {
  /// The day as "2024-04-26".
  public init?(_ text: String) {
    self.init(iso: text)
  }

  /// The day as "2024-04-26".
  public var description: String { iso }

  /// Reads "2024-04-26"; a date that does not exist is refused.
  public init?(iso text: String) {
    var reader = DigitReader(text)
    guard let day = Day(iso: &reader), reader.atEnd else { return nil }
    self = day
  }

  init?(iso reader: inout DigitReader) {
    guard let year = reader.number(4, 4), reader.take("-"),
      let month = reader.number(2, 2), reader.take("-"),
      let day = reader.number(2, 2)
    else { return nil }
    self.init(existingYear: year, month: month, day: day)
  }

  /// The day as "2024-04-26".
  public var iso: String {
    let (year, month, day) = civil
    return String(
      shape: .number(year, width: 4), .sign("-"), .number(month, width: 2), .sign("-"),
      .number(day, width: 2))
  }

  /// Reads "26/04/2024", also "26/4/2024"; a date that does not exist is refused.
  public init?(vietnamese text: String) {
    var reader = DigitReader(text)
    guard let day = reader.number(1, 2), reader.take("/"),
      let month = reader.number(1, 2), reader.take("/"),
      let year = reader.number(4, 4), reader.atEnd
    else { return nil }
    self.init(existingYear: year, month: month, day: day)
  }

  /// The day as "26/04/2024".
  public var vietnamese: String {
    let (year, month, day) = civil
    return String(
      shape: .number(day, width: 2), .sign("/"), .number(month, width: 2), .sign("/"),
      .number(year, width: 4))
  }
}

/// A day of the week.
public enum Weekday: Int, CaseIterable, Hashable, Sendable, Codable {
  /// Monday, thứ Hai, to Sunday, Chủ nhật.
  case monday = 1
  case tuesday, wednesday, thursday, friday, saturday, sunday

  /// Whether public offices are closed, unless the day is a make-up day.
  public var isWeekend: Bool { self == .saturday || self == .sunday }

  /// The name as forms print it, such as "thứ Hai".
  public var vietnamese: String {
    switch self {
    case .monday: "thứ Hai"
    case .tuesday: "thứ Ba"
    case .wednesday: "thứ Tư"
    case .thursday: "thứ Năm"
    case .friday: "thứ Sáu"
    case .saturday: "thứ Bảy"
    case .sunday: "Chủ nhật"
    }
  }
}
