import HTTPServer
import Storage
import Templating
import Workflow

/// Có kết quả nhưng chưa kết thúc (F004-04): dossiers whose result is there and which are not over, the oldest first,
/// with the next step as a button for whoever takes it.
enum UnfinishedResults: Screen {
  struct Model: TemplateModel {
    var agency: String
    var rows: [Row]
    var nextURL: String?

    static var fields: [Field<Model>] {
      [
        .text("agency", \.agency), .list("rows", \.rows), .url("nextURL") { $0.nextURL ?? "" },
        .flag("hasNext") { $0.nextURL != nil },
      ]
    }
  }

  struct Row: TemplateModel {
    var dossier: DossierRow
    var since: String
    var age: String
    var next: String
    var nextURL: String

    static var fields: [Field<Row>] {
      [
        .record("dossier") { $0.dossier }, .text("since", \.since), .text("age", \.age),
        .text("next", \.next),
        .url("nextURL", \.nextURL), .flag("canFinish") { !$0.nextURL.isEmpty },
      ]
    }
  }

  static let page = Page<Model>("oversight/unfinished")
  static let pages: [any PageDeclaration] = [page]
  static let routes: [SiteRoute] = [
    .get(Sitemap.unfinished.pattern, .roles(Watch.roles.union([.oneStopOfficer]))) { visit in
      let agency = try agency(visit)
      let unfinished = try Dossiers.unfinished(at: agency.id, after: visit.pageKey, in: visit.db)
      let shown = unfinished.prefix(Dossiers.pageSize)
      let next = unfinished.count > shown.count ? shown.last : nil
      let model = Model(
        agency: agency.name, rows: try shown.map { try row($0, visit) },
        nextURL: next.map { last in
          let key = Dossiers.PageKey(key: last.since.seconds, id: last.listed.id.value)
          return "\(Sitemap.unfinished.url(agency.id))?after=\(key.text)"
        })
      return try visit.page(page, model)
    }
  ]

  /// An agency that the visitor watches, or at whose counter he works.
  private static func agency(_ visit: Visit) throws -> Agency {
    let id = try visit.read(Sitemap.unfinished)
    let isCounter = try visit.person().grants.contains {
      $0.role == .oneStopOfficer && $0.agency == id && $0.fields.isEmpty
    }
    guard isCounter, let agency = try visit.reference().agency(id) else {
      return try Watch.agency(.overdueLists, id, visit)
    }
    return agency
  }

  private static func row(_ unfinished: Dossiers.Unfinished, _ visit: Visit) throws -> Row {
    let calendar = try visit.reference().calendar
    let days = max(0, calendar.workingDays(from: unfinished.since.day, to: visit.now.day))
    let step = try NextStep(unfinished.listed.state).map { step in
      (step, try step.isFor(visit, on: unfinished.listed.id))
    }
    return Row(
      dossier: try DossierRow(unfinished.listed, visit), since: unfinished.since.vietnamese,
      age: visit.text("{n} ngày làm việc", ["n": String(days)]),
      next: step.map { visit.text($0.0.verb.vietnamese) } ?? "",
      nextURL: step.map { $0.1 ? $0.0.url(unfinished.listed.id) : "" } ?? "")
  }
}

/// The one step that brings a dossier with a result on towards its end.
struct NextStep {
  let verb: Verb

  /// Nil in a state from which no such step leads on.
  init?(_ state: DossierState) {
    switch state {
    case .processing: verb = .submitForSignOff
    case .awaitingSignOff: verb = .signOff
    case .signed: verb = .takeBack
    case .atCounter: verb = .returnResult
    default: return nil
    }
  }

  func url(_ id: DossierID) -> String {
    switch verb {
    case .submitForSignOff: Sitemap.submitForSignOff.url(id)
    case .signOff: Sitemap.signOff.url(id)
    case .takeBack: Sitemap.takeBack.url(id)
    default: Sitemap.returnResult.url(id)
    }
  }

  /// Whether the visitor is the one to take it.
  func isFor(_ visit: Visit, on id: DossierID) throws -> Bool {
    guard let record = try Dossiers.record(id, in: visit.db) else { return false }
    return try visit.offered(on: record).contains(verb)
  }
}
