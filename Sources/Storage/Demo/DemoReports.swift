import Workflow

/// The reports that the demo district's units made at their time: six weeks, three months, a quarter, a half-year and a year; the
/// quarter's on its way upward.
struct DemoReports {
  let db: WriteAccess
  let calendar: WorkingCalendar
  let until: Moment

  private static let counts: [(kind: ReportingPeriod.Kind, count: Int)] = [
    (.week, 6), (.month, 3), (.quarter, 1), (.halfYear, 1), (.year, 1),
  ]

  /// The reports of one unit.
  func make(of unit: DemoUnit, place: Int) throws {
    for (kind, count) in Self.counts {
      var spans = [ReportSpan.last(kind, over: until, calendar)]
      while spans.count < count { spans.append(spans[spans.count - 1].previous(calendar)) }
      for span in spans.reversed() {
        let id = try FrozenReports.make(
          span, of: unit.agency, calendar: calendar.version, at: span.ends, in: db)
        if kind == .quarter { try advance(id, of: unit, place, after: span.ends.day) }
      }
    }
  }

  /// Some units have not confirmed theirs yet, one has it back, most are accepted.
  private func advance(_ id: Int64, of unit: DemoUnit, _ place: Int, after day: Day) throws {
    // The district's own figures go to the province, which is not part of the demo.
    guard place % 4 != 3, unit.commune != nil, let head = try holder(.chairman, unit.agency),
      let office = try holder(.overseer, nil)
    else {
      return
    }
    let first = calendar.nextWorking(after: day)
    let second = calendar.nextWorking(after: first)
    guard second < until.day else { return }
    try FrozenReports.advance(
      id, .confirm, words: "", by: head, at: Moment(day: first, minuteOfDay: 9 * 60 + place), in: db)
    let act: ReportChain.Act = place == 1 ? .sendBack : .accept
    try FrozenReports.advance(
      id, act, words: act == .sendBack ? "Đề nghị rà lại lĩnh vực chứng thực." : "", by: office,
      at: Moment(day: second, minuteOfDay: 14 * 60 + place), in: db)
  }

  private func holder(_ role: Role, _ agency: AgencyID?) throws -> PersonID? {
    try db.first(
      "SELECT person_id FROM grants WHERE role = $1 AND ($2 IS NULL OR agency_id = $2) ORDER BY id LIMIT 1",
      role.rawValue, agency?.value
    ) { PersonID($0.int64(0)) }
  }
}
