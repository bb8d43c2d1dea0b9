import Documents
import Foundation
import HTTPServer
import Testing
import Workflow

@testable import Storage
@testable import Web

/// Done in reality, late in the software: found, proved, corrected under three pairs of eyes, counted apart (F004-01, 02, 06).
///
/// Received on 17/11/2026 with three working days, due at the end of Friday the 20th; stamped on the 20th at 09:30, entered on
/// the 27th.
@Suite struct LateFindingTests {
  private let portal: Portal
  private var people: Cast { portal.people }
  private static let signed = Portal.home + "/Tests/DocumentsTests/Signed"
  private static let days = "from=15/09/2026&to=14/12/2026"

  init() throws {
    portal = try Portal(anchors: Self.signed + "/anchors.pem")
    move(to: 17)
  }

  private func move(to day: Int, hour: Int = 9) {
    portal.clock.now = Moment(day: Day(year: 2026, month: 11, day: day), minuteOfDay: hour * 60)
  }

  private func browser(_ person: KeyPath<Cast, PersonID>) throws -> Browser {
    try Browser(portal, as: people[keyPath: person])
  }

  private func bytes(_ name: String) throws -> [UInt8] {
    Array(try Data(contentsOf: URL(fileURLWithPath: "\(Self.signed)/\(name).pdf")))
  }

  private func attach(_ name: String, to id: DossierID) throws {
    let version = String(try portal.record(id).dossier.version)
    let answer = try browser(\.specialist).upload(
      Sitemap.attachResult.url(id), [.init(field: "file", name: "\(name).pdf", bytes: try bytes(name))],
      [("version", version)])
    #expect(answer.status == .seeOther)
  }

  /// Received on the 17th, its result of that name, signed off on the 27th.
  private func late(_ name: String, on day: Int = 27) throws -> DossierID {
    move(to: 17)
    let id = try portal.dossier(.processing, revised: { $0.times = [ProcessingTime(legal: .workingDays(3))] })
    move(to: day, hour: 14)
    try attach(name, to: id)
    try portal.act(
      .submitForSignOff(to: people.leader), on: id,
      by: Dossier.Actor(person: people.specialist, role: .specialist))
    move(to: day, hour: 16)
    try portal.act(
      .signOff(number: "1/GXN", authority: .onBehalf), on: id,
      by: Dossier.Actor(person: people.leader, role: .leader))
    return id
  }

  private func list(_ show: String, by person: KeyPath<Cast, PersonID> = \.chairman) throws -> String {
    try browser(person).get("\(Sitemap.lateFindings.url)?\(Self.days)&show=\(show)").text
  }

  private func verdict(_ id: DossierID) throws -> String? {
    try portal.database.read {
      try $0.first("SELECT verdict FROM late_findings WHERE dossier_id = $1 AND examined <> ''", id.value) {
        $0.text(0)
      }
    }
  }

  // MARK: Finding

  @Test(
    "a stamped result is found, a plain one is possible, a dossier without proof is late; no date changes")
  func found() throws {
    let ids = try ["timestamped", "document-timestamp", "plain", "strange"].map { try late($0) }
    let inTime = try late("timestamped", on: 19)
    let before = try ids.map { try portal.record($0).dossier.finishedAt }
    #expect(try ids.map(verdict) == [nil, nil, nil, nil])
    try portal.keepHouse()
    #expect(try ids.map(verdict) == ["in-time", "in-time", "possible", "unclear"])
    #expect(try verdict(inTime) == nil)
    #expect(try ids.map { try portal.record($0).dossier.finishedAt } == before)
    let page = try list("in-time")
    #expect(page.contains("Thực tế đúng hạn (2)") && page.contains("Có thể đúng hạn (1)"))
    #expect(page.contains("Dấu thời gian tin cậy trong tệp kết quả: 09 giờ 30, 20/11/2026"))
    #expect(page.components(separatedBy: "<tr data-href").count - 1 == 2)
    #expect(try portal.database.read { try Integrity.lateFindings(in: $0).faults } == [])
  }

