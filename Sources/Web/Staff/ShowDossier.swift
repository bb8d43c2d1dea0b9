import HTTPServer
import Storage
import Templating
import Workflow

/// A dossier as officers see it: head, steps, what can be done now, data beside papers, result, journal.
enum ShowDossier: Screen {
  struct Model: TemplateModel {
    var head: DossierHead
    var steps: [StepModel]
    var turns: TurnsModel
    var actions: [ActionLink]
    var hidden: Hidden
    var facts: [Fact]
    var form: [FormSectionModel]
    var papers: [PaperModel]
    var results: [FileModel]
    var resultCodes: [Choice]
    var attachResultURL: String
    var stages: [StageModel]
    var issued: [SlipLink]
    /// The next step of a dossier whose result is there and which is not over (F004-04), for whoever takes it.
    var finishURL: String
    var timeline: [TimelineItem]
    var stepTable: [StepRow]
    var noteURL: String
    var note: InputModel
    var maximumFile: String
    var maximumBytes: Int
    var problems: [Problem]

    static var fields: [Field<Model>] {
      [
        .record("head") { $0.head }, .list("steps", \.steps), .record("turns") { $0.turns },
        .list("actions", \.actions),
        .record("hidden") { $0.hidden }, .list("facts", \.facts), .list("form", \.form),
        .list("papers", \.papers), .list("results", \.results),
        .list("resultCodes", \.resultCodes), .list("stages", \.stages), .list("issued", \.issued),
        .url("finishURL", \.finishURL), .flag("canFinish") { !$0.finishURL.isEmpty },
        .url("attachResultURL", \.attachResultURL), .flag("canAttachResult") { !$0.attachResultURL.isEmpty },
        .list("timeline", \.timeline), .list("stepTable", \.stepTable), .url("noteURL", \.noteURL),
        .flag("canNote") { !$0.noteURL.isEmpty }, .text("maximumFile", \.maximumFile),
        .record("note") { $0.note }, .number("maximumBytes", \.maximumBytes), .list("problems", \.problems),
        .optional("resultProblem") { $0.problems.first { $0.field == "results" }?.message },
      ]
    }
  }

  /// A button of the action bar; the one likely action first.
  struct ActionLink: TemplateModel {
    var label: String
    var url: String
    var isPrimary: Bool

    static var fields: [Field<ActionLink>] {
      [.text("label", \.label), .url("url", \.url), .flag("isPrimary", \.isPrimary)]
    }
  }

  static let page = Page<Model>("staff/show-dossier")
  static let pages: [any PageDeclaration] = [page]
  static let routes: [SiteRoute] = [
    .get(Sitemap.dossier.pattern, .staff) { visit in
      let record = try visit.readable(visit.read(Sitemap.dossier))
      return try visit.page(page, model(record, problems: [], visit))
    }
  ]

  /// The page again, with what was wrong with one of its small forms, and with what was typed there.
  static func show(
    _ record: Dossiers.Record, problems: [Problem], _ visit: Visit
  ) throws -> Response {
    try visit.page(page, model(record, problems: problems, visit), status: .unprocessableContent)
  }

