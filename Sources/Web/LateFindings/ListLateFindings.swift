import Documents
import HTTPServer
import Storage
import Templating
import Workflow

/// Quá hạn trên phần mềm, thực tế đúng hạn (F004-01, F004-06): dossiers finished late in a period, by what is known of their
/// real finish and by how far their correction is; those still open with a result; and as a spreadsheet.
enum ListLateFindings: Screen {
  struct Model: TemplateModel {
    var unit: String
    var actionURL: String
    var sheetURL: String
    var agencies: [Choice]
    var period: PeriodEntry
    var presets: [PageLink]
    var chosen: String
    var explanation: String
    var verdicts: [Tab]
    var corrections: [Tab]
    var rows: [Row]
    var nextURL: String?

    static var fields: [Field<Model>] {
      [
        .text("unit", \.unit), .url("actionURL", \.actionURL), .url("sheetURL", \.sheetURL),
        .list("agencies", \.agencies), .record("period") { $0.period }, .list("presets", \.presets),
        .text("chosen", \.chosen), .text("explanation", \.explanation), .list("verdicts", \.verdicts),
        .list("corrections", \.corrections), .list("rows", \.rows), .url("nextURL") { $0.nextURL ?? "" },
        .flag("hasNext") { $0.nextURL != nil },
      ]
    }
  }

  /// A choice with how many it holds.
  struct Tab: TemplateModel {
    var label: String
    var count: Int
    var url: String
    var isCurrent: Bool

    static var fields: [Field<Tab>] {
      [
        .text("label", \.label), .number("count", \.count), .url("url", \.url),
        .flag("isCurrent", \.isCurrent),
      ]
    }
  }

  struct Row: TemplateModel {
    var url: String
    var code: String
    var procedure: String
    var unit: String
    var due: String
    var finished: String
    var lateness: String
    var finish: String
    var evidence: [String]
    var correction: String

    static var fields: [Field<Row>] {
      [
        .url("url", \.url), .text("code", \.code), .text("procedure", \.procedure), .text("unit", \.unit),
        .text("due", \.due), .text("finished", \.finished), .text("lateness", \.lateness),
        .text("finish", \.finish),
        .texts("evidence", \.evidence), .text("correction", \.correction),
      ]
    }
  }

  static let page = Page<Model>("late/list")
  static let pages: [any PageDeclaration] = [page]
  static let routes: [SiteRoute] = [
    .get(Sitemap.lateFindings.pattern, .roles(LateFindingAccess.roles), lane: .costly, show),
    .get(Sitemap.lateFindingsSheet.pattern, .roles(LateFindingAccess.roles), lane: .costly) { visit in
      let entry = try entry(visit)
      guard entry.period.problem == nil else { throw PageNotFound() }
      let days = entry.period.period
      return try visit.spreadsheet("qua-han-tren-phan-mem-\(days.from.iso)-\(days.to.iso).xlsx") {
        try write(entry, to: $0, visit)
      }
    },
  ]

  /// Of which days: those of the reporting quarter in which today lies.
  private static func entry(_ visit: Visit) throws -> ReportEntry {
    let quarter = try visit.reportingPeriod(.quarter)
    return try ReportEntry(
      visit, usual: Dossiers.Period(from: quarter.from, to: quarter.to),
      watched: LateFindingAccess.agencies(visit))
  }

  /// What the address names.
  private enum Shown: Hashable {
    case kept(LateFindings.Choice)
    case open

    static let verdicts: [Shown] =
      LateHistory.Verdict.allCases.map { .kept(.verdict($0)) } + [.open]
    static let corrections: [Shown] =
      [.proposed, .supported, .approved, .refused].map { .kept(.correction($0)) }

    var name: String {
      switch self {
      case .kept(.verdict(let verdict)): verdict.rawValue
      case .kept(.correction(let state)): state.rawValue
      case .kept(.all): "all"
      case .open: "open"
      }
    }

