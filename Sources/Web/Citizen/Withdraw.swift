import HTTPServer
import Storage
import Templating
import Workflow

/// Rút hồ sơ by the citizen himself, after asking once; he owes no reason (decision 12).
enum Withdraw: Screen {
  struct Model: TemplateModel {
    var head: DossierHead
    var hidden: Hidden
    var actionURL: String
    var backURL: String
    var isOnPaper: Bool
    var why: InputModel
    var problems: [Problem]

    static var fields: [Field<Model>] {
      [
        .record("head") { $0.head }, .record("hidden") { $0.hidden }, .url("actionURL", \.actionURL),
        .url("backURL", \.backURL), .flag("isOnPaper", \.isOnPaper), .list("inputs") { [$0.why] },
        .list("problems", \.problems),
      ]
    }
  }

  static let page = Page<Model>("citizen/withdraw")
  static let pages: [any PageDeclaration] = [page]
  static let routes: [SiteRoute] = [
    .get(Sitemap.myWithdrawal.pattern, .citizen) { visit in
      let record = try visit.own(visit.read(Sitemap.myWithdrawal))
      guard try visit.offered(on: record).contains(.withdraw) else {
        return .redirect(Sitemap.myDossier.url(record.dossier.id))
      }
      return try show(record, visit, problems: [])
    },
    .post(Sitemap.myWithdrawal.pattern, .citizen) { visit in
      let record = try visit.own(visit.read(Sitemap.myWithdrawal))
      var input = TurnInput(record, visit)
      let why = input.optional("why")
      guard input.problems.isEmpty else { return try show(record, visit, problems: input.problems) }
      return try visit.perform(.withdraw(reason: why), on: record.dossier.id) {
        Confirmation.withdrawn.address(Sitemap.myDossier.url(record.dossier.id))
      }
    },
  ]

  private static func show(
    _ record: Dossiers.Record, _ visit: Visit, problems: [Problem]
  ) throws -> Response {
    let why = InputModel(
      id: "why", label: visit.text("Lý do (không bắt buộc)"), value: visit.lines("why"), rows: 3)
    let model = Model(
      head: try DossierHead(record, visit), hidden: Hidden(record),
      actionURL: Sitemap.myWithdrawal.url(record.dossier.id),
      backURL: Sitemap.myDossier.url(record.dossier.id), isOnPaper: record.dossier.channel != .online,
      why: why.marked(problems), problems: problems)
    return try visit.page(page, model, status: problems.isEmpty ? .ok : .unprocessableContent)
  }
}
