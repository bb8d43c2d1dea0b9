import Documents
import HTTPServer
import Storage
import Templating
import Workflow

/// A period's figures of an office and its units together: before they are passed on, and as they were (letter 003, III.2).
enum ShowReportSummary: Screen {
  struct Model: TemplateModel {
    var unit: String
    var kind: String
    var span: String
    var listURL: String
    var sheetURL: String
    var textURL: String
    var printURL: String
    var facts: [Fact]
    var units: [ListMadeReports.Row]
    var missing: [Fact]
    var rows: [ShowFieldReport.Row]
    var total: ShowFieldReport.Row?
    var chart: BarChart
    var isSound: Bool
    var runs: [PageLink]
    var steps: [ActLine]
    var actionURL: String
    var carried: [HiddenField]
    var acts: [Choice]
    var words: InputModel
    var hidden: Hidden
    var problems: [Problem]

    static var fields: [Field<Model>] {
      [
        .text("unit", \.unit), .text("kind", \.kind), .text("span", \.span), .url("listURL", \.listURL),
        .url("sheetURL", \.sheetURL), .url("textURL", \.textURL), .url("printURL", \.printURL),
        .flag("isPassedOn") { !$0.sheetURL.isEmpty }, .list("facts", \.facts), .list("units", \.units),
        .list("missing", \.missing), .list("rows", \.rows), .record("total") { $0.total },
        .record("chart") { $0.chart }, .flag("isSound", \.isSound), .list("runs", \.runs),
        .list("steps", \.steps), .url("actionURL", \.actionURL), .list("carried", \.carried),
        .list("acts", \.acts), .record("words") { $0.words }, .record("hidden") { $0.hidden },
        .list("problems", \.problems),
      ]
    }
  }

  static let page = Page<Model>("made/summary")
  static let pages: [any PageDeclaration] = [page]
  static let routes: [SiteRoute] = [
    .get(Sitemap.summariseReports.pattern, .roles(Watch.roles)) { visit in
      try show(draft(visit, kind: visit.query("kind"), ends: visit.query("ends")), visit)
    },
    .post(Sitemap.summariseReports.pattern, .role(.chairman, .overseer), passOn),
    .get(Sitemap.reportSummary.pattern, .roles(Watch.roles)) { visit in
      try show(summary(Sitemap.reportSummary, visit), visit)
    },
    .get(Sitemap.reportSummarySheet.pattern, .roles(Watch.roles), lane: .costly) { visit in
      let (summary, agency) = try summary(Sitemap.reportSummarySheet, visit)
      return try visit.spreadsheet("\(filename(summary, agency)).xlsx") {
        try figures(summary, visit).write(to: $0, heading: heading(summary, agency, visit), visit)
      }
    },
    .get(Sitemap.reportSummaryText.pattern, .roles(Watch.roles), lane: .costly) { visit in
      let (summary, agency) = try summary(Sitemap.reportSummaryText, visit)
      var table = TextTable()
      for line in try heading(summary, agency, visit) { table.append([line]) }
      table.append(FieldFigures.headings)
      for row in try figures(summary, visit).cells { table.append(row) }
      return table.response("\(filename(summary, agency)).csv")
    },
    .post(Sitemap.advanceReportSummary.pattern, .role(.overseer), advance),
    // A page that says what to mend stands at the address of its form; asked for again it is the summary's.
    .get(Sitemap.advanceReportSummary.pattern, .roles(Watch.roles)) { visit in
      .redirect(Sitemap.reportSummary.url(try visit.read(Sitemap.advanceReportSummary)))
    },
  ]

  // MARK: What is asked for

  private typealias Summary = (stored: ReportSummaries.Stored, agency: Agency)

  /// A summary of an agency that this person watches, or 404.
  static func summary(_ address: Address1<Int64>, _ visit: Visit) throws -> (
    stored: ReportSummaries.Stored, agency: Agency
  ) {
    guard let summary = try ReportSummaries.summary(visit.read(address), in: visit.db) else {
      throw PageNotFound()
    }
    return (summary, try Watch.agency(.overdueLists, summary.agency, visit))
  }

  private static func draft(_ visit: Visit, kind: String, ends: String) throws -> SummaryDraft {
    let agency = try Watch.agency(
      .overdueLists, visit.read(Sitemap.summariseReports), visit)
    let asked = kind.isEmpty ? .quarter : ReportingPeriod.Kind(rawValue: kind)
    guard let asked, asked != .week, try SummaryDraft.units(of: agency, visit).count > 1 else {
      throw PageNotFound()
    }
    return try SummaryDraft(agency, MadeReportAccess.span(asked, ends: ends, visit).asked, visit)
  }

