import Foundation
import HTTPServer
import Testing
import Workflow

@testable import Storage
@testable import Web

/// NĐ 61 arts 11.2.c, 17, 19.4 and decision 10, through the pages: one request at receipt and one after review, answered
/// and checked item by item.
@Suite struct SupplementTests {
  private let portal: Portal
  private let officer: Browser

  init() throws {
    portal = try Portal()
    officer = try Browser(portal, as: portal.people.officer)
  }

  private func check(_ id: DossierID, _ fields: [(String, String)]) throws -> Response {
    officer.post(Sitemap.checkSupplement.url(id), fields + [try portal.version(id)])
  }

  @Test("art 17: asked at receipt, answered item by item, received") func atReceipt() throws {
    let id = try portal.filing().id
    #expect(try portal.request(of: id).location?.contains("supplement-requested") == true)
    #expect(try portal.record(id).dossier.state == .supplementingFiling)

    let citizen = try Browser(portal, as: portal.people.citizen)
    let mine = citizen.get(Sitemap.myDossier.url(id)).text
    for words in ["Ảnh mờ", "Chụp lại rõ nét", "Sai dấu", "Chờ công dân bổ sung", "Đã chờ 0 ngày làm việc"] {
      #expect(mine.contains(words), "\(words)")
    }
    let form = citizen.get(Sitemap.myAnswer.url(id)).text
    #expect(
      form.contains("name=\"file.chung-sinh\"")
        && form.contains("name=\"child.fullName\" value=\"Lò Văn An\""))
    #expect(!form.contains("name=\"child.birthDate\""))

    #expect(try portal.answer(id).location?.hasPrefix("/my-dossiers/\(id)?done=supplement-answered") == true)
    let record = try portal.record(id)
    #expect(record.dossier.state == .submitted && record.dossier.receptionDue != nil)
    #expect(record.answers.text("child.fullName") == "Lò Văn Ân" && record.owner.name == "Lò Văn Ân")

