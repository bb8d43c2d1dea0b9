import Foundation
import HTTPServer
import Testing
import Workflow

@testable import Storage
@testable import Web

/// NĐ 61 arts 17, 19.8, 20, 22 and decision 12, through the pages: refusals, stops, withdrawals, fees, results handed over.
@Suite struct EndingTests {
  private let portal: Portal
  private let officer: Browser
  private let specialist: Browser
  private let leader: Browser

  init() throws {
    portal = try Portal()
    officer = try Browser(portal, as: portal.people.officer)
    specialist = try Browser(portal, as: portal.people.specialist)
    leader = try Browser(portal, as: portal.people.leader)
  }

  /// Sends a turn's form.
  private func take(
    _ verb: Verb, on id: DossierID, by browser: Browser, _ fields: [(String, String)] = []
  ) throws -> Response {
    browser.post(Sitemap.turn(verb).url(id), fields + [try portal.version(id)])
  }

  private func mine(_ id: DossierID) throws -> String {
    try Browser(portal, as: portal.people.citizen).get(Sitemap.myDossier.url(id)).text
  }

  // MARK: Refusals

  @Test("art 17: refused at the door, with its reason") func refusalAtTheDoor() throws {
    let id = try portal.dossier(.submitted, channel: .online)
    #expect(
      try take(.refuse, on: id, by: officer, [("code", "x"), ("why", "")]).status == .unprocessableContent)
    let done = try take(
      .refuse, on: id, by: officer, [("code", "not-competent"), ("why", "Thuộc UBND xã khác")])
    #expect(done.location == "/dossiers/\(id)?done=refused")
    #expect(try portal.record(id).dossier.state == .refused)
    let page = try mine(id)
    for words in ["Không thuộc thẩm quyền giải quyết", "Thuộc UBND xã khác", "Ông/bà có thể nộp hồ sơ mới"] {
      #expect(page.contains(words), "\(words)")
    }
    #expect(!page.contains("Rút hồ sơ này"))
    #expect(officer.get(Sitemap.dossier.url(id)).text.contains("Thuộc UBND xã khác"))
  }

  @Test("art 19.8: refused after review: the written reason is the result") func refusalAfterReview() throws {
    let id = try portal.dossier(.processing, channel: .online)
    let url = Sitemap.submitForSignOff.url(id)
    #expect(specialist.get(url).text.contains("Từ chối giải quyết, có lý do"))
    let to = ("to", portal.people.leader.description)
    let bare = specialist.post(url, [("outcome", "refused"), to, try portal.version(id)])
    #expect(bare.status == .unprocessableContent && bare.text.contains("value=\"refused\" checked"))
    let sent = specialist.post(
      url,
      [
        ("outcome", "refused"), ("code", "not-eligible"), ("why", "Chưa đủ tuổi"), to, try portal.version(id),
      ])
    #expect(sent.status == .seeOther)
    #expect(!(try mine(id)).contains("Chưa đủ tuổi"))
    #expect(
      leader.get(Sitemap.toSign.url).text.contains("Từ chối giải quyết: Không đủ điều kiện theo quy định"))
    let page = leader.get(Sitemap.signOff.url(id)).text
    #expect(page.contains("Ký từ chối giải quyết?") && page.contains("Chưa đủ tuổi"))
    let signed = leader.post(
      Sitemap.signOff.url(id), [("number", "9/TB"), ("authority", "KT"), try portal.version(id)])
    #expect(signed.location == "/to-sign?done=signed-off")
    let told = try mine(id)
    #expect(told.contains("Chưa đủ tuổi") && told.contains("Hồ sơ không đủ điều kiện giải quyết"))
    _ = officer.post(Sitemap.takeBack.url(id), [try portal.version(id)])
    let returned = officer.post(
      Sitemap.returnResult.url(id),
      [("relation", "owner"), ("name", "Lò Thị Mai"), ("identity", "038190000123"), try portal.version(id)])
    #expect(returned.status == .seeOther)
    #expect(try portal.record(id).dossier.state == .returned)
  }

  // MARK: Stops

  @Test func aStopIsProposedAndDecided() throws {
    let id = try portal.dossier(.processing, channel: .online)
    let proposal = [("code", "other-proceeding"), ("why", "Tòa án đang thụ lý")]
    #expect(try take(.proposeStop, on: id, by: specialist, proposal).status == .unprocessableContent)
    let to = ("to", portal.people.leader.description)
    #expect(try take(.proposeStop, on: id, by: specialist, proposal + [to]).status == .seeOther)
    let list = leader.get(Sitemap.toSign.url).text
    #expect(
      list.contains(Sitemap.turn(.stop).url(id)) && list.contains("Đề nghị dừng giải quyết: Đang được tòa án")
    )
    #expect(!list.contains("data-pick"))
    let page = leader.get(Sitemap.turn(.stop).url(id)).text
    #expect(
      page.contains("value=\"other-proceeding\" selected") && page.contains("Tòa án đang thụ lý</textarea>"))
    #expect(!(try mine(id)).contains("Tòa án đang thụ lý"))
    #expect(try take(.stop, on: id, by: leader, proposal).location == "/dossiers/\(id)?done=stopped")
    let told = try mine(id)
    #expect(told.contains("Tòa án đang thụ lý") && told.contains("Cơ quan đã dừng giải quyết hồ sơ"))
    let internals = try portal.journal(id).filter { $0.entry.verb == .proposeStop }
    #expect(internals.count == 1 && !told.contains("Đề nghị dừng giải quyết"))
  }

  @Test func aProposedStopIsSentBack() throws {
    let id = try portal.dossier(.processing)
    let proposal = [
      ("code", "not-paid"), ("why", "Chưa nộp"), ("to", portal.people.leader.description),
    ]
    _ = try take(.proposeStop, on: id, by: specialist, proposal)
    #expect(try take(.sendBack, on: id, by: leader, [("why", "Chờ thêm")]).status == .seeOther)
    #expect(try portal.record(id).dossier.state == .processing)
  }

  // MARK: Withdrawals

  @Test func decision12TheCitizenWithdrawsUntilSignOff() throws {
    let id = try portal.dossier(.awaitingSignOff, channel: .online)
    let citizen = try Browser(portal, as: portal.people.citizen)
    #expect(citizen.get(Sitemap.myDossier.url(id)).text.contains(Sitemap.myWithdrawal.url(id)))
    let url = Sitemap.myWithdrawal.url(id)
    #expect(citizen.get(url).text.contains("Rút hồ sơ này?"))
    let long = citizen.post(url, [("why", String(repeating: "a", count: 2001)), try portal.version(id)])
    #expect(long.status == .unprocessableContent)
    let once = ("once", Secrets.token())
    let version = try portal.version(id)
    let first = citizen.post(url, [("why", ""), version, once])
    let second = citizen.post(url, [("why", ""), version, once])
    #expect(first.location == "/my-dossiers/\(id)?done=withdrawn" && second.location == first.location)
    #expect(try portal.record(id).dossier.state == .withdrawn)
    #expect(citizen.get(url).location == Sitemap.myDossier.url(id))
    let stranger = try Browser(portal, as: portal.people.stranger)
    #expect(stranger.get(url).status == .notFound)
    #expect(stranger.post(url, [version]).status == .notFound)
  }

  @Test func afterSignOffNobodyWithdraws() throws {
    let id = try portal.dossier(.signed, channel: .online)
    let citizen = try Browser(portal, as: portal.people.citizen)
    #expect(!citizen.get(Sitemap.myDossier.url(id)).text.contains("Rút hồ sơ này"))
    let answer = citizen.post(Sitemap.myWithdrawal.url(id), [("why", ""), try portal.version(id)])
    #expect(answer.status == .conflict && answer.text.contains(Sitemap.myDossier.url(id)))
  }

  @Test func thePapersAreGivenBack() throws {
    let id = try portal.dossier(.processing)
    let list = Sitemap.watched.url("papers-held")
    #expect(officer.get(list).text.contains("Không còn giữ giấy tờ"))
    #expect(try take(.withdraw, on: id, by: officer, [("why", "")]).status == .unprocessableContent)
    _ = try take(.withdraw, on: id, by: officer, [("why", "Đơn ngày 08/09/2026")])
    #expect(officer.get(list).text.contains(Sitemap.turn(.returnPapers).url(id)))
    #expect(officer.get("/counter").text.contains("Giấy tờ chưa trả lại <span class=\"count\">1</span>"))
    let collector = [("name", "Lò Thị Mai"), ("identity", "038190000123")]
    let nobody = try take(.returnPapers, on: id, by: officer, collector + [("relation", "post")])
    #expect(nobody.status != .seeOther)
    #expect(
      try take(.returnPapers, on: id, by: officer, collector + [("relation", "owner")]).status == .seeOther)
    #expect(officer.get(list).text.contains("Không còn giữ giấy tờ"))
    #expect(
      try take(.returnPapers, on: id, by: officer, collector + [("relation", "owner")]).status == .conflict)
    let line = try #require(try portal.journal(id).last)
    #expect(line.entry.detail == "Lò Thị Mai, 038190000123, owner")
  }

  // MARK: Fees

  @Test("art 22: a fee is demanded and paid") func aFeeIsDemandedAndPaid() throws {
    let id = try portal.dossier(.processing, channel: .online)
    for amount in ["", "0", "-5", "tám nghìn", "99999999999999"] {
      let answer = try take(
        .demandPayment, on: id, by: officer, [("amount", amount), ("why", "Lệ phí hộ tịch")])
      #expect(answer.status == .unprocessableContent, "\(amount)")
    }
    _ = try take(.demandPayment, on: id, by: officer, [("amount", "8.000"), ("why", "Lệ phí hộ tịch")])
    let told = try mine(id)
    #expect(
      told.contains("8.000 đồng") && told.contains("Lệ phí hộ tịch")
        && told.contains("Trụ sở UBND xã Cát Vân"))
    #expect(officer.get(Sitemap.watched.url("unpaid")).text.contains("8.000 đồng – Lệ phí hộ tịch"))
    #expect(try portal.record(id).dossier.nationalStatus == 6)
    #expect(try take(.recordPayment, on: id, by: officer, [("receipt", "")]).status == .unprocessableContent)
    #expect(try take(.recordPayment, on: id, by: officer, [("receipt", "BL-12")]).status == .seeOther)
    #expect(!(try mine(id)).contains("<h2>Ông/bà cần nộp phí, lệ phí</h2>"))
    #expect(officer.get(Sitemap.dossier.url(id)).text.contains("biên lai BL-12"))
    #expect(officer.get(Sitemap.watched.url("unpaid")).text.contains("Không có khoản phí"))
  }

  @Test("art 22: nothing is returned while a fee is due") func nothingIsReturnedWhileAFeeIsDue() throws {
    let id = try atCounter()
    _ = try take(.demandPayment, on: id, by: officer, [("amount", "8.000"), ("why", "Lệ phí")])
    #expect(officer.get(Sitemap.returnResult.url(id)).text.contains("còn khoản phí, lệ phí chưa nộp"))
    #expect(try hand(id, [("relation", "owner"), ("name", "a"), ("identity", "1")]).status == .conflict)
  }

  // MARK: Article 20

  private func atCounter(_ channel: Channel = .counter) throws -> DossierID {
    let id = try portal.dossier(.signed, channel: channel)
    _ = officer.post(Sitemap.takeBack.url(id), [try portal.version(id)])
    return id
  }

  private func hand(_ id: DossierID, _ fields: [(String, String)]) throws -> Response {
    officer.post(Sitemap.returnResult.url(id), fields + [try portal.version(id)])
  }

  @Test("art 20: by post, with its consignment number") func byPostItNeedsAConsignmentNumber() throws {
    let id = try atCounter()
    let post = [("relation", "post"), ("name", "Lò Thị Mai"), ("identity", "")]
    let bare = try hand(id, post)
    #expect(bare.status == .unprocessableContent && bare.text.contains("href=\"#consignment\""))
    #expect(try hand(id, post + [("consignment", "EB123456789VN")]).status == .seeOther)
    #expect(try portal.record(id).collector?.consignment == "EB123456789VN")
  }

  @Test("art 20: to the account, where it was filed from one") func toTheAccountOnlyWhereItWasFiledFromOne()
    throws
  {
    let paper = try atCounter()
    #expect(!officer.get(Sitemap.returnResult.url(paper)).text.contains("value=\"account\""))
    #expect(try hand(paper, [("relation", "account")]).status == .unprocessableContent)
    let online = try atCounter(.online)
    #expect(officer.get(Sitemap.returnResult.url(online)).text.contains("value=\"account\""))
    #expect(try hand(online, [("relation", "account")]).status == .seeOther)
    #expect(try portal.record(online).collector?.relation == .account)
  }

  @Test("art 20: an early result is told, uncollected ones are listed by age")
  func anEarlyResultIsToldAndUncollectedOnesAreListedByAge() throws {
    let first = try atCounter(.online)
    #expect(officer.get(Sitemap.returnResult.url(first)).text.contains("Kết quả có sớm hơn ngày hẹn"))
    #expect(try mine(first).contains("Kết quả đã có sớm hơn ngày hẹn"))
    portal.clock.now = Moment(day: portal.clock.now.day + 3, minuteOfDay: 600)
    let second = try portal.dossier(.signed)
    let later = try Browser(portal, as: portal.people.officer)
    _ = later.post(Sitemap.takeBack.url(second), [try portal.version(second)])
    let page = later.get(Sitemap.watched.url("uncollected")).text
    let old = try #require(page.range(of: "/dossiers/\(first)\""))
    let new = try #require(page.range(of: "/dossiers/\(second)\""))
    #expect(old.lowerBound < new.lowerBound && page.contains("3 ngày chưa nhận"))
  }

  @Test func anUnknownListIsNotFound() {
    #expect(officer.get(Sitemap.watched.url("khong-co")).status == .notFound)
    #expect(leader.get(Sitemap.watched.url("unpaid")).status == .forbidden)
  }

  /// What officers propose to one another is not the citizen's business.
  @Test func theCitizensTimelineHasNoInternals() throws {
    let id = try portal.dossier(.processing, channel: .online)
    _ = specialist.post(
      Sitemap.turn(.proposeSupplement).url(id),
      Portal.items([("other", "Thiếu căn cứ", "Nộp")]).map {
        $0.0 == "item.1.name" ? ($0.0, "Bản đồ") : $0
      } + [try portal.version(id)])
    _ = try take(.sendBack, on: id, by: officer, [("why", "Không thuộc thành phần hồ sơ")])
    try portal.act(
      .note(text: "ghi chú kín"), on: id,
      by: Dossier.Actor(person: portal.people.specialist, role: .specialist))
    let page = try mine(id)
    for words in ["Thiếu căn cứ", "Không thuộc thành phần hồ sơ", "ghi chú kín", "Đề nghị bổ sung"] {
      #expect(!page.contains(words), "\(words)")
    }
    #expect(officer.get(Sitemap.dossier.url(id)).text.contains("Thiếu căn cứ"))
  }
}
