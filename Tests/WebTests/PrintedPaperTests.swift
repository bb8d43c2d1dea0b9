import Documents
import Foundation
import HTTPServer
import Testing
import Workflow

@testable import Storage
@testable import Web

/// Papers as PDF: made once, kept with the dossier, given to whoever may see it.
@Suite struct PrintedPaperTests {
  private func officer(_ portal: Portal) throws -> Browser { try Browser(portal, as: portal.people.officer) }

  @Test func thePDFIsThePageAndIsKept() throws {
    let portal = try Portal()
    let id = try portal.dossier(.received)
    let browser = try officer(portal)
    let first = browser.get(Sitemap.receipt.file.url(id))
    #expect(first.status == .ok && first.type == "application/pdf")
    let code = try #require(try portal.record(id).code)
    #expect(first.headers["Content-Disposition"] == "inline; filename=\"nd61-receipt-\(code).pdf\"")
    let received = try #require(try portal.record(id).dossier.receivedAt)
    let text = String(decoding: first.fileBytes, as: UTF8.self)
    #expect(text.hasPrefix("%PDF-copy \(received.seconds) ") && text.contains("Liên 2: Giao khách hàng"))
    portal.clock.advance(minutes: 60)
    #expect(browser.get(Sitemap.receipt.file.url(id)).fileBytes == first.fileBytes)
    let kept = try portal.database.read {
      try $0.query("SELECT form, copy, version, size FROM printed_papers WHERE dossier_id = $1", id.value) {
        ($0.text(0), $0.text(1), $0.int(2), $0.int(3))
      }
    }
    #expect(kept.count == 1 && kept[0].0 == "nd61-receipt" && kept[0].1 == "counter")
    #expect(kept[0].2 == 1 && kept[0].3 == first.fileBytes.count)
  }

  /// What was given out stays as it was, whatever is renamed since.
  @Test func aReprintIsWhatWasGivenOut() throws {
    let portal = try Portal()
    let id = try portal.dossier(.received)
    let browser = try officer(portal)
    let first = browser.get(Sitemap.receipt.file.url(id)).fileBytes
    try portal.database.write {
      try $0.execute("UPDATE dossiers SET owner_name = $1 WHERE id = $2", "Tên khác", id.value)
    }
    #expect(browser.get(Sitemap.receipt.url(id)).text.contains("Tên khác"))
    #expect(browser.get(Sitemap.receipt.file.url(id)).fileBytes == first)
  }

