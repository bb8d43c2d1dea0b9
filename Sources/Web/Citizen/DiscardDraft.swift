import HTTPServer
import Storage
import Templating
import Workflow

/// Throwing a draft away, after asking once.
enum DiscardDraft: Screen {
  struct Model: TemplateModel {
    var procedure: String
    var actionURL: String
    var backURL: String
    var once: String

    static var fields: [Field<Model>] {
      [
        .text("procedure", \.procedure), .url("actionURL", \.actionURL), .url("backURL", \.backURL),
        .text("once", \.once),
      ]
    }
  }

  static let page = Page<Model>("citizen/discard-draft")
  static let pages: [any PageDeclaration] = [page]
  static let routes: [SiteRoute] = [
    .get(Sitemap.discard.pattern, .citizen) { visit in
      try visit.withDraft(visit.read(Sitemap.discard)) { draft in
        try visit.page(
          page,
          Model(
            procedure: draft.procedure.name, actionURL: Sitemap.discard.url(draft.id),
            backURL: Sitemap.draft.url(draft.id), once: Secrets.token()))
      }
    },
    .post(Sitemap.discard.pattern, .citizen, body: .form(maximum: 64 << 10)) { visit in
      let id = try visit.read(Sitemap.discard)
      return try visit.once {
        try Drafts.discard(id, of: visit.person().id, at: visit.now, in: visit.writing)
        return Confirmation.discarded.address(Sitemap.myDossiers.url)
      }
    },
  ]
}