  static func figures(_ summary: ReportSummaries.Stored, _ visit: Visit) throws -> FieldFigures {
    try figures(ReportSummaries.parts(of: summary.id, in: visit.db), visit)
  }

  private static func figures(_ reports: [FrozenReports.Stored], _ visit: Visit) throws -> FieldFigures {
    FieldFigures(
      try reports.map { try FrozenReports.counts(of: $0.id, in: visit.db) }, try visit.reference())
  }

  static func filename(_ summary: ReportSummaries.Stored, _ agency: Agency) -> String {
    "II.06a-tong-hop-\(agency.code)-\(summary.span.kind.rawValue)-\(summary.span.ends.day.iso)-\(summary.run)"
  }

  static func heading(_ summary: ReportSummaries.Stored, _ agency: Agency, _ visit: Visit) throws -> [String]
  {
    let missing = try names(ReportSummaries.missing(from: summary.id, in: visit.db), visit)
    return [
      "Biểu số II.06a/VPCP/KSTT. Tổng hợp tình hình, kết quả giải quyết thủ tục hành chính của \(agency.name) và các đơn vị",
      "Kỳ báo cáo: \(summary.span.vietnamese). Đơn vị tính: số hồ sơ TTHC",
      "Tổng hợp lần \(summary.run)"
        + (missing.isEmpty ? "" : ", chưa có số liệu của \(missing.joined(separator: ", "))")
        + ", mã kiểm tra \(summary.seal)",
    ]
  }

  private static func names(_ agencies: [AgencyID], _ visit: Visit) throws -> [String] {
    let reference = try visit.reference()
    return agencies.compactMap { reference.agency($0)?.shortName }
  }

  // MARK: Acts

  @Sendable private static func passOn(_ visit: Visit) throws -> Response {
    let draft = try draft(visit, kind: visit.field("kind"), ends: visit.field("ends"))
    guard try SummaryDraft.mayPass(draft.agency.id, visit) else { throw NotAllowed() }
    let words = visit.lines("words")
    var problems = Problems(visit)
    problems.check(words.codePoints <= 1_000, "words", "Ý kiến: nhiều nhất 1.000 ký tự.")
    if draft.wantsWords {
      problems.check(
        words.codePoints >= 3, "words", "Ghi lý do gửi khi còn thiếu số liệu hoặc gửi lại.")
    }
    guard problems.found.isEmpty else { return try show(draft, visit, problems: problems.found) }
    return try visit.once(refusing: {
      guard try draft.isNews(visit) else { throw Outdated(url: url(draft)) }
      return nil
    }) {
      let id = try ReportSummaries.pass(
        on: draft.parts.map(\.report), missing: draft.missing.map(\.agency.id), of: draft.agency.id,
        draft.span, words: words, by: visit.person().id, at: visit.now, in: visit.writing)
      return Confirmation.reportPassedOn.address(Sitemap.reportSummary.url(id))
    }
  }

  @Sendable private static func advance(_ visit: Visit) throws -> Response {
    let summary = try summary(Sitemap.advanceReportSummary, visit)
    guard let act = ReportChain.Act(rawValue: visit.field("act")), act != .confirm else {
      throw PageNotFound()
    }
    guard try Watch.isAbove(summary.agency.id, visit) else { throw NotAllowed() }
    let words = visit.lines("words")
    var problems = Problems(visit)
    problems.check(words.codePoints <= 1_000, "words", "Ý kiến: nhiều nhất 1.000 ký tự.")
    if act == .sendBack { problems.check(words.codePoints >= 3, "words", "Ghi rõ điều cần xem lại.") }
    guard problems.found.isEmpty else { return try show(summary, visit, problems: problems.found) }
    return try visit.once(refusing: {
      guard try acts(on: summary.stored, visit).contains(act) else {
        throw Outdated(url: Sitemap.reportSummary.url(summary.stored.id))
      }
      return nil
    }) {
      try ReportSummaries.advance(
        summary.stored.id, act, words: words, by: visit.person().id, at: visit.now, in: visit.writing)
      return Confirmation.reportAdvanced.address(Sitemap.reportSummary.url(summary.stored.id))
    }
  }

