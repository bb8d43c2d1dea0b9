import Foundation
import HTTPServer
import Testing
import Workflow

@testable import Storage
@testable import Web

/// The counter: receives with everything art 17 asks for, forwards what is complete, returns what has a result.
@Suite struct ReceptionTests {
  private static let birth = "1.001193"
  private let portal: Portal
  private let officer: Browser

  init() throws {
    portal = try Portal()
    officer = try Browser(portal, as: portal.people.officer)
  }

  private var scan: Browser.Chosen { Browser.Chosen(name: "a.png", bytes: Sample.png) }

  private func fields(_ more: [(String, String)] = []) -> [(String, String)] {
    let usual = [
      ("ownerName", "Lò Thị Mai"), ("identityKind", "cccd"), ("identity", "038190001234"),
      ("phone", "0912 345 678"), ("email", ""), ("address", "Khu phố 2"), ("channel", "counter"),
      ("returnMethod", "counter"), ("copies", "1"), ("fee", "8.000"), ("summary", ""),
    ]
    return usual.filter { field in !more.contains { $0.0 == field.0 } } + more
      + ["to-khai", "chung-sinh", "uy-quyen", "giay-to-tuy-than"].flatMap { paper in
        [("originals.\(paper)", "1"), ("certified.\(paper)", "0"), ("photocopies.\(paper)", "0")]
      }
  }

  private func scans() -> [Browser.Chosen] {
    ["to-khai", "chung-sinh"].map {
      Browser.Chosen(field: "file.\($0)", name: "\($0).png", bytes: Sample.png)
    }
  }

  private func receive(_ more: [(String, String)] = []) -> Response {
    officer.upload(Sitemap.receiveAtCounter.url(Self.birth), scans(), fields(more))
  }

  private func id(_ response: Response) throws -> DossierID {
    let path = try #require(response.location?.split(separator: "?").first)
    return try #require(DossierID(String(path.split(separator: "/").last ?? "")))
  }