  @Test func theApplicantHasACopyOfHisOwn() throws {
    let portal = try Portal()
    let id = try portal.dossier(.received, channel: .online)
    let citizen = try Browser(portal, as: portal.people.citizen)
    let text = String(decoding: citizen.get(Sitemap.myReceipt.file.url(id)).fileBytes, as: UTF8.self)
    #expect(text.contains("Bản điện tử") && !text.contains("Liên 1"))
    #expect(
      try Browser(portal, as: portal.people.stranger).get(Sitemap.myReceipt.file.url(id)).status == .notFound)
    #expect(citizen.get(Sitemap.receipt.file.url(id)).status == .forbidden)
    #expect(Browser(portal).get(Sitemap.receipt.file.url(id)).status == .seeOther)
    let other = try Browser(portal, as: portal.neighbour().leader)
    #expect(other.get(Sitemap.receipt.file.url(id)).status == .notFound)
  }

  @Test func beforeReceiptThereIsNoPaper() throws {
    let portal = try Portal()
    let id = try portal.dossier(.submitted, channel: .online)
    for url in [Sitemap.receipt.url(id), Sitemap.receipt.file.url(id)] {
      #expect(try officer(portal).get(url).status == .notFound)
    }
  }

  @Test func withoutAnEngineThePageIsPrintedAndSaysSo() throws {
    let portal = try Portal(pdf: MissingConverter())
    let id = try portal.dossier(.received)
    let browser = try officer(portal)
    #expect(browser.get(Sitemap.receipt.file.url(id)).location == Sitemap.receipt.url(id))
    let page = browser.get(Sitemap.receipt.url(id)).text
    #expect(page.contains("chưa cài bộ tạo tệp PDF") && !page.contains(Sitemap.receipt.file.url(id)))
  }

  @Test func aFailureOfTheEngineIsReportedAndKeepsNothing() throws {
    let portal = try Portal(pdf: FailingConverter())
    let id = try portal.dossier(.received)
    #expect(try officer(portal).get(Sitemap.receipt.file.url(id)).status == .internalServerError)
    #expect(portal.fault as? BoundedProcess.Fault == .tooSlow)
    let kept = try portal.database.read {
      try $0.first("SELECT count(*) FROM printed_papers") { $0.int(0) }
    }
    #expect(kept == 0)
  }

  /// The current regime's forms were not read (rules §16): staff see the mark, citizens and papers do not.
  @Test func formsOfTheCurrentRegimeCarryTheInternalMark() throws {
    let portal = try Portal()
    try portal.database.write {
      try Agencies.setRegime(
        .decree118, from: Day(year: 2026, month: 1, day: 1), of: portal.people.commune, in: $0)
    }
    let id = try portal.dossier(.received, channel: .online)
    let page = try officer(portal).get(Sitemap.receipt.url(id)).text
    #expect(page.contains("TT 03/2025/TT-VPCP") && page.contains("Trung tâm Phục vụ hành chính công"))
    let citizen = try Browser(portal, as: portal.people.citizen)
    #expect(!citizen.get(Sitemap.myReceipt.url(id)).text.contains("TT 03/2025/TT-VPCP"))
    #expect(
      try officer(portal).get(Sitemap.receipt.file.url(id)).headers["Content-Disposition"]?
        .contains("nd118-receipt-") == true)
  }

  /// What has had its time goes, but never a kept paper.
  @Test func housekeepingLeavesKeptPapers() throws {
    let portal = try Portal()
    let id = try portal.dossier(.received)
    let first = try officer(portal).get(Sitemap.receipt.file.url(id)).fileBytes
    let turn = try #require(Int64(ContentHash(of: first).hex.prefix(2), radix: 16))
    let shard = Attachments.Shard(at: Moment(seconds: turn * 60))
    let later = Moment(seconds: portal.clock.now.seconds + 400 * 86_400)
    let named = try portal.database.read { try Attachments.named(in: shard, $0) }
    #expect(try portal.site.attachments.sweep(shard, named: named, at: later) == 0)
    #expect(try officer(portal).get(Sitemap.receipt.file.url(id)).fileBytes == first)
  }

  @Test func aReissuedReceiptSaysWhichItReplaces() throws {
    let portal = try Portal()
    let id = try portal.dossier(.received)
    let browser = try officer(portal)
    let first = browser.get(Sitemap.receipt.file.url(id)).fileBytes
    let counter = Dossier.Actor(person: portal.people.officer, role: .oneStopOfficer)
    try portal.act(.correct(why: "gõ sai số điện thoại"), on: id, by: counter)
    let second = browser.get(Sitemap.receipt.file.url(id)).fileBytes
    #expect(first != second)
    #expect(String(decoding: second, as: UTF8.self).contains("Cấp lần 2, thay cho giấy đã cấp trước"))
    #expect(!String(decoding: first, as: UTF8.self).contains("thay cho giấy"))
  }

  /// Every move makes a new slip; the files of the earlier ones stay.
  @Test func theControlSlipFollowsTheDossier() throws {
    let portal = try Portal()
    let id = try portal.dossier(.received)
    let browser = try officer(portal)
    let first = browser.get(Sitemap.controlSlip.file.url(id)).fileBytes
    try portal.act(
      .forward(to: portal.people.specialist, unit: portal.people.commune), on: id,
      by: Dossier.Actor(person: portal.people.officer, role: .oneStopOfficer))
    let second = browser.get(Sitemap.controlSlip.file.url(id)).fileBytes
    #expect(!String(decoding: first, as: UTF8.self).contains("Phạm Thị Hương"))
    #expect(String(decoding: second, as: UTF8.self).contains("Phạm Thị Hương"))
    #expect(browser.get(Sitemap.dossier.url(id)).text.contains(Sitemap.controlSlip.url(id)))
    let other = try Browser(portal, as: portal.neighbour().leader)
    #expect(other.get(Sitemap.controlSlip.url(id)).status == .notFound)
    #expect(
      try Browser(portal, as: portal.people.citizen).get(Sitemap.controlSlip.url(id)).status == .forbidden)
    let unreceived = try portal.dossier(.submitted, channel: .online)
    #expect(browser.get(Sitemap.controlSlip.url(unreceived)).status == .notFound)
  }

  @Test func theRegisterCountsWithoutGapByAgencyAndYear() throws {
    let portal = try Portal()
    var places: [Register.Place?] = []
    for _ in 0..<3 {
      let id = try portal.dossier(.received)
      places.append(try portal.database.read { try Register.place(of: id, in: $0) })
    }
    portal.clock.now = Moment(day: Day(year: 2027, month: 1, day: 4), minuteOfDay: 9 * 60)
    let next = try portal.dossier(.received)
    places.append(try portal.database.read { try Register.place(of: next, in: $0) })
    #expect(
      places.compactMap { $0 }.map { [$0.year, $0.number] } == [
        [2026, 1], [2026, 2], [2026, 3], [2027, 1],
      ])
  }
}
