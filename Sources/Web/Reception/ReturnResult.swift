import HTTPServer
import Storage
import Templating
import Workflow

/// Trả kết quả: who collected, with which identity paper, in which relation (arts 6–7, 20).
enum ReturnResult: Screen {
  struct Model: TemplateModel {
    var head: DossierHead
    var hidden: Hidden
    var actionURL: String
    var results: [FileModel]
    var isExcepted: Bool
    var name: String
    var identity: String
    var relations: [Choice]
    var problem: String?

    static var fields: [Field<Model>] {
      [
        .record("head") { $0.head }, .record("hidden") { $0.hidden }, .url("actionURL", \.actionURL),
        .list("results", \.results), .flag("isExcepted", \.isExcepted), .text("name", \.name),
        .text("identity", \.identity), .list("relations", \.relations), .optional("problem", \.problem),
      ]
    }
  }

  static let page = Page<Model>("reception/return-result")
  static let pages: [any PageDeclaration] = [page]
  static let routes: [SiteRoute] = [
    .get(Sitemap.returnResult.pattern, .staff) { visit in
      let record = try visit.readable(visit.read(Sitemap.returnResult))
      return try show(record, visit, name: record.owner.name, identity: record.owner.identity, problem: nil)
    },
    .post(Sitemap.returnResult.pattern, .staff) { visit in
      let record = try visit.readable(visit.read(Sitemap.returnResult))
      let (name, identity) = (visit.field("name"), visit.field("identity"))
      guard let relation = Collector.Relation(rawValue: visit.field("relation")), name.count <= 200,
        !name.isEmpty, !identity.isEmpty, identity.count <= 50
      else {
        return try show(
          record, visit, name: name, identity: identity,
          problem: visit.text("Ghi đủ họ tên, số giấy tờ và quan hệ của người nhận kết quả."))
      }
      let collector = Collector(name: name, identity: identity, relation: relation)
      let detail = "\(name), \(identity), \(relation.rawValue)"
      return try visit.perform(.returnResult(to: collector), on: record.dossier.id, detail: detail) {
        Confirmation.returned.address(Sitemap.dossier.url(record.dossier.id))
      }
    },
  ]

  private static func show(
    _ record: Dossiers.Record, _ visit: Visit, name: String, identity: String, problem: String?
  ) throws -> Response {
    let chosen = Collector.Relation(rawValue: visit.field("relation")) ?? .owner
    let files = try DossierFiles.files(of: record.dossier.id, in: visit.db).filter { $0.paper == nil }
    let model = Model(
      head: try DossierHead(record, visit), hidden: Hidden(record),
      actionURL: Sitemap.returnResult.url(record.dossier.id), results: files.map { FileModel($0) },
      isExcepted: record.dossier.resultExcepted, name: name, identity: identity,
      relations: Collector.Relation.allCases.map {
        Choice($0.rawValue, visit.text($0.vietnamese), isChosen: $0 == chosen)
      }, problem: problem)
    return try visit.page(page, model, status: problem == nil ? .ok : .unprocessableContent)
  }
}
