import Foundation
import HTTPServer
import Storage
import Testing
import Workflow

@testable import Web

/// The chairman's morning: what is due, late, stuck or waits, at whose desk, since when and what is missing.
@Suite struct MorningTests {
  private let portal: Portal
  private let url: String

  init() throws {
    portal = try Portal()
    url = Sitemap.morning.url(portal.people.commune)
  }

  private func page(_ person: KeyPath<Cast, PersonID> = \.chairman) throws -> Response {
    try Browser(portal, as: portal.people[keyPath: person]).get(url)
  }

  /// The part of the page under a heading, up to the next.
  private func section(_ id: String, _ page: String) -> String {
    page.components(separatedBy: "<h2 id=\"\(id)\">").dropFirst().first?.components(
      separatedBy: "</section>")[0]
      ?? ""
  }

  private func move(to day: Int, _ hour: Int = 9) {
    portal.clock.now = Moment(day: Day(year: 2026, month: 9, day: day), minuteOfDay: hour * 60)
  }

  @Test("nothing to say on a quiet morning")
  func quiet() throws {
    let text = try page().text
    #expect(text.contains("Sáng nay không có việc nào phải nhắc") && !text.contains("<section"))
    #expect(try Browser(portal, as: portal.people.chairman).get("/work").location == url)
  }

  @Test("each list with its worst rows: desk, since when, last act, what is missing")
  func lists() throws {
    _ = try portal.dossier(.processing, owner: "Vi Văn Chậm")
    let waiting = try portal.dossier(.submitted, owner: "Lò Thị Chờ", channel: .online)
    let signed = try portal.dossier(.signed, owner: "Vi Văn Xong")
    try portal.act(
      .takeBack, on: signed, by: Dossier.Actor(person: portal.people.officer, role: .oneStopOfficer))
    move(to: 18)
    let today = try page().text
    let due = section("due-today", today)
    for words in [
      "Vi Văn Chậm", "Phạm Thị Hương", "từ 08 giờ 30, 08/09/2026", "Hôm nay là ngày cuối", "Chưa có kết quả",
      "Ký nhận hồ sơ giấy – Phạm Thị Hương",
    ] { #expect(due.contains(words), "\(words)") }
    #expect(section("waiting", today).contains("Lò Thị Chờ"))
    #expect(section("waiting", today).contains("Một cửa chưa tiếp nhận"))
    #expect(section("waiting", today).contains(Sitemap.dossier.url(waiting)))
    #expect(section("uncollected", today).contains("Công dân chưa đến nhận"))
    #expect(section("stuck", today).contains("Vi Văn Chậm"))
    #expect(section("overdue", today).isEmpty)
    move(to: 21)
    let later = try page().text
    #expect(section("overdue", later).contains("Vi Văn Chậm") && section("due-today", later).isEmpty)
  }

  @Test("stuck by the agency's own hours; a note is no movement, a result is")
  func stuck() throws {
    let id = try portal.dossier(.processing, owner: "Vi Văn Đứng")
    move(to: 10, 8)
    #expect(section("stuck", try page().text).isEmpty)
    move(to: 10, 10)
    #expect(section("stuck", try page().text).contains("Vi Văn Đứng"))
    let specialist = Dossier.Actor(person: portal.people.specialist, role: .specialist)
    try portal.act(.note(text: "Đang chờ"), on: id, by: specialist)
    #expect(section("stuck", try page().text).contains("Vi Văn Đứng"))
    try portal.attachResult(to: id)
    #expect(section("stuck", try page().text).isEmpty)
    move(to: 11)
    #expect(section("stuck", try page().text).isEmpty)
    let admin = try Browser(portal, as: portal.people.administrator)
    let form = Sitemap.agency.url(portal.people.commune)
    let fields = admin.get(form).fields.merging(["stuckHours": "4"]) { $1 }
    #expect(admin.post(form, fields.map { ($0.key, $0.value) }).status == .seeOther)
    #expect(section("stuck", try page().text).contains("Có kết quả, chưa trình ký"))
  }

  @Test("the worst five, and the way to all")
  func worst() throws {
    for number in 1...7 { _ = try portal.dossier(.received, owner: "Người \(number)") }
    move(to: 21)
    let overdue = section("overdue", try page().text)
    #expect(overdue.components(separatedBy: "<tr data-href").count - 1 == Morning.rowsPerList)
    let all = Sitemap.overdue.url(portal.people.commune)
    #expect(overdue.contains("Xem cả 7 hồ sơ") && overdue.contains("href=\"\(all)\""))
    let list = try Browser(portal, as: portal.people.chairman).get(all).text
    #expect(
      list.components(separatedBy: "<tr data-href").count - 1 == 7 && list.contains("Chưa chuyển xử lý"))
  }

  @Test("whoever watches the agency, nobody else")
  func rights() throws {
    #expect(try page(\.overseer).status == .ok)
    for person in [\Cast.officer, \.specialist, \.citizen] {
      #expect(try page(person).status != .ok, "\(person)")
    }
    let neighbour = try Browser(portal, as: portal.neighbour().chairman)
    #expect(neighbour.get(url).status == .notFound)
  }

