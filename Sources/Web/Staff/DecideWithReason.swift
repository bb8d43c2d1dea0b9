import HTTPServer
import Storage
import Templating
import Workflow

/// The verbs that need a reason and nothing else: hand back, send back, except the result.
enum DecideWithReason: Screen {
  struct Model: TemplateModel {
    var head: DossierHead
    var hidden: Hidden
    var actionURL: String
    var verb: String
    var explanation: String
    var reason: String
    var problem: String?

    static var fields: [Field<Model>] {
      [
        .record("head") { $0.head }, .record("hidden") { $0.hidden }, .url("actionURL", \.actionURL),
        .text("verb", \.verb), .text("explanation", \.explanation), .text("reason", \.reason),
        .optional("problem", \.problem),
      ]
    }
  }

  private struct Decision: Sendable {
    let verb: Verb
    let address: Address1<DossierID>
    let explanation: String
    let confirmation: Confirmation
    let action: @Sendable (String) -> Action
  }

  private static let decisions = [
    Decision(
      verb: .handBack, address: Sitemap.handBack,
      explanation: "Hồ sơ trở lại bộ phận một cửa; lý do được lưu trong nhật ký hồ sơ.",
      confirmation: .handedBack, action: { .handBack(reason: $0) }),
    Decision(
      verb: .sendBack, address: Sitemap.sendBack,
      explanation: "Hồ sơ trở lại cán bộ chuyên môn để xử lý tiếp; lý do được lưu trong nhật ký hồ sơ.",
      confirmation: .sentBack, action: { .sendBack(reason: $0) }),
    Decision(
      verb: .exceptResult, address: Sitemap.exceptResult,
      explanation:
        "Kết quả sẽ được trả mà không có tệp đính kèm. Trường hợp này được đưa vào danh sách ngoại lệ.",
      confirmation: .excepted, action: { .exceptResult(reason: $0) }),
  ]

  static let page = Page<Model>("staff/decide-with-reason")
  static let pages: [any PageDeclaration] = [page]
  static let routes: [SiteRoute] = decisions.flatMap { decision in
    [
      .get(decision.address.pattern, .staff) { visit in
        try show(decision, visit, reason: "", problem: nil)
      },
      .post(decision.address.pattern, .staff) { visit in
        let reason = visit.lines("reason")
        guard !reason.isEmpty, reason.count <= 2000 else {
          return try show(
            decision, visit, reason: reason, problem: visit.text("Ghi lý do, nhiều nhất 2.000 ký tự."))
        }
        let id = try visit.read(decision.address)
        return try visit.perform(decision.action(reason), on: id) {
          decision.confirmation.address(Sitemap.dossier.url(id))
        }
      },
    ]
  }

  private static func show(
    _ decision: Decision, _ visit: Visit, reason: String, problem: String?
  ) throws -> Response {
    let record = try visit.readable(visit.read(decision.address))
    let model = Model(
      head: try DossierHead(record, visit), hidden: Hidden(record),
      actionURL: decision.address.url(record.dossier.id), verb: visit.text(decision.verb.vietnamese),
      explanation: visit.text(decision.explanation), reason: reason, problem: problem)
    return try visit.page(page, model, status: problem == nil ? .ok : .unprocessableContent)
  }
}
