import HTTPServer
import Storage
import Templating
import Workflow

/// The first half minute at the counter: find the procedure by a few letters.
enum ChooseProcedure: Screen {
  struct Model: TemplateModel {
    var query: String
    var found: [ProcedureRow]

    static var fields: [Field<Model>] { [.text("query", \.query), .list("found", \.found)] }
  }

  struct ProcedureRow: TemplateModel {
    var name: String
    var field: String
    var time: String
    var url: String

    static var fields: [Field<ProcedureRow>] {
      [.text("name", \.name), .text("field", \.field), .text("time", \.time), .url("url", \.url)]
    }
  }

  static let page = Page<Model>("reception/choose-procedure")
  static let pages: [any PageDeclaration] = [page]
  static let routes: [SiteRoute] = [
    .get(Sitemap.chooseProcedure.pattern, .role(.oneStopOfficer)) { visit in
      guard let agency = try visit.person().agency(of: .oneStopOfficer) else { throw NotAllowed() }
      let query = visit.query("q")
      let rows = try CatalogueSearch.procedures(matching: query, at: agency, visit).map { stored in
        ProcedureRow(
          name: stored.procedure.name,
          field: try visit.reference().fields[stored.procedure.field] ?? stored.procedure.field,
          time: stored.procedure.time(for: .counter)?.promised.map { visit.text($0) }
            ?? visit.text(MissingFact.notice), url: Sitemap.receiveAtCounter.url(stored.procedure.code))
      }
      return try visit.page(page, Model(query: query, found: rows))
    }
  ]
}
