import Foundation
import HTTPServer
import Testing
import Workflow

@testable import Documents
@testable import Storage
@testable import Web

/// The ranking of letter 002: targets from a sheet, classes, signs, each number with its list.
@Suite struct OnlineRankingPageTests {
  private let portal: Portal
  private let overseer: Browser
  private var people: Cast { portal.people }

  init() throws {
    portal = try Portal()
    overseer = try Browser(portal, as: portal.people.overseer)
  }

  private static let url = "/reports/online/targets"

  private func send(
    _ content: String, name: String = "chi-tieu.csv", decision: [String: String] = [:]
  ) throws -> Response {
    let fields = ["decisionNumber": "1223/QĐ-UBND", "decisionDay": "07/04/2020", "from": "01/01/2026"]
    let form = overseer.get(Self.url).fields.merging(fields) { $1 }.merging(decision) { $1 }
    return overseer.upload(
      Self.url, [Browser.Chosen(name: name, bytes: Array(content.utf8))], form.map { ($0.key, $0.value) })
  }

  private func count(_ table: String) throws -> Int {
    try portal.database.read { try $0.first("SELECT count(*) FROM \(table)") { $0.int(0) } } ?? -1
  }

  /// The only service of level 3 is the one the tests file; it is online.
  private func set(three: String = "50", four: String = "30") throws {
    #expect(try send("Mã thủ tục,Mức độ\n\(Portal.code),3\n").status == .seeOther)
    #expect(
      try send("Mã đơn vị;Năm;Mức độ;Chỉ tiêu\nH56.38.02;2026;3;\(three)\nH56.38.02;2026;4;\(four)\n").status
        == .seeOther)
  }

  private func page(_ query: String = "") throws -> String { overseer.get("/reports/online" + query).text }

  /// The heading of the class in which the commune stands.
  private func rank() throws -> String {
    try page().components(separatedBy: "<h2 id=\"").dropFirst().first?.components(separatedBy: "\"")[0] ?? ""
  }

  private func row(_ level: Int) throws -> [Int] {
    let table = overseer.get("/reports/online/table").text
    let row = table.components(separatedBy: "<tr>").first { $0.contains("class=\"num\">\(level)</td>") } ?? ""
    return row.components(separatedBy: "</td>").prefix(7).compactMap { cell in
      Int(
        cell.components(separatedBy: ">").last { !$0.isEmpty && !$0.hasPrefix("</") }?.components(
          separatedBy: "<")[0] ?? "")
    }
  }

  // MARK: Sheets

  @Test("a list and targets come in from text and from a spreadsheet, with the decision")
  func imports() throws {
    try set()
    let page = overseer.get(Self.url).text
    for words in ["1223/QĐ-UBND", "Danh mục dịch vụ", "50 %", "30 %", "chi-tieu.csv"] {
      #expect(page.contains(words), "\(words)")
    }
    let path = FileManager.default.temporaryDirectory.path + "/motcua-\(UUID().uuidString).xlsx"
    let sheet = try Spreadsheet(
      path: path, temporaryFolder: FileManager.default.temporaryDirectory.path, name: "S",
      heading: ["Biểu 1"],
      columns: ["Mã đơn vị", "Năm", "Mức độ", "Chỉ tiêu (%)"].map { .init($0, width: 10) })
    try sheet.append([.text("h56.38.02"), .number(2026), .text("Mức độ 4"), .percent(tenths: 625)])
    try sheet.close()
    let bytes = Array(try Data(contentsOf: URL(filePath: path)))
    let form = overseer.get(Self.url).fields.merging([
      "decisionNumber": "9/QĐ", "decisionDay": "01/09/2026", "from": "01/09/2026",
    ]) { $1 }
    let answer = overseer.upload(
      Self.url, [Browser.Chosen(name: "a.xlsx", bytes: bytes)], form.map { ($0.key, $0.value) })
    #expect(answer.status == .seeOther)
    #expect(overseer.get(Self.url).text.contains("62,5 %"))
  }

  @Test(
    "errors are told by row, and nothing is half imported",
    arguments: [
      ("Mã thủ tục,Mức độ\n\(Portal.code),3\n9.999,4\n", "Dòng 3: không có thủ tục “9.999”"),
      ("Mã thủ tục,Mức độ\n\(Portal.code),2\n", "Dòng 2: mức độ là 3 hoặc 4."),
      ("Mã thủ tục,Mức độ\n\(Portal.code),3\n\(Portal.code),4\n", "Dòng 3: thủ tục \(Portal.code) đã có"),
      ("Mã thủ tục,Mức độ,Từ ngày\n\(Portal.code),3,mai\n", "Dòng 2: ghi ngày theo mẫu"),
      ("Mã thủ tục,Mức độ,Từ ngày,Đến ngày\n\(Portal.code),3,02/01/2026,01/01/2026\n", "Dòng 2: đến ngày"),
      ("Mã đơn vị,Năm,Mức độ,Chỉ tiêu\nH56.38.02,26,3,50\n", "Dòng 2: ghi năm"),
      ("Mã đơn vị,Năm,Mức độ,Chỉ tiêu\nH99,2026,3,50\n", "Dòng 2: không có đơn vị “H99”"),
      ("Mã đơn vị,Năm,Mức độ,Chỉ tiêu\nH56.38.02,2026,3,101\n", "Dòng 2: ghi chỉ tiêu"),
      ("Mã đơn vị,Năm,Mức độ,Chỉ tiêu\nH56.38.02,2026,3,5\nH56.38.02,2026,3,6\n", "Dòng 3: đơn vị, năm"),
      ("a,b\n1,2\n", "Không thấy dòng tiêu đề"), ("Mã thủ tục,Mức độ\n", "không có dòng nào"),
      ("Mã thủ tục,Mức độ\n\"a", "dòng 2: dấu ngoặc kép"), ("a\0", "không phải bảng tính"),
    ])
  func faults(content: String, words: String) throws {
    let answer = try send(content)
    #expect(
      answer.status == .unprocessableContent && answer.text.contains(words), "\(answer.text.suffix(1500))")
    #expect(answer.text.contains("value=\"1223/QĐ-UBND\""))
    #expect(try count("target_imports") == 0 && count("online_services") == 0 && count("online_targets") == 0)
  }

  @Test("the decision must be named, and a file chosen")
  func decision() throws {
    for field in ["decisionNumber", "decisionDay", "from"] {
      let answer = try send("Mã thủ tục,Mức độ\n\(Portal.code),3\n", decision: [field: ""])
      #expect(
        answer.status == .unprocessableContent && answer.text.contains("href=\"#\(field)\""), "\(field)")
    }
  }

  @Test("only the office above imports; a chairman reads; others do not")
  func rights() throws {
    let chairman = try Browser(portal, as: people.chairman)
    #expect(chairman.get(Self.url).status == .ok && !chairman.get(Self.url).text.contains("name=\"file\""))
    #expect(chairman.get("/reports/online").status == .ok)
    for person in [people.officer, people.citizen, people.administrator] {
      #expect(try Browser(portal, as: person).get("/reports/online").status != .ok)
    }
    let other = try portal.neighbour()
    let stranger = try Browser(portal, as: other.chairman)
    let list = "/reports/online/list?agency=\(people.commune)&level=3&number=arisen"
    #expect(stranger.get(list).status == .notFound)
  }

  // MARK: Classes

  @Test("one unit on its way through the classes, with two sets of targets")
  func classes() throws {
    try set()
    #expect(try rank() == "no-online")
    #expect(try page().contains("Không dùng phần mềm trong kỳ"))
    _ = try portal.dossier(.processing)
    #expect(try rank() == "no-online")
    _ = try portal.dossier(.submitted, channel: .online)
    #expect(try rank() == "zero")
    #expect(try page().contains("1 hồ sơ trực tuyến chưa giải quyết"))
    _ = try portal.dossier(.processing, channel: .online)
    // One of three was processed online: 33,3 %.
    #expect(try rank() == "underway" && row(3) == [3, 1, 1, 3, 2, 1, 0])
    #expect(try page().contains("33,3 %"))
    _ = try portal.dossier(.returned, channel: .online)
    #expect(try rank() == "only-three-met")
    #expect(try send("Mã đơn vị;Năm;Mức độ;Chỉ tiêu\nH56.38.02;2026;3;60%\n").status == .seeOther)
    #expect(try rank() == "underway")
  }

  @Test("a unit that only finished what came in before did use the software")
  func finishing() throws {
    try set()
    let id = try portal.dossier(.awaitingSignOff)
    portal.clock.now = Moment(day: Day(year: 2026, month: 9, day: 15), minuteOfDay: 540)
    let days = "/reports/online?from=14/09/2026&to=20/09/2026"
    let before = try Browser(portal, as: people.overseer).get(days).text
    #expect(before.contains("Không dùng phần mềm trong kỳ"))
    try portal.act(
      .signOff(number: "1/GKS", authority: .onBehalf), on: id,
      by: Dossier.Actor(person: people.leader, role: .leader))
    let after = try Browser(portal, as: people.overseer).get(days).text
    #expect(!after.contains("Không dùng phần mềm trong kỳ"))
    #expect(after.contains("Không có hồ sơ trực tuyến phát sinh"))
  }

  @Test("every number is the length of its list")
  func lists() throws {
    try set()
    _ = try portal.dossier(.processing)
    _ = try portal.dossier(.submitted, channel: .online)
    _ = try portal.dossier(.returned, channel: .online)
    let assisted = try portal.dossier(.processing, channel: .online)
    try portal.database.write { try Dossiers.markAssisted(assisted, in: $0) }
    let expected = ["arisen": 4, "online": 2, "handled": 1, "unprocessed": 1, "assisted": 1]
    for (number, count) in expected {
      let list = overseer.get("/reports/online/list?agency=\(people.commune)&level=3&number=\(number)").text
      #expect(list.components(separatedBy: "<tr data-href").count - 1 == count, "\(number)")
    }
    #expect(try row(3) == [3, 1, 1, 4, 2, 1, 1])
    for bad in ["number=all", "level=2&number=arisen", "level=x&number=arisen"] {
      #expect(
        overseer.get("/reports/online/list?agency=\(people.commune)&\(bad)").status == .notFound, "\(bad)")
    }
    #expect(try portal.database.read { try Integrity.serviceDays(in: $0).faults } == [])
  }

  @Test("late and returned late, on the day each is so")
  func late() throws {
    try set()
    let late = try portal.dossier(.awaitingSignOff, owner: "Vi Văn Chậm")
    let held = try portal.dossier(.awaitingSignOff, owner: "Vi Văn Giữ")
    let leader = Dossier.Actor(person: people.leader, role: .leader)
    let officer = Dossier.Actor(person: people.officer, role: .oneStopOfficer)
    try portal.act(.signOff(number: "1/GKS", authority: .onBehalf), on: held, by: leader)
    portal.clock.now = Moment(day: Day(year: 2026, month: 9, day: 22), minuteOfDay: 540)
    try portal.act(.signOff(number: "2/GKS", authority: .onBehalf), on: late, by: leader)
    try portal.act(.takeBack, on: held, by: officer)
    try portal.act(.takeBack, on: late, by: officer)
    let again = try Browser(portal, as: people.overseer)
    let page = again.get("/reports/online").text
    #expect(page.contains("1 hồ sơ giải quyết chậm") && page.contains("1 hồ sơ trả chậm"))
    for (number, name) in [("late", "Vi Văn Chậm"), ("returned-late", "Vi Văn Giữ")] {
      let list = again.get("/reports/online/list?agency=\(people.commune)&number=\(number)").text
      #expect(list.contains(name) && list.components(separatedBy: "<tr data-href").count == 2, "\(number)")
    }
    #expect(try portal.database.read { try Integrity.serviceDays(in: $0).faults } == [])
  }

  @Test("filed from a machine on which an officer signs in: counted apart")
  func assisted() throws {
    try set()
    let citizen = try Browser(portal, as: people.citizen)
    citizen.set(BrowserToken.device, String(repeating: "a", count: 64))
    try portal.database.write {
      try Sessions.noteSuccess(
        of: people.officer, login: "nga", peer: "p", device: String(repeating: "a", count: 64),
        at: portal.clock.now,
        in: $0)
    }
    let filing = try Filing(citizen)
    _ = filing.fill()
    _ = filing.attach()
    _ = try filing.submit()
    let own = try Filing(Browser(portal, as: people.citizen))
    _ = own.fill()
    _ = own.attach()
    _ = try own.submit()
    let counts = try portal.database.read {
      try ServiceDays.figures(
        of: people.commune, in: Dossiers.Period(from: portal.clock.now.day, to: portal.clock.now.day)!, $0)
    }
    #expect(counts.services.values.map { [$0.arisen, $0.online, $0.assisted] } == [[2, 1, 1]])
  }

  @Test("the sheet to be attached to the letter, read back cell by cell")
  func sheet() throws {
    try set()
    _ = try portal.dossier(.processing)
    _ = try portal.dossier(.returned, channel: .online)
    let path = FileManager.default.temporaryDirectory.path + "/motcua-\(UUID().uuidString).xlsx"
    try Data(overseer.get("/reports/online/xlsx").fileBytes).write(to: URL(filePath: path))
    let rows = try SheetReader.rows(of: path)
    let three = try #require(rows.first { $0[2] == .number(3) })
    #expect(three[0].words.contains("Cát Vân") && three[1] == .text("Chỉ đạt chỉ tiêu mức độ 3"))
    #expect(three.cells[3...8].map(\.words) == ["1", "1", "2", "1", "1", "0"])
    #expect(three[9] == .number(0.5) && three[10] == .number(0.5) && three[11] == .text("Đạt"))
  }
}