  /// Only the last one passed on is accepted or sent back, by who oversees from above.
  private static func acts(on summary: ReportSummaries.Stored, _ visit: Visit) throws -> [ReportChain.Act] {
    let last = try ReportSummaries.runs(
      of: summary.agency, summary.span.kind, ends: summary.span.ends, in: visit.db
    ).last
    guard last?.id == summary.id, try Watch.isAbove(summary.agency, visit) else { return [] }
    return [ReportChain.Act.accept, .sendBack].filter { ReportChain.allows($0, summary.state) }
  }

  // MARK: Pages

  private static func url(_ draft: SummaryDraft) -> String {
    let asked = [("kind", draft.span.kind.rawValue), ("ends", String(draft.span.ends.seconds))]
    return "\(Sitemap.summariseReports.url(draft.agency.id))?\(Percent.query(asked))"
  }

  private static func show(_ draft: SummaryDraft, _ visit: Visit, problems: [Problem] = []) throws -> Response
  {
    let canPass = try SummaryDraft.mayPass(draft.agency.id, visit) && draft.isNews(visit)
    var model = try model(of: draft.agency, draft.span, draft.parts.map(\.report), problems, visit)
    model.facts = [
      Fact(label: visit.text("Kỳ báo cáo"), value: draft.span.vietnamese),
      Fact(
        label: visit.text("Đơn vị đã có số liệu"),
        value: "\(draft.parts.count)/\(draft.parts.count + draft.missing.count)"),
    ]
    model.missing = draft.missing.map { unit, report in
      Fact(
        label: unit.shortName,
        value: visit.text(report?.state.vietnamese ?? "Chưa có báo cáo"))
    }
    model.runs = links(draft.runs, chosen: nil, visit)
    if canPass {
      model.actionURL = Sitemap.summariseReports.url(draft.agency.id)
      model.carried = [
        HiddenField(name: "kind", value: draft.span.kind.rawValue),
        HiddenField(name: "ends", value: String(draft.span.ends.seconds)),
      ]
      model.acts = [Choice("pass", visit.text("Xác nhận và gửi cấp trên"))]
      model.words.hint = visit.text("Bắt buộc khi còn thiếu số liệu hoặc gửi lại.")
    }
    return try visit.page(page, model, status: problems.isEmpty ? .ok : .unprocessableContent)
  }

  private static func show(_ summary: Summary, _ visit: Visit, problems: [Problem] = []) throws -> Response {
    let (stored, agency) = summary
    let parts = try ReportSummaries.parts(of: stored.id, in: visit.db)
    var model = try model(
      of: agency, stored.span, parts, problems, visit, listURL: Sitemap.reportSummaryList.url(stored.id))
    model.facts = [
      Fact(label: visit.text("Kỳ báo cáo"), value: stored.span.vietnamese),
      Fact(label: visit.text("Lần gửi"), value: String(stored.run)),
      Fact(label: visit.text("Tình trạng báo cáo"), value: visit.text(words(of: stored.state))),
      Fact(label: visit.text("Mã kiểm tra"), value: stored.seal),
    ]
    model.missing = try names(ReportSummaries.missing(from: stored.id, in: visit.db), visit).map {
      Fact(label: $0, value: visit.text("Không có trong lần gửi này"))
    }
    model.sheetURL = Sitemap.reportSummarySheet.url(stored.id)
    model.textURL = Sitemap.reportSummaryText.url(stored.id)
    model.printURL = Sitemap.printReportSummary.url(stored.id)
    let runs = try ReportSummaries.runs(
      of: stored.agency, stored.span.kind, ends: stored.span.ends, in: visit.db)
    model.runs = runs.count > 1 ? links(runs, chosen: stored.id, visit) : []
    model.steps = try ReportSummaries.steps(of: stored.id, in: visit.db).map {
      ActLine(
        act: visit.text($0.act == .confirm ? "Xác nhận và gửi cấp trên" : $0.act.vietnamese),
        who: $0.personName, at: $0.at.vietnamese, words: $0.words)
    }
    model.acts = try acts(on: stored, visit).map { Choice($0.rawValue, visit.text($0.vietnamese)) }
    model.actionURL = Sitemap.advanceReportSummary.url(stored.id)
    return try visit.page(page, model, status: problems.isEmpty ? .ok : .unprocessableContent)
  }

