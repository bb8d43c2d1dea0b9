import Documents
import HTTPServer
import Testing
import Workflow

@testable import Storage
@testable import Web

/// The papers that actions issue: there once issued, for whoever may see the dossier, under the law of the day.
@Suite struct SlipPaperTests {
  private let portal: Portal
  private let officer: Browser
  private let citizen: Browser

  init() throws {
    portal = try Portal()
    officer = try Browser(portal, as: portal.people.officer)
    citizen = try Browser(portal, as: portal.people.citizen)
  }

  private func slips(_ id: DossierID, _ kind: SlipKind) throws -> [Slips.Slip] {
    try portal.database.read { try Slips.slips(of: id, in: $0) }.filter { $0.kind == kind }
  }

  private func slip(_ id: DossierID, _ kind: SlipKind) throws -> Int64 {
    try #require(try slips(id, kind).first).id
  }

  private func refused() throws -> DossierID {
    let id = try portal.dossier(.submitted, channel: .online)
    _ = try portal.post(
      .refuse, [("code", "not-competent"), ("why", "Thuộc UBND xã khác")], on: id, by: portal.people.officer)
    return id
  }

  private func apologised(_ id: DossierID) throws {
    let day = portal.clock.now.day
    portal.clock.now = Moment(day: day + 8, minuteOfDay: 9 * 60)
    _ = try portal.post(
      .draftApology,
      [("code", "verification"), ("why", "Chờ công an xã trả lời."), ("newDate", "23/09/2026")], on: id,
      by: portal.people.specialist)
    _ = try portal.post(.apologise, on: id, by: portal.people.leader)
  }

