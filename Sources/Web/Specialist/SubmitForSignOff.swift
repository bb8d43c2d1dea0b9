import HTTPServer
import Storage
import Templating
import Workflow

/// Trình ký: the draft result is looked at once more and goes to a leader of the unit or of the agency (art 19.2); or a
/// refusal after review, whose written reason is the result (art 19.8).
enum SubmitForSignOff: Screen {
  struct Model: TemplateModel {
    var head: DossierHead
    var hidden: Hidden
    var actionURL: String
    var results: [ResultPreview]
    var isOnPaperOnly: Bool
    var isRefusal: Bool
    var reason: [InputModel]
    var leaders: [Choice]
    var problems: [Problem]

    static var fields: [Field<Model>] {
      [
        .record("head") { $0.head }, .record("hidden") { $0.hidden }, .url("actionURL", \.actionURL),
        .list("results", \.results), .flag("isOnPaperOnly", \.isOnPaperOnly),
        .flag("lacksResult") { !$0.isOnPaperOnly && $0.results.isEmpty }, .flag("isRefusal", \.isRefusal),
        .list("reason", \.reason), .list("leaders", \.leaders), .list("problems", \.problems),
      ]
    }
  }

  static let page = Page<Model>("specialist/submit-for-sign-off")
  static let pages: [any PageDeclaration] = [page]
  static let routes: [SiteRoute] = [
    .get(Sitemap.submitForSignOff.pattern, .staff) { visit in
      try show(visit.readable(visit.read(Sitemap.submitForSignOff)), visit, problems: [])
    },
    .post(Sitemap.submitForSignOff.pattern, .staff) { visit in
      let record = try visit.readable(visit.read(Sitemap.submitForSignOff))
      var input = TurnInput(record, visit)
      let outcome = outcome(&input)
      let leaders = try visit.leaders(for: record)
      let typed = input.chosen("to", among: leaders, or: "Chọn lãnh đạo để trình ký.")
      guard input.problems.isEmpty, let outcome, let leader = typed.flatMap({ PersonID($0) }) else {
        return try show(record, visit, problems: input.problems)
      }
      return try visit.perform(.submitForSignOff(to: leader, outcome: outcome), on: record.dossier.id) {
        Confirmation.submittedForSignOff.address(Sitemap.inbox.url)
      }
    },
  ]

  /// What is submitted: the result that was attached, or a refusal with its reason.
  private static func outcome(_ input: inout TurnInput) -> Outcome? {
    switch input.visit.field("outcome") {
    case "granted": return .granted
    case "refused": break
    default:
      input.fault("outcome", "Chọn đồng ý hoặc từ chối giải quyết.")
      return nil
    }
    let code: RefusalReason? = input.one("code", or: "Chọn loại lý do.")
    let why = input.reason()
    return code.map { .refused($0, why: why) }
  }

  private static func show(
    _ record: Dossiers.Record, _ visit: Visit, problems: [Problem]
  ) throws -> Response {
    let model = Model(
      head: try DossierHead(record, visit), hidden: Hidden(record),
      actionURL: Sitemap.submitForSignOff.url(record.dossier.id),
      results: try ResultPreview.list(of: record, visit),
      isOnPaperOnly: record.dossier.terms.resultOnPaperOnly,
      isRefusal: visit.field("outcome") == "refused", reason: reason(visit, problems),
      leaders: try visit.leaders(for: record), problems: problems)
    return try visit.page(page, model, status: problems.isEmpty ? .ok : .unprocessableContent)
  }

  private static func reason(_ visit: Visit, _ problems: [Problem]) -> [InputModel] {
    var why = InputModel.reason(visit, hint: "Người nộp nhận lý do này; nêu căn cứ pháp luật.")
    why.value = visit.lines("why")
    let code = RefusalReason(rawValue: visit.field("code"))
    return [.choice("code", "Loại lý do", visit, chosen: code, \RefusalReason.vietnamese), why]
      .map { $0.marked(problems) }
  }
}
