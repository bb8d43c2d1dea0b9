import Foundation
import HTTPServer
import Storage
import Testing
import Workflow

@testable import Web

/// Per officer and step: hours allotted beside hours used; every number opens its list, and the sum is the list.
@Suite struct StepTimeTests {
  private let portal: Portal
  private let url: String
  private let days = "?from=01/09/2026&to=30/09/2026"

  init() throws {
    portal = try Portal()
    url = Sitemap.stepTimes.url(portal.people.commune)
  }

  private func browser(_ person: KeyPath<Cast, PersonID>) throws -> Browser {
    try Browser(portal, as: portal.people[keyPath: person])
  }

  private func at(_ day: Int, _ hour: Int, _ minute: Int = 0) {
    portal.clock.now = Moment(day: Day(year: 2026, month: 9, day: day), minuteOfDay: hour * 60 + minute)
  }

  /// Received Tuesday 8 September 08:30, forwarded 09:30, signed for 10:00, submitted two days later at 15:00, signed
  /// 16:30, taken back the next morning at 08:00.
  private func finished() throws -> DossierID {
    let people = portal.people
    let officer = Dossier.Actor(person: people.officer, role: .oneStopOfficer)
    let specialist = Dossier.Actor(person: people.specialist, role: .specialist)
    at(8, 8, 30)
    let id = try portal.dossier(.received, code: "1.004194")
    at(8, 9, 30)
    try portal.act(.forward(to: people.specialist, unit: people.commune), on: id, by: officer)
    at(8, 10)
    try portal.act(.takeOver, on: id, by: specialist)
    at(10, 15)
    try portal.attachResult(to: id)
    try portal.act(.submitForSignOff(to: people.leader), on: id, by: specialist)
    at(10, 16, 30)
    try portal.act(
      .signOff(number: "1/GXN", authority: .onBehalf), on: id,
      by: Dossier.Actor(person: people.leader, role: .leader))
    at(11, 8)
    try portal.act(.takeBack, on: id, by: officer)
    return id
  }

  /// The cells of a person's row for a step: times, had, took, share, within, over, without.
  private func cells(_ name: String, _ step: String, _ page: String) -> [String] {
    let row = page.components(separatedBy: "<tr>").first {
      $0.contains("<th scope=\"row\">\(name)</th>") && $0.contains(">\(step)</td>")
    }
    return (row ?? "").components(separatedBy: "<td").dropFirst(2).map { cell in
      let parts = cell.components(separatedBy: ">").dropFirst().map { $0.prefix { $0 != "<" } }
      return parts.first { !$0.isEmpty }.map { $0.trimmingCharacters(in: .whitespaces) } ?? ""
    }
  }

  @Test("what each had and took, in working hours")
  func sums() throws {
    _ = try finished()
    let page = try browser(\.chairman).get(url + days).text
    // Three working days are shared as 4, 12, 4 and 4 hours.
    #expect(cells("Hà Thị Nga", "Tiếp nhận", page) == ["1", "4", "1", "25 %", "1", "0", "0"])
    #expect(cells("Phạm Thị Hương", "Xử lý", page) == ["1", "12", "19", "158,3 %", "0", "1", "0"])
    #expect(cells("Lê Văn Bình", "Ký duyệt", page) == ["1", "4", "1,5", "37,5 %", "1", "0", "0"])
    #expect(cells("Hà Thị Nga", "Trả kết quả", page) == ["1", "4", "1,5", "37,5 %", "1", "0", "0"])
  }

  @Test("every number is the length of its list")
  func lists() throws {
    for _ in 0..<3 { _ = try finished() }
    let chairman = try browser(\.chairman)
    let page = chairman.get(url + days).text
    let links = page.components(separatedBy: "href=\"").dropFirst().map { part in
      (
        url: String(part.prefix { $0 != "\"" }).replacingOccurrences(of: "&amp;", with: "&"),
        count: Int(part.drop { $0 != ">" }.dropFirst().prefix { $0 != "<" })
      )
    }.filter { $0.url.hasPrefix(Sitemap.stepTimeList.url(portal.people.commune)) }
    #expect(links.count == 4 * 4)
    for link in links {
      let list = chairman.get(link.url)
      #expect(list.status == .ok, "\(link.url)")
      #expect(list.text.components(separatedBy: "<tr data-href").count - 1 == link.count, "\(link.url)")
      #expect(list.text.contains("<b>\(link.count ?? -1)</b> lần"))
    }
  }

  @Test("finished in the period, whatever was received before or is still open")
  func period() throws {
    _ = try finished()
    _ = try portal.dossier(.processing)
    let chairman = try browser(\.chairman)
    for other in ["?from=01/08/2026&to=31/08/2026", "?from=11/09/2026&to=30/09/2026"] {
      #expect(chairman.get(url + other).text.contains("Không có hồ sơ nào hoàn thành trong kỳ"), "\(other)")
    }
    for wrong in [
      "?from=x&to=30/09/2026", "?from=30/09/2026&to=01/09/2026", "?from=01/01/2026&to=30/09/2026",
    ] {
      let page = chairman.get(url + wrong)
      #expect(page.status == .unprocessableContent && page.text.contains("aria-invalid"), "\(wrong)")
    }
  }

  @Test("an officer sees himself, a neighbour and a citizen nothing")
  func rights() throws {
    _ = try finished()
    let mine = try browser(\.specialist).get(url + days).text
    func rows(_ name: String) -> Bool { mine.contains("<th scope=\"row\">\(name)</th>") }
    #expect(rows("Phạm Thị Hương") && !rows("Lê Văn Bình") && !rows("Hà Thị Nga"))
    let leaders =
      Sitemap.stepTimeList.url(portal.people.commune)
      + "\(days)&person=\(portal.people.officer)&step=1"
    #expect(try !browser(\.specialist).get(leaders).text.contains("<tr data-href"))
    #expect(try browser(\.specialist).get(Sitemap.account.url).text.contains("href=\"\(url)\""))
    #expect(try browser(\.overseer).get(url + days).text.contains("Lê Văn Bình"))
    #expect(try Browser(portal, as: portal.neighbour().specialist).get(url).status == .notFound)
    #expect(try browser(\.citizen).get(url).status != .ok)
    #expect(try !browser(\.citizen).get(Sitemap.account.url).text.contains("Thời gian từng bước"))
  }
}
