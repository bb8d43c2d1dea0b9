import Foundation
import HTTPServer
import Testing
import Workflow

@testable import Storage
@testable import Web

/// Phản ánh, kiến nghị: a citizen sends, the head answers by a day, the citizen rates; who may read what; the figures and their
/// lists.
@Suite struct PetitionPageTests {
  private let portal: Portal
  private var people: Cast { portal.people }

  init() throws {
    portal = try Portal(publicURL: "https://dvc.example.vn", mail: .thisMachine)
    try portal.database.write { db -> Void in
      for (person, email) in [(people.chairman, "quy"), (people.citizen, "mai")] {
        try db.execute(
          "UPDATE people SET email = $1 WHERE id = $2", "\(email)@example.vn", person.value)
      }
    }
  }

  private func browser(_ person: KeyPath<Cast, PersonID>) throws -> Browser {
    try Browser(portal, as: people[keyPath: person])
  }

  private func move(to day: Int, _ hour: Int = 9) {
    portal.clock.now = Moment(day: Day(year: 2026, month: 9, day: day), minuteOfDay: hour * 60)
  }

  private static let good = [
    "kind": "conduct", "subject": "Thái độ tại quầy", "body": "Cán bộ nói năng thiếu tôn trọng.",
  ]

  private func send(
    _ changes: [String: String] = [:], files: [Browser.Chosen] = [],
    by person: KeyPath<Cast, PersonID> = \.citizen
  ) throws -> Response {
    let fields = Self.good.merging(["agency": people.commune.description]) { $1 }.merging(changes) { $1 }
    return try browser(person).upload("/my-petitions/new", files, fields.map { ($0.key, $0.value) })
  }

  /// - Returns: its stored number.
  private func sent(_ changes: [String: String] = [:], files: [Browser.Chosen] = []) throws -> Int64 {
    let location = try #require(try send(changes, files: files).location)
    let path = location.prefix { $0 != "?" }
    return try #require(Int64(path.split(separator: "/").last ?? ""))
  }

  private func act(
    _ act: String, on id: Int64, _ fields: [String: String], by person: KeyPath<Cast, PersonID> = \.chairman,
    version: Int? = nil
  ) throws -> Response {
    let stored = try portal.database.read { try Petitions.petition(id, in: $0) }
    let all = fields.merging(["version": String(version ?? stored?.version ?? 0)]) { $1 }
    let browser = try browser(person)
    let base = act == "withdraw" || act == "rate" ? "/my-petitions" : "/petitions"
    let pairs = all.map { ($0.key, $0.value) }
    return act == "answer"
      ? browser.upload("\(base)/\(id)/answer", [], pairs) : browser.post("\(base)/\(id)/\(act)", pairs)
  }

  private func answer(_ id: Int64, _ finding: Petition.Finding = .founded) throws -> Response {
    try act("answer", on: id, ["finding": finding.rawValue, "answer": "UBND đã nhắc nhở cán bộ."])
  }

