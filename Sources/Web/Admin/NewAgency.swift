import HTTPServer
import Storage
import Templating
import Workflow

/// A new agency below one that this administrator administers; the top one comes from the command line.
enum NewAgency: Screen {
  struct Model: TemplateModel {
    var hidden: Hidden
    var foundingInputs: [Input]
    var inputs: [Input]
    var problems: [Problem]

    static var fields: [Field<Model>] {
      [
        .record("hidden") { $0.hidden }, .list("foundingInputs", \.foundingInputs), .list("inputs", \.inputs),
        .list("problems", \.problems),
      ]
    }
  }

  static let page = Page<Model>("admin/new-agency")
  static let pages: [any PageDeclaration] = [page]
  static let routes: [SiteRoute] = [
    .get(Sitemap.newAgency.pattern, .role(.administrator)) { visit in
      var entry = AgencyEntry()
      entry.parent = visit.query("parent")
      entry.effectiveFrom = visit.now.day.vietnamese
      entry.kind = Agency.Kind.commune.rawValue
      return try show(entry, [], visit)
    },
    .post(Sitemap.newAgency.pattern, .role(.administrator), create),
  ]

  private static func show(
    _ entry: AgencyEntry, _ problems: [Problem], _ visit: Visit
  ) throws -> Response {
    let model = Model(
      hidden: Hidden(), foundingInputs: try entry.foundingInputs(visit).marked(problems),
      inputs: entry.inputs(visit).marked(problems), problems: problems)
    return try visit.page(page, model, status: problems.isEmpty ? .ok : .unprocessableContent)
  }

  @Sendable private static func create(_ visit: Visit) throws -> Response {
    let entry = AgencyEntry(visit)
    let problems = try entry.foundingProblems(visit) + entry.problems(visit)
    guard problems.isEmpty, let facts = entry.facts(visit) else { return try show(entry, problems, visit) }
    do {
      return try visit.once {
        let id = try Agencies.create(facts, by: visit.person().id, at: visit.now, in: visit.writing)
        return Confirmation.saved.address(Sitemap.agency.url(id))
      }
    } catch is Agencies.CodeTaken {
      let taken = Problem(
        field: "code", message: visit.text("Mã định danh: đã là mã của một cơ quan khác."))
      return try show(entry, [taken], visit)
    }
  }
}
