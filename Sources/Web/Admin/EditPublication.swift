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
    var changed: Changed?

    static var fields: [Field<Model>] {
      [
        .text("agency", \.agency), .text("procedure", \.procedure), .url("listURL", \.listURL),
        .url("actionURL", \.actionURL), .record("hidden") { $0.hidden }, .text("since", \.since),
        .list("inputs", \.inputs), .list("problems", \.problems), .record("changed") { $0.changed },
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
      return try visit.once(refusing: {
        try visit.formVersion() == publication.version
          ? nil : show(publication, entry, visit, problems: [], isChanged: true)
      }) {
        try PublicationEntry.write(changed, visit)
        visit.context.forgetReference()
        return Confirmation.saved.address(Sitemap.publications.url(publication.agency))
      }
    },
  ]

  /// The publication in force or still to come, of an agency within reach, or 404.
  private static func publication(_ visit: Visit) throws -> Reference.Publication {
    let (id, code) = try visit.read(Sitemap.publication)
    let agency = try visit.administered(id)
    let published = try visit.reference().publications(at: agency.id, endingOnOrAfter: visit.now.day)
    guard let publication = published.first(where: { $0.code == code }) else { throw PageNotFound() }
    return publication
  }

  private static func show(
    _ publication: Reference.Publication, _ entry: PublicationEntry, _ visit: Visit, problems: [Problem],
    isChanged: Bool = false
  ) throws -> Response {
    let reference = try visit.reference()
    let drawn = PublicationEntry(publication).inputs(visit, isNew: false, problems: [])
      .map { DrawnValue($0) }
    let changed =
      isChanged
      ? try Changed(
        visit.changes(to: drawn), subject: PublicationEntry.subject(publication), visit) : nil
    let model = Model(
      agency: reference.agency(publication.agency)?.name ?? "",
      procedure: reference.procedure(publication.code, on: visit.now.day)?.procedure.name
        ?? publication.code,
      listURL: Sitemap.publications.url(publication.agency),
      actionURL: Sitemap.publication.url(publication.agency, publication.code),
      hidden: Hidden(version: publication.version, drawn: drawn),
      since: publication.days.from.vietnamese,
      inputs: entry.inputs(visit, isNew: false, problems: problems), problems: problems, changed: changed)
    return try visit.page(page, model, status: .of(problems, changed))
  }
}
