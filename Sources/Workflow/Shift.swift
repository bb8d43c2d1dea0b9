/// A stretch of work within a day, in minutes since midnight. Coded as "07:00-11:30".
public struct Shift: Hashable, Sendable, TextCodable {
  /// The first minute of work.
  public let opens: Int
  /// The minute at which work has ended.
  public let closes: Int

  static let standardMorning = Shift(7 * 60, 11 * 60 + 30)
  static let standardAfternoon = Shift(13 * 60 + 30, 17 * 60)

  /// A shift of at least a minute within one day.
  public init?(opens: Int, closes: Int) {
    guard 0 <= opens, opens < closes, closes <= 1_440 else { return nil }
    self.init(opens, closes)
  }

  init(_ opens: Int, _ closes: Int) {
    self.opens = opens
    self.closes = closes
  }

  /// How long it lasts.
  public var minutes: Int { closes - opens }

  /// Whether work goes on at a minute of the day: from the first minute until the end, which is outside.
  public func contains(_ minuteOfDay: Int) -> Bool {
    opens <= minuteOfDay && minuteOfDay < closes
  }

  /// Reads "07:00-11:30".
  public init?(_ text: String) {
    var reader = DigitReader(text)
    guard let opens = reader.clockTime(), reader.take("-"),
      let closes = reader.clockTime(), reader.atEnd
    else { return nil }
    self.init(opens: opens, closes: closes)
  }

  /// The shift as "07:00-11:30".
  public var description: String {
    String(
      shape: .number(opens / 60, width: 2), .sign(":"), .number(opens % 60, width: 2), .sign("-"),
      .number(closes / 60, width: 2), .sign(":"), .number(closes % 60, width: 2))
  }
}

/// A time of the day on the clock, such as "07:00".
public struct ClockTime: Hashable, Sendable {
  /// Minutes since midnight, 0 to 1,439.
  public let minute: Int

  /// A minute of the day.
  public init(minute: Int) { self.minute = minute }

  /// Reads "07:00".
  public init?(_ text: String) {
    var reader = DigitReader(text)
    guard let minute = reader.clockTime(), minute < 1_440, reader.atEnd else { return nil }
    self.minute = minute
  }

  /// As "07:00".
  public var text: String {
    String(shape: .number(minute / 60, width: 2), .sign(":"), .number(minute % 60, width: 2))
  }
}

extension DigitReader {
  fileprivate mutating func clockTime() -> Int? {
    guard let hour = number(2, 2), hour <= 24, take(":"), let minute = number(2, 2), minute < 60
    else { return nil }
    return hour * 60 + minute
  }
}

/// A day of any year. Coded as "04-16".
public struct MonthDay: Hashable, Sendable, TextCodable {
  /// The month, 1 to 12.
  public let month: Int
  /// The day of the month, 1 to 31.
  public let day: Int

  static let newYear = MonthDay(of: Day(year: 2000, month: 1, day: 1))

  init(of day: Day) {
    (_, month, self.day) = day.civil
  }

  /// Reads "04-16"; 02-29 is a day of leap years only and begins nothing in others, but orders as itself.
  public init?(_ text: String) {
    var reader = DigitReader(text)
    guard let month = reader.number(2, 2), reader.take("-"), let day = reader.number(2, 2), reader.atEnd,
      let leapYearDay = Day(existingYear: 2000, month: month, day: day)
    else { return nil }
    self.init(of: leapYearDay)
  }

  /// The day as "04-16".
  public var description: String {
    String(shape: .number(month, width: 2), .sign("-"), .number(day, width: 2))
  }

  /// The day as "16/04".
  public var vietnamese: String {
    String(shape: .number(day, width: 2), .sign("/"), .number(month, width: 2))
  }
}

extension MonthDay: Comparable {
  /// Earlier in the year comes first.
  public static func < (left: MonthDay, right: MonthDay) -> Bool {
    (left.month, left.day) < (right.month, right.day)
  }
}