  @Test func receivesWithCodeAppointmentPapersAndFee() throws {
    let record = try portal.record(id(receive([("shown.giay-to-tuy-than", "yes")])))
    #expect(record.dossier.state == .received && record.code?.hasPrefix("H56.38.02-") == true)
    #expect(record.dossier.appointment != nil && record.dossier.receivedAt == portal.clock.now)
    #expect(
      record.fee == 8000 && record.owner.phone == "0912345678" && record.keyedBy == portal.people.officer)
    #expect(record.dossier.papers.filter { !$0.isSettled }.isEmpty)
  }

  @Test func aCaseOfAnotherProcedureIsRefused() {
    let response = receive([("caseName", "Trường hợp bịa đặt")])
    #expect(response.status == .unprocessableContent)
    #expect(response.text.contains("Trường hợp: chọn một trường hợp của thủ tục này."))
  }

  /// Decision 18.
  @Test func aDoubleTapReceivesOnce() throws {
    let once = [("once", Secrets.token())]
    let (first, second) = (receive(once), receive(once))
    #expect(first.location == second.location)
    #expect(try portal.database.read { try $0.first("SELECT count(*) FROM dossiers") { $0.int(0) } } == 1)
  }

  /// F003-05.
  @Test func aPaperWithoutScanNeedsAnExceptionWithReason() throws {
    let bare = officer.upload(Sitemap.receiveAtCounter.url(Self.birth), [], fields())
    #expect(bare.status == .unprocessableContent)
    #expect(bare.text.contains("Giấy chứng sinh") && bare.text.contains("ngoại lệ"))
    let excepted = officer.upload(
      Sitemap.receiveAtCounter.url(Self.birth), [],
      fields([
        ("exception.to-khai", "not-scannable"), ("reason.to-khai", "khổ giấy lớn"),
        ("exception.chung-sinh", "device-failure"), ("reason.chung-sinh", "máy quét hỏng"),
      ]))
    let record = try portal.record(id(excepted))
    #expect(record.dossier.papers.first { $0.id == "to-khai" }?.exception?.reason == "khổ giấy lớn")
  }

  /// Nothing is scanned twice: what came with a refused form comes back with it, sealed.
  @Test func aScanSurvivesAProblemElsewhere() throws {
    let refused = receive([("address", "")])
    #expect(refused.status == .unprocessableContent && refused.text.contains("Đã nhận tệp to-khai.png"))
    let kept = try ["to-khai", "chung-sinh"].map { paper in
      ("kept.\(paper)", try #require(refused.value(of: "kept.\(paper)")))
    }
    let answer = officer.upload(Sitemap.receiveAtCounter.url(Self.birth), [], fields(kept))
    #expect(try portal.record(id(answer)).dossier.papers.filter { $0.files == 1 }.count == 2)
    let forged = kept.map { ($0.0, $0.1.replacingOccurrences(of: "png", with: "pdf")) }
    let other = officer.upload(Sitemap.receiveAtCounter.url(Self.birth), [], fields(forged))
    #expect(other.status == .unprocessableContent)
  }

  @Test(arguments: [
    ("ownerName", "<script>alert(1)</script>"), ("ownerName", ""), ("identity", "12"),
    ("identity", "'; DROP--"),
    ("identityKind", "x"), ("phone", "abc"), ("email", "a@"), ("address", String(repeating: "a", count: 301)),
    ("copies", "-1"), ("copies", "99999999999999999999"), ("fee", "không"), ("channel", "online"),
    ("returnMethod", "<b>"), ("summary", String(repeating: "ă", count: 1001)),
    ("originals.to-khai", "1e9"), ("exception.to-khai", "not-scannable"),
  ]) func badInputIsNamedAndKept(name: String, value: String) throws {
    var all = fields().filter { $0.0 != name }
    all.append((name, value))
    let answer = officer.upload(Sitemap.receiveAtCounter.url(Self.birth), scans(), all)
    #expect(answer.status == .unprocessableContent)
    #expect(answer.text.contains("class=\"errors\"") && !answer.text.contains("<script>alert"))
  }

  /// F001-03: only the summary does not travel.
  @Test func forwardingIsRefusedWhileARequiredPaperIsMissing() throws {
    let id = try id(receive())
    let page = officer.get(Sitemap.forward.url(id))
    #expect(page.text.contains("Giấy tờ tùy thân của người yêu cầu"))
    let to = "\(portal.people.commune).\(portal.people.specialist)"
    let version = { String(try portal.record(id).dossier.version) }
    let refused = officer.post(Sitemap.forward.url(id), [("to", to), ("version", try version())])
    #expect(refused.status == .conflict && refused.text.contains("Giấy tờ tùy thân của người yêu cầu"))
    _ = officer.post(
      Sitemap.markShown.url(id, "giay-to-tuy-than"), [("version", try version())])
    let done = officer.post(Sitemap.forward.url(id), [("to", to), ("version", try version())])
    #expect(done.status == .seeOther)
    #expect(try portal.record(id).dossier.processor == portal.people.specialist)
  }

  @Test func onlyAnOfferedSpecialistCanBeChosen() throws {
    let id = try portal.dossier(.received)
    let version = String(try portal.record(id).dossier.version)
    for to in ["", "1", "x.y", "\(portal.people.commune).\(portal.people.citizen)", "9.9.9"] {
      let answer = officer.post(Sitemap.forward.url(id), [("to", to), ("version", version)])
      #expect(answer.status == .unprocessableContent)
    }
  }

  /// F001-02 and arts 6–7.
  @Test func returnsOnlyToANamedCollector() throws {
    let id = try portal.dossier(.signed)
    let version = { String(try portal.record(id).dossier.version) }
    _ = officer.post(Sitemap.takeBack.url(id), [("version", try version())])
    let nameless = officer.post(
      Sitemap.returnResult.url(id),
      [("name", ""), ("identity", "1"), ("relation", "owner"), ("version", try version())])
    #expect(nameless.status == .unprocessableContent)
    let done = officer.post(
      Sitemap.returnResult.url(id),
      [
        ("name", "Lò Thị Mai"), ("identity", "038190001234"), ("relation", "owner"),
        ("version", try version()),
      ])
    #expect(done.status == .seeOther)
    let record = try portal.record(id)
    #expect(record.dossier.state == .returned && record.collector?.relation == .owner)
  }

  /// The forms of one page share a key, yet what is written after going back is something new (decision 18).
  @Test func goingBackAndWritingSomethingElseIsSomethingNew() throws {
    let id = try portal.dossier(.received)
    let once = ("once", Secrets.token())
    let note = { (text: String, version: Int) in
      officer.post(Sitemap.note.url(id), [("text", text), ("version", String(version)), once])
    }
    let version = try portal.record(id).dossier.version
    #expect(note("một", version).status == .seeOther)
    #expect(note("một", version).status == .seeOther)
    #expect(note("hai", version).status == .conflict)
    #expect(note("hai", version + 1).status == .seeOther)
    let notes = try portal.database.read { try Journal.lines(of: id, in: $0) }.filter {
      $0.entry.verb == .note
    }
    #expect(notes.map(\.entry.reason) == ["một", "hai"])
  }

  @Test func theReceiptHasTheFactsOfForm01() throws {
    let page = officer.get(Sitemap.receipt.url(try id(receive()))).text
    for words in [
      "Mẫu số 01", "GIẤY TIẾP NHẬN HỒ SƠ VÀ HẸN TRẢ KẾT QUẢ", "Lò Thị Mai", "0912345678", "Khu phố 2",
      "038190001234", "Giấy chứng sinh", "1 (bộ)", "8.000 đồng", "Hà Thị Nga", "Liên 1: Lưu",
      "Liên 2: Giao khách hàng", "sheet-qr",
    ] {
      #expect(page.contains(words), "\(words)")
    }
  }

  @Test func anotherCommunesDossierDoesNotExist() throws {
    let id = try portal.dossier(.received)
    let neighbour = try portal.neighbour()
    try portal.grant(.oneStopOfficer, at: neighbour.commune, to: neighbour.specialist)
    let stranger = try Browser(portal, as: neighbour.specialist)
    for url in [Sitemap.dossier.url(id), Sitemap.receipt.url(id), Sitemap.forward.url(id)] {
      #expect(stranger.get(url).status == .notFound)
    }
    #expect(stranger.post(Sitemap.note.url(id), [("text", "x"), ("version", "1")]).status == .notFound)
  }

  /// Decision 1.
  @Test func aBoundAccountSeesWhatTheCounterReceivedForIt() throws {
    let id = try id(receive())
    let citizen = try Browser(portal, as: portal.people.citizen)
    #expect(citizen.get(Sitemap.myDossier.url(id)).status == .notFound)
    let bind = { (seen: String) in
      officer.post(
        Sitemap.bindAccount.url(portal.people.citizen),
        [("name", "Lò Thị Mai"), ("kind", "cccd"), ("number", "038190001234"), ("seen", seen)])
    }
    #expect(bind("").status == .unprocessableContent)
    #expect(citizen.get(Sitemap.myDossier.url(id)).status == .notFound)
    #expect(bind("yes").status == .seeOther)
    #expect(citizen.get(Sitemap.myDossier.url(id)).status == .ok)
    let stranger = try Browser(portal, as: portal.people.stranger)
    #expect(stranger.get(Sitemap.myDossier.url(id)).status == .notFound)
  }

  /// Decision 3: also who worked on the result before it was handed back.
  @Test func whoMadeTheResultNeverSignsIt() throws {
    let id = try portal.dossier(.processing)
    try portal.attachResult(to: id)
    let maker = portal.people.specialist
    let specialist = Dossier.Actor(person: maker, role: .specialist)
    try portal.act(.handBack(reason: "chuyển người khác"), on: id, by: specialist)
    let (other, commune) = (portal.people.chairman, portal.people.commune)
    try portal.grant(.specialist, at: commune, to: other)
    try portal.grant(.leader, at: commune, to: maker)
    let officer = Dossier.Actor(person: portal.people.officer, role: .oneStopOfficer)
    try portal.act(.forward(to: other, unit: commune), on: id, by: officer)
    let second = Dossier.Actor(person: other, role: .specialist)
    try portal.act(.takeOver, on: id, by: second)
    try portal.act(.submitForSignOff(to: maker), on: id, by: second)
    #expect(throws: Refusal.processedBySelf) {
      try portal.act(
        .signOff(number: "", authority: .onBehalf), on: id, by: Dossier.Actor(person: maker, role: .leader))
    }
  }

  /// What was taken off before the signature is nobody's outside the office.
  @Test func theApplicantDoesNotOpenWhatWasTakenOff() throws {
    let specialist = try Browser(portal, as: portal.people.specialist)
    let id = try portal.dossier(.processing, channel: .online)
    _ = specialist.upload(Sitemap.attachResult.url(id), [Browser.Chosen(name: "nhap.pdf", bytes: Sample.pdf)])
    let draft = try #require(
      try portal.database.read { try DossierFiles.files(of: id, in: $0) }.first { $0.paper == nil })
    _ = specialist.post(Sitemap.removeResult.url(id, draft.id))
    _ = specialist.upload(Sitemap.attachResult.url(id), [Browser.Chosen(name: "that.pdf", bytes: Sample.pdf)])
    try portal.act(
      .submitForSignOff(to: portal.people.leader), on: id,
      by: Dossier.Actor(person: portal.people.specialist, role: .specialist))
    try portal.act(
      .signOff(number: "1", authority: .onBehalf), on: id,
      by: Dossier.Actor(person: portal.people.leader, role: .leader))
    let counter = Dossier.Actor(person: portal.people.officer, role: .oneStopOfficer)
    try portal.act(.takeBack, on: id, by: counter)
    let result = try #require(
      try portal.database.read { try DossierFiles.files(of: id, in: $0) }.first { $0.paper == nil })
    let citizen = try Browser(portal, as: portal.people.citizen)
    #expect(citizen.get(Sitemap.file.url(result.id)).status == .ok)
    #expect(citizen.get(Sitemap.file.url(draft.id)).status == .notFound)
    let late = officer.upload(
      Sitemap.attachResult.url(id), [Browser.Chosen(name: "gia.pdf", bytes: Sample.pdf)])
    #expect(late.status == .conflict && late.text.contains("không thêm tệp khác"))
  }

  /// Decision 9: a result on paper only is finished when it lies at the counter.
  @Test func aSignedPaperResultStaysOverdueUntilItLiesAtTheCounter() throws {
    let now = portal.clock.now
    var dossier = Dossier(
      draft: DossierID(1), channel: .counter, agency: portal.people.commune,
      terms: Dossier.Terms(legal: .workingDays(1), committed: nil, resultOnPaperOnly: true), papers: [])
    let clockwork = try portal.database.read {
      try Reference.read($0, version: 0).clockwork(of: portal.people.commune, on: now.day)
    }
    let people = portal.people
    let steps: [(Action, PersonID, Role)] = [
      (.receive(appointmentByHand: nil), people.officer, .oneStopOfficer),
      (.forward(to: people.specialist, unit: people.commune), people.officer, .oneStopOfficer),
      (.takeOver, people.specialist, .specialist),
      (.submitForSignOff(to: people.leader), people.specialist, .specialist),
      (.signOff(number: "", authority: .onBehalf), people.leader, .leader),
    ]
    for (action, person, role) in steps {
      _ = try dossier.apply(
        action, by: Dossier.Actor(person: person, role: role), at: now, clockwork: clockwork)
    }
    #expect(dossier.state == .signed && dossier.isBeingSolved && dossier.finishedAt == nil)
    let counter = Dossier.Actor(person: people.officer, role: .oneStopOfficer)
    _ = try dossier.apply(.takeBack, by: counter, at: now, clockwork: clockwork)
    #expect(!dossier.isBeingSolved && dossier.finishedAt == now)
  }

  @Test func anOfficerOfSomeFieldsSeesOnlyThese() throws {
    _ = try portal.dossier(.received)
    let other = try portal.database.write { db in
      let id = try People.create(
        People.New(kind: .staff, login: "dat-dai", password: "x", name: "Lê Văn Đất"), at: portal.clock.now,
        in: db)
      try People.grant(
        Grant(role: .oneStopOfficer, agency: portal.people.commune, fields: ["dat-dai"]), to: id, by: nil,
        at: portal.clock.now, in: db)
      return id
    }
    let list = try Browser(portal, as: other).get(Sitemap.counter.url + "?tab=received").text
    #expect(!list.contains("Lò Thị Mai"))
    #expect(officer.get(Sitemap.counter.url + "?tab=received").text.contains("Lò Thị Mai"))
  }

  /// Decision 1: an account is bound once, an identity to one account.
  @Test func bindingIsNotRepeated() throws {
    let bind = { (person: PersonID, number: String) in
      officer.post(
        Sitemap.bindAccount.url(person),
        [("name", "Lò Thị Mai"), ("kind", "cccd"), ("number", number), ("seen", "yes")])
    }
    #expect(bind(portal.people.citizen, "038190001234").status == .seeOther)
    #expect(bind(portal.people.citizen, "038190009999").status == .unprocessableContent)
    #expect(bind(portal.people.stranger, "038190001234").status == .unprocessableContent)
    let reset = { (number: String) in
      officer.post(Sitemap.newCitizenPassword.url(portal.people.citizen), [("number", number)])
    }
    #expect(reset("038190009999").status == .unprocessableContent)
    #expect(reset("038190001234").text.contains("Mật khẩu dùng một lần"))
  }
}
