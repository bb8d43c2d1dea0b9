import HTTPServer
import Storage
import Templating
import Workflow

/// Kết quả chuyển giữa các điểm: what lies elsewhere than where it is picked up, to be sent or under way, with the two
/// signatures (arts 18, 20).
enum CarriedResults: Screen {
  struct Model: TemplateModel {
    var agency: String
    var seat: String
    var rows: [Row]
    var nextURL: String?

    static var fields: [Field<Model>] {
      [
        .text("agency", \.agency), .text("seat", \.seat), .list("rows", \.rows),
        .url("nextURL") { $0.nextURL ?? "" }, .flag("hasNext") { $0.nextURL != nil },
      ]
    }
  }

  struct Row: TemplateModel {
    var dossier: DossierRow
    var from: String
    var to: String
    var giver: String
    var given: String
    var due: String
    var light: LightModel
    /// What the officer signs from where he sits; empty where it is another's turn.
    var verb: String
    var verbURL: String

    static var fields: [Field<Row>] {
      [
        .record("dossier") { $0.dossier }, .text("from", \.from), .text("to", \.to), .text("giver", \.giver),
        .text("given", \.given), .text("due", \.due), .record("light") { $0.light }, .text("verb", \.verb),
        .url("verbURL", \.verbURL),
      ]
    }
  }

  static let page = Page<Model>("reception/carried-results")
  static let pages: [any PageDeclaration] = [page]
  static let routes: [SiteRoute] = [
    .get(Sitemap.carriedResults.pattern, .role(.oneStopOfficer)) { visit in
      guard let agency = try visit.person().agency(of: .oneStopOfficer) else { throw NotAllowed() }
      let fields = try visit.person().fields(of: .oneStopOfficer, at: agency)
      let carried = try Dossiers.carried(at: agency, fields: fields, after: visit.pageKey, in: visit.db)
      let shown = carried.prefix(Dossiers.pageSize)
      let next = carried.count > shown.count ? shown.last : nil
      let seat = try visit.seat(at: agency)
      let model = Model(
        agency: try visit.reference().agency(agency)?.name ?? "", seat: try visit.name(of: seat),
        rows: try shown.map { try row($0, seat, visit) },
        nextURL: next.map { "\(Sitemap.carriedResults.url)?after=\($0.key.text)" })
      return try visit.page(page, model)
    }
  ]

  private static func row(_ carried: Dossiers.Carried, _ seat: PointID?, _ visit: Visit) throws -> Row {
    let transport = carried.transport
    let verb = verb(carried, seat)
    return Row(
      dossier: try DossierRow(carried.listed, visit), from: try visit.name(of: carried.from),
      to: try visit.name(of: carried.to),
      giver: try transport.flatMap { try People.person($0.giver, in: visit.db)?.name } ?? "",
      given: transport?.givenAt.vietnamese ?? "", due: transport?.due.vietnamese ?? "",
      light: try transport.map { try LightModel(due: $0.due, limit: .workingHours(1), visit) } ?? .none,
      verb: verb.map { visit.text($0 == .sendResult ? "Ký giao" : "Ký nhận") } ?? "",
      verbURL: verb.map { Sitemap.turn($0).url(carried.listed.id) } ?? "")
  }

  private static func verb(_ carried: Dossiers.Carried, _ seat: PointID?) -> Verb? {
    guard let seat else { return nil }
    if carried.transport == nil { return carried.from == seat ? .sendResult : nil }
    return carried.to == seat ? .takeResult : nil
  }
}
