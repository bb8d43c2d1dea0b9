import Testing

@testable import Workflow

/// Rules §8.4: the 15th to the 14th, a month before the calendar's; weeks from Monday to Sunday.
@Suite struct ReportingPeriodTests {
  private func period(_ kind: ReportingPeriod.Kind, _ iso: String) throws -> String {
    let period = ReportingPeriod(kind, containing: try #require(Day(iso: iso)))
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
    var period = ReportingPeriod(kind, containing: Day(year: 2030, month: 3, day: 1))
    for _ in 0..<60 {
      let before = period.previous
      #expect(before.to + 1 == period.from && before.kind == kind && before.from < before.to)
      #expect(ReportingPeriod(kind, containing: before.from) == before)
      period = before
    }
  }
}
