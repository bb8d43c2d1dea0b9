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
    var isSignedIn: Bool

    static var fields: [Field<Model>] {
      [
        .list("popular", \.popular), .list("areas", \.areas), .number("units", \.units),
        .flag("isSignedIn", \.isSignedIn),
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
      let reference = try visit.reference()
      let procedures = reference.procedures(on: visit.now.day)
      return try visit.page(
        page,
        Model(
          popular: try popular(procedures, visit), areas: areas(procedures, reference),
          units: Set(reference.publications.map(\.agency)).count, isSignedIn: visit.visitor != nil))
    }
  ]

  private static func popular(
    _ procedures: [Reference.StoredProcedure], _ visit: Visit
  ) throws -> [ProcedureCard] {
    var codes: [String] = []
    for code in try Dossiers.mostFiled(in: visit.db) + usual where !codes.contains(code) {
      codes.append(code)
    }
    let inForce = codes.compactMap { code in procedures.first { $0.procedure.code == code } }
    return inForce.prefix(mostPopular).map { ProcedureCard($0.procedure, visit) }
  }

  private static func areas(
    _ procedures: [Reference.StoredProcedure], _ reference: Reference
  ) -> [FieldLink] {
    Dictionary(grouping: procedures, by: \.procedure.field)
      .map { id, procedures in
        FieldLink(
          name: reference.fields[id] ?? id, url: ListProcedures.url([("field", id)]), count: procedures.count)
      }
      .sorted { ($1.count, $0.name) < ($0.count, $1.name) }
  }
}