  private func figures(_ from: Int, _ to: Int) throws -> PetitionReport.Figures {
    let period = try #require(
      Dossiers.Period(
        from: Day(year: 2026, month: 9, day: from), to: Day(year: 2026, month: 9, day: to)))
    return try portal.database.read {
      try PetitionReport.figures(of: people.commune, in: period, today: portal.clock.now.day, $0)
    }
  }

  // MARK: A citizen's way

  @Test("sent with a file: the head is told, answers, the citizen reads and rates it once")
  func answered() throws {
    let id = try sent(files: [Browser.Chosen(name: "anh.png", bytes: Sample.png)])
    let mine = try browser(\.citizen).get("/my-petitions").text
    #expect(mine.contains("Thái độ tại quầy") && mine.contains("PAKN-H56.38.02-2026-0001"))
    #expect(mine.contains("22/09/2026"), "ten working days after 8 September")
    let letters = try portal.database.read { try Letters.waiting(at: Moment(seconds: .max), most: 9, in: $0) }
    #expect(letters.map(\.address) == ["quy@example.vn"])
    #expect(letters[0].body.contains("https://dvc.example.vn/petitions/\(id)"))
    #expect(!letters[0].body.contains("Mai"))

    let head = try browser(\.chairman)
    #expect(head.get("/petitions").text.contains("Thái độ tại quầy"))
    let page = head.get("/petitions/\(id)").text
    #expect(page.contains("Lò Thị Mai") && page.contains("anh.png") && page.contains("thiếu tôn trọng"))
    let link = try #require(page.components(separatedBy: "/petition-files/").dropFirst().first)
    let file = "/petition-files/" + link.prefix { $0 != "\"" }
    #expect(head.get(file).fileBytes == Sample.png)
    #expect(try browser(\.citizen).get(file).status == .ok)
    for other in [\Cast.stranger, \.officer, \.specialist, \.administrator] {
      #expect(try browser(other).get(file).status == .notFound)
    }

    move(to: 10)
    #expect(try answer(id).location == "/petitions/\(id)?done=petition-answered")
    let after = try browser(\.citizen).get("/my-petitions/\(id)").text
    for words in ["UBND đã nhắc nhở cán bộ.", "Có cơ sở, tiếp thu", "Đã trả lời, đúng hạn"] {
      #expect(after.contains(words), "\(words)")
    }
    let last = try portal.database.read { try Letters.waiting(at: Moment(seconds: .max), most: 9, in: $0) }
    #expect(last.last?.address == "mai@example.vn" && last.last?.body.contains("nhắc nhở") == false)
    #expect(
      try act("rate", on: id, ["contentment": "content"], by: \.citizen).location?.hasSuffix("petition-rated")
        == true)
    #expect(try act("rate", on: id, ["contentment": "neutral"], by: \.citizen).status == .conflict)
    #expect(try browser(\.chairman).get("/petitions/\(id)").text.contains("Hài lòng"))
    #expect(try figures(1, 30)[.content] == 1)
  }

  @Test("nobody but the citizen, the head, the office above and an inspector reads it; only the head acts")
  func readers() throws {
    let id = try sent()
    #expect(try browser(\.overseer).get("/petitions/\(id)").text.contains("Lò Thị Mai"))
    #expect(try !browser(\.overseer).get("/petitions/\(id)").text.contains("Gửi trả lời"))
    let inspector = try Browser(portal, as: portal.hired(.inspector, at: people.district))
    #expect(inspector.get("/petitions/\(id)").status == .ok)
    #expect(try browser(\.officer).get("/petitions/\(id)").status == .notFound)
    for other in [\Cast.specialist, \.leader, \.administrator] {
      #expect(try browser(other).get("/petitions/\(id)").status == .forbidden)
    }
    let neighbour = try portal.neighbour()
    #expect(try Browser(portal, as: neighbour.chairman).get("/petitions/\(id)").status == .notFound)
    #expect(try browser(\.stranger).get("/my-petitions/\(id)").status == .notFound)
    let words = ["finding": "founded", "answer": "UBND đã nhắc nhở cán bộ."]
    #expect(try act("answer", on: id, words, by: \.overseer).status == .forbidden)
    #expect(try act("withdraw", on: id, [:], by: \.stranger).status == .notFound)
    #expect(try portal.database.read { try Petitions.petition(id, in: $0)?.state } == .open)
  }

  @Test(
    "what cannot be sent is told at its field, with what was typed still there",
    arguments: [
      ("agency", ""), ("agency", "999"), ("kind", "x"), ("subject", ""), ("body", "ngắn"), ("dossier", "1"),
    ])
  func faults(field: String, value: String) throws {
    let response = try send([field: value])
    #expect(response.status == .unprocessableContent && response.text.contains("href=\"#\(field)\""))
    #expect(field == "subject" || response.text.contains("Thái độ tại quầy"))
    #expect(try portal.database.read { try Petitions.open(at: people.commune, in: $0) }.isEmpty)
  }

  @Test("about one's own dossier, at its own agency")
  func ownDossier() throws {
    let own = try portal.filing().id
    _ = try portal.neighbour()
    #expect(try browser(\.citizen).get("/my-petitions/new").text.contains("value=\"\(own)\""))
    let elsewhere = try send(["dossier": own.description, "agency": people.district.description])
    #expect(elsewhere.text.contains("hồ sơ đã chọn thuộc cơ quan khác"))
    let id = try sent(["dossier": own.description])
    #expect(try browser(\.citizen).get("/my-petitions/\(id)").text.contains("/my-dossiers/\(own)"))
    #expect(try send(["dossier": own.description], by: \.stranger).status == .unprocessableContent)
  }

  @Test("five a day from one account, and no more")
  func quota() throws {
    for turn in 1...5 { _ = try sent(["subject": "Lần \(turn)"]) }
    #expect(try send(["subject": "Lần 6"]).status == .unprocessableContent)
    move(to: 9, 10)
    _ = try sent(["subject": "Lần 6"])
  }

  @Test("a repeat of the form sends one petition")
  func repeated() throws {
    let browser = try browser(\.citizen)
    let fields = browser.get("/my-petitions/new").fields
      .merging(Self.good) { $1 }.merging(["agency": people.commune.description]) { $1 }
      .map { ($0.key, $0.value) }
    let first = browser.upload("/my-petitions/new", [], fields)
    #expect(browser.upload("/my-petitions/new", [], fields).location == first.location)
    #expect(try portal.database.read { try Petitions.openCount(at: people.commune, in: $0) } == 1)
  }

  // MARK: The head

  @Test("moved once with a reason the citizen reads; passed on it is another's; declined it is closed")
  func otherActs() throws {
    let id = try sent()
    for (day, why) in [
      ("", "Chờ"), ("22/09/2026", "Chờ xác minh"), ("30/12/2026", "Chờ xác minh"), ("24/09/2026", ""),
    ] {
      #expect(
        try act("extend", on: id, ["extend-due": day, "extend-why": why]).status == .unprocessableContent)
    }
    let good = ["extend-due": "24/09/2026", "extend-why": "Chờ xác minh tại thôn."]
    #expect(try act("extend", on: id, good, version: 7).status == .conflict)
    #expect(try act("extend", on: id, good).status == .seeOther)
    #expect(try browser(\.citizen).get("/my-petitions/\(id)").text.contains("Chờ xác minh tại thôn."))
    #expect(try act("extend", on: id, ["extend-due": "25/09/2026", "extend-why": "Nữa"]).status == .conflict)

    #expect(
      try act("pass-on", on: id, ["pass-on-agency": people.commune.description, "pass-on-why": "Sai"]).status
        == .unprocessableContent, "not to itself")
    let onward = ["pass-on-agency": people.district.description, "pass-on-why": "Thuộc huyện."]
    #expect(try act("pass-on", on: id, onward).location == "/petitions?done=petition-passed-on")
    #expect(try browser(\.chairman).get("/petitions/\(id)").status == .notFound)
    #expect(try browser(\.overseer).get("/petitions/\(id)").text.contains("Gửi trả lời"))

    #expect(
      try act("decline", on: id, ["decline-why": "Không"], by: \.overseer).status == .unprocessableContent)
    let why = ["decline-why": "Nội dung đã trả lời tại văn bản 12/UBND."]
    #expect(try act("decline", on: id, why, by: \.overseer).status == .seeOther)
    #expect(try browser(\.citizen).get("/my-petitions/\(id)").text.contains("đã trả lời tại văn bản"))
    #expect(try act("withdraw", on: id, [:], by: \.citizen).status == .conflict)
  }

  @Test("while nobody has answered the citizen may withdraw it")
  func withdrawn() throws {
    let id = try sent()
    #expect(try act("withdraw", on: id, [:], by: \.citizen).status == .seeOther)
    #expect(try answer(id).status == .conflict)
    #expect(try figures(1, 30)[.received] == 1)
    #expect(try figures(1, 30).demanded == 0)
  }

  // MARK: The counter

  @Test("keyed in by an officer for somebody who called: he reads it, his colleague does not")
  func keyed() throws {
    let officer = try browser(\.officer)
    let fields = Self.good.merging(["channel": "telephone", "name": "Hà Văn Dần", "contact": "0911 222 333"])
    { $1 }
    let typed = { (changes: [String: String]) in
      officer.upload(
        "/counter/petitions/new", [], fields.merging(changes) { $1 }.map { ($0.key, $0.value) })
    }
    for (field, value) in [("channel", "account"), ("name", ""), ("contact", ""), ("dossier", "H56.38.02-1")]
    {
      #expect(typed([field: value]).text.contains("href=\"#\(field)\""), "\(field)")
    }
    let id = try portal.dossier(.received)
    let code = try #require(try portal.database.read { try Dossiers.record(id, in: $0)?.code })
    let location = try #require(typed(["dossier": code]).location)
    let page = officer.get(location).text
    #expect(page.contains("Hà Văn Dần") && page.contains(code) && !page.contains("Gửi trả lời"))
    #expect(officer.get("/counter/petitions").text.contains("Thái độ tại quầy"))
    let other = try Browser(portal, as: portal.hired(.oneStopOfficer, at: people.commune))
    #expect(other.get(location).status == .notFound)
    #expect(!other.get("/counter/petitions").text.contains("Thái độ tại quầy"))
    #expect(try browser(\.chairman).get(String(location.prefix { $0 != "?" })).text.contains("0911 222 333"))
  }

  // MARK: Figures

  @Test("every number is its list; late, open and dragged on fall where a recount by hand has them")
  func numbers() throws {
    let ids = try (1...5).map { try sent(["subject": "Việc số \($0)"]) }
    move(to: 10)
    _ = try answer(ids[0])
    _ = try act("extend", on: ids[3], ["extend-due": "30/09/2026", "extend-why": "Chờ xác minh."])
    move(to: 22, 16)
    _ = try answer(ids[1], .unfounded)
    move(to: 23)
    _ = try answer(ids[2])
    let expected: [PetitionReport.Number: Int] = [
      .received: 5, .onTime: 2, .late: 1, .openInTime: 1, .openLate: 1, .prolonged: 2, .conduct: 4,
    ]
    let all = try figures(1, 30)
    for number in PetitionReport.Number.allCases {
      #expect(all[number] == expected[number, default: 0], "\(number)")
      let list = try browser(\.overseer).get(
        "/petitions/list?number=\(number.rawValue)&agency=\(people.commune)&from=01/09/2026&to=30/09/2026")
      #expect(list.text.components(separatedBy: "<tr data-href").count - 1 == all[number], "\(number)")
    }
    // Until the 15th nothing was late: what is open at the end of a period is judged at its end.
    let early = try figures(1, 15)
    #expect((early[.onTime], early[.late], early[.openInTime], early[.openLate]) == (1, 0, 4, 0))
    let later = try figures(23, 30)
    #expect((later[.received], later[.onTime], later[.late], later[.openLate]) == (0, 0, 1, 1))
    for query in ["number=x", "number=late&from=x", "number=late&agency=999"] {
      #expect(try browser(\.overseer).get("/petitions/list?\(query)").status == .notFound, "\(query)")
    }
    #expect(try browser(\.overseer).get("/petitions?from=x").status == .unprocessableContent)
  }
}
