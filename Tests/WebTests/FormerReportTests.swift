import Documents
import Foundation
import HTTPServer
import Testing
import Workflow

@testable import Storage
@testable import Web

/// Biểu 07a (TT 02/2017): the numbers of II.06a in its columns, supplements and refusals from their papers; every number its list.
@Suite struct FormerReportTests {
  private let portal: Portal
  private static let days = "from=01/09/2026&to=30/09/2026"

  init() throws { portal = try Portal() }

  private func page(_ person: KeyPath<Cast, PersonID>, _ url: String) throws -> Response {
    try Browser(portal, as: portal.people[keyPath: person]).get(url)
  }

  private func fill() throws {
    portal.clock.now = Moment(day: Day(year: 2026, month: 8, day: 28), minuteOfDay: 540)
    _ = try portal.dossier(.processing)
    portal.clock.now = Moment(day: Day(year: 2026, month: 9, day: 8), minuteOfDay: 540)
    _ = try portal.dossier(.signed)
    _ = try portal.dossier(.processing, channel: .online)
    _ = try portal.request(of: portal.filing().id)
    let refused = try portal.dossier(.submitted, channel: .online)
    #expect(
      try portal.post(
        .refuse, [("code", "not-competent"), ("why", "Thuộc xã khác")], on: refused, by: portal.people.officer
      ).status == .seeOther)
    portal.clock.now = Moment(day: Day(year: 2026, month: 9, day: 9), minuteOfDay: 540)
  }

  private func links(_ page: String) -> [(url: String, count: Int)] {
    page.components(separatedBy: "href=\"\(Sitemap.formerReportList.url)?").dropFirst().compactMap { part in
      let query = part.prefix { $0 != "\"" }.replacingOccurrences(of: "&amp;", with: "&")
      return Int(part.drop { $0 != ">" }.dropFirst().prefix { $0.isNumber }).map {
        ("\(Sitemap.formerReportList.url)?\(query)", $0)
      }
    }
  }

  @Test("each number and its list; the sum of fields; the sheet and the text say the same")
  func numbers() throws {
    try fill()
    let text = try page(\.chairman, "\(Sitemap.formerReport.url)?\(Self.days)").text
    #expect(text.contains(": khớp."))
    let found = links(text)
    for (url, count) in found {
      let rows = try page(\.chairman, url).text.components(separatedBy: "<tr data-href").count - 1
      #expect(rows == count, "\(url)")
    }
    let bySum = Dictionary(
      uniqueKeysWithValues: found.filter { !$0.url.contains("field=") }.map { link in
        (link.url.components(separatedBy: "number=").last ?? "", link.count)
      })
    #expect(
      bySum == [
        "received": 3, "carried": 1, "arrived": 2, "finished": 1, "on-time": 1, "open": 2, "open-in-time": 1,
        "open-late": 1, "supplemented": 1, "refused": 1,
      ])
    let csv = try page(\.chairman, "\(Sitemap.formerReportText.url)?\(Self.days)").text
    #expect(csv.contains(",Tổng cộng,3,1,2,1,1,0,2,1,1,1,1"))
    let path = FileManager.default.temporaryDirectory.path + "/motcua-07a-\(UUID().uuidString).xlsx"
    defer { try? FileManager.default.removeItem(atPath: path) }
    try Data(page(\.chairman, "\(Sitemap.formerReportSheet.url)?\(Self.days)").fileBytes).write(
      to: URL(fileURLWithPath: path))
    let total = try #require(try SheetReader.rows(of: path).last { $0[1] == .text("Tổng cộng") })
    #expect((2...12).map { total[$0] } == [3, 1, 2, 1, 1, 0, 2, 1, 1, 1, 1].map { .number($0) })
  }

  @Test("who may see it, and what nobody asks")
  func rights() throws {
    let neighbour = try portal.neighbour().commune
    for url in [
      Sitemap.formerReport.url, Sitemap.formerReportSheet.url, Sitemap.formerReportText.url,
      Sitemap.formerReportList.url,
    ] {
      #expect(try page(\.chairman, "\(url)?\(Self.days)&agency=\(neighbour)&number=late").status == .notFound)
      #expect(try page(\.officer, "\(url)?\(Self.days)").status == .forbidden)
    }
    for query in ["number=x", "number=late&field=x", "number=late&from=x"] {
      #expect(
        try page(\.chairman, "\(Sitemap.formerReportList.url)?\(query)").status == .notFound, "\(query)")
    }
  }
}
