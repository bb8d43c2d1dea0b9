import Documents
import Foundation
import HTTPServer
import Testing
import Workflow

@testable import Storage
@testable import Web

/// Sổ theo dõi hồ sơ (rules §3.6): page, sheet, spreadsheet, and F001-05, the comparison with a paper register.
@Suite struct RegisterTests {
  private let portal: Portal
  private let officer: Browser
  private let year = 2026

  init() throws {
    portal = try Portal()
    officer = try Browser(portal, as: portal.people.officer)
  }

  private var commune: AgencyID { portal.people.commune }
  private var url: String { Sitemap.register.url(commune, year) }

  private func codes(_ ids: [DossierID]) throws -> [String] {
    try ids.map { try #require(try portal.record($0).code) }
  }

  /// As many dossiers as asked for, one after another.
  private func received(_ count: Int) throws -> [DossierID] {
    try (1...count).map { try portal.dossier(.received, owner: "Người \($0)") }
  }

  @Test func aLineTellsWhatBecameOfTheDossier() throws {
    let id = try portal.dossier(.signed)
    portal.clock.advance(minutes: 24 * 60)
    let counter = Dossier.Actor(person: portal.people.officer, role: .oneStopOfficer)
    try portal.act(.takeBack, on: id, by: counter)
    portal.clock.advance(minutes: 24 * 60)
    try portal.act(
      .returnResult(to: Collector(name: "Vi Văn Thắng", identity: "038190000123", relation: .relative)),
      on: id, by: counter)
    let officer = try Browser(portal, as: portal.people.officer)
    let page = officer.get(url).text
    for words in [
      try codes([id])[0], "Lò Thị Mai", "0912345678", "Cấp giấy xác nhận tình trạng hôn nhân", "08/09/2026",
      "18/09/2026", "09/09/2026", "10/09/2026", "Hà Thị Nga → Vi Văn Thắng", "Tại bộ phận một cửa",
      "href=\"\(Sitemap.dossier.url(id))\"",
    ] {
      #expect(page.contains(words), "\(words)")
    }
    #expect(officer.get(Sitemap.registers.url).location == url)
    #expect(officer.get(Sitemap.counter.url).text.contains("href=\"\(Sitemap.registers.url)\""))
  }

  @Test func pagesFollowTheNumbers() throws {
    _ = try received(ShowRegister.linesPerPage + 3)
    let first = officer.get(url).text
    #expect(first.contains("\(ShowRegister.linesPerPage + 3) hồ sơ") && first.contains("\(url)?from=41"))
    #expect(
      !first.contains("\(url)?from=1\"") && first.contains(">Người 40 <") && !first.contains(">Người 41 <"))
    let second = officer.get("\(url)?from=41").text
    #expect(second.contains(">Người 41 <") && !second.contains(">Người 40 <"))
    #expect(second.contains("\(url)?from=1\"") && !second.contains("?from=101"))
    #expect(second.contains("\(Sitemap.registerSheet.url(commune, year))?from=41"))
    for odd in ["0", "-1", "x", "99999999"] {
      #expect(officer.get("\(url)?from=\(odd)").text.contains(">Người 1 <"), "\(odd)")
    }
    #expect(officer.get("\(url)?from=900").text.contains("Sổ chưa có hồ sơ nào ở đây"))
  }

  @Test func eachYearIsABookOfItsOwn() throws {
    _ = try received(1)
    portal.clock.now = Moment(day: Day(year: 2027, month: 1, day: 4), minuteOfDay: 9 * 60)
    _ = try portal.dossier(.received, owner: "Năm sau")
    let officer = try Browser(portal, as: portal.people.officer)
    let next = officer.get(Sitemap.register.url(commune, 2027)).text
    #expect(next.contains(">Năm sau <") && !next.contains(">Người 1 <") && next.contains("href=\"\(url)\""))
    #expect(officer.get(Sitemap.registers.url).location == Sitemap.register.url(commune, 2027))
    #expect(officer.get(Sitemap.register.url(commune, 1999)).status == .notFound)
  }

