import Foundation
import HTTPServer
import Testing
import Workflow

@testable import Storage
@testable import Web

/// NĐ 61 arts 15–17 as a citizen meets them: guidance before filing, three ways to file and to receive, the receipt.
@Suite struct ArticleTests {
  private static let birth = "1.001193"
  private let portal: Portal
  private let officer: Browser

  init() throws {
    portal = try Portal()
    officer = try Browser(portal, as: portal.people.officer)
  }

  private func receive(_ more: [(String, String)] = []) -> Response {
    let usual = [
      ("ownerName", "Lò Thị Mai"), ("identityKind", "cccd"), ("identity", "038190001234"),
      ("phone", "0912 345 678"), ("email", ""), ("address", "Khu phố 2"), ("channel", "counter"),
      ("returnMethod", "counter"), ("copies", "1"), ("fee", "0"), ("summary", ""),
      ("originals.to-khai", "1"), ("originals.chung-sinh", "1"),
    ]
    let files = ["to-khai", "chung-sinh"].map {
      Browser.Chosen(field: "file.\($0)", name: "\($0).png", bytes: Sample.png)
    }
    return officer.upload(
      Sitemap.receiveAtCounter.url(Self.birth), files,
      usual.filter { field in !more.contains { $0.0 == field.0 } } + more)
  }

  private func id(_ response: Response) throws -> DossierID {
    let path = try #require(response.location?.split(separator: "?").first)
    return try #require(DossierID(String(path.split(separator: "/").last ?? "")))
  }

  /// From the desk to the counter with its result, by everybody's own form.
  private func finish(_ id: DossierID) throws {
    let people = portal.people
    for paper in try portal.record(id).dossier.papers where paper.isShownOnly && paper.isRequired {
      let shown = officer.post(Sitemap.markShown.url(id, paper.id), [try portal.version(id)])
      #expect(shown.status == .seeOther)
    }
    let forward = officer.post(
      Sitemap.forward.url(id), [("to", "\(people.commune).\(people.specialist)"), try portal.version(id)])
    #expect(forward.status == .seeOther)
    if try portal.record(id).dossier.turns.handover != nil {
      _ = try portal.post(.takeOver, on: id, by: people.specialist)
    }
    try portal.attachResult(to: id)
    let submit = try Browser(portal, as: people.specialist).post(
      Sitemap.submitForSignOff.url(id),
      [("outcome", "granted"), ("to", people.leader.description), try portal.version(id)])
    #expect(submit.status == .seeOther)
    let leader = try Browser(portal, as: people.leader)
    let page = leader.get(Sitemap.signOff.url(id))
    for url in page.text.components(separatedBy: "href=\"/dossiers/\(id)/files/").dropFirst() {
      _ = leader.get("/dossiers/\(id)/files/" + (url.components(separatedBy: "\"").first ?? ""))
    }
    let sign = leader.post(
      Sitemap.signOff.url(id), [("number", "9/TL"), ("authority", "KT"), try portal.version(id)])
    #expect(sign.status == .seeOther)
    #expect(officer.post(Sitemap.takeBack.url(id), [try portal.version(id)]).status == .seeOther)
  }

  @Test("art 15: guidance is whole and public: papers, form, time, fee, steps, where and whom to ask")
  func guidance() throws {
    let visitor = Browser(portal)
    let page = visitor.get("/procedures/\(Self.birth)").text
    for words in [
      "Giấy tờ cần có", "Giấy chứng sinh", "Thời hạn theo quy định", "Phí, lệ phí", "Các bước giải quyết",
      "Nơi tiếp nhận", "Trụ sở UBND xã Cát Vân", "0237 000 0000", "Mẫu để in:", "Căn cứ pháp lý",
    ] { #expect(page.contains(words), "\(words)") }
    let form = try #require(
      page.components(separatedBy: "href=\"").map { String($0.prefix { $0 != "\"" }) }
        .first { $0.contains("/form") })
    #expect(visitor.get(form).status == .ok)
  }

