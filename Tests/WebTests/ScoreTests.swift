import Documents
import Foundation
import HTTPServer
import Testing
import Workflow

@testable import Storage
@testable import Web

/// The nine indicators by unit and officer: marks from the dossiers' own times, every number its list, published without officers.
@Suite struct ScoreTests {
  private let portal: Portal
  private var people: Cast { portal.people }
  private static let days = "from=01/09/2026&to=30/09/2026"

  init() throws { portal = try Portal() }

  private func move(to day: Int, _ hour: Int = 9) {
    portal.clock.now = Moment(day: Day(year: 2026, month: 9, day: day), minuteOfDay: hour * 60)
  }

  private func page(_ person: KeyPath<Cast, PersonID>, _ url: String) throws -> Response {
    try Browser(portal, as: people[keyPath: person]).get(url)
  }

  /// Signed off on a day of September, received on the 8th with three working days: due on the 11th.
  private func solved(on day: Int, channel: Channel = .counter) throws -> DossierID {
    move(to: 8)
    let id = try portal.dossier(
      .awaitingSignOff, channel: channel, revised: { $0.times = [ProcessingTime(legal: .workingDays(3))] })
    move(to: day)
    try portal.act(
      .signOff(number: "1/GXN", authority: .onBehalf), on: id,
      by: Dossier.Actor(person: people.leader, role: .leader))
    return id
  }

