/// A reporting period (kỳ báo cáo): weeks from Monday to Sunday; months, quarters, half-years and years from the 15th to
/// the 14th, a month before the calendar's (NĐ 09/2019 art 12; the days are unverified, rules §8.4).
public struct ReportingPeriod: Sendable, Hashable {
  /// How long it is.
  public enum Kind: String, Sendable, CaseIterable {
    /// Monday to Sunday.
    case week
    /// From the 15th of the month before to the 14th.
    case month
    /// Three such months, the first ending in January, April, July or October.
    case quarter
    /// Six, ending on 14 June or 14 December.
    case halfYear = "half-year"
    /// From 15 December to 14 December.
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

  /// The period of a kind in which a day lies.
  public init(_ kind: Kind, containing day: Day) {
    self.kind = kind
    guard kind != .week else {
      from = day - (day.weekday.rawValue - 1)
      to = from + 6
      return
    }
    // Days from the 15th on belong to the month that ends on the next 14th.
    let ending = day.year * 12 + day.month - 1 + (day.day >= 15 ? 1 : 0)
    let first = ending - Self.offset(of: ending, in: kind.months)
    from = Self.day(15, ofMonth: first - 1)
    to = Self.day(14, ofMonth: first + kind.months - 1)
  }

  /// The period before it.
  public var previous: ReportingPeriod { ReportingPeriod(kind, containing: from - 1) }

  /// How many months a month is after the first of its period.
  private static func offset(of month: Int, in length: Int) -> Int { ((month % length) + length) % length }

  private static func day(_ day: Int, ofMonth month: Int) -> Day {
    Day(year: month / 12, month: month % 12 + 1, day: day)
  }
}
