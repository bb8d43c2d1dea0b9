import HTTPServer
import Storage
import Templating
import Workflow

/// The catalogue: by words, field, unit and level; at a unit with the decision that published it (F003-01).
enum ListProcedures: Screen {
  struct Model: TemplateModel {
    var query: String
    var areas: [Choice]
    var units: [Choice]
    var levels: [Choice]
    var isFiltered: Bool
    var count: Int
    var unit: String?
    var rows: [Row]
    var nextURL: String

    static var fields: [Field<Model>] {
      [
        .text("query", \.query), .list("areas", \.areas), .list("units", \.units), .list("levels", \.levels),
        .flag("isFiltered", \.isFiltered), .number("count", \.count), .optional("unit", \.unit),
        .list("rows", \.rows), .url("nextURL", \.nextURL), .flag("hasNext") { !$0.nextURL.isEmpty },
      ]
    }
  }

  struct Row: TemplateModel {
    var card: ProcedureCard
    var code: String
    var area: String
    var level: String
    /// "QĐ 3159/QĐ-UBND ngày 05/08/2020, phiên bản 1": only where a unit was chosen.
    var publication: String?

    static var fields: [Field<Row>] {
      [
        .record("card") { $0.card }, .text("code", \.code), .text("area", \.area), .text("level", \.level),
        .optional("publication", \.publication),
      ]
    }
  }

  /// What the address asks for.
  private struct Filter {
    let query: String
    let field: String
    let agency: AgencyID?
    let level: ServiceLevel?
    let after: String

    init(_ visit: Visit) {
      query = String(visit.query("q").prefix(100))
      field = visit.query("field")
      agency = AgencyID(visit.query("agency"))
      level = Int(visit.query("level")).flatMap(ServiceLevel.init(rawValue:))
      after = visit.query("after")
    }

    func items(after code: String) -> [(String, String)] {
      [
        ("q", query), ("field", field), ("agency", agency?.description ?? ""),
        ("level", level.map { String($0.rawValue) } ?? ""), ("after", code),
      ]
    }
  }

  private static let pageSize = 40

  static let page = Page<Model>("visitor/list-procedures")
  static let pages: [any PageDeclaration] = [page]
  static let routes: [SiteRoute] = [
    .get(Sitemap.procedures.pattern, .anyone) { visit in try visit.page(page, model(Filter(visit), visit)) }
  ]

  /// The catalogue with filters.
  static func url(_ items: [(String, String)]) -> String {
    let query = Percent.query(items)
    return Sitemap.procedures.url + (query.isEmpty ? "" : "?\(query)")
  }

  private static func model(_ filter: Filter, _ visit: Visit) throws -> Model {
    let found = try CatalogueSearch.procedures(matching: filter.query, at: filter.agency, visit).filter {
      (filter.field.isEmpty || $0.procedure.field == filter.field)
        && (filter.level == nil || $0.procedure.level == filter.level)
    }
    let start = found.firstIndex { $0.procedure.code == filter.after }.map { $0 + 1 } ?? 0
    let shown = found[start...].prefix(pageSize)
    let reference = try visit.reference()
    let catalogue = try visit.procedures()
    return Model(
      query: filter.query,
      areas: reference.fieldsByName.map { Choice($0.id, $0.name, isChosen: $0.id == filter.field) },
      units: catalogue.receivingUnits.map {
        Choice($0.id.description, $0.name, isChosen: $0.id == filter.agency)
      },
      levels: ServiceLevel.allCases.map {
        Choice(String($0.rawValue), visit.text($0.vietnamese), isChosen: $0 == filter.level)
      },
      isFiltered: !Percent.query(filter.items(after: "")).isEmpty, count: found.count,
      unit: filter.agency.flatMap { reference.agency($0)?.name },
      rows: shown.map { row($0, filter, catalogue, reference, visit) },
      nextURL: shown.endIndex < found.endIndex
        ? url(filter.items(after: shown.last?.procedure.code ?? "")) : "")
  }

  private static func row(
    _ stored: Reference.StoredProcedure, _ filter: Filter, _ catalogue: ProceduresInForce,
    _ reference: Reference, _ visit: Visit
  ) -> Row {
    let procedure = stored.procedure
    let publication = filter.agency.flatMap { catalogue.publication(of: procedure.code, at: $0) }
    return Row(
      card: ProcedureCard(procedure, visit), code: procedure.code,
      area: reference.fields[procedure.field] ?? procedure.field,
      level: visit.text(procedure.level.vietnamese),
      publication: publication.map { $0.words(revision: stored.revision, visit) })
  }
}

extension Reference.Publication {
  /// The decision and the version in words.
  func words(revision: Int, _ visit: Visit) -> String {
    let version = visit.text("phiên bản {n}", ["n": String(revision)])
    guard !decisionNumber.isEmpty else {
      return visit.text("Số quyết định công bố: chưa có dữ liệu") + ", " + version
    }
    guard let day = Day(iso: decisionDay)?.vietnamese else { return "\(decisionNumber), \(version)" }
    return visit.text("{number} ngày {day}", ["number": decisionNumber, "day": day]) + ", " + version
  }
}