  private func marks() throws -> DossierScores.Marks {
    try portal.scoreAll()
    let period = try #require(
      Dossiers.Period(from: Day(year: 2026, month: 9, day: 1), to: Day(year: 2026, month: 9, day: 30)))
    return try portal.database.read { try DossierScores.marks(of: people.commune, in: period, $0) }
  }

  private func links(_ text: String, to address: String) -> [(url: String, count: Int)] {
    text.components(separatedBy: "href=\"\(address)?").dropFirst().compactMap { part in
      let query = part.prefix { $0 != "\"" }.replacingOccurrences(of: "&amp;", with: "&")
      let digits = part.drop { $0 != ">" }.dropFirst().prefix { $0.isNumber }
      return Int(digits).map { ("\(address)?\(query)", $0) }
    }
  }

  @Test("marks follow the dossiers' own times; what is not scored yet is said")
  func marked() throws {
    for day in [10, 11, 14] { _ = try solved(on: day) }
    move(to: 15)
    let before = try page(\.chairman, "/reports/scores?\(Self.days)").text
    #expect(before.contains("đang chấm: 3"))
    let marks = try marks()
    #expect(marks.finished == 3 && marks.unscored == 0)
    for indicator in [ServiceScore.Indicator.legalTime, .attitude] {
      #expect((0...2).map { marks[indicator, $0] } == [1, 1, 1], "\(indicator)")
      #expect(marks.tenths(indicator) == 10)
    }
    #expect(marks[.contacts, 2] == 3 && marks[.places, 1] == 3)
    #expect(!(try page(\.chairman, "/reports/scores?\(Self.days)").text.contains("đang chấm")))
  }

  @Test("a withdrawn dossier has no marks; a change is scored again; check finds what does not agree")
  func changes() throws {
    let id = try solved(on: 14)
    try portal.act(
      .withdraw(reason: "Đơn"), on: portal.dossier(.processing),
      by: Dossier.Actor(person: people.officer, role: .oneStopOfficer))
    #expect(try marks().finished == 1)
    try portal.database.write { db -> Void in
      let correction = try Corrections.propose(
        Corrections.New(
          dossier: id, agency: people.commune, cause: .software,
          realFinish: Moment(day: Day(year: 2026, month: 9, day: 10), minuteOfDay: 600),
          recordedFinish: portal.clock.now, due: portal.clock.now, words: "Nhập chậm.", found: [], brought: []
        ),
        by: people.officer, at: portal.clock.now, in: db)
      try db.execute("UPDATE corrections SET state = 'approved' WHERE id = $1", correction)
    }
    #expect(try marks()[.legalTime, 2] == 1, "a correction that was approved counts as it was in reality")
    #expect(try portal.database.read { try Integrity.dossierScores(in: $0) }.isGood)
    try portal.database.write { db -> Void in
      try db.execute("UPDATE dossier_scores SET finished_at = finished_at + 86400")
    }
    #expect(try portal.database.read { try Integrity.dossierScores(in: $0) }.faultCount == 2)
  }

  @Test("a complaint of conduct takes the attitude's points until it is found false")
  func complaint() throws {
    let id = try solved(on: 10)
    let petition = try portal.database.write { db in
      try Petitions.submit(
        Petitions.New(
          agency: people.commune, kind: .conduct, channel: .account, petitioner: people.citizen,
          name: "Lò Thị Mai", contact: "", dossier: id, subject: "Thái độ", body: "Nói năng thiếu tôn trọng.",
          due: Day(year: 2026, month: 9, day: 24)), agencyCode: "H56.38.02", by: people.citizen,
        at: portal.clock.now, in: db)
    }
    #expect(try marks()[.attitude, 0] == 1)
    try portal.database.write { db in
      try Petitions.answer(
        "Đã xác minh, không có.", .unfounded, files: [],
        to: #require(try Petitions.petition(petition, in: db)),
        by: people.chairman, at: portal.clock.now, in: db)
    }
    #expect(try marks()[.attitude, 2] == 1)
  }

  @Test("each number of a unit and of an officer opens its list; the sum is the list")
  func lists() throws {
    for day in [10, 11, 14] { _ = try solved(on: day) }
    _ = try solved(on: 14, channel: .online)
    try portal.scoreAll()
    move(to: 15)
    let unit = Sitemap.unitScore.url(people.commune)
    let list = Sitemap.scoredDossiers.url(people.commune)
    let text = try page(\.chairman, "\(unit)?\(Self.days)").text
    for name in ["Hà Thị Nga", "Phạm Thị Hương", "Lê Văn Bình"] { #expect(text.contains(name), "\(name)") }
    #expect(text.contains("Vi Văn Quý</a>") == false, "who had no dossier is not scored")
    let found = links(text, to: list)
    #expect(found.map(\.count).reduce(0, +) >= 4 * 4)
    for (url, count) in found {
      let rows = try page(\.chairman, url).text.components(separatedBy: "<tr data-href").count - 1
      #expect(rows == count, "\(url)")
    }
    let others =
      links(text, to: Sitemap.deskCoverageList.url(people.commune))
      + links(text, to: Sitemap.onlineRankingList.url)
    #expect(others.count >= 4)
    for (url, count) in others {
      let rows = try page(\.chairman, url).text.components(separatedBy: "<tr").count - 2
      #expect(rows == count, "\(url)")
    }
    let officer = try page(\.chairman, "\(unit)?\(Self.days)&person=\(people.specialist)").text
    #expect(officer.contains("<h1>Phạm Thị Hương</h1>"))
    for (url, count) in links(officer, to: list) {
      #expect(url.contains("person=\(people.specialist)"))
      let rows = try page(\.chairman, url).text.components(separatedBy: "<tr data-href").count - 1
      #expect(rows == count, "\(url)")
    }
  }

  @Test("the sheets say what the pages say, cell by cell")
  func sheets() throws {
    for day in [10, 11] { _ = try solved(on: day) }
    try portal.scoreAll()
    move(to: 15)
    let text = try page(\.chairman, "/reports/scores?\(Self.days)").text
    let row = try #require(text.components(separatedBy: "<tbody>").dropFirst().first)
    let cells = row.components(separatedBy: "<td").dropFirst().map { cell in
      let inner = cell.drop { $0 != ">" }.dropFirst().replacing("<b>", with: "")
      return String(inner.prefix { $0 != "<" })
    }
    let path = FileManager.default.temporaryDirectory.path + "/motcua-scores-\(UUID().uuidString).xlsx"
    defer { try? FileManager.default.removeItem(atPath: path) }
    try Data(page(\.chairman, "/reports/scores/xlsx?\(Self.days)").fileBytes).write(
      to: URL(fileURLWithPath: path))
    let rows = try SheetReader.rows(of: path)
    let sheet = try #require(rows.last)
    #expect(cells.count == 11)
    for (place, cell) in cells.prefix(9).enumerated() {
      let tenths: Double? =
        if case .number(let number) = sheet[place + 1] { number * 10 } else { nil }
      #expect(tenths.map { Int($0.rounded()) } == Int(cell.replacing(",", with: "")), "\(place + 1)")
    }
    #expect(sheet[12] == .text(cells[10]))
    let officers = try page(\.chairman, "\(Sitemap.officersSheet.url(people.commune))?\(Self.days)")
    #expect(officers.status == .ok && !officers.fileBytes.isEmpty)
  }

  @Test("who may see it; what everybody may see has no officers")
  func rights() throws {
    _ = try solved(on: 10)
    try portal.scoreAll()
    let neighbour = try portal.neighbour().commune
    for url in [
      Sitemap.unitScore.url(neighbour), Sitemap.officersSheet.url(neighbour),
      Sitemap.scoredDossiers.url(neighbour),
    ] {
      #expect(try page(\.chairman, "\(url)?indicator=1&mark=2").status == .notFound, "\(url)")
      #expect(try page(\.officer, url).status == .forbidden)
    }
    #expect(try page(\.overseer, Sitemap.unitScore.url(neighbour)).status == .ok)
    let unit = Sitemap.scoredDossiers.url(people.commune)
    for query in [
      "indicator=5&mark=2", "indicator=1&mark=3", "indicator=99&mark=1", "indicator=1",
      "indicator=1&mark=2&from=x", "indicator=1&mark=2&person=x",
    ] {
      #expect(try page(\.chairman, "\(unit)?\(query)").status == .notFound, "\(query)")
    }
    #expect(
      try page(\.chairman, "\(Sitemap.unitScore.url(people.commune))?person=9223372036854775807").status
        == .notFound)
    let open = Browser(portal).get("/scores").text
    #expect(open.contains("UBND xã Cát Vân") && !open.contains("Hà Thị Nga"))
    #expect(Browser(portal).get("/scores?period=year").status == .ok)
    #expect(Browser(portal).get("/scores?period=week").status == .notFound)
  }

  @Test("posting is entered with the publication, and marks indicator 6")
  func posting() throws {
    let url = Sitemap.publication.url(people.commune, "1.001193")
    let admin = try Browser(portal, as: people.administrator)
    let fields = admin.get(url).fields
    let wrong = admin.post(url, fields.merging(["posted": "hôm qua"]) { $1 }.map { ($0.key, $0.value) })
    #expect(wrong.status == .unprocessableContent && wrong.text.contains("href=\"#posted\""))
    #expect(
      admin.post(url, fields.merging(["posted": "01/09/2026"]) { $1 }.map { ($0.key, $0.value) }).status
        == .seeOther)
    #expect(admin.get(url).fields["posted"] == "01/09/2026")
    move(to: 15)
    let text = try page(\.chairman, "\(Sitemap.unitScore.url(people.commune))?\(Self.days)").text
    #expect(text.contains("show=posted\">1</a>"))
  }
}
