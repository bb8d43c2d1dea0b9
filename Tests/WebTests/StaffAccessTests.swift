import HTTPServer
import Testing
import Workflow

@testable import Web

/// The pages of officers × the roles of staff: who may open which, written down once more.
@Suite struct StaffAccessTests {
  private static let watchers: Set<Role> = [.leader, .chairman, .overseer, .inspector]
  private static let searchers: Set<Role> = [
    .oneStopOfficer, .specialist, .leader, .chairman, .overseer, .inspector,
  ]

  private static let registrars: Set<Role> = [.oneStopOfficer, .chairman, .overseer, .inspector]

  private static let table: [(url: String, roles: Set<Role>)] = [
    ("/work", Set(Role.grantable)), ("/search", searchers), ("/inbox", [.specialist]),
    ("/partner-work", [.oneStopOfficer, .specialist]), ("/inbox/take-over", [.specialist]),
    ("/counter/take-back", [.oneStopOfficer]), ("/counter/in-transit", [.oneStopOfficer]),
    ("/counter/handovers", [.oneStopOfficer]), ("/counter/handovers.pdf", [.oneStopOfficer]),
    ("/register", registrars), ("/register/2/2026", registrars), ("/register/2/2026/print", registrars),
    ("/register/2/2026/xlsx", registrars), ("/register/2/2026/compare", registrars),
    ("/overview/2/orphans", watchers), ("/overview/2/desks", [.leader, .chairman]),
    ("/overview/2/delegations", [.leader, .chairman]), ("/overview/2/recount", [.leader, .chairman]),
    ("/overview/2/unfinished", watchers.union([.oneStopOfficer])),
    ("/to-sign", [.leader]),
    ("/to-sign/apologies", [.leader]), ("/to-sign/expiring", [.leader]),
    ("/to-sign/sign-off", [.leader]), ("/overview", watchers),
    ("/overview/2/overdue", watchers), ("/overview/2/due-today", watchers),
    ("/overview/2/waiting", watchers), ("/overview/2/waiting-late", watchers),
    ("/overview/2/being-solved", watchers), ("/overview/2/ready", watchers),
    ("/overview/2/awaited", watchers), ("/overview/2/cap-reached", watchers),
    ("/counter/watched/awaited", [.oneStopOfficer]), ("/counter/watched/unpaid", [.oneStopOfficer]),
    ("/overview/2/exceptions", watchers), ("/overview/2/roles", [.chairman]),
    ("/admin/people", [.administrator]), ("/admin/people/new", [.administrator]),
    ("/admin/people/1", [.administrator]), ("/admin/agencies", [.administrator]),
    ("/admin/agencies/new", [.administrator]), ("/admin/agencies/2", [.administrator]),
    ("/admin/agencies/2/hours", [.administrator]), ("/admin/agencies/2/procedures", [.administrator]),
    ("/admin/procedures", [.administrator]), ("/admin/procedures/1.001193", [.administrator]),
    ("/admin/forms/khai-sinh", [.administrator]), ("/admin/calendar", [.administrator]),
    ("/admin/reporting-periods", [.administrator]),
  ]

  @Test func everyPageOpensForItsRolesOnly() throws {
    let portal = try Portal()
    let district: Set<Role> = [.overseer, .inspector, .administrator]
    #expect(portal.people.commune == AgencyID(2) && portal.people.officer == PersonID(1))
    for role in Role.grantable {
      let person = try portal.hired(
        role, at: district.contains(role) ? portal.people.district : portal.people.commune)
      let browser = try Browser(portal, as: person)
      for (url, roles) in Self.table {
        let status = browser.get(url).status
        let isOpen = status == .ok || status == .seeOther
        #expect(isOpen == roles.contains(role), "\(role) \(url): \(status)")
        #expect(isOpen || status == .forbidden, "\(role) \(url): \(status)")
      }
    }
  }

  @Test func dossierPagesOfDesksAreNotFoundWithoutReadRight() throws {
    let portal = try Portal()
    let id = try portal.dossier(.awaitingSignOff)
    let neighbour = try portal.neighbour()
    for person in [neighbour.specialist, neighbour.leader, neighbour.chairman, portal.people.administrator] {
      let browser = try Browser(portal, as: person)
      for url in [Sitemap.submitForSignOff.url(id), Sitemap.signOff.url(id)] {
        #expect(browser.get(url).status == .notFound)
        #expect(browser.post(url, [("to", "1"), ("authority", "TM")]).status == .notFound)
      }
    }
  }
}
