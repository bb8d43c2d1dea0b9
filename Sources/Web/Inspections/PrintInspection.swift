import Documents
import HTTPServer
import Storage
import Templating
import Workflow

/// What an inspection of a unit, or of one of its officers, goes by: figures of a period, what was late, what went past the
/// rules (F001-09). No citizen's name stands on it.
enum PrintInspection: Screen {
  struct Model: TemplateModel {
    var pdfURL: String
    var backURL: String
    var head: AgencyHead
    var person: String
    var days: String
    var basis: String
    var figures: [Figure]
    var marks: [Figure]
    var late: [Row]
    var overdue: [Row]
    var exceptions: [Event]
    var isCut: Bool

    static var fields: [Field<Model>] {
      [
        .url("pdfURL", \.pdfURL), .url("backURL", \.backURL), .flag("hasPDF") { !$0.pdfURL.isEmpty },
        .text("unverified") { _ in "" }, .record("head") { $0.head }, .text("person", \.person),
        .text("days", \.days), .text("basis", \.basis), .list("figures", \.figures), .list("marks", \.marks),
        .list("late", \.late), .list("overdue", \.overdue), .list("exceptions", \.exceptions),
        .flag("isCut", \.isCut), .number("most") { _ in most },
      ]
    }
  }

  struct Figure: TemplateModel {
    var name: String
    var value: String

    static var fields: [Field<Figure>] { [.text("name", \.name), .text("value", \.value)] }
  }

  struct Row: TemplateModel {
    var code: String
    var procedure: String
    var due: String
    var finished: String
    var desk: String
    var apology: String

    static var fields: [Field<Row>] {
      [
        .text("code", \.code), .text("procedure", \.procedure), .text("due", \.due),
        .text("finished", \.finished), .text("desk", \.desk), .text("apology", \.apology),
      ]
    }
  }

  struct Event: TemplateModel {
    var code: String
    var at: String
    var what: String
    var who: String
    var why: String

    static var fields: [Field<Event>] {
      [
        .text("code", \.code), .text("at", \.at), .text("what", \.what), .text("who", \.who),
        .text("why", \.why),
      ]
    }
  }

  /// Rows of a table at most.
  private static let most = 300

  private static let page = Page<Model>("inspections/print")
  static let pages: [any PageDeclaration] = [page]
  static let routes: [SiteRoute] = SiteRoute.sheet(
    Sitemap.printInspection.pattern, Sitemap.printInspectionFile.pattern,
    .role(.chairman, .overseer, .inspector)
  ) { visit in
    let asked = try ShowUnitScore.Asked(Sitemap.printInspection, visit)
    guard asked.period.problem == nil else { throw PageNotFound() }
    let name = try asked.person.map { try officer($0, asked, visit) } ?? ""
    let (agency, days) = (asked.agency, asked.period.period)
    let late = try DossierScores.dossiers(
      .attitude, mark: 0, of: agency.id, by: asked.person, in: days, after: 0, limit: most + 1, visit.db)
    let overdue = try overdue(asked, visit)
    let model = Model(
      pdfURL: visit.site.printing.converter.isInstalled
        ? "\(Sitemap.printInspectionFile.url(agency.id))?\(asked.query)" : "",
      backURL: Sitemap.inspections.url(agency.id),
      head: try AgencyHead(
        "Số liệu kiểm tra giải quyết thủ tục hành chính", of: agency, on: visit.now.day, visit),
      person: name, days: "\(days.from.vietnamese) – \(days.to.vietnamese)", basis: try basis(visit),
      figures: asked.person == nil ? try figures(asked, visit) : [],
      marks: try marks(asked, visit), late: try late.prefix(most).map { try row($0, visit) },
      overdue: try overdue.prefix(most).map { try row($0, visit) },
      exceptions: try exceptions(asked, name, visit), isCut: late.count > most || overdue.count > most)
    return LooseSheet(
      at: "\(Sitemap.printInspection.url(agency.id))?\(asked.query)",
      "kiem-tra-\(days.from.iso)-\(days.to.iso).pdf", page, model)
  }

  private static func officer(
    _ person: PersonID, _ asked: ShowUnitScore.Asked, _ visit: Visit
  ) throws -> String {
    let held = try People.grants(at: asked.agency.id, in: visit.db).first { $0.person == person }
    let scored = try DossierScores.officers(of: asked.agency.id, in: asked.period.period, visit.db)
      .first { $0.person == person }
    guard let name = held?.personName ?? scored?.name else { throw PageNotFound() }
    return name
  }

