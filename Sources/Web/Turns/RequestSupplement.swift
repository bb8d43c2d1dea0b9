import HTTPServer
import Storage
import Templating
import Workflow

/// Yêu cầu bổ sung, by the counter, and Đề nghị bổ sung, by the specialist who asks the counter to ask (arts 11.2.c,
/// 17, 19.4; decision 10): itemised, once, complete.
enum RequestSupplement: Screen {
  struct Model: TemplateModel {
    var head: DossierHead
    var hidden: Hidden
    var actionURL: String
    var verb: String
    var explanation: String
    var clock: String
    var obstacle: String?
    var sendBackURL: String
    var editor: SlipEditor
    var problems: [Problem]

    static var fields: [Field<Model>] {
      [
        .record("head") { $0.head }, .record("hidden") { $0.hidden }, .url("actionURL", \.actionURL),
        .text("verb", \.verb), .text("explanation", \.explanation), .text("clock", \.clock),
        .optional("obstacle", \.obstacle), .url("sendBackURL", \.sendBackURL),
        .flag("canSendBack") { !$0.sendBackURL.isEmpty }, .record("editor") { $0.editor },
        .list("problems", \.problems),
      ]
    }
  }

  static let page = Page<Model>("turns/request-supplement")
  static let pages: [any PageDeclaration] = [page]
  static let routes: [SiteRoute] = routes(for: .requestSupplement) + routes(for: .proposeSupplement)

  private static func routes(for verb: Verb) -> [SiteRoute] {
    let address = Sitemap.turn(verb)
    return [
      .get(address.pattern, .staff) { visit in
        let record = try visit.readable(visit.read(address))
        return try show(verb, SlipEntry(started(record, verb)), record, visit)
      },
      .post(address.pattern, .staff) { visit in
        let record = try visit.readable(visit.read(address))
        let entry = SlipEntry(visit)
        if let changed = entry.pressed(visit.field("do")) { return try show(verb, changed, record, visit) }
        let (items, problems) = entry.items(try SlipSubjects(record, visit), visit)
        guard problems.isEmpty else { return try show(verb, entry, record, visit, problems: problems) }
        return try visit.perform(action(verb, items), on: record.dossier.id) {
          (verb == .requestSupplement ? Confirmation.supplementRequested : .supplementProposed)
            .address(Sitemap.dossier.url(record.dossier.id))
        }
      },
    ]
  }

  private static func action(_ verb: Verb, _ items: [SupplementItem]) -> Action {
    verb == .requestSupplement ? .requestSupplement(items) : .proposeSupplement(items)
  }

  /// What the slip begins with: what the specialist wants, or the papers that are missing.
  private static func started(_ record: Dossiers.Record, _ verb: Verb) -> [SupplementItem] {
    let dossier = record.dossier
    guard dossier.turns.proposed.isEmpty else { return dossier.turns.proposed }
    guard verb == .requestSupplement else { return [] }
    return dossier.papers.filter { !$0.isDigitised }.map { .missing($0) }
  }

  private static func show(
    _ verb: Verb, _ entry: SlipEntry, _ record: Dossiers.Record, _ visit: Visit, problems: [Problem] = []
  ) throws -> Response {
    let sample = SupplementItem(subject: .other, name: "…", code: .missing, why: "…", toDo: "…")
    let mayCounterSendBack = verb == .requestSupplement && record.dossier.state == .supplementProposed
    let model = Model(
      head: try DossierHead(record, visit), hidden: Hidden(record),
      actionURL: Sitemap.turn(verb).url(record.dossier.id), verb: visit.text(verb.vietnamese),
      explanation: visit.text(explanation(verb)), clock: clock(record, visit),
      obstacle: try visit.obstacle(to: action(verb, [sample]), on: record),
      sendBackURL: mayCounterSendBack ? Sitemap.turn(.sendBack).url(record.dossier.id) : "",
      editor: SlipEditor(entry, try SlipSubjects(record, visit), problems, visit), problems: problems)
    return try visit.page(page, model, status: problems.isEmpty ? .ok : .unprocessableContent)
  }

  private static func explanation(_ verb: Verb) -> String {
    verb == .requestSupplement
      ? "Người nộp nhận phiếu ghi từng mục dưới đây. Mỗi giai đoạn chỉ được yêu cầu một lần, nên ghi đủ ngay lần này."
      : "Bộ phận một cửa xem các mục này, rồi yêu cầu người nộp bổ sung. Cán bộ chuyên môn không liên hệ trực tiếp với người nộp."
  }

  /// What the request does to the processing clock, where that runs.
  private static func clock(_ record: Dossiers.Record, _ visit: Visit) -> String {
    record.dossier.receivedAt == nil
      ? visit.text("Thời hạn giải quyết tính từ khi hồ sơ được tiếp nhận.")
      : visit.text(record.dossier.terms.policy.supplementClock.sentence)
  }
}

extension SupplementClock {
  /// What it does to the time, for officers and citizens alike.
  var sentence: String {
    switch self {
    case .restart: "Thời hạn giải quyết được tính lại từ đầu kể từ khi nhận đủ nội dung bổ sung."
    case .pause: "Thời gian chờ bổ sung không tính vào thời hạn giải quyết."
    }
  }
}
