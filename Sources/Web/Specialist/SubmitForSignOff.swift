import HTTPServer
import Storage
import Templating
import Workflow

/// Trình ký: the draft result is looked at once more and goes to a leader of the unit or of the agency (art 19.2).
enum SubmitForSignOff: Screen {
  struct Model: TemplateModel {
    var head: DossierHead
    var hidden: Hidden
    var actionURL: String
    var results: [ResultPreview]
    var isOnPaperOnly: Bool
    var leaders: [Choice]
    var problems: [Problem]

    static var fields: [Field<Model>] {
      [
        .record("head") { $0.head }, .record("hidden") { $0.hidden }, .url("actionURL", \.actionURL),
        .list("results", \.results), .flag("isOnPaperOnly", \.isOnPaperOnly),
        .flag("isReady") { $0.isOnPaperOnly || !$0.results.isEmpty }, .list("leaders", \.leaders),
        .list("problems", \.problems),
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
      let typed = visit.field("to")
      guard let leader = PersonID(typed), try leaders(record, visit).contains(where: { $0.value == typed })
      else {
        let problem = Problem(field: "to", message: visit.text("Chọn lãnh đạo để trình ký."))
        return try show(record, visit, problems: [problem])
      }
      return try visit.perform(.submitForSignOff(to: leader), on: record.dossier.id) {
        Confirmation.submittedForSignOff.address(Sitemap.inbox.url)
      }
    },
  ]

  private static func show(
    _ record: Dossiers.Record, _ visit: Visit, problems: [Problem]
  ) throws -> Response {
    let model = Model(
      head: try DossierHead(record, visit), hidden: Hidden(record),
      actionURL: Sitemap.submitForSignOff.url(record.dossier.id),
      results: try ResultPreview.list(of: record, visit),
      isOnPaperOnly: record.dossier.terms.resultOnPaperOnly, leaders: try leaders(record, visit),
      problems: problems)
    return try visit.page(page, model, status: problems.isEmpty ? .ok : .unprocessableContent)
  }

  /// One leader alone is chosen already; after sending back, the one it came from.
  private static func leaders(_ record: Dossiers.Record, _ visit: Visit) throws -> [Choice] {
    let found = try Deputies.signers(of: record, visit)
    let chosen = found.count == 1 ? found.first?.id : record.dossier.signer
    return found.map { Deputies.choice($0, isChosen: $0.id == chosen) }
  }
}
