import HTTPServer
import Storage
import Templating
import Workflow

/// A report as it left: its figures with their lists, when it was made and by which calendar, made again or not, and on its way
/// upward; as a spreadsheet, as text.
enum ShowMadeReport: Screen {
  struct Model: TemplateModel {
    var unit: String
    var kind: String
    var span: String
    var listURL: String
    var sheetURL: String
    var textURL: String
    var printURL: String
    var facts: [Fact]
    var rows: [ShowFieldReport.Row]
    var total: ShowFieldReport.Row?
    var chart: BarChart
    var isSound: Bool
    var runs: [PageLink]
    var steps: [ActLine]
    var advanceURL: String
    var acts: [Choice]
    var words: InputModel
    var againURL: String
    var why: InputModel
    var hidden: Hidden
    var problems: [Problem]

    static var fields: [Field<Model>] {
      [
        .text("unit", \.unit), .text("kind", \.kind), .text("span", \.span), .url("listURL", \.listURL),
        .url("sheetURL", \.sheetURL), .url("textURL", \.textURL), .url("printURL", \.printURL),
        .list("facts", \.facts),
        .list("rows", \.rows), .record("total") { $0.total }, .record("chart") { $0.chart },
        .flag("isSound", \.isSound),
        .list("runs", \.runs), .list("steps", \.steps), .url("advanceURL", \.advanceURL),
        .list("acts", \.acts),
        .record("words") { $0.words }, .url("againURL", \.againURL),
        .flag("canMakeAgain") { !$0.againURL.isEmpty },
        .record("why") { $0.why }, .record("hidden") { $0.hidden }, .list("problems", \.problems),
      ]
    }
  }

  static let page = Page<Model>("made/show")
  static let pages: [any PageDeclaration] = [page]
  static let routes: [SiteRoute] = [
    .get(Sitemap.madeReport.pattern, .roles(Watch.roles)) { visit in
      let (report, agency) = try MadeReportAccess.report(Sitemap.madeReport, visit)
      return try show(report, agency, visit)
    },
    .get(Sitemap.madeReportSheet.pattern, .roles(Watch.roles), lane: .costly) { visit in
      let (report, agency) = try MadeReportAccess.report(Sitemap.madeReportSheet, visit)
      return try visit.spreadsheet("\(filename(report, agency)).xlsx") {
        try figures(report, visit).write(to: $0, heading: heading(report, agency), visit)
      }
    },
    .get(Sitemap.madeReportText.pattern, .roles(Watch.roles), lane: .costly) { visit in
      let (report, agency) = try MadeReportAccess.report(Sitemap.madeReportText, visit)
      var table = TextTable()
      for line in heading(report, agency) { table.append([line]) }
      table.append(FieldFigures.headings)
      for row in try figures(report, visit).cells { table.append(row) }
      return table.response("\(filename(report, agency)).csv")
    },
    .post(Sitemap.makeReportAgain.pattern, .role(.chairman, .overseer), makeAgain),
    .post(Sitemap.advanceReport.pattern, .role(.chairman, .overseer), advance),
    // A page that says what to mend stands at the address of its form; asked for again it is the report's.
    .get(Sitemap.makeReportAgain.pattern, .roles(Watch.roles)) { visit in
      .redirect(Sitemap.madeReport.url(try visit.read(Sitemap.makeReportAgain)))
    },
    .get(Sitemap.advanceReport.pattern, .roles(Watch.roles)) { visit in
      .redirect(Sitemap.madeReport.url(try visit.read(Sitemap.advanceReport)))
    },
  ]

  static func figures(_ report: FrozenReports.Stored, _ visit: Visit) throws -> FieldFigures {
    FieldFigures([try FrozenReports.counts(of: report.id, in: visit.db)], try visit.reference())
  }

  static func filename(_ report: FrozenReports.Stored, _ agency: Agency) -> String {
    "II.06a-\(agency.code)-\(report.span.kind.rawValue)-\(report.span.ends.day.iso)-\(report.run)"
  }

  static func heading(_ report: FrozenReports.Stored, _ agency: Agency) -> [String] {
    [
      "Biểu số II.06a/VPCP/KSTT. Tình hình, kết quả giải quyết thủ tục hành chính tại \(agency.name)",
      "Kỳ báo cáo: \(report.span.vietnamese). Đơn vị tính: số hồ sơ TTHC",
      "Lập lúc \(report.madeAt.vietnamese), lần \(report.run), lịch làm việc \(report.calendarVersion), mã kiểm tra \(report.seal)",
    ]
  }

  // MARK: Acts

