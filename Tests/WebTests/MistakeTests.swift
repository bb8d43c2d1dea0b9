import Foundation
import HTTPServer
import Testing
import Workflow

@testable import Storage
@testable import Web

/// What was mistyped is corrected on the day of receipt; what was recorded late is listed (F000-04, decision 12).
@Suite struct MistakeTests {
  private let portal: Portal
  private let id: DossierID

  init() throws {
    portal = try Portal()
    id = try portal.dossier(.received)
  }

  private func correct(
    _ changed: [String: String] = [:], by person: PersonID? = nil, once: String? = nil
  ) throws -> Response {
    let browser = try Browser(portal, as: person ?? portal.people.officer)
    let page = browser.get(Sitemap.turn(.correct).url(id))
    let typed = ["address": "Thôn Vân Tiến", "why": "Gõ nhầm"].merging(changed) { $1 }
    var fields = page.fields.filter { $0.key != "token" && $0.key != "once" }.merging(typed) { $1 }
    if let once { fields["once"] = once }
    return browser.post(Sitemap.turn(.correct).url(id), fields.map { ($0.key, $0.value) })
  }

  private func found(_ words: String) throws -> [DossierID] {
    try portal.database.read { try Search.dossiers(matching: words, at: [portal.people.commune], in: $0) }
  }

  @Test("the form begins with what stands, and saves what was changed")
  func corrects() throws {
    let page = try Browser(portal, as: portal.people.officer).get(Sitemap.turn(.correct).url(id))
    #expect(page.fields["ownerName"] == "Lò Thị Mai" && page.fields["identity"] == "038190000123")
    let answer = try correct([
      "ownerName": "Lò Thị Lan", "fee": "8.000", "copies": "2", "phone": "0987654321",
    ])
    #expect(answer.location?.hasSuffix("done=corrected") == true)
    let record = try portal.record(id)
    #expect(record.owner.name == "Lò Thị Lan" && record.fee == 8000 && record.copies == 2)
    #expect(record.owner.phone == "0987654321" && record.dossier.turns.receiptVersion == 2)
    let line = try #require(try portal.journal(id).last)
    #expect(line.entry.verb == .correct && line.entry.reason == "Gõ nhầm")
    #expect(line.entry.detail.contains("chủ hồ sơ: Lò Thị Mai → Lò Thị Lan"))
    #expect(line.entry.detail.contains("lệ phí: 0 → 8000") && !line.entry.detail.contains("người nộp"))
  }

  @Test("the new name is found, the old one is not")
  func search() throws {
    _ = try correct(["ownerName": "Quách Bảo Ngọc"])
    #expect(try found("quach bao ngoc") == [id])
    #expect(try found("lo thi mai").isEmpty)
  }

  @Test("the receipt is issued anew, replaces the first, and its code says so")
  func receipt() throws {
    let officer = try Browser(portal, as: portal.people.officer)
    let first = officer.get(Sitemap.receipt.url(id)).text
    _ = try correct(["ownerName": "Lò Thị Lan"])
    let second = officer.get(Sitemap.receipt.url(id)).text
    #expect(!first.contains("thay cho giấy") && second.contains("Cấp lần 2, thay cho giấy đã cấp trước"))
    let path = { (page: String) in page.components(separatedBy: "<path d=\"").dropFirst().first ?? "" }
    #expect(path(first) != path(second))
    #expect(try portal.database.read { try Slips.slips(of: id, in: $0) }.map(\.kind) == [.receipt, .receipt])
  }

  @Test("only on the day of receipt")
  func sameDay() throws {
    let link = Sitemap.turn(.correct).url(id)
    let officer = try Browser(portal, as: portal.people.officer)
    #expect(officer.get(Sitemap.dossier.url(id)).text.contains(link))
    portal.clock.now = Moment(day: portal.clock.now.day + 1, minuteOfDay: 500)
    let next = try Browser(portal, as: portal.people.officer)
    #expect(!next.get(Sitemap.dossier.url(id)).text.contains(link))
    #expect(try correct(["ownerName": "Lò Thị Lan"]).status == .conflict)
    #expect(try portal.record(id).owner.name == "Lò Thị Mai")
  }

  @Test(
    "what cannot be right is told at its field and kept",
    arguments: [
      ["ownerName": "123"], ["identity": "1"], ["phone": "số nhà"], ["copies": "0"], ["fee": "nhiều"],
      ["why": ""],
      ["address": ""],
    ])
  func problems(_ changed: [String: String]) throws {
    let answer = try correct(["summary": "đã sửa"].merging(changed) { $1 })
    #expect(answer.status == .unprocessableContent && answer.text.contains("đã sửa"))
    #expect(try portal.record(id).dossier.turns.receiptVersion == 1)
  }

  @Test("nothing changed is no correction; a specialist corrects nothing; a second tap corrects once")
  func refused() throws {
    #expect(try correct(["address": ""]).status == .unprocessableContent)
    #expect(try correct(["ownerName": "Lò Thị Lan"], by: portal.people.specialist).status == .conflict)
    let once = Secrets.token()
    #expect(try correct(["ownerName": "Lò Thị Lan"], once: once).status == .seeOther)
    #expect(try correct(["ownerName": "Lò Thị Lan"]).status == .unprocessableContent)
    #expect(try portal.record(id).dossier.turns.receiptVersion == 2)
  }

  // MARK: Recorded late

  private func backdate(
    _ day: String, _ time: String, milestone: String = "receipt", by person: PersonID? = nil
  ) throws -> Response {
    try portal.post(
      .backdate, [("milestone", milestone), ("day", day), ("time", time), ("why", "Mất điện cả buổi")],
      on: id, by: person ?? portal.people.chairman)
  }

  @Test("F000-04: a chairman sets the earlier moment; both are listed")
  func backdating() throws {
    #expect(try backdate("07/09/2026", "15:10").status == .seeOther)
    #expect(try portal.record(id).dossier.receivedAt == Moment(iso: "2026-09-07T15:10"))
    let chairman = try Browser(portal, as: portal.people.chairman)
    let list = chairman.get(Sitemap.exceptions.url(portal.people.commune)).text
    for words in ["Mất điện cả buổi", "15 giờ 10, 07/09/2026", "08 giờ 30, 08/09/2026", "Vi Văn Quý"] {
      #expect(list.contains(words), "\(words)")
    }
    let dossier = chairman.get(Sitemap.dossier.url(id)).text
    #expect(dossier.contains("15 giờ 10, 07/09/2026 (ghi nhận 08 giờ 30, 08/09/2026)"))
  }

  @Test(
    "the moment lies before the record, the milestone has taken place",
    arguments: [
      ("08/09/2026", "08:30", "receipt"), ("09/09/2026", "07:00", "receipt"), ("07/09/2026", "x", "receipt"),
      ("07/09/2026", "15:10", "finish"), ("07/09/2026", "15:10", ""),
    ])
  func unsoundMoments(_ day: String, _ time: String, _ milestone: String) throws {
    #expect(try backdate(day, time, milestone: milestone).status == .unprocessableContent)
    #expect(try portal.record(id).dossier.receivedAt == portal.clock.now)
  }

  @Test("F000-04: no lower role backdates")
  func higherRole() throws {
    for person in [portal.people.officer, portal.people.leader] {
      #expect(try backdate("07/09/2026", "15:10", by: person).status == .conflict)
    }
  }
}
