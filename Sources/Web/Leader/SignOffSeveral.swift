import HTTPServer
import Storage
import Templating
import Workflow

/// Several signed at once, after each was looked at: chosen on the list, shown once more, signed row by row. What
/// cannot be signed is reported by row and stops nothing else.
enum SignOffSeveral: Screen {
  struct Model: TemplateModel {
    var rows: [Row]
    var actionURL: String
    var hidden: Hidden
    var authorities: [Choice]
    var problems: [Problem]

    static var fields: [Field<Model>] {
      [
        .list("rows", \.rows), .url("actionURL", \.actionURL), .record("hidden") { $0.hidden },
        .list("authorities", \.authorities), .list("problems", \.problems),
      ]
    }
  }

  struct Row: TemplateModel {
    var id: String
    var ticket: String
    var dossier: DossierHead
    var refusal: RefusalModel?
    var results: [ResultPreview]
    var number: String

    static var fields: [Field<Row>] {
      [
        .text("id", \.id), .text("ticket", \.ticket), .record("dossier") { $0.dossier },
        .record("refusal") { $0.refusal }, .list("results", \.results), .text("number", \.number),
      ]
    }
  }

  static let page = Page<Model>("leader/sign-off-several")
  static let pages: [any PageDeclaration] = [page]
  static let routes: [SiteRoute] = [
    .get(Sitemap.signOffSeveral.pattern, .role(.leader)) { visit in
      let ids = visit.request.query.all("dossier").prefix(Dossiers.pageSize).compactMap { DossierID($0) }
      return try show(ids.map { try visit.readable($0) }, visit, problems: [])
    },
    .post(Sitemap.signOffSeveral.pattern, .role(.leader)) { visit in
      let tickets = Ticket.posted(visit)
      let records = try tickets.map { try visit.readable($0.id) }
      let problems =
        Signature.authorityProblems(visit)
        + tickets.flatMap { Signature.problems(number: $0.number, field: "number.\($0.id)", visit) }
      guard problems.isEmpty, let authority = Signature.authority(visit) else {
        return try show(records, visit, problems: problems)
      }
      return try visit.once {
        let failures = try zip(tickets, records).compactMap { ticket, record in
          try sign(ticket, record, authority, visit).map { "\(ticket.id).\($0.rawValue)" }
        }
        return address(failures: failures, of: tickets.count)
      }
    },
  ]

  /// A row of the confirmed list: which dossier, as of which version, with which number.
  private struct Ticket {
    let id: DossierID
    let version: Int
    let number: String

    static func posted(_ visit: Visit) -> [Ticket] {
      visit.request.form.all("dossier").prefix(Dossiers.pageSize).compactMap { text in
        let parts = text.split(separator: ".")
        guard parts.count == 2, let id = DossierID(String(parts[0])), let version = Int(parts[1]) else {
          return nil
        }
        return Ticket(id: id, version: version, number: visit.field("number.\(id)"))
      }
    }
  }

  /// Why one row was not signed; the page after names it.
  enum Failure: String, CaseIterable {
    case notLooked = "not-looked"
    case changed
    case refused

    var vietnamese: String {
      switch self {
      case .notLooked: "Hồ sơ {number}: chưa ký, vì ông/bà chưa mở xem kết quả hiện tại."
      case .changed: "Hồ sơ {number}: chưa ký, vì vừa có thay đổi; ông/bà xem lại rồi ký."
      case .refused: "Hồ sơ {number}: chưa ký được. Mở hồ sơ để xem lý do."
      }
    }
  }

  private static func sign(
    _ ticket: Ticket, _ record: Dossiers.Record, _ authority: Authority, _ visit: Visit
  ) throws -> Failure? {
    let actor = try visit.actor(for: .signOff, on: record)
    guard record.dossier.version == ticket.version else { return .changed }
    guard try Dossiers.hasLooked(at: ticket.id, actor.person, in: visit.db) else { return .notLooked }
    do {
      try visit.context.undoing {
        try Dossiers.apply(
          .signOff(number: ticket.number, authority: authority), to: ticket.id, version: ticket.version,
          by: actor, at: visit.now, detail: ticket.number, reference: try visit.reference(), in: visit.writing
        )
      }
      return nil
    } catch let refusal as Refusal {
      try Journal.noteRefusal(
        of: .signOff, why: "\(refusal)", dossier: ticket.id, agency: record.dossier.agency,
        by: actor.person, at: visit.now, in: visit.writing)
      return .refused
    }
  }

  private static func address(failures: [String], of count: Int) -> String {
    let failed = failures.map { "failed=\($0)" }.joined(separator: "&")
    let url = Sitemap.toSign.url + (failed.isEmpty ? "" : "?" + failed)
    return failures.count < count ? Confirmation.signedOff.address(url) : url
  }

  /// What the list says about rows that were not signed, each with a link to it.
  static func failures(_ visit: Visit) throws -> [Problem] {
    try visit.request.query.all("failed").prefix(Dossiers.pageSize).compactMap { text in
      let parts = text.split(separator: ".")
      guard parts.count == 2, let id = DossierID(String(parts[0])),
        let failure = Failure(rawValue: String(parts[1])),
        let number = try Dossiers.rows([id], in: visit.db).first?.number
      else { return nil }
      _ = try visit.readable(id)
      return Problem(field: "dossier.\(id)", message: visit.text(failure.vietnamese, ["number": number]))
    }
  }

  private static func show(
    _ records: [Dossiers.Record], _ visit: Visit, problems: [Problem]
  ) throws -> Response {
    let rows = try records.map { record in
      let id = record.dossier.id
      return Row(
        id: id.description, ticket: "\(id).\(record.dossier.version)",
        dossier: try DossierHead(record, visit), refusal: RefusalModel(record, visit),
        results: try ResultPreview.list(of: record, visit),
        number: visit.field("number.\(id)"))
    }
    let model = Model(
      rows: rows, actionURL: Sitemap.signOffSeveral.url, hidden: Hidden(),
      authorities: try Signature.choices(visit), problems: problems)
    return try visit.page(page, model, status: problems.isEmpty ? .ok : .unprocessableContent)
  }
}
