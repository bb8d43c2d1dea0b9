import HTTPServer
import Storage
import Workflow

/// What an office has of a period from its units, and what it may do with it.
struct SummaryDraft {
  let agency: Agency
  let span: ReportSpan
  /// Units with a report that may be passed on: accepted, or, of the office's own counter, confirmed.
  let parts: [(agency: Agency, report: FrozenReports.Stored)]
  /// Units without one, with how far theirs is.
  let missing: [(agency: Agency, report: FrozenReports.Stored?)]
  /// What was passed on before, the first one first.
  let runs: [ReportSummaries.Stored]

  init(_ agency: Agency, _ span: ReportSpan, _ visit: Visit) throws {
    (self.agency, self.span) = (agency, span)
    let day = Moment(seconds: span.ends.seconds - 1).day
    let units = try SummaryDraft.units(of: agency, visit).filter {
      $0.effective.contains(day) && !$0.isTrial(on: day)
    }
    let all = try units.map { unit in
      (
        agency: unit,
        report: try FrozenReports.report(of: unit.id, span.kind, ends: span.ends, in: visit.db)
      )
    }
    func counts(_ unit: Agency, _ report: FrozenReports.Stored) -> Bool {
      report.state == .accepted || unit.id == agency.id && report.state == .confirmed
    }
    parts = all.compactMap { unit, report in
      report.flatMap { counts(unit, $0) ? (agency: unit, report: $0) : nil }
    }
    missing = all.filter { unit, report in report.map { !counts(unit, $0) } ?? true }
    runs = try ReportSummaries.runs(of: agency.id, span.kind, ends: span.ends, in: visit.db)
  }

  /// The office itself and those below it, as far as they have counters.
  static func units(of agency: Agency, _ visit: Visit) throws -> [Agency] {
    let reference = try visit.reference()
    let below = reference.descendants(of: agency.id).filter { $0.id != agency.id }
    return ([agency] + below).filter { $0.kind != .department }
  }

  /// Whether there is something to pass on that was not: nothing yet, what was sent back, or what has come since.
  func isNews(_ visit: Visit) throws -> Bool {
    guard !parts.isEmpty else { return false }
    guard let last = runs.last else { return true }
    switch last.state {
    case .accepted, .made: return false
    case .returned: return true
    case .confirmed:
      return try Set(ReportSummaries.parts(of: last.id, in: visit.db).map(\.id))
        != Set(parts.map(\.report.id))
    }
  }

  /// Whether reasons are to be given: for what is missing, and for passing on again.
  var wantsWords: Bool { !missing.isEmpty || !runs.isEmpty }

  /// Whether the person may pass figures of an agency on: its head, or who oversees from it.
  static func mayPass(_ agency: AgencyID, _ visit: Visit) throws -> Bool {
    try MadeReportAccess.isHead(of: agency, visit) || MadeReportAccess.isOverseer(at: agency, visit)
  }
}
