import HTTPServer
import Storage
import Templating
import Workflow

/// Paper is signed for by its code, typed or read by a barcode scanner into one field, several in a row: taken over by
/// the specialist, results taken back at the counter, or come from another of its points (arts 18, 20).
enum ScanCodes: Screen {
  struct Model: TemplateModel {
    var title: String
    var lead: String
    var button: String
    var actionURL: String
    var hidden: Hidden
    var code: String
    var last: DossierHead?
    var rows: [TransitRow]
    var emptyWords: String
    var problems: [Problem]

    static var fields: [Field<Model>] {
      [
        .text("title", \.title), .text("lead", \.lead), .text("button", \.button),
        .url("actionURL", \.actionURL), .record("hidden") { $0.hidden }, .text("code", \.code),
        .record("last") { $0.last }, .list("rows", \.rows), .text("emptyWords", \.emptyWords),
        .list("problems", \.problems),
      ]
    }
  }

  /// One of the desks that sign for paper.
  private struct Desk: Sendable {
    let address: Address
    let role: Role
    let verb: Verb
    let action: Action
    let title: String
    let lead: String
    let emptyWords: String
    let rows: @Sendable (Visit) throws -> [TransitRow]
  }

  private static let desks = [
    Desk(
      address: Sitemap.takeOverByCode, role: .specialist, verb: .takeOver, action: .takeOver,
      title: "Ký nhận hồ sơ giấy",
      lead: "Quét mã trên phiếu kiểm soát hoặc gõ mã hồ sơ; mỗi lần một hồ sơ.",
      emptyWords: "Không có hồ sơ giấy nào đang chuyển đến ông/bà.",
      rows: { visit in
        try Dossiers.inTransit(to: visit.person().id, in: visit.db).map { try TransitRow($0, visit) }
      }),
    Desk(
      address: Sitemap.takeBackByCode, role: .oneStopOfficer, verb: .takeBack, action: .takeBack,
      title: "Nhận kết quả về một cửa",
      lead: "Quét mã hoặc gõ mã hồ sơ của kết quả đã có tại quầy; người nộp được báo đến nhận.",
      emptyWords: "Không có kết quả nào đang chờ nhận về từ bộ phận chuyên môn.",
      rows: { visit in
        guard let agency = try visit.person().agency(of: .oneStopOfficer) else { return [] }
        let fields = try visit.person().fields(of: .oneStopOfficer, at: agency)
        let signed = try Dossiers.counter(.signed, at: agency, fields: fields, in: visit.db)
        let last = try Journal.lastLines(of: signed.map(\.id), in: visit.db)
        return try signed.map { try TransitRow(signed: $0, by: last[$0.id]?.personName ?? "", visit) }
      }),
    Desk(
      address: Sitemap.takeResultByCode, role: .oneStopOfficer, verb: .takeResult, action: .takeResult,
      title: "Ký nhận kết quả chuyển đến",
      lead: "Quét mã hoặc gõ mã hồ sơ của kết quả vừa chuyển đến điểm này; người nộp được báo đến nhận.",
      emptyWords: "Không có kết quả nào đang chuyển đến điểm ông/bà ngồi.",
      rows: { visit in
        guard let agency = try visit.person().agency(of: .oneStopOfficer) else { return [] }
        let fields = try visit.person().fields(of: .oneStopOfficer, at: agency)
        let seat = try visit.seat(at: agency)
        return try Dossiers.carried(at: agency, fields: fields, in: visit.db)
          .filter { $0.to == seat }.compactMap { try TransitRow(carried: $0, visit) }
      }),
  ]

  static let page = Page<Model>("staff/scan-codes")
  static let pages: [any PageDeclaration] = [page]
  static let routes: [SiteRoute] = desks.flatMap { desk in
    [
      .get(desk.address.pattern, .role(desk.role)) { try show(desk, $0, problems: []) },
      .post(desk.address.pattern, .role(desk.role)) { try sign(desk, $0) },
    ]
  }

