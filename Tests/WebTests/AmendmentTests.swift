import HTTPServer
import Storage
import Testing
import Workflow

@testable import Web

/// Art 21: a result that the office got wrong is corrected at its cost.
@Suite struct AmendmentTests {
  private let portal: Portal
  private let id: DossierID

  /// A returned dossier.
  init() throws {
    portal = try Portal()
    id = try portal.dossier(.signed, channel: .online)
    let officer = Dossier.Actor(person: portal.people.officer, role: .oneStopOfficer)
    try portal.act(.takeBack, on: id, by: officer)
    try portal.act(
      .returnResult(to: Collector(name: "Lò Thị Mai", identity: "038190000123", relation: .owner)), on: id,
      by: officer)
  }

  private func page(_ url: String, _ person: KeyPath<Cast, PersonID>) throws -> Response {
    try Browser(portal, as: portal.people[keyPath: person]).get(url)
  }

  private func report(_ why: String = "Sai năm sinh, đúng là 1990") throws -> Response {
    try portal.post(.reportError, [("why", why)], on: id, by: portal.people.officer)
  }

  @Test(
    "art 21: noted, corrected, signed, returned; each finds it on a list, the citizen reads that nothing is to pay"
  )
  func corrected() throws {
    let before = try portal.record(id).dossier
    let dossier = Sitemap.dossier.url(id)
    #expect(try page(dossier, \.officer).text.contains(Sitemap.turn(.reportError).url(id)))
    #expect(try !page(dossier, \.specialist).text.contains(Sitemap.attachResult.url(id)))
    #expect(try page(Sitemap.inbox.url, \.specialist).text.contains("/amendments") == false)
    #expect(try report().location?.hasSuffix("done=error-reported") == true)

    #expect(try page(Sitemap.watched.url("amended"), \.officer).text.contains("Chờ chuyên môn sửa"))
    #expect(try page(Sitemap.inbox.url, \.specialist).text.contains("href=\"/amendments\""))
    #expect(try page(Sitemap.amendments.url, \.specialist).text.contains("Sai năm sinh, đúng là 1990"))
    let told = try page(Sitemap.myDossier.url(id), \.citizen).text
    #expect(told.contains("Kết quả có sai sót do cơ quan") && told.contains("không phải nộp thêm khoản nào"))

    let specialist = try Browser(portal, as: portal.people.specialist)
    let sent = specialist.upload(
      Sitemap.attachResult.url(id), [Browser.Chosen(name: "da-sua.pdf", bytes: Sample.pdf)],
      [("version", String(try portal.record(id).dossier.version))])
    #expect(sent.status == .seeOther)
    #expect(try page(Sitemap.amendments.url, \.leader).text.contains(Sitemap.turn(.amend).url(id)))
    let letter = try page(Sitemap.turn(.amend).url(id), \.leader).text
    #expect(letter.contains("da-sua.pdf") && letter.contains("Sai năm sinh, đúng là 1990"))
    #expect(try portal.post(.amend, on: id, by: portal.people.leader).status == .seeOther)

    let waiting = try page(Sitemap.watched.url("amended"), \.officer).text
    #expect(waiting.contains("Đã ký, chờ trả") && waiting.contains(Sitemap.turn(.returnAmended).url(id)))
    let handed = try portal.post(
      .returnAmended, [("name", "Lò Thị Mai"), ("identity", "038190000123"), ("relation", "owner")], on: id,
      by: portal.people.officer)
    #expect(handed.status == .seeOther)
    let after = try portal.record(id).dossier
    #expect(after.openAmendment == nil && after.finishedAt == before.finishedAt)
    #expect(try page(Sitemap.watched.url("amended"), \.officer).text.contains("Không có kết quả nào"))
    #expect(try page(dossier, \.specialist).text.contains("Đính chính kết quả"))
    #expect(try page(Sitemap.myDossier.url(id), \.citizen).text.contains("da-sua.pdf"))
  }

  @Test("art 21: without a reason nothing is noted, and a leader signs nothing that is not there")
  func refused() throws {
    #expect(try report(" ").status == .unprocessableContent)
    #expect(try portal.record(id).dossier.openAmendment == nil)
    _ = try report()
    #expect(try report("Sai tên").status == .conflict)
    #expect(try portal.post(.amend, on: id, by: portal.people.leader).status == .conflict)
    let nameless = try portal.post(.returnAmended, [("relation", "owner")], on: id, by: portal.people.officer)
    #expect(nameless.status == .unprocessableContent)
  }
}
