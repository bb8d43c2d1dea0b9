/// A reporting period: weeks from Monday to Sunday; months, quarters, half-years and years that end on the day of the rule
/// in force (the 14th by NĐ 09/2019 art 12, so that they begin on the 15th, a month before the calendar's; rules §8.4).
public struct ReportingPeriod: Sendable, Hashable {
  /// How long it is.
  public enum Kind: String, Sendable, CaseIterable {
    /// Monday to Sunday.
    case week
    /// To the day of the rule, from the day after the end of the one before.
    case month
    /// Three such months, the first ending in January, April, July or October.
    case quarter
    /// Six, ending in June or December.
    case halfYear = "half-year"
    /// Twelve, ending in December.
    case year

    fileprivate var months: Int {
      switch self {
      case .week: 0
      case .month: 1
      case .quarter: 3
      case .halfYear: 6
      case .year: 12
      }
    }
  }

  /// How long it is.
  public let kind: Kind
  /// First day.
  public let from: Day
  /// Last day.
  public let to: Day

  /// The period of a kind in which a day lies, by the rules of a calendar. Where a rule changes, the first month that
  /// follows it is longer or shorter, and no day is left out or counted twice.
  public init(_ kind: Kind, containing day: Day, _ calendar: WorkingCalendar) {
    self.kind = kind
    guard kind != .week else {
      from = day - (day.weekday.rawValue - 1)
      to = from + 6
      return
    }
    let own = day.year * 12 + day.month - 1
    let ending = own + (day > Self.end(ofMonth: own, calendar) ? 1 : 0)
    let first = ending - Self.offset(of: ending, in: kind.months)
    from = Self.end(ofMonth: first - 1, calendar) + 1
    to = Self.end(ofMonth: first + kind.months - 1, calendar)
  }

  /// The period before it.
  public func previous(_ calendar: WorkingCalendar) -> ReportingPeriod {
    ReportingPeriod(kind, containing: from - 1, calendar)
  }

  /// How many months a month is after the first of its period.
  private static func offset(of month: Int, in length: Int) -> Int { ((month % length) + length) % length }

  private static func end(ofMonth month: Int, _ calendar: WorkingCalendar) -> Day {
    calendar.lastReportingDay(year: month / 12, month: month % 12 + 1)
  }
}