  /// The decision of the inspector who prints it.
  private static func basis(_ visit: Visit) throws -> String {
    try People.heldGrants(of: visit.person().id, in: visit.db)
      .first { $0.isCurrent && $0.grant.role == .inspector && !$0.decision.isEmpty }?.decision ?? ""
  }

  private static func figures(_ asked: ShowUnitScore.Asked, _ visit: Visit) throws -> [Figure] {
    let counts = try FieldReport.counts(
      of: asked.agency.id, in: asked.period.period, now: visit.now, visit.db
    ).values.reduce(FieldReport.Counts(), +)
    let petitions = try PetitionReport.figures(
      of: asked.agency.id, in: asked.period.period, today: visit.now.day, visit.db)
    return FieldReport.Number.allCases.map { Figure(name: $0.vietnamese, value: String(counts[$0])) }
      + [PetitionReport.Number.received, .onTime, .late, .openLate, .prolonged].map {
        Figure(name: "Phản ánh, kiến nghị: \($0.vietnamese.lowercased())", value: String(petitions[$0]))
      }
  }

  private static func marks(_ asked: ShowUnitScore.Asked, _ visit: Visit) throws -> [Figure] {
    let (agency, days) = (asked.agency.id, asked.period.period)
    let marks =
      try asked.person.map { person in
        try DossierScores.officers(of: agency, in: days, visit.db).first { $0.person == person }?.marks
          ?? DossierScores.Marks()
      } ?? DossierScores.marks(of: agency, in: days, visit.db)
    return [Figure(name: "Hồ sơ đã giải quyết", value: String(marks.finished))]
      + ServiceScore.Indicator.ofDossiers.map { indicator in
        let counts = (0...2).reversed().map { "\(marks[indicator, $0]) hồ sơ \($0) điểm" }
        let mark = marks.tenths(indicator).map { "\(Tenths.vietnamese($0)) điểm" } ?? "chưa có dữ liệu"
        return Figure(name: indicator.vietnamese, value: "\(mark) (\(counts.joined(separator: ", ")))")
      }
  }

  /// What is late now; of an officer what lies on his desks.
  private static func overdue(_ asked: ShowUnitScore.Asked, _ visit: Visit) throws -> [Dossiers.Listed] {
    let desks = try asked.person.map { Set(try Desks.open(of: $0, in: visit.db)) }
    var (found, key): ([Dossiers.Listed], Dossiers.PageKey) = ([], .start)
    while found.count <= most {
      let next = try Dossiers.overdue(at: asked.agency.id, now: visit.now, after: key, in: visit.db)
      let page = next.prefix(Dossiers.pageSize)
      found += page.filter { desks?.contains($0.id) ?? true }
      guard next.count > page.count, let last = page.last, let late = last.lateFrom else { break }
      key = Dossiers.PageKey(key: late.seconds, id: last.id.value)
    }
    return found
  }

  private static func row(_ listed: Dossiers.Listed, _ visit: Visit) throws -> Row {
    let procedure = try visit.reference().procedure(revision: listed.revision)?.procedure.name
    return Row(
      code: listed.number, procedure: procedure ?? listed.procedureCode,
      due: listed.judgedDue.map { PrintedText.date($0.day) } ?? "",
      finished: listed.finishedAt.map { PrintedText.date($0.day) } ?? "",
      desk: try listed.deskHolder ?? visit.counterName(listed.agency),
      apology: listed.apology == .signed ? "Có" : "Chưa")
  }

  private static func exceptions(
    _ asked: ShowUnitScore.Asked, _ name: String, _ visit: Visit
  ) throws -> [Event] {
    let days = asked.period.period
    func isAsked(_ at: Moment, _ person: PersonID) -> Bool {
      (days.from...days.to).contains(at.day) && (asked.person == nil || asked.person == person)
    }
    let agency = asked.agency.id
    let passed = try Journal.exceptions(at: agency, limit: most, in: visit.db)
      .filter { isAsked($0.at, $0.person) }.map {
        Event(
          code: $0.dossierCode, at: PrintedText.date($0.at.day), what: $0.paperName ?? $0.verb.vietnamese,
          who: $0.personName, why: $0.reason)
      }
    let backdated = try Journal.backdatings(at: agency, limit: most, in: visit.db)
      .filter { isAsked($0.recordedAt, $0.person) }.map {
        Event(
          code: $0.dossierCode, at: PrintedText.date($0.recordedAt.day),
          what: "Ghi lùi thời điểm: \($0.milestone.vietnamese)", who: $0.personName, why: $0.reason)
      }
    return passed + backdated
  }
}
