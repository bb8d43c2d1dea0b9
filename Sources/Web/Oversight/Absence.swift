import HTTPServer
import Storage
import Templating
import Workflow

/// Vắng mặt: every open dossier of a person on one sheet, with a deputy for all or for each (art 12.8). Each row is
/// an action of its own; what cannot be handed over is reported by row and stops nothing else.
enum Absence: Screen {
  struct Model: TemplateModel {
    var name: String
    var actionURL: String
    var hidden: Hidden
    var everybody: InputModel
    var reason: InputModel
    var rows: [Row]
    var failures: [Problem]
    var problems: [Problem]

    static var fields: [Field<Model>] {
      [
        .text("name", \.name), .url("actionURL", \.actionURL), .record("hidden") { $0.hidden },
        .record("everybody") { $0.everybody }, .record("reason") { $0.reason }, .list("rows", \.rows),
        .list("failures", \.failures), .list("problems", \.problems),
      ]
    }
  }

  struct Row: TemplateModel {
    var id: String
    var ticket: String
    var head: DossierHead
    var deputies: [Choice]

    static var fields: [Field<Row>] {
      [
        .text("id", \.id), .text("ticket", \.ticket), .record("head") { $0.head },
        .list("deputies", \.deputies),
      ]
    }
  }

  static let page = Page<Model>("oversight/absence")
  static let pages: [any PageDeclaration] = [page]
  static let routes: [SiteRoute] = [
    .get(Sitemap.absence.pattern, .role(.leader, .chairman)) { visit in
      try show(Sheet(visit), visit, problems: [])
    },
    .post(Sitemap.absence.pattern, .role(.leader, .chairman), handOver),
  ]

  /// A person's open dossiers as far as the visitor hands them over.
  private struct Sheet {
    let person: Person
    let records: [Dossiers.Record]

    /// - Throws: `PageNotFound` for whoever is nobody to the visitor.
    init(_ visit: Visit) throws {
      let id = try visit.read(Sitemap.absence)
      let visitor = try visit.person()
      guard let person = try People.person(id, in: visit.db) else { throw PageNotFound() }
      let records = try Desks.open(of: id, in: visit.db).compactMap { try Dossiers.record($0, in: visit.db) }
        .filter { !Set(Rights.roles(of: visitor, on: $0.place)).isDisjoint(with: [.leader, .chairman]) }
      let works = try People.heldGrants(of: id, in: visit.db).map(\.grant.agency)
      guard try !records.isEmpty || works.contains(where: { try visit.managesDesks(at: $0) }) else {
        throw PageNotFound()
      }
      self.person = person
      self.records = records
    }
  }

  @Sendable private static func handOver(_ visit: Visit) throws -> Response {
    if let answer = try visit.answeredBefore() { return answer }
    let sheet = try Sheet(visit)
    let why = visit.lines("why")
    let handovers = try sheet.records.compactMap { try chosen(for: $0, visit) }
    var problems: [Problem] = []
    if why.isEmpty || why.codePoints > 2000 {
      problems.append(Problem(field: "why", message: visit.text("Ghi lý do, nhiều nhất 2.000 ký tự.")))
    }
    if handovers.isEmpty {
      problems.append(
        Problem(field: "everybody", message: visit.text("Chọn người thay cho ít nhất một hồ sơ.")))
    }
    guard problems.isEmpty else { return try show(sheet, visit, problems: problems) }
    return try visit.once {
      let failed = try handovers.filter { try !reassign($0.record, to: $0.deputy, why, visit) }
      let url = Sitemap.absence.url(sheet.person.id)
      guard !failed.isEmpty else { return Confirmation.reassigned.address(url) }
      return url + "?" + failed.map { "failed=\($0.record.dossier.id)" }.joined(separator: "&")
    }
  }

