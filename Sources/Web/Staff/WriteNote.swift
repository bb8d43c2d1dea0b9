import HTTPServer
import Storage
import Templating
import Workflow

/// Ghi chú nội bộ, on the dossier's page.
enum WriteNote: Screen {
  static let pages: [any PageDeclaration] = []
  static let routes: [SiteRoute] = [
    .post(Sitemap.note.pattern, .staff) { visit in
      let id = try visit.read(Sitemap.note)
      let text = visit.lines("text")
      guard !text.isEmpty, text.count <= 2000 else {
        throw Unanswered(message: visit.text("Ghi nội dung ghi chú, nhiều nhất 2.000 ký tự."))
      }
      return try visit.perform(.note(text: text), on: id) {
        Confirmation.noted.address(Sitemap.dossier.url(id))
      }
    }
  ]
}
