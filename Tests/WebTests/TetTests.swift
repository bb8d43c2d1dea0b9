import HTTPServer
import Testing
import Workflow

@testable import Storage
@testable import Web

/// Day by day across Tết with a simulated clock: a dossier's light, what is told in the morning, and the week's report fall
/// on the right days together.
@Suite struct TetTests {
  @Test(
    "lights change on working days only, the desk is told the working day before, weeks close on working days"
  )
  func dayByDay() throws {
    let portal = try Portal()
    let (people, clock) = (portal.people, portal.clock)
    let calendar = try portal.database.read { try Reference.read($0, version: 0).calendar }
    // The Tuesday of the week before Tết Bính Ngọ: five working days end after it.
    let start = Day(year: 2026, month: 2, day: 10)
    clock.now = Moment(day: start, minuteOfDay: 8 * 60)
    let id = try portal.dossier(
      .processing, code: "2.000635",
      revised: { $0.times = [ProcessingTime(legal: .workingDays(5))] })
    let due = try #require(try portal.record(id).dossier.appointment).day
    #expect(calendar.day(5, workingDaysAfter: start) == due && due - start > 12)

    var (lights, told): ([Day: String], [Day: [Digest.Matter]]) = ([:], [:])
    for offset in 0..<28 {
      let day = start + offset
      clock.now = Moment(day: day, minuteOfDay: 17 * 60)
      try portal.keepHouse()
      let inbox = try Browser(portal, as: people.specialist).get(Sitemap.inbox.url).text
      lights[day] = ["green", "yellow", "red"].first { inbox.contains("light-\($0)") }
      told[day] = try portal.database.read {
        try Digests.digest(of: people.specialist, on: day, in: $0)?.digest.parts.map(\.matter) ?? []
      }
    }
    for (day, light) in lights {
      let left = calendar.workingDays(from: day, to: due)
      #expect(light == (day > due ? "red" : left > 0 ? "green" : "yellow"), "\(day.iso)")
      // The colour is that of the working day before, as long as nobody works.
      if !calendar.isWorking(day), day < due { #expect(light == lights[day - 1], "\(day.iso)") }
    }
    #expect(lights.values.contains("yellow") && lights.values.contains("red"))
    for (day, matters) in told {
      let expected: [Digest.Matter] =
        if !calendar.isWorking(day) {
          []
        } else if day == calendar.previousWorking(before: due) {
          [.dueNext]
        } else {
          day == due ? [.dueToday] : day > due ? [.overdue] : []
        }
      #expect(matters == expected, "\(day.iso)")
    }
    let weeks = try portal.database.read {
      try FrozenReports.list(.week, of: people.commune, most: 100, in: $0).map(\.span.ends.day)
    }.filter { $0 >= start }
    // The Friday before; nothing in the week that is wholly off; then Fridays again.
    #expect(weeks.map(\.iso) == ["2026-03-06", "2026-02-27", "2026-02-13"])
  }
}
