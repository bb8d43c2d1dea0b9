import Foundation
import HTTPServer
import Storage
import Testing
import Workflow

@testable import Web

/// Search: by code, name, identity number, telephone; within rights; nothing in the URL.
@Suite struct SearchTests {
  private let portal: Portal

  init() throws { portal = try Portal() }

  @Test func findsByCodeNameIdentityAndTelephone() throws {
    let id = try portal.dossier(.processing, owner: "Đặng Thị Ánh")
    let code = try portal.record(id).code ?? ""
    let officer = try Browser(portal, as: portal.people.officer)
    for query in [code, code.lowercased(), "dang thi an", "Ánh", "038190000123", "0912345678"] {
      let page = officer.post(Sitemap.search.url, [("q", query)])
      #expect(page.status == .ok && page.text.contains(Sitemap.dossier.url(id)), "\(query)")
      #expect(page.text.contains("038********123"))
      #expect(query == "038190000123" || !page.text.contains("038190000123"))
    }
  }

  @Test func findsOnlyWithinOnesRights() throws {
    let neighbour = try portal.neighbour()
    let id = try portal.dossier(.processing)
    let code = try portal.record(id).code ?? ""
    for query in [code, "Lo Thi Mai", "038190000123"] {
      let page = try Browser(portal, as: neighbour.leader).post(Sitemap.search.url, [("q", query)])
      #expect(page.status == .ok && page.text.contains("Không tìm thấy hồ sơ nào"), "\(query)")
      let district = try Browser(portal, as: portal.people.overseer).post(Sitemap.search.url, [("q", query)])
      #expect(district.text.contains(Sitemap.dossier.url(id)))
    }
  }

  @Test func administratorsDoNotSearch() throws {
    let admin = try Browser(portal, as: portal.people.administrator)
    #expect(admin.get(Sitemap.search.url).status == .forbidden)
    #expect(admin.post(Sitemap.search.url, [("q", "Mai")]).status == .forbidden)
  }

  @Test func atMostFiftyAreShown() throws {
    for number in 0..<52 { _ = try portal.dossier(.received, owner: "Vi Văn Đông \(number)") }
    let page = try Browser(portal, as: portal.people.officer).post(Sitemap.search.url, [("q", "dong")])
    #expect(page.text.components(separatedBy: "<tr data-href").count == 51)
    #expect(page.text.contains("Có hơn 50 hồ sơ khớp") && page.body.count < 50_000)
  }

  @Test(arguments: [
    "", "a", String(repeating: "x", count: 101),
  ])
  func tooShortOrTooLongIsNamed(_ query: String) throws {
    let page = try Browser(portal, as: portal.people.officer).post(Sitemap.search.url, [("q", query)])
    #expect(page.status == .unprocessableContent && page.text.contains("href=\"#q\""))
  }

  @Test(arguments: [
    "\" OR 1=1 --", "<script>alert(1)</script>", "agency1", "NEAR(a b)", "* * *", "mai\u{0}mai", "😀😀",
    "'; DROP",
  ])
  func hostileWordsAreOnlyWords(_ query: String) throws {
    _ = try portal.dossier(.processing)
    let page = try Browser(portal, as: portal.people.officer).post(Sitemap.search.url, [("q", query)])
    #expect(page.status == .ok || page.status == .unprocessableContent)
    #expect(!page.text.contains("<script>alert"))
  }
}