  private static func model(
    _ record: Dossiers.Record, problems: [Problem], _ visit: Visit
  ) throws -> Model {
    let id = record.dossier.id
    let verbs = try visit.offered(on: record)
    let lines = try Journal.lines(of: id, in: visit.db)
    let files = try DossierFiles.files(of: id, in: visit.db).filter { $0.paper == nil }
    let mayRemove = verbs.contains(.removeResult)
    return Model(
      head: try DossierHead(record, visit), steps: StepModel.bar(for: record.dossier.state, visit),
      turns: try TurnsModel(record, lines, visit), actions: try actions(verbs, record, visit),
      hidden: Hidden(record), facts: try Fact.list(record, visit) + Fact.turns(record, visit),
      form: try FormSectionModel.list(record, visit),
      papers: try PaperModel.list(record, verbs: verbs, problems: problems, visit),
      results: files.map {
        FileModel($0, removeURL: mayRemove ? Sitemap.removeResult.url(id, $0.id) : "")
      },
      resultCodes: try ResultCode.choices(record, visit).map {
        Choice($0.value, $0.label, isChosen: $0.value == visit.field("code"))
      },
      attachResultURL: verbs.contains(.attachResult) ? Sitemap.attachResult.url(id) : "",
      stages: try StageModel.list(record, verbs: verbs, visit),
      issued: try SlipLink.list(record, forApplicant: false, visit), finishURL: finishURL(record, verbs),
      timeline: TimelineItem.full(lines, of: record, visit),
      stepTable: try StepRow.table(record, lines, visit),
      noteURL: verbs.contains(.note) ? Sitemap.note.url(id) : "",
      note: InputModel(
        id: "text", label: visit.text("Ghi chú nội bộ"), value: visit.lines("text"),
        hint: visit.text("Người nộp hồ sơ không thấy ghi chú này."), isRequired: true, rows: 3
      ).marked(problems),
      maximumFile: FileModel.size(visit.site.settings.maximumFile),
      maximumBytes: visit.site.settings.maximumFile, problems: problems)
  }

  private static func finishURL(_ record: Dossiers.Record, _ verbs: [Verb]) -> String {
    guard record.dossier.resultFiles > 0, let step = NextStep(record.dossier.state),
      verbs.contains(step.verb)
    else { return "" }
    return step.url(record.dossier.id)
  }

  /// In the order of likelihood: what moves the dossier on, then what sends it back, then papers to print.
  private static func actions(
    _ verbs: [Verb], _ record: Dossiers.Record, _ visit: Visit
  ) throws -> [ActionLink] {
    let id = record.dossier.id
    let usual: [(Verb, String)] = [
      (.receive, Sitemap.receive.url(id)), (.forward, Sitemap.forward.url(id)),
      (.submitForSignOff, Sitemap.submitForSignOff.url(id)), (.signOff, Sitemap.signOff.url(id)),
      (.takeBack, Sitemap.takeBack.url(id)), (.returnResult, Sitemap.returnResult.url(id)),
      (.answerSupplement, Sitemap.turn(.answerSupplement).url(id)),
      (.requestSupplement, Sitemap.turn(.requestSupplement).url(id)),
      (.proposeSupplement, Sitemap.turn(.proposeSupplement).url(id)),
    ]
    let turns = Turn.all.filter { !onStages.contains($0.verb) }.map { ($0.verb, $0.address.url(id)) }
    let all = usual + turns + [(.correct, CorrectDossier.address.url(id))]
    var offered = all.filter { verbs.contains($0.0) }
      .map { (label: visit.text($0.0.vietnamese), url: $0.1) }
    if verbs.contains(.reopenSupplement) {
      let check = (label: visit.text("Kiểm tra nội dung bổ sung"), url: Sitemap.checkSupplement.url(id))
      offered.insert(check, at: 0)
    }
    var links = offered.enumerated().map { index, action in
      ActionLink(label: action.label, url: action.url, isPrimary: index == 0)
    }
    if record.code != nil {
      let papers = [
        (visit.text("In giấy tiếp nhận"), Sitemap.receipt),
        (visit.text("Phiếu kiểm soát"), Sitemap.controlSlip),
        (visit.text("Giải trình thời hạn"), Sitemap.deadline),
      ]
      if try visit.mayRate(record, by: .counter),
        try Rights.roles(of: visit.person(), on: record.place).contains(.oneStopOfficer)
      {
        links.append(
          ActionLink(
            label: visit.text("Nhập phiếu đánh giá"), url: Sitemap.keyRating.url(id), isPrimary: false))
      }
      links += papers.map { ActionLink(label: $0.0, url: $0.1.url(id), isPrimary: false) }
    }
    return links
  }

  /// What is offered beside each stage.
  private static let onStages: Set<Verb> = [.takeStage, .answerStage, .reportStage, .closeStage]
}
