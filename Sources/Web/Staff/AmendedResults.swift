import HTTPServer
import Storage
import Templating
import Workflow

/// Results that the office got wrong, for those who correct and sign them (art 21); the counter has them among what it
/// watches.
enum AmendedResults: Screen {
  struct Model: TemplateModel {
    var list: WatchedPage

    static var fields: [Field<Model>] { [.record("list") { $0.list }] }
  }

  static let page = Page<Model>("staff/amended-results")
  static let pages: [any PageDeclaration] = [page]
  static let routes: [SiteRoute] = [
    .get(Sitemap.amendments.pattern, .role(.specialist, .leader)) { visit in
      let signs = try visit.person().holds(.leader)
      let watched = try listed(visit, after: visit.pageKey)
      let list = try WatchedPage(watched, on: .amended, url: Sitemap.amendments.url, visit) {
        let amendment = $0.turns.amendments.last
        return signs && amendment?.signedAt == nil && (amendment?.files ?? 0) > 0 ? .amend : nil
      }
      return try visit.page(page, Model(list: list))
    }
  ]

  /// How many there are for this person; nobody has a menu of nothing.
  static func count(_ visit: Visit) throws -> Int {
    guard let (agency, fields) = try charge(visit) else { return 0 }
    return try Dossiers.watchCount(.amended, at: agency, fields: fields, in: visit.db)
  }

  private static func listed(_ visit: Visit, after key: Dossiers.PageKey) throws -> [Dossiers.Watched] {
    guard let (agency, fields) = try charge(visit) else { return [] }
    return try Dossiers.watched(.amended, at: agency, fields: fields, after: key, in: visit.db)
  }

  /// The counter whose results the person makes or signs, and of which fields; a department's is the one above it.
  private static func charge(_ visit: Visit) throws -> (AgencyID, Set<String>)? {
    let person = try visit.person()
    for role in [Role.leader, .specialist] {
      guard let held = person.agency(of: role), let agency = try visit.reference().agency(held) else {
        continue
      }
      let counter = agency.kind == .department ? agency.parent : held
      return counter.map { ($0, person.fields(of: role, at: held)) }
    }
    return nil
  }
}