  private static func words(of state: ReportChain.State) -> String {
    state == .confirmed ? "Đã gửi cấp trên" : state.vietnamese
  }

  private static func links(_ runs: [ReportSummaries.Stored], chosen: Int64?, _ visit: Visit) -> [PageLink] {
    runs.map {
      PageLink(
        label: visit.text("Lần gửi {n}", ["n": String($0.run)]) + ": " + visit.text(words(of: $0.state)),
        url: Sitemap.reportSummary.url($0.id), isCurrent: $0.id == chosen)
    }
  }

  /// - Parameter listURL: where the dossiers behind the sums are; empty where there are none yet.
  private static func model(
    of agency: Agency, _ span: ReportSpan, _ reports: [FrozenReports.Stored], _ problems: [Problem],
    _ visit: Visit, listURL: String = ""
  ) throws -> Model {
    let (figures, reference) = (try figures(reports, visit), try visit.reference())
    let watched = Set(try Watch.agencies(.overdueLists, visit).map(\.id))
    // Who does not watch every unit sees sums, not dossiers.
    let isOpen = !listURL.isEmpty && reports.allSatisfy { watched.contains($0.agency) }
    let (rows, total) = figures.rows(visit) { field in
      isOpen ? "\(listURL)?\(Percent.query([("field", field)]))" : ""
    }
    let units = try reports.map { report in
      ListMadeReports.Row(
        reference.agency(report.agency)?.shortName ?? "", madeAt: report.madeAt.vietnamese, state: "",
        try FrozenReports.counts(of: report.id, in: visit.db).values.reduce(FieldReport.Counts(), +),
        of: watched.contains(report.agency) ? report.id : nil, visit)
    }
    return Model(
      unit: agency.name, kind: visit.text(span.kind.vietnamese), span: span.vietnamese,
      listURL: "\(Sitemap.madeReports.url)?\(Percent.query([("kind", span.kind.rawValue)]))", sheetURL: "",
      textURL: "", printURL: "", facts: [], units: units, missing: [], rows: rows, total: total,
      chart: figures.chart(visit), isSound: figures.total.isSound, runs: [], steps: [], actionURL: "",
      carried: [], acts: [],
      words: InputModel(
        id: "words", label: visit.text("Ý kiến"),
        value: visit.request.method == .post ? visit.lines("words") : "",
        hint: visit.text("Bắt buộc khi trả lại."), rows: 2
      ).marked(problems), hidden: Hidden(), problems: problems)
  }
}

/// The dossiers behind a sum that was passed on.
enum ListReportSummary: Screen {
  static let pages: [any PageDeclaration] = []
  static let routes: [SiteRoute] = [
    .get(Sitemap.reportSummaryList.pattern, .roles(Watch.roles), lane: .costly) { visit in
      let (summary, agency) = try ShowReportSummary.summary(Sitemap.reportSummaryList, visit)
      let parts = try ReportSummaries.parts(of: summary.id, in: visit.db)
      for part in parts { _ = try Watch.agency(.overdueLists, part.agency, visit) }
      return try ListMadeReport.show(
        of: parts.map(\.id), unit: agency.name, span: summary.span,
        at: Sitemap.reportSummaryList.url(summary.id),
        backURL: Sitemap.reportSummary.url(summary.id), visit)
    }
  ]
}

/// Biểu II.06a of an office and its units together, A4 across.
enum PrintReportSummary: Screen {
  static let pages: [any PageDeclaration] = []
  static let routes: [SiteRoute] = SiteRoute.sheet(
    Sitemap.printReportSummary.pattern, Sitemap.printReportSummaryFile.pattern, .roles(Watch.roles)
  ) { visit in
    let (summary, agency) = try ShowReportSummary.summary(Sitemap.printReportSummary, visit)
    let made = try ReportSummaries.steps(of: summary.id, in: visit.db).first?.at ?? summary.span.ends
    return try PrintMadeReport.sheet(
      ShowReportSummary.figures(summary, visit), of: agency, summary.span, on: made.day,
      made: ShowReportSummary.heading(summary, agency, visit)[2],
      title: "Tổng hợp tình hình, kết quả giải quyết thủ tục hành chính",
      at: Sitemap.printReportSummary.url(summary.id), file: Sitemap.printReportSummaryFile.url(summary.id),
      backURL: Sitemap.reportSummary.url(summary.id),
      filename: ShowReportSummary.filename(summary, agency), visit)
  }
}
