import HTTPServer
import Storage
import Templating
import Workflow

/// Dossiers that wait for the citizen, how long and until when; those whose time is over a leader may stop (decision 10).
enum AwaitedLists: Screen {
  struct Model: TemplateModel {
    var title: String
    var agency: String
    var list: WatchedPage
    var emptyWords: String

    static var fields: [Field<Model>] {
      [
        .text("title", \.title), .text("agency", \.agency), .record("list") { $0.list },
        .text("emptyWords", \.emptyWords),
      ]
    }
  }

  static let page = Page<Model>("oversight/awaited")
  static let pages: [any PageDeclaration] = [page]
  static let routes: [SiteRoute] = [Sitemap.awaited, Sitemap.capReached].map { address in
    .get(address.pattern, .roles(Watch.roles)) { visit in
      let agency = try Watch.agency(.overdueLists, visit.read(address), visit)
      let isOver = address.pattern == Sitemap.capReached.pattern
      let watched = try Dossiers.watched(
        .awaited, at: agency.id, before: isOver ? visit.now : nil, after: visit.pageKey, in: visit.db)
      let model = Model(
        title: visit.text(isOver ? "Hồ sơ hết thời gian bổ sung" : "Hồ sơ chờ công dân bổ sung"),
        agency: agency.name,
        list: try WatchedPage(watched, on: .awaited, url: address.url(agency.id), visit) {
          try mayStop($0, agency.id, visit) ? .stop : nil
        },
        emptyWords: visit.text(
          isOver
            ? "Không có hồ sơ nào hết thời gian bổ sung." : "Không có hồ sơ nào đang chờ công dân bổ sung."))
      return try visit.page(page, model)
    }
  }

  /// A received dossier whose time is over, by a leader of the agency.
  private static func mayStop(
    _ watched: Dossiers.Watched, _ agency: AgencyID, _ visit: Visit
  ) throws -> Bool {
    guard watched.listed.state == .supplementing, visit.now > Moment(seconds: watched.key) else {
      return false
    }
    return try visit.person().grants.contains { $0.role == .leader && $0.agency == agency }
  }
}