  @Test("a letter of apology waits for its signature")
  func apology() throws {
    let id = try portal.dossier(.processing, owner: "Vi Văn Chậm")
    move(to: 16)
    _ = try portal.post(
      .draftApology, [("code", "verification"), ("why", "Chờ công an xã."), ("newDate", "23/09/2026")],
      on: id,
      by: portal.people.specialist)
    #expect(section("apologies", try page().text).contains("Vi Văn Chậm"))
    _ = try portal.post(.apologise, on: id, by: portal.people.leader)
    #expect(section("apologies", try page().text).isEmpty)
  }

  // MARK: Words from above

  @Test("a reminder reaches the desk, and the next morning tells whether it worked")
  func reminder() throws {
    let id = try portal.dossier(.processing, owner: "Vi Văn Chậm")
    move(to: 18)
    let morning = try page().text
    #expect(section("due-today", morning).contains("href=\"\(Sitemap.turn(.remind).url(id))\""))
    #expect(section("due-today", morning).contains("href=\"\(Sitemap.turn(.reassign).url(id))\""))
    let form = try Browser(portal, as: portal.people.chairman).get(Sitemap.turn(.remind).url(id)).text
    #expect(form.contains("Phạm Thị Hương") && form.contains("Đề nghị giải quyết ngay hồ sơ này."))
    let sent = try portal.post(.remind, [("why", "Xong trong hôm nay")], on: id, by: portal.people.chairman)
    #expect(sent.location?.hasSuffix("done=reminded") == true)

    let desk = try Browser(portal, as: portal.people.specialist)
    #expect(desk.get(Sitemap.inbox.url).text.contains("href=\"\(Sitemap.nudges.url)\""))
    #expect(desk.get(Sitemap.nudges.url).text.contains("Xong trong hôm nay"))
    move(to: 21)
    #expect(try page().text.contains("Chưa chuyển động"))
    try portal.attachResult(to: id)
    #expect(try page().text.contains("Đã chuyển động"))
    let after = try Browser(portal, as: portal.people.specialist)
    #expect(after.get(Sitemap.nudges.url).text.contains("Không có lời nhắc nào"))
    move(to: 23)
    #expect(try !page().text.contains("Đã nhắc từ hôm trước"))
  }

  @Test("an explanation is asked for by a day, given, read; overdue it says so")
  func explanation() throws {
    let id = try portal.dossier(.received, owner: "Vi Văn Trễ")
    move(to: 18)
    func ask(_ day: String, _ words: String = "Vì sao chưa chuyển?") throws -> Response {
      try portal.post(
        .askExplanation, [("why", words), ("answerBy", day)], on: id, by: portal.people.chairman)
    }
    for (day, words) in [("18/09/2026", "Vì sao"), ("mai", "Vì sao"), ("21/09/2026", "")] {
      let problem = try ask(day, words)
      #expect(problem.status == .unprocessableContent, "\(day) \(words)")
      #expect(words.isEmpty || problem.text.contains("value=\"\(day)\""))
    }
    #expect(try ask("21/09/2026").location?.hasSuffix("done=explanation-asked") == true)
    move(to: 22)
    #expect(try page().text.contains("Quá hạn giải trình"))

    let counter = try Browser(portal, as: portal.people.officer)
    let mine = counter.get(Sitemap.nudges.url).text
    #expect(mine.contains("Vì sao chưa chuyển?") && mine.contains(Sitemap.turn(.explain).url(id)))
    #expect(counter.get(Sitemap.turn(.explain).url(id)).text.contains("Vi Văn Quý yêu cầu"))
    #expect(
      try portal.post(.explain, [("answer", "")], on: id, by: portal.people.officer).status
        == .unprocessableContent)
    #expect(
      try portal.post(.explain, [("answer", "Không phải tôi")], on: id, by: portal.people.specialist).status
        == .conflict)
    let given = try portal.post(.explain, [("answer", "Nghỉ ốm")], on: id, by: portal.people.officer)
    #expect(given.location?.hasPrefix(Sitemap.nudges.url) == true)
    #expect(counter.get(Sitemap.nudges.url).text.contains("Không có lời nhắc nào"))
    #expect(try page(\.chairman).text.contains("Nghỉ ốm"))
    #expect(counter.get(Sitemap.dossier.url(id)).text.contains("Nghỉ ốm"))
  }

  @Test("who does not lead the office sends no word, and the citizen reads none")
  func wordsFromAboveOnly() throws {
    let id = try portal.dossier(.processing, channel: .online)
    for person in [portal.people.officer, portal.people.specialist, portal.people.overseer] {
      #expect(try portal.post(.remind, [("why", "a")], on: id, by: person).status != .seeOther, "\(person)")
    }
    _ = try portal.post(.remind, [("why", "Lời riêng của chủ tịch")], on: id, by: portal.people.chairman)
    let citizen = try Browser(portal, as: portal.people.citizen)
    #expect(!citizen.get(Sitemap.myDossier.url(id)).text.contains("Lời riêng của chủ tịch"))
    #expect(try !browserOverview(\.overseer).contains(Sitemap.turn(.remind).url(id)))
  }

  private func browserOverview(_ person: KeyPath<Cast, PersonID>) throws -> String {
    move(to: 21)
    return try page(person).text
  }
}