  /// The deputy for a dossier: its own choice, else the one for all where he can have it.
  private static func chosen(
    for record: Dossiers.Record, _ visit: Visit
  ) throws -> (record: Dossiers.Record, deputy: PersonID)? {
    let own = visit.field("to.\(record.dossier.id)")
    let typed = own.isEmpty ? visit.field("everybody") : own
    guard typed != "nobody", let deputy = PersonID(typed),
      try Deputies.deputies(for: record, visit).contains(where: { $0.id == deputy })
    else { return nil }
    return (record, deputy)
  }

  /// - Returns: whether it was handed over; what was not is noted (F001-06) or was changed meanwhile.
  private static func reassign(
    _ record: Dossiers.Record, to deputy: PersonID, _ why: String, _ visit: Visit
  ) throws -> Bool {
    let id = record.dossier.id
    let actor = try visit.actor(for: .reassign, on: record)
    let drawn = visit.request.form.all("dossier").contains("\(id).\(record.dossier.version)")
    guard drawn else { return false }
    do {
      try visit.context.undoing {
        try Dossiers.apply(
          .reassign(to: deputy, why: why), to: id, version: record.dossier.version, by: actor, at: visit.now,
          reference: try visit.reference(), in: visit.writing)
      }
      return true
    } catch let refusal as Refusal {
      try Journal.noteRefusal(
        of: .reassign, why: "\(refusal)", dossier: id, agency: record.dossier.agency, by: actor.person,
        at: visit.now, in: visit.writing)
      return false
    }
  }

  private static func show(_ sheet: Sheet, _ visit: Visit, problems: [Problem]) throws -> Response {
    var all: [Deputies.Holder] = []
    let rows = try sheet.records.map { record in
      let deputies = try Deputies.deputies(for: record, visit)
      all += deputies.filter { one in !all.contains { $0.id == one.id } }
      return try row(record, deputies, visit)
    }
    let typed = visit.field("everybody")
    let model = Model(
      name: sheet.person.name, actionURL: Sitemap.absence.url(sheet.person.id), hidden: Hidden(),
      everybody: InputModel(
        id: "everybody", label: visit.text("Người thay cho mọi hồ sơ"),
        hint: visit.text("Hồ sơ nào người này không đủ vai trò thì chọn riêng ở từng dòng."),
        choices: [Choice("", visit.text("Chọn theo từng hồ sơ"))]
          + all.map { Deputies.choice($0, isChosen: $0.id.description == typed) }
      ).marked(problems),
      reason: InputModel(
        id: "why", label: visit.text("Lý do"), value: visit.lines("why"), isRequired: true, rows: 3
      ).marked(problems), rows: rows, failures: try failures(sheet, visit), problems: problems)
    return try visit.page(page, model, status: problems.isEmpty ? .ok : .unprocessableContent)
  }

  private static func row(
    _ record: Dossiers.Record, _ deputies: [Deputies.Holder], _ visit: Visit
  ) throws -> Row {
    let id = record.dossier.id
    let typed = visit.field("to.\(id)")
    let first =
      deputies.isEmpty
      ? [Choice("nobody", visit.text("Chưa có ai đủ vai trò"))]
      : [
        Choice("", visit.text("Theo lựa chọn chung")),
        Choice("nobody", visit.text("Để lại, chưa giao"), isChosen: typed == "nobody"),
      ]
    return Row(
      id: id.description, ticket: "\(id).\(record.dossier.version)", head: try DossierHead(record, visit),
      deputies: first + deputies.map { Deputies.choice($0, isChosen: $0.id.description == typed) })
  }

  private static func failures(_ sheet: Sheet, _ visit: Visit) throws -> [Problem] {
    let failed = Set(visit.request.query.all("failed"))
    return sheet.records.filter { failed.contains($0.dossier.id.description) }.map { record in
      Problem(
        field: "dossier.\(record.dossier.id)",
        message: visit.text(
          "Hồ sơ {number}: chưa giao được, hồ sơ vừa có thay đổi.", ["number": record.code ?? ""]))
    }
  }
}
