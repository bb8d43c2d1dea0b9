import HTTPServer
import Storage
import Templating
import Workflow

/// Mẫu 01, Giấy tiếp nhận hồ sơ và hẹn trả kết quả (TT 01/2018 art 9; rules §3.1), A5: from the counter's printer
/// or on the citizen's account.
enum PrintReceipt: Screen {
  struct Model: TemplateModel {
    var qr: QRCode?
    var superior: String
    var unit: String
    var place: String
    var code: String
    var procedureCode: String
    var serial: String
    var counter: String
    var submitter: String
    var channel: String
    var owner: Dossiers.Party
    var identity: String
    var isOwnerOther: Bool
    var procedure: String
    var papers: [ReceiptPaper]
    var copies: Int
    var legalTime: String
    var committedTime: String
    var received: String
    var appointment: String
    var returnMethod: String
    var fee: String
    var officer: String
    var contact: Contact
    var isTrial: Bool
    /// Which issue it is and which it replaces; empty for the first.
    var replacement: String
    var isOnline: Bool
    var liens: [Lien]

    static var fields: [Field<Model>] {
      [
        .record("qr") { $0.qr }, .text("superior", \.superior), .text("unit", \.unit),
        .text("place", \.place),
        .text("code", \.code), .text("procedureCode", \.procedureCode), .text("serial", \.serial),
        .text("counter", \.counter), .text("submitter", \.submitter), .text("channel", \.channel),
        .text("owner", \.owner.name), .text("address", \.owner.address), .text("phone", \.owner.phone),
        .text("email", \.owner.email), .text("identity", \.identity), .flag("isOwnerOther", \.isOwnerOther),
        .text("procedure", \.procedure), .list("papers", \.papers), .number("copies", \.copies),
        .text("legalTime", \.legalTime), .text("committedTime", \.committedTime),
        .text("received", \.received), .text("appointment", \.appointment),
        .text("returnMethod", \.returnMethod), .text("fee", \.fee), .text("officer", \.officer),
        .text("contactPhone", \.contact.phone), .text("contactAddress", \.contact.address),
        .flag("isTrial", \.isTrial), .text("replacement", \.replacement), .flag("isOnline", \.isOnline),
        .list("liens", \.liens),
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
  }

  static let page = Page<Model>("reception/print-receipt")
  static let pages: [any PageDeclaration] = [page]
  static let routes: [SiteRoute] = [
    .get(Sitemap.receipt.pattern, .staff) { visit in
      try show(
        visit.readable(visit.read(Sitemap.receipt)), visit, liens: ["Liên 1: Lưu", "Liên 2: Giao khách hàng"])
    },
    .get(Sitemap.myReceipt.pattern, .citizen) { visit in
      try show(visit.own(visit.read(Sitemap.myReceipt)), visit, liens: ["Bản điện tử"])
    },
  ]

  private static func show(_ record: Dossiers.Record, _ visit: Visit, liens: [String]) throws -> Response {
    guard let code = record.code, let received = record.dossier.receivedAt else { throw PageNotFound() }
    let reference = try visit.reference()
    guard let agency = reference.agency(record.dossier.agency) else { throw PageNotFound() }
    let superior = agency.parent.flatMap { reference.agency($0) }
    let officer = try record.receivedBy.flatMap { try People.person($0, in: visit.db)?.name } ?? ""
    let kind = IdentityKind(rawValue: record.owner.identityKind)?.vietnamese ?? ""
    let model = Model(
      qr: QRCode(qrText(record, code)), superior: (superior?.name ?? "").uppercased(),
      unit: agency.name.uppercased(), place: place(agency, received.day), code: code,
      procedureCode: record.procedureCode, serial: String(code.split(separator: "-").last ?? ""),
      counter: "Bộ phận Tiếp nhận và Trả kết quả, \(agency.name)"
        + (record.venue.isEmpty ? "" : " (tiếp nhận lưu động tại: \(record.venue))"),
      submitter: record.submitter?.name ?? record.owner.name,
      channel: record.dossier.channel.vietnamese, owner: record.owner,
      identity: record.owner.identity.isEmpty ? "" : "\(kind) \(record.owner.identity)",
      isOwnerOther: record.submitter != nil, procedure: try visit.procedureName(record),
      papers: try papers(record, visit), copies: record.copies,
      legalTime: record.dossier.terms.legal?.vietnamese ?? MissingFact.notice,
      committedTime: record.dossier.terms.committed?.vietnamese ?? "", received: longForm(received),
      appointment: record.dossier.appointment.map(longForm) ?? "",
      returnMethod: record.returnMethod.vietnamese, fee: record.fee == 0 ? "" : Money.vietnamese(record.fee),
      officer: officer, contact: agency.contact, isTrial: record.isTrial,
      replacement: replacement(record), isOnline: record.dossier.channel == .online,
      liens: liens.map(Lien.init))
    return try visit.page(page, model)
  }

  /// TT 01/2023: dossier code, procedure code, identifier of the person, name of the paper; then which issue it is.
  private static func qrText(_ record: Dossiers.Record, _ code: String) -> String {
    let parts = [
      code, record.procedureCode, record.owner.identity, "Giấy tiếp nhận hồ sơ và hẹn trả kết quả",
    ]
    return (parts + [replacement(record)].filter { !$0.isEmpty }).joined(separator: "|")
  }

  /// A receipt that was corrected replaces those before.
  private static func replacement(_ record: Dossiers.Record) -> String {
    let version = record.dossier.turns.receiptVersion
    return version == 1 ? "" : "Bản \(version), thay bản \(version - 1)"
  }

  private static func place(_ agency: Agency, _ day: Day) -> String {
    "\(agency.shortName), ngày \(padded(day.day)) tháng \(padded(day.month)) năm \(day.year)"
  }

  private static func longForm(_ moment: Moment) -> String {
    let (hour, minute) = (moment.minuteOfDay / 60, moment.minuteOfDay % 60)
    return "\(padded(hour)) giờ \(padded(minute)) phút, ngày \(moment.day.vietnamese)"
  }

  private static func padded(_ number: Int) -> String { number < 10 ? "0\(number)" : String(number) }

  private static func papers(_ record: Dossiers.Record, _ visit: Visit) throws -> [ReceiptPaper] {
    try Dossiers.handedIn(record.dossier.id, in: visit.db).enumerated().map { index, paper in
      let text = { (count: Int) in count == 0 ? "" : String(count) }
      return ReceiptPaper(
        number: index + 1, name: paper.name, originals: text(paper.originals),
        certified: text(paper.certified), photocopies: text(paper.photocopies))
    }
  }
}