  @Test func bothSidesReachTheSlipFromTheDossier() throws {
    let id = try portal.filing().id
    #expect(!officer.get(Sitemap.dossier.url(id)).text.contains("/slips/"))
    _ = try portal.request(of: id)
    let number = try slip(id, .supplement)
    #expect(officer.get(Sitemap.dossier.url(id)).text.contains(Sitemap.slip.page.url(id, number)))
    #expect(citizen.get(Sitemap.myDossier.url(id)).text.contains(Sitemap.mySlip.page.url(id, number)))
    for page in [
      officer.get(Sitemap.slip.page.url(id, number)), citizen.get(Sitemap.mySlip.page.url(id, number)),
    ] {
      #expect(page.status == .ok && page.text.contains("Ảnh mờ") && page.text.contains("Mẫu số 02"))
    }
    let file = officer.get(Sitemap.slip.file.url(id, number))
    let submission = try #require(try portal.record(id).submissionNumber)
    #expect(
      file.headers["Content-Disposition"]
        == "inline; filename=\"nd61-supplement-request-\(submission)-1.pdf\"")
    #expect(citizen.get(Sitemap.mySlip.file.url(id, number)).fileBytes == file.fileBytes)
  }

  /// Decision 10: a refused item reopens the same slip; each paper says what it asked for, also later.
  @Test func aReopenedSlipAsksForWhatWasNotAccepted() throws {
    let id = try portal.filing().id
    _ = try portal.request(of: id)
    _ = try portal.answer(id)
    let reopened = officer.post(
      Sitemap.checkSupplement.url(id),
      [
        ("do", "reopen"), ("bad.1", "yes"), ("fault.1", "Vẫn mờ"),
        try portal.version(id),
      ])
    #expect(reopened.status == .seeOther)
    _ = try portal.answer(id)
    let numbers = try slips(id, .supplement).map(\.id)
    try #require(numbers.count == 2)
    let (first, second) = (
      officer.get(Sitemap.slip.page.url(id, numbers[0])).text,
      officer.get(Sitemap.slip.page.url(id, numbers[1])).text
    )
    #expect(first.contains("Ảnh mờ") && first.contains("Sai dấu") && !first.contains("Cấp lại"))
    #expect(second.contains("Vẫn mờ") && second.contains("Cấp lại cho các mục chưa đạt"))
    #expect(!second.contains("Sai dấu") && !second.contains("Ảnh mờ"))
  }

  @Test func theSlipIsOfItsDossierOnly() throws {
    let (id, other) = (try refused(), try portal.dossier(.submitted, channel: .online))
    let number = try slip(id, .refusal)
    for (browser, address) in [(officer, Sitemap.slip), (citizen, Sitemap.mySlip)] {
      for url in [
        address.page.url(other, number), address.file.url(other, number), address.page.url(id, 999),
      ] {
        #expect(browser.get(url).status == .notFound, "\(url)")
      }
    }
    let stranger = try Browser(portal, as: portal.people.stranger)
    #expect(stranger.get(Sitemap.mySlip.file.url(id, number)).status == .notFound)
    #expect(stranger.get(Sitemap.slip.page.url(id, number)).status == .forbidden)
    let neighbour = try Browser(portal, as: portal.neighbour().leader)
    #expect(neighbour.get(Sitemap.slip.page.url(id, number)).status == .notFound)
    #expect(Browser(portal).get(Sitemap.slip.page.url(id, number)).status == .seeOther)
  }

  @Test func beforeItIsIssuedThereIsNone() throws {
    let id = try portal.dossier(.processing)
    _ = try portal.post(
      .draftApology, [("code", "verification"), ("why", "Chờ trả lời."), ("newDate", "23/09/2026")], on: id,
      by: portal.people.specialist)
    #expect(try slips(id, .apology).isEmpty)
    #expect(!officer.get(Sitemap.dossier.url(id)).text.contains("/slips/"))
    for number in try portal.database.read({ try Slips.slips(of: id, in: $0) }).map(\.id) {
      #expect(officer.get(Sitemap.slip.page.url(id, number)).status == .notFound)
    }
  }

  /// Art 19.6: it goes between agencies and is nothing of the citizen's.
  @Test func theTransferSlipIsNotTheCitizens() throws {
    let neighbour = try portal.neighbour()
    let id = try portal.dossier(.processing, channel: .online)
    for (kind, task) in [("consultation", "Hỏi ý kiến"), ("parallel", "Xác nhận nơi ở")] {
      _ = try portal.post(
        .openStage,
        [
          ("kind", kind), ("agency", neighbour.commune.description), ("task", task), ("limitAmount", "2"),
          ("limitUnit", "wd"),
        ], on: id, by: portal.people.specialist)
    }
    let number = try slip(id, .transfer)
    #expect(try slips(id, .transfer).count == 1)
    let page = officer.get(Sitemap.slip.page.url(id, number)).text
    #expect(page.contains("Xác nhận nơi ở") && !page.contains("Hỏi ý kiến"))
    let partner = try Browser(portal, as: neighbour.specialist)
    #expect(partner.get(Sitemap.slip.page.url(id, number)).status == .ok)
    #expect(citizen.get(Sitemap.mySlip.page.url(id, number)).status == .notFound)
    #expect(!citizen.get(Sitemap.myDossier.url(id)).text.contains("/slips/"))
  }

  /// Decision 5: by the regime on the day of receipt; decision 6: what was not compared with the law says so, to staff.
  @Test(arguments: [
    (Regime.decree61, SlipKind.refusal, "Mẫu số 03", false), (.decree61, .apology, "Mẫu số 04", true),
    (.decree61, .stop, "", true), (.decree118, .refusal, "Mẫu số 03", true),
    (.decree118, .apology, "Mẫu số 04", true), (.decree118, .stop, "Mẫu số 05", true),
  ])
  func theFormIsThatOfTheRegime(regime: Regime, kind: SlipKind, form: String, isMarked: Bool) throws {
    try portal.database.write {
      try Agencies.setRegime(
        regime, from: Day(year: 2026, month: 1, day: 1), of: portal.people.commune, in: $0)
    }
    let id: DossierID
    switch kind {
    case .refusal: id = try refused()
    case .stop:
      id = try portal.dossier(.processing, channel: .online)
      _ = try portal.post(
        .proposeStop,
        [("code", "not-paid"), ("why", "Chưa nộp"), ("to", portal.people.leader.description)], on: id,
        by: portal.people.specialist)
      _ = try portal.post(
        .stop, [("code", "not-paid"), ("why", "Chưa nộp")], on: id, by: portal.people.leader)
    default:
      id = try portal.dossier(.processing, channel: .online)
      try apologised(id)
    }
    let number = try slip(id, kind)
    let browser = try Browser(portal, as: portal.people.officer)
    let page = browser.get(Sitemap.slip.page.url(id, number)).text
    #expect(page.contains(kind.form.title(under: regime).uppercased()))
    #expect(form.isEmpty ? !page.contains("Mẫu số") : page.contains(form))
    #expect(page.contains(regime.circular) == isMarked)
    let mine = try Browser(portal, as: portal.people.citizen).get(Sitemap.mySlip.page.url(id, number))
    #expect(mine.status == .ok && !mine.text.contains(regime.circular))
    #expect(
      browser.get(Sitemap.slip.file.url(id, number)).headers["Content-Disposition"]?
        .contains("\(regime.rawValue)-\(kind.form.rawValue)-") == true)
  }

  @Test func withoutAnEngineThePageIsPrinted() throws {
    let portal = try Portal(pdf: MissingConverter())
    let id = try portal.filing().id
    _ = try portal.request(of: id)
    let number = try #require(
      try portal.database.read { try Slips.slips(of: id, in: $0) }.last
    ).id
    let browser = try Browser(portal, as: portal.people.officer)
    #expect(browser.get(Sitemap.slip.file.url(id, number)).location == Sitemap.slip.page.url(id, number))
    #expect(browser.get(Sitemap.slip.page.url(id, number)).text.contains("chưa cài bộ tạo tệp PDF"))
  }
}
