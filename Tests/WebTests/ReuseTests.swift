import Foundation
import HTTPServer
import Testing
import Workflow

@testable import Storage
@testable import Web

/// NĐ 107/2021, F003-05, decision 1: earlier papers used again online and at the counter; the share digitised opens its
/// lists.
@Suite struct ReuseTests {
  private static let birth = "1.001193"
  private let portal: Portal
  private let officer: Browser

  init() throws {
    portal = try Portal()
    officer = try Browser(portal, as: portal.people.officer)
  }

  private func fields(
    identity: String = "038190000123", submitter: String = "", _ more: [(String, String)] = []
  ) -> [(String, String)] {
    let usual = [
      ("ownerName", "Lò Thị Mai"), ("identityKind", "cccd"), ("identity", identity), ("phone", ""),
      ("email", ""), ("address", "Khu phố 2"), ("channel", "counter"), ("returnMethod", "counter"),
      ("copies", "1"), ("fee", "0"), ("summary", ""),
      ("submitterName", submitter.isEmpty ? "" : "Lương Văn Tình"), ("submitterIdentity", submitter),
    ]
    return usual.filter { field in !more.contains { $0.0 == field.0 } } + more
      + ["to-khai", "chung-sinh", "giay-to-tuy-than"].map { ("originals.\($0)", "1") }
  }

  private func receive(_ fields: [(String, String)], scans: [String] = ["to-khai"]) -> Response {
    let files = scans.map { Browser.Chosen(field: "file.\($0)", name: "\($0).png", bytes: Sample.png) }
    return officer.upload(Sitemap.receiveAtCounter.url(Self.birth), files, fields)
  }

  private func id(_ response: Response) throws -> DossierID {
    let path = try #require(response.location?.split(separator: "?").first)
    return try #require(DossierID(String(path.split(separator: "/").last ?? "")))
  }

  private func files(_ id: DossierID) throws -> [DossierFiles.File] {
    try portal.database.read { try DossierFiles.files(of: id, in: $0) }
  }

  /// An earlier dossier of a person, received at the counter; its birth certificate.
  private func earlier(_ identity: String = "038190000123") throws -> DossierFiles.File {
    let id = try id(receive(fields(identity: identity), scans: ["to-khai", "chung-sinh"]))
    return try #require(try files(id).first { $0.paper == "chung-sinh" })
  }

  private func bind() throws {
    try portal.database.write { db in
      try People.bind(
        portal.people.citizen, to: try #require(IdentityNumber(.cccd, "038190000123")),
        name: try #require(PersonName("Lò Thị Mai")), by: portal.people.officer, at: portal.people.commune,
        on: portal.clock.now, in: db)
    }
  }

  private func standing(_ id: DossierID) throws -> Digitisation? {
    try portal.record(id).dossier.papers.first { $0.id == "chung-sinh" }?.digitisation
  }

  // MARK: At the counter