  @Test("a dossier that changes, and authorities that change, are looked at again")
  func again() throws {
    let id = try late("timestamped")
    try portal.keepHouse()
    try portal.act(.takeBack, on: id, by: Dossier.Actor(person: people.officer, role: .oneStopOfficer))
    #expect(try verdict(id) == nil)
    try portal.keepHouse()
    #expect(try verdict(id) == "in-time")
    try portal.database.write { db -> Void in
      try db.execute("UPDATE late_findings SET examined = 'ff', verdict = 'late'")
    }
    try portal.keepHouse()
    #expect(try verdict(id) == "in-time")
    try portal.database.write { db -> Void in try db.execute("DELETE FROM late_findings") }
    #expect(try portal.database.read { try Integrity.lateFindings(in: $0).faults.count } == 1)
  }

  @Test("an open dossier with its result there is listed to be finished at once")
  func open() throws {
    let id = try portal.dossier(.processing, revised: { $0.times = [ProcessingTime(legal: .workingDays(3))] })
    try attach("plain", to: id)
    move(to: 27)
    let page = try list("open")
    #expect(page.contains("Đang mở, đã có tệp kết quả (1)") && page.contains(Sitemap.lateEvidence.url(id)))
    let officer = try portal.hired(.oneStopOfficer, at: people.commune)
    let text = try Browser(portal, as: officer).get(Sitemap.lateEvidence.url(id)).text
    #expect(text.contains("chưa kết thúc") && !text.contains("Gửi đề nghị"))
  }

