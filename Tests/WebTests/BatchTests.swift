import Foundation
import HTTPServer
import Testing
import Workflow

@testable import Storage
@testable import Web

/// Many dossiers of one submitter at once, and one received away from the counter.
@Suite struct BatchTests {
  private let portal: Portal
  private let officer: Browser
  private let url = Sitemap.receiveBatch.url(Portal.code)

  init() throws {
    portal = try Portal()
    officer = try Browser(portal, as: portal.people.officer)
  }

  private static let common = [
    ("submitterName", "Lương Văn Tình"), ("submitterIdentity", "038190009999"), ("channel", "counter"),
    ("returnMethod", "counter"), ("appointmentDay", "18/09/2026"), ("appointmentTime", "16:30"),
    ("fee", "8.000"),
  ]

  private static func row(_ number: Int, _ name: String, identity: String = "038190000123") -> [(
    String, String
  )] {
    [
      ("row.\(number).name", name), ("row.\(number).identityKind", "cccd"),
      ("row.\(number).identity", identity), ("row.\(number).address", "Thôn Vân Tiến"),
      ("row.\(number).copies", "2"),
    ]
  }

  private static func scan(_ row: Int) -> Browser.Chosen {
    Browser.Chosen(field: "file.\(row).to-khai", name: "to-khai-\(row).pdf", bytes: Sample.pdf)
  }

  private var received: [Dossiers.Listed] {
    get throws {
      try portal.database.read { try Dossiers.counter(.received, at: portal.people.commune, in: $0) }
    }
  }

  @Test("each row becomes a dossier with its own code, the submitter typed once")
  func everyRow() throws {
    let answer = officer.upload(
      url, [Self.scan(0), Self.scan(1)], Self.common + Self.row(0, "Vi Văn Một") + Self.row(1, "Vi Văn Hai"))
    #expect(answer.status == .seeOther && answer.location?.hasSuffix("done=received") == true)
    let list = try received
    #expect(list.map(\.ownerName) == ["Vi Văn Một", "Vi Văn Hai"])
    #expect(list.map(\.number) == ["H56.38.02-260908-0001", "H56.38.02-260908-0002"])
    let record = try portal.record(list[0].id)
    #expect(record.submitter?.name == "Lương Văn Tình" && record.copies == 2 && record.fee == 8000)
    #expect(record.dossier.appointment == Moment(iso: "2026-09-18T16:30"))
    #expect(record.dossier.papers.first { $0.id == "to-khai" }?.files == 1)
    let page = officer.get(answer.location ?? "").text
    #expect(page.contains("H56.38.02-260908-0002") && page.contains(Sitemap.receipt.url(list[0].id)))
  }

  @Test("a row that cannot be received shows why, keeps what was typed, and stops no other")
  func oneRowFails() throws {
    let rows =
      Self.row(0, "Vi Văn Một") + Self.row(1, "Vi Văn Hai", identity: "12") + Self.row(2, "Vi Văn Ba")
    let answer = officer.upload(url, [Self.scan(0), Self.scan(1)], Self.common + rows)
    #expect(answer.status == .unprocessableContent)
    #expect(try received.map(\.ownerName) == ["Vi Văn Một"])
    #expect(answer.text.contains("H56.38.02-260908-0001"))
    #expect(
      answer.text.contains("href=\"#row.1.identity\"") && answer.text.contains("href=\"#file.2.to-khai\""))
    #expect(answer.text.contains("value=\"Vi Văn Hai\"") && answer.text.contains("value=\"Vi Văn Ba\""))
    #expect(!answer.text.contains("value=\"Vi Văn Một\""))
    let kept = answer.value(of: "kept.1.to-khai") ?? ""
    let mended = officer.upload(
      url, [], Self.common + Self.row(1, "Vi Văn Hai") + [("kept.1.to-khai", kept)])
    #expect(mended.status == .seeOther)
    #expect(try received.map(\.ownerName) == ["Vi Văn Một", "Vi Văn Hai"])
  }

  @Test(
    "decision 18: the same form twice makes its dossiers once, also where a row failed",
    arguments: [true, false])
  func twice(_ isSound: Bool) throws {
    let rows = Self.row(0, "Vi Văn Một") + (isSound ? [] : Self.row(1, "Vi Văn Hai"))
    let form = Self.common + rows + [("once", Secrets.token())]
    let answers = (0..<2).map { _ in officer.upload(url, [Self.scan(0)], form) }
    #expect(try received.count == 1)
    #expect(answers.map(\.status) == Array(repeating: isSound ? .seeOther : .unprocessableContent, count: 2))
    #expect(answers.allSatisfy { isSound || $0.text.contains("H56.38.02-260908-0001") })
    #expect(answers[0].location == answers[1].location)
  }

  @Test(
    "what all rows share must be right before any is received",
    arguments: ["submitterName", "appointmentDay"])
  func commonPart(_ name: String) throws {
    let common = Self.common.filter { $0.0 != name }
    let answer = officer.upload(url, [Self.scan(0)], common + Self.row(0, "Vi Văn Một"))
    #expect(answer.status == .unprocessableContent && answer.text.contains("Đã nhận tệp to-khai-0.pdf"))
    #expect(try received.isEmpty)
  }

  @Test("blank rows are left out, more can be added, none at all is no batch")
  func rows() throws {
    #expect(officer.upload(url, [], Self.common + [("row.0.name", "")]).status == .unprocessableContent)
    let more = officer.upload(url, [], Self.common + Self.row(0, "Vi Văn Một") + [("add", "5")])
    #expect(more.status == .ok && more.text.contains("id=\"row.5.name\""))
    #expect(more.text.contains("value=\"Vi Văn Một\"") && more.text.contains("value=\"Lương Văn Tình\""))
    #expect(try received.isEmpty)
  }

  @Test("F000-03: only a one-stop officer receives, also many")
  func onlyTheCounter() throws {
    let specialist = try Browser(portal, as: portal.people.specialist)
    let answer = specialist.upload(url, [Self.scan(0)], Self.common + Self.row(0, "Vi Văn Một"))
    #expect(answer.status == .conflict)
    #expect(try received.isEmpty)
    let attempts = try portal.database.read { try Journal.attempts(at: portal.people.commune, in: $0) }
    #expect(attempts.map(\.verb) == [.receive])
  }

  @Test("mobile registration: where it was received stands in the dossier and on the receipt")
  func venue() throws {
    let fields = [
      ("ownerName", "Lò Thị Mai"), ("identityKind", "cccd"), ("identity", "038190000123"),
      ("address", "Thôn Vân Tiến"), ("channel", "counter"), ("returnMethod", "counter"), ("copies", "1"),
      ("fee", "0"), ("appointmentDay", "18/09/2026"), ("appointmentTime", "16:30"),
      ("venue", "Nhà bà Mai, thôn Vân Tiến"),
    ]
    let scan = Browser.Chosen(field: "file.to-khai", name: "a.pdf", bytes: Sample.pdf)
    let answer = officer.upload(Sitemap.receiveAtCounter.url(Portal.code), [scan], fields)
    #expect(answer.status == .seeOther)
    let id = try #require(try received.first?.id)
    #expect(try portal.record(id).venue == "Nhà bà Mai, thôn Vân Tiến")
    #expect(officer.get(Sitemap.dossier.url(id)).text.contains("Nhà bà Mai, thôn Vân Tiến"))
    #expect(officer.get(Sitemap.receipt.url(id)).text.contains("tiếp nhận lưu động tại: Nhà bà Mai"))
  }
}
