import Foundation
import HTTPServer
import Storage
import Testing
import Workflow

@testable import Web

/// II.06a on its page: each number opens its list; the spreadsheet says the same; nobody counts what he may not watch.
@Suite struct FieldReportPageTests {
  private let portal: Portal
  private let days = "from=01/09/2026&to=30/09/2026"

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
    try portal.act(
      .withdraw(reason: "Đơn"), on: portal.dossier(.processing),
      by: Dossier.Actor(person: portal.people.officer, role: .oneStopOfficer))
    _ = try portal.dossier(.submitted, channel: .online)
    portal.clock.now = Moment(day: Day(year: 2026, month: 9, day: 9), minuteOfDay: 540)
  }

  private func links(_ page: String) -> [(url: String, count: Int)] {
    page.components(separatedBy: "href=\"\(Sitemap.fieldReportList.url)").dropFirst().compactMap { part in
      let url = part.prefix { $0 != "\"" }.replacingOccurrences(of: "&amp;", with: "&")
      let digits = part.drop { $0 != ">" }.drop { !$0.isNumber }.prefix { $0.isNumber }
      return Int(digits).map { (Sitemap.fieldReportList.url + url, $0) }
    }
  }

  @Test("the numbers, and each one's list")
  func numbers() throws {
    try fill()
    let text = try page(\.chairman, "\(Sitemap.fieldReport.url)?\(days)").text
    #expect(text.contains(": khớp.") && text.contains("1. Hộ tịch"))
    let found = links(text)
    // One field: received 4 = 1 online + 2 direct + 1 carried = 2 finished + 2 open, one of them late; and the same in the sum.
    #expect(found.map(\.count).sorted() == [1, 1, 1, 1, 1, 1, 1, 1, 2, 2, 2, 2, 2, 2, 2, 2, 4, 4])
    for link in found {
      let list = try page(\.chairman, link.url)
      #expect(list.text.components(separatedBy: "<tr data-href").count - 1 == link.count, "\(link.url)")
    }
  }

  @Test("the spreadsheet has the numbers of the page")
  func sheet() throws {
    try fill()
    let answer = try page(\.chairman, "\(Sitemap.fieldReportSheet.url)?\(days)")
    let sheet = try Workbook.sheet(of: answer.fileBytes)
    let values = sheet.components(separatedBy: "<v>").dropFirst().compactMap { Int($0.prefix { $0 != "<" }) }
    #expect(Array(values.suffix(14)) == [4, 1, 2, 1, 2, 2, 0, 0, 2, 1, 1, 0, 0, 0])
  }

  @Test("a period that is none is said; another's unit is not found; officers and citizens have no report")
  func rights() throws {
    let wrong = try page(\.chairman, "\(Sitemap.fieldReport.url)?from=x&to=y")
    #expect(wrong.status == .unprocessableContent && wrong.text.contains("aria-invalid"))
    let neighbour = try portal.neighbour().commune
    for url in [Sitemap.fieldReport.url, Sitemap.fieldReportSheet.url, Sitemap.fieldReportList.url] {
      #expect(try page(\.chairman, "\(url)?\(days)&agency=\(neighbour)&column=3").status == .notFound)
      #expect(try page(\.specialist, "\(url)?\(days)").status != .ok)
      #expect(try page(\.citizen, "\(url)?\(days)").status != .ok)
    }
    let district = try page(\.overseer, "\(Sitemap.fieldReport.url)?\(days)").text
    #expect(district.contains("UBND xã Thanh Xuân") && district.contains("Quý trước"))
  }
}
