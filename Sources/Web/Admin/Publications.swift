import HTTPServer
import Storage
import Templating
import Workflow

/// What a unit's counter receives, with decision and the person who answers for it (F002-05, F003-01); those
/// ticked are closed from a day or given to another person.
enum Publications: Screen {
  struct Model: TemplateModel {
    var agency: String
    var agencyURL: String
    var addURL: String
    var form: AdminForm
    var open: [Row]
    var closed: [Row]
    var inputs: [Input]
    var nextURL: String?
    var problems: [Problem]

    static var fields: [Field<Model>] {
      [
        .text("agency", \.agency), .url("agencyURL", \.agencyURL), .url("addURL", \.addURL),
        .record("form") { $0.form }, .list("open", \.open), .list("closed", \.closed),
        .list("inputs", \.inputs), .url("nextURL") { $0.nextURL ?? "" },
        .flag("hasNext") { $0.nextURL != nil }, .list("problems", \.problems),
      ]
    }
  }

  struct Row: TemplateModel {
    var code: String
    var name: String
    var decision: String
    var responsible: String
    var days: String
    var isTicked: Bool

    static var fields: [Field<Row>] {
      [
        .text("code", \.code), .text("name", \.name), .text("decision", \.decision),
        .text("responsible", \.responsible), .text("days", \.days), .flag("isTicked", \.isTicked),
      ]
    }
  }

  private static let pageSize = 50
  static let page = Page<Model>("admin/publications")
  static let pages: [any PageDeclaration] = [page]
  static let routes: [SiteRoute] = [
    .get(Sitemap.publications.pattern, .role(.administrator)) { visit in
      let agency = try visit.administered(visit.read(Sitemap.publications))
      return try show(agency, PublicationEntry(today: visit.now.day + 1), [], visit)
    },
    .post(Sitemap.publications.pattern, .role(.administrator), change),
  ]

  @Sendable private static func change(_ visit: Visit) throws -> Response {
    let agency = try visit.administered(visit.read(Sitemap.publications))
    let entry = PublicationEntry(visit)
    let isClosing = visit.field("do") != "assign"
    let chosen = try open(agency, visit).filter { entry.codes.contains($0.code) }
    let problems = entry.problems(offered: Set(chosen.map(\.code)), visit)
      .filter { !isClosing || $0.field != "responsible" }
    return try visit.once(unless: problems, show: { try show(agency, entry, $0, visit) }) {
      try apply(entry, to: chosen, isClosing: isClosing, agency, visit)
      return Confirmation.saved.address(Sitemap.publications.url(agency.id))
    }
  }

  private static func apply(
    _ entry: PublicationEntry, to chosen: [Reference.Publication], isClosing: Bool, _ agency: Agency,
    _ visit: Visit
  ) throws {
    guard let from = visit.day(entry.from) else { return }
    let person = try visit.person().id
    let older = isClosing ? chosen : chosen.filter { $0.days.from < from }
    if !older.isEmpty {
      try Agencies.close(
        older, after: from - 1, at: agency.id, by: person, at: visit.now, in: visit.writing)
    }
    guard !isClosing else { return }
    let renewed = chosen.map { publication in
      Reference.Publication(
        agency: agency.id, code: publication.code, decisionNumber: publication.decisionNumber,
        decisionDay: publication.decisionDay, responsible: entry.responsible,
        days: ClosedDays(from: max(from, publication.days.from), to: publication.days.to))
    }
    try Agencies.publish(renewed, at: agency.id, by: person, at: visit.now, in: visit.writing)
  }

  /// What is received now or will be, by name.
  private static func open(_ agency: Agency, _ visit: Visit) throws -> [Reference.Publication] {
    let today = visit.now.day
    return try visit.reference().publications
      .filter { $0.agency == agency.id && ($0.days.to.map { $0 >= today } ?? true) }
      .sorted { $0.code < $1.code }
  }

  private static func show(
    _ agency: Agency, _ entry: PublicationEntry, _ problems: [Problem], _ visit: Visit
  ) throws -> Response {
    let after = visit.query("after")
    let open = try open(agency, visit).filter { $0.code > after }
    let shown = open.prefix(pageSize)
    let url = Sitemap.publications.url(agency.id)
    let closed = try visit.reference().publications.filter { publication in
      publication.agency == agency.id && (publication.days.to.map { $0 < visit.now.day } ?? false)
    }
    let model = Model(
      agency: agency.name, agencyURL: Sitemap.agency.url(agency.id),
      addURL: Sitemap.addPublications.url(agency.id), form: AdminForm(url),
      open: try shown.map { try row($0, entry, visit) },
      closed: try closed.suffix(pageSize).map { try row($0, entry, visit) },
      inputs: entry.inputs(visit).filter { ["responsible", "from"].contains($0.id) }.map { input in
        var input = input
        input.isRequired = input.id == "from"
        if input.id == "from" { input.label = visit.text("Từ ngày") }
        return input
      }.marked(problems),
      nextURL: open.count > shown.count ? shown.last.map { "\(url)?after=\($0.code)" } : nil,
      problems: problems)
    return try visit.page(page, model, status: problems.isEmpty ? .ok : .unprocessableContent)
  }

  private static func row(
    _ publication: Reference.Publication, _ entry: PublicationEntry, _ visit: Visit
  ) throws -> Row {
    let procedure = try visit.reference().procedure(publication.code, on: visit.now.day)?.procedure
    let decisionDay = Day(iso: publication.decisionDay)?.vietnamese ?? ""
    let until = publication.days.to.map { visit.text("đến {day}", ["day": $0.vietnamese]) } ?? ""
    let from = visit.text("từ {day}", ["day": publication.days.from.vietnamese])
    return Row(
      code: publication.code, name: procedure?.name ?? publication.code,
      decision: [publication.decisionNumber, decisionDay].filter { !$0.isEmpty }.joined(separator: ", "),
      responsible: publication.responsible,
      days: [from, until].filter { !$0.isEmpty }.joined(separator: " "),
      isTicked: entry.codes.contains(publication.code))
  }
}
