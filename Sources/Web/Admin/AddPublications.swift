import HTTPServer
import Storage
import Templating
import Workflow

/// Procedures that a unit's counter will receive, several at once, by field (F003-01).
enum AddPublications: Screen {
  struct Model: TemplateModel {
    var agency: String
    var agencyURL: String
    var listURL: String
    var form: AdminForm
    var inputs: [Input]
    var groups: [Group]
    var problem: String?
    var problems: [Problem]

    static var fields: [Field<Model>] {
      [
        .text("agency", \.agency), .url("agencyURL", \.agencyURL), .url("listURL", \.listURL),
        .record("form") { $0.form }, .list("inputs", \.inputs), .list("groups", \.groups),
        .optional("problem", \.problem), .list("problems", \.problems),
      ]
    }
  }

  /// The procedures of one field.
  struct Group: TemplateModel {
    var name: String
    var procedures: [Choice]

    static var fields: [Field<Group>] { [.text("name", \.name), .list("procedures", \.procedures)] }
  }

  static let page = Page<Model>("admin/add-publications")
  static let pages: [any PageDeclaration] = [page]
  static let routes: [SiteRoute] = [
    .get(Sitemap.addPublications.pattern, .role(.administrator)) { visit in
      let agency = try visit.administered(visit.read(Sitemap.addPublications))
      return try show(agency, PublicationEntry(today: visit.now.day), [], visit)
    },
    .post(Sitemap.addPublications.pattern, .role(.administrator), add),
  ]

  @Sendable private static func add(_ visit: Visit) throws -> Response {
    let agency = try visit.administered(visit.read(Sitemap.addPublications))
    let entry = PublicationEntry(visit)
    let codes = Set(try offered(agency, visit).map(\.procedure.code))
    let problems = entry.problems(offered: codes, visit)
    return try visit.once(unless: problems, show: { try show(agency, entry, $0, visit) }) {
      try Agencies.publish(
        entry.publications(at: agency.id, visit), at: agency.id, by: visit.person().id, at: visit.now,
        in: visit.writing)
      return Confirmation.published.address(Sitemap.publications.url(agency.id))
    }
  }

  /// What the unit does not receive yet, of its level; departments and provinces choose from all.
  private static func offered(_ agency: Agency, _ visit: Visit) throws -> [Reference.StoredProcedure] {
    let (reference, today) = (try visit.reference(), visit.now.day)
    let open = Set(
      reference.publications
        .filter { $0.agency == agency.id && ($0.days.to.map { $0 >= today } ?? true) }.map(\.code))
    return reference.procedures(on: today).filter { stored in
      let fits =
        switch agency.kind {
        case .commune: stored.procedure.performedBy == .commune
        case .district: stored.procedure.performedBy == .district
        case .department, .province: true
        }
      return fits && !open.contains(stored.procedure.code)
    }
  }

  private static func show(
    _ agency: Agency, _ entry: PublicationEntry, _ problems: [Problem], _ visit: Visit
  ) throws -> Response {
    let model = Model(
      agency: agency.name, agencyURL: Sitemap.agency.url(agency.id),
      listURL: Sitemap.publications.url(agency.id), form: AdminForm(Sitemap.addPublications.url(agency.id)),
      inputs: entry.inputs(visit).marked(problems),
      groups: try groups(try offered(agency, visit), chosen: entry.codes, visit),
      problem: problems.first { $0.field == "codes" }?.message, problems: problems)
    return try visit.page(page, model, status: problems.isEmpty ? .ok : .unprocessableContent)
  }

  private static func groups(
    _ offered: [Reference.StoredProcedure], chosen: Set<String>, _ visit: Visit
  ) throws -> [Group] {
    let fields = try visit.reference().fields
    return Dictionary(grouping: offered, by: \.procedure.field).map { field, stored in
      Group(
        name: fields[field] ?? field,
        procedures: stored.map { stored in
          let procedure = stored.procedure
          return Choice(
            procedure.code, "\(procedure.name) (\(procedure.code))",
            isChosen: chosen.contains(procedure.code))
        })
    }
    .sorted { $0.name < $1.name }
  }
}

extension Visit {
  /// Does the work of a form once, unless something typed must be mended first. A repeat of a form that was done
  /// is led to its answer before its values are looked at again: they may be wrong by now only because they were
  /// done.
  func once(
    unless problems: [Problem], show: ([Problem]) throws -> Response, _ work: () throws -> String
  ) throws -> Response {
    if let answer = try answered() { return .redirect(answer) }
    guard problems.isEmpty else { return try show(problems) }
    return try once(work)
  }

  /// Where the first sending of this form led, if there was one.
  func answered() throws -> String? {
    guard let key = BrowserToken.read(request.form[Self.onceField]) else { return nil }
    return try AnsweredForms.answer(to: key, of: person().id, in: db)
  }
}
