import HTTPServer
import Testing
import Workflow

@testable import Storage
@testable import Web

/// NĐ 61 art 17 at the counter: what cannot be received is answered with a slip in one go, and nothing typed is lost.
@Suite struct CounterSlipTests {
  private let portal: Portal
  private let officer: Browser
  private let url = Sitemap.receiveAtCounter.url("1.001193")

  init() throws {
    portal = try Portal()
    officer = try Browser(portal, as: portal.people.officer)
  }

  private let fields: [(String, String)] =
    [
      ("ownerName", "Lò Thị Mai"), ("identityKind", "cccd"), ("identity", "038190001234"),
      ("phone", "0912 345 678"), ("email", ""), ("address", "Khu phố 2"), ("channel", "counter"),
      ("returnMethod", "counter"), ("copies", "1"), ("fee", "8.000"), ("summary", "Khai sinh cho con"),
    ]
    + ["to-khai", "chung-sinh"].flatMap { paper in
      [("originals.\(paper)", "1"), ("certified.\(paper)", "0"), ("photocopies.\(paper)", "0")]
    }

  private let scan = [Browser.Chosen(field: "file.to-khai", name: "to-khai.png", bytes: Sample.png)]

  private func id(_ response: Response) throws -> DossierID {
    let path = try #require(response.location?.split(separator: "?").first)
    return try #require(DossierID(String(path.split(separator: "/").last ?? "")))
  }

  @Test func anIncompleteDossierGetsASlip() throws {
    let items = Portal.items([("paper:chung-sinh", "Chưa có", "Nộp giấy chứng sinh")])
    let answer = officer.upload(url, scan, fields + items + [("do", "request-supplement")])
    #expect(answer.location?.hasSuffix("done=supplement-requested") == true)
    let record = try portal.record(id(answer))
    #expect(record.dossier.state == .supplementingFiling && record.submissionNumber != nil)
    #expect(record.owner.phone == "0912345678" && record.summary == "Khai sinh cho con" && record.fee == 8000)
    #expect(record.dossier.papers.first { $0.id == "to-khai" }?.files == 1)
    #expect(record.dossier.turns.supplements.map(\.phase) == [.beforeForwarding])
    let found = officer.post(Sitemap.search.url, [("q", record.submissionNumber ?? "")])
    #expect(found.text.contains("Lò Thị Mai"))
  }

  /// Pressed without items, the page begins the slip with the papers that are missing.
  @Test func theSlipBeginsWithWhatIsMissing() throws {
    let answer = officer.upload(url, scan, fields + [("do", "request-supplement")])
    #expect(answer.status == .unprocessableContent && answer.text.contains("Đã nhận tệp to-khai.png"))
    #expect(answer.text.contains("value=\"paper:chung-sinh\" selected"))
    #expect(answer.text.contains("Hồ sơ chưa có giấy tờ này.</textarea>"))
    #expect(
      answer.text.contains("value=\"Khu phố 2\"")
        && answer.text.contains("<details open><summary>Hồ sơ chưa đủ"))
    let added = officer.upload(
      url, scan, fields + Portal.usualItems.prefix(5) + [("do", "add-item")])
    #expect(added.text.contains("id=\"item.2.why\"") && added.text.contains("value=\"Khu phố 2\""))
    #expect(try portal.database.read { try $0.first("SELECT count(*) FROM dossiers") { $0.int(0) } } == 0)
  }

  /// Whose dossier it is must be known all the same.
  @Test func aSlipNeedsTheOwner() throws {
    let items = Portal.items([("paper:chung-sinh", "Chưa có", "Nộp")])
    let nameless = fields.map { $0.0 == "ownerName" ? ("ownerName", "") : $0 }
    let answer = officer.upload(url, scan, nameless + items + [("do", "request-supplement")])
    #expect(answer.status == .unprocessableContent && answer.text.contains("Chủ hồ sơ: ghi họ tên"))
    #expect(answer.text.contains("Chưa có</textarea>"))
  }

  @Test func whatIsNotOursIsRefused() throws {
    let bare = officer.upload(url, [], fields + [("do", "refuse"), ("refusal.code", "not-competent")])
    #expect(bare.status == .unprocessableContent && bare.text.contains("href=\"#refusal.why\""))
    let reason = [("refusal.code", "not-competent"), ("refusal.why", "Nơi cư trú ở huyện khác")]
    let once = ("once", Secrets.token())
    let (first, second) = (
      officer.upload(url, [], fields + reason + [("do", "refuse"), once]),
      officer.upload(url, [], fields + reason + [("do", "refuse"), once])
    )
    #expect(first.location?.hasSuffix("done=refused") == true && second.location == first.location)
    let record = try portal.record(id(first))
    #expect(record.dossier.state == .refused && record.submissionNumber != nil && record.code == nil)
    #expect(officer.get(Sitemap.watched.url("papers-held")).text.contains("Lò Thị Mai"))
  }

  /// F001-06.
  @Test func aSpecialistRefusesNobody() throws {
    let specialist = try Browser(portal, as: portal.people.specialist)
    let reason = [("refusal.code", "not-competent"), ("refusal.why", "x"), ("do", "refuse")]
    let answer = specialist.upload(url, [], fields + reason)
    #expect(answer.status == .conflict)
    let attempts = try portal.database.read { try Journal.attempts(at: portal.people.commune, in: $0) }
    #expect(attempts.map(\.verb) == [.refuse])
  }

  /// The slip is completed at the counter, then the dossier is received as any other.
  @Test func whatIsCompletedIsReceived() throws {
    let items = Portal.items([("paper:chung-sinh", "Chưa có", "Nộp giấy chứng sinh")])
    let id = try id(officer.upload(url, scan, fields + items + [("do", "request-supplement")]))
    portal.clock.advance(minutes: 60)
    let answered = officer.upload(
      Sitemap.turn(.answerSupplement).url(id),
      [.init(field: "file.chung-sinh", name: "chung-sinh.png", bytes: Sample.png)],
      [("done.1", "yes"), ("words.1", ""), try portal.version(id)])
    #expect(answered.status == .seeOther)
    let received = officer.post(Sitemap.receive.url(id), [try portal.version(id)])
    #expect(received.location == "/dossiers/\(id)?done=received")
    #expect(try portal.record(id).code?.isEmpty == false)
  }
}
