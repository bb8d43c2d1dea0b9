import HTTPServer
import Storage
import Workflow

extension ReportSpan {
  /// "17 giờ 00, 13/11/2026 – 17 giờ 00, 20/11/2026" of a week, days of the others.
  var vietnamese: String {
    guard kind != .week else { return "\(begins.vietnamese) – \(ends.vietnamese)" }
    return "\(begins.day.vietnamese) – \((ends.day - 1).vietnamese)"
  }
}

extension ReportingPeriod.Kind {
  /// Of reports that left.
  var vietnamese: String {
    switch self {
    case .week: "Hằng tuần"
    case .month: "Hằng tháng"
    case .quarter: "Hằng quý"
    case .halfYear: "Sáu tháng"
    case .year: "Hằng năm"
    }
  }
}

extension ReportChain.State {
  var vietnamese: String {
    switch self {
    case .made: "Chờ đơn vị xác nhận"
    case .confirmed: "Đơn vị đã xác nhận"
    case .accepted: "Cấp trên đã nhận"
    case .returned: "Trả lại để xem lại"
    }
  }
}

extension ReportChain.Act {
  var vietnamese: String {
    switch self {
    case .confirm: "Xác nhận số liệu"
    case .accept: "Nhận báo cáo"
    case .sendBack: "Trả lại"
    }
  }
}

/// Whose reports a person sees and what he does with them.
enum MadeReportAccess {
  /// A report of an agency that this person watches, or 404.
  static func report(_ address: Address1<Int64>, _ visit: Visit) throws -> (
    report: FrozenReports.Stored, agency: Agency
  ) {
    guard let report = try FrozenReports.report(visit.read(address), in: visit.db) else {
      throw PageNotFound()
    }
    return (report, try Watch.agency(.overdueLists, report.agency, visit))
  }

  /// The span that is asked for by its end, and the last one that is over.
  static func span(_ kind: ReportingPeriod.Kind, ends: String, _ visit: Visit) throws -> (
    asked: ReportSpan, latest: ReportSpan
  ) {
    let calendar = try visit.reference().calendar
    let latest = ReportSpan.last(kind, over: visit.now, calendar)
    // No portal is older than the law it follows.
    let first = Moment(day: Day(year: 2018, month: 1, day: 1), minuteOfDay: 0)
    let asked = Int64(ends).map { min(max(Moment(seconds: $0), first), latest.ends) }
    return (asked.map { ReportSpan.last(kind, over: $0, calendar) } ?? latest, latest)
  }

  /// Whether the person is a head of the agency.
  static func isHead(of agency: AgencyID, _ visit: Visit) throws -> Bool {
    try visit.person().grants.contains { $0.role == .chairman && $0.agency == agency }
  }

  /// Whether the person oversees from the agency itself, as a district's office does with the district's own counter.
  static func isOverseer(at agency: AgencyID, _ visit: Visit) throws -> Bool {
    try visit.person().grants.contains { $0.role == .overseer && $0.fields.isEmpty && $0.agency == agency }
  }

  /// What the person may do to a report on its way upward.
  static func acts(on report: FrozenReports.Stored, _ visit: Visit) throws -> [ReportChain.Act] {
    guard report.span.kind != .week, try isLatest(report, visit) else { return [] }
    let (isHead, isAbove) = (try isHead(of: report.agency, visit), try Watch.isAbove(report.agency, visit))
    return ReportChain.Act.allCases.filter { act in
      ReportChain.allows(act, report.state) && (act == .confirm ? isHead : isAbove)
    }
  }

  /// Whether it was not made again since.
  static func isLatest(_ report: FrozenReports.Stored, _ visit: Visit) throws -> Bool {
    try FrozenReports.runs(of: report, in: visit.db).last?.id == report.id
  }
}
