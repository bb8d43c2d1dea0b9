import HTTPServer
import Storage
import Templating
import Workflow

/// A dossier by its code, for anybody: whether it is finished, and nothing else (TT 01/2018 art 16). Slowed for each
/// address, so that nobody goes through the codes (decision 19).
enum LookUp: Screen {
  struct Model: TemplateModel {
    var code: String
    var found: String?
    var isFinished: Bool
    var problem: String?

    static var fields: [Field<Model>] {
      [
        .text("code", \.code), .optional("found", \.found), .flag("isFinished", \.isFinished),
        .optional("problem", \.problem),
      ]
    }
  }

  static let page = Page<Model>("visitor/look-up")
  static let pages: [any PageDeclaration] = [page]
  static let routes: [SiteRoute] = [
    .get(Sitemap.lookUp.pattern, .anyone) { visit in
      let code = String(visit.query("code").prefix(60))
      guard !code.isEmpty else { return try show(visit, code: "") }
      let wait = visit.site.lookUps.take(visit.request.peer, at: visit.now)
      guard wait == 0 else { return try slowed(visit, code: code, wait: wait) }
      guard let record = try record(code, visit) else {
        return try show(
          visit, code: code,
          problem: visit.text("Chưa tìm thấy hồ sơ có mã này. Xin ông/bà xem lại mã trên giấy hẹn."))
      }
      return try show(visit, code: code, found: record)
    }
  ]

  /// Drafts have no number, so that none is found.
  private static func record(_ code: String, _ visit: Visit) throws -> Dossiers.Record? {
    try Dossiers.find(code: code, in: visit.db).flatMap { try Dossiers.record($0, in: visit.db) }
  }

  private static func show(
    _ visit: Visit, code: String, found: Dossiers.Record? = nil, problem: String? = nil, status: Status = .ok
  ) throws -> Response {
    try visit.page(
      page,
      Model(
        code: code, found: found?.code ?? found?.submissionNumber,
        isFinished: found?.dossier.finishedAt != nil, problem: problem), status: status)
  }

  private static func slowed(_ visit: Visit, code: String, wait: Int) throws -> Response {
    var response = try show(
      visit, code: code,
      problem: visit.text(
        "Có nhiều lượt tra cứu từ địa chỉ mạng này. Ông/bà thử lại sau {n} giây.", ["n": String(wait)]),
      status: .tooManyRequests)
    response.set("Retry-After", String(wait))
    return response
  }
}
