import HTTPServer
import Storage
import Templating
import Workflow

/// Who inspects a unit, by which decision and until when; and what was opened of it, the newest first. The inspector sees it too.
enum ShowInspections: Screen {
  struct Model: TemplateModel {
    var agency: String
    var printURL: String
    var officers: [PageLink]
    var grants: [HeldRole]
    var rows: [Row]
    var nextURL: String?

    static var fields: [Field<Model>] {
      [
        .text("agency", \.agency), .url("printURL", \.printURL), .list("officers", \.officers),
        .list("grants", \.grants), .list("rows", \.rows),
        .url("nextURL") { $0.nextURL ?? "" }, .flag("hasNext") { $0.nextURL != nil },
      ]
    }
  }

  struct Row: TemplateModel {
    let look: Inspections.Look

    static var fields: [Field<Row>] {
      [
        .text("who", \.look.personName), .text("path", \.look.path), .text("code", \.look.dossierCode),
        .url("url", \.look.path),
        .text("at") { $0.look.at.vietnamese },
      ]
    }
  }

  static let page = Page<Model>("inspections/show")
  static let pages: [any PageDeclaration] = [page]
  static let routes: [SiteRoute] = [
    .get(Sitemap.inspections.pattern, .role(.chairman, .overseer, .inspector)) { visit in
      let agency = try Watch.agency(.overdueLists, visit.read(Sitemap.inspections), visit)
      let line = try visit.reference().ancestors(of: agency.id)
      let grants = try line.flatMap { try People.grants(at: $0, in: visit.db) }
        .filter { $0.grant.role == .inspector }
      let looks = try Inspections.looks(at: agency.id, in: line, before: max(0, visit.pageKey.id), visit.db)
      let shown = looks.prefix(Inspections.pageSize)
      let next = looks.count > shown.count ? shown.last : nil
      return try visit.page(
        page,
        Model(
          agency: agency.name, printURL: Sitemap.printInspection.url(agency.id),
          officers: try officers(at: agency.id, visit), grants: try grants.map { try HeldRole($0, visit) },
          rows: shown.map { Row(look: $0) },
          nextURL: next.map { "\(Sitemap.inspections.url(agency.id))?after=0.\($0.id)" }))
    }
  ]

  /// Those who work on dossiers there, each with his print.
  private static func officers(at agency: AgencyID, _ visit: Visit) throws -> [PageLink] {
    var seen: Set<PersonID> = []
    return try People.grants(at: agency, in: visit.db).filter {
      Role.processing.contains($0.grant.role) && seen.insert($0.person).inserted
    }.map {
      let person = Percent.query([("person", $0.person.description)])
      return PageLink(label: $0.personName, url: "\(Sitemap.printInspection.url(agency))?\(person)")
    }
  }
}
