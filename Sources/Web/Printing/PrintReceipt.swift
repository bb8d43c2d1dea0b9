import HTTPServer
import Storage
import Templating
import Workflow

/// Mẫu 01, Giấy tiếp nhận hồ sơ và hẹn trả kết quả (TT 01/2018 art 9; rules §3.1), A5: from the counter's printer
/// or on the citizen's account.
enum PrintReceipt: Screen {
  struct Model: TemplateModel {
    var bar: SheetBar
    var head: SheetHead
    var submitter: Dossiers.Party
    var identity: String
    var channel: String
    var owner: Dossiers.Party?
    var procedure: String
    var papers: [ReceiptPaper]
    var copies: Int
    var legalTime: String
    var committedTime: String
    var received: String
    var appointment: String
    var returnMethod: String
    /// Where it was received and is picked up, where the agency has several points.
    var receivedAt: String
    var pickUp: String
    var fee: String
    var officer: String
    var contact: Contact
    var isOnline: Bool
    var liens: [Lien]
    /// Which issue it is, where it replaces an earlier one.
    var replacement: String

    static var fields: [Field<Model>] {
      [
        .record("bar") { $0.bar }, .record("head") { $0.head }, .text("submitter", \.submitter.name),
        .text("address", \.submitter.address), .text("phone", \.submitter.phone),
        .text("email", \.submitter.email), .text("identity", \.identity), .text("channel", \.channel),
        .text("owner") { $0.owner?.name ?? "" }, .text("ownerAddress") { $0.owner?.address ?? "" },
        .text("procedure", \.procedure), .list("papers", \.papers), .number("copies", \.copies),
        .text("legalTime", \.legalTime), .text("committedTime", \.committedTime),
        .text("received", \.received), .text("appointment", \.appointment),
        .text("returnMethod", \.returnMethod), .text("receivedAt", \.receivedAt),
        .text("pickUp", \.pickUp), .text("fee", \.fee), .text("officer", \.officer),
        .text("contactPhone", \.contact.phone), .text("contactAddress", \.contact.address),
        .flag("isOnline", \.isOnline), .list("liens", \.liens),
        .text("replacement", \.replacement),
      ]
    }
  }

  /// A copy of the paper: one for the office, one for the customer.
  struct Lien: TemplateModel {
    var name: String
    static var fields: [Field<Lien>] { [.text("lien", \.name)] }
  }

  struct ReceiptPaper: TemplateModel {
    var number: Int
    var name: String
    var originals: String
    var certified: String
    var photocopies: String

    static var fields: [Field<ReceiptPaper>] {
      [
        .number("number", \.number), .text("name", \.name), .text("originals", \.originals),
        .text("certified", \.certified), .text("photocopies", \.photocopies),
      ]
    }

    /// The papers that a dossier came with.
    static func list(_ record: Dossiers.Record, _ visit: Visit) throws -> [ReceiptPaper] {
      try Dossiers.handedIn(record.dossier.id, in: visit.db).enumerated().map { index, paper in
        let text = { (count: Int) in count == 0 ? "" : String(count) }
        return ReceiptPaper(
          number: index + 1, name: paper.name, originals: text(paper.originals),
          certified: text(paper.certified), photocopies: text(paper.photocopies))
      }
    }
  }

  private static let page = Page<Model>("printing/print-receipt")
  static let pages: [any PageDeclaration] = [page]
  static let routes: [SiteRoute] =
    SiteRoute.paper(at: Sitemap.receipt, .staff) { visit, id in
      let liens = ["Liên 1: Lưu", "Liên 2: Giao khách hàng"]
      return try paper(visit.readable(id), visit, liens: liens, copy: "counter")
    }
    + SiteRoute.paper(at: Sitemap.myReceipt, .citizen) { visit, id in
      try paper(visit.own(id), visit, liens: ["Bản điện tử"], copy: "account")
    }

  private static func paper(
    _ record: Dossiers.Record, _ visit: Visit, liens: [String], copy: String
  ) throws -> PrintedPaper {
    let slips = try Slips.slips(of: record.dossier.id, in: visit.db).filter { $0.kind == .receipt }
    guard let received = record.dossier.receivedAt, let slip = slips.last,
      let agency = try visit.reference().agency(record.dossier.agency)
    else { throw PageNotFound() }
    let regime = agency.regime(on: received.day)
    let model = try model(record, received, agency, slip, issue: slips.count, liens: liens, visit)
    let isStaff = visit.visitor?.kind == .staff
    let url = (isStaff ? Sitemap.receipt : Sitemap.myReceipt).url(record.dossier.id)
    return PrintedPaper(
      at: url, .receipt, under: regime, of: record, version: slip.version, copy: copy, madeAt: slip.issuedAt,
      page, model)
  }

  private static func model(
    _ record: Dossiers.Record, _ received: Moment, _ agency: Agency, _ slip: Slips.Slip, issue: Int,
    liens: [String], _ visit: Visit
  ) throws -> Model {
    let submitter = record.submitter ?? record.owner
    let officer = try People.person(slip.person, in: visit.db)?.name ?? ""
    return Model(
      bar: bar(record, agency.regime(on: received.day), visit),
      head: try SheetHead(
        .receipt, under: agency.regime(on: received.day), of: record, on: slip.issuedAt.day, issue: issue,
        visit),
      submitter: submitter,
      identity: submitter.printedIdentity, channel: record.dossier.channel.vietnamese,
      owner: record.submitter == nil ? nil : record.owner, procedure: try visit.procedureName(record),
      papers: try ReceiptPaper.list(record, visit), copies: record.copies,
      legalTime: record.dossier.terms.legal?.vietnamese ?? MissingFact.notice,
      committedTime: record.dossier.terms.committed?.vietnamese ?? "",
      received: PrintedText.moment(received),
      appointment: record.dossier.appointment.map(PrintedText.moment) ?? "",
      returnMethod: record.returnMethod.vietnamese,
      receivedAt: try visit.name(of: record.dossier.points.received),
      pickUp: try visit.directions(to: record.dossier.points.pickUp),
      fee: record.fee == 0 ? "" : Money.vietnamese(record.fee),
      officer: officer, contact: agency.contact, isOnline: record.dossier.channel == .online,
      liens: liens.map(Lien.init), replacement: issue == 1 ? "" : PrintedText.replacing(issue))
  }

  private static func bar(_ record: Dossiers.Record, _ regime: Regime, _ visit: Visit) -> SheetBar {
    let id = record.dossier.id
    let isStaff = visit.visitor?.kind == .staff
    return SheetBar(
      pdf: (isStaff ? Sitemap.receipt : Sitemap.myReceipt).file.url(id),
      back: isStaff ? Sitemap.dossier.url(id) : Sitemap.myDossier.url(id), form: .receipt,
      regime: isStaff ? regime : nil, visit)
  }
}

extension Dossiers.Party {
  /// "CCCD 038190000123", as forms print it.
  var printedIdentity: String {
    let kind = IdentityKind(rawValue: identityKind).map { $0.vietnamese + " " } ?? ""
    return identity.isEmpty ? "" : kind + identity
  }
}
