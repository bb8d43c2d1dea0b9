import HTTPServer
import Storage
import Templating
import Workflow

/// Accounts of staff within an administrator's reach, by agency and part of the name.
enum ListPeople: Screen {
  struct Model: TemplateModel {
    var query: String
    var agencies: [Choice]
    var rows: [Row]
    var nextURL: String?

    static var fields: [Field<Model>] {
      [
        .text("query", \.query), .list("agencies", \.agencies), .list("rows", \.rows),
        .url("nextURL") { $0.nextURL ?? "" }, .flag("hasNext") { $0.nextURL != nil },
      ]
    }
  }

  struct Row: TemplateModel {
    var url: String
    var name: String
    var title: String
    var login: String
    var roles: [String]
    var isLocked: Bool
    var mustChangePassword: Bool

    static var fields: [Field<Row>] {
      [
        .url("url", \.url), .text("name", \.name), .text("title", \.title), .text("login", \.login),
        .texts("roles", \.roles), .flag("isLocked", \.isLocked),
        .flag("mustChangePassword", \.mustChangePassword),
      ]
    }
  }

  static let page = Page<Model>("admin/people")
  static let pages: [any PageDeclaration] = [page]
  static let routes: [SiteRoute] = [
    .get(Sitemap.people.pattern, .role(.administrator)) { visit in
      let administered = try visit.administered()
      let asked = AgencyID(visit.query("agency"))
      let agency = try asked.map { try visit.administered($0).id } ?? administered.first?.id
      return try visit.page(page, model(below: agency, visit))
    }
  ]

  private static func model(below agency: AgencyID?, _ visit: Visit) throws -> Model {
    let query = visit.query("q")
    let listed = try agency.map {
      try People.staff(
        below: $0, matching: query, after: PersonID(visit.query("after")), in: visit.db)
    }
    let page = listed?.prefix(People.pageSize) ?? []
    var nextURL: String?
    if let listed, listed.count > page.count, let last = page.last {
      let kept = [("q", query), ("agency", agency?.description ?? ""), ("after", last.id.description)]
      nextURL = Sitemap.people.url + "?" + Percent.query(kept)
    }
    return Model(
      query: query, agencies: try AgencyChoices.list(visit, chosen: agency?.description ?? ""),
      rows: try page.map { try row($0, visit) }, nextURL: nextURL)
  }

  private static func row(_ listed: People.Listed, _ visit: Visit) throws -> Row {
    let reference = try visit.reference()
    return Row(
      url: Sitemap.person.url(listed.id), name: listed.name, title: listed.title, login: listed.login,
      roles: listed.grants.map {
        "\(visit.text($0.role.vietnamese)), \(reference.agency($0.agency)?.shortName ?? "")"
      }, isLocked: listed.isLocked, mustChangePassword: listed.mustChangePassword)
  }
}
