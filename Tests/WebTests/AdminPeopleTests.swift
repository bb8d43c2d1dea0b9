import HTTPServer
import Testing
import Workflow

@testable import Storage
@testable import Web

/// Accounts of staff, as an administrator makes and changes them.
@Suite struct AdminPeopleTests {
  let portal: Portal
  let admin: Browser

  init() throws {
    portal = try Portal()
    admin = try Browser(portal, as: portal.people.administrator)
  }

  private var newPerson: [(String, String)] {
    [
      ("login", "thao"), ("name", "Lê Thị Thảo"), ("title", "Công chức một cửa"), ("phone", "0912 345 678"),
      ("email", ""), ("role", "oneStopOfficer"), ("agency", portal.people.commune.description),
    ]
  }

  private func account(_ login: String) throws -> People.Account? {
    try portal.database.read { try People.account(login: login, in: $0) }
  }

  private func url(_ person: PersonID) -> String { Sitemap.person.url(person) }

  @Test func listFindsByNameWithoutDiacritics() {
    let list = admin.get("/admin/people?q=huong")
    #expect(list.status == .ok)
    #expect(list.text.contains("Phạm Thị Hương"))
    #expect(!list.text.contains("Hà Thị Nga"))
    #expect(!admin.get("/admin/people").text.contains("Lò Thị Mai"), "citizens are not staff")
  }

  @Test func createdOnceAndItsPasswordShownOnce() throws {
    let fields = newPerson + [("once", Secrets.token())]
    let first = admin.post(Sitemap.newPerson.url, fields)
    #expect(first.status == .ok)
    let created = try #require(try account("thao"))
    #expect(created.mustChangePassword)
    let again = admin.post(Sitemap.newPerson.url, fields)
    #expect(again.status == .seeOther)
    let after = admin.get(try #require(again.location))
    #expect(after.text.contains("Mật khẩu đã hiện một lần"))
    #expect(try account("thao")?.password == created.password, "no other password was made")
  }

  @Test func takenLoginKeepsWhatWasTyped() throws {
    var fields = newPerson
    fields[0].1 = "nga"
    let answer = admin.post(Sitemap.newPerson.url, fields)
    #expect(answer.status == .unprocessableContent)
    #expect(answer.text.contains("href=\"#login\""))
    #expect(answer.text.contains("value=\"Lê Thị Thảo\""))
  }

  @Test func lockEndsSessions() throws {
    let officer = try Browser(portal, as: portal.people.officer)
    #expect(officer.get(Sitemap.counter.url).status == .ok)
    #expect(admin.post(Sitemap.lockPerson.url(portal.people.officer)).status == .seeOther)
    #expect(officer.get(Sitemap.counter.url).status == .seeOther)
    #expect(admin.get(url(portal.people.officer)).text.contains("Khóa tài khoản"))
  }

  @Test func resetShowsOnePasswordOnce() throws {
    let before = try account("nga")?.password
    let key = [("once", Secrets.token())]
    #expect(admin.post(Sitemap.resetPassword.url(portal.people.officer), key).status == .ok)
    let after = try account("nga")?.password
    #expect(after != before)
    #expect(admin.post(Sitemap.resetPassword.url(portal.people.officer), key).status == .seeOther)
    #expect(try account("nga")?.password == after)
  }

  @Test func nobodyGrantsToHimself() throws {
    let me = portal.people.administrator
    let fields = [("role", "chairman"), ("agency", portal.people.district.description)]
    #expect(admin.post(Sitemap.grantRole.url(me), fields).status == .forbidden)
    #expect(admin.post(Sitemap.lockPerson.url(me)).status == .forbidden)
    #expect(admin.post(Sitemap.resetPassword.url(me)).status == .forbidden)
    let grants = try portal.database.read { try People.grants(of: me, in: $0) }
    #expect(grants.map(\.role) == [.administrator])
  }

  @Test func grantAndRevokeAreJournalled() throws {
    let officer = portal.people.officer
    let fields = [
      ("role", "specialist"), ("agency", portal.people.commune.description), ("field", "ho-tich"),
    ]
    #expect(admin.post(Sitemap.grantRole.url(officer), fields).status == .seeOther)
    #expect(admin.post(Sitemap.grantRole.url(officer), fields).status == .unprocessableContent)
    let given = try #require(
      try portal.database.read { try People.heldGrants(of: officer, in: $0) }.last)
    #expect(given.grant.fields == ["ho-tich"])
    #expect(admin.post(Sitemap.revokeRole.url(officer, given.id)).status == .seeOther)
    let page = admin.get(url(officer)).text
    #expect(page.contains("Giao vai trò") && page.contains("Thu hồi vai trò"))
  }

