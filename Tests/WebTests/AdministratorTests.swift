import Foundation
import HTTPServer
import Storage
import Testing
import Workflow

@testable import Web

/// Accounts and roles: passwords shown once, nobody's own roles, nothing beyond one's reach.
@Suite struct AdministratorTests {
  private let portal: Portal
  private let admin: Browser

  init() throws {
    portal = try Portal()
    admin = try Browser(portal, as: portal.people.administrator)
  }

  private var newPerson: [(String, String)] {
    [
      ("name", "Vi Thị Lan"), ("login", "lan.vt"), ("title", "Công chức"), ("phone", "0912 345 678"),
      ("email", ""), ("agency", portal.people.commune.description), ("role", "specialist"),
      ("field", "ho-tich"),
    ]
  }

  private func with(_ field: String, _ value: String) -> [(String, String)] {
    newPerson.map { $0.0 == field ? (field, value) : $0 }
  }

  @Test func createsAnAccountWhosePasswordIsShownOnce() throws {
    let form = newPerson + [("once", Secrets.token())]
    let first = admin.post(Sitemap.newPerson.url, form)
    #expect(first.status == .ok && first.text.contains("Mật khẩu dùng một lần"))
    let password =
      first.text.components(separatedBy: "Mật khẩu <b class=\"code\">").last?
      .components(separatedBy: "<").first ?? ""
    let account = try portal.database.read { try People.account(login: "lan.vt", in: $0) }
    #expect(account?.mustChangePassword == true)
    #expect(Passwords.verify(password, against: account?.password ?? "") && password.count == 14)
    let second = admin.post(Sitemap.newPerson.url, form)
    #expect(second.status == .seeOther && !second.text.contains("Mật khẩu"))
    let again = try portal.database.read { try People.account(login: "lan.vt", in: $0) }
    #expect(again?.password == account?.password)
    #expect(admin.get(second.location ?? "").text.contains("Hộ tịch"))
  }

  @Test func aTakenLoginIsNamedAndNothingIsLost() throws {
    let answer = admin.post(Sitemap.newPerson.url, with("login", "nga"))
    #expect(answer.status == .unprocessableContent && answer.text.contains("href=\"#login\""))
    #expect(answer.text.contains("value=\"Vi Thị Lan\""))
  }

  @Test(arguments: [
    ("name", ""), ("name", "<script>alert(1)</script>"), ("name", String(repeating: "a", count: 5_000)),
    ("login", ""), ("login", "có dấu"), ("login", "a'b"), ("agency", ""), ("agency", "99999"),
    ("agency", "x"), ("role", ""), ("role", "applicant"), ("role", "root"), ("phone", "abc"),
    ("email", "@"), ("title", String(repeating: "x", count: 200)),
  ])
  func whatCannotBeIsNamed(_ field: String, _ value: String) throws {
    let answer = admin.post(Sitemap.newPerson.url, with(field, value))
    #expect(answer.status == .unprocessableContent && answer.text.contains("href=\"#\(field)\""))
    #expect(!answer.text.contains("<script>alert"))
  }

  @Test func hostileTitlesAreStoredEscaped() throws {
    let answer = admin.post(Sitemap.newPerson.url, with("title", "<b>\"Trưởng\"</b>\u{0}😀\u{202e}"))
    #expect(answer.status == .ok)
    let list = admin.get(Sitemap.people.url + "?q=lan").text
    #expect(list.contains("&lt;b&gt;") && !list.contains("<b>\"Trưởng\""))
  }

  @Test func locksUnlocksAndResets() throws {
    let id = portal.people.specialist
    let url = Sitemap.person.url(id)
    func version() -> [(String, String)] { [("version", admin.get(url).value(of: "version") ?? "")] }
    let session = try Browser(portal, as: id)
    #expect(admin.post(Sitemap.lockPerson.url(id), version()).location?.hasPrefix(url) == true)
    #expect(session.get(Sitemap.inbox.url).status == .seeOther)
    #expect(admin.post(Sitemap.unlockPerson.url(id), version()).status == .seeOther)
    let reset = admin.post(Sitemap.resetPassword.url(id), version())
    #expect(reset.status == .ok && reset.text.contains("Mật khẩu dùng một lần"))
    let account = try portal.database.read { try People.account(id, in: $0) }
    #expect(account?.mustChangePassword == true && account?.isLocked == false)
  }

  @Test func aStaleFormIsRefusedWithWhatWasTyped() throws {
    let url = Sitemap.person.url(portal.people.specialist)
    let version = admin.get(url).value(of: "version") ?? ""
    let form = [("name", "Phạm Thị Hương"), ("title", "Trưởng phòng"), ("version", version)]
    #expect(admin.post(url, form).status == .seeOther)
    let late = admin.post(url, [("name", "Phạm Thị Hường"), ("title", "Phó phòng"), ("version", version)])
    #expect(late.status == .conflict && late.text.contains("Phó phòng"))
  }

