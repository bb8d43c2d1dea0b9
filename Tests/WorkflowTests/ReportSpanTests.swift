import Testing

@testable import Workflow

/// When reports leave by themselves (letter 001; rules §8.4), across Tết, a year's end and the ends of periods.
@Suite("Spans of reports") struct ReportSpanTests {
  private let calendar = Reference.calendar

  private func weeks(from start: String, to end: String) -> [String] {
    ReportSpan.owed(.week, since: moment(start), over: moment(end), calendar, most: 100).map {
      $0.ends.vietnamese
    }
  }

  @Test("a week closes on Friday at 17:00, not a minute earlier")
  func friday() {
    let before = ReportSpan.last(.week, over: moment("2026-11-20T16:59"), calendar)
    let after = ReportSpan.last(.week, over: moment("2026-11-20T17:00"), calendar)
    #expect(before.ends == moment("2026-11-13T17:00"))
    #expect(after.ends == moment("2026-11-20T17:00") && after.begins == before.ends)
    #expect(after.previous(calendar) == before)
  }

  @Test("a Friday off: the last working day of its week; a week off is part of the next; nothing is left out")
  func holidays() {
    // 1/1/2027 is a Friday; Tết 2027 is from Friday 5/2 to Thursday 11/2 or so: whatever the calendar says is off.
    var day = Day(year: 2026, month: 12, day: 1)
    var closings: [Moment] = []
    while day < Day(year: 2027, month: 3, day: 15) {
      let now = Moment(day: day, minuteOfDay: 23 * 60)
      let span = ReportSpan.last(.week, over: now, calendar)
      if closings.last != span.ends { closings.append(span.ends) }
      #expect(calendar.isWorking(span.ends.day) && span.ends.minuteOfDay == 17 * 60)
      #expect(span.begins == span.previous(calendar).ends && span.begins < span.ends)
      day = day + 1
    }
    for closing in closings where closing.day.weekday != .friday {
      let friday = closing.day - (closing.day.weekday.rawValue - 5)
      #expect(!calendar.isWorking(friday), "\(closing)")
    }
    // Each week with a working day closes once.
    let mondays = closings.map { $0.day - ($0.day.weekday.rawValue - 1) }
    #expect(Set(mondays).count == closings.count)
    #expect(closings.contains(moment("2026-12-31T17:00")))
  }

  @Test("months, quarters, half-years and years close at the end of their 14th, and follow without gap")
  func others() {
    let expected: [(ReportingPeriod.Kind, String, String)] = [
      (.month, "2026-10-15T00:00", "2026-11-15T00:00"), (.quarter, "2026-06-15T00:00", "2026-09-15T00:00"),
      (.halfYear, "2025-12-15T00:00", "2026-06-15T00:00"), (.year, "2024-12-15T00:00", "2025-12-15T00:00"),
    ]
    for (kind, from, to) in expected {
      let span = ReportSpan.last(kind, over: moment("2026-11-27T08:00"), calendar)
      #expect(span == ReportSpan(kind, from: moment(from), to: moment(to)), "\(kind)")
      #expect(span.previous(calendar).ends == span.begins)
      #expect(ReportSpan.last(kind, over: span.ends, calendar) == span)
      #expect(
        ReportSpan.last(kind, over: Moment(seconds: span.ends.seconds - 1), calendar).ends == span.begins)
    }
  }

  @Test("every span has one after it, and the beginning of all dates has an answer")
  func total() {
    for kind in ReportingPeriod.Kind.allCases {
      var span = ReportSpan.last(kind, over: moment("2026-12-01T08:00"), calendar)
      for _ in 0..<20 {
        let next = span.next(calendar)
        #expect(next.begins == span.ends && next.previous(calendar) == span, "\(kind)")
        span = next
      }
      for seconds in [Int64.min, Int64.max] {
        let last = ReportSpan.last(kind, over: Moment(seconds: seconds), calendar)
        #expect(last.kind == kind && last.begins <= last.ends)
      }
    }
  }

  @Test("what was missed is owed, oldest first, and no more than asked for")
  func owed() {
    #expect(
      weeks(from: "2026-11-06T17:00", to: "2026-11-27T08:00") == [
        moment("2026-11-13T17:00").vietnamese, moment("2026-11-20T17:00").vietnamese,
      ])
    #expect(weeks(from: "2026-11-20T17:00", to: "2026-11-27T16:59").isEmpty)
    let two = ReportSpan.owed(
      .week, since: moment("2026-01-01T00:00"), over: moment("2026-11-27T08:00"), calendar, most: 2)
    #expect(two.map(\.ends) == [moment("2026-11-13T17:00"), moment("2026-11-20T17:00")])
  }
}
