/// A civil day in Viet Nam, counted from 1970-01-01.
///
/// Days run from 01/01/0001 to 31/12/9999; arithmetic stops at the ends instead of trapping, so that a damaged
/// row cannot bring a page down. Coded as "2024-04-26".
public struct Day: Hashable, Sendable {
  /// Days since 1970-01-01.
  public let number: Int

  private static let span = -719_162...2_932_896

  /// The day so many days after 1970-01-01.
  public init(number: Int) {
    self.number = min(max(number, Self.span.lowerBound), Self.span.upperBound)
  }

  /// The day of a date; what exceeds its month or year carries over, so month 13 is January of the next year.
  ///
  /// Text from outside is checked by `init?(iso:)` and `init?(vietnamese:)` instead.
  public init(year: Int, month: Int, day: Int) {
    let months = (month.clamped - 1).dividedDown(by: 12)
    let first = Self.numberOfFirst(year: year.clamped + months.quotient, month: months.remainder + 1)
    self.init(number: first + day.clamped - 1)
  }

  /// The day of a date that exists, or nothing: 30/02 is refused.
  public init?(existingYear year: Int, month: Int, day: Int) {
    self.init(year: year, month: month, day: day)
    guard civil == (year, month, day) else { return nil }
  }

  /// The year, such as 2024.
  public var year: Int { civil.year }

  /// The month, 1 to 12.
  public var month: Int { civil.month }

  /// The day of the month, 1 to 31.
  public var day: Int { civil.day }

  /// The day of the week.
  public var weekday: Weekday {
    // 1970-01-01 was a Thursday.
    Weekday(rawValue: (number + 3).dividedDown(by: 7).remainder + 1)!
  }

  /// The day so many days later.
  public static func + (day: Day, days: Int) -> Day {
    Day(number: day.number + days.clamped)
  }

  /// The day so many days earlier.
  public static func - (day: Day, days: Int) -> Day {
    Day(number: day.number - days.clamped)
  }

  /// How many days lie between two days.
  public static func - (later: Day, earlier: Day) -> Int {
    later.number - earlier.number
  }
}

extension Day: Comparable {
  /// Earlier days come first.
  public static func < (left: Day, right: Day) -> Bool {
    left.number < right.number
  }
}

// The Gregorian calendar with years that begin in March, so that the leap day stands last; years are grouped
// in eras of 400 years, which all have 146,097 days.
extension Day {
  /// The date, computed once for callers that need more than one part of it.
  var civil: (year: Int, month: Int, day: Int) {
    let (era, dayOfEra) = (number + 719_468).dividedDown(by: 146_097)
    let yearOfEra = (dayOfEra - dayOfEra / 1_460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
    let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
    let marchMonth = (5 * dayOfYear + 2) / 153
    let month = marchMonth < 10 ? marchMonth + 3 : marchMonth - 9
    let year = era * 400 + yearOfEra + (month <= 2 ? 1 : 0)
    return (year, month, dayOfYear - (153 * marchMonth + 2) / 5 + 1)
  }

  private static func numberOfFirst(year: Int, month: Int) -> Int {
    let (era, yearOfEra) = (month <= 2 ? year - 1 : year).dividedDown(by: 400)
    let dayOfYear = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5
    return era * 146_097 + yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear - 719_468
  }
}

extension Int {
  /// Kept to what dates can need, so that sums with it cannot overflow.
  fileprivate var clamped: Int { Swift.min(Swift.max(self, -10_000_000), 10_000_000) }
}