  @Sendable private static func makeAgain(_ visit: Visit) throws -> Response {
    let (report, agency) = try MadeReportAccess.report(Sitemap.makeReportAgain, visit)
    guard try mayMakeAgain(report, visit) else { throw NotAllowed() }
    let why = visit.lines("why")
    guard (3...1_000).contains(why.codePoints) else {
      let problem = Problem(field: "why", message: visit.text("Lý do lập lại: từ 3 đến 1.000 ký tự."))
      return try show(report, agency, visit, problems: [problem])
    }
    let calendar = try visit.reference().calendar.version
    return try visit.once(refusing: { try MadeReportAccess.isLatest(report, visit) ? nil : outdated(report) })
    {
      let id = try FrozenReports.make(
        report.span, of: agency.id, calendar: calendar, again: (by: visit.person().id, why: why),
        at: visit.now,
        in: visit.writing)
      return Confirmation.reportMade.address(Sitemap.madeReport.url(id))
    }
  }

  /// What the office above accepted stays as it is.
  private static func mayMakeAgain(_ report: FrozenReports.Stored, _ visit: Visit) throws -> Bool {
    guard report.state != .accepted, try MadeReportAccess.isLatest(report, visit) else { return false }
    return try MadeReportAccess.isHead(of: report.agency, visit)
      || Watch.isAbove(report.agency, visit)
      || MadeReportAccess.isOverseer(at: report.agency, visit)
  }

  @Sendable private static func advance(_ visit: Visit) throws -> Response {
    let (report, agency) = try MadeReportAccess.report(Sitemap.advanceReport, visit)
    guard let act = ReportChain.Act(rawValue: visit.field("act")) else { throw PageNotFound() }
    let words = visit.lines("words")
    var problems = Problems(visit)
    problems.check(words.codePoints <= 1_000, "words", "Ý kiến: nhiều nhất 1.000 ký tự.")
    if act == .sendBack { problems.check(words.codePoints >= 3, "words", "Ghi rõ điều cần xem lại.") }
    guard problems.found.isEmpty else { return try show(report, agency, visit, problems: problems.found) }
    return try visit.once(refusing: { try refusal(of: act, on: report, visit) }) {
      try FrozenReports.advance(
        report.id, act, words: words, by: visit.person().id, at: visit.now, in: visit.writing)
      return Confirmation.reportAdvanced.address(Sitemap.madeReport.url(report.id))
    }
  }

  private static func refusal(of act: ReportChain.Act, on report: FrozenReports.Stored, _ visit: Visit) throws
    -> Response?
  {
    if try MadeReportAccess.acts(on: report, visit).contains(act) { return nil }
    let isHis =
      try act == .confirm
      ? MadeReportAccess.isHead(of: report.agency, visit) : Watch.isAbove(report.agency, visit)
    guard isHis else { throw NotAllowed() }
    return try outdated(report)
  }

  private static func outdated(_ report: FrozenReports.Stored) throws -> Response? {
    throw Outdated(url: Sitemap.madeReport.url(report.id))
  }

  // MARK: Page

  private static func show(
    _ report: FrozenReports.Stored, _ agency: Agency, _ visit: Visit, problems: [Problem] = []
  ) throws -> Response {
    let figures = try figures(report, visit)
    let (rows, total) = figures.rows(visit) { field in
      "\(Sitemap.madeReportList.url(report.id))?\(Percent.query([("field", field)]))"
    }
    let runs = try FrozenReports.runs(of: report, in: visit.db)
    let isTyped = visit.request.method == .post
    let model = Model(
      unit: agency.name, kind: visit.text(report.span.kind.vietnamese), span: report.span.vietnamese,
      listURL: "\(Sitemap.madeReports.url)?\(Percent.query([("kind", report.span.kind.rawValue)]))",
      sheetURL: Sitemap.madeReportSheet.url(report.id), textURL: Sitemap.madeReportText.url(report.id),
      printURL: Sitemap.printMadeReport.url(report.id), facts: facts(report, visit), rows: rows, total: total,
      chart: figures.chart(visit), isSound: figures.total.isSound,
      runs: runs.count > 1
        ? runs.map {
          PageLink(
            label: visit.text("Lần {n}, {at}", ["n": String($0.run), "at": $0.madeAt.vietnamese]),
            url: Sitemap.madeReport.url($0.id), isCurrent: $0.id == report.id)
        } : [],
      steps: try FrozenReports.steps(of: report.id, in: visit.db).map {
        ActLine(act: visit.text($0.act.vietnamese), who: $0.personName, at: $0.at.vietnamese, words: $0.words)
      }, advanceURL: Sitemap.advanceReport.url(report.id),
      acts: try MadeReportAccess.acts(on: report, visit).map {
        Choice($0.rawValue, visit.text($0.vietnamese))
      },
      words: InputModel(
        id: "words", label: visit.text("Ý kiến"), value: isTyped ? visit.lines("words") : "",
        hint: visit.text("Bắt buộc khi trả lại."), rows: 2
      ).marked(problems),
      againURL: try mayMakeAgain(report, visit) ? Sitemap.makeReportAgain.url(report.id) : "",
      why: InputModel(
        id: "why", label: visit.text("Lý do lập lại"), value: isTyped ? visit.lines("why") : "",
        hint: visit.text("Bản đã lập vẫn được giữ nguyên."), isRequired: true, rows: 2
      ).marked(problems), hidden: Hidden(), problems: problems)
    return try visit.page(page, model, status: problems.isEmpty ? .ok : .unprocessableContent)
  }

