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
    var changed: Changed?

    static var fields: [Field<Model>] {
      [
        .text("agency", \.agency), .url("agencyURL", \.agencyURL), .url("actionURL", \.actionURL),
        .record("hidden") { $0.hidden }, .list("published", \.published), .list("offered", \.offered),
        .list("inputs", \.inputs), .list("problems", \.problems), .record("changed") { $0.changed },
      ]
    }
  }

  struct Row: TemplateModel {
    var code: String
    var name: String
    var decision: String
    var responsible: String
    var since: String
    var until: String
    var url: String

    static var fields: [Field<Row>] {
      [
        .text("code", \.code), .text("name", \.name), .text("decision", \.decision),
        .text("responsible", \.responsible), .text("since", \.since), .text("until", \.until),
        .url("url", \.url),
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
        let offered = Set(try receivable(agency, visit).map(\.procedure.code))
        if codes.isEmpty || !codes.isSubset(of: offered) {
          problems.insert(Problem(field: "code", message: visit.text("Chọn ít nhất một thủ tục.")), at: 0)
        }
        let meanwhile = try published(agency, visit).filter { codes.contains($0.code) }
        if problems.isEmpty && meanwhile.isEmpty { return nil }
        return try show(agency, entry, visit, problems: problems, meanwhile: meanwhile)
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

  /// What the unit's counter receives now or will.
  private static func published(_ agency: Agency, _ visit: Visit) throws -> [Reference.Publication] {
    try visit.reference().publications(at: agency.id, endingOnOrAfter: visit.now.day)
  }

  /// Procedures of the unit's level that are in force or will be.
  private static func receivable(
    _ agency: Agency, _ visit: Visit
  ) throws -> [Reference.StoredProcedure] {
    let today = visit.now.day
    return try visit.reference().newestProcedures.filter { stored in
      (agency.kind == .commune) == (stored.procedure.performedBy == .commune)
        && stored.procedure.effectiveTo.map { today <= $0 } ?? true
    }
  }

  /// - Parameter meanwhile: chosen procedures that are published already, by somebody else since the page was drawn.
  private static func show(
    _ agency: Agency, _ entry: PublicationEntry, _ visit: Visit, problems: [Problem],
    meanwhile: [Reference.Publication] = []
  ) throws -> Response {
    let names = Dictionary(
      uniqueKeysWithValues: try visit.reference().newestProcedures.map {
        ($0.procedure.code, $0.procedure.name)
      })
    let published = try published(agency, visit)
    let taken = Set(published.map(\.code))
    let chosen = Set(visit.request.form.all("code"))
    let changes = meanwhile.map { publication in
      ChangeRow(
        label: "\(names[publication.code] ?? "") (\(publication.code))", before: nil,
        after: [decision(publication), publication.responsible].filter { !$0.isEmpty }.joined(separator: "; ")
          .nonEmpty ?? visit.text("đã công bố"))
    }
    let changed =
      meanwhile.isEmpty ? nil : try Changed(changes, subject: PublicationEntry.subject(meanwhile[0]), visit)
    let model = Model(
      agency: agency.name, agencyURL: Sitemap.agency.url(agency.id),
      actionURL: Sitemap.publications.url(agency.id), hidden: Hidden(),
      published: published.map { row($0, name: names[$0.code] ?? "") },
      offered: try receivable(agency, visit).filter { !taken.contains($0.procedure.code) }
        .sorted { ($0.procedure.field, $0.procedure.name) < ($1.procedure.field, $1.procedure.name) }
        .map { stored in
          let procedure = stored.procedure
          return Choice(
            procedure.code, "\(procedure.name) (\(procedure.code))", isChosen: chosen.contains(procedure.code)
          )
        }, inputs: entry.inputs(visit, isNew: true, problems: problems), problems: problems, changed: changed)
    return try visit.page(page, model, status: .of(problems, changed))
  }

  private static func row(_ publication: Reference.Publication, name: String) -> Row {
    Row(
      code: publication.code, name: name, decision: decision(publication),
      responsible: publication.responsible, since: publication.days.from.vietnamese,
      until: publication.days.to?.vietnamese ?? "",
      url: Sitemap.publication.url(publication.agency, publication.code))
  }

  private static func decision(_ publication: Reference.Publication) -> String {
    [publication.decisionNumber, Day(iso: publication.decisionDay)?.vietnamese ?? ""]
      .filter { !$0.isEmpty }.joined(separator: ", ")
  }
}
