import Foundation
import Testing

@testable import Workflow

/// Rules §8.4: the 15th to the 14th, a month before the calendar's; weeks from Monday to Sunday.
@Suite struct ReportingPeriodTests {
  private let calendar = Reference.calendar

  private func period(_ kind: ReportingPeriod.Kind, _ iso: String) throws -> String {
    let period = ReportingPeriod(kind, containing: try #require(Day(iso: iso)), calendar)
    return "\(period.from.iso) \(period.to.iso)"
  }

  @Test(
    "which period a day lies in",
    arguments: [
      (ReportingPeriod.Kind.week, "2026-11-26", "2026-11-23 2026-11-29"),
      (.week, "2026-11-29", "2026-11-23 2026-11-29"), (.week, "2027-01-01", "2026-12-28 2027-01-03"),
      (.month, "2026-11-14", "2026-10-15 2026-11-14"), (.month, "2026-11-15", "2026-11-15 2026-12-14"),
      (.month, "2026-12-31", "2026-12-15 2027-01-14"), (.quarter, "2026-12-14", "2026-09-15 2026-12-14"),
      (.quarter, "2026-12-15", "2026-12-15 2027-03-14"), (.quarter, "2026-02-01", "2025-12-15 2026-03-14"),
      (.halfYear, "2026-06-14", "2025-12-15 2026-06-14"), (.halfYear, "2026-06-15", "2026-06-15 2026-12-14"),
      (.year, "2026-12-14", "2025-12-15 2026-12-14"), (.year, "2026-12-15", "2026-12-15 2027-12-14"),
    ])
  func containing(kind: ReportingPeriod.Kind, day: String, expected: String) throws {
    #expect(try period(kind, day) == expected)
  }

  @Test("periods of a kind follow one another without gap", arguments: ReportingPeriod.Kind.allCases)
  func gapless(kind: ReportingPeriod.Kind) {
    var period = ReportingPeriod(kind, containing: Day(year: 2030, month: 3, day: 1), calendar)
    for _ in 0..<60 {
      let before = period.previous(calendar)
      #expect(before.to + 1 == period.from && before.kind == kind && before.from < before.to)
      #expect(ReportingPeriod(kind, containing: before.from, calendar) == before)
      period = before
    }
  }

  /// The calendar with rules of its own.
  private func calendar(_ rules: ReportingRule...) throws -> WorkingCalendar {
    try WorkingCalendar(version: "t", source: "", years: calendar.years, reporting: rules)
  }

  private static func rule(_ year: Int, _ month: Int, to last: Int) throws -> ReportingRule {
    try ReportingRule(
      from: Day(year: year, month: month, day: 1), lastDay: last, weekday: .thursday, minute: 16 * 60)
  }

  @Test(
    "a rule holds from its month on: the month before ends as it would have, its own first is longer or shorter"
  )
  func changing() throws {
    let months = try calendar(Self.rule(2027, 1, to: 31), Self.rule(2028, 1, to: 20))
    let expected: [(ReportingPeriod.Kind, String, String)] = [
      (.month, "2026-12-14", "2026-11-15 2026-12-14"), (.month, "2026-12-31", "2026-12-15 2027-01-31"),
      (.month, "2027-02-28", "2027-02-01 2027-02-28"), (.month, "2027-12-31", "2027-12-01 2027-12-31"),
      (.month, "2028-01-20", "2028-01-01 2028-01-20"), (.month, "2028-01-21", "2028-01-21 2028-02-20"),
      (.quarter, "2027-01-15", "2026-12-15 2027-03-31"), (.year, "2027-06-01", "2026-12-15 2027-12-31"),
      (.year, "2028-06-01", "2028-01-01 2028-12-20"), (.week, "2027-01-15", "2027-01-11 2027-01-17"),
    ]
    for (kind, day, words) in expected {
      let period = ReportingPeriod(kind, containing: try #require(Day(iso: day)), months)
      #expect("\(period.from.iso) \(period.to.iso)" == words, "\(kind) \(day)")
    }
  }

  @Test(
    "whatever the rules, each day lies in one period of a kind, and each period in none of another's days")
  func total() throws {
    var draw = SystemRandomNumberGenerator()
    for _ in 0..<20 {
      let rules = try (0..<4).map {
        try Self.rule(
          2026 + $0, Int.random(in: 1...12, using: &draw), to: Int.random(in: 1...31, using: &draw))
      }
      let calendar = try WorkingCalendar(version: "t", source: "", years: [], reporting: rules)
      for kind in ReportingPeriod.Kind.allCases {
        var period = ReportingPeriod(kind, containing: Day(year: 2025, month: 6, day: 1), calendar)
        while period.to < Day(year: 2031, month: 1, day: 1) {
          let next = ReportingPeriod(kind, containing: period.to + 1, calendar)
          #expect(
            next.from == period.to + 1 && next.previous(calendar) == period, "\(rules) \(kind) \(period)")
          #expect(ReportingPeriod(kind, containing: next.to, calendar) == next)
          period = next
        }
      }
    }
  }

  @Test("a rule that is none, and two of one month, are refused; what is written is read again")
  func faults() throws {
    for (day, last, minute) in [(2, 14, 0), (1, 0, 0), (1, 32, 0), (1, 14, -1), (1, 14, 1_440)] {
      #expect(throws: CalendarFault.self) {
        _ = try ReportingRule(
          from: Day(year: 2027, month: 1, day: day), lastDay: last, weekday: .monday, minute: minute)
      }
    }
    let (one, other) = (try Self.rule(2027, 1, to: 31), try Self.rule(2027, 1, to: 20))
    #expect(throws: CalendarFault.reportingRule(one.from)) { _ = try calendar(one, other) }
    let written = try JSONEncoder().encode(calendar(one))
    #expect(try JSONDecoder().decode(WorkingCalendar.self, from: written).reporting == [one])
  }

  @Test("a week leaves on the day and at the hour of the rule of its Monday")
  func weeks() throws {
    let thursdays = try calendar(Self.rule(2026, 12, to: 14))
    let ends = ReportSpan.owed(
      .week, since: moment("2026-11-20T17:00"), over: moment("2026-12-18T08:00"), thursdays, most: 9
    ).map(\.ends)
    #expect(
      ends == ["2026-11-27T17:00", "2026-12-04T17:00", "2026-12-10T16:00", "2026-12-17T16:00"].map(moment))
  }
}
