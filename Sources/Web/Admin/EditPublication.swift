import HTTPServer
import Storage
import Templating
import Workflow

/// One procedure at one counter: its decision, who answers for it, and until when it is received there.
enum EditPublication: Screen {
  struct Model: TemplateModel {
    var agency: String
    var procedure: String
    var listURL: String
    var actionURL: String
    var hidden: Hidden
    var since: String
    var inputs: [InputModel]
    var problems: [Problem]

    static var fields: [Field<Model>] {
      [
        .text("agency", \.agency), .text("procedure", \.procedure), .url("listURL", \.listURL),
        .url("actionURL", \.actionURL), .record("hidden") { $0.hidden }, .text("since", \.since),
        .list("inputs", \.inputs), .list("problems", \.problems),
      ]
    }
  }

  static let page = Page<Model>("admin/edit-publication")
  static let pages: [any PageDeclaration] = [page]
  static let routes: [SiteRoute] = [
    .get(Sitemap.publication.pattern, .role(.administrator)) { visit in
      let publication = try publication(visit)
      return try show(publication, PublicationEntry(publication), visit, problems: [])
    },
    .post(Sitemap.publication.pattern, .role(.administrator)) { visit in
      let publication = try publication(visit)
      var entry = PublicationEntry(visit)
      entry.from = publication.days.from.vietnamese
      let problems = entry.problems(visit)
      guard problems.isEmpty, let changed = entry.publication(of: publication.code, at: publication.agency)
      else { return try show(publication, entry, visit, problems: problems) }
      return try visit.once {
        try PublicationEntry.write(changed, visit)
        visit.context.forgetReference()
        return Confirmation.saved.address(Sitemap.publications.url(publication.agency))
      }
    },
  ]

  /// The publication in force, of an agency within reach, or 404.
  private static func publication(_ visit: Visit) throws -> Reference.Publication {
    let (id, code) = try visit.read(Sitemap.publication)
    let agency = try visit.administered(id)
    guard
      let publication = try visit.procedures().publication(of: code, at: agency.id)
    else { throw PageNotFound() }
    return publication
  }

  private static func show(
    _ publication: Reference.Publication, _ entry: PublicationEntry, _ visit: Visit, problems: [Problem]
  ) throws -> Response {
    let reference = try visit.reference()
    let model = Model(
      agency: reference.agency(publication.agency)?.name ?? "",
      procedure: reference.procedure(publication.code, on: visit.now.day)?.procedure.name
        ?? publication.code,
      listURL: Sitemap.publications.url(publication.agency),
      actionURL: Sitemap.publication.url(publication.agency, publication.code), hidden: Hidden(),
      since: publication.days.from.vietnamese,
      inputs: entry.inputs(visit, isNew: false, problems: problems), problems: problems)
    return try visit.page(page, model, status: problems.isEmpty ? .ok : .unprocessableContent)
  }
}