    let receive = officer.get(Sitemap.receive.url(id)).text
    #expect(receive.contains(Sitemap.checkSupplement.url(id)))
    let page = officer.get(Sitemap.checkSupplement.url(id)).text
    for words in ["<del>Lò Văn An</del>", "<ins>Lò Văn Ân</ins>", "chung-sinh.pdf", "ro.png", "Đã chụp lại"] {
      #expect(page.contains(words), "\(words)")
    }
    #expect(try check(id, [("do", "accept")]).location == Sitemap.receive.url(id))
    _ = officer.post(Sitemap.receive.url(id), [try portal.version(id)])
    let received = try portal.record(id).dossier
    #expect(received.state == .received && received.turns.supplements[0].acceptedAt == portal.clock.now)
  }

  @Test("art 19.4: asked after review, the clock counts anew") func afterReview() throws {
    let id = try portal.filing().id
    try receiveAndForward(id)
    let before = try #require(try portal.record(id).dossier.appointment)
    let specialist = try Browser(portal, as: portal.people.specialist)
    let proposed = specialist.post(
      Sitemap.turn(.proposeSupplement).url(id),
      Portal.items([("field:mother.birthDate", "Chưa ghi", "Ghi năm sinh")]) + [try portal.version(id)])
    #expect(proposed.location?.contains("supplement-proposed") == true)
    #expect(officer.get("/counter?tab=supplement-proposed").text.contains("/dossiers/\(id)"))
    let editor = officer.get(Sitemap.turn(.requestSupplement).url(id)).text
    #expect(editor.contains("Chưa ghi</textarea>") && editor.contains("tính lại từ đầu"))
    _ = try portal.request(
      Portal.items([("field:mother.birthDate", "Chưa ghi năm sinh", "Ghi năm sinh của mẹ")]), of: id)
    #expect(try portal.record(id).dossier.state == .supplementing)

    portal.clock.now = Moment(day: portal.clock.now.day + 2, minuteOfDay: 600)
    let answered = try portal.answer(id, ["mother.birthDate": "1992", "words.1": ""], [])
    #expect(answered.status == .seeOther)
    let officer = try Browser(portal, as: portal.people.officer)
    let page = officer.get(Sitemap.checkSupplement.url(id)).text
    let appointment = try #require(try portal.record(id).dossier.appointment)
    #expect(appointment > before && page.contains(appointment.vietnamese))
    #expect(page.contains("tính lại từ đầu") && page.contains("<ins>1992</ins>"))
    #expect(officer.get("/counter?tab=supplement-answered").text.contains("Còn 1 ngày làm việc"))
    let accepted = officer.post(Sitemap.checkSupplement.url(id), [("do", "accept"), try portal.version(id)])
    #expect(accepted.location?.contains("supplement-accepted") == true)
    #expect(try portal.record(id).dossier.state == .received)
  }

  /// At most one request of each phase.
  @Test("arts 11.2.c, 19.4: a third request is refused") func aThirdRequestIsRefused() throws {
    let id = try portal.filing().id
    _ = try portal.request(of: id)
    _ = try portal.answer(id)
    let again = try portal.request(of: id)
    #expect(again.status == .conflict && again.text.contains("không được yêu cầu lần nữa"))
    try receiveAndForward(id)
    let specialist = try Browser(portal, as: portal.people.specialist)
    let propose = {
      specialist.post(
        Sitemap.turn(.proposeSupplement).url(id), Portal.usualItems + [try portal.version(id)])
    }
    #expect(try propose().status == .seeOther)
    _ = try portal.request(of: id)
    _ = try portal.answer(id)
    _ = try check(id, [("do", "accept")])
    try portal.act(
      .forward(to: portal.people.specialist, unit: portal.people.commune), on: id,
      by: Dossier.Actor(person: portal.people.officer, role: .oneStopOfficer))
    #expect(try propose().status == .conflict)
    #expect(try portal.record(id).dossier.turns.supplements.count == 2)
  }

  private func receiveAndForward(_ id: DossierID) throws {
    let actor = Dossier.Actor(person: portal.people.officer, role: .oneStopOfficer)
    let later = Moment(day: portal.clock.now.day + 10, minuteOfDay: 600)
    try portal.act(.receive(appointmentByHand: later), on: id, by: actor)
    try portal.act(.markShown(paper: "giay-to-tuy-than"), on: id, by: actor)
    try portal.act(
      .forward(to: portal.people.specialist, unit: portal.people.commune), on: id, by: actor)
  }

  // MARK: Answering

  /// Only the parts that the slip names may change, whatever is posted.
  @Test func nothingElseChanges() throws {
    let id = try portal.filing().id
    _ = try portal.request(of: id)
    _ = try portal.answer(
      id, ["requester.fullName": "Kẻ Khác", "child.birthDate": "01/01/2000", "mother.fullName": ""])
    let answers = try portal.record(id).answers
    #expect(
      answers.text("requester.fullName") == "Lò Thị Mai" && answers.text("mother.fullName") == "Lò Thị Mai")
    #expect(answers.text("child.fullName") == "Lò Văn Ân")
  }

  /// What a changed answer brings up must be answered with it.
  @Test func whatHangsOnAPartIsAskedToo() throws {
    let id = try portal.filing().id
    let items = Portal.items([("field:child.birthPlaceKind", "Sai", "Chọn lại")])
    _ = try portal.request(items, of: id)
    let first = try portal.answer(id, ["child.birthPlaceKind": "elsewhere"], [])
    #expect(
      first.status == .unprocessableContent && first.text.contains("name=\"child.birthPlace.province\""))
    let place = [
      "child.birthPlaceKind": "elsewhere", "child.birthPlace.province": "Thanh Hóa",
      "child.birthPlace.commune": "Cát Vân",
    ]
    #expect(try portal.answer(id, place, []).status == .seeOther)
    #expect(try portal.record(id).answers.text("child.birthPlace.commune") == "Cát Vân")
  }

  @Test(arguments: [
    (["done.2": ""], "Mục 2: đánh dấu"), (["child.fullName": "<script>1</script>"], "Họ, chữ đệm, tên"),
    (["child.fullName": ""], "Họ, chữ đệm, tên"),
    (["words.1": String(repeating: "ă", count: 1001)], "lời nhắn nhiều nhất"),
  ])
  func whatMustBeMendedIsNamedAndNothingIsLost(changed: [String: String], message: String) throws {
    let id = try portal.filing().id
    _ = try portal.request(of: id)
    let answer = try portal.answer(id, changed)
    #expect(answer.status == .unprocessableContent && answer.text.contains(message))
    #expect(answer.text.contains("Đã nhận tệp") && !answer.text.contains("<script>1"))
    #expect(try portal.record(id).dossier.state == .supplementingFiling)
  }

  /// A file that came with a refused form comes back sealed and is not chosen twice.
  @Test func aFileSurvivesAProblemElsewhere() throws {
    let id = try portal.filing().id
    _ = try portal.request(of: id)
    let citizen = try Browser(portal, as: portal.people.citizen)
    let send = { (fields: [(String, String)], files: [Browser.Chosen]) in
      citizen.upload(
        Sitemap.myAnswer.url(id), files,
        fields + [("done.1", "yes"), ("child.fullName", "Lò Văn Ân"), try portal.version(id)])
    }
    let refused = try send([], [.init(field: "file.chung-sinh", name: "ro.png", bytes: Sample.png)])
    let kept = try #require(refused.value(of: "kept.chung-sinh"))
    #expect(try send([("kept.chung-sinh", kept), ("done.2", "yes")], []).status == .seeOther)
    #expect(try portal.record(id).dossier.papers.first { $0.id == "chung-sinh" }?.files == 2)
  }

  @Test func aPaperNeedsANewFile() throws {
    let id = try portal.filing().id
    _ = try portal.request(of: id)
    let answer = try portal.answer(id, [:], [])
    #expect(answer.status == .unprocessableContent && answer.text.contains("chọn ảnh hoặc tệp mới"))
    let wrong = try portal.answer(
      id, [:], [.init(field: "file.chung-sinh", name: "a.exe", bytes: Array("MZ".utf8))])
    #expect(wrong.status == .unprocessableContent && wrong.text.contains("Chưa đọc được tệp"))
  }

  @Test func aDoubleTapAnswersOnce() throws {
    let id = try portal.filing().id
    _ = try portal.request(of: id)
    let once = Secrets.token()
    let version = ["version": String(try portal.record(id).dossier.version)]
    #expect(try portal.answer(id, version, once: once).status == .seeOther)
    #expect(try portal.answer(id, version, once: once).status == .seeOther)
    let answers = try portal.journal(id).filter { $0.entry.verb == .answerSupplement }
    #expect(answers.count == 1)
    #expect(try portal.record(id).dossier.papers.first { $0.id == "chung-sinh" }?.files == 2)
  }

  /// A note by an officer in between loses nothing of what the citizen typed and sent.
  @Test func aChangeInBetweenIsSaidAndNothingIsLost() throws {
    let id = try portal.filing().id
    _ = try portal.request(of: id)
    let version = ["version": String(try portal.record(id).dossier.version)]
    try portal.act(
      .note(text: "đã gọi"), on: id, by: Dossier.Actor(person: portal.people.officer, role: .oneStopOfficer))
    let answer = try portal.answer(id, version)
    #expect(answer.status == .conflict && answer.text.contains("Đã nhận tệp"))
    #expect(answer.text.contains("value=\"Lò Văn Ân\""))
  }

  /// Decision 10: a refused item reopens the same slip.
  @Test func aRefusedItemReopensItsSlip() throws {
    let id = try portal.filing().id
    _ = try portal.request(of: id)
    _ = try portal.answer(id)
    portal.clock.advance(minutes: 30)
    #expect(try check(id, [("do", "reopen")]).status == .unprocessableContent)
    #expect(try check(id, [("do", "reopen"), ("bad.1", "yes")]).status == .unprocessableContent)
    #expect(try check(id, [("do", "accept"), ("bad.1", "yes")]).status == .unprocessableContent)
    let fault = [("do", "reopen"), ("bad.1", "yes"), ("fault.1", "Vẫn mờ góc trái")]
    #expect(try check(id, fault).location?.contains("supplement-reopened") == true)
    portal.clock.advance(minutes: 30)
    let dossier = try portal.record(id).dossier
    #expect(dossier.state == .supplementingFiling && dossier.turns.supplements.count == 1)
    #expect(dossier.turns.supplements[0].waits.count == 2)
    let form = try Browser(portal, as: portal.people.citizen).get(Sitemap.myAnswer.url(id)).text
    #expect(form.contains("Vẫn mờ góc trái"))
    #expect(
      form.contains("name=\"done.2\" value=\"yes\" checked")
        && !form.contains("name=\"done.1\" value=\"yes\" checked"))
    #expect(try portal.answer(id, [:], []).status == .unprocessableContent)
    #expect(try portal.answer(id).status == .seeOther)
    let page = officer.get(Sitemap.checkSupplement.url(id)).text
    #expect(page.contains("<del>Lò Văn An</del>"))
  }

  @Test func theOfficerAnswersForACitizenAtTheCounter() throws {
    let id = try portal.filing().id
    _ = try portal.request(of: id)
    let url = Sitemap.turn(.answerSupplement).url(id)
    #expect(officer.get(url).text.contains("Ghi nhận nội dung người dân bổ sung tại quầy"))
    let answer = officer.upload(
      url, [.init(field: "file.chung-sinh", name: "quet.png", bytes: Sample.png)],
      [("done.1", "yes"), ("done.2", "yes"), ("child.fullName", "Lò Văn Ân"), try portal.version(id)])
    #expect(answer.location == "/dossiers/\(id)?done=supplement-answered")
    let entry = try #require(try portal.journal(id).last { $0.entry.verb == .answerSupplement }?.entry)
    #expect(entry.role == .oneStopOfficer && entry.person == portal.people.officer)
  }

  @Test func whoeverHasNoBusinessWithItFindsNothing() throws {
    let id = try portal.filing().id
    _ = try portal.request(of: id)
    let stranger = try Browser(portal, as: portal.people.stranger)
    #expect(stranger.get(Sitemap.myAnswer.url(id)).status == .notFound)
    #expect(stranger.upload(Sitemap.myAnswer.url(id), [], [try portal.version(id)]).status == .notFound)
    let neighbour = try portal.neighbour()
    try portal.grant(.oneStopOfficer, at: neighbour.commune, to: neighbour.specialist)
    let other = try Browser(portal, as: neighbour.specialist)
    for url in [
      Sitemap.turn(.requestSupplement).url(id), Sitemap.turn(.answerSupplement).url(id),
      Sitemap.checkSupplement.url(id),
    ] {
      #expect(other.get(url).status == .notFound)
    }
    let specialist = try Browser(portal, as: portal.people.specialist)
    let attempt = specialist.post(
      Sitemap.turn(.requestSupplement).url(id), Portal.usualItems + [try portal.version(id)])
    #expect(attempt.status == .conflict && attempt.text.contains("Cán bộ chuyên môn không được"))
  }

  // MARK: Writing the slip

  @Test func theEditorWorksWithoutScript() throws {
    let id = try portal.filing().id
    let url = Sitemap.turn(.requestSupplement).url(id)
    let added = officer.post(url, Portal.usualItems + [("do", "add-item")]).text
    #expect(added.contains("id=\"item.3.why\"") && added.contains("Ảnh mờ</textarea>"))
    let removed = officer.post(url, Portal.usualItems + [("do", "remove-item:1")]).text
    #expect(!removed.contains("Ảnh mờ") && removed.contains("Sai dấu</textarea>"))
  }

  @Test(arguments: [
    ("", "Ảnh mờ", "Chụp lại"), ("paper:khong-co", "Ảnh mờ", "Chụp lại"), ("field:owner", "a", "b"),
    ("paper:chung-sinh", "", "Chụp lại"), ("paper:chung-sinh", "Ảnh mờ", ""), ("other", "a", "b"),
    ("paper:chung-sinh", String(repeating: "a", count: 1001), "b"), ("", "", ""),
  ])
  func anItemNeedsSubjectReasonAndAdvice(subject: String, why: String, toDo: String) throws {
    let id = try portal.filing().id
    let answer = try portal.request(Portal.items([(subject, why, toDo)]), of: id)
    #expect(answer.status == .unprocessableContent && answer.text.contains("class=\"errors\""))
    #expect(try portal.record(id).dossier.state == .submitted)
  }

  @Test func aSlipPrintsWhatItIsGivenAsText() throws {
    let id = try portal.filing().id
    let bad = "<script>alert(1)</script>"
    _ = try portal.request(Portal.items([("paper:chung-sinh", bad, bad)]), of: id)
    let citizen = try Browser(portal, as: portal.people.citizen)
    for page in [
      citizen.get(Sitemap.myDossier.url(id)), citizen.get(Sitemap.myAnswer.url(id)),
      officer.get(Sitemap.dossier.url(id)),
    ] {
      #expect(page.status == .ok && page.text.contains("&lt;script&gt;") && !page.text.contains(bad))
    }
  }

  // MARK: Time

  /// After three working days only the leader may allow it, with a reason, and it is listed.
  @Test func afterThreeDaysOnlyALeaderAllowsIt() throws {
    let id = try portal.dossier(.processing)
    portal.clock.now = Moment(day: portal.clock.now.day + 6, minuteOfDay: 600)
    let specialist = try Browser(portal, as: portal.people.specialist)
    let url = Sitemap.turn(.proposeSupplement).url(id)
    let items = [
      ("item.1.subject", "other"), ("item.1.name", "Sổ hộ khẩu"), ("item.1.code", "missing"),
      ("item.1.why", "Chưa có"), ("item.1.toDo", "Mang đến"),
    ]
    #expect(specialist.get(url).text.contains("chỉ lãnh đạo được cho phép"))
    let refused = specialist.post(url, items + [try portal.version(id)])
    #expect(refused.status == .conflict && refused.text.contains("chỉ lãnh đạo được cho phép"))
    let leader = try Browser(portal, as: portal.people.leader)
    let allow = Sitemap.turn(.allowSupplement).url(id)
    #expect(leader.post(allow, [("why", ""), try portal.version(id)]).status == .unprocessableContent)
    #expect(leader.post(allow, [("why", "Giấy tờ giả"), try portal.version(id)]).status == .seeOther)
    #expect(specialist.post(url, items + [try portal.version(id)]).status == .seeOther)
    #expect(try portal.record(id).dossier.state == .supplementProposed)
    let chairman = try Browser(portal, as: portal.people.chairman)
    let list = chairman.get(Sitemap.exceptions.url(portal.people.commune)).text
    #expect(list.contains("Yêu cầu bổ sung quá 03 ngày") && list.contains("Giấy tờ giả"))
  }

  /// Waiting shows how long and until when; when the time is over a leader may stop it, not before.
  @Test func whenTheTimeIsOverALeaderMayStop() throws {
    let id = try portal.filing().id
    try receiveAndForward(id)
    try portal.act(
      .proposeSupplement([SupplementItem(subject: .other, name: "a", code: .wrong, why: "b", toDo: "c")]),
      on: id, by: Dossier.Actor(person: portal.people.specialist, role: .specialist))
    _ = try portal.request(of: id)
    let leader = try Browser(portal, as: portal.people.leader)
    let stop = Sitemap.turn(.stop).url(id)
    #expect(leader.get(stop).text.contains("Người nộp còn thời gian để bổ sung"))
    let early = leader.post(stop, [("code", "not-completed"), ("why", "x"), try portal.version(id)])
    #expect(early.status == .conflict)
    let agency = portal.people.commune
    #expect(leader.get(Sitemap.awaited.url(agency)).text.contains("Đã chờ 0 ngày làm việc"))
    #expect(leader.get(Sitemap.capReached.url(agency)).text.contains("Không có hồ sơ nào hết thời gian"))
    #expect(officer.get(Sitemap.watched.url("awaited")).text.contains("Chờ công dân bổ sung"))

    portal.clock.now = Moment(day: portal.clock.now.day + 60, minuteOfDay: 600)
    let later = try Browser(portal, as: portal.people.leader)
    let over = later.get(Sitemap.capReached.url(agency)).text
    #expect(over.contains("Đã hết thời gian bổ sung") && over.contains(stop))
    let chairman = try Browser(portal, as: portal.people.chairman)
    #expect(!chairman.get(Sitemap.capReached.url(agency)).text.contains(stop))
    #expect(
      later.post(stop, [("code", "not-completed"), ("why", "Quá hạn bổ sung"), try portal.version(id)]).status
        == .seeOther)
    let mine = try Browser(portal, as: portal.people.citizen).get(Sitemap.myDossier.url(id)).text
    #expect(mine.contains("Quá hạn bổ sung") && mine.contains("Quá thời hạn mà không bổ sung hồ sơ"))
  }
}