    var vietnamese: String {
      switch self {
      case .kept(.verdict(let verdict)): verdict.vietnamese
      case .kept(.correction(let state)): state.vietnamese
      case .kept(.all): "Tất cả"
      case .open: "Đang mở, đã có tệp kết quả"
      }
    }

    var explanation: String {
      switch self {
      case .kept(.verdict(let verdict)): verdict.sentence
      case .kept: ""
      case .open:
        "Hồ sơ đã quá hạn, chưa kết thúc trên phần mềm dù đã có tệp kết quả: kết thúc ngay, rồi đề nghị điều chỉnh nếu có bằng chứng."
      }
    }
  }

  @Sendable private static func show(_ visit: Visit) throws -> Response {
    let entry = try entry(visit)
    let (asked, days) = (visit.query("show"), entry.period.period)
    let all = Shown.verdicts + Shown.corrections
    guard let shown = asked.isEmpty ? all[0] : all.first(where: { $0.name == asked }) else {
      throw PageNotFound()
    }
    var counts: [LateFindings.Choice: Int] = [:]
    for agency in entry.agencies {
      counts.merge(try LateFindings.counts(of: agency.id, in: days, visit.db), uniquingKeysWith: +)
    }
    let open = try entry.agencies.flatMap {
      try LateFindings.openWithResult(at: $0.id, now: visit.now, in: visit.db)
    }
    let url = { (shown: Shown) in "\(Sitemap.lateFindings.url)?\(entry.query)&show=\(shown.name)" }
    let tabs = { (list: [Shown]) in
      list.map { one in
        let count = if case .kept(let choice) = one { counts[choice, default: 0] } else { open.count }
        return Tab(label: visit.text(one.vietnamese), count: count, url: url(one), isCurrent: one == shown)
      }
    }
    var (rows, nextURL): ([Row], String?) = ([], nil)
    switch shown {
    case .open: rows = try open.map { try row($0, visit) }
    case .kept(let choice):
      let lines = try lines(choice, entry, after: visit.pageKey, limit: Dossiers.pageSize + 1, visit)
      rows = try lines.prefix(Dossiers.pageSize).map { try row($0, visit) }
      if lines.count > rows.count, let last = lines.prefix(Dossiers.pageSize).last,
        let at = last.listed.finishedAt
      {
        nextURL = "\(url(shown))&after=\(Dossiers.PageKey(key: at.seconds, id: last.listed.id.value).text)"
      }
    }
    let model = Model(
      unit: entry.unit(visit), actionURL: Sitemap.lateFindings.url,
      sheetURL: "\(Sitemap.lateFindingsSheet.url)?\(entry.query)", agencies: entry.choices(visit),
      period: entry.period,
      presets: try entry.presets(at: Sitemap.lateFindings.url, visit), chosen: visit.text(shown.vietnamese),
      explanation: shown.explanation.isEmpty ? "" : visit.text(shown.explanation),
      verdicts: tabs(Shown.verdicts),
      corrections: tabs(Shown.corrections), rows: rows, nextURL: nextURL)
    return try visit.page(page, model, status: entry.period.problem == nil ? .ok : .unprocessableContent)
  }

  /// Of several agencies together, oldest finish first.
  private static func lines(
    _ choice: LateFindings.Choice, _ entry: ReportEntry, after key: Dossiers.PageKey, limit: Int,
    _ visit: Visit
  ) throws -> [LateFindings.Line] {
    let all = try entry.agencies.flatMap { agency in
      try LateFindings.lines(
        choice, of: agency.id, in: entry.period.period, after: key, limit: limit, visit.db)
    }
    let sorted = all.sorted {
      ($0.listed.finishedAt?.seconds ?? 0, $0.listed.id.value) < (
        $1.listed.finishedAt?.seconds ?? 0, $1.listed.id.value
      )
    }
    return Array(sorted.prefix(limit))
  }

  // MARK: Rows

  private static func row(_ line: LateFindings.Line, _ visit: Visit) throws -> Row {
    var row = try row(line.listed, visit)
    row.finish = line.finish?.vietnamese ?? ""
    row.evidence = words(line.evidence, line.listed, visit)
    row.correction = line.correction.map { visit.text($0.state.vietnamese) } ?? ""
    return row
  }

