import HTTPServer
import Storage
import Templating
import Workflow

/// Trả kết quả: who collected, with which identity paper, in which relation; by post with its consignment number; to the
/// account where the result is a file (arts 6–7, 20).
enum ReturnResult: Screen {
  struct Model: TemplateModel {
    var head: DossierHead
    var hidden: Hidden
    var actionURL: String
    var results: [FileModel]
    var isExcepted: Bool
    var isEarly: Bool
    var returnMethod: String
    var payment: String
    /// Why it cannot be returned where the officer sits; empty where it can.
    var elsewhere: String
    var ending: EndingModel?
    var relations: [Choice]
    var relationProblem: String?
    var inputs: [InputModel]
    var problems: [Problem]

    static var fields: [Field<Model>] {
      [
        .record("head") { $0.head }, .record("hidden") { $0.hidden }, .url("actionURL", \.actionURL),
        .list("results", \.results), .flag("isExcepted", \.isExcepted), .flag("isEarly", \.isEarly),
        .text("returnMethod", \.returnMethod), .text("payment", \.payment),
        .text("elsewhere", \.elsewhere),
        .record("ending") { $0.ending }, .list("relations", \.relations),
        .optional("relationProblem", \.relationProblem), .list("inputs", \.inputs),
        .list("problems", \.problems),
      ]
    }
  }

  static let page = Page<Model>("reception/return-result")
  static let pages: [any PageDeclaration] = [page]
  static let routes: [SiteRoute] = [
    .get(Sitemap.returnResult.pattern, .staff) { visit in
      try show(visit.readable(visit.read(Sitemap.returnResult)), visit, problems: [])
    },
    .post(Sitemap.returnResult.pattern, .staff) { visit in
      let record = try visit.readable(visit.read(Sitemap.returnResult))
      var input = TurnInput(record, visit)
      guard let collector = collector(&input), input.problems.isEmpty else {
        return try show(record, visit, problems: input.problems)
      }
      return try visit.perform(.returnResult(to: collector), on: record.dossier.id) {
        Confirmation.returned.address(Sitemap.dossier.url(record.dossier.id))
      }
    },
  ]

  /// The ways that are open to this dossier: to the account only a file, and only where it was filed from one.
  private static func relations(_ record: Dossiers.Record) -> [Collector.Relation] {
    let isOnline = record.applicant != nil && record.dossier.resultFiles > 0
    return Collector.Relation.allCases.filter { $0 != .account || isOnline }
  }

  /// The one that the citizen's wish makes likely.
  private static func usual(_ record: Dossiers.Record) -> Collector.Relation {
    switch record.returnMethod {
    case .counter: .owner
    case .post: .post
    case .online: relations(record).contains(.account) ? .account : .owner
    }
  }

  private static func collector(_ input: inout TurnInput) -> Collector? {
    let open = relations(input.record)
    guard let relation = input.one("relation", among: open, or: "Chọn người nhận kết quả.") else {
      return nil
    }
    switch relation {
    case .account:
      return Collector(name: input.record.owner.name, identity: "", relation: .account)
    case .post:
      let name = input.required("name", or: "Ghi họ tên người nhận, nhiều nhất 200 ký tự.", most: 200)
      let consignment = input.required(
        "consignment", or: "Ghi số bưu gửi, nhiều nhất 50 ký tự.", most: 50)
      return Collector(
        name: name, identity: input.optional("identity", most: 50), relation: .post,
        consignment: consignment)
    case .owner, .submitter, .relative, .authorised:
      let name = input.required("name", or: "Ghi họ tên người nhận, nhiều nhất 200 ký tự.", most: 200)
      let identity = input.required(
        "identity", or: "Ghi số giấy tờ tùy thân đã xuất trình, nhiều nhất 50 ký tự.", most: 50)
      return Collector(name: name, identity: identity, relation: relation)
    }
  }

  private static func show(
    _ record: Dossiers.Record, _ visit: Visit, problems: [Problem]
  ) throws -> Response {
    let dossier = record.dossier
    let chosen = Collector.Relation(rawValue: visit.field("relation")) ?? usual(record)
    let files = try DossierFiles.files(of: dossier.id, in: visit.db).filter { $0.paper == nil }
    let lines = dossier.turns.outcome.isRefusal ? try Journal.lines(of: dossier.id, in: visit.db) : []
    let model = Model(
      head: try DossierHead(record, visit), hidden: Hidden(record),
      actionURL: Sitemap.returnResult.url(dossier.id), results: files.map { FileModel($0) },
      isExcepted: dossier.resultExcepted,
      isEarly: dossier.appointment.map { visit.now.day < $0.day } ?? false,
      returnMethod: visit.text(record.returnMethod.vietnamese),
      payment: dossier.turns.isPaymentDue ? dossier.turns.payment?.words(visit) ?? "" : "",
      elsewhere: try elsewhere(record, visit), ending: EndingModel(record, lines, visit),
      relations: relations(record).map {
        Choice($0.rawValue, visit.text($0.vietnamese), isChosen: $0 == chosen)
      }, relationProblem: problems.first { $0.field == "relation" }?.message,
      inputs: inputs(record, visit).map { $0.marked(problems) }, problems: problems)
    return try visit.page(page, model, status: problems.isEmpty ? .ok : .unprocessableContent)
  }

  private static func elsewhere(_ record: Dossiers.Record, _ visit: Visit) throws -> String {
    let points = record.dossier.points
    guard let result = points.result, usual(record) != .account else { return "" }
    if points.transport != nil { return RefusalText.text(.resultOnItsWay, visit) }
    let isHere = try visit.seat(at: record.dossier.agency) == result
    return isHere ? "" : RefusalText.text(.resultElsewhere(result), visit)
  }

  private static func inputs(_ record: Dossiers.Record, _ visit: Visit) -> [InputModel] {
    let isPosted = visit.request.method == .post
    return [
      InputModel(
        id: "name", label: visit.text("Người nhận kết quả"),
        value: isPosted ? visit.field("name") : record.owner.name),
      InputModel(
        id: "identity", label: visit.text("Số giấy tờ tùy thân đã xuất trình"),
        value: isPosted ? visit.field("identity") : record.owner.identity, width: "w-20"),
      InputModel(
        id: "consignment", label: visit.text("Số bưu gửi"), value: visit.field("consignment"),
        hint: visit.text("Chỉ ghi khi gửi qua bưu chính."), width: "w-20"),
    ]
  }
}
