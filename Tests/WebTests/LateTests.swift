import HTTPServer
import Storage
import Testing
import Workflow

@testable import Web

/// Art 19: verification, extension, and the one letter of apology with a new date.
@Suite struct LateTests {
  private let portal: Portal
  /// Its appointment is Friday 18/09/2026, 17:00.
  private let id: DossierID

  init() throws {
    portal = try Portal()
    id = try portal.dossier(.processing)
    portal.clock.now = Moment(day: Day(year: 2026, month: 9, day: 16), minuteOfDay: 9 * 60)
  }

  private func browser(_ person: KeyPath<Cast, PersonID>) throws -> Browser {
    try Browser(portal, as: portal.people[keyPath: person])
  }

  private func draft(_ date: String = "23/09/2026", why: String = "Chờ công an xã trả lời.") throws
    -> Response
  {
    try portal.post(
      .draftApology, [("code", "verification"), ("why", why), ("newDate", date)], on: id,
      by: portal.people.specialist)
  }

  private func move(to day: Int, minute: Int = 9 * 60) {
    portal.clock.now = Moment(day: Day(year: 2026, month: 9, day: day), minuteOfDay: minute)
  }

  @Test("art 19.9: two working days before expiry the lists say so, not earlier")
  func listsSaySo() throws {
    let link = "href=\"\(Sitemap.turn(.draftApology).url(id))\""
    #expect(try browser(\.specialist).get(Sitemap.inbox.url).text.contains(link))
    let leader = try browser(\.leader).get(Sitemap.expiring.url).text
    #expect(leader.contains(link) && leader.contains("Sắp hết hạn: soạn thư xin lỗi"))
    move(to: 15)
    #expect(try !browser(\.specialist).get(Sitemap.inbox.url).text.contains(link))
    #expect(try !browser(\.leader).get(Sitemap.expiring.url).text.contains(link))
  }

  @Test("art 19.9: the letter is begun with a date and what is known of the reason")
  func prefilled() throws {
    let page = try browser(\.specialist).get(Sitemap.turn(.draftApology).url(id))
    #expect(page.fields["newDate"] == "23/09/2026" && page.fields["code"] == "")
    move(to: 10)
    #expect(try browser(\.specialist).get(Sitemap.turn(.draftApology).url(id)).fields["newDate"] == "")
  }

  @Test("art 19.9: only the signed letter moves the appointment; the page shows it before")
  func signing() throws {
    let before = try portal.record(id).dossier
    #expect(try draft().location?.hasSuffix("done=apology-drafted") == true)
    #expect(try portal.record(id).dossier.appointment == before.appointment)
    let list = try browser(\.leader).get(Sitemap.apologies.url).text
    #expect(list.contains("href=\"\(Sitemap.turn(.apologise).url(id))\""))
    let letter = try browser(\.leader).get(Sitemap.turn(.apologise).url(id)).text
    for words in [
      "Lò Thị Mai", "17 giờ 00 phút, ngày 18/09/2026", "17 giờ 00 phút, ngày 23/09/2026",
      "PHIẾU XIN LỖI VÀ HẸN LẠI NGÀY TRẢ KẾT QUẢ", "Chờ công an xã trả lời.",
    ] {
      #expect(letter.contains(words), "\(words)")
    }
    #expect(try portal.post(.apologise, on: id, by: portal.people.leader).status == .seeOther)
    let after = try portal.record(id).dossier
    #expect(after.appointment == Moment(iso: "2026-09-23T17:00") && after.judgedDue == before.judgedDue)
    let slips = try portal.database.read { try Slips.slips(of: id, in: $0) }
    #expect(slips.map(\.kind) == [.receipt, .apology])
    #expect(try !browser(\.leader).get(Sitemap.apologies.url).text.contains(Sitemap.turn(.apologise).url(id)))
  }

