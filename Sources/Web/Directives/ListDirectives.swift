import HTTPServer
import Storage
import Templating
import Workflow

/// The register of directives: what an office demanded and who has not replied; what is demanded of one's own unit.
enum ListDirectives: Screen {
  struct Model: TemplateModel {
    var canIssue: Bool
    var isLateOnly: Bool
    var issued: [Row]
    var received: [Row]
    var showsIssued: Bool
    var showsReceived: Bool

    static var fields: [Field<Model>] {
      [
        .flag("canIssue", \.canIssue), .flag("isLateOnly", \.isLateOnly), .list("issued", \.issued),
        .list("received", \.received), .flag("showsIssued", \.showsIssued),
        .flag("showsReceived", \.showsReceived), .url("newURL") { _ in Sitemap.newDirective.url },
        .url("allURL") { _ in Sitemap.directives.url },
        .url("lateURL") { _ in Sitemap.directives.url + "?late=1" },
      ]
    }
  }

  struct Row: TemplateModel {
    var directive: Directives.Stored
    var office: String
    var due: String
    var summary: String
    var isLate: Bool

    static var fields: [Field<Row>] {
      [
        .url("url") { Sitemap.directive.url($0.directive.id) }, .text("number", \.directive.number),
        .text("day") { $0.directive.day.vietnamese }, .text("title", \.directive.title),
        .text("office", \.office),
        .text("due", \.due), .text("summary", \.summary), .flag("isLate", \.isLate),
      ]
    }
  }

  static let page = Page<Model>("directives/list")
  static let pages: [any PageDeclaration] = [page]
  static let routes: [SiteRoute] = [
    .get(Sitemap.directives.pattern, .roles(DirectiveAccess.roles)) { visit in
      let access = try DirectiveAccess(visit)
      let isLateOnly = !visit.query("late").isEmpty
      let offices = try access.offices()
      func rows(_ directives: [Directives.Stored], of unit: AgencyID? = nil) throws -> [Row] {
        try directives.map { try row($0, of: unit, visit) }.filter { $0.isLate || !isLateOnly }
      }
      return try visit.page(
        page,
        Model(
          canIssue: try visit.person().holds(.overseer), isLateOnly: isLateOnly,
          issued: try rows(Directives.issued(by: offices, in: visit.db)),
          received: try access.units.flatMap { unit in
            try rows(Directives.addressed(to: unit, in: visit.db), of: unit)
          }, showsIssued: !offices.isEmpty, showsReceived: !access.units.isEmpty))
    }
  ]

  private static func row(_ directive: Directives.Stored, of unit: AgencyID?, _ visit: Visit) throws -> Row {
    let today = visit.now.day
    let tasks = try Directives.tasks(of: directive.id, in: visit.db).filter {
      unit == nil || $0.agency == unit
    }
    let standings = tasks.map { $0.standing(on: today) }
    let (done, late) = (
      standings.count { $0 == .replied || $0 == .accepted }, standings.count { $0 == .overdue }
    )
    let summary =
      unit == nil
      ? visit.text(
        "{done}/{all} đơn vị đã báo cáo, {late} quá hạn",
        ["done": String(done), "all": String(tasks.count), "late": String(late)])
      : standings.first.map { visit.text($0.vietnamese) } ?? ""
    return Row(
      directive: directive, office: try visit.reference().agency(directive.agency)?.name ?? "",
      due: tasks.map(\.due).max()?.vietnamese ?? "", summary: summary, isLate: late > 0)
  }
}
