import HTTPServer
import Storage
import Templating
import Workflow

/// The first page: search, the procedures people file most, the fields, and how a filing goes.
enum Home: Screen {
  struct Model: TemplateModel {
    var popular: [ProcedureCard]
    var areas: [FieldLink]
    var units: Int
    var isCitizen: Bool
    var isStaff: Bool

    static var fields: [Field<Model>] {
      [
        .list("popular", \.popular), .list("areas", \.areas), .number("units", \.units),
        .flag("isCitizen", \.isCitizen), .flag("isStaff", \.isStaff),
      ]
    }
  }

  /// A field (lĩnh vực) with the number of its procedures.
  struct FieldLink: TemplateModel {
    var name: String
    var url: String
    var count: Int

    static var fields: [Field<FieldLink>] {
      [.text("name", \.name), .url("url", \.url), .number("count", \.count)]
    }
  }

  /// What stands first while too few dossiers say what is filed most.
  private static let usual = ["1.001193", "1.000894", "1.004873", "2.000635", "1.004194", "1.000656"]
  private static let mostPopular = 6

  static let page = Page<Model>("visitor/home")
  static let pages: [any PageDeclaration] = [page]
  static let routes: [SiteRoute] = [
    .get(Sitemap.home.pattern, .anyone) { visit in
      let catalogue = try visit.procedures()
      return try visit.page(
        page,
        Model(
          popular: try popular(visit), areas: areas(catalogue, try visit.reference()),
          units: catalogue.receivingUnits.count, isCitizen: visit.visitor?.kind == .citizen,
          isStaff: visit.visitor?.kind == .staff))
    }
  ]

  private static func popular(_ visit: Visit) throws -> [ProcedureCard] {
    let filed = try visit.site.mostFiled.value(at: visit.now) { try Dossiers.mostFiled(in: visit.db) }
    var codes: [String] = []
    for code in filed + usual where !codes.contains(code) { codes.append(code) }
    let (reference, today) = (try visit.reference(), visit.now.day)
    let inForce = codes.lazy.compactMap { reference.procedure($0, on: today) }
    return inForce.prefix(mostPopular).map { ProcedureCard($0.procedure, visit) }
  }

  private static func areas(_ catalogue: ProceduresInForce, _ reference: Reference) -> [FieldLink] {
    catalogue.countByField.map { id, count in
      FieldLink(name: reference.fields[id] ?? id, url: ListProcedures.url([("field", id)]), count: count)
    }
    .sorted { ($1.count, $0.name) < ($0.count, $1.name) }
  }
}
