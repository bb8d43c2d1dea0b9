import HTTPServer
import Storage
import Templating
import Workflow

/// Hồ sơ của tôi: drafts to go on with, what is under way, what is over, and what was told lately.
enum MyDossiers: Screen {
  struct Model: TemplateModel {
    var drafts: [Row]
    var open: [Row]
    var done: [Row]
    var news: [News]

    static var fields: [Field<Model>] {
      [
        .list("drafts", \.drafts), .list("open", \.open), .list("done", \.done), .list("news", \.news),
        .flag("isEmpty") { $0.drafts.isEmpty && $0.open.isEmpty && $0.done.isEmpty },
      ]
    }
  }

  /// A dossier in a few words.
  struct Row: TemplateModel {
    var row: DossierRow
    var words: String
    var discardURL: String

    static var fields: [Field<Row>] {
      [.record("row") { $0.row }, .text("words", \.words), .url("discardURL", \.discardURL)]
    }

    init(_ listed: Dossiers.Listed, _ visit: Visit) throws {
      let isDraft = listed.state == .draft
      row = try DossierRow(
        listed, visit, url: isDraft ? Sitemap.draft.url(listed.id) : Sitemap.myDossier.url(listed.id))
      words = visit.text(listed.state.plainWords)
      discardURL = Sitemap.discard.url(listed.id)
    }
  }

  /// A notice nobody has opened.
  struct News: TemplateModel {
    var words: String
    var at: String
    var number: String
    var url: String

    static var fields: [Field<News>] {
      [.text("words", \.words), .text("at", \.at), .text("number", \.number), .url("url", \.url)]
    }
  }

  /// Unread notices told on top; each dossier's page has all of its own.
  private static let mostNews = 5

  static let page = Page<Model>("citizen/my-dossiers")
  static let pages: [any PageDeclaration] = [page]
  static let routes: [SiteRoute] = [
    .get(Sitemap.myDossiers.pattern, .citizen) { visit in
      let listed = try Dossiers.ofApplicant(visit.person(), in: visit.db)
      let rows = { (belongs: (DossierState) -> Bool) in
        try listed.filter { belongs($0.state) }.map { try Row($0, visit) }
      }
      let news = try Notices.newest(of: visit.person().id, in: visit.db)
        .filter { !$0.isRead }.prefix(mostNews)
      return try visit.page(
        page,
        Model(
          drafts: try rows { $0 == .draft }, open: try rows { $0 != .draft && !$0.isClosed },
          done: try rows(\.isClosed),
          news: news.map {
            News(
              words: visit.text($0.notice.vietnamese), at: $0.at.vietnamese, number: $0.number,
              url: Sitemap.myDossier.url($0.dossier))
          }))
    }
  ]
}
