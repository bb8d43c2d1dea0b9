import Testing
import Workflow

@Suite("Working hours")
struct WorkingHoursTests {
  let calendar = Reference.calendar

  private func season(_ from: String, _ shifts: String...) throws -> WorkingHours.Season {
    WorkingHours.Season(
      from: try #require(MonthDay(from)), shifts: try shifts.map { try #require(Shift($0)) })
  }

  @Test("a season runs on over the new year until the first begins again")
  func seasons() throws {
    let hours = try WorkingHours(seasons: [
      season("10-16", "07:30-11:30", "13:00-16:30"), season("04-16", "06:30-11:00", "14:00-17:30"),
    ])
    #expect(hours.closing(on: day("2024-04-15")).iso == "2024-04-15T16:30")
    #expect(hours.closing(on: day("2024-04-16")).iso == "2024-04-16T17:30")
    #expect(hours.closing(on: day("2024-10-15")).iso == "2024-10-15T17:30")
    #expect(hours.closing(on: day("2024-10-16")).iso == "2024-10-16T16:30")
    #expect(hours.closing(on: day("2024-01-02")).iso == "2024-01-02T16:30")
    #expect(try recoded(hours) == hours)
  }

  @Test("shifts that contradict each other are refused")
  func faults() throws {
    let (morning, early) = (try #require(Shift("07:00-11:30")), try #require(Shift("06:00-07:01")))
    let newYear = try #require(MonthDay("01-01"))
    #expect(throws: WorkingHoursFault.noSeason) { try WorkingHours(seasons: []) }
    #expect(throws: WorkingHoursFault.noShift(newYear)) { try WorkingHours(seasons: [season("01-01")]) }
    #expect(throws: WorkingHoursFault.seasonTwice(newYear)) {
      try WorkingHours(seasons: [season("01-01", "07:00-11:30"), season("01-01", "07:00-11:30")])
    }
    #expect(throws: WorkingHoursFault.shiftsOverlap(morning, early)) {
      try WorkingHours(seasons: [season("01-01", "07:00-11:30", "06:00-07:01")])
    }
    #expect(isRefused(WorkingHours.self, #"{"seasons": []}"#))
  }

  @Test("shifts and days of the year as text", arguments: ["07:00-11:30", "00:00-24:00", "13:30-17:00"])
  func shiftText(text: String) throws {
    #expect(try #require(Shift(text)).description == text)
  }

  @Test(
    "text that is no shift",
    arguments: [
      "", "07:00", "11:30-07:00", "07:00-07:00", "7:00-11:30", "07:60-11:30", "07:00-24:01", "07:00-11:30 ",
    ])
  func noShift(text: String) {
    #expect(Shift(text) == nil)
  }

  @Test("text that is no day of the year", arguments: ["", "1-1", "02-30", "13-01", "00-10", "04-16 "])
  func noMonthDay(text: String) {
    #expect(MonthDay(text) == nil)
  }

  @Test("minutes inside shifts between two instants")
  func workingMinutes() {
    func minutes(_ from: String, _ to: String) -> Int {
      WorkingHours.standard.workingMinutes(from: moment(from), to: moment(to), calendar: calendar)
    }
    #expect(minutes("2024-07-11T07:00", "2024-07-11T17:00") == 480)
    #expect(minutes("2024-07-11T11:00", "2024-07-11T14:00") == 60)
    #expect(minutes("2024-07-12T16:00", "2024-07-15T16:00") == 480)
    #expect(minutes("2024-07-13T00:00", "2024-07-14T23:59") == 0)
    #expect(minutes("2024-07-12T16:00", "2024-07-12T15:00") == 0)
    #expect(minutes("2024-04-26T07:00", "2024-05-06T07:00") == 4 * 480)
  }

  @Test("no minutes at all end at the first working minute")
  func noMinutes() {
    func start(_ at: String) -> String {
      WorkingHours.standard.moment(0, workingMinutesAfter: moment(at), calendar: calendar).iso
    }
    #expect(start("2024-07-11T09:10") == "2024-07-11T09:10")
    #expect(start("2024-07-11T11:30") == "2024-07-11T13:30")
    #expect(start("2024-07-12T17:00") == "2024-07-15T07:00")
  }

  @Test("back over shifts, weekends and holidays; forward again is the same span")
  func backwards() {
    let hours = WorkingHours.standard
    func start(_ minutes: Int, _ end: String) -> Moment {
      hours.moment(minutes, workingMinutesBefore: moment(end), calendar: calendar)
    }
    #expect(start(60, "2024-07-11T14:00").iso == "2024-07-11T11:00")
    #expect(start(16 * 60, "2024-07-11T09:10").iso == "2024-07-09T09:10")
    #expect(start(60, "2024-07-15T07:30").iso == "2024-07-12T16:30")
    #expect(start(60, "2024-05-02T07:00").iso == "2024-04-26T16:00")
    #expect(start(0, "2024-07-14T12:00").iso == "2024-07-12T17:00")
    for minutes in stride(from: 1, through: 5_000, by: 37) {
      let end = moment("2024-05-10T15:20")
      #expect(hours.workingMinutes(from: start(minutes, end.iso), to: end, calendar: calendar) == minutes)
    }
  }

  @Test("Saturday morning may receive papers, while no clock runs")
  func saturdayReception() throws {
    let hours = try WorkingHours(
      seasons: [season("01-01", "07:00-11:30", "13:30-17:00")], saturdayReception: Shift("07:00-11:00"))
    func receives(_ at: String) -> Bool { hours.receives(at: moment(at), calendar: calendar) }
    #expect(receives("2024-07-12T11:29") && !receives("2024-07-12T11:30"))
    #expect(receives("2024-07-13T10:59") && !receives("2024-07-13T11:00"))
    #expect(!receives("2024-07-14T09:00"))
    #expect(!receives("2024-04-29T09:00"))
    #expect(receives("2024-05-04T16:00"))
    #expect(!WorkingHours.standard.receives(at: moment("2024-07-13T09:00"), calendar: calendar))
    let start = hours.moment(60, workingMinutesAfter: moment("2024-07-13T09:00"), calendar: calendar)
    #expect(start.iso == "2024-07-15T08:00")
  }
}
