import HTTPServer
import Storage
import Templating
import Workflow

/// Where staff arrive: the one desk of their role, or a choice where there are several.
enum Work: Screen {
  struct Model: TemplateModel {
    var desks: [Desk]

    static var fields: [Field<Model>] { [.list("desks", \.desks)] }
  }

  struct Desk: TemplateModel {
    var label: String
    var url: String
    var count: Int
    var isCounted: Bool

    static var fields: [Field<Desk>] {
      [
        .text("label", \.label), .url("url", \.url), .number("count", \.count),
        .flag("isCounted", \.isCounted),
      ]
    }
  }

  static let page = Page<Model>("staff/work")
  static let pages: [any PageDeclaration] = [page]
  static let routes: [SiteRoute] = [
    .get(Sitemap.work.pattern, .staff) { visit in
      let desks = try desks(visit)
      if desks.count == 1 { return .redirect(desks[0].url) }
      return try visit.page(page, Model(desks: desks))
    }
  ]

  private static func desks(_ visit: Visit) throws -> [Desk] {
    let person = try visit.person()
    let counts = try Dossiers.deskCounts(of: person.id, in: visit.db)
    var desks: [Desk] = []
    func add(_ label: String, _ url: String, _ count: Int? = nil) {
      desks.append(Desk(label: visit.text(label), url: url, count: count ?? 0, isCounted: count != nil))
    }
    if let counter = person.agency(of: .oneStopOfficer) {
      let tabs = try Dossiers.counterCounts(at: counter, in: visit.db)
      add("Việc tại một cửa", Sitemap.counter.url, tabs.values.reduce(0, +))
    }
    if person.holds(.specialist) { add("Hồ sơ cần xử lý", Sitemap.inbox.url, counts.processing) }
    if person.holds(.leader) { add("Chờ ký duyệt", Sitemap.toSign.url, counts.toSign) }
    if let own = person.agency(of: .chairman) { add("Việc sáng nay", Sitemap.morning.url(own)) }
    if person.holds(.overseer) || person.holds(.inspector) {
      add("Theo dõi giải quyết", Sitemap.overview.url)
    }
    if person.holds(.administrator) { add("Tài khoản cán bộ", Sitemap.people.url) }
    return desks
  }
}
