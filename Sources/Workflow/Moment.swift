/// An instant in whole seconds since 1970 UTC.
///
/// The clock on the wall is that of Asia/Ho_Chi_Minh: UTC+7, no daylight saving (rules §15). Like `Day`, it stays
/// between the years 1 and 9999. Coded as its seconds, so that nothing is lost.
public struct Moment: Hashable, Sendable {
  /// Seconds since 1970-01-01T00:00:00 UTC.
  public let seconds: Int64

  static let offset: Int64 = 7 * 3_600
  private static let secondsOfDay: Int64 = 86_400
  private static let span: ClosedRange<Int64> = -62_135_622_000...253_402_275_599

  /// The instant so many seconds after 1970-01-01T00:00:00 UTC.
  public init(seconds: Int64) {
    self.seconds = min(max(seconds, Self.span.lowerBound), Self.span.upperBound)
  }

  /// The instant at which the clock in Viet Nam shows `minuteOfDay` on `day`; minute 1,440 is the next midnight.
  public init(day: Day, minuteOfDay: Int) {
    let minutes = Int64(min(max(minuteOfDay, 0), 1_440))
    self.init(seconds: Int64(day.number) * Self.secondsOfDay + minutes * 60 - Self.offset)
  }

  /// The day in Viet Nam.
  public var day: Day {
    Day(number: Int((seconds + Self.offset).dividedDown(by: Self.secondsOfDay).quotient))
  }

  /// Whole minutes since midnight in Viet Nam, 0 to 1,439.
  public var minuteOfDay: Int {
    Int((seconds + Self.offset).dividedDown(by: Self.secondsOfDay).remainder / 60)
  }

  /// The instant without its seconds, as papers print it and deadlines count it.
  var wholeMinute: Moment {
    Moment(day: day, minuteOfDay: minuteOfDay)
  }

  /// The last instant that dates can name.
  static var latest: Moment { Moment(seconds: .max) }

  /// Later than all that happens, and before `latest`, the open end of spans.
  static var farFuture: Moment { Moment(seconds: latest.seconds - 1) }
}

extension Moment: Comparable {
  /// Earlier instants come first.
  public static func < (left: Moment, right: Moment) -> Bool {
    left.seconds < right.seconds
  }
}

extension Moment: Codable {
  /// Reads the seconds.
  public init(from decoder: any Decoder) throws {
    self.init(seconds: try decoder.singleValueContainer().decode(Int64.self))
  }

  /// Writes the seconds.
  public func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    try container.encode(seconds)
  }
}

extension Moment {
  /// Reads local time as "2024-04-26T14:00", also with seconds.
  public init?(iso text: String) {
    var reader = DigitReader(text)
    guard let day = Day(iso: &reader), reader.take("T"),
      let hour = reader.number(2, 2), hour < 24, reader.take(":"),
      let minute = reader.number(2, 2), minute < 60
    else { return nil }
    var second = 0
    if reader.take(":") {
      guard let given = reader.number(2, 2), given < 60 else { return nil }
      second = given
    }
    guard reader.atEnd else { return nil }
    let whole = Moment(day: day, minuteOfDay: hour * 60 + minute)
    self.init(seconds: whole.seconds + Int64(second))
  }

  /// Local time to the minute, as "2024-04-26T14:00".
  public var iso: String {
    let (year, month, day) = self.day.civil
    let minute = minuteOfDay
    return String(
      shape: .number(year, width: 4), .sign("-"), .number(month, width: 2), .sign("-"),
      .number(day, width: 2), .sign("T"), .number(minute / 60, width: 2), .sign(":"),
      .number(minute % 60, width: 2))
  }

  /// Local time as forms print it: "14 giờ 20, 26/04/2024".
  public var vietnamese: String {
    let (minute, date) = (minuteOfDay, day.civil)
    return String(
      shape: .number(minute / 60, width: 2), .text(" giờ "), .number(minute % 60, width: 2), .text(", "),
      .number(date.day, width: 2), .sign("/"), .number(date.month, width: 2), .sign("/"),
      .number(date.year, width: 4))
  }
}
