import Testing
import Workflow

@Suite("Working calendar")
struct WorkingCalendarTests {
  let calendar = Reference.calendar

  @Test("every day of every year is as rules §9.2–9.3 say", arguments: DaysOff.byYear)
  func year(year: Int, off: String, worked: String) {
    let off = DaysOff.dates(off, year: year)
    let worked = DaysOff.dates(worked, year: year)
    for offset in 0..<366 where (Day(year: year, month: 1, day: 1) + offset).year == year {
      let date = Day(year: year, month: 1, day: 1) + offset
      let works = worked.contains(date.iso) || !(date.weekday.isWeekend || off.contains(date.iso))
      #expect(calendar.isWorking(date) == works, "\(date)")
      #expect(calendar.kind(of: date).isWorking == works, "\(date)")
      #expect(off.contains(date.iso) == Self.isNamedOff(calendar.kind(of: date)), "\(date)")
    }
  }

  private static func isNamedOff(_ kind: DayKind) -> Bool {
    switch kind {
    case .holiday, .swappedOff: true
    case .working, .weekend, .makeUp: false
    }
  }

  @Test(
    "what a day is called",
    arguments: [
      ("2024-04-18", DayKind.holiday("Giỗ Tổ Hùng Vương")),
      ("2023-05-02", .holiday("Nghỉ bù Giỗ Tổ Hùng Vương")),
      ("2023-05-03", .holiday("Nghỉ bù Ngày Chiến thắng")),
      ("2024-04-29", .swappedOff(workedOn: day("2024-05-04"))),
      ("2024-05-04", .makeUp(for: day("2024-04-29"))),
      ("2018-12-31", .swappedOff(workedOn: day("2019-01-05"))),
      ("2019-01-05", .makeUp(for: day("2018-12-31"))),
      ("2024-05-05", .weekend),
      ("2025-11-24", .working),
      ("2026-11-24", .holiday("Ngày Văn hóa Việt Nam")),
      ("2029-11-26", .holiday("Nghỉ bù Ngày Văn hóa Việt Nam")),
      ("2030-01-31", .holiday("Tết Nguyên đán")),
      ("2030-02-07", .working),
    ])
  func kind(iso: String, kind: DayKind) {
    #expect(calendar.kind(of: day(iso)) == kind)
  }

  @Test("five days of Tết each year, National Day two since 2021, eleven or twelve days a year")
  func countsOfTheLaw() {
    for year in calendar.years {
      let names = year.holidays.map(\.name)
      #expect(names.filter { $0.hasSuffix("Tết Nguyên đán") }.count == 5)
      #expect(names.filter { $0.hasSuffix("Quốc khánh") }.count == (year.year < 2021 ? 1 : 2))
      #expect(names.count == (year.year < 2021 ? 10 : year.year < 2026 ? 11 : 12))
      #expect(year.estimate == (year.year >= 2027))
    }
  }

  @Test("counting and stepping agree, forwards and backwards")
  func stepping() {
    let friday = day("2024-04-26")
    #expect(calendar.nextWorking(after: friday) == day("2024-05-02"))
    #expect(calendar.nextWorking(onOrAfter: friday) == friday)
    #expect(calendar.nextWorking(onOrAfter: day("2024-04-27")) == day("2024-05-02"))
    #expect(calendar.previousWorking(before: day("2024-05-02")) == friday)
    #expect(calendar.day(3, workingDaysAfter: friday) == day("2024-05-04"))
    #expect(calendar.day(-2, workingDaysAfter: day("2024-05-03")) == friday)
    #expect(calendar.day(-1, workingDaysAfter: day("2024-04-30")) == friday)
    #expect(calendar.day(0, workingDaysAfter: day("2024-04-30")) == friday)
    #expect(calendar.workingDays(from: friday, to: day("2024-05-04")) == 3)
    #expect(calendar.workingDays(from: day("2024-05-04"), to: friday) == -3)
    #expect(calendar.workingDays(from: friday, to: friday) == 0)
  }

