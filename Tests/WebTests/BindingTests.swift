import HTTPServer
import Testing
import Workflow

@testable import Storage
@testable import Web

/// Decision 1: accounts are bound at the counter; a mistake is undone with a reason; the chairman sees all of it.
@Suite struct BindingTests {
  private let portal: Portal
  private let officer: Browser
  private let chairman: Browser
  private let account: PersonID

  init() throws {
    portal = try Portal()
    officer = try Browser(portal, as: portal.people.officer)
    chairman = try Browser(portal, as: portal.people.chairman)
    account = portal.people.stranger
  }

  private var actsURL: String { Sitemap.counterActs.url(portal.people.commune) }

  private func stored(_ id: PersonID? = nil) throws -> People.Account {
    try #require(try portal.database.read { try People.account(id ?? account, in: $0) })
  }

  private func bind(_ id: PersonID? = nil, as browser: Browser? = nil) -> Response {
    let fields = [("name", "Lò Thị Mai"), ("kind", "cccd"), ("number", "038190000123"), ("seen", "yes")]
    return (browser ?? officer).post(Sitemap.bindAccount.url(id ?? account), fields)
  }

  private func reason(_ words: String, version: Int? = nil) throws -> [(String, String)] {
    [("reason", words), ("version", String(try version ?? stored().version))]
  }

  @Test func aWrongBindingIsUndoneAtTheCounter() throws {
    let dossier = try portal.dossier(.received)
    let citizen = try Browser(portal, as: account)
    #expect(bind().status == .seeOther)
    #expect(citizen.get(Sitemap.myDossier.url(dossier)).status == .ok)
    let form = try reason("Nhầm người cùng tên") + [("once", Secrets.token())]
    let url = Sitemap.unbindAccount.url(account)
    for _ in 0..<2 {
      #expect(officer.post(url, form).location == Sitemap.citizenAccounts.url + "?done=unbound")
    }
    let account = try stored()
    #expect(!account.isBound && account.name == "Lương Văn Tình")
    #expect(account.identityNumber == "038190000123")
    #expect(citizen.get(Sitemap.myDossier.url(dossier)).status == .notFound)
    #expect(bind(portal.people.citizen).status == .seeOther)
  }

  @Test func theChairmanSeesEachActAndUndoesABinding() throws {
    _ = bind()
    let password = Sitemap.newCitizenPassword.url(account)
    #expect(officer.post(password, [("number", "038190000123")]).text.contains("Mật khẩu dùng một lần"))
    let list = chairman.get(actsURL).text
    for words in [
      "Gắn tài khoản với giấy tờ", "Cấp mật khẩu dùng một lần", "Hà Thị Nga", "tinh", "Gỡ lần gắn này",
    ] {
      #expect(list.contains(words), "\(words)")
    }
    #expect(!list.contains("038190000123"))
    let url = Sitemap.undoBinding.url(portal.people.commune, account)
    #expect(try chairman.post(url, reason(" ")).status == .unprocessableContent)
    #expect(
      try chairman.post(url, reason("Không phải <b>người này</b>")).location == actsURL + "?done=unbound")
    let after = chairman.get(actsURL).text
    #expect(after.contains("Không phải &lt;b&gt;người này&lt;/b&gt;") && !after.contains("Gỡ lần gắn này"))
    #expect(try !stored().isBound)
    #expect(chairman.get(Sitemap.overview.url).text.contains("href=\"\(actsURL)\""))
  }

  @Test func aReasonAndTheVersionAreNeeded() throws {
    _ = bind()
    let url = Sitemap.unbindAccount.url(account)
    for words in ["", "  ", String(repeating: "x", count: 501)] {
      #expect(try officer.post(url, reason(words)).status == .unprocessableContent)
    }
    #expect(try officer.post(url, reason("Nhầm", version: 1)).status == .conflict)
    #expect(try stored().isBound)
  }

  @Test func nobodyElseUndoes() throws {
    _ = bind()
    let neighbour = try portal.neighbour()
    try portal.grant(.oneStopOfficer, at: neighbour.commune, to: neighbour.specialist)
    let far = try Browser(portal, as: neighbour.specialist)
    let farChairman = try Browser(portal, as: neighbour.chairman)
    let url = Sitemap.unbindAccount.url(account)
    #expect(try far.post(url, reason("Nhầm")).status == .notFound)
    #expect(farChairman.get(actsURL).status == .notFound)
    for agency in [portal.people.commune, neighbour.commune] {
      let undo = Sitemap.undoBinding.url(agency, account)
      #expect(try farChairman.post(undo, reason("Nhầm")).status == .notFound)
      #expect(try officer.post(undo, reason("Nhầm")).status == .forbidden)
    }
    for person in [portal.people.specialist, portal.people.administrator, portal.people.citizen] {
      #expect(try Browser(portal, as: person).post(url, reason("Nhầm")).status == .forbidden)
    }
    #expect(try stored().isBound)
    try portal.grant(.oneStopOfficer, at: portal.people.district, to: portal.people.overseer)
    let above = try Browser(portal, as: portal.people.overseer)
    #expect(try above.post(url, reason("Nhầm")).status == .seeOther)
  }

  @Test func anIdentityThatIsTakenShowsWhoseItIs() throws {
    _ = bind()
    let answer = bind(portal.people.citizen)
    #expect(answer.status == .unprocessableContent)
    #expect(answer.text.contains("gỡ lần gắn đó") && answer.text.contains("Gắn nhầm người"))
    #expect(try !stored(portal.people.citizen).isBound)
    #expect(bind().status == .unprocessableContent)
  }

  @Test func theListGoesOnPageByPage() throws {
    try portal.database.write { db -> Void in
      for number in 0..<CounterAct.pageSize + 3 {
        try People.note(
          CounterAct.What.password.rawValue, subject: "person \(account)", detail: "must change",
          reason: "Lần \(number)", by: portal.people.officer, of: portal.people.commune, at: portal.clock.now,
          in: db)
      }
    }
    let first = chairman.get(actsURL).text
    let next = try #require(first.firstMatch(of: #/href="([^"]*\?after=[0-9]+)"/#)?.1)
    let second = chairman.get(String(next)).text
    #expect(first.matches(of: #/<th scope="row">/#).count == CounterAct.pageSize)
    #expect(second.matches(of: #/<th scope="row">/#).count == 3 && second.contains("Lần 0"))
  }
}
