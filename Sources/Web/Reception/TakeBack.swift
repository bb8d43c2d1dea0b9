import HTTPServer
import Storage
import Templating
import Workflow

/// Nhận kết quả về một cửa: the hand-over scan at the counter (art 20, decision 9).
enum TakeBack: Screen {
  struct Model: TemplateModel {
    var head: DossierHead
    var hidden: Hidden
    var actionURL: String
    var results: [FileModel]

    static var fields: [Field<Model>] {
      [
        .record("head") { $0.head }, .record("hidden") { $0.hidden }, .url("actionURL", \.actionURL),
        .list("results", \.results),
      ]
    }
  }

  static let page = Page<Model>("reception/take-back")
  static let pages: [any PageDeclaration] = [page]
  static let routes: [SiteRoute] = [
    .get(Sitemap.takeBack.pattern, .staff) { visit in
      let record = try visit.readable(visit.read(Sitemap.takeBack))
      let files = try DossierFiles.files(of: record.dossier.id, in: visit.db).filter { $0.paper == nil }
      return try visit.page(
        page,
        Model(
          head: try DossierHead(record, visit), hidden: Hidden(record),
          actionURL: Sitemap.takeBack.url(record.dossier.id), results: files.map { FileModel($0) }))
    },
    .post(Sitemap.takeBack.pattern, .staff) { visit in
      let id = try visit.read(Sitemap.takeBack)
      return try visit.perform(.takeBack, on: id) {
        Confirmation.takenBack.address(Sitemap.dossier.url(id))
      }
    },
  ]
}