  private static func sign(_ desk: Desk, _ visit: Visit) throws -> Response {
    if let answer = try visit.answeredBefore() { return answer }
    guard let record = try scanned(visit) else {
      return try show(desk, visit, problems: [problem("Không có hồ sơ nào mang mã này.", visit)])
    }
    let actor = try visit.actor(for: desk.verb, on: record)
    do {
      return try visit.once {
        try Dossiers.apply(
          desk.action, to: record.dossier.id, version: nil, by: actor, at: visit.now,
          reference: try visit.reference(), in: visit.writing)
        return "\(desk.address.url)?last=\(record.dossier.id)"
      }
    } catch let refusal as Refusal {
      try Journal.noteRefusal(
        of: desk.verb, why: "\(refusal)", dossier: record.dossier.id, agency: record.dossier.agency,
        by: actor.person, at: visit.now, in: visit.writing)
      let words = RefusalText.text(refusal, visit)
      return try show(desk, visit, problems: [Problem(field: "code", message: words)])
    }
  }

  /// The dossier of the code; a paper's QR holds more behind a bar.
  private static func scanned(_ visit: Visit) throws -> Dossiers.Record? {
    let code = visit.field("code").split(separator: "|").first.map(String.init) ?? ""
    guard code.codePoints <= 100, let id = try Dossiers.find(code: code, in: visit.db) else { return nil }
    do { return try visit.readable(id) } catch is PageNotFound { return nil }
  }

  private static func problem(_ words: String, _ visit: Visit) -> Problem {
    Problem(field: "code", message: visit.text(words))
  }

  private static func show(_ desk: Desk, _ visit: Visit, problems: [Problem]) throws -> Response {
    let last = try DossierID(visit.query("last")).map { try DossierHead(visit.readable($0), visit) }
    let model = Model(
      title: visit.text(desk.title), lead: visit.text(desk.lead),
      button: visit.text(desk.verb == .takeBack ? "Nhận kết quả" : "Ký nhận"), actionURL: desk.address.url,
      hidden: Hidden(), code: problems.isEmpty ? "" : visit.field("code"), last: last,
      rows: try desk.rows(visit), emptyWords: visit.text(desk.emptyWords), problems: problems)
    return try visit.page(page, model, status: problems.isEmpty ? .ok : .unprocessableContent)
  }
}

/// A paper on its way: whose, from whom, since when, by when it must have arrived.
struct TransitRow: TemplateModel {
  var dossier: DossierRow
  var giver: String
  var receiver: String
  var given: String
  var due: String
  var light: LightModel

  static var fields: [Field<TransitRow>] {
    [
      .record("dossier") { $0.dossier }, .text("giver", \.giver), .text("receiver", \.receiver),
      .text("given", \.given), .text("due", \.due), .record("light") { $0.light },
    ]
  }

  init(_ transit: Dossiers.InTransit, _ visit: Visit) throws {
    dossier = try DossierRow(transit.listed, visit)
    giver = try People.person(transit.handover.giver, in: visit.db)?.name ?? ""
    receiver = transit.listed.deskHolder ?? ""
    given = transit.handover.givenAt.vietnamese
    due = transit.handover.due.vietnamese
    light = try LightModel(due: transit.handover.due, limit: .workingHours(1), visit)
  }

  /// A result on its way between two points; nil while it still lies where it was.
  init?(carried: Dossiers.Carried, _ visit: Visit) throws {
    guard let transport = carried.transport else { return nil }
    dossier = try DossierRow(carried.listed, visit)
    giver = try People.person(transport.giver, in: visit.db)?.name ?? ""
    receiver = try visit.name(of: carried.to)
    (given, due) = (transport.givenAt.vietnamese, transport.due.vietnamese)
    light = try LightModel(due: transport.due, limit: .workingHours(1), visit)
  }

  /// A result that a leader has signed, on its way to the counter.
  init(signed listed: Dossiers.Listed, by signer: String, _ visit: Visit) throws {
    dossier = try DossierRow(listed, visit)
    giver = signer
    receiver = dossier.desk
    given = listed.deskSince.vietnamese
    (due, light) = (dossier.due, dossier.light)
  }
}