  @Test func grantsAndRevokesAreJournalled() throws {
    let id = portal.people.specialist
    let role = [("agency", portal.people.commune.description), ("role", "leader")]
    #expect(admin.post(Sitemap.grantRole.url(id), role).location?.contains("granted") == true)
    #expect(admin.post(Sitemap.grantRole.url(id), role).status == .unprocessableContent)
    let held = try portal.database.read { try People.heldGrants(of: id, in: $0) }
    #expect(held.count == 2)
    let revoke = Sitemap.revokeRole.url(id, held[1].id)
    #expect(admin.post(revoke).location?.contains("revoked") == true)
    #expect(try portal.database.read { try People.grants(of: id, in: $0) }.map(\.role) == [.specialist])
    let notes = try portal.database.read { try People.notes(about: "person \(id)", in: $0) }
    #expect(notes.map(\.what).prefix(2) == ["revoke", "grant"])
  }

  @Test func nobodyChangesHimself() throws {
    let id = portal.people.administrator
    let role = [("agency", portal.people.commune.description), ("role", "leader")]
    #expect(admin.post(Sitemap.grantRole.url(id), role).status == .forbidden)
    let held = try portal.database.read { try People.heldGrants(of: id, in: $0) }
    let posts = [
      Sitemap.revokeRole.url(id, held[0].id), Sitemap.lockPerson.url(id), Sitemap.resetPassword.url(id),
    ]
    for url in posts { #expect(admin.post(url, [("version", "1")]).status == .forbidden) }
    #expect(!admin.get(Sitemap.person.url(id)).text.contains(Sitemap.grantRole.url(id)))
  }

  @Test func theReachEndsBelowTheAgencyOfTheGrant() throws {
    let neighbour = try portal.neighbour()
    let below = try Browser(portal, as: neighbour.administrator)
    let foreign = portal.people.specialist
    #expect(below.get(Sitemap.person.url(foreign)).status == .notFound)
    #expect(below.post(Sitemap.lockPerson.url(foreign), [("version", "1")]).status == .notFound)
    #expect(below.post(Sitemap.resetPassword.url(foreign), [("version", "1")]).status == .notFound)
    #expect(below.get(Sitemap.agency.url(portal.people.commune)).status == .notFound)
    #expect(below.get(Sitemap.hours.url(portal.people.commune)).status == .notFound)
    #expect(below.get(Sitemap.publications.url(portal.people.district)).status == .notFound)
    #expect(below.get(Sitemap.people.url + "?agency=\(portal.people.commune)").status == .notFound)
    #expect(!below.get(Sitemap.people.url).text.contains("Phạm Thị Hương"))
    let upward = newPerson.map { $0.0 == "agency" ? ("agency", portal.people.district.description) : $0 }
    #expect(below.post(Sitemap.newPerson.url, upward).status == .unprocessableContent)
  }

  @Test func whoAlsoServesAboveIsOnlySeen() throws {
    let neighbour = try portal.neighbour()
    try portal.grant(.overseer, at: portal.people.district, to: neighbour.specialist)
    let below = try Browser(portal, as: neighbour.administrator)
    #expect(below.get(Sitemap.person.url(neighbour.specialist)).status == .ok)
    let reset = below.post(Sitemap.resetPassword.url(neighbour.specialist), [("version", "1")])
    #expect(reset.status == .forbidden)
  }

  @Test func citizensAreNoBusinessOfTheList() {
    #expect(admin.get(Sitemap.person.url(portal.people.citizen)).status == .notFound)
  }

  @Test func administratorsCannotReadDossiers() throws {
    let id = try portal.dossier(.awaitingSignOff)
    let pages = [
      Sitemap.dossier.url(id), Sitemap.signOff.url(id), Sitemap.submitForSignOff.url(id),
      Sitemap.forward.url(id), Sitemap.receipt.url(id), Sitemap.file.url(1),
    ]
    for url in pages {
      let status = admin.get(url).status
      #expect(status == .notFound || status == .forbidden, "\(url)")
    }
    let lists = [Sitemap.overview.url, Sitemap.overdue.url(portal.people.commune), Sitemap.search.url]
    for url in lists { #expect(admin.get(url).status == .forbidden, "\(url)") }
  }

  @Test("F004-07: a certificate is entered, counts until its last day, and the unit's share says so")
  func certificates() throws {
    let portal = try Portal()
    let people = portal.people
    let url = Sitemap.person.url(people.officer)
    func save(_ serial: String, _ until: String) throws -> Response {
      let browser = try Browser(portal, as: people.administrator)
      let page = browser.get(url)
      return browser.post(
        url,
        [
          ("name", "Hà Thị Nga"), ("serial", serial), ("until", until),
          ("version", try #require(page.fields["version"])),
        ])
    }
    func report() throws -> String {
      try Browser(portal, as: people.chairman).get(Sitemap.certificates.url).text
    }
    #expect(try report().contains("<b>0 %</b>"))
    let wrong = try save("xyz", "32/13/2026")
    #expect(
      wrong.status == .unprocessableContent && wrong.text.contains("thập lục phân")
        && wrong.text.contains("xyz"))
    #expect(try save("54:01:AF", "").status == .unprocessableContent)
    #expect(try save("54:01:af", "08/09/2026").status == .seeOther)
    #expect(try report().contains("100 %") && report().contains("5401AF") && report().contains("Sắp hết hạn"))
    portal.clock.advance(minutes: 24 * 60)
    #expect(try report().contains("<b>0 %</b>") && report().contains("Đã hết hạn"))
    #expect(
      try Browser(portal, as: portal.neighbour().chairman).get(Sitemap.certificates.url).text.contains(
        "5401AF") == false)
  }
}
