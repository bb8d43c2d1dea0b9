import HTTPServer
import Storage
import Templating
import Workflow

/// A specialist's desk: what he has to process, the next due first.
enum Inbox: Screen {
  struct Model: TemplateModel {
    var list: DossierPageOfList
    var late: Int
    /// Papers on their way here.
    var inTransit: Int
    var isContinued: Bool

    static var fields: [Field<Model>] {
      [
        .record("list") { $0.list }, .number("late", \.late),
        .number("inTransit", \.inTransit), .flag("isContinued", \.isContinued),
      ]
    }
  }

  static let page = Page<Model>("specialist/inbox")
  static let pages: [any PageDeclaration] = [page]
  static let routes: [SiteRoute] = [
    .get(Sitemap.inbox.pattern, .role(.specialist)) { visit in
      let listed = try Dossiers.ofProcessor(visit.person().id, after: visit.pageKey, in: visit.db)
      let list = try DossierPageOfList(
        listed, visit, url: Sitemap.inbox.url, for: .specialist, key: \.deskKey)
      let model = Model(
        list: list, late: list.rows.count { $0.light.colour == Light.red.rawValue },
        inTransit: try Dossiers.inTransit(to: visit.person().id, in: visit.db).count,
        isContinued: visit.pageKey != .start)
      return try visit.page(page, model)
    }
  ]
}
