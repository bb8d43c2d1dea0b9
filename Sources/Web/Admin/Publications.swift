import HTTPServer
import Storage
import Templating
import Workflow

/// Which procedures a unit's counter receives: those published, and one decision that publishes more at once.
enum Publications: Screen {
  struct Model: TemplateModel {
    var agency: String
    var agencyURL: String
    var actionURL: String
    var hidden: Hidden
    var published: [Row]
    var offered: [Choice]
    var inputs: [InputModel]
    var problems: [Problem]

    static var fields: [Field<Model>] {
      [
        .text("agency", \.agency), .url("agencyURL", \.agencyURL), .url("actionURL", \.actionURL),
        .record("hidden") { $0.hidden }, .list("published", \.published), .list("offered", \.offered),
        .list("inputs", \.inputs), .list("problems", \.problems),
      ]
    }
  }

  struct Row: TemplateModel {
    var code: String
    var name: String
    var decision: String
    var responsible: String
    var until: String
    var url: String

    static var fields: [Field<Row>] {
      [
        .text("code", \.code), .text("name", \.name), .text("decision", \.decision),
        .text("responsible", \.responsible), .text("until", \.until), .url("url", \.url),
      ]
    }
  }

  static let page = Page<Model>("admin/publications")
  static let pages: [any PageDeclaration] = [page]
  static let routes: [SiteRoute] = [
    .get(Sitemap.publications.pattern, .role(.administrator)) { visit in
      let agency = try visit.administered(visit.read(Sitemap.publications))
      return try show(agency, PublicationEntry(today: visit.now.day), visit, problems: [])
    },
    .post(Sitemap.publications.pattern, .role(.administrator)) { visit in
      let agency = try visit.administered(visit.read(Sitemap.publications))
      let entry = PublicationEntry(visit)
      let codes = Set(visit.request.form.all("code"))
      return try visit.once(refusing: {
        var problems = entry.problems(visit)
        let offered = Set(try unpublished(agency, visit).map(\.procedure.code))
        if codes.isEmpty || !codes.isSubset(of: offered) {
          problems.insert(Problem(field: "code", message: visit.text("Chọn ít nhất một thủ tục.")), at: 0)
        }
        return problems.isEmpty ? nil : try show(agency, entry, visit, problems: problems)
      }) {
        for code in codes.sorted() {
          if let publication = entry.publication(of: code, at: agency.id) {
            try PublicationEntry.write(publication, visit)
          }
        }
        visit.context.forgetReference()
        return Confirmation.published.address(Sitemap.publications.url(agency.id))
      }
    },
  ]

  /// Procedures in force that the unit's counter does not receive, those of its level.
  private static func unpublished(
    _ agency: Agency, _ visit: Visit
  ) throws -> [Reference.StoredProcedure] {
    let catalogue = try visit.procedures()
    return catalogue.procedures.filter { stored in
      catalogue.publication(of: stored.procedure.code, at: agency.id) == nil
        && (agency.kind == .commune) == (stored.procedure.performedBy == .commune)
    }
  }

  private static func show(
    _ agency: Agency, _ entry: PublicationEntry, _ visit: Visit, problems: [Problem]
  ) throws -> Response {
    let (reference, today) = (try visit.reference(), visit.now.day)
    let chosen = Set(visit.request.form.all("code"))
    let published = reference.publications.filter { $0.agency == agency.id && $0.days.contains(today) }
    let model = Model(
      agency: agency.name, agencyURL: Sitemap.agency.url(agency.id),
      actionURL: Sitemap.publications.url(agency.id), hidden: Hidden(),
      published: published.map { publication in
        let day = Day(iso: publication.decisionDay)?.vietnamese ?? ""
        return Row(
          code: publication.code,
          name: reference.procedure(publication.code, on: today)?.procedure.name ?? "",
          decision: [publication.decisionNumber, day].filter { !$0.isEmpty }.joined(separator: ", "),
          responsible: publication.responsible, until: publication.days.to?.vietnamese ?? "",
          url: Sitemap.publication.url(agency.id, publication.code))
      },
      offered: try unpublished(agency, visit).map {
        Choice(
          $0.procedure.code, "\($0.procedure.name) (\($0.procedure.code))",
          isChosen: chosen.contains($0.procedure.code))
      }, inputs: entry.inputs(visit, isNew: true, problems: problems), problems: problems)
    return try visit.page(page, model, status: problems.isEmpty ? .ok : .unprocessableContent)
  }
}
