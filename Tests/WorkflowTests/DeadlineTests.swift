import Testing
import Workflow

@Suite("Deadlines")
struct DeadlineTests {
  private func due(_ received: Moment, _ limit: TimeLimit, _ hours: WorkingHours = .standard) -> String {
    Deadline.compute(limit: limit, received: received, calendar: Reference.calendar, hours: hours).due.iso
  }

  @Test(
    "test vectors of rules §9.4",
    arguments: [
      ("2024-04-26T09:00", "3wd", "2024-05-04T17:00"),
      ("2024-04-26T09:00", "1wd", "2024-05-02T17:00"),
      ("2024-04-17T09:00", "5wd", "2024-04-25T17:00"),
      ("2024-05-03T09:00", "1wd", "2024-05-04T17:00"),
      ("2024-07-11T15:00", "same", "2024-07-11T17:00"),
      ("2024-07-11T15:01", "same", "2024-07-12T17:00"),
      ("2024-07-12T16:00", "8h", "2024-07-15T16:00"),
    ])
  func vectors(received: String, text: String, expected: String) {
    #expect(due(moment(received), limit(text)) == expected)
  }

  @Test(
    "the minute of receipt",
    arguments: [
      // Hours: a shift's last minute is outside it; time that fills a shift ends with it.
      ("2024-07-11T06:00", "1h", "2024-07-11T08:00"),
      ("2024-07-11T10:30", "1h", "2024-07-11T11:30"),
      ("2024-07-11T11:30", "1h", "2024-07-11T14:30"),
      ("2024-07-11T12:00", "1h", "2024-07-11T14:30"),
      ("2024-07-11T13:29", "1h", "2024-07-11T14:30"),
      ("2024-07-11T16:00", "1h", "2024-07-11T17:00"),
      ("2024-07-11T17:00", "1h", "2024-07-12T08:00"),
      ("2024-07-11T23:59", "1h", "2024-07-12T08:00"),
      ("2024-07-11T07:00", "8h", "2024-07-11T17:00"),
      ("2024-07-11T07:00", "16h", "2024-07-12T17:00"),
      // Days: the hour of receipt plays no part.
      ("2024-07-11T00:00", "1wd", "2024-07-12T17:00"),
      ("2024-07-11T11:30", "1wd", "2024-07-12T17:00"),
      ("2024-07-11T23:59", "1wd", "2024-07-12T17:00"),
      // The same day: seconds within 15:00 are still 15:00; before opening is the same day.
      ("2024-07-11T15:00:59", "same", "2024-07-11T17:00"),
      ("2024-07-11T05:00", "same", "2024-07-11T17:00"),
      ("2024-07-11T23:59", "same", "2024-07-12T17:00"),
      ("2024-07-12T15:01", "same", "2024-07-15T17:00"),
      ("2024-07-13T09:00", "same", "2024-07-15T17:00"),
    ])
  func minutes(received: String, text: String, expected: String) {
    #expect(due(moment(received), limit(text)) == expected)
  }

  @Test(
    "days off, swaps and the turn of the year",
    arguments: [
      // Received on Tết 2024, and online the night before.
      ("2024-02-10T09:00", "1wd", "2024-02-15T17:00"),
      ("2024-02-10T09:00", "8h", "2024-02-15T17:00"),
      ("2024-02-10T09:00", "same", "2024-02-15T17:00"),
      ("2024-02-07T23:59", "1h", "2024-02-15T08:00"),
      // 31/12/2018 is off for Saturday 05/01/2019.
      ("2018-12-28T09:00", "1wd", "2019-01-02T17:00"),
      ("2018-12-28T16:30", "1h", "2019-01-02T07:30"),
      ("2019-01-04T09:00", "1wd", "2019-01-05T17:00"),
      ("2019-01-04T09:00", "2wd", "2019-01-07T17:00"),
      ("2019-01-05T15:00", "same", "2019-01-05T17:00"),
      ("2025-04-25T09:00", "1wd", "2025-04-26T17:00"),
      ("2025-04-29T09:00", "1wd", "2025-05-05T17:00"),
      ("2026-08-21T09:00", "1wd", "2026-08-22T17:00"),
      ("2026-08-28T09:00", "1wd", "2026-09-03T17:00"),
      // Calendar days stay on a make-up day and move off Tết.
      ("2024-05-03T09:00", "1d", "2024-05-04T17:00"),
      ("2024-02-06T09:00", "2d", "2024-02-15T17:00"),
      ("2024-07-11T09:00", "1d", "2024-07-12T17:00"),
      ("2023-12-31T09:00", "1d", "2024-01-02T17:00"),
      ("2024-12-31T09:00", "365d", "2025-12-31T17:00"),
      // Tết 2030 is 02/02/2030, not 03/02.
      ("2030-01-30T09:00", "1wd", "2030-02-07T17:00"),
      // The unverified swap of 02/01/2026 is not applied.
      ("2025-12-31T09:00", "1wd", "2026-01-02T17:00"),
      ("2026-01-09T09:00", "1wd", "2026-01-12T17:00"),
    ])
  func daysOff(received: String, text: String, expected: String) {
    #expect(due(moment(received), limit(text)) == expected)
  }

  @Test("limits made in code are taken to the nearer end; every one has a due date")
  func absurdLimits() {
    let thursday = moment("2024-07-11T09:00")
    #expect(due(thursday, .workingDays(0)) == due(thursday, .workingDays(1)))
    #expect(due(thursday, .workingHours(-8)) == due(thursday, .workingHours(1)))
    #expect(due(thursday, .calendarDays(.min)) == due(thursday, .calendarDays(1)))
    #expect(due(thursday, .workingDays(.max)) == due(thursday, .workingDays(9_999)))
    #expect(due(thursday, .workingHours(.max)) == due(thursday, .workingHours(9_999)))
    for limit in [TimeLimit.workingDays(9), .workingHours(9), .calendarDays(9), .sameDay] {
      #expect(due(Moment(seconds: .max), limit) >= "9999-12-31")
      #expect(due(Moment(seconds: .min), limit) < "0001-02-01")
    }
  }

  @Test("an office open in the morning only takes nothing for the same day after it has closed")
  func morningOnly() throws {
    let season = WorkingHours.Season(
      from: try #require(MonthDay("01-01")), shifts: [try #require(Shift("07:00-11:30"))])
    let hours = try WorkingHours(seasons: [season])
    #expect(due(moment("2024-07-11T11:30"), .sameDay, hours) == "2024-07-11T11:30")
    #expect(due(moment("2024-07-11T14:00"), .sameDay, hours) == "2024-07-12T11:30")
  }

  @Test("the reception clock: 8 working hours from submission")
  func reception() {
    let submitted = moment("2024-07-12T22:15")
    let deadline = Deadline.reception(submitted: submitted, calendar: Reference.calendar, hours: .standard)
    #expect(deadline.due.iso == "2024-07-15T17:00")
    #expect(deadline.limit == .workingHours(8))
    #expect(deadline.received == submitted)
  }

  @Test("a deadline keeps the version of its calendar, and itself as JSON")
  func stored() throws {
    let deadline = Deadline.compute(
      limit: .workingDays(3), received: moment("2024-04-26T14:00:37"), calendar: Reference.calendar,
      hours: .standard)
    #expect(deadline.calendarVersion == Reference.calendar.version)
    #expect(try recoded(deadline) == deadline)
  }
}