  private static func row(_ listed: Dossiers.Listed, _ visit: Visit) throws -> Row {
    let reference = try visit.reference()
    let due = listed.judgedDue ?? listed.appointment
    return Row(
      url: Sitemap.lateEvidence.url(listed.id), code: listed.number,
      procedure: reference.procedure(revision: listed.revision)?.procedure.name ?? listed.procedureCode,
      unit: reference.agency(listed.agency)?.shortName ?? "", due: due?.vietnamese ?? "",
      finished: listed.finishedAt?.vietnamese ?? "", lateness: try lateness(listed, visit).words(visit),
      finish: "",
      evidence: [], correction: "")
  }

  private static func lateness(_ listed: Dossiers.Listed, _ visit: Visit) throws -> Lateness {
    let due = listed.judgedDue ?? listed.appointment ?? visit.now
    return Lateness.judge(
      due: due, limit: listed.limit ?? .workingDays(1), at: listed.finishedAt ?? visit.now,
      calendar: try visit.reference().calendar)
  }

  /// What says so, the strong first; only what lies within the dossier's life.
  private static func words(_ evidence: [Evidence], _ listed: Dossiers.Listed, _ visit: Visit) -> [String] {
    let inside = evidence.filter { one in
      one.grade != .step && (listed.receivedAt.map { one.moment >= $0 } ?? true)
        && (listed.finishedAt.map { one.moment < $0 } ?? true)
    }
    let sorted = inside.sorted {
      ($0.grade == .strong ? 0 : 1, $0.moment) < ($1.grade == .strong ? 0 : 1, $1.moment)
    }
    return sorted.prefix(3).map { "\(visit.text($0.kind.vietnamese)): \($0.moment.vietnamese)" }
  }

  // MARK: Sheet

  /// The most rows of a sheet: what is more belongs into several periods.
  private static let sheetRows = 20_000

  private static func write(_ entry: ReportEntry, to path: String, _ visit: Visit) throws {
    let (from, to) = (entry.period.period.from.vietnamese, entry.period.period.to.vietnamese)
    let sheet = try Spreadsheet(
      path: path, temporaryFolder: visit.site.folder.incomingPath, name: "Quá hạn trên phần mềm",
      heading: [
        "Danh sách hồ sơ kết thúc quá hạn trên phần mềm: \(entry.unit(visit))",
        "Kết thúc từ \(from) đến \(to)",
      ],
      columns: [
        .init("TT", width: 5), .init("Đơn vị", width: 20), .init("Mã hồ sơ", width: 26),
        .init("Thủ tục", width: 40),
        .init("Tiếp nhận", width: 17), .init("Hạn trả", width: 17),
        .init("Kết thúc trên phần mềm", width: 17),
        .init("Số ngày làm việc quá hạn trên phần mềm", width: 12),
        .init("Có kết quả theo bằng chứng", width: 17),
        .init("Bằng chứng", width: 50), .init("Kết luận", width: 22), .init("Điều chỉnh", width: 26),
        .init("Nguyên nhân được duyệt", width: 26),
      ])
    let all = try lines(.all, entry, after: .start, limit: sheetRows, visit)
    for (index, line) in all.enumerated() {
      let (row, listed) = (try row(line, visit), line.listed)
      let days = if case .late(let days) = try lateness(listed, visit) { days } else { 0 }
      let correction = line.correction
      let cause = correction?.state == .approved ? correction?.cause.vietnamese ?? "" : ""
      let finish = correction?.state == .approved ? correction?.finish : line.finish
      try sheet.append([
        .number(index + 1), .text(row.unit), .text(row.code), .text(row.procedure),
        .instant(listed.receivedAt), .instant(listed.judgedDue), .instant(listed.finishedAt), .number(days),
        .instant(finish),
        .text(row.evidence.joined(separator: "; ")), .text(line.verdict.vietnamese), .text(row.correction),
        .text(cause),
      ])
    }
    try sheet.close()
  }
}
