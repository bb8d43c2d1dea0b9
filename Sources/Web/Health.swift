import HTTPServer
import Storage
import Templating

/// Answers 200 when the database answers, for whoever watches the process.
enum Health: Screen {
  static let routes: [SiteRoute] = [
    .get(Sitemap.health.pattern, .anyone) { visit in
      _ = try visit.db.first("SELECT 1") { $0.int(0) }
      return Response(type: "text/plain; charset=utf-8", body: Array("ok\n".utf8))
    }
  ]
  static let pages: [any PageDeclaration] = []
}
