import HTTPServer
import Storage
import Templating
import Workflow

/// What the chairman sees first, and the district office and inspectors across all communes: counts that open
/// their lists.
enum Overview: Screen {
  struct Model: TemplateModel {
    var asOf: String
    var one: AgencyCounts?
    var agencies: [AgencyCounts]
    var total: AgencyCounts?

    static var fields: [Field<Model>] {
      [
        .text("asOf", \.asOf), .record("one") { $0.one }, .list("agencies", \.agencies),
        .record("total") { $0.total },
      ]
    }
  }

  /// An agency with its counts; each number leads to its list.
  struct AgencyCounts: TemplateModel {
    var name: String
    var counts: Dossiers.Overview
    /// Open dossiers on desks where nobody can work on them.
    var orphans: Int
    var agency: AgencyID?
    var seesRoles = false
    /// Whether the visitor sees who inspects.
    var seesInspections = false
    /// Whether the visitor hands desks over.
    var managesDesks = false

    static var fields: [Field<AgencyCounts>] {
      [
        .text("name", \.name), .number("waiting", \.counts.waiting),
        .number("waitingLate", \.counts.waitingLate), .number("solving", \.counts.solving),
        .number("overdue", \.counts.overdue), .number("dueToday", \.counts.dueToday),
        .number("ready", \.counts.ready), .number("awaited", \.counts.awaited),
        .number("capReached", \.counts.capReached), .url("awaitedURL") { $0.url(Sitemap.awaited) },
        .url("capReachedURL") { $0.url(Sitemap.capReached) }, .url("waitingURL") { $0.url(Sitemap.waiting) },
        .url("waitingLateURL") { $0.url(Sitemap.waitingLate) },
        .url("solvingURL") { $0.url(Sitemap.beingSolved) }, .url("overdueURL") { $0.url(Sitemap.overdue) },
        .url("dueTodayURL") { $0.url(Sitemap.dueToday) }, .url("readyURL") { $0.url(Sitemap.ready) },
        .url("exceptionsURL") { $0.url(Sitemap.exceptions) }, .url("rolesURL") { $0.url(Sitemap.rolesHeld) },
        .url("inspectionsURL") { $0.url(Sitemap.inspections) },
        .url("morningURL") { $0.url(Sitemap.morning) }, .url("stepsURL") { $0.url(Sitemap.stepTimes) },
        .url("accountsURL") { $0.url(Sitemap.counterActs) },
        .flag("seesRoles", \.seesRoles), .flag("seesInspections", \.seesInspections),
        .number("orphans", \.orphans),
        .url("orphansURL") { $0.url(Sitemap.orphans) }, .url("desksURL") { $0.url(Sitemap.desks) },
        .url("unfinishedURL") { $0.url(Sitemap.unfinished) }, .url("recountURL") { $0.url(Sitemap.recount) },
        .url("delegationsURL") { $0.url(Sitemap.delegations) }, .flag("managesDesks", \.managesDesks),
      ]
    }

    private func url(_ address: Address1<AgencyID>) -> String { agency.map { address.url($0) } ?? "" }
  }

  static let page = Page<Model>("oversight/overview")
  static let pages: [any PageDeclaration] = [page]
  static let routes: [SiteRoute] = [
    .get(Sitemap.overview.pattern, .roles(Watch.roles), lane: .costly) { visit in
      let rows = try Watch.agencies(.overdueLists, visit).map { agency in
        AgencyCounts(
          name: agency.name, counts: try Dossiers.overview(of: agency.id, now: visit.now, in: visit.db),
          orphans: try Desks.orphanCount(at: agency.id, in: visit.db), agency: agency.id,
          seesRoles: try visit.person().holds(.chairman),
          seesInspections: try [.chairman, .overseer, .inspector].contains { try visit.person().holds($0) },
          managesDesks: try visit.managesDesks(at: agency.id))
      }
      let one = rows.count == 1 ? rows.first : nil
      let total =
        rows.count > 1
        ? AgencyCounts(
          name: visit.text("Tổng cộng"), counts: .sum(rows.map(\.counts)),
          orphans: rows.reduce(0) { $0 + $1.orphans }, agency: nil) : nil
      let model = Model(
        asOf: visit.now.vietnamese, one: one, agencies: one == nil ? rows : [], total: total)
      return try visit.page(page, model)
    }
  ]
}