  @Test("outside the tables only weekends are known, and the calendar says so")
  func uncovered() throws {
    #expect(calendar.coverage == 2018...2030)
    #expect(calendar.standing(of: day("2017-12-29")) == .uncovered)
    #expect(calendar.standing(of: day("2024-05-06")) == .decided)
    #expect(calendar.standing(of: day("2027-05-06")) == .estimated)
    #expect(calendar.standing(of: day("2031-01-02")) == .uncovered)
    #expect(calendar.day(2, workingDaysAfter: day("2017-12-28")) == day("2018-01-02"))
    #expect(calendar.day(2, workingDaysAfter: day("2030-12-31")) == day("2031-01-02"))

    let empty = try WorkingCalendar(version: "0", source: "", years: [])
    #expect(empty.coverage == nil)
    var days = 0
    for number in -40_000...40_000 {
      let date = Day(number: number)
      #expect(empty.isWorking(date) == !date.weekday.isWeekend)
      if empty.isWorking(date) { days += 1 }
      if number % 997 == 0 {
        #expect(empty.workingDays(from: Day(number: -40_001), to: date) == days)
        #expect(
          empty.day(days, workingDaysAfter: Day(number: -40_001)) == empty.day(0, workingDaysAfter: date))
      }
    }
  }

  @Test("a swap whose decision was not read is listed, not applied")
  func unverified() {
    #expect(calendar.unverifiedSwaps.map(\.off) == [day("2026-01-02")])
    #expect(calendar.kind(of: day("2026-01-02")) == .working)
    #expect(calendar.kind(of: day("2026-01-10")) == .weekend)
    #expect(calendar.standing(of: day("2026-01-02")) == .unverified)
    #expect(calendar.standing(of: day("2026-01-10")) == .unverified)
  }

  @Test("the calendar survives being stored")
  func stored() throws {
    let again = try recoded(calendar)
    #expect(again.version == calendar.version)
    #expect(again.source == calendar.source)
    #expect(again.years == calendar.years)
  }
}

@Suite("Refused calendars")
struct CalendarFaultTests {
  private func fault(_ years: [CalendarYear]) -> CalendarFault? {
    do throws(CalendarFault) {
      _ = try WorkingCalendar(version: "t", source: "t", years: years)
      return nil
    } catch {
      return error
    }
  }

  private func year(_ year: Int, _ days: [String] = [], swap: (off: String, worked: String)? = nil)
    -> CalendarYear
  {
    CalendarYear(
      year: year, estimate: false, holidays: days.map { .init(day: day($0), name: "nghỉ") },
      swaps: swap.map {
        [.init(off: day($0.off), worked: day($0.worked), decision: nil, unverified: false)]
      } ?? [])
  }

  @Test("each contradiction by its name")
  func faults() {
    #expect(fault([year(2024), year(2025)]) == nil)
    #expect(fault([year(2024), year(2024)]) == .yearTwice(2024))
    #expect(fault([year(1024)]) == .yearOutOfReach(1024))
    #expect(fault([year(2024, ["2025-01-01"])]) == .wrongYear(day("2025-01-01")))
    #expect(fault([year(2024, ["2024-01-01", "2024-01-01"])]) == .dayTwice(day("2024-01-01")))
    #expect(
      fault([year(2024, ["2024-04-29"], swap: ("2024-04-29", "2024-05-04"))]) == .dayTwice(day("2024-04-29")))
    #expect(fault([year(2024, swap: ("2024-04-28", "2024-05-04"))]) == .swapOfWeekend(day("2024-04-28")))
    #expect(fault([year(2024, swap: ("2025-04-29", "2024-05-04"))]) == .wrongYear(day("2025-04-29")))
    #expect(fault([year(2024, swap: ("2024-04-29", "2024-05-03"))]) == .makeUpOutOfPlace(day("2024-05-03")))
    #expect(fault([year(2024, swap: ("2024-04-29", "2034-05-06"))]) == .makeUpOutOfPlace(day("2034-05-06")))
  }

  @Test("JSON with a contradiction is refused")
  func json() {
    let twice = #"{"year": 2024, "estimate": false, "holidays": [], "swaps": []}"#
    #expect(!isRefused(WorkingCalendar.self, #"{"version": "t", "source": "t", "years": [\#(twice)]}"#))
    #expect(
      isRefused(WorkingCalendar.self, #"{"version": "t", "source": "t", "years": [\#(twice), \#(twice)]}"#))
  }
}
