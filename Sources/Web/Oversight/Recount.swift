import HTTPServer
import Storage
import Templating
import Workflow

/// Tính lại hạn theo lịch mới: which open dossiers would have other dates by the calendar and shifts of today; none
/// moves before somebody says so, with a reason, dossier by dossier in the journal.
enum Recount: Screen {
  struct Model: TemplateModel {
    var agency: String
    var calendar: String
    var actionURL: String
    var hidden: Hidden
    var rows: [Row]
    var isCut: Bool
    var reason: InputModel
    var failures: [Problem]
    var problems: [Problem]

    static var fields: [Field<Model>] {
      [
        .text("agency", \.agency), .text("calendar", \.calendar), .url("actionURL", \.actionURL),
        .record("hidden") { $0.hidden }, .list("rows", \.rows), .flag("isCut", \.isCut),
        .record("reason") { $0.reason }, .list("failures", \.failures), .list("problems", \.problems),
      ]
    }
  }

  struct Row: TemplateModel {
    var id: String
    var ticket: String
    var head: DossierHead
    var old: String
    var new: String
    var legal: String
    var isChosen: Bool

    static var fields: [Field<Row>] {
      [
        .text("id", \.id), .text("ticket", \.ticket), .record("head") { $0.head }, .text("old", \.old),
        .text("new", \.new), .text("legal", \.legal), .flag("isChosen", \.isChosen),
      ]
    }
  }

  /// The most dossiers that one page looks at, and that it shows.
  private static let (mostRead, mostShown) = (5_000, 200)

  static let page = Page<Model>("oversight/recount")
  static let pages: [any PageDeclaration] = [page]
  static let routes: [SiteRoute] = [
    .get(Sitemap.recount.pattern, .role(.leader, .chairman), lane: .costly) { visit in
      try show(visit.managedDesks(visit.read(Sitemap.recount)), visit, problems: [])
    },
    .post(Sitemap.recount.pattern, .role(.leader, .chairman), apply),
  ]

  @Sendable private static func apply(_ visit: Visit) throws -> Response {
    let agency = try visit.managedDesks(visit.read(Sitemap.recount))
    let why = visit.lines("why")
    let tickets = visit.request.form.all("dossier").prefix(mostShown)
    var problems: [Problem] = []
    if tickets.isEmpty {
      problems.append(Problem(field: "dossiers", message: visit.text("Chọn ít nhất một hồ sơ.")))
    }
    if why.isEmpty || why.codePoints > 2000 {
      problems.append(Problem(field: "why", message: visit.text("Ghi lý do, nhiều nhất 2.000 ký tự.")))
    }
    guard problems.isEmpty else { return try show(agency, visit, problems: problems) }
    return try visit.once {
      let failed = try tickets.filter { try !recount($0, at: agency, why, visit) }
      let url = Sitemap.recount.url(agency.id)
      guard !failed.isEmpty else { return Confirmation.recounted.address(url) }
      let ids = failed.map { $0.prefix { $0 != "." } }
      return url + "?" + ids.map { "failed=\(Percent.encoded(String($0)))" }.joined(separator: "&")
    }
  }

  /// - Returns: whether it was counted anew; what was changed meanwhile is reported.
  private static func recount(
    _ ticket: String, at agency: Agency, _ why: String, _ visit: Visit
  ) throws -> Bool {
    let parts = ticket.split(separator: ".").map(String.init)
    guard parts.count == 2, let id = DossierID(parts[0]), let version = Int(parts[1]) else { return false }
    let record = try visit.readable(id)
    guard record.dossier.agency == agency.id, record.dossier.version == version else { return false }
    let actor = try visit.actor(for: .recount, on: record)
    do {
      try visit.context.undoing {
        try Dossiers.apply(
          .recount(why: why), to: id, version: version, by: actor, at: visit.now,
          detail: try moved(record, visit).map { "\($0.old.vietnamese) → \($0.new.vietnamese)" } ?? "",
          reference: try visit.reference(), in: visit.writing)
      }
      return true
    } catch let refusal as Refusal {
      try Journal.noteRefusal(
        of: .recount, why: "\(refusal)", dossier: id, agency: agency.id, by: actor.person, at: visit.now,
        in: visit.writing)
      return false
    }
  }

  /// Both appointments where the dates would be others; nil where they stay.
  private static func moved(
    _ record: Dossiers.Record, _ visit: Visit
  ) throws -> (old: Moment, new: Moment, legal: Moment?)? {
    let clockwork = try visit.reference().clockwork(of: record.dossier.agency, on: visit.now.day)
    let (old, new) = (record.dossier, record.dossier.recounted(clockwork))
    guard let before = old.appointment, let after = new.appointment,
      before != after || old.legalDue != new.legalDue || old.judgedDue != new.judgedDue
    else { return nil }
    return (before, after, new.legalDue)
  }

  private static func show(_ agency: Agency, _ visit: Visit, problems: [Problem]) throws -> Response {
    var rows: [Row] = []
    for id in try Dossiers.solving(at: agency.id, limit: mostRead, in: visit.db) {
      guard rows.count <= mostShown, let record = try Dossiers.record(id, in: visit.db) else { break }
      if let dates = try moved(record, visit) { rows.append(try row(record, dates, visit)) }
    }
    let model = Model(
      agency: agency.name, calendar: try visit.reference().calendar.version,
      actionURL: Sitemap.recount.url(agency.id), hidden: Hidden(), rows: Array(rows.prefix(mostShown)),
      isCut: rows.count > mostShown,
      reason: InputModel(
        id: "why", label: visit.text("Lý do"), value: visit.lines("why"), isRequired: true, rows: 3
      ).marked(problems), failures: try failures(visit), problems: problems)
    return try visit.page(page, model, status: problems.isEmpty ? .ok : .unprocessableContent)
  }

  private static func row(
    _ record: Dossiers.Record, _ dates: (old: Moment, new: Moment, legal: Moment?), _ visit: Visit
  ) throws -> Row {
    let id = record.dossier.id
    let ticket = "\(id).\(record.dossier.version)"
    return Row(
      id: id.description, ticket: ticket, head: try DossierHead(record, visit),
      old: dates.old.vietnamese, new: dates.new.vietnamese, legal: dates.legal?.vietnamese ?? "",
      isChosen: visit.request.form.all("dossier").contains(ticket))
  }

  private static func failures(_ visit: Visit) throws -> [Problem] {
    try visit.request.query.all("failed").prefix(mostShown).compactMap { text in
      guard let id = DossierID(text) else { return nil }
      let number = try visit.readable(id).code ?? ""
      return Problem(
        field: "dossier.\(id)",
        message: visit.text("Hồ sơ {number}: chưa tính lại được, hồ sơ vừa có thay đổi.", ["number": number]))
    }
  }
}
