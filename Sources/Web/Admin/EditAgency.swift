import HTTPServer
import Storage
import Templating
import Workflow

/// An agency set up or changed: names, official day, law it works under, contact that stands on every page.
enum EditAgency: Screen {
  struct Model: TemplateModel {
    var title: String
    var isNew: Bool
    var actionURL: String
    var hidden: Hidden
    var fixed: [Fact]
    var inputs: [InputModel]
    var contact: [InputModel]
    var problems: [Problem]
    var notes: [NoteRow]
    var changed: Changed?
    var hoursURL = ""
    var proceduresURL = ""
    var pointsURL = ""

    static var fields: [Field<Model>] {
      [
        .text("title", \.title), .flag("isNew", \.isNew), .url("actionURL", \.actionURL),
        .record("hidden") { $0.hidden }, .list("fixed", \.fixed), .list("inputs", \.inputs),
        .list("contact", \.contact), .list("problems", \.problems), .list("notes", \.notes),
        .record("changed") { $0.changed }, .url("hoursURL", \.hoursURL),
        .url("proceduresURL", \.proceduresURL), .url("pointsURL", \.pointsURL),
      ]
    }
  }

  static let page = Page<Model>("admin/edit-agency")
  static let pages: [any PageDeclaration] = [page]
  static let routes: [SiteRoute] = [
    .get(Sitemap.newAgency.pattern, .role(.administrator)) { visit in
      try showNew(AgencyEntry(today: visit.now.day), visit, problems: [])
    },
    .post(Sitemap.newAgency.pattern, .role(.administrator), create),
    .get(Sitemap.agency.pattern, .role(.administrator)) { visit in
      let agency = try visit.administered(visit.read(Sitemap.agency))
      return try show(agency, AgencyEntry(agency, on: visit.now.day), visit, problems: [])
    },
    .post(Sitemap.agency.pattern, .role(.administrator), update),
  ]

  @Sendable private static func create(_ visit: Visit) throws -> Response {
    let entry = AgencyEntry(visit)
    let problems = try entry.placeProblems(visit) + entry.factProblems(visit)
    guard problems.isEmpty, let facts = entry.facts else {
      return try showNew(entry, visit, problems: problems)
    }
    do {
      return try visit.once {
        let person = try visit.person().id
        let id = try Agencies.create(facts, by: person, at: visit.now, in: visit.writing)
        try Agencies.setEnd(
          Day(vietnamese: entry.effectiveTo), of: id, by: person, at: visit.now, in: visit.writing)
        visit.context.forgetReference()
        return Confirmation.saved.address(Sitemap.agency.url(id))
      }
    } catch is Agencies.CodeTaken {
      let problem = Problem(field: "code", message: visit.text("Mã định danh này là của cơ quan khác."))
      return try showNew(entry, visit, problems: [problem])
    }
  }

  @Sendable private static func update(_ visit: Visit) throws -> Response {
    let agency = try visit.administered(visit.read(Sitemap.agency))
    var entry = AgencyEntry(visit)
    entry.keep(agency)
    let problems = entry.factProblems(visit) + entry.regimeProblems(agency, visit)
    guard problems.isEmpty, let facts = entry.facts else {
      return try show(agency, entry, visit, problems: problems)
    }
    let url = Sitemap.agency.url(agency.id)
    return try visit.once(refusing: {
      try visit.formVersion() == Agencies.version(of: agency.id, in: visit.db)
        ? nil : show(agency, entry, visit, problems: [], isChanged: true)
    }) {
      try write(facts, entry, agency, visit)
      return Confirmation.saved.address(url)
    }
  }

  private static func write(
    _ facts: Agencies.Facts, _ entry: AgencyEntry, _ agency: Agency, _ visit: Visit
  ) throws {
    let (person, db) = (try visit.person().id, visit.writing)
    try Agencies.update(agency.id, facts, by: person, at: visit.now, in: db)
    try Agencies.setEnd(Day(vietnamese: entry.effectiveTo), of: agency.id, by: person, at: visit.now, in: db)
    if facts.regime != agency.regime(on: visit.now.day), let from = Day(vietnamese: entry.regimeFrom) {
      try Agencies.setRegime(facts.regime, from: from, of: agency.id, in: db)
      try People.note(
        "set-regime", subject: "agency \(agency.id)",
        detail: "\(visit.text(facts.regime.vietnamese)), \(from.vietnamese)", by: person, at: visit.now,
        in: db)
    }
    visit.context.forgetReference()
  }

  private static func showNew(
    _ entry: AgencyEntry, _ visit: Visit, problems: [Problem]
  ) throws -> Response {
    let inputs = try entry.placeInputs(visit) + entry.factInputs(visit)
    let model = Model(
      title: visit.text("Lập cơ quan, đơn vị"), isNew: true, actionURL: Sitemap.newAgency.url,
      hidden: Hidden(), fixed: [], inputs: inputs.map { $0.marked(problems) },
      contact: entry.contactInputs(visit).map { $0.marked(problems) }, problems: problems, notes: [])
    return try visit.page(page, model, status: problems.isEmpty ? .ok : .unprocessableContent)
  }

  private static func show(
    _ agency: Agency, _ entry: AgencyEntry, _ visit: Visit, problems: [Problem], isChanged: Bool = false
  ) throws -> Response {
    let reference = try visit.reference()
    let above = agency.parent.flatMap { reference.agency($0)?.name } ?? ""
    let facts = [
      ("Cơ quan cấp trên", above), ("Cấp", visit.text(agency.kind.vietnamese)),
      ("Mã định danh cơ quan", agency.code),
      ("Ngày thành lập hoặc bắt đầu", agency.effective.from.vietnamese),
    ]
    let inputs = entry.factInputs(visit) + [entry.regimeDayInput(visit)]
    let now = AgencyEntry(agency, on: visit.now.day)
    let drawn = (now.factInputs(visit) + now.contactInputs(visit)).map { DrawnValue($0) }
    var model = Model(
      title: agency.name, isNew: false, actionURL: Sitemap.agency.url(agency.id),
      hidden: Hidden(version: try Agencies.version(of: agency.id, in: visit.db) ?? 0, drawn: drawn),
      fixed: facts.filter { !$0.1.isEmpty }.map { Fact(label: visit.text($0.0), value: $0.1) },
      inputs: inputs.map { $0.marked(problems) },
      contact: entry.contactInputs(visit).map { $0.marked(problems) }, problems: problems,
      notes: try NoteRow.list(about: "agency \(agency.id)", visit))
    model.hoursURL = Sitemap.hours.url(agency.id)
    model.proceduresURL = Sitemap.publications.url(agency.id)
    model.pointsURL = Sitemap.points.url(agency.id)
    if isChanged {
      model.changed = try Changed(visit.changes(to: drawn), subject: "agency \(agency.id)", visit)
    }
    return try visit.page(page, model, status: .of(problems, model.changed))
  }
}
