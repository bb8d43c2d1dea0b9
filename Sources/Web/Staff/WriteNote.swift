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
      guard (1...2000).contains(text.codePoints) else {
        let message = visit.text("Ghi nội dung ghi chú, nhiều nhất 2.000 ký tự.")
        return try ShowDossier.show(
          visit.readable(id), problems: [Problem(field: "text", message: message)], visit)
      }
      return try visit.perform(.note(text: text), on: id) {
        Confirmation.noted.address(Sitemap.dossier.url(id))
      }
    }
  ]
}
