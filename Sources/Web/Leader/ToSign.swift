import HTTPServer
import Storage
import Templating
import Workflow

/// A leader's desk: what waits for his signature, each with its result. Only what he opened can be ticked.
enum ToSign: Screen {
  struct Model: TemplateModel {
    var tabs: LeaderTabs
    var rows: [Row]
    var nextURL: String?
    var hasLooked: Bool
    var failures: [Problem]

    static var fields: [Field<Model>] {
      [
        .record("tabs") { $0.tabs }, .list("rows", \.rows), .url("nextURL") { $0.nextURL ?? "" },
        .flag("hasNext") { $0.nextURL != nil }, .flag("hasLooked", \.hasLooked),
        .list("failures", \.failures),
      ]
    }
  }

  struct Row: TemplateModel {
    var dossier: DossierRow
    /// A stop to decide on, no result to sign.
    var isStop: Bool
    /// What is put before the leader where it is no result: a refusal or a stop, and why.
    var proposal: String
    var signURL: String
    var results: [FileModel]
    var hasLooked: Bool

    static var fields: [Field<Row>] {
      [
        .record("dossier") { $0.dossier }, .flag("isStop", \.isStop), .text("proposal", \.proposal),
        .url("signURL", \.signURL), .list("results", \.results),
        .flag("hasLooked", \.hasLooked),
      ]
    }
  }

  static let page = Page<Model>("leader/to-sign")
  static let pages: [any PageDeclaration] = [page]
  static let routes: [SiteRoute] = [
    .get(Sitemap.toSign.pattern, .role(.leader)) { visit in
      let person = try visit.person()
      let listed = try Dossiers.ofSigner(person.id, after: visit.pageKey, in: visit.db)
      let list = try DossierPageOfList(
        listed, visit, url: Sitemap.toSign.url, for: .leader, key: \.deskKey)
      let ids = listed.map(\.id)
      let results = try DossierFiles.results(of: ids, in: visit.db)
      let looked = try Dossiers.looked(at: ids, person.id, in: visit.db)
      let rows = try zip(listed, list.rows).map { listed, row in
        let isStop = listed.state == .stopProposed
        return Row(
          dossier: row, isStop: isStop, proposal: try proposal(listed, visit),
          signURL: isStop ? Sitemap.turn(.stop).url(listed.id) : Sitemap.signOff.url(listed.id),
          results: (results[listed.id] ?? []).map { FileModel($0) },
          hasLooked: !isStop && looked.contains(listed.id))
      }
      let model = Model(
        tabs: try LeaderTabs(Sitemap.toSign, visit), rows: rows, nextURL: list.nextURL,
        hasLooked: rows.contains(where: \.hasLooked),
        failures: try SignOffSeveral.failures(visit))
      return try visit.page(page, model)
    }
  ]

  private static func proposal(_ listed: Dossiers.Listed, _ visit: Visit) throws -> String {
    let turns = try Dossiers.turns(of: listed.id, in: visit.db)
    if listed.state == .stopProposed {
      return turns.stop.map {
        "\(visit.text("Đề nghị dừng giải quyết")): \(visit.text($0.code.vietnamese))"
      } ?? ""
    }
    return turns.outcome.reason.map {
      "\(visit.text("Từ chối giải quyết")): \(visit.text($0.code.vietnamese))"
    } ?? ""
  }
}
