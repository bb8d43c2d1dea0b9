import HTTPServer
import Storage
import Templating
import Workflow

/// One's own dossier: where it is, since when, due when, what to do; what was sent, told and decided.
enum MyDossier: Screen {
  struct Model: TemplateModel {
    var head: DossierHead
    var words: String
    var apology: String?
    var dueLabel: String
    var unit: String
    var phone: String
    var phoneURL: String
    var steps: [StepModel]
    var turns: TurnsModel
    var awaited: SlipModel?
    var answerURL: String
    var payment: PaymentModel?
    var withdrawURL: String
    var rateURL: String
    var hidden: Hidden
    /// Where the result is picked up, in words; empty where the agency has one counter.
    var pickUp: String
    /// The points it can be picked up at instead.
    /// Where else the result may be picked up; nil where there is no choice.
    var point: InputModel?
    var problems: [Problem]
    var pickUpURL: String
    var receiptURL: String
    var deadlineURL: String
    var issued: [SlipLink]
    var results: [FileModel]
    var messages: [Message]
    var facts: [Fact]
    var form: [FormSectionModel]
    var papers: [PaperModel]
    var timeline: [TimelineItem]

    static var fields: [Field<Model>] {
      [
        .record("head") { $0.head }, .text("words", \.words),
        .optional("apology", \.apology), .text("dueLabel", \.dueLabel),
        .text("unit", \.unit), .text("phone", \.phone),
        .url("phoneURL", \.phoneURL), .list("steps", \.steps), .record("turns") { $0.turns },
        .record("awaited") { $0.awaited }, .url("answerURL", \.answerURL), .record("payment") { $0.payment },
        .record("hidden") { $0.hidden }, .text("pickUp", \.pickUp), .record("point") { $0.point },
        .list("problems", \.problems),
        .url("pickUpURL", \.pickUpURL), .url("withdrawURL", \.withdrawURL),
        .flag("canWithdraw") { !$0.withdrawURL.isEmpty },
        .url("rateURL", \.rateURL), .flag("canRate") { !$0.rateURL.isEmpty },
        .url("receiptURL", \.receiptURL),
        .url("deadlineURL", \.deadlineURL), .list("issued", \.issued),
        .flag("hasReceipt") { !$0.receiptURL.isEmpty }, .list("results", \.results),
        .list("messages", \.messages), .list("facts", \.facts), .list("form", \.form),
        .list("papers", \.papers), .list("timeline", \.timeline),
      ]
    }
  }

  struct Message: TemplateModel {
    var words: String
    var at: String
    var isNew: Bool

    static var fields: [Field<Message>] {
      [.text("words", \.words), .text("at", \.at), .flag("isNew", \.isNew)]
    }
  }

  /// A fee that is due: how much, for what, where to pay.
  struct PaymentModel: TemplateModel {
    var amount: String
    var what: String
    var address: String

    static var fields: [Field<PaymentModel>] {
      [.text("amount", \.amount), .text("what", \.what), .text("address", \.address)]
    }
  }

  static let page = Page<Model>("citizen/my-dossier")
  static let pages: [any PageDeclaration] = [page]
  static let routes: [SiteRoute] = [
    .get(Sitemap.myDossier.pattern, .citizen) { visit in
      let record = try visit.own(visit.read(Sitemap.myDossier))
      guard record.dossier.state != .draft else { return .redirect(Sitemap.draft.url(record.dossier.id)) }
      let messages = try Notices.about(record.dossier.id, of: visit.person().id, in: visit.db)
      var response = try visit.page(page, model(record, messages, problems: [], visit))
      if messages.contains(where: { !$0.isRead }) { try markRead(record.dossier.id, &response, visit) }
      return response
    }
  ]

  /// The page again, with what must be mended on it.
  static func show(_ record: Dossiers.Record, problems: [Problem], _ visit: Visit) throws -> Response {
    let messages = try Notices.about(record.dossier.id, of: visit.person().id, in: visit.db)
    return try visit.page(
      page, model(record, messages, problems: problems, visit), status: .unprocessableContent)
  }

  /// Opening the page is reading its messages; the writer notes it, nobody waits.
  private static func markRead(_ id: DossierID, _ response: inout Response, _ visit: Visit) throws {
    let (person, now) = (try visit.person().id, visit.now)
    response.afterwards { context in
      try Notices.markRead(of: person, dossier: id, at: now, in: LaneContext.of(context).writing)
    }
  }

