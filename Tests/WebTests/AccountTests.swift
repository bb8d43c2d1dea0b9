import HTTPServer
import Testing
import Workflow

@testable import Storage
@testable import Web

/// Signing up, one's account, and the look-up without one.
@Suite struct AccountTests {
  private static let sound = [
    ("name", "Vi Thị Hoa"), ("phone", "0912 345 678"), ("login", "ViHoa"), ("email", ""),
    ("identityKind", "cccd"), ("identity", "038190000999"), ("address", "Thôn Vân Bình"),
    ("password", "con trâu đi trước"), ("repeat", "con trâu đi trước"),
  ]

  private func entry(_ changed: [String: String]) -> [(String, String)] {
    Self.sound.map { ($0.0, changed[$0.0] ?? $0.1) }
  }

  @Test func whoSignsUpIsSignedIn() throws {
    let portal = try Portal()
    let browser = Browser(portal)
    _ = browser.get("/sign-up")
    #expect(browser.post("/sign-up", entry([:])).location == "/my-dossiers")
    let page = browser.get("/account").text
    #expect(page.contains("Vi Thị Hoa"))
    #expect(page.contains("Tài khoản chưa được đối chiếu"))
    #expect(!page.contains("038190000999"))
    let account = try portal.database.read { try People.account(login: "vihoa", in: $0) }
    #expect(account?.kind == .citizen)
    #expect(account?.isBound == false)
    #expect(account?.phone == "0912345678")
  }

  @Test(
    arguments: [
      ("name", "12345"), ("name", ""), ("phone", "12"), ("login", "a b"), ("login", "<b>x</b>"),
      ("login", "mai"), ("email", "khong-phai"), ("identity", "123"), ("password", "ngan"),
      ("repeat", "khác hẳn mật khẩu"), ("name", "<script>alert(1)</script>"),
    ])
  func whatIsWrongIsSaidAndTheRestKept(field: String, value: String) throws {
    let portal = try Portal()
    let browser = Browser(portal)
    _ = browser.get("/sign-up")
    let response = browser.post("/sign-up", entry([field: value]))
    #expect(response.status == .unprocessableContent)
    #expect(response.text.contains("href=\"#\(field)\""))
    #expect(response.text.contains("value=\"Thôn Vân Bình\""))
    #expect(!response.text.contains("con trâu"))
    #expect(!response.text.contains("<script>alert"))
  }

  @Test func aTakenNameIsSaid() throws {
    let portal = try Portal()
    let first = Browser(portal)
    _ = first.get("/sign-up")
    _ = first.post("/sign-up", entry([:]))
    let second = Browser(portal)
    _ = second.get("/sign-up")
    let response = second.post("/sign-up", entry([:]))
    #expect(response.status == .unprocessableContent)
    #expect(response.text.contains("đã có người dùng"))
  }

