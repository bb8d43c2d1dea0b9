import HTTPServer
import Storage
import Templating
import Workflow

/// Ký duyệt: the result on the page, its number, in whose name it is signed. It cannot be taken back, so this
/// page is the confirmation; having opened it counts as having looked.
enum SignOff: Screen {
  struct Model: TemplateModel {
    var head: DossierHead
    var hidden: Hidden
    var actionURL: String
    var sendBackURL: String
    var refusal: RefusalModel?
    var results: [ResultPreview]
    var facts: [Fact]
    var obstacle: String?
    var number: String
    var authorities: [Choice]
    var problems: [Problem]

    static var fields: [Field<Model>] {
      [
        .record("head") { $0.head }, .record("hidden") { $0.hidden }, .url("actionURL", \.actionURL),
        .url("sendBackURL", \.sendBackURL), .record("refusal") { $0.refusal }, .list("results", \.results),
        .list("facts", \.facts),
        .optional("obstacle", \.obstacle), .text("number", \.number),
        .list("authorities", \.authorities), .list("problems", \.problems),
      ]
    }
  }

  static let page = Page<Model>("leader/sign-off")
  static let pages: [any PageDeclaration] = [page]
  static let routes: [SiteRoute] = [
    .get(Sitemap.signOff.pattern, .staff) { visit in
      let record = try visit.readable(visit.read(Sitemap.signOff))
      let obstacle = try obstacle(record, visit)
      var response = try show(record, visit, obstacle: obstacle, problems: [])
      if obstacle == nil { remember(record, try visit.person(), at: visit.now, &response) }
      return response
    },
    .post(Sitemap.signOff.pattern, .staff) { visit in
      let record = try visit.readable(visit.read(Sitemap.signOff))
      let problems = Signature.problems(number: visit.field("number"), field: "number", visit)
      guard problems.isEmpty, let authority = Signature.authority(visit) else {
        return try show(record, visit, obstacle: nil, problems: problems + Signature.authorityProblems(visit))
      }
      let number = visit.field("number")
      let action = Action.signOff(number: number, authority: authority)
      return try visit.perform(action, on: record.dossier.id, detail: number) {
        Confirmation.signedOff.address(Sitemap.toSign.url)
      }
    },
  ]

  private static func remember(
    _ record: Dossiers.Record, _ person: Person, at moment: Moment, _ response: inout Response
  ) {
    let (id, version) = (record.dossier.id, record.dossier.version)
    response.afterwards { context in
      try Dossiers.noteLook(
        at: id, version: version, by: person.id, at: moment, in: LaneContext.of(context).writing)
    }
  }

  /// Why this person cannot sign it now, in words; nil when he can.
  private static func obstacle(_ record: Dossiers.Record, _ visit: Visit) throws -> String? {
    let dossier = record.dossier
    if dossier.isMaker(try visit.person().id) { return RefusalText.text(.processedBySelf, visit) }
    guard try visit.offered(on: record).contains(.signOff) else {
      return visit.text("Hồ sơ này không chờ ông/bà ký duyệt.")
    }
    let hasResult =
      dossier.resultFiles > 0 || dossier.terms.resultOnPaperOnly || dossier.turns.outcome.isRefusal
    return hasResult ? nil : RefusalText.text(.resultMissing, visit)
  }

  private static func show(
    _ record: Dossiers.Record, _ visit: Visit, obstacle: String?, problems: [Problem]
  ) throws -> Response {
    let id = record.dossier.id
    let model = Model(
      head: try DossierHead(record, visit), hidden: Hidden(record), actionURL: Sitemap.signOff.url(id),
      sendBackURL: Sitemap.turn(.sendBack).url(id), refusal: RefusalModel(record, visit),
      results: try ResultPreview.list(of: record, visit),
      facts: try Fact.list(record, visit), obstacle: obstacle, number: visit.field("number"),
      authorities: try Signature.choices(visit), problems: problems)
    return try visit.page(page, model, status: problems.isEmpty ? .ok : .unprocessableContent)
  }
}

/// A refusal after review that is put before a leader: the written reason is the result (art 19.8).
struct RefusalModel: TemplateModel {
  var code: String
  var why: String

  static var fields: [Field<RefusalModel>] { [.text("code", \.code), .text("why", \.why)] }

  init?(_ record: Dossiers.Record, _ visit: Visit) {
    guard let reason = record.dossier.turns.outcome.reason else { return nil }
    (code, why) = (visit.text(reason.code.vietnamese), reason.why)
  }
}
