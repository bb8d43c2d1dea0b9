import HTTPServer
import Storage
import Templating
import Workflow

/// Whose desk holds how much, those that nobody can work on first; from here desks are handed over (art 12.8).
enum AgencyDesks: Screen {
  struct Model: TemplateModel {
    var agency: String
    var desks: [Row]

    static var fields: [Field<Model>] { [.text("agency", \.agency), .list("desks", \.desks)] }
  }

  struct Row: TemplateModel {
    var name: String
    var title: String
    var state: String
    var open: Int
    var orphans: Int
    var url: String

    static var fields: [Field<Row>] {
      [
        .text("name", \.name), .text("title", \.title), .text("state", \.state), .number("open", \.open),
        .number("orphans", \.orphans), .url("url", \.url),
      ]
    }
  }

  static let page = Page<Model>("oversight/desks")
  static let pages: [any PageDeclaration] = [page]
  static let routes: [SiteRoute] = [
    .get(Sitemap.desks.pattern, .role(.leader, .chairman)) { visit in
      let agency = try visit.managedDesks(visit.read(Sitemap.desks))
      let rows = try Desks.desks(at: agency.id, in: visit.db).map { desk in
        Row(
          name: desk.name, title: desk.title, state: visit.text(state(desk)), open: desk.open,
          orphans: desk.orphans, url: Sitemap.absence.url(desk.person))
      }
      return try visit.page(page, Model(agency: agency.name, desks: rows))
    }
  ]

  private static func state(_ desk: Desks.Desk) -> String {
    if desk.isLocked { return "Tài khoản đã khóa" }
    return desk.orphans > 0 ? "Không còn vai trò" : "Đang làm việc"
  }
}

extension Visit {
  /// Whether this person hands over the desks of an agency: its leaders and chairman (art 12.8).
  func managesDesks(at agency: AgencyID) throws -> Bool {
    try person().grants.contains {
      $0.agency == agency && $0.fields.isEmpty && ($0.role == .leader || $0.role == .chairman)
    }
  }

  /// An agency whose desks this person hands over, or 404.
  func managedDesks(_ id: AgencyID) throws -> Agency {
    guard let agency = try reference().agency(id), try managesDesks(at: id) else { throw PageNotFound() }
    return agency
  }
}
