/// The days off of one year and its swapped days.
public struct CalendarYear: Hashable, Sendable, Codable {
  /// The year, such as 2024.
  public var year: Int
  /// Whether the notice of the year is not published yet, so that Tết and National Day are an estimate.
  public var estimate: Bool
  /// Every working day that is off because of a holiday.
  public var holidays: [Holiday]
  /// The working days that are off in exchange for a day of the weekend.
  public var swaps: [Swap]

  /// A year of the tables.
  public init(year: Int, estimate: Bool, holidays: [Holiday], swaps: [Swap]) {
    self.year = year
    self.estimate = estimate
    self.holidays = holidays
    self.swaps = swaps
  }

  /// A day off and what it is off for.
  public struct Holiday: Hashable, Sendable, Codable {
    /// The day that is off.
    public var day: Day
    /// Its Vietnamese name.
    public var name: String

    /// A day off.
    public init(day: Day, name: String) {
      self.day = day
      self.name = name
    }
  }

  /// A working day that is off, and the day of the weekend that is worked instead ("hoán đổi, làm bù").
  public struct Swap: Hashable, Sendable, Codable {
    /// The day that is off.
    public var off: Day
    /// The day that is worked instead; it may lie in the next year.
    public var worked: Day
    /// The government's decision, where known.
    public var decision: String?
    /// Whether the decision has not been read; such a swap is listed and not applied.
    public var unverified: Bool

    /// A swap.
    public init(off: Day, worked: Day, decision: String?, unverified: Bool) {
      self.off = off
      self.worked = worked
      self.decision = decision
      self.unverified = unverified
    }
  }
}

/// What a day is for the clocks.
public enum DayKind: Hashable, Sendable {
  /// An ordinary working day.
  case working
  /// Saturday or Sunday.
  case weekend
  /// Off for a holiday of that name, or in place of one that fell on a weekend.
  case holiday(String)
  /// A weekday that is off and is worked on another day.
  case swappedOff(workedOn: Day)
  /// A day of the weekend that is worked in place of another.
  case makeUp(for: Day)

  /// Whether offices work on such a day.
  public var isWorking: Bool {
    switch self {
    case .working, .makeUp: true
    case .weekend, .holiday, .swappedOff: false
    }
  }

  /// The words a deadline proof prints.
  public var vietnamese: String {
    switch self {
    case .working: "ngày làm việc"
    case .weekend: "nghỉ hằng tuần"
    case .holiday(let name): "nghỉ lễ: \(name)"
    case .swappedOff(let worked): "nghỉ hoán đổi, làm bù ngày \(worked.vietnamese)"
    case .makeUp(let off): "ngày làm bù cho ngày \(off.vietnamese)"
    }
  }
}

/// How firm the knowledge about a day is.
public enum CalendarStanding: Hashable, Sendable {
  /// The notice of the year has been published.
  case decided
  /// The notice of the year has not been published.
  case estimated
  /// The day belongs to a swap whose decision has not been read.
  case unverified
  /// No table covers the year: only weekends are known.
  case uncovered

  /// The words a deadline proof prints, or nothing where there is no doubt.
  public var vietnamese: String? {
    switch self {
    case .decided: nil
    case .estimated: "lịch nghỉ dự kiến, chờ thông báo của năm"
    case .unverified: "có tin hoán đổi ngày làm việc, chưa đối chiếu"
    case .uncovered: "chưa có lịch nghỉ của năm này"
    }
  }
}

/// Why tables of days off are refused.
public enum CalendarFault: Error, Hashable, Sendable, CustomStringConvertible {
  /// A year is listed twice.
  case yearTwice(Int)
  /// A year lies outside 1900 to 2200.
  case yearOutOfReach(Int)
  /// A day off stands in the table of another year.
  case wrongYear(Day)
  /// A day has two rows.
  case dayTwice(Day)
  /// A day swapped off is on a weekend.
  case swapOfWeekend(Day)
  /// A make-up day is not on a weekend, or more than a year away.
  case makeUpOutOfPlace(Day)
  /// A rule of reporting periods does not begin with a month, says nothing, or stands beside another of its month.
  case reportingRule(Day)

  /// The fault in words for the administrator.
  public var description: String {
    switch self {
    case .yearTwice(let year): "năm \(year) có hai bảng"
    case .yearOutOfReach(let year): "năm \(year) nằm ngoài 1900–2200"
    case .wrongYear(let day): "ngày \(day.vietnamese) nằm trong bảng của năm khác"
    case .dayTwice(let day): "ngày \(day.vietnamese) có hai dòng"
    case .swapOfWeekend(let day): "ngày hoán đổi \(day.vietnamese) vốn là ngày nghỉ hằng tuần"
    case .makeUpOutOfPlace(let day): "ngày làm bù \(day.vietnamese) không phải ngày nghỉ cuối tuần gần đó"
    case .reportingRule(let day): "quy định kỳ báo cáo từ \(day.vietnamese) không đúng"
    }
  }
}
