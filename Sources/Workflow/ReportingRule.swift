/// When reporting periods end (kỳ báo cáo), from a month on: on which day of a month, and when a week's report leaves.
/// NĐ 09/2019 art 12 says the 14th, letter 001 Friday 17:00; both may change, so they are published with the calendar.
public struct ReportingRule: Sendable, Hashable, Codable {
  /// The first month that follows it, as its first day.
  public let from: Day
  /// The last day of a reporting month; the month's own last day where it has fewer.
  public let lastDay: Int
  /// On which day of the week the weekly report leaves.
  public let weekday: Weekday
  /// At which minute of that day.
  public let minute: Int

  /// A rule by its parts.
  ///
  /// - Throws: `CalendarFault` for days and times that are none.
  public init(from: Day, lastDay: Int, weekday: Weekday, minute: Int) throws(CalendarFault) {
    guard from.day == 1, (1...31).contains(lastDay), (0..<24 * 60).contains(minute) else {
      throw .reportingRule(from)
    }
    self.init(known: from, lastDay, weekday, minute)
  }

  /// Reads a rule and refuses one that says nothing.
  public init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: CodingKeys.self)
    try self.init(
      from: container.decode(Day.self, forKey: .from), lastDay: container.decode(Int.self, forKey: .lastDay),
      weekday: container.decode(Weekday.self, forKey: .weekday),
      minute: container.decode(Int.self, forKey: .minute))
  }

  /// The 14th, Friday 17:00: what holds before any rule.
  public static let usual = ReportingRule(known: Day(year: 1, month: 1, day: 1), 14, .friday, 17 * 60)

  private init(known from: Day, _ lastDay: Int, _ weekday: Weekday, _ minute: Int) {
    (self.from, self.lastDay, self.weekday, self.minute) = (from, lastDay, weekday, minute)
  }
}

extension WorkingCalendar {
  /// The rule of reporting periods on a day.
  public func reportingRule(on day: Day) -> ReportingRule {
    reporting.last { $0.from <= day } ?? .usual
  }

  /// The last day of the reporting month that ends in a calendar month.
  func lastReportingDay(year: Int, month: Int) -> Day {
    let first = Day(year: year, month: month, day: 1)
    return min(first + (reportingRule(on: first).lastDay - 1), Day(year: year, month: month + 1, day: 1) - 1)
  }
}