  /// Two equal forms of one browser, sent at once: one account, and both are signed in to it.
  @Test(arguments: [false, true])
  func aFormSentTwiceMakesOneAccount(overtaking: Bool) throws {
    let portal = try Portal()
    let browser = Browser(portal)
    _ = browser.get("/sign-up")
    let sent = entry([:]) + [("once", Secrets.token()), ("token", browser.token)]
    let twin = browser.twin()
    var other: Response?
    if overtaking { portal.meanwhile = { other = twin.post("/sign-up", sent) } }
    #expect(browser.post("/sign-up", sent).location == "/my-dossiers")
    if !overtaking { other = twin.post("/sign-up", sent) }
    #expect(other?.location == "/my-dossiers")
    for one in [browser, twin] { #expect(one.get("/account").text.contains("Vi Thị Hoa")) }
    let accounts = try portal.database.read {
      try $0.first("SELECT count(*) FROM people WHERE login = 'vihoa'") { $0.int(0) }
    }
    #expect(accounts == 1)
  }

  /// Whoever holds the form's key but another password, or another form, is told that the name is taken.
  @Test func onlyTheSameFormIsARepeat() throws {
    let portal = try Portal()
    let browser = Browser(portal)
    _ = browser.get("/sign-up")
    let twin = browser.twin()
    let keys = [("once", Secrets.token()), ("token", browser.token)]
    #expect(browser.post("/sign-up", entry([:]) + keys).status == .seeOther)
    let words = "bờ tre làng bên"
    for changed in [["password": words, "repeat": words], ["phone": "0987 654 321"]] {
      let answer = twin.post("/sign-up", entry(changed) + keys)
      #expect(answer.status == .unprocessableContent && answer.text.contains("đã có người dùng"))
    }
  }

  /// An open session found on a shared computer does not help to guess the password.
  @Test func wrongOldPasswordsAreSlowed() throws {
    let portal = try Portal()
    let browser = Browser(portal)
    _ = browser.get("/sign-up")
    _ = browser.post("/sign-up", entry([:]))
    let new = [("new", "bờ tre làng bên"), ("repeat", "bờ tre làng bên")]
    for _ in 0..<Sessions.freeFailures {
      #expect(browser.post("/password", [("old", "đoán bừa")] + new).status == .unprocessableContent)
    }
    let right = [("old", "con trâu đi trước")] + new
    #expect(browser.post("/password", right).status == .tooManyRequests)
    portal.clock.advance(minutes: 1)
    #expect(browser.post("/password", right).status == .seeOther)
  }

  @Test func signingOutEverywhereEndsOtherSessions() throws {
    let portal = try Portal()
    let phone = try Browser(portal, as: portal.people.citizen)
    let desk = try Browser(portal, as: portal.people.citizen)
    #expect(phone.get("/my-dossiers").status == .ok)
    #expect(desk.post("/account/sign-out-everywhere").location == "/?done=signed-out")
    #expect(phone.get("/my-dossiers").status == .seeOther)
  }

  // MARK: Looking up

  /// TT 01/2018 art 16: code and completion, nothing else.
  @Test func lookUpTellsCompletionOnly() throws {
    let portal = try Portal()
    let filing = try Filing(try Browser(portal, as: portal.people.citizen))
    _ = filing.fill()
    _ = filing.attach()
    _ = try filing.submit()
    let page = Browser(portal).get("/look-up?code=tt-260908-00001").text
    #expect(page.contains("TT-260908-00001"))
    #expect(page.contains("Chưa có kết quả"))
    for secret in ["Lò", "khai sinh", "Cát Vân</p>", "my-dossiers"] { #expect(!page.contains(secret)) }
    #expect(Browser(portal).get("/look-up?code=TT-260908-99999").text.contains("Chưa tìm thấy"))
  }

  /// Decision 19.
  @Test func lookUpIsSlowedForAnAddress() throws {
    let portal = try Portal()
    let browser = Browser(portal)
    for _ in 0..<20 { #expect(browser.get("/look-up?code=H56.38.02-260908-0001").status == .ok) }
    let slowed = browser.get("/look-up?code=H56.38.02-260908-0001")
    #expect(slowed.status == .tooManyRequests)
    #expect(slowed.headers["Retry-After"] == "6")
    #expect(browser.get("/look-up").status == .ok)
    portal.clock.advance(minutes: 1)
    #expect(browser.get("/look-up?code=H56.38.02-260908-0001").status == .ok)
  }

  @Test func theBucketFillsUpAgain() {
    let throttle = Throttle(most: 2, secondsPerToken: 10)
    let start = Moment(seconds: 1_800_000_000)
    #expect(throttle.take("a", at: start) == 0)
    #expect(throttle.take("a", at: start) == 0)
    #expect(throttle.take("a", at: start) == 10)
    #expect(throttle.take("b", at: start) == 0)
    #expect(throttle.take("a", at: Moment(seconds: start.seconds + 9)) == 1)
    #expect(throttle.take("a", at: Moment(seconds: start.seconds + 10)) == 0)
    #expect(throttle.take("a", at: Moment(seconds: start.seconds - 100)) > 0)
  }
}
