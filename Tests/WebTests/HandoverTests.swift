import Foundation
import HTTPServer
import Testing
import Workflow

@testable import Storage
@testable import Web

/// Art 18: paper is on somebody's list until it was signed for; by its code, several in a row.
@Suite struct HandoverTests {
  private let portal: Portal

  init() throws { portal = try Portal() }

  private func page(_ url: String, _ person: KeyPath<Cast, PersonID>) throws -> Response {
    try Browser(portal, as: portal.people[keyPath: person]).get(url)
  }

  /// A paper dossier that was forwarded and not signed for.
  private func forwarded(_ owner: String = "Lò Thị Mai") throws -> DossierID {
    let id = try portal.dossier(.received, owner: owner)
    try portal.act(
      .forward(to: portal.people.specialist, unit: portal.people.commune), on: id,
      by: Dossier.Actor(person: portal.people.officer, role: .oneStopOfficer))
    return id
  }

  private func scan(
    _ code: String, at url: String = Sitemap.takeOverByCode.url, by person: PersonID? = nil
  ) throws -> Response {
    try Browser(portal, as: person ?? portal.people.specialist).post(url, [("code", code)])
  }

  @Test("what is in transit is on the lists of giver and receiver, with the moment it is due")
  func lists() throws {
    let id = try forwarded()
    for (url, person) in [
      (Sitemap.inTransit.url, \Cast.officer), (Sitemap.takeOverByCode.url, \Cast.specialist),
    ] {
      let list = try page(url, person).text
      #expect(list.contains(Sitemap.dossier.url(id)) && list.contains("Hà Thị Nga"), "\(url)")
      #expect(list.contains("17 giờ 00, 08/09/2026") && !list.contains("light-red"), "\(url)")
    }
    #expect(
      try page(Sitemap.counter.url, \.officer).text.contains(
        "Đang chuyển, chưa ký nhận <span class=\"count\">1"))
    #expect(try page(Sitemap.inbox.url, \.specialist).text.contains("href=\"/inbox/take-over\""))
    portal.clock.now = Moment(day: portal.clock.now.day + 1, minuteOfDay: 9 * 60)
    #expect(try page(Sitemap.inTransit.url, \.officer).text.contains("light-red"))
  }

  @Test("art 18: after 15:00 it must arrive by the start of the next working day")
  func afterThree() throws {
    portal.clock.now = Moment(day: portal.clock.now.day, minuteOfDay: 15 * 60 + 1)
    _ = try forwarded()
    #expect(try page(Sitemap.inTransit.url, \.officer).text.contains("07 giờ 00, 09/09/2026"))
  }

  @Test("several are signed for in a row, by code in any case or by the text of a QR code")
  func severalInARow() throws {
    let ids = try ["Vi Văn Một", "Vi Văn Hai"].map(forwarded)
    let codes = try ids.map { try portal.record($0).code ?? "" }
    let first = try scan(" \(codes[0].lowercased()) ")
    #expect(first.location == "/inbox/take-over?last=\(ids[0])")
    let next = try page(first.location ?? "", \.specialist).text
    #expect(next.contains(codes[0]) && next.contains("Đã ký nhận") && next.contains("Vi Văn Hai"))
    #expect(try scan("\(codes[1])|1.004873|038190000123|Phiếu").location == "/inbox/take-over?last=\(ids[1])")
    for id in ids { #expect(try portal.record(id).dossier.turns.handover == nil) }
    let lines = try portal.database.read { try Journal.lines(of: ids[0], in: $0) }
    #expect(lines.map(\.entry.verb).suffix(2) == [.forward, .takeOver])
    #expect(lines.suffix(2).map(\.entry.person) == [portal.people.officer, portal.people.specialist])
  }

  @Test("a wrong code, somebody else's paper, or a second time is told on the same page")
  func refused() throws {
    let id = try forwarded()
    let code = try portal.record(id).code ?? ""
    for wrong in ["", "H56.38.02-260908-9999", "'; DROP", String(repeating: "9", count: 300)] {
      #expect(try scan(wrong).status == .unprocessableContent, "\(wrong)")
    }
    let colleague = try portal.hired(.specialist, at: portal.people.commune)
    let other = try scan(code, by: colleague)
    #expect(other.status == .unprocessableContent && other.text.contains("bàn làm việc của người khác"))
    #expect(try scan(code, by: portal.neighbour().specialist).text.contains("Không có hồ sơ nào mang mã này"))
    #expect(try scan(code).status == .seeOther)
    #expect(try scan(code).text.contains("Không có hồ sơ giấy nào đang chờ ký nhận"))
    #expect(try scan(code, by: portal.people.officer).status == .forbidden)
  }

  @Test("art 20: results are taken back at the counter the same way")
  func takingBack() throws {
    let ids = try ["Vi Văn Một", "Vi Văn Hai"].map { try portal.dossier(.signed, owner: $0) }
    let list = try page(Sitemap.takeBackByCode.url, \.officer).text
    for id in ids { #expect(list.contains(Sitemap.dossier.url(id))) }
    for id in ids {
      let code = try portal.record(id).code ?? ""
      let answer = try scan(code, at: Sitemap.takeBackByCode.url, by: portal.people.officer)
      #expect(answer.location == "/counter/take-back?last=\(id)")
      #expect(try portal.record(id).dossier.state == .atCounter)
    }
  }

  @Test("online there is no paper on its way")
  func online() throws {
    _ = try portal.dossier(.processing, channel: .online)
    #expect(try page(Sitemap.inTransit.url, \.officer).text.contains("đều đã được ký nhận"))
  }

  @Test(
    "the day's list to be signed by both: a sheet for each pair of people, what was signed for and what was not"
  )
  func dayList() throws {
    let first = try forwarded("Lò Thị Mai")
    _ = try forwarded("Vi Văn Thắng")
    _ = try portal.dossier(.processing, owner: "Không có giấy", channel: .online)
    portal.clock.advance(minutes: 10)
    try portal.act(
      .takeOver, on: first, by: Dossier.Actor(person: portal.people.specialist, role: .specialist))
    let list = try page(Sitemap.handovers.url, \.officer).text
    let record = try portal.record(first)
    for words in [
      "Lò Thị Mai", "Vi Văn Thắng", record.code ?? "?", "Bên giao: <b>Hà Thị Nga</b>",
      "Bên nhận: <b>Phạm Thị Hương</b>", "Số hồ sơ bàn giao: <b>2</b>", "<td>08 giờ 40, 08/09/2026</td>",
    ] {
      #expect(list.contains(words), "\(words)")
    }
    #expect(!list.contains("Không có giấy") && list.components(separatedBy: "<article").count == 2)
    #expect(try page(Sitemap.inTransit.url, \.officer).text.contains(Sitemap.handovers.url))
    portal.clock.advance(minutes: 24 * 60)
    #expect(try page(Sitemap.handovers.url, \.officer).text.contains("không có hồ sơ bàn giao"))
    let before = try page("\(Sitemap.handovers.url)?day=08/09/2026", \.officer).text
    #expect(before.contains("Vi Văn Thắng"))
    #expect(
      try page("\(Sitemap.handovers.url)?day=31/31/2026&way=x", \.officer).text
        .contains("không có hồ sơ bàn giao"))
  }

  @Test("results come back to the counter; nothing of a neighbour's is on the list")
  func dayListOfResults() throws {
    let id = try portal.dossier(.signed)
    try portal.act(.takeBack, on: id, by: Dossier.Actor(person: portal.people.officer, role: .oneStopOfficer))
    let url = "\(Sitemap.handovers.url)?way=back"
    let list = try page(url, \.officer).text
    #expect(
      list.contains("Bên giao: <b>Phạm Thị Hương</b>") && list.contains("Bên nhận: <b>Hà Thị Nga</b>"))
    let file = try page("\(Sitemap.handoversFile.url)?way=back", \.officer)
    #expect(file.type == "application/pdf" && file.text.contains("Lò Thị Mai"))
    let neighbour = try portal.neighbour()
    let other = try portal.hired(.oneStopOfficer, at: neighbour.commune)
    #expect(try Browser(portal, as: other).get(url).text.contains("không có hồ sơ bàn giao"))
  }
}
