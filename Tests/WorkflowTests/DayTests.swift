import Testing
import Workflow

@Suite("Days and moments")
struct DayTests {
  @Test("every day from 1890 to 2110 agrees with counting on the fingers")
  func everyDay() {
    var number = -29_219
    var weekday = 3
    for year in 1890...2110 {
      let isLeap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0)
      for (month, length) in zip(1..., [31, isLeap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]) {
        for date in 1...length {
          let day = Day(number: number)
          guard (day.year, day.month, day.day) == (year, month, date), day.weekday.rawValue == weekday,
            Day(year: year, month: month, day: date) == day, Day(iso: day.iso) == day,
            Day(vietnamese: day.vietnamese) == day
          else {
            Issue.record("day \(number) is \(day), not \(year)-\(month)-\(date)")
            return
          }
          number += 1
          weekday = weekday % 7 + 1
        }
      }
    }
  }

  @Test("what exceeds its month or year carries over")
  func carriesOver() {
    #expect(Day(year: 2024, month: 13, day: 1) == day("2025-01-01"))
    #expect(Day(year: 2024, month: 0, day: 31) == day("2023-12-31"))
    #expect(Day(year: 2023, month: 2, day: 29) == day("2023-03-01"))
    #expect(Day(year: 2024, month: 3, day: 0) == day("2024-02-29"))
  }

  @Test("arithmetic stops at the years 1 and 9999")
  func ends() {
    #expect(Day(number: .min).iso == "0001-01-01")
    #expect(Day(number: .max).iso == "9999-12-31")
    #expect((day("2024-01-01") + .max).iso == "9999-12-31")
    #expect((day("2024-01-01") - .min).iso == "9999-12-31")
    #expect((day("2024-01-01") - .max).iso == "0001-01-01")
    #expect(Day(year: .max, month: .max, day: .max).iso == "9999-12-31")
    #expect(Day(year: .min, month: .min, day: .min).iso == "0001-01-01")
    #expect(Moment(seconds: .max).iso == "9999-12-31T23:59")
    #expect(Moment(seconds: .min).iso == "0001-01-01T00:00")
  }

  @Test(
    "text that is no day",
    arguments: [
      "", "2024", "2024-4-26", "2024-02-30", "2023-02-29", "2024-13-01", "2024-00-01", "0000-01-01",
      "2024-04-26 ",
      " 2024-04-26", "2024-04-261", "20240426", "２０２４-04-26", "2024-04-26T00:00", "-024-04-26",
    ])
  func noDay(text: String) {
    #expect(Day(iso: text) == nil)
  }

  @Test(
    "days as people write them",
    arguments: [
      ("26/04/2024", "2024-04-26"), ("26/4/2024", "2024-04-26"), ("1/1/2024", "2024-01-01"),
      ("31/4/2024", nil),
      ("26-04-2024", nil), ("26/04/24", nil), ("", nil), ("001/1/2024", nil),
    ])
  func vietnamese(text: String, iso: String?) {
    #expect(Day(vietnamese: text)?.iso == iso)
  }

  @Test("moments show the clock of Viet Nam")
  func moments() throws {
    #expect(Moment(seconds: 0).iso == "1970-01-01T07:00")
    #expect(Moment(seconds: -25_201).iso == "1969-12-31T23:59")
    #expect(moment("2024-04-26T14:20").vietnamese == "14 giờ 20, 26/04/2024")
    #expect(moment("2024-04-26T07:05").vietnamese == "07 giờ 05, 26/04/2024")
    #expect(moment("2024-04-26T00:00").seconds == 1_714_064_400)
    #expect(moment("2024-04-26T14:00:37").seconds - moment("2024-04-26T14:00").seconds == 37)
    #expect(moment("2024-04-26T14:00:59").iso == "2024-04-26T14:00")
    #expect(Moment(day: day("2024-04-26"), minuteOfDay: 1_440) == moment("2024-04-27T00:00"))
    #expect(moment("2024-04-26T23:59").minuteOfDay == 1_439)
  }

  @Test(
    "text that is no moment",
    arguments: [
      "", "2024-04-26", "2024-04-26 14:00", "2024-04-26T24:00", "2024-04-26T14:60", "2024-04-26T14:00:60",
      "2024-04-26T14:00Z", "2024-04-26T14:00:", "2024-04-26T1400", "2024-02-30T14:00",
    ])
  func noMoment(text: String) {
    #expect(Moment(iso: text) == nil)
  }

  @Test("days are coded as text, moments to the second")
  func coded() throws {
    #expect(try recoded([day("2024-04-26")]) == [day("2024-04-26")])
    #expect(try recoded([moment("2024-04-26T14:00:37")]) == [moment("2024-04-26T14:00:37")])
    #expect(isRefused([Day].self, #"["2024-02-30"]"#))
    #expect(isRefused([Day].self, "[19839]"))
  }
}
