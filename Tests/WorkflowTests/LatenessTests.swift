import Testing
import Workflow

@Suite("Lateness")
struct LatenessTests {
  @Test(
    "days compare dates, hours compare instants",
    arguments: [
      // Due on the make-up Saturday 04/05/2024.
      ("3wd", "2024-05-04T17:00", "2024-04-26T14:00", Lateness.inTime(daysLeft: 3), Light.green),
      ("3wd", "2024-05-04T17:00", "2024-04-30T09:00", .inTime(daysLeft: 3), .green),
      ("3wd", "2024-05-04T17:00", "2024-05-03T23:59", .inTime(daysLeft: 1), .green),
      ("3wd", "2024-05-04T17:00", "2024-05-04T00:00", .lastDay, .yellow),
      ("3wd", "2024-05-04T17:00", "2024-05-04T23:59", .lastDay, .yellow),
      ("3wd", "2024-05-04T17:00", "2024-05-05T00:00", .late(workingDays: 0), .red),
      ("3wd", "2024-05-04T17:00", "2024-05-06T09:00", .late(workingDays: 1), .red),
      ("same", "2024-07-11T17:00", "2024-07-11T20:00", .lastDay, .yellow),
      ("15d", "2024-07-11T17:00", "2024-07-12T06:00", .late(workingDays: 1), .red),
      // The minute of the due instant is in time to its end.
      ("8h", "2024-07-15T16:00", "2024-07-12T16:30", .inTime(daysLeft: 1), .green),
      ("8h", "2024-07-15T16:00", "2024-07-15T08:00", .lastDay, .yellow),
      ("8h", "2024-07-15T16:00", "2024-07-15T16:00:59", .lastDay, .yellow),
      ("8h", "2024-07-15T16:00", "2024-07-15T16:01", .late(workingDays: 0), .red),
      ("8h", "2024-07-15T16:00", "2024-07-17T09:00", .late(workingDays: 2), .red),
      // A due date that a later calendar made a day off: the Friday before is the last working day.
      ("3wd", "2024-07-13T17:00", "2024-07-12T09:00", .lastDay, .yellow),
    ])
  func judged(text: String, due: String, at: String, expected: Lateness, light: Light) {
    let lateness = Lateness.judge(
      due: moment(due), limit: limit(text), at: moment(at), calendar: Reference.calendar)
    #expect(lateness == expected)
    #expect(lateness.light == light)
  }

  @Test("the words officers see")
  func words() {
    #expect(Lateness.inTime(daysLeft: 2).vietnamese == "còn 2 ngày làm việc")
    #expect(Lateness.lastDay.vietnamese == "hạn cuối trong hôm nay")
    #expect(Lateness.late(workingDays: 0).vietnamese == "quá hạn chưa tới 1 ngày làm việc")
    #expect(Lateness.late(workingDays: 3).vietnamese == "quá hạn 3 ngày làm việc")
  }
}