  @Test("who sees what: staff of the unit, its head, the office above; nobody else")
  func access() throws {
    let id = try late("timestamped")
    try portal.keepHouse()
    let neighbour = try portal.neighbour()
    let url = Sitemap.lateEvidence.url(id)
    for person in [people.officer, people.specialist, people.leader, people.chairman, people.overseer] {
      let browser = try Browser(portal, as: person)
      #expect(browser.get(url).status == .ok)
      #expect(browser.get("\(Sitemap.lateFindings.url)?\(Self.days)").text.contains("Thực tế đúng hạn (1)"))
    }
    #expect(try Browser(portal, as: neighbour.chairman).get(url).status == .notFound)
    let theirs = try Browser(portal, as: neighbour.chairman).get("\(Sitemap.lateFindings.url)?\(Self.days)")
      .text
    #expect(theirs.contains("Thực tế đúng hạn (0)"))
    for person in [people.citizen, people.administrator] {
      #expect(try Browser(portal, as: person).get(url).status == .forbidden)
    }
    #expect(
      try browser(\.chairman).get("\(Sitemap.lateFindings.url)?agency=\(neighbour.commune)").status
        == .notFound)
  }

  // MARK: Correcting

  private func propose(
    _ id: DossierID, _ changes: [String: String] = [:], files: [Browser.Chosen] = [], by person: PersonID
  ) throws -> Response {
    try propose(id, changes, files: files, in: Browser(portal, as: person))
  }

  private func propose(
    _ id: DossierID, _ changes: [String: String] = [:], files: [Browser.Chosen] = [], in browser: Browser
  ) throws -> Response {
    let good = [
      "day": "20/11/2026", "time": "10:00", "cause": "software", "words": "Có kết quả đúng hạn, nhập chậm.",
      "version": String(try portal.record(id).dossier.version),
    ]
    return browser.upload(
      Sitemap.proposeCorrection.url(id), files, good.merging(changes) { $1 }.map { ($0.key, $0.value) })
  }

  private func decide(_ id: DossierID, _ act: String, _ more: [String: String] = [:], by person: PersonID)
    throws -> Response
  {
    let correction = try #require(try portal.database.read { try Corrections.about(id, in: $0).last })
    let fields = ["act": act, "decision": "", "version": String(correction.version)]
    return try Browser(portal, as: person).post(
      Sitemap.decideCorrection.url(correction.id), fields.merging(more) { $1 }.map { ($0.key, $0.value) })
  }

  private func state(_ id: DossierID) throws -> Correction.State? {
    try portal.database.read { try Corrections.about(id, in: $0).last?.state }
  }

  private func counts(_ id: DossierID) throws -> [Int] {
    let period = try #require(
      Dossiers.Period(from: Day(year: 2026, month: 9, day: 15), to: Day(year: 2026, month: 12, day: 14)))
    let counts = try portal.database.read { db in
      try FieldReport.counts(of: people.commune, in: period, now: portal.clock.now, db).values.reduce(
        FieldReport.Counts(), +)
    }
    #expect(counts.isSound)
    return [FieldReport.Number.late, .lateInReality, .lateInSoftware, .lateBySynchronisation].map {
      counts[$0]
    }
  }

  @Test(
    "stamped: proposed, supported, approved by three others than its staff; reports count it apart; originals stay"
  )
  func journey() throws {
    let id = try late("timestamped")
    let before = try portal.record(id)
    let (clerk, above) = (try portal.hired(.specialist, at: people.commune), people.overseer)
    #expect(try counts(id) == [1, 1, 0, 0])
    let page = try Browser(portal, as: clerk).get(Sitemap.lateEvidence.url(id)).text
    #expect(page.contains("value=\"20/11/2026\"") && page.contains("value=\"09:30\""))
    #expect(try propose(id, by: clerk).status == .seeOther)
    #expect(try state(id) == .proposed && counts(id) == [1, 1, 0, 0])
    #expect(try browser(\.chairman).get(Sitemap.overview.url).text.contains("Trễ trên phần mềm"))
    // Who is chairman and leader has one proposal before him, not two.
    try portal.grant(.leader, at: people.commune, to: people.chairman)
    let menu = try browser(\.chairman).get(Sitemap.overview.url).text
    #expect(menu.contains("Trễ trên phần mềm<span class=\"count\">1</span>"))
    #expect(try decide(id, "approve", by: above).status == .conflict)
    #expect(try decide(id, "support", by: people.chairman).status == .seeOther)
    #expect(try decide(id, "approve", by: people.chairman).status == .unprocessableContent)
    #expect(try state(id) == .supported && counts(id) == [1, 1, 0, 0])
    #expect(try decide(id, "approve", by: above).status == .seeOther)
    #expect(try state(id) == .approved && counts(id) == [1, 0, 1, 0])
    let after = try portal.record(id)
    #expect(
      after.dossier.finishedAt == before.dossier.finishedAt && after.dossier.version == before.dossier.version
    )
    let steps = try portal.database.read { try known(Corrections.about(id, in: $0).last).steps }
    #expect(steps.map(\.act) == [.propose, .support, .approve])
    #expect(Set(steps.map(\.person)).count == 3)
    #expect(
      try browser(\.chairman).get(Sitemap.dossier.url(id)).text.contains(
        "Đã điều chỉnh: chỉ trễ trên phần mềm"))
    #expect(try list("approved").contains("Đã điều chỉnh (1)"))
    let report = try browser(\.chairman).get("\(Sitemap.fieldReport.url)?\(Self.days)").text
    #expect(report.contains("Chỉ trễ trên phần mềm"))
    for (column, isMarked) in [(10, true), (15, true), (14, false)] {
      let list = try browser(\.chairman).get(
        "\(Sitemap.fieldReportList.url)?\(Self.days)&field=&column=\(column)"
      ).text
      #expect(list.contains("Đã điều chỉnh: Cập nhật chậm trên phần mềm") == isMarked, "\(column)")
    }
    #expect(throws: (any Error).self) {
      try portal.database.write { db -> Void in try db.execute("UPDATE correction_steps SET words = 'x'") }
    }
  }

  @Test("the dossier's own staff propose nothing, nor does anybody of another unit")
  func eyes() throws {
    let id = try late("timestamped")
    for person in [people.officer, people.specialist] {
      let text = try Browser(portal, as: person).get(Sitemap.lateEvidence.url(id)).text
      #expect(text.contains("Người đã tiếp nhận, xử lý hoặc ký hồ sơ không được đề nghị"))
      #expect(try propose(id, by: person).status == .unprocessableContent)
    }
    #expect(try propose(id, by: people.leader).status == .unprocessableContent)
    #expect(try propose(id, by: people.overseer).status == .forbidden)
    #expect(try propose(id, by: portal.neighbour().specialist).status == .notFound)
    #expect(try state(id) == nil)
    // Where everybody worked on it, a head proposes and another supports.
    #expect(try propose(id, by: people.chairman).status == .seeOther)
    #expect(try decide(id, "support", by: people.chairman).status == .unprocessableContent)
    #expect(try decide(id, "support", by: people.leader).status == .seeOther)
  }

  @Test(
    "weak evidence alone is never enough; a paper from outside is, once somebody above has held it against the original"
  )
  func outside() throws {
    let id = try late("plain")
    let clerk = try portal.hired(.oneStopOfficer, at: people.commune)
    let paper = Browser.Chosen(field: "file-1", name: "phieu-gui.pdf", bytes: Sample.pdf)
    let slip = [
      "kind-1": "post", "day-1": "20/11/2026", "time-1": "09:00", "words-1": "Bưu điện nhận kết quả",
    ]
    #expect(try propose(id, slip, files: [paper], by: clerk).status == .seeOther)
    #expect(try decide(id, "support", by: people.leader).status == .seeOther)
    let refused = try decide(id, "approve", by: people.overseer)
    #expect(refused.status == .unprocessableContent && refused.text.contains("Chưa có bằng chứng chắc chắn"))
    let item = try #require(
      try portal.database.read {
        try known(Corrections.about(id, in: $0).last).evidence.first { $0.file != nil }
      })
    let file = try browser(\.overseer).get(Sitemap.correctionFile.url(item.id))
    #expect(file.status == .ok && file.fileBytes == Sample.pdf)
    #expect(
      try Browser(portal, as: portal.neighbour().chairman).get(Sitemap.correctionFile.url(item.id)).status
        == .notFound)
    #expect(
      try decide(id, "approve", ["confirmed-\(item.id)": "yes"], by: people.overseer).status == .seeOther)
    #expect(try state(id) == .approved && counts(id) == [1, 0, 1, 0])
    #expect(
      try portal.database.read { try known(Corrections.about(id, in: $0).last).evidence.last?.evidence.grade }
        == .strong)
    #expect(try portal.database.read { try Integrity.lateFindings(in: $0).faults } == [])
  }

  @Test("the record of another system makes it late by synchronising")
  func synchronisation() throws {
    let id = try late("plain")
    let clerk = try portal.hired(.oneStopOfficer, at: people.commune)
    let paper = Browser.Chosen(field: "file-1", name: "cong-quoc-gia.pdf", bytes: Sample.pdf)
    let record = [
      "cause": "synchronisation", "kind-1": "other-system", "day-1": "20/11/2026", "time-1": "09:00",
      "words-1": "Cổng quốc gia ghi hoàn thành",
    ]
    #expect(try propose(id, record, files: [paper], by: clerk).status == .seeOther)
    #expect(try decide(id, "support", by: people.leader).status == .seeOther)
    let item = try #require(
      try portal.database.read {
        try known(Corrections.about(id, in: $0).last).evidence.first { $0.file != nil }
      })
    #expect(
      try decide(id, "approve", ["confirmed-\(item.id)": "yes"], by: people.overseer).status == .seeOther)
    #expect(try counts(id) == [1, 0, 0, 1])
  }

  @Test("what is wrong is said where, with all that was typed and sent still there")
  func mending() throws {
    let id = try late("plain")
    let clerk = try portal.hired(.oneStopOfficer, at: people.commune)
    let paper = Browser.Chosen(field: "file-2", name: "so-theo-doi.pdf", bytes: Sample.pdf)
    let bad = ["day": "23/11/2026", "words": "x", "kind-2": "register-entry", "words-2": "Dòng 12 của sổ"]
    let browser = try Browser(portal, as: clerk)
    let answer = try propose(id, bad, files: [paper], in: browser)
    #expect(answer.status == .unprocessableContent)
    for words in [
      "trong hạn và trước lúc kết thúc", "Giải trình: từ 3", "value=\"23/11/2026\"", "Dòng 12 của sổ",
      "so-theo-doi.pdf",
      "Ghi ngày theo mẫu 21/11/2026.", "Ghi giờ theo mẫu 14:30.", "selected>Sổ theo dõi bằng giấy",
    ] {
      #expect(answer.text.contains(words), "\(words)")
    }
    let sealed = try #require(answer.value(of: "kept-2"))
    let again = [
      "kind-2": "register-entry", "day-2": "20/11/2026", "time-2": "09:00", "words-2": "Dòng 12 của sổ",
      "kept-2": sealed,
    ]
    #expect(try propose(id, again, in: browser).status == .seeOther)
    #expect(
      try portal.database.read { try known(Corrections.about(id, in: $0).last).evidence.last?.file?.filename }
        == "so-theo-doi.pdf")
  }

  @Test("refused with a reason, withdrawn, proposed again; a stale or repeated decision does nothing twice")
  func turns() throws {
    let id = try late("timestamped")
    let clerk = try portal.hired(.specialist, at: people.commune)
    #expect(try propose(id, by: clerk).status == .seeOther)
    #expect(try propose(id, by: clerk).status == .conflict)
    #expect(try decide(id, "refuse", by: people.chairman).status == .unprocessableContent)
    #expect(try decide(id, "refuse", ["decision": "Thiếu bản chụp"], by: people.chairman).status == .seeOther)
    #expect(try state(id) == .refused)
    #expect(try propose(id, by: clerk).status == .seeOther)
    #expect(try decide(id, "support", ["version": "7"], by: people.chairman).status == .conflict)
    #expect(try decide(id, "withdraw", by: clerk).status == .seeOther)
    #expect(try propose(id, by: clerk).status == .seeOther)
    let chairman = try browser(\.chairman)
    let correction = try #require(try portal.database.read { try Corrections.about(id, in: $0).last })
    let page = chairman.get(Sitemap.lateEvidence.url(id))
    let fields = [
      ("act", "support"), ("decision", ""), ("version", "1"), ("once", try #require(page.value(of: "once"))),
    ]
    let url = Sitemap.decideCorrection.url(correction.id)
    #expect(chairman.post(url, fields).location == chairman.post(url, fields).location)
    #expect(try portal.database.read { try Corrections.about(id, in: $0).last?.steps.count } == 2)
    #expect(
      try portal.database.read { try Corrections.about(id, in: $0).map(\.state) } == [
        .refused, .withdrawn, .supported,
      ])
  }

  @Test("a dossier that changed after the proposal is not approved")
  func changed() throws {
    let id = try late("timestamped")
    let clerk = try portal.hired(.specialist, at: people.commune)
    #expect(try propose(id, by: clerk).status == .seeOther)
    #expect(try decide(id, "support", by: people.chairman).status == .seeOther)
    portal.clock.advance(minutes: 60)
    try portal.act(
      .backdate(
        .finish, to: Moment(day: Day(year: 2026, month: 11, day: 26), minuteOfDay: 600), why: "Ký hôm trước"),
      on: id, by: Dossier.Actor(person: people.chairman, role: .chairman))
    let answer = try decide(id, "approve", by: people.overseer)
    #expect(answer.status == .unprocessableContent && answer.text.contains("Hồ sơ đã thay đổi"))
  }

  // MARK: Sheet

  @Test("the sheet says what the list says")
  func sheet() throws {
    let ids = try ["timestamped", "plain"].map { try late($0) }
    try portal.keepHouse()
    let answer = try browser(\.overseer).get("\(Sitemap.lateFindingsSheet.url)?\(Self.days)")
    let path = FileManager.default.temporaryDirectory.path + "/motcua-late-\(UUID().uuidString).xlsx"
    try Data(answer.fileBytes).write(to: URL(fileURLWithPath: path))
    defer { try? FileManager.default.removeItem(atPath: path) }
    let rows = try SheetReader.rows(of: path)
    let found = try ids.map { id in
      let code = try #require(try portal.record(id).code)
      return try #require(rows.first { $0[2] == .text(code) })
    }
    // Tuesday the 24th is a day off.
    #expect(found.map { $0[7] } == [.number(4), .number(4)])
    #expect(found.map { $0[10] } == [.text("Thực tế đúng hạn"), .text("Có thể đúng hạn")])
    #expect(found[0][9].words.contains("Dấu thời gian tin cậy trong tệp kết quả: 09 giờ 30, 20/11/2026"))
  }
}