  @Test func whoMaySeeTheBook() throws {
    _ = try received(1)
    let neighbour = try portal.neighbour()
    let inspector = try portal.hired(.inspector, at: portal.people.district)
    let pages = [
      url, Sitemap.registerSheet.url(commune, year), Sitemap.registerFile.url(commune, year),
      Sitemap.registerExport.url(commune, year), Sitemap.registerCompare.url(commune, year),
    ]
    let otherOfficer = try portal.hired(.oneStopOfficer, at: neighbour.commune)
    let expected: [(PersonID, Status)] = [
      (portal.people.officer, .ok), (portal.people.chairman, .ok), (portal.people.overseer, .ok),
      (inspector, .ok), (portal.people.specialist, .forbidden), (portal.people.leader, .forbidden),
      (portal.people.administrator, .forbidden), (portal.people.citizen, .forbidden),
      (neighbour.chairman, .notFound), (otherOfficer, .notFound),
    ]
    for (person, status) in expected {
      let browser = try Browser(portal, as: person)
      for page in pages { #expect(browser.get(page).status == status, "\(person) \(page)") }
      #expect(
        browser.post(Sitemap.registerCompare.url(commune, year), [("numbers", "1")]).status == status,
        "\(person)")
    }
    let chooser = try Browser(portal, as: portal.people.overseer).get(Sitemap.registers.url).text
    #expect(chooser.contains("href=\"\(url)\"") && chooser.contains("UBND xã Thanh Xuân"))
  }

  /// An officer of some fields alone does not see the others' applicants.
  @Test func aGrantOfSomeFieldsOpensNoBook() throws {
    let limited = try portal.database.write { db in
      let id = try People.create(
        People.New(kind: .staff, login: "hotich", password: "x", name: "Người mới"), at: portal.clock.now,
        in: db)
      try People.grant(
        Grant(role: .oneStopOfficer, agency: commune, fields: ["ho-tich"]), to: id, by: nil,
        at: portal.clock.now, in: db)
      return id
    }
    let browser = try Browser(portal, as: limited)
    #expect(browser.get(url).status == .notFound)
    #expect(!browser.get(Sitemap.counter.url).text.contains("href=\"\(Sitemap.registers.url)\""))
  }

  @Test func theSheetIsThatOfTheRegime() throws {
    _ = try received(1)
    let old = officer.get(Sitemap.registerSheet.url(commune, year)).text
    #expect(old.contains("Mẫu số 06") && !old.contains("TT 03/2025"))
    try portal.database.write {
      try Agencies.setRegime(.decree118, from: Day(year: 2026, month: 1, day: 1), of: commune, in: $0)
    }
    let new = try Browser(portal, as: portal.people.officer).get(Sitemap.registerSheet.url(commune, year))
      .text
    #expect(new.contains("Mẫu số 07") && new.contains("TT 03/2025/TT-VPCP"))
  }

  /// What is printed at a time is followed by the rest.
  @Test func aSheetHasALinkToTheNext() throws {
    _ = try received(101)
    let sheet = Sitemap.registerSheet.url(commune, year)
    let first = officer.get(sheet).text
    #expect(first.contains("href=\"\(sheet)?from=101\"") && first.contains(">Người 100</td>"))
    #expect(!first.contains(">Người 101</td>"))
    let last = officer.get("\(sheet)?from=101").text
    #expect(last.contains(">Người 101</td>") && !last.contains("from=201"))
  }

  @Test func howADossierEndedOtherwiseIsARemark() throws {
    let id = try portal.dossier(.processing)
    try portal.act(
      .withdraw(reason: "Đơn"), on: id,
      by: Dossier.Actor(person: portal.people.officer, role: .oneStopOfficer))
    #expect(officer.get(url).text.contains("; Đã rút hồ sơ</small>"))
  }

  // MARK: Spreadsheet

  private func export() throws -> (response: Response, xml: String) {
    let response = officer.get(Sitemap.registerExport.url(commune, year))
    return (response, try Workbook.sheet(of: response.fileBytes))
  }

