import Foundation
import HTTPServer
import Testing
import Workflow

@testable import Storage
@testable import Web

/// The yearly report on the one-stop mechanism (letter 003; F003-10).
@Suite struct YearlyReportTests {
  private let portal: Portal

  init() throws { portal = try Portal() }

  @Test("the year so far beside the year before; each figure opens the report it is taken from")
  func figures() throws {
    for state in [DossierState.processing, .signed, .returned] { _ = try portal.dossier(state) }
    try portal.scoreAll()
    let overseer = try Browser(portal, as: portal.people.overseer)
    let url = "\(Sitemap.yearlyReport.url)?from=15/12/2025&to=14/12/2026"
    let page = overseer.get(url)
    #expect(page.status == .ok)
    func sum(_ name: String) -> String? {
      page.text.components(separatedBy: "<th scope=\"row\">\(name)</th>").dropFirst().first?
        .components(separatedBy: "</a>").first?.components(separatedBy: "\">").last
    }
    #expect(sum("Hồ sơ tiếp nhận") == "3" && sum("Đã giải quyết") == "2" && sum("Đang giải quyết") == "1")
    #expect(sum("Trước và đúng hạn") == "100 %" && sum("Người dân hài lòng") == "–")
    #expect(page.text.contains("15/12/2024 – 14/12/2025"))
    let links = page.text.components(separatedBy: "<td data-label").dropFirst().compactMap {
      $0.components(separatedBy: "href=\"").dropFirst().first?.components(separatedBy: "\"").first
    }
    #expect(links.count >= 30)
    for link in Set(links) {
      #expect(overseer.get(link.replacingOccurrences(of: "&amp;", with: "&")).status == .ok, "\(link)")
    }
    let paper = overseer.get("\(Sitemap.printYearlyReport.url)?from=15/12/2025&to=14/12/2026").text
    #expect(paper.lowercased().contains("một cửa liên thông năm 2026"))
    #expect(paper.contains("2 đơn vị tiếp nhận 3 hồ sơ"))
  }

  @Test("where nothing is asked it is the year that is over; a chairman sees his own unit; others nothing")
  func whose() throws {
    let chairman = try Browser(portal, as: portal.people.chairman)
    let page = chairman.get(Sitemap.yearlyReport.url)
    #expect(page.status == .ok && page.text.contains("15/12/2024 – 14/12/2025"))
    #expect(!page.text.contains("<th scope=\"row\">huyện Như Xuân</th>"))
    #expect(chairman.get("\(Sitemap.yearlyReport.url)?agency=1").status == .notFound)
    // Petitions may be about a leader: he has their number, not their list.
    let leader = try Browser(portal, as: portal.people.leader).get(Sitemap.yearlyReport.url).text
    #expect(leader.contains("Phản ánh trả lời đúng hạn") && !leader.contains("href=\"/petitions"))
    #expect(page.text.contains("href=\"/petitions?agency="))
    for person in [portal.people.citizen, portal.people.specialist, portal.people.administrator] {
      for url in [Sitemap.yearlyReport.url, Sitemap.printYearlyReport.url] {
        #expect(try Browser(portal, as: person).get(url).status == .forbidden)
      }
    }
    for query in ["from=x&to=y", "from=01/01/0001&to=31/12/9999", "agency=\(Int64.min)", "agency=x"] {
      #expect(chairman.get("\(Sitemap.yearlyReport.url)?\(query)").status.code < 500, "\(query)")
      #expect(chairman.get("\(Sitemap.printYearlyReport.url)?\(query)").status.code < 500, "\(query)")
    }
  }
}