  private static func model(
    _ record: Dossiers.Record, _ messages: [Notices.Shown], problems: [Problem], _ visit: Visit
  ) throws -> Model {
    let dossier = record.dossier
    let agency = try visit.reference().agency(dossier.agency)
    let hasResult = dossier.state == .atCounter || dossier.state == .returned
    let lines = try Journal.lines(of: dossier.id, in: visit.db)
    let open = dossier.turns.openSupplement.flatMap { $0.isAwaited ? $0 : nil }
    let offered = try visit.offered(on: record)
    let results = hasResult ? try DossierFiles.files(of: dossier.id, in: visit.db) : []
    return Model(
      head: try DossierHead(record, visit), words: visit.text(words(dossier)),
      apology: apology(dossier, visit),
      dueLabel: visit.text(dossier.state == .submitted ? "Hạn trả lời" : "Ngày hẹn trả"),
      unit: agency?.name ?? "", phone: agency?.contact.phone ?? "",
      phoneURL: "tel:" + (agency?.contact.phone ?? "").filter(\.isNumber),
      steps: StepModel.bar(for: dossier.state, visit),
      turns: try TurnsModel(forApplicant: record, lines, visit),
      awaited: try open.map { try SlipModel($0, record, visit, forApplicant: true) },
      answerURL: Sitemap.myAnswer.url(dossier.id), payment: payment(dossier, agency),
      withdrawURL: offered.contains(.withdraw) ? Sitemap.myWithdrawal.url(dossier.id) : "",
      rateURL: try visit.mayRate(record, by: .account) ? Sitemap.rateMine.url(dossier.id) : "",
      hidden: Hidden(record), pickUp: try visit.directions(to: dossier.points.pickUp),
      point: offered.contains(.choosePickUp) ? try point(dossier, problems, visit) : nil,
      problems: problems,
      pickUpURL: Sitemap.myPickUp.url(dossier.id),
      receiptURL: record.code == nil ? "" : Sitemap.myReceipt.url(dossier.id),
      deadlineURL: Sitemap.myDeadline.url(dossier.id),
      issued: try SlipLink.list(record, forApplicant: true, visit),
      results: results.filter { $0.paper == nil }.map { FileModel($0) },
      messages: messages.map {
        Message(words: visit.text($0.notice.vietnamese), at: $0.at.vietnamese, isNew: !$0.isRead)
      }, facts: try Fact.list(record, visit), form: try FormSectionModel.list(record, visit),
      papers: try PaperModel.list(record, verbs: [], visit),
      timeline: TimelineItem.forApplicant(lines, visit))
  }

  private static func point(_ dossier: Dossier, _ problems: [Problem], _ visit: Visit) throws -> InputModel? {
    let choices = try visit.pickUps(of: dossier)
    guard !choices.isEmpty else { return nil }
    return InputModel(id: "point", label: visit.text("Điểm nhận kết quả"), choices: choices).marked(problems)
  }

  /// Where it is and what happens next; a refusal after review has words of its own.
  private static func words(_ dossier: Dossier) -> String {
    if dossier.state == .atCounter, dossier.points.isElsewhere {
      return
        "Kết quả đã có và đang được chuyển đến điểm ông/bà chọn. Ông/bà được báo khi kết quả đến nơi, chưa cần đến ngay."
    }
    guard dossier.turns.outcome.isRefusal else { return dossier.state.plainWords }
    return switch dossier.state {
    case .signed, .atCounter:
      "Hồ sơ không đủ điều kiện giải quyết, lý do ghi dưới đây. Ông/bà đến bộ phận một cửa nhận văn bản trả lời và giấy tờ đã nộp."
    case .returned:
      "Hồ sơ không đủ điều kiện giải quyết, lý do ghi dưới đây. Hồ sơ đã kết thúc; ông/bà có thể nộp hồ sơ mới."
    default: dossier.state.plainWords
    }
  }

  private static func payment(_ dossier: Dossier, _ agency: Agency?) -> PaymentModel? {
    dossier.turns.payment.flatMap { payment in
      guard payment.isDue else { return nil }
      return PaymentModel(
        amount: Money.vietnamese(payment.amount), what: payment.what, address: agency?.contact.address ?? "")
    }
  }

  /// The letter in plain words while its new date is awaited; nothing before a leader signed it (art 19.9).
  private static func apology(_ dossier: Dossier, _ visit: Visit) -> String? {
    guard let apology = dossier.turns.apology, apology.signedAt != nil, dossier.finishedAt == nil else {
      return nil
    }
    return visit.text(
      "Cơ quan xin lỗi ông/bà vì chưa trả kết quả đúng hẹn {old}. Lý do: {code}. {why} Ngày hẹn mới: {new}.",
      [
        "old": apology.replaced.vietnamese, "code": visit.text(apology.code.vietnamese),
        "why": apology.why, "new": dossier.appointment?.vietnamese ?? "",
      ])
  }
}