  private static func facts(_ report: FrozenReports.Stored, _ visit: Visit) -> [Fact] {
    var facts = [
      Fact(label: visit.text("Kỳ báo cáo"), value: report.span.vietnamese),
      Fact(
        label: visit.text("Lập lúc"), value: "\(report.madeAt.vietnamese), \(visit.text("lần")) \(report.run)"
      ),
      Fact(label: visit.text("Phiên bản lịch làm việc"), value: report.calendarVersion),
      Fact(label: visit.text("Mã kiểm tra"), value: report.seal),
    ]
    if !report.madeBy.isEmpty {
      facts.append(Fact(label: visit.text("Người lập lại"), value: "\(report.madeBy): \(report.why)"))
    }
    if report.span.kind != .week {
      facts.append(Fact(label: visit.text("Tình trạng báo cáo"), value: visit.text(report.state.vietnamese)))
    }
    return facts
  }
}

/// The dossiers behind a number of a report that left.
enum ListMadeReport: Screen {
  struct Model: TemplateModel {
    var title: String
    var unit: String
    var span: String
    var rows: [Row]
    var backURL: String
    var nextURL: String?

    static var fields: [Field<Model>] {
      [
        .text("title", \.title), .text("unit", \.unit), .text("span", \.span), .list("rows", \.rows),
        .url("backURL", \.backURL), .url("nextURL") { $0.nextURL ?? "" },
        .flag("hasNext") { $0.nextURL != nil },
      ]
    }
  }

  struct Row: TemplateModel {
    var dossier: DossierRow
    var received: String
    var due: String
    var finished: String

    static var fields: [Field<Row>] {
      [
        .record("dossier") { $0.dossier }, .text("received", \.received), .text("due", \.due),
        .text("finished", \.finished),
      ]
    }
  }

  static let page = Page<Model>("made/dossiers")
  static let pages: [any PageDeclaration] = [page]
  static let routes: [SiteRoute] = [
    .get(Sitemap.madeReportList.pattern, .roles(Watch.roles)) { visit in
      let (report, agency) = try MadeReportAccess.report(Sitemap.madeReportList, visit)
      return try show(
        of: [report.id], unit: agency.name, span: report.span, at: Sitemap.madeReportList.url(report.id),
        backURL: Sitemap.madeReport.url(report.id), visit)
    }
  ]

  /// The list that the address asks for, of one report or of several put together.
  static func show(
    of reports: [Int64], unit: String, span: ReportSpan, at url: String, backURL: String, _ visit: Visit
  ) throws -> Response {
    guard let number = Int(visit.query("column")).flatMap(FieldReport.Number.init(rawValue:)) else {
      throw PageNotFound()
    }
    let (field, reference) = (visit.query("field"), try visit.reference())
    guard field.isEmpty || reference.fields[field] != nil else { throw PageNotFound() }
    let lines = try ReportSummaries.lines(
      number, of: reports, field: field, after: visit.pageKey.id, visit.db)
    let shown = lines.prefix(Dossiers.pageSize)
    let next = lines.count > shown.count ? shown.last : nil
    let asked = Percent.query([("field", field), ("column", String(number.rawValue))])
    let area = field.isEmpty ? visit.text("Tổng cộng") : reference.fields[field] ?? ""
    return try visit.page(
      page,
      Model(
        title: "\(area) – \(visit.text(number.vietnamese))", unit: unit,
        span: span.vietnamese,
        rows: shown.map { listed in
          Row(
            dossier: try DossierRow(listed, visit), received: listed.receivedAt?.vietnamese ?? "",
            due: listed.judgedDue?.vietnamese ?? "", finished: listed.finishedAt?.vietnamese ?? "")
        }, backURL: backURL, nextURL: next.map { "\(url)?\(asked)&after=0.\($0.id.value)" }))
  }
}
