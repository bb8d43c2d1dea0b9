import Foundation
import HTTPServer
import Testing
import Workflow

@testable import Storage
@testable import Web

/// Directives: issued to named units, replied to with files, judged, overdue, reported upward (letter 002, F002-03…07).
@Suite struct DirectivePageTests {
  private let portal: Portal
  private var people: Cast { portal.people }

  init() throws {
    portal = try Portal(mail: .thisMachine)
    try portal.database.write { db -> Void in
      try db.execute("UPDATE people SET email = 'quy@example.vn' WHERE id = $1", portal.people.chairman.value)
    }
  }

  private func browser(_ person: KeyPath<Cast, PersonID>) throws -> Browser {
    try Browser(portal, as: people[keyPath: person])
  }

  private func move(to day: Int) {
    portal.clock.now = Moment(day: Day(year: 2026, month: 9, day: day), minuteOfDay: 540)
  }

  private static let good = [
    "number": "512/UBND-VP", "day": "08/09/2026", "title": "Chấn chỉnh",
    "body": "Làm rõ trách nhiệm.\nBáo cáo.",
    "due": "15/09/2026",
  ]

  private func issue(_ changes: [String: String] = [:], to unit: AgencyID? = nil) throws -> Response {
    let fields = Self.good.merging(changes) { $1 }.map { ($0.key, $0.value) }
    return try browser(\.overseer).post(
      "/directives/new", fields + [("unit", (unit ?? people.commune).description)])
  }

  private func issued() throws -> String {
    let location = try #require(try issue().location)
    return String(location.prefix { $0 != "?" })
  }

  private func replyURL(_ url: String) -> String { "\(url)/\(people.commune)/reply" }
  private func judgeURL(_ url: String) -> String { "\(url)/\(people.commune)/judge" }

  private func reply(
    _ url: String, _ changes: [String: String] = [:], files: [Browser.Chosen] = [],
    by person: KeyPath<Cast, PersonID> = \.chairman
  ) throws -> Response {
    let browser = try browser(person)
    let fields = [
      "reply": "Đã kiểm điểm.", "leader": "Vi Văn Quý", "department": "Một cửa", "person": "Hà Thị Nga",
      "version": browser.get(url).fields["version"] ?? "1",
    ]
    return browser.upload(replyURL(url), files, fields.merging(changes) { $1 }.map { ($0.key, $0.value) })
  }

  private func judge(
    _ url: String, _ verdict: String, words: String = "", due: String = "",
    by person: KeyPath<Cast, PersonID> = \.overseer
  ) throws -> Response {
    let browser = try browser(person)
    let version = try portal.database.read { db in
      try Directives.tasks(of: Int64(url.split(separator: "/").last.map(String.init) ?? "") ?? 0, in: db)
        .first?.version
    }
    return browser.post(
      judgeURL(url),
      [
        ("verdict", verdict), ("words-\(people.commune)", words), ("due-\(people.commune)", due),
        ("version", String(version ?? 0)),
      ])
  }