  @Test("art 15: what is missing is told once, all of it, with reason and what to do")
  func guidanceInOneGo() throws {
    let id = try portal.filing().id
    let asked = Portal.items([
      ("paper:chung-sinh", "Ảnh mờ", "Chụp lại rõ nét"), ("field:child.fullName", "Sai dấu", "Ghi lại"),
    ])
    #expect(try portal.request(asked, of: id).status == .seeOther)
    let slip = try Browser(portal, as: portal.people.citizen).get(Sitemap.myDossier.url(id)).text
    for words in ["Ảnh mờ", "Chụp lại rõ nét", "Sai dấu", "Ghi lại"] {
      #expect(slip.contains(words), "\(words)")
    }
    _ = try portal.answer(id, ["words.2": ""])
    let again = try portal.request(
      Portal.items([("paper:chung-sinh", "Vẫn mờ", "Chụp nữa")]), of: id)
    #expect(again.status == .conflict)
  }

  @Test("art 16: filed in person, by post or online; received in person, by post or to the account")
  func threeWays() throws {
    let ways: [(Channel, String, [(String, String)], String)] = [
      (
        .counter, "Trực tiếp", [("relation", "owner"), ("name", "Lò Thị Mai"), ("identity", "038190001234")],
        "counter"
      ),
      (
        .post, "bưu chính",
        [("relation", "post"), ("name", "Lò Thị Mai"), ("identity", ""), ("consignment", "EB123456789VN")],
        "post"
      ),
    ]
    for (channel, words, collected, method) in ways {
      let id = try id(receive([("channel", channel.rawValue), ("returnMethod", method)]))
      #expect(try portal.record(id).dossier.channel == channel)
      #expect(officer.get(Sitemap.dossier.url(id)).text.localizedCaseInsensitiveContains(words), "\(channel)")
      try finish(id)
      let returned = officer.post(Sitemap.returnResult.url(id), collected + [try portal.version(id)])
      #expect(returned.status == .seeOther, "\(channel)")
      #expect(try portal.record(id).dossier.state == .returned)
    }
    let filing = try portal.filing()
    _ = officer.post(Sitemap.receive.url(filing.id), [try portal.version(filing.id)])
    #expect(try portal.record(filing.id).dossier.channel == .online)
    try finish(filing.id)
    let account = officer.post(
      Sitemap.returnResult.url(filing.id), [("relation", "account"), try portal.version(filing.id)])
    #expect(account.status == .seeOther)
    let mine = try Browser(portal, as: portal.people.citizen).get(Sitemap.myDossier.url(filing.id)).text
    #expect(mine.contains("du-thao.pdf"))
  }

  @Test(
    "art 17: received at the counter: scanned, entered, a receipt with the code by which anybody looks it up")
  func receipt() throws {
    let id = try id(receive())
    let record = try portal.record(id)
    let code = try #require(record.code)
    let receipt = officer.get(Sitemap.receipt.url(id)).text
    for words in [code, "Lò Thị Mai", "Thời gian trả kết quả giải quyết hồ sơ: <b>"] {
      #expect(receipt.contains(words), "\(words)")
    }
    let lookUp = Browser(portal).get("/look-up?code=\(code)").text
    #expect(lookUp.contains(code) && !lookUp.contains("Lò Thị Mai"))
    let bare = officer.upload(
      Sitemap.receiveAtCounter.url(Self.birth), [],
      [
        ("ownerName", "Lò Thị Mai"), ("identityKind", "cccd"), ("identity", "038190001234"),
        ("address", "Khu phố 2"), ("channel", "counter"), ("returnMethod", "counter"), ("copies", "1"),
        ("fee", "0"),
      ])
    #expect(bare.status == .unprocessableContent && bare.text.contains("Giấy chứng sinh"))
  }
}
