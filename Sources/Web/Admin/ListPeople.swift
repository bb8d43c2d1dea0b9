import HTTPServer
import Storage
import Templating
import Workflow

/// Accounts of staff within reach, by name; searched by name and login only, so that the list can be bookmarked.
enum ListPeople: Screen {
  struct Model: TemplateModel {
    var query: String
    var agencies: [Choice]
    var people: [Row]
    var canCreate: Bool
    var isFiltered: Bool
    var nextURL: String?

    static var fields: [Field<Model>] {
      [
        .text("query", \.query), .list("agencies", \.agencies), .list("people", \.people),
        .flag("canCreate", \.canCreate), .flag("isFiltered", \.isFiltered),
        .url("nextURL") { $0.nextURL ?? "" }, .flag("hasNext") { $0.nextURL != nil },
      ]
    }
  }

  struct Row: TemplateModel {
    var name: String
    var title: String
    var login: String
    var roles: [String]
    var isLocked: Bool
    var mustChangePassword: Bool
    var url: String

    static var fields: [Field<Row>] {
      [
        .text("name", \.name), .text("title", \.title), .text("login", \.login), .texts("roles", \.roles),
        .flag("isLocked", \.isLocked), .flag("mustChangePassword", \.mustChangePassword), .url("url", \.url),
      ]
    }
  }

  static let page = Page<Model>("admin/list-people")
  static let pages: [any PageDeclaration] = [page]
  static let routes: [SiteRoute] = [
    .get(Sitemap.people.pattern, .role(.administrator, .chairman)) { visit in
      try visit.page(page, model(visit))
    }
  ]

  private static func model(_ visit: Visit) throws -> Model {
    let reached = try visit.reached(for: .people)
    let chosen = AgencyID(visit.query("agency")).flatMap { id in reached.first { $0.id == id } }
    let query = visit.query("q")
    let found = try People.staff(
      at: chosen.map { [$0.id] } ?? reached.map(\.id), matching: query,
      after: PersonID(visit.query("after")), in: visit.db)
    let people = Array(found.prefix(People.pageSize))
    let next = found.count > people.count ? people.last : nil
    return Model(
      query: query, agencies: try AgencyChoices.list(reached, chosen: chosen?.id, visit),
      people: try rows(people, visit), canCreate: try visit.person().holds(.administrator),
      isFiltered: chosen != nil || !query.isEmpty,
      nextURL: next.map { last in
        Sitemap.people.url + "?"
          + Percent.query([
            ("q", query), ("agency", chosen?.id.description ?? ""), ("after", last.id.description),
          ])
      })
  }

  private static func rows(_ people: [People.Staff], _ visit: Visit) throws -> [Row] {
    let grants = Dictionary(
      grouping: try People.currentGrants(of: people.map(\.id), in: visit.db), by: \.person)
    return try people.map { person in
      Row(
        name: person.name, title: person.title, login: person.login,
        roles: try (grants[person.id] ?? []).map { try visit.words(for: $0.grant) },
        isLocked: person.isLocked, mustChangePassword: person.mustChangePassword,
        url: Sitemap.person.url(person.id))
    }
  }
}

/// Agencies to choose from, set in by their depth in the tree.
enum AgencyChoices {
  static func list(_ agencies: [Agency], chosen: AgencyID?, _ visit: Visit) throws -> [Choice] {
    let reference = try visit.reference()
    return agencies.map { agency in
      let depth = reference.ancestors(of: agency.id).count - 1
      return Choice(
        agency.id.description, String(repeating: "– ", count: depth) + agency.name,
        isChosen: agency.id == chosen)
    }
  }
}

extension Visit {
  /// "Cán bộ một cửa, UBND xã Cát Vân (Hộ tịch, Chứng thực)".
  func words(for grant: Grant) throws -> String {
    let reference = try reference()
    let fields = grant.fields.map { reference.fields[$0] ?? $0 }.sorted().joined(separator: ", ")
    let place = "\(text(grant.role.vietnamese)), \(reference.agency(grant.agency)?.name ?? "")"
    return fields.isEmpty ? place : "\(place) (\(fields))"
  }
}
