import HTTPServer
import Storage
import Templating
import Workflow

/// Finding dossiers by code, name, identity number or telephone. What was searched for travels in the body only
/// (decision 19); identity numbers come back masked.
enum SearchDossiers: Screen {
  struct Model: TemplateModel {
    var query: String
    var problems: [Problem]
    var found: [Row]
    var wasSearched: Bool
    var isCut: Bool

    static var fields: [Field<Model>] {
      [
        .text("query", \.query), .list("problems", \.problems), .list("found", \.found),
        .flag("wasSearched", \.wasSearched), .flag("isCut", \.isCut),
      ]
    }
  }

  struct Row: TemplateModel {
    var dossier: DossierRow
    var identity: String
    var submitter: String

    static var fields: [Field<Row>] {
      [
        .record("dossier") { $0.dossier }, .text("identity", \.identity), .text("submitter", \.submitter),
        .flag("hasSubmitter") { !$0.submitter.isEmpty },
      ]
    }
  }

  /// Roles that find dossiers at all.
  private static let searchers = Set(Role.allCases.filter { Rights.reach(of: $0, to: .search) != nil })

  /// The most results on the page.
  private static let most = 50

  static let page = Page<Model>("staff/search")
  static let pages: [any PageDeclaration] = [page]
  static let routes: [SiteRoute] = [
    .get(Sitemap.search.pattern, .roles(searchers)) { visit in
      try visit.page(
        page, Model(query: "", problems: [], found: [], wasSearched: false, isCut: false))
    },
    .post(Sitemap.search.pattern, .roles(searchers), lane: .read, body: .form(maximum: 64 << 10), search),
  ]

  @Sendable private static func search(_ visit: Visit) throws -> Response {
    let query = visit.field("q")
    guard (2...100).contains(query.codePoints) else {
      let problem = Problem(
        field: "q", message: visit.text("Ghi mã, họ tên, số giấy tờ hoặc điện thoại, từ 2 đến 100 ký tự."))
      let model = Model(query: query, problems: [problem], found: [], wasSearched: false, isCut: false)
      return try visit.page(page, model, status: .unprocessableContent)
    }
    let found = try results(query, visit)
    let model = Model(
      query: query, problems: [], found: Array(found.prefix(most)), wasSearched: true,
      isCut: found.count > most)
    return try visit.page(page, model)
  }

  /// What fits and this person may find, one more than the page shows where there is more.
  private static func results(_ query: String, _ visit: Visit) throws -> [Row] {
    let (person, reference) = (try visit.person(), try visit.reference())
    let agencies = agencies(of: person, reference)
    var ids = try Search.dossiers(matching: query, at: agencies, in: visit.db)[...]
    var rows: [Row] = []
    while rows.count <= most, !ids.isEmpty {
      for found in try Search.found(Array(ids.prefix(Search.pageSize)), in: visit.db) {
        let ancestors = reference.ancestors(of: found.place.agency)
        guard Rights.mayRead(.search, of: found.place, by: person, ancestors: ancestors) else { continue }
        rows.append(
          Row(
            dossier: try DossierRow(found.listed, visit), identity: found.place.owner?.masked ?? "",
            submitter: found.submitterName))
      }
      ids = ids.dropFirst(Search.pageSize)
    }
    return rows
  }

  /// The counters whose dossiers a person may find: those of his agencies, of the agencies his departments
  /// belong to, and all below where his role reaches below.
  private static func agencies(of person: Person, _ reference: Reference) -> [AgencyID] {
    var found: [AgencyID] = []
    for grant in person.grants {
      let reached: [AgencyID] =
        switch Rights.reach(of: grant.role, to: .search) {
        case .agency?: counters(of: grant.agency, reference)
        case .below?: reference.descendants(of: grant.agency).map(\.id)
        case nil: []
        }
      found += reached.filter { !found.contains($0) }
    }
    return found
  }

  /// The agency, and for a department the one whose counter receives for it.
  private static func counters(of agency: AgencyID, _ reference: Reference) -> [AgencyID] {
    let isDepartment = reference.agency(agency)?.kind == .department
    return Array(reference.ancestors(of: agency).prefix(isDepartment ? 2 : 1))
  }
}
