/// The days on which public offices work, as one published version of the tables says.
///
/// Weekends are off; holidays are off by BLLĐ 2019 art 112, with the next working day off when one falls on a
/// weekend; the government may swap a working day for a Saturday, which public servants then work. The notice of
/// each year decides (rules §9.1). Outside the years of the table only weekends are known, and `standing` says so.
public struct WorkingCalendar: Sendable {
  /// The name of this version, which every deadline computed with it keeps.
  public let version: String
  /// Where the tables come from.
  public let source: String
  /// The tables, by year.
  public let years: [CalendarYear]
  /// When reporting periods end, the earliest rule first.
  public let reporting: [ReportingRule]

  private let table: CalendarTable

  /// Checks the tables and prepares them for counting.
  public init(
    version: String, source: String, years: [CalendarYear], reporting: [ReportingRule] = []
  ) throws(CalendarFault) {
    self.version = version
    self.source = source
    self.years = years.sorted { $0.year < $1.year }
    self.reporting = reporting.sorted { $0.from < $1.from }
    for (rule, next) in zip(self.reporting, self.reporting.dropFirst()) where rule.from == next.from {
      throw .reportingRule(rule.from)
    }
    self.table = try CalendarTable(years: self.years)
  }

  /// What a day is, and why.
  public func kind(of day: Day) -> DayKind {
    table.special[day] ?? (day.weekday.isWeekend ? .weekend : .working)
  }

  /// Whether offices work on the day.
  public func isWorking(_ day: Day) -> Bool {
    table.isWorking(day)
  }

  /// The first working day after a day.
  public func nextWorking(after day: Day) -> Day {
    table.workingDay(ranked: table.rank(day) + 1)
  }

  /// The day itself if offices work on it, else the next working day (Civil Code 2015 art 148).
  public func nextWorking(onOrAfter day: Day) -> Day {
    table.workingDay(ranked: table.rank(day - 1) + 1)
  }

  /// The last working day before a day.
  public func previousWorking(before day: Day) -> Day {
    table.workingDay(ranked: table.rank(day - 1))
  }

  /// The working day that is the `count`th after `day`, which itself is not counted; a negative count goes back.
  ///
  /// A count of 0 is `day` itself if it is a working day, else the working day before it.
  public func day(_ count: Int, workingDaysAfter day: Day) -> Day {
    let start = table.rank(count < 0 ? day - 1 : day)
    return table.workingDay(ranked: count < 0 ? start + count + 1 : start + count)
  }

  /// How many working days a clock counts from `start`, which is not counted, to `end`, which is; negative when
  /// `end` is earlier.
  public func workingDays(from start: Day, to end: Day) -> Int {
    table.rank(end) - table.rank(start)
  }

  /// The years the tables cover, or nothing when there are none.
  public var coverage: ClosedRange<Int>? {
    guard let first = years.first, let last = years.last else { return nil }
    return first.year...last.year
  }

  /// How firm the knowledge about a day is.
  public func standing(of day: Day) -> CalendarStanding {
    table.standing(of: day)
  }

  /// Swaps that were reported but not read in the text of the decision; they are listed, never applied.
  public var unverifiedSwaps: [CalendarYear.Swap] {
    years.flatMap(\.swaps).filter(\.unverified)
  }
}

extension WorkingCalendar: Codable {
  private enum CodingKeys: String, CodingKey {
    case version, source, years, reporting
  }

  /// Reads the tables and refuses those that contradict themselves.
  public init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: CodingKeys.self)
    let version = try container.decode(String.self, forKey: .version)
    let source = try container.decode(String.self, forKey: .source)
    let years = try container.decode([CalendarYear].self, forKey: .years)
    // Versions published before the rules could be set say nothing of them.
    let reporting = try container.decodeIfPresent([ReportingRule].self, forKey: .reporting) ?? []
    do throws(CalendarFault) {
      try self.init(version: version, source: source, years: years, reporting: reporting)
    } catch {
      throw DecodingError.dataCorruptedError(
        forKey: .years, in: container, debugDescription: error.description)
    }
  }

  /// Writes the tables.
  public func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: CodingKeys.self)
    try container.encode(version, forKey: .version)
    try container.encode(source, forKey: .source)
    try container.encode(years, forKey: .years)
    try container.encode(reporting, forKey: .reporting)
  }
}
