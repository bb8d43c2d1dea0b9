import Documents
import Foundation
import HTTPServer
import Testing
import Workflow

@testable import Storage
@testable import Web

/// The index of QĐ 766 by unit: for every lost point what is behind it, as many as the number says; the months that are over are
/// kept (F004-09).
@Suite struct ServiceIndexPageTests {
  private let portal: Portal
  private var people: Cast { portal.people }
  private static let days = "from=01/09/2026&to=30/09/2026"

  init() throws { portal = try Portal() }

  private func move(to day: Int, month: Int = 9) {
    portal.clock.now = Moment(day: Day(year: 2026, month: month, day: day), minuteOfDay: 540)
  }

  private func page(_ person: KeyPath<Cast, PersonID>, _ url: String) throws -> Response {
    try Browser(portal, as: people[keyPath: person]).get(url)
  }

  private func fill() throws {
    for channel in [Channel.counter, .counter, .online] { _ = try portal.dossier(.signed, channel: channel) }
    _ = try portal.dossier(
      .processing, revised: { $0.times = [ProcessingTime(legal: .workingDays(3))] })
    let petition = try portal.database.write { db in
      try Petitions.submit(
        Petitions.New(
          agency: people.commune, kind: .handling, channel: .account, petitioner: people.citizen,
          name: "Lò Thị Mai", contact: "", dossier: nil, subject: "Chậm", body: "Chậm quá hẹn rồi.",
          due: Day(year: 2026, month: 9, day: 22)), agencyCode: "H56.38.02", by: people.citizen,
        at: portal.clock.now, in: db)
    }
    move(to: 23)
    try portal.database.write { db in
      try Petitions.answer(
        "Đã giải quyết xong.", .founded, files: [], to: #require(try Petitions.petition(petition, in: db)),
        by: people.chairman, at: portal.clock.now, in: db)
    }
    try portal.scoreAll()
  }

  private func lists(_ text: String) -> [(url: String, count: Int)] {
    text.components(separatedBy: "<li>").dropFirst().compactMap { item in
      guard let link = item.components(separatedBy: "href=\"").dropFirst().first else { return nil }
      let url = link.prefix { $0 != "\"" }.replacingOccurrences(of: "&amp;", with: "&")
      let digits = link.drop { $0 != ">" }.dropFirst().prefix { $0.isNumber }
      return url.contains("from=") || url.contains("show=") ? Int(digits).map { (url, $0) } : nil
    }
  }

  @Test("for every lost point its dossiers, procedures or papers: as many as the number says")
  func lost() throws {
    try fill()
    let text = try page(\.chairman, "\(Sitemap.unitIndex.url(people.commune))?\(Self.days)").text
    #expect(text.contains("2. Tiến độ giải quyết: 15,0/20") && text.contains("3/4 (75 %)"))
    #expect(text.contains("4. Thanh toán trực tuyến: –"))
    let found = lists(text.components(separatedBy: "Diễn biến")[0])
    let paths = Set(found.map { $0.url.prefix { $0 != "?" } })
    #expect(paths.count >= 5, "\(paths)")
    for (url, count) in found {
      var (rows, next): (Int, String?) = (0, url)
      while let address = next {
        let answer = try page(\.chairman, address)
        #expect(answer.status == .ok, "\(address)")
        rows += answer.text.components(separatedBy: "<tbody>").last!.components(separatedBy: "<tr").count - 1
        next = answer.text.components(separatedBy: "<nav class=\"pager\"").dropFirst().first
          .flatMap { $0.components(separatedBy: "href=\"").dropFirst().first }
          .map { $0.prefix { $0 != "\"" }.replacingOccurrences(of: "&amp;", with: "&") }
      }
      #expect(rows == count, "\(url)")
    }
  }

  @Test("the sheet has every metric with its points and share")
  func sheet() throws {
    try fill()
    let answer = try page(\.chairman, "/reports/index/xlsx?\(Self.days)")
    let path = FileManager.default.temporaryDirectory.path + "/motcua-index-\(UUID().uuidString).xlsx"
    defer { try? FileManager.default.removeItem(atPath: path) }
    try Data(answer.fileBytes).write(to: URL(fileURLWithPath: path))
    let rows = try SheetReader.rows(of: path)
    let row = try #require(rows.first { $0[1] == .text("Hồ sơ giải quyết đúng hạn, còn trong hạn") })
    #expect((2...5).map { row[$0] } == [.number(15), .number(20), .number(3), .number(4)])
    let none = try #require(rows.first { $0[1] == .text("Hồ sơ thanh toán trực tuyến") })
    #expect(none[2] == .text("") && none[3] == .number(6))
    #expect(rows.count { $0[0] == .text("UBND xã Cát Vân") } == ServiceIndex.Metric.allCases.count)
  }

  @Test("months that are over are counted once and kept as they were")
  func trend() throws {
    try fill()
    try portal.keepHouse()
    let url = "\(Sitemap.unitIndex.url(people.commune))?\(Self.days)"
    let before = try page(\.chairman, url).text.components(separatedBy: "Diễn biến").last ?? ""
    #expect(before.contains("14/09/2026") && !before.contains("14/10/2026"))
    move(to: 20, month: 10)
    try portal.keepHouse()
    let after = try page(\.chairman, url).text.components(separatedBy: "Diễn biến").last ?? ""
    #expect(after.contains("14/10/2026") && !after.contains("14/10/2025"))
    let month = Day(year: 2026, month: 9, day: 14)
    let facts = {
      try portal.database.read { try IndexMonths.months(of: people.commune, endingOnOrAfter: month, in: $0) }
    }
    let kept = try #require(try facts()[month])
    #expect(kept[.received] == 4 && kept[.finished] == 3)
    try portal.database.write { db in
      try IndexMonths.keep(.init(agency: people.commune, to: month, facts: .init()), in: db)
    }
    #expect(try facts()[month] == kept)
  }

  @Test("who may see it")
  func rights() throws {
    let neighbour = try portal.neighbour().commune
    for address in [Sitemap.unitIndex, Sitemap.indexUnused, Sitemap.indexResults] {
      #expect(try page(\.chairman, address.url(neighbour)).status == .notFound)
      #expect(try page(\.overseer, address.url(neighbour)).status == .ok)
      #expect(try page(\.officer, address.url(people.commune)).status == .forbidden)
    }
    for address in [Sitemap.indexUnused, Sitemap.indexResults] {
      #expect(try page(\.chairman, "\(address.url(people.commune))?from=x").status == .notFound)
    }
    #expect(
      try page(\.chairman, "/reports/index?from=31/12/9999&to=01/01/0001").status == .unprocessableContent)
  }
}