  @Test func theOfficerFindsEarlierPapersAndReusesThemWithConsent() throws {
    let earlier = try earlier()
    let url = Sitemap.receiveAtCounter.url(Self.birth)
    #expect(!officer.get(url).text.contains("Người đang ở quầy"))
    let found = receive(fields([("do", "find-reusable")]))
    #expect(found.status == .ok && found.text.contains("Tìm thấy 2 giấy tờ, kết quả"))
    #expect(
      found.text.contains(
        "<option value=\"\(earlier.id)\">chung-sinh.png, 08/09/2026, hồ sơ H56.38.02-260908-0001: Giấy chứng sinh"
      ))
    // What was scanned before is not scanned again.
    #expect(found.text.contains("Đã nhận tệp to-khai.png"))
    let reuse = [("offersReuse", "yes"), ("reuse.chung-sinh", String(earlier.id))]
    let silent = receive(fields(reuse))
    #expect(silent.status == .unprocessableContent && silent.text.contains("đánh dấu khi người nộp đồng ý"))
    #expect(silent.text.contains("<option value=\"\(earlier.id)\" selected>"))
    let later = try id(receive(fields(reuse + [("consent", "yes")])))
    #expect(try portal.record(later).dossier.state == .received)
    #expect(try standing(later) == .reusedComponent)
    let file = try #require(try files(later).first { $0.paper == "chung-sinh" })
    #expect(file.sha256 == earlier.sha256 && file.id != earlier.id)
    let page = officer.get(Sitemap.dossier.url(later)).text
    #expect(page.contains("dùng lại từ hồ sơ \(file.origin)") && page.contains("Dùng lại giấy tờ đã nộp"))
    #expect(page.contains("038********123"))
    #expect(officer.get(Sitemap.file.url(file.id)).status == .ok)
    #expect(officer.get(Sitemap.receipt.url(later)).text.contains("(dùng lại từ hồ sơ \(file.origin))"))
  }

  @Test("a part of a kept file is sent to who may see the whole (RFC 9110 §14)")
  func partOfFile() throws {
    let url = Sitemap.file.url(try earlier().id)
    let whole = officer.get(url)
    #expect(whole.status == .ok && whole.headers["Accept-Ranges"] == "bytes" && whole.fileBytes.count > 4)
    let tag = try #require(whole.headers["ETag"])
    let part = officer.get(url, headers: [("Range", "bytes=1-3"), ("If-Range", tag)])
    #expect(part.status == .partialContent && part.fileBytes == Array(whole.fileBytes[1...3]))
    #expect(part.headers["Cache-Control"] == "private, no-store")
    #expect(part.headers["Content-Security-Policy"] == whole.headers["Content-Security-Policy"])
    let stranger = Browser(portal)
    #expect(stranger.get(url, headers: [("Range", "bytes=1-3")]).status != .partialContent)
    #expect(stranger.get(url, headers: [("If-None-Match", tag)]).status != .notModified)
  }

  @Test("whoever came often is offered the newest, his own choice kept")
  func theNewestAreOffered() throws {
    let oldest = try earlier()
    for _ in 0..<8 { _ = try earlier() }
    let found = receive(fields([("do", "find-reusable")]), scans: []).text
    let select = { (page: String) in
      page.components(separatedBy: "name=\"reuse.chung-sinh\"").dropFirst().first?
        .components(separatedBy: "</select>").first ?? ""
    }
    #expect(found.contains("Tìm thấy 18 giấy tờ, kết quả"))
    #expect(select(found).components(separatedBy: "<option value=\"").count - 2 == ReusableFiles.most)
    let kept = receive(
      fields([("do", "find-reusable"), ("reuse.to-khai", String(oldest.id))]), scans: []
    ).text
    #expect(kept.contains("<option value=\"\(oldest.id)\" selected>"))
  }

  @Test func neverAnothersPaper() throws {
    let foreign = try earlier("038190009999")
    let chosen = [
      ("offersReuse", "yes"), ("consent", "yes"), ("reuse.chung-sinh", String(foreign.id)),
    ]
    let answer = receive(fields(chosen))
    #expect(answer.status == .unprocessableContent && answer.text.contains("không phải của người đang nộp"))
    // The owner's, when somebody else stands at the counter.
    let own = try earlier()
    let chosenOwn = [
      ("offersReuse", "yes"), ("consent", "yes"), ("reuse.chung-sinh", String(own.id)),
    ]
    #expect(receive(fields(submitter: "038190009999", chosenOwn)).status == .unprocessableContent)
    // By post nobody stands there.
    #expect(receive(fields(chosenOwn + [("channel", "post")])).status == .unprocessableContent)
    #expect(receive(fields(identity: "", [("do", "find-reusable")])).text.contains("Ghi số căn cước"))
    let nothing = receive(fields(identity: "038190007777", [("do", "find-reusable")]))
    #expect(nothing.text.contains("Chưa có giấy tờ nào của người này"))
  }

  @Test func onTheDossiersPage() throws {
    let earlier = try earlier()
    let later = try id(
      receive(
        fields([("exception.chung-sinh", "device-failure"), ("reason.chung-sinh", "Máy quét hỏng")])))
    let page = officer.get(Sitemap.dossier.url(later)).text
    #expect(page.contains("Chưa số hóa") && page.contains("<option value=\"\(earlier.id)\">"))
    let url = Sitemap.reusePaper.url(later, "chung-sinh")
    let source = ("source", String(earlier.id))
    let silent = officer.post(url, [source])
    #expect(silent.status != .seeOther && silent.text.contains("đồng ý"))
    #expect(try standing(later) == .notDigitised)
    let strangers = try portal.neighbour()
    #expect(
      try Browser(portal, as: strangers.specialist).post(url, [source, ("consent", "yes")]).status
        == .notFound)
    let byOther = try Browser(portal, as: portal.people.specialist).post(url, [source, ("consent", "yes")])
    #expect(byOther.status == .forbidden || byOther.text.contains("không được thực hiện"))
    #expect(try standing(later) == .notDigitised)
    #expect(officer.post(url, [("source", "")]).status == .unprocessableContent)
    #expect(officer.post(url, [source, ("consent", "yes")]).location?.hasSuffix("done=reused") == true)
    #expect(try standing(later) == .reusedComponent)
  }

  // MARK: Online

  @Test func anAccountReusesItsOwnOnlyAfterItWasBound() throws {
    let earlier = try earlier()
    let citizen = try Browser(portal, as: portal.people.citizen)
    let filing = try Filing(citizen)
    let papers = "/drafts/\(filing.id)/papers"
    let url = Sitemap.draftReuse.url(filing.id, "chung-sinh")
    let source = ("source", String(earlier.id))
    #expect(citizen.get(papers).text.contains("gắn với tài khoản"))
    let unbound = citizen.post(url, [source])
    #expect(unbound.status == .unprocessableContent && unbound.text.contains("không phải của người nộp"))
    try bind()
    let page = citizen.get(papers).text
    #expect(
      page.contains("<option value=\"\(earlier.id)\">chung-sinh.png, 08/09/2026")
        && !page.contains("gắn với tài khoản"))
    #expect(citizen.post(url, [source]).location == papers + "#paper-chung-sinh")
    #expect(citizen.get(papers).text.contains("dùng lại từ hồ sơ"))
    let file = try #require(try files(filing.id).first)
    #expect(file.sha256 == earlier.sha256 && file.reuse == .component)
    _ = filing.fill()
    #expect(try filing.submit().status == .seeOther)
    #expect(try standing(filing.id) == .reusedComponent)
    let mine = citizen.get(Sitemap.myDossier.url(filing.id)).text
    #expect(mine.contains("dùng lại từ hồ sơ \(file.origin)"))
    #expect(officer.get(Sitemap.receive.url(filing.id)).text.contains("Dùng lại giấy tờ đã nộp"))
  }

  /// Arts 17, 19.4: what the slip asks for may have been handed in before.
  @Test func aSlipIsAnsweredWithAnEarlierPaper() throws {
    let (own, foreign) = (try earlier(), try earlier("038190009999"))
    try bind()
    let filing = try portal.filing()
    let items = Portal.items([("paper:chung-sinh", "Ảnh mờ", "Gửi lại")])
    _ = try portal.request(items, of: filing.id)
    let citizen = try Browser(portal, as: portal.people.citizen)
    let url = Sitemap.myAnswer.url(filing.id)
    #expect(citizen.get(url).text.contains("<option value=\"\(own.id)\">chung-sinh.png"))
    func answer(_ source: Int64) throws -> Response {
      citizen.upload(
        url, [],
        [
          ("done.1", "yes"), ("words.1", ""), ("reuse.chung-sinh", String(source)),
          try portal.version(filing.id),
        ])
    }
    let refused = try answer(foreign.id)
    #expect(refused.status == .unprocessableContent && refused.text.contains("không phải của người nộp"))
    #expect(try answer(own.id).location?.hasSuffix("done=supplement-answered") == true)
    let files = try files(filing.id).filter { $0.paper == "chung-sinh" }
    #expect(files.map(\.reuse) == [nil, .component] && files.last?.sha256 == own.sha256)
  }

  @Test func anOfficerAnswersASlipWithAnEarlierPaperOfThePersonAtTheCounter() throws {
    let own = try earlier()
    let items = Portal.items([("paper:chung-sinh", "Thiếu", "Nộp bản mới")])
    let asked = try id(receive(fields(items + [("do", "request-supplement")])))
    let url = Sitemap.turn(.answerSupplement).url(asked)
    let chosen = [
      ("done.1", "yes"), ("words.1", ""), ("reuse.chung-sinh", String(own.id)), try portal.version(asked),
    ]
    let silent = officer.upload(url, [], chosen)
    #expect(silent.status == .unprocessableContent && silent.text.contains("đồng ý cho dùng lại"))
    #expect(officer.upload(url, [], chosen + [("consent.chung-sinh", "yes")]).status == .seeOther)
    #expect(try standing(asked) == .reusedComponent)
  }

  @Test func nobodyReusesIntoOrFromWhatIsNotHis() throws {
    let foreign = try earlier("038190009999")
    try bind()
    let citizen = try Browser(portal, as: portal.people.citizen)
    let filing = try Filing(citizen)
    let url = Sitemap.draftReuse.url(filing.id, "chung-sinh")
    for source in [String(foreign.id), "99999", "-1"] {
      #expect(citizen.post(url, [("source", source)]).status == .unprocessableContent, "\(source)")
    }
    #expect(citizen.post(url, [("source", "x")]).status == .unprocessableContent)
    let wrong = Sitemap.draftReuse.url(filing.id, "giay-to-tuy-than")
    #expect(citizen.post(wrong, [("source", String(foreign.id))]).status == .notFound)
    let stranger = try Browser(portal, as: portal.people.stranger)
    #expect(stranger.post(url, [("source", String(foreign.id))]).status == .notFound)
    #expect(try files(filing.id).isEmpty)
  }

  // MARK: The share

  @Test func theShareOpensItsLists() throws {
    let earlier = try earlier()
    _ = receive(
      fields([
        ("offersReuse", "yes"), ("consent", "yes"), ("reuse.chung-sinh", String(earlier.id)),
      ]))
    _ = receive(
      fields([("exception.chung-sinh", "not-scannable"), ("reason.chung-sinh", "Khổ giấy lớn")]))
    for person in [portal.people.chairman, portal.people.overseer] {
      let browser = try Browser(portal, as: person)
      #expect(browser.get(Sitemap.overview.url).text.contains("href=\"/overview/digitisation\""))
      let page = browser.get(Sitemap.digitisation.url).text
      #expect(page.contains("<b>83,3 %</b> (5)"))
      let list = Sitemap.digitisedPapers.url(portal.people.commune) + "?from=01/09/2026&to=08/09/2026"
      for (shown, count) in [("", 6), ("&shown=files", 5), ("&shown=0", 1), ("&shown=1", 4), ("&shown=2", 1)]
      {
        let answer = browser.get(list + shown)
        #expect(answer.status == .ok && answer.text.contains("<b>\(count)</b> giấy tờ"), "\(shown)")
        #expect(answer.text.components(separatedBy: "<tr data-href").count == count + 1, "\(shown)")
      }
      #expect(browser.get(list + "&shown=0").text.contains("Khổ giấy lớn"))
      for wrong in ["&shown=9", "&shown=x"] { #expect(browser.get(list + wrong).status == .notFound) }
      let typed = browser.get(Sitemap.digitisation.url + "?from=31/02/2026&to=x")
      #expect(typed.status == .unprocessableContent && typed.text.contains("Ghi ngày theo mẫu"))
      let past = browser.get(Sitemap.digitisation.url + "?from=01/01/2025&to=31/01/2025").text
      #expect(past.contains("<b>–</b> (0)"))
    }
    let neighbour = try portal.neighbour()
    let far = try Browser(portal, as: neighbour.chairman)
    #expect(far.get(Sitemap.digitisedPapers.url(portal.people.commune)).status == .notFound)
    #expect(officer.get(Sitemap.digitisation.url).status == .forbidden)
  }
}
