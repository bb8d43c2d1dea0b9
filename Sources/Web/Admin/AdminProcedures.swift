import HTTPServer
import Storage
import Templating
import Workflow

/// The catalogue as an administrator sees it: every procedure's newest revision, in force or not, with what is missing
/// or not yet compared with the law (decision 6).
enum AdminProcedures: Screen {
  struct Model: TemplateModel {
    var query: String
    var fields: [Choice]
    var rows: [Row]
    var nextURL: String?
    var canEdit: Bool

    static var fields: [Field<Model>] {
      [
        .text("query", \.query), .list("procedureFields", \.fields), .list("rows", \.rows),
        .url("nextURL") { $0.nextURL ?? "" }, .flag("hasNext") { $0.nextURL != nil },
        .flag("canEdit", \.canEdit),
      ]
    }
  }

  struct Row: TemplateModel {
    var code: String
    var name: String
    var url: String
    var level: String
    var isVerified: Bool
    var acceptsOnline: Bool
    var missing: String
    var since: String
    var revision: Int

    static var fields: [Field<Row>] {
      [
        .text("code", \.code), .text("name", \.name), .url("url", \.url), .text("level", \.level),
        .flag("isVerified", \.isVerified), .flag("acceptsOnline", \.acceptsOnline),
        .text("missing", \.missing), .text("since", \.since), .number("revision", \.revision),
      ]
    }
  }

  /// Rows per page; the list continues by code.
  private static let pageSize = 40

  static let page = Page<Model>("admin/procedures")
  static let pages: [any PageDeclaration] = [page]
  static let routes: [SiteRoute] = [
    .get(Sitemap.adminProcedures.pattern, .role(.administrator)) { visit in
      let (query, field) = (visit.query("q"), visit.query("field"))
      let after = visit.query("after")
      let found = CatalogueSearch.matching(query, in: try visit.reference().newestProcedures)
        .filter { field.isEmpty || $0.procedure.field == field }
        .sorted { $0.procedure.code < $1.procedure.code }
        .filter { $0.procedure.code > after }
      let rows = found.prefix(pageSize).map { row($0, visit) }
      var nextURL: String?
      if found.count > rows.count, let last = rows.last {
        let kept = [("q", query), ("field", field), ("after", last.code)]
        nextURL = Sitemap.adminProcedures.url + "?" + Percent.query(kept)
      }
      let fields = try visit.reference().fields.sorted { $0.value < $1.value }.map {
        Choice($0.key, $0.value, isChosen: $0.key == field)
      }
      return try visit.page(
        page,
        Model(
          query: query, fields: [Choice("", visit.text("Tất cả"))] + fields, rows: rows, nextURL: nextURL,
          canEdit: visit.administersAll()))
    }
  ]

  private static func row(_ stored: Reference.StoredProcedure, _ visit: Visit) -> Row {
    let procedure = stored.procedure
    return Row(
      code: procedure.code, name: procedure.name, url: Sitemap.adminProcedure.url(procedure.code),
      level: "\(procedure.level.numbered) – \(procedure.level.named)", isVerified: procedure.levelVerified,
      acceptsOnline: procedure.acceptsOnlineFiling,
      missing: procedure.missingFacts.filter { $0 != .level }.map { visit.text($0.vietnamese) }
        .joined(separator: "; "), since: procedure.effectiveFrom.vietnamese, revision: stored.revision)
  }
}