  @Test("issued: the unit's leaders see it in the menu and by e-mail, with who answers there")
  func issuing() throws {
    let url = try issued()
    let page = try browser(\.chairman).get(url).text
    for words in [
      "512/UBND-VP", "Làm rõ trách nhiệm.", "15/09/2026", "Vi Văn Quý", "Hà Thị Nga", "Chưa báo cáo",
    ] {
      #expect(page.contains(words), "\(words)")
    }
    try portal.database.write {
      // A chairman who is a leader too gets one letter.
      try People.grant(
        Grant(role: .leader, agency: portal.people.commune), to: portal.people.chairman, by: nil,
        at: portal.clock.now, in: $0)
    }
    _ = try issue()
    let both = try portal.database.read { try Letters.waiting(at: Moment(seconds: .max), most: 9, in: $0) }
    #expect(both.count == 2)
    let letters = try portal.database.read { try Letters.waiting(at: Moment(seconds: .max), most: 9, in: $0) }
    #expect(
      Set(letters.map(\.address)) == ["quy@example.vn"] && letters[0].subject == "512/UBND-VP: Chấn chỉnh")
    #expect(letters[0].body.contains("Hạn báo cáo: 15/09/2026"))
    let menu = try browser(\.chairman).get("/directives").text
    #expect(menu.contains("Chỉ đạo, đôn đốc") && menu.contains(url))
  }

  @Test(
    "what cannot be issued, with everything typed still there",
    arguments: [
      ("number", ""), ("day", "hôm nay"), ("title", ""), ("body", ""), ("due", "07/09/2026"), ("due", ""),
    ])
  func faults(field: String, value: String) throws {
    let answer = try issue([field: value])
    #expect(answer.status == .unprocessableContent && answer.text.contains("href=\"#\(field)\""))
    #expect(field == "title" || answer.text.contains("value=\"Chấn chỉnh\""))
    #expect(try issue(to: people.district).status == .unprocessableContent)
  }

  @Test("a reply with its file; accepted it is settled")
  func accepted() throws {
    let url = try issued()
    let file = Browser.Chosen(name: "bao-cao.pdf", bytes: Sample.pdf)
    #expect(try reply(url, files: [file]).location?.hasSuffix("directive-replied") == true)
    let page = try browser(\.overseer).get(url).text
    #expect(
      page.contains("Đã kiểm điểm.") && page.contains("bao-cao.pdf") && page.contains("Đã báo cáo, chờ xem"))
    let link = try #require(page.components(separatedBy: "href=\"/directive-files/").dropFirst().first)
    let address = "/directive-files/" + link.prefix { $0 != "\"" }
    #expect(try browser(\.overseer).get(address).fileBytes == Sample.pdf)
    #expect(try browser(\.chairman).get(address).status == .ok)
    #expect(try Browser(portal, as: portal.neighbour().chairman).get(address).status == .notFound)
    #expect(try judge(url, "accepted").location?.hasSuffix("directive-accepted") == true)
    #expect(try reply(url).status == .conflict)
    #expect(try browser(\.chairman).get("/directives").text.contains("Đã chấp nhận"))
    #expect(try browser(\.overseer).get(url).text.contains("Chấp nhận báo cáo"))
  }

  @Test("sent back with words and another day, it is owed again")
  func sentBack() throws {
    let url = try issued()
    _ = try reply(url)
    for (words, due) in [("", "20/09/2026"), ("Nêu rõ cá nhân", ""), ("Nêu rõ cá nhân", "01/09/2026")] {
      #expect(try judge(url, "sent-back", words: words, due: due).status == .unprocessableContent)
    }
    #expect(try judge(url, "sent-back", words: "Nêu rõ cá nhân", due: "20/09/2026").status == .seeOther)
    let page = try browser(\.chairman).get(url).text
    #expect(page.contains("Nêu rõ cá nhân") && page.contains("20/09/2026") && page.contains("Chưa báo cáo"))
    #expect(try judge(url, "accepted").status == .conflict, "there is nothing to accept")
    #expect(try reply(url, ["reply": "Cá nhân: Hà Thị Nga"]).status == .seeOther)
    #expect(try browser(\.overseer).get(url).text.contains("Cá nhân: Hà Thị Nga"))
  }

  @Test("overdue after its day, listed, and reported upward")
  func overdue() throws {
    let url = try issued()
    move(to: 15)
    #expect(try !browser(\.overseer).get("/directives?late=1").text.contains(url))
    move(to: 16)
    #expect(try browser(\.overseer).get("/directives?late=1").text.contains(url))
    let page = try browser(\.overseer).get(url).text
    #expect(page.contains("Quá hạn báo cáo") && page.contains("Ghi nhận đã báo cáo cấp trên"))
    let overseer = try browser(\.overseer)
    #expect(overseer.post(url + "/report", [("words", "")]).status == .unprocessableContent)
    #expect(overseer.post(url + "/report", [("words", "Xã Cát Vân chưa báo cáo.")]).status == .seeOther)
    #expect(overseer.get(url).text.contains("Đã báo cáo cấp trên lúc"))
    #expect(try reply(url).status == .seeOther, "late is better than never")
    #expect(try browser(\.overseer).post(url + "/report", [("words", "Xã")]).status == .unprocessableContent)
  }

  @Test("who may what")
  func rights() throws {
    let url = try issued()
    let fields = Self.good.map { ($0.key, $0.value) } + [("unit", people.commune.description)]
    for person in [\Cast.chairman, \.leader, \.officer, \.administrator, \.citizen] {
      #expect(try browser(person).post("/directives/new", fields).status != .seeOther)
      #expect(try judge(url, "accepted", by: person).status != .seeOther)
    }
    let neighbour = try portal.neighbour()
    let stranger = try Browser(portal, as: neighbour.chairman)
    #expect(stranger.get(url).status == .notFound && !stranger.get("/directives").text.contains(url))
    #expect(stranger.upload(replyURL(url), [], [("reply", "abc")]).status == .notFound)
    for person in [\Cast.officer, \.administrator] {
      #expect(try browser(person).get(url).status == .forbidden)
    }
    #expect(try reply(url, by: \.overseer).status != .seeOther)
    #expect(try reply(url, by: \.leader).status == .seeOther)
  }

  @Test("a form drawn before somebody else replied is stale")
  func stale() throws {
    let url = try issued()
    #expect(try reply(url, ["version": "1"]).status == .seeOther)
    #expect(try reply(url, ["version": "1"], by: \.leader).status == .conflict)
    for field in ["reply", "leader", "department", "person"] {
      let answer = try reply(url, [field: ""])
      #expect(
        answer.status == .unprocessableContent && answer.text.contains("href=\"#\(field)\""), "\(field)")
    }
    let file = Browser.Chosen(name: "a.exe", bytes: Array("MZ".utf8))
    #expect(try reply(url, files: [file]).text.contains("href=\"#file\""))
  }

  @Test("from the ranking: the units at 0 % are ticked and the letter is drafted")
  func draft() throws {
    _ = try portal.neighbour()
    let page = try browser(\.overseer).get("/reports/online").text
    #expect(page.contains("/directives/new?about=zero"))
    let form = try browser(\.overseer).get("/directives/new?about=zero").text
    #expect(form.contains("tỷ lệ 0 %") && form.contains("name=\"unit\" value=\"\(people.commune)\" checked"))
    #expect(try !browser(\.chairman).get("/reports/online").text.contains("/directives/new"))
    #expect(try !browser(\.overseer).get("/directives/new?about=below").text.contains(" checked"))
  }
}