  @Test func theSpreadsheetHasTypedCellsAndLeavesNothingBehind() throws {
    let id = try portal.dossier(.received, owner: "=HYPERLINK(\"x\")")
    try portal.database.write {
      try $0.execute("UPDATE dossiers SET copies = 3 WHERE id = $1", id.value)
    }
    let (response, xml) = try export()
    #expect(
      response.type == "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
        && response.headers["Content-Disposition"]
          == "attachment; filename=\"so-theo-doi-H56.38.02-2026.xlsx\""
    )
    // 08/09/2026, 08:30, as Excel counts days.
    for words in [
      "=HYPERLINK(", try codes([id])[0], "<v>3</v>", "<v>46273.35416666", "Sổ theo dõi hồ sơ, năm 2026",
      "Mẫu số 06", "Địa bàn", "xã Cát Vân", "0912345678",
    ] {
      #expect(xml.contains(words), "\(words)")
    }
    #expect(!xml.contains("<f>"))
    #expect(try FileManager.default.contentsOfDirectory(atPath: portal.incoming).isEmpty)
  }

  @Test func everyLineIsInTheSpreadsheet() throws {
    _ = try received(Dossiers.pageSize + 5)
    let xml = try export().xml
    #expect(xml.contains("Người 1<") && xml.contains("Người 55<") && xml.contains("<row r=\"58\""))
  }

  // MARK: F001-05

  private func compare(_ numbers: String, _ more: [(String, String)] = []) -> Response {
    officer.post(Sitemap.registerCompare.url(commune, year), [("numbers", numbers)] + more)
  }

  private func list(_ heading: String, _ page: String) -> String {
    page.components(separatedBy: heading).dropFirst().first?.components(separatedBy: "<h3>").first ?? ""
  }

  @Test("F001-05: what the system lacks, and what stands in it alone")
  func comparison() throws {
    let codes = try codes(try received(4))
    let stranger = "H56.38.02-260908-0099"
    let page = compare("1;\(codes[0].lowercased());Lò Thị Mai\n2\n\(stranger)\n77\nSTT;Mã\n2\n").text
    #expect(page.contains("Đọc được 4 hồ sơ trong sổ giấy, 2 có trên hệ thống."))
    let missing = list("Có trong sổ giấy, thiếu trên hệ thống", page)
    #expect(missing.contains(stranger) && missing.contains("Số thứ tự 77") && missing.contains(">2</b>"))
    let extra = list("Chỉ có trên hệ thống", page)
    #expect(extra.contains(codes[2]) && extra.contains(codes[3]) && !extra.contains(codes[1]))
    #expect(extra.contains("số 3") && list("Ghi nhiều lần", page).contains("<p>2</p>"))
    #expect(list("Dòng không có mã hồ sơ", page).contains("STT;Mã"))
  }

  @Test func aPartOfTheBookIsCompared() throws {
    let codes = try codes(try received(4))
    let page = compare("2\n3", [("first", "2"), ("last", "3")]).text
    #expect(page.contains("Không thiếu hồ sơ nào") && page.contains("đều có trong sổ giấy"))
    let outside = compare(codes[3], [("first", "2"), ("last", "3")]).text
    #expect(list("thiếu trên hệ thống", outside).contains("đứng ở sổ năm 2026, số 4"))
  }

  /// A code of another agency is as missing as one that never was: the register tells of its own dossiers only.
  @Test func otherAgenciesDossiersAreNotTold() throws {
    let code = try codes(try received(1))[0]
    let neighbour = try portal.neighbour()
    let other = try Browser(portal, as: try portal.hired(.oneStopOfficer, at: neighbour.commune))
    let page = other.post(Sitemap.registerCompare.url(neighbour.commune, year), [("numbers", code)]).text
    #expect(list("thiếu trên hệ thống", page).contains(code) && !page.contains("đứng ở sổ"))
  }

  @Test func aTextFileIsReadToo() throws {
    let codes = try codes(try received(2))
    let file = Browser.Chosen(name: "so.csv", bytes: Array("STT,Mã\n1,\(codes[0])\n".utf8))
    let page = officer.upload(Sitemap.registerCompare.url(commune, year), [file]).text
    #expect(page.contains("Đọc được 1 hồ sơ trong sổ giấy, 1 có trên hệ thống."))
    #expect(list("Chỉ có trên hệ thống", page).contains(codes[1]))
    let picture = officer.upload(
      Sitemap.registerCompare.url(commune, year), [Browser.Chosen(name: "so.png", bytes: Sample.png)])
    let empty = officer.upload(
      Sitemap.registerCompare.url(commune, year), [Browser.Chosen(name: "so.txt", bytes: [])])
    #expect(empty.status == .unprocessableContent && empty.text.contains("Tệp “so.txt” không có nội dung."))
    #expect(picture.status == .unprocessableContent && picture.text.contains("Không đọc được tệp “so.png”"))
  }

  @Test func mistakesAreToldAtTheirFields() {
    #expect(compare("").text.contains("href=\"#numbers\""))
    for (first, last) in [("x", ""), ("0", ""), ("5", "4"), ("", "99999999")] {
      let answer = compare("1", [("first", first), ("last", last)])
      #expect(
        answer.status == .unprocessableContent && answer.text.contains(">1</textarea>"), "\(first) \(last)")
    }
  }
}

/// A spreadsheet's only sheet, as XML.
enum Workbook {
  static func sheet(of file: [UInt8]) throws -> String {
    let script = """
      import io, sys, zipfile
      sys.stdout.buffer.write(
        zipfile.ZipFile(io.BytesIO(sys.stdin.buffer.read())).read("xl/worksheets/sheet1.xml"))
      """
    let process = BoundedProcess(
      program: "/usr/bin/python3", arguments: ["-I", "-c", script], environment: ["LANG=C.UTF-8"])
    let limits = BoundedProcess.Limits(
      seconds: 60, processorSeconds: 30, memory: 1 << 30, output: 32 << 20)
    return String(decoding: try process.run(input: file, within: limits), as: UTF8.self)
  }
}
