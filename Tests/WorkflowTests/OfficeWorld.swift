import Testing
import Workflow

/// A calendar and shifts, and the naive office that works by the same.
struct OfficeWorld: Sendable {
  let calendar: WorkingCalendar
  let hours: WorkingHours
  let office: NaiveOffice

  /// The real calendar with the default shifts.
  static let standard: Result<OfficeWorld, any Error> = Result {
    OfficeWorld(
      calendar: Reference.calendar, hours: .standard,
      office: NaiveOffice(off: realOff, worked: realWorked) {
        [day = NaiveOffice.Minutes([(420, 690), (810, 1_020)])] _, _ in
        day
      })
  }

  /// The real calendar with summer and winter shifts; on Saturdays papers are received and no clock runs.
  static let seasonal: Result<OfficeWorld, any Error> = Result {
    let summer = WorkingHours.Season(
      from: try #require(MonthDay("04-16")), shifts: try shifts("06:30-11:00 14:00-17:30"))
    let winter = WorkingHours.Season(
      from: try #require(MonthDay("10-16")), shifts: try shifts("07:30-11:30 13:00-16:30"))
    let summerMinutes = NaiveOffice.Minutes([(390, 660), (840, 1_050)])
    let winterMinutes = NaiveOffice.Minutes([(450, 690), (780, 990)])
    return OfficeWorld(
      calendar: Reference.calendar,
      hours: try WorkingHours(seasons: [summer, winter], saturdayReception: try shifts("07:00-11:00").first),
      office: NaiveOffice(off: realOff, worked: realWorked) { month, day in
        (month, day) >= (4, 16) && (month, day) < (10, 16) ? summerMinutes : winterMinutes
      })
  }

  /// Many holidays and swaps, also across the end of a year and unverified ones; an office that now closes before
  /// 15:00 and now works in three shifts.
  static let invented: Result<OfficeWorld, any Error> = Result {
    var random = SplitMix(state: 61)
    let years = (2018...2030).map { InventedYear($0, &random).table }
    let short = WorkingHours.Season(from: try #require(MonthDay("01-01")), shifts: try shifts("08:00-14:30"))
    let long = WorkingHours.Season(
      from: try #require(MonthDay("05-31")), shifts: try shifts("06:00-09:01 10:00-12:00 16:00-21:59"))
    let shortMinutes = NaiveOffice.Minutes([(480, 870)])
    let longMinutes = NaiveOffice.Minutes([(360, 541), (600, 720), (960, 1_319)])
    let swaps = years.flatMap(\.swaps).filter { !$0.unverified }
    return OfficeWorld(
      calendar: try WorkingCalendar(version: "invented", source: "", years: years),
      hours: try WorkingHours(seasons: [short, long]),
      office: NaiveOffice(
        off: Set(years.flatMap(\.holidays).map(\.day.iso) + swaps.map(\.off.iso)),
        worked: Set(swaps.map(\.worked.iso))
      ) { month, day in
        (month, day) >= (5, 31) ? longMinutes : shortMinutes
      })
  }

  private static let realOff = Set(DaysOff.byYear.flatMap { DaysOff.dates($0.off, year: $0.year) })
  private static let realWorked = Set(DaysOff.byYear.flatMap { DaysOff.dates($0.worked, year: $0.year) })

  private static func shifts(_ text: String) throws -> [Shift] {
    try text.split(separator: " ").map { try #require(Shift(String($0))) }
  }
}

/// A year of random holidays and swaps, each day used once.
private struct InventedYear {
  private(set) var table: CalendarYear
  private var taken: Set<Day> = []

  init(_ year: Int, _ random: inout SplitMix) {
    table = CalendarYear(year: year, estimate: false, holidays: [], swaps: [])
    for _ in 0..<14 { addHoliday(&random) }
    for _ in 0..<8 { addSwap(&random) }
  }

  private mutating func addHoliday(_ random: inout SplitMix) {
    let day = Day(year: table.year, month: 1, day: 1 + random.below(365))
    guard !day.weekday.isWeekend, taken.insert(day).inserted else { return }
    table.holidays.append(CalendarYear.Holiday(day: day, name: "Nghỉ"))
  }

  /// Make-up days lie in the half month after the day off, in December also in the next year.
  private mutating func addSwap(_ random: inout SplitMix) {
    let lastWeeks = random.below(4) == 0
    let off = Day(
      year: table.year, month: 1, day: 1 + (lastWeeks ? 340 + random.below(25) : random.below(365)))
    let worked = off + 1 + random.below(15)
    guard !off.weekday.isWeekend, worked.weekday.isWeekend, !taken.contains(off),
      taken.insert(worked).inserted,
      worked.year == table.year || worked.day < 8
    else { return }
    taken.insert(off)
    table.swaps.append(
      CalendarYear.Swap(off: off, worked: worked, decision: nil, unverified: random.below(5) == 0))
  }
}