  @Test func staleFactsShowWhatStandsThereNow() throws {
    let officer = portal.people.officer
    let version = try #require(try account("nga")).version
    let mine = [("name", "Hà Thị Nga"), ("title", "Phó trưởng phòng"), ("version", String(version))]
    #expect(admin.post(url(officer), mine).status == .seeOther)
    var late = mine
    late[1].1 = "Văn thư"
    let answer = admin.post(url(officer), late)
    #expect(answer.status == .conflict)
    #expect(answer.text.contains("Phó trưởng phòng") && answer.text.contains("value=\"Văn thư\""))
  }

  @Test func outsideTheTreeIsNotThere() throws {
    let local = try portal.database.write { db in
      let new = People.New(kind: .staff, login: "quantri.xa", password: "x", name: "Vi Thị Xã")
      let id = try People.create(new, at: portal.clock.now, in: db)
      try People.grant(
        Grant(role: .administrator, agency: portal.people.commune), to: id, by: nil, at: portal.clock.now,
        in: db)
      return id
    }
    let browser = try Browser(portal, as: local)
    #expect(browser.get(url(portal.people.overseer)).status == .notFound)
    #expect(browser.get(url(portal.people.officer)).status == .ok)
    #expect(browser.get(url(portal.people.citizen)).status == .notFound)
    #expect(browser.post(Sitemap.lockPerson.url(portal.people.overseer)).status == .notFound)
    let above = [("role", "leader"), ("agency", portal.people.district.description)]
    #expect(
      browser.post(Sitemap.grantRole.url(portal.people.officer), above).status == .unprocessableContent)
  }

  /// Who holds a role above cannot be given a password from below: that would lend his rights.
  @Test func accountsWithRolesAboveAreNotManagedFromBelow() throws {
    let local = try portal.database.write { db in
      let new = People.New(kind: .staff, login: "quantri.xa", password: "x", name: "Vi Thị Xã")
      let id = try People.create(new, at: portal.clock.now, in: db)
      let commune = portal.people.commune
      for (person, role) in [(id, Role.administrator), (portal.people.overseer, .inspector)] {
        try People.grant(
          Grant(role: role, agency: commune), to: person, by: nil, at: portal.clock.now, in: db)
      }
      return id
    }
    let browser = try Browser(portal, as: local)
    #expect(browser.get(url(portal.people.overseer)).status == .ok)
    #expect(browser.post(Sitemap.resetPassword.url(portal.people.overseer)).status == .forbidden)
    #expect(browser.post(Sitemap.lockPerson.url(portal.people.overseer)).status == .forbidden)
  }

  @Test func chairmanReadsAndChangesNothing() throws {
    let chairman = try Browser(portal, as: portal.people.chairman)
    #expect(chairman.get(Sitemap.people.url).text.contains("Hà Thị Nga"))
    #expect(chairman.get(url(portal.people.officer)).text.contains("Nhật ký quản trị"))
    #expect(chairman.post(Sitemap.lockPerson.url(portal.people.officer)).status == .forbidden)
    #expect(chairman.get(Sitemap.newPerson.url).status == .forbidden)
  }
}
