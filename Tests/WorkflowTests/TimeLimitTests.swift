import Testing
import Workflow

@Suite("Time limits")
struct TimeLimitTests {
  @Test(
    "the grammar, both ways, and the words",
    arguments: [
      ("3wd", TimeLimit.workingDays(3), "3 ngày làm việc", "3 working days"),
      ("1wd", .workingDays(1), "1 ngày làm việc", "1 working day"),
      ("8h", .workingHours(8), "8 giờ làm việc", "8 working hours"),
      ("1h", .workingHours(1), "1 giờ làm việc", "1 working hour"),
      ("15d", .calendarDays(15), "15 ngày", "15 days"),
      ("9999d", .calendarDays(9_999), "9999 ngày", "9999 days"),
      (
        "same", .sameDay, "trong ngày (sau 15 giờ: ngày làm việc tiếp theo)",
        "the same day (after 15:00: the next working day)"
      ),
    ])
  func grammar(text: String, limit: TimeLimit, vietnamese: String, english: String) throws {
    #expect(TimeLimit(text) == limit)
    #expect(limit.description == text)
    #expect(limit.vietnamese == vietnamese)
    #expect(limit.english == english)
    #expect(try recoded([limit]) == [limit])
  }

  @Test(
    "text that is no limit",
    arguments: [
      "", "3", "wd", "0wd", "0h", "0d", "00", "03wd", "-3wd", "+3wd", "3 wd", " 3wd", "3wd ", "3WD", "3w",
      "3dw", "3hd",
      "3wdh", "3dd", "1.5d", "1,5d", "10000d", "99999999999999999999d", "Same", "same ", "３d", "3d\0",
    ])
  func noLimit(text: String) {
    #expect(TimeLimit(text) == nil)
    #expect(isRefused([TimeLimit].self, "[\"\(text)\"]"))
  }

  @Test("only hours compare instants")
  func hourBased() {
    #expect(TimeLimit.workingHours(8).isHourBased)
    #expect(!TimeLimit.workingDays(1).isHourBased)
    #expect(!TimeLimit.calendarDays(1).isHourBased)
    #expect(!TimeLimit.sameDay.isHourBased)
  }
}
