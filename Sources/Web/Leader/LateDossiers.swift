import HTTPServer
import Storage
import Templating
import Workflow

/// What a leader must apologise for (art 19.9): letters that wait for his signature, and dossiers that will be late
/// soon or are, for which none was drafted yet.
enum LateDossiers: Screen {
  struct Model: TemplateModel {
    var title: String
    var lead: String
    var tabs: LeaderTabs
    var list: DossierPageOfList
    var emptyWords: String

    static var fields: [Field<Model>] {
      [
        .text("title", \.title), .text("lead", \.lead), .record("tabs") { $0.tabs },
        .record("list") { $0.list }, .text("emptyWords", \.emptyWords),
      ]
    }
  }

  static let page = Page<Model>("leader/late-dossiers")
  static let pages: [any PageDeclaration] = [page]
  static let routes: [SiteRoute] = [
    .get(Sitemap.apologies.pattern, .role(.leader)) { visit in
      let listed = try Dossiers.toApologise(visit.charge(), after: visit.pageKey, in: visit.db)
      let model = Model(
        title: visit.text("Thư xin lỗi chờ ký"),
        lead: visit.text("Thư phải đến người nộp trước ngày hẹn ít nhất 01 ngày."),
        tabs: try LeaderTabs(Sitemap.apologies, visit),
        list: try DossierPageOfList(listed, visit, url: Sitemap.apologies.url, for: .leader, key: \.deskKey),
        emptyWords: visit.text("Không có thư xin lỗi nào chờ ký."))
      return try visit.page(page, model)
    },
    .get(Sitemap.expiring.pattern, .role(.leader)) { visit in
      let horizon = Dossier.apologyHorizon(at: visit.now, try visit.reference().calendar)
      let listed = try Dossiers.expiring(visit.charge(), until: horizon, after: visit.pageKey, in: visit.db)
      let model = Model(
        title: visit.text("Sắp hết hạn, chưa xin lỗi"),
        lead: visit.text("Hồ sơ còn 02 ngày làm việc trở xuống hoặc đã quá hạn, gấp nhất ở trên."),
        tabs: try LeaderTabs(Sitemap.expiring, visit),
        list: try DossierPageOfList(listed, visit, url: Sitemap.expiring.url, for: .leader) {
          $0.lateFrom?.seconds ?? 0
        },
        emptyWords: visit.text("Không có hồ sơ nào sắp hết hạn mà chưa xin lỗi."))
      return try visit.page(page, model)
    },
  ]
}