  @Test("art 19.9: once only")
  func onceOnly() throws {
    _ = try draft()
    _ = try portal.post(.apologise, on: id, by: portal.people.leader)
    #expect(try draft("30/09/2026").status == .conflict)
    #expect(
      try !browser(\.specialist).get(Sitemap.dossier.url(id)).text.contains(
        Sitemap.turn(.draftApology).url(id)))
  }

  @Test(
    "the new date is a working day after the old one",
    arguments: ["", "abc", "18/09/2026", "17/09/2026", "20/09/2026", "31/02/2026"])
  func newDate(_ date: String) throws {
    let answer = try draft(date)
    #expect(answer.status == .unprocessableContent && answer.text.contains("Chờ công an xã trả lời."))
    #expect(try portal.record(id).dossier.turns.apology == nil)
  }

  @Test("a specialist signs no letter")
  func leaderSigns() throws {
    _ = try draft()
    #expect(try portal.post(.apologise, on: id, by: portal.people.specialist).status == .conflict)
    #expect(try portal.record(id).dossier.turns.apology?.signedAt == nil)
  }

  @Test(
    "decision 13: sent is the earliest record; later than the day before expiry is marked",
    arguments: [17, 18])
  func sent(on day: Int) throws {
    _ = try draft()
    _ = try portal.post(.apologise, on: id, by: portal.people.leader)
    move(to: day)
    let page = try browser(\.officer).get(Sitemap.turn(.recordNotice).url(id))
    #expect(page.fields["notice"] == "apologised" && !page.text.contains("value=\"account\""))
    let answer = try portal.post(
      .recordNotice, [("notice", "apologised"), ("channel", "phone"), ("reference", "0912345678")], on: id,
      by: portal.people.officer)
    #expect(answer.status == .seeOther)
    let dossier = try browser(\.specialist).get(Sitemap.dossier.url(id)).text
    #expect(dossier.contains("gửi thư muộn") == (day == 18))
    #expect(dossier.contains("Phiếu xin lỗi và hẹn lại ngày trả kết quả: Điện thoại, 0912345678"))
  }

  @Test("a notice left by some way, with a reference", arguments: ["account", "pigeon", "phone"])
  func noticeNeedsItsWay(_ channel: String) throws {
    let answer = try portal.post(
      .recordNotice, [("notice", "received"), ("channel", channel)], on: id, by: portal.people.officer)
    #expect(answer.status == .unprocessableContent)
  }

  @Test("decision 9: apologised stays overdue, in its sub-column; the light follows the new date")
  func overdue() throws {
    _ = try draft()
    _ = try portal.post(.apologise, on: id, by: portal.people.leader)
    move(to: 21)
    let list = try browser(\.chairman).get(Sitemap.overdue.url(portal.people.commune)).text
    #expect(list.contains("hẹn cũ 18/09/2026") && list.contains("Quá hạn 1 ngày làm việc"))
    #expect(list.contains("light-green\">Còn 2 ngày làm việc"))
    #expect(try !browser(\.leader).get(Sitemap.expiring.url).text.contains(Sitemap.dossier.url(id)))
  }

  @Test("the citizen reads apology, reason and new date, and has the letter at once")
  func citizen() throws {
    move(to: 8)
    let id = try portal.dossier(.processing, channel: .online)
    move(to: 16)
    _ = try portal.post(
      .draftApology, [("code", "overload"), ("why", "Nhiều hồ sơ."), ("newDate", "23/09/2026")], on: id,
      by: portal.people.leader)
    #expect(try !browser(\.citizen).get(Sitemap.myDossier.url(id)).text.contains("xin lỗi ông/bà"))
    _ = try portal.post(.apologise, on: id, by: portal.people.leader)
    let page = try browser(\.citizen).get(Sitemap.myDossier.url(id)).text
    #expect(page.contains("xin lỗi ông/bà vì chưa trả kết quả đúng hẹn 17 giờ 00, 18/09/2026"))
    #expect(page.contains("Nhiều hồ sơ. Ngày hẹn mới: 17 giờ 00, 23/09/2026."))
    #expect(try portal.record(id).dossier.turns.apology?.wasSentLate == false)
  }

  @Test("art 19.3: time, place, participants, content")
  func verification() throws {
    let fields = [
      ("day", "15/09/2026"), ("time", "14:30"), ("place", "Thôn Vân Tiến"), ("participants", "Trưởng thôn"),
      ("content", "Đang cư trú"),
    ]
    for missing in fields.indices {
      let typed = fields.enumerated().filter { $0.offset != missing }.map(\.element)
      let answer = try portal.post(.verify, typed, on: id, by: portal.people.specialist)
      #expect(answer.status == .unprocessableContent, "without \(fields[missing].0)")
    }
    for day in ["07/09/2026", "17/09/2026"] {
      let answer = try portal.post(
        .verify, [("day", day)] + fields.dropFirst(), on: id, by: portal.people.specialist)
      #expect(answer.status == .unprocessableContent, "\(day)")
    }
    #expect(try portal.post(.verify, fields, on: id, by: portal.people.specialist).status == .seeOther)
    let page = try browser(\.leader).get(Sitemap.dossier.url(id)).text
    #expect(page.contains("14 giờ 30, 15/09/2026, Thôn Vân Tiến. Trưởng thôn. Đang cư trú"))
  }

  @Test("decision 11: an extension of the procedure moves the appointment once")
  func extensions() throws {
    move(to: 8)
    let id = try portal.dossier(
      .processing,
      revised: {
        $0.times = [ProcessingTime(legal: .workingDays(3))]
        $0.extensions = [Extension(id: "xa", name: "Xã vùng xa", time: .workingDays(5))]
      })
    let page = try browser(\.specialist).get(Sitemap.turn(.extend).url(id)).text
    #expect(page.contains("Xã vùng xa: 5 ngày làm việc"))
    let form = [("extension", "xa"), ("why", "Cách trung tâm 60 km")]
    #expect(
      try portal.post(.extend, [("extension", "khac")], on: id, by: portal.people.specialist).status
        == .unprocessableContent)
    #expect(try portal.post(.extend, form, on: id, by: portal.people.specialist).status == .seeOther)
    #expect(try portal.record(id).dossier.appointment == Moment(iso: "2026-09-18T17:00"))
    let dossier = try browser(\.specialist).get(Sitemap.dossier.url(id)).text
    #expect(dossier.contains("Xã vùng xa") && !dossier.contains(Sitemap.turn(.extend).url(id)))
    #expect(try portal.post(.extend, form, on: id, by: portal.people.specialist).status != .seeOther)
  }
}
