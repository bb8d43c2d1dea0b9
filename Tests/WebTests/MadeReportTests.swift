import Documents
import Foundation
import HTTPServer
import Testing
import Workflow

@testable import Storage
@testable import Web

/// Reports that leave by themselves: at their hour, once, frozen; made again; confirmed and accepted on their way upward
/// (letters 001 and 003; F001-08, F003-06).
@Suite struct MadeReportTests {
  private let portal: Portal
  private var people: Cast { portal.people }

  init() throws {
    portal = try Portal(publicURL: "https://motcua.example.vn", mail: .thisMachine)
    try portal.database.write { db -> Void in
      for (person, address) in [(portal.people.chairman, "quy"), (portal.people.overseer, "son")] {
        try db.execute("UPDATE people SET email = $1 WHERE id = $2", "\(address)@example.vn", person.value)
      }
    }
  }

  private func browser(_ person: KeyPath<Cast, PersonID>) throws -> Browser {
    try Browser(portal, as: people[keyPath: person])
  }

  private func move(_ year: Int, _ month: Int, _ day: Int, _ hour: Int, _ minute: Int = 0) {
    portal.clock.now = Moment(day: Day(year: year, month: month, day: day), minuteOfDay: hour * 60 + minute)
  }

  private func reports(_ kind: ReportingPeriod.Kind, of agency: KeyPath<Cast, AgencyID> = \.commune) throws
    -> [FrozenReports.Stored]
  {
    try portal.database.read {
      try FrozenReports.list(kind, of: people[keyPath: agency], most: 100, in: $0)
    }
  }

  private func letters() throws -> [String] {
    try portal.database.read {
      try $0.query("SELECT subject FROM letters WHERE subject LIKE 'Báo cáo tuần%' ORDER BY id") {
        $0.text(0)
      }
    }
  }

  private func total(_ report: FrozenReports.Stored) throws -> FieldReport.Counts {
    try portal.database.read {
      try FrozenReports.counts(of: report.id, in: $0).values.reduce(FieldReport.Counts(), +)
    }
  }

  @Test(
    "Friday at 17:00, not before, once; the chairman has a letter, the office above one for all its units")
  func friday() throws {
    move(2026, 9, 11, 16, 59)
    _ = try portal.dossier(.processing)
    try portal.keepHouse()
    #expect(try reports(.week).map(\.span.ends.day.iso) == ["2026-09-04"])
    let before = try letters().count
    move(2026, 9, 11, 17)
    for _ in 0..<3 { try portal.keepHouse() }
    #expect(try reports(.week).map(\.span.ends.day.iso) == ["2026-09-11", "2026-09-04"])
    #expect(try total(reports(.week)[0])[.received] == 1)
    let new = Array(try letters().dropFirst(before))
    #expect(
      new == ["Báo cáo tuần đến 11/09/2026: xã Cát Vân", "Báo cáo tuần đến 11/09/2026: huyện Như Xuân"])
    let body = try portal.database.read {
      try $0.query("SELECT body FROM letters ORDER BY id DESC LIMIT 1") { $0.text(0) }
    }
    #expect(
      body[0].contains("- xã Cát Vân: Tiếp nhận: 1")
        && body[0].contains("https://motcua.example.vn/reports/made"))
  }

  @Test("a portal that stood still makes up what it missed")
  func missed() throws {
    move(2026, 9, 11, 17)
    try portal.keepHouse()
    move(2026, 10, 7, 9)
    try portal.keepHouse()
    #expect(
      try reports(.week).map(\.span.ends.day.iso) == ["2026-10-02", "2026-09-25", "2026-09-18", "2026-09-11"])
    #expect(try reports(.quarter).map(\.span.ends.day.iso) == ["2026-09-15", "2026-06-15"])
  }

  @Test(
    "across Tết, a year's end and the ends of periods: every report on its day, every span following the one before"
  )
  func acrossTet() throws {
    move(2026, 11, 20, 17, 1)
    try portal.keepHouse()
    let reference = try portal.database.read { try Reference.read($0, version: 0) }
    var (day, seen) = (Day(year: 2026, month: 11, day: 21), 1)
    while day < Day(year: 2027, month: 3, day: 20) {
      for minute in [8 * 60, 17 * 60] {
        portal.clock.now = Moment(day: day, minuteOfDay: minute)
        try portal.keepHouse()
        let weeks = try reports(.week)
        if weeks.count > seen {
          // Made on a working day at 17:00, a Friday or the last working day before one that is off.
          #expect(weeks.count == seen + 1 && minute == 17 * 60 && reference.calendar.isWorking(day), "\(day)")
          #expect(weeks[0].madeAt == portal.clock.now && weeks[0].span.ends == portal.clock.now)
          #expect(
            day.weekday == .friday || !reference.calendar.isWorking(day + (5 - day.weekday.rawValue)),
            "\(day)")
          seen = weeks.count
        }
      }
      day = day + 1
    }
    let weeks = try reports(.week)
    #expect(weeks.count > 14)
    for (later, earlier) in zip(weeks, weeks.dropFirst()) { #expect(later.span.begins == earlier.span.ends) }
    #expect(weeks.contains { $0.span.ends.day.iso == "2026-12-31" })
    // A week of Tết that is wholly off has no report of its own; the next covers both.
    let offs = (0..<16).map { Day(year: 2026, month: 11, day: 23) + $0 * 7 }.filter { monday in
      (0..<7).allSatisfy { !reference.calendar.isWorking(monday + $0) }
    }
    for monday in offs {
      #expect(!weeks.contains { $0.span.ends.day >= monday && $0.span.ends.day < monday + 7 })
      #expect(weeks.contains { $0.span.begins.day < monday && $0.span.ends.day > monday + 6 })
    }
    for (kind, ends) in [
      (ReportingPeriod.Kind.month, ["2027-03-15", "2027-02-15", "2027-01-15", "2026-12-15", "2026-11-15"]),
      (.quarter, ["2027-03-15", "2026-12-15", "2026-09-15"]), (.halfYear, ["2026-12-15", "2026-06-15"]),
      (.year, ["2026-12-15", "2025-12-15"]),
    ] {
      #expect(try reports(kind).map(\.span.ends.day.iso) == ends, "\(kind)")
    }
    #expect(
      try reports(.month).first?.madeAt == Moment(day: Day(year: 2027, month: 3, day: 15), minuteOfDay: 480))
  }

  @Test("frozen: what happens afterwards changes neither figures nor lists; carried over is what was open")
  func frozen() throws {
    move(2026, 9, 9, 9)
    let id = try portal.dossier(.processing)
    _ = try portal.dossier(.signed)
    move(2026, 9, 11, 17)
    try portal.keepHouse()
    let report = try reports(.week)[0]
    let url = Sitemap.madeReport.url(report.id)
    let before = try browser(\.chairman).get(url)
    #expect(before.status == .ok && before.text.contains(report.seal))
    try portal.act(
      .withdraw(reason: "Đơn"), on: id, by: Dossier.Actor(person: people.officer, role: .oneStopOfficer))
    move(2026, 9, 18, 17)
    try portal.keepHouse()
    #expect(try total(report)[.open] == 1 && total(report)[.finished] == 1)
    let next = try total(reports(.week)[0])
    #expect(next[.carried] == 1 && next[.received] == 1 && next[.finished] == 1)
    for (number, count) in [(FieldReport.Number.received, 2), (.open, 1), (.finished, 1), (.carried, 0)] {
      let list = try browser(\.chairman).get(
        "\(Sitemap.madeReportList.url(report.id))?field=&column=\(number.rawValue)")
      #expect(list.text.components(separatedBy: "<tr data-href").count - 1 == count, "\(number)")
    }
    #expect(try portal.database.read { try Integrity.reports(in: $0).faults } == [])
    #expect(throws: (any Error).self) {
      try portal.database.write { db -> Void in try db.execute("UPDATE report_lines SET ending = 9") }
    }
    try portal.database.write { db -> Void in
      try db.execute("INSERT INTO report_lines VALUES ($1, 999, 'ho-tich', 4, 8)", report.id)
    }
    #expect(try portal.database.read { try Integrity.reports(in: $0).faults.count } == 1)
  }

  @Test("made again with a reason: another run, the first one kept")
  func again() throws {
    move(2026, 9, 9, 9)
    _ = try portal.dossier(.processing)
    move(2026, 9, 11, 17)
    try portal.keepHouse()
    let first = try reports(.week)[0]
    let url = Sitemap.makeReportAgain.url(first.id)
    move(2026, 9, 14, 9)
    let refused = try browser(\.chairman).post(url, [("why", "x")])
    #expect(refused.status == .unprocessableContent && refused.text.contains("Lý do lập lại: từ 3"))
    #expect(try browser(\.leader).post(url, [("why", "Nhập bù")]).status == .forbidden)
    #expect(try browser(\.chairman).post(url, [("why", "Nhập bù hôm thứ Sáu")]).status == .seeOther)
    #expect(try browser(\.chairman).post(url, [("why", "Nhập bù hôm thứ Sáu")]).status == .forbidden)
    let second = try reports(.week)[0]
    #expect(second.run == 2 && second.why == "Nhập bù hôm thứ Sáu" && second.span == first.span)
    let page = try browser(\.chairman).get(Sitemap.madeReport.url(first.id)).text
    #expect(page.contains("Lần 1,") && page.contains("Lần 2,"))
    #expect(try reports(.week).count == 1)
    #expect(try portal.database.read { try FrozenReports.runs(of: second, in: $0).map(\.run) } == [1, 2])
  }

  @Test("a quarter goes upward: the head confirms, the office above sends back or accepts, then it stays")
  func chain() throws {
    move(2026, 9, 15, 8)
    try portal.keepHouse()
    let report = try reports(.quarter)[0]
    let url = Sitemap.advanceReport.url(report.id)
    func advance(_ act: String, _ words: String = "", by person: KeyPath<Cast, PersonID>) throws -> Status {
      try browser(person).post(url, [("act", act), ("words", words)]).status
    }
    #expect(try advance("accept", by: \.overseer) == .conflict)
    #expect(try advance("confirm", by: \.overseer) == .forbidden)
    #expect(try advance("confirm", by: \.leader) == .forbidden)
    #expect(try advance("confirm", by: \.chairman) == .seeOther)
    #expect(try advance("confirm", "lại", by: \.chairman) == .conflict)
    #expect(try advance("return", by: \.overseer) == .unprocessableContent)
    #expect(try advance("return", "Thiếu lĩnh vực đất đai", by: \.overseer) == .seeOther)
    #expect(
      try browser(\.chairman).get(Sitemap.madeReport.url(report.id)).text.contains("Thiếu lĩnh vực đất đai"))
    #expect(try advance("confirm", "Đã xem lại", by: \.chairman) == .seeOther)
    #expect(try advance("accept", by: \.overseer) == .seeOther)
    #expect(try reports(.quarter)[0].state == .accepted)
    let again = try browser(\.chairman).post(Sitemap.makeReportAgain.url(report.id), [("why", "Sửa số")])
    #expect(again.status == .forbidden)
    let week = try reports(.week)[0]
    #expect(
      try browser(\.chairman).post(Sitemap.advanceReport.url(week.id), [("act", "confirm"), ("words", "")])
        .status == .conflict)
    let list = try browser(\.overseer).get("\(Sitemap.madeReports.url)?kind=quarter").text
    #expect(list.contains("Cấp trên đã nhận") && list.contains("Tổng cộng"))
  }

  @Test("a district puts its units' quarter together and passes it on; the province sends back, then accepts")
  func districtPassesOn() throws {
    move(2026, 9, 9, 9)
    _ = try portal.dossier(.processing)
    _ = try portal.dossier(.signed)
    let province = try portal.database.write { db in
      let id = try Cast.agency("tỉnh Thanh Hóa", .province, code: "H56", below: nil, at: portal.clock.now, db)
      try db.execute("UPDATE agencies SET parent_id = $1 WHERE id = $2", id.value, people.district.value)
      try Reference.touch(db)
      return id
    }
    move(2026, 9, 15, 8)
    try portal.keepHouse()
    let above = try Browser(portal, as: portal.hired(.overseer, at: province))
    let (overseer, draft) = (try browser(\.overseer), Sitemap.summariseReports.url(people.district))
    func pass(_ words: String, by browser: Browser) throws -> Response {
      try browser.post(
        draft, [("kind", "quarter"), ("ends", "\(reports(.quarter)[0].span.ends.seconds)"), ("words", words)])
    }
    // Nothing was accepted yet: nothing can be passed on.
    #expect(overseer.get(draft).text.contains("xã Cát Vân: Chờ đơn vị xác nhận"))
    #expect(!overseer.get(draft).text.contains("value=\"pass\""))
    #expect(try pass("Gửi", by: overseer).status == .conflict)
    let report = try reports(.quarter)[0]
    for (act, person) in [("confirm", \Cast.chairman), ("accept", \.overseer)] {
      let answer = try browser(person).post(
        Sitemap.advanceReport.url(report.id), [("act", act), ("words", "")])
      #expect(answer.status == .seeOther)
    }
    // The district's own counter is missing, which wants a reason; a stranger passes nothing on.
    #expect(overseer.get(draft).text.contains("huyện Như Xuân: Chờ đơn vị xác nhận"))
    // Its sums have no list before they are passed on; the unit's numbers have theirs.
    #expect(overseer.get(draft).text.contains("<td data-label=\"Tiếp nhận\"><b>2</b></td>"))
    #expect(overseer.get(draft).text.contains("\(Sitemap.madeReportList.url(report.id))?field=&amp;column="))
    #expect(try pass("", by: overseer).status == .unprocessableContent)
    #expect(try pass("Gửi", by: browser(\.chairman)).status == .notFound)
    #expect(try pass("Gửi", by: above).status == .forbidden)
    let answer = try pass("Một cửa huyện chưa xác nhận", by: overseer)
    #expect(answer.status == .seeOther)
    #expect(try pass("Lại", by: overseer).status == .conflict)
    func summaries() throws -> [ReportSummaries.Stored] {
      try portal.database.read {
        try ReportSummaries.runs(of: people.district, .quarter, ends: report.span.ends, in: $0)
      }
    }
    let first = try summaries()[0]
    let page = overseer.get(Sitemap.reportSummary.url(first.id))
    #expect(
      page.text.contains("Đã gửi cấp trên")
        && page.text.contains("huyện Như Xuân: Không có trong lần gửi này"))
    // Every number opens its list, with the same sum.
    for (number, count) in [(FieldReport.Number.received, 2), (.open, 1), (.finished, 1)] {
      let list = overseer.get("\(Sitemap.reportSummaryList.url(first.id))?field=&column=\(number.rawValue)")
      #expect(list.text.components(separatedBy: "<tr data-href").count - 1 == count, "\(number)")
    }
    let numbers = try FieldReport.Number.allCases.map { try total(report)[$0] }
    #expect(numbers[0] == 2)
    let text = overseer.get(Sitemap.reportSummaryText.url(first.id)).text
    #expect(text.contains(",Tổng cộng," + numbers.map(String.init).joined(separator: ",")))
    let sheet = try Workbook.sheet(of: overseer.get(Sitemap.reportSummarySheet.url(first.id)).fileBytes)
    let values = sheet.components(separatedBy: "<v>").dropFirst().compactMap { Int($0.prefix { $0 != "<" }) }
    #expect(Array(values.suffix(numbers.count)) == numbers)
    let paper = overseer.get(Sitemap.printReportSummary.url(first.id)).text
    #expect(paper.contains(numbers.map { "<td class=\"c\">\($0)</td>" }.joined()))
    // The province sends it back; the district's counter is confirmed meanwhile and goes with the next.
    let advance = Sitemap.advanceReportSummary.url(first.id)
    #expect(overseer.post(advance, [("act", "accept"), ("words", "")]).status == .forbidden)
    #expect(above.post(advance, [("act", "return"), ("words", "")]).status == .unprocessableContent)
    #expect(above.post(advance, [("act", "confirm"), ("words", "Gửi")]).status == .notFound)
    #expect(above.post(advance, [("act", "return"), ("words", "Thiếu huyện")]).status == .seeOther)
    #expect(overseer.get(draft).text.contains("Lần gửi 1: Trả lại để xem lại"))
    let own = try reports(.quarter, of: \.district)[0]
    try portal.database.write {
      try FrozenReports.advance(
        own.id, .confirm, words: "", by: people.overseer, at: portal.clock.now, in: $0)
    }
    #expect(try pass("Đã bổ sung", by: overseer).status == .seeOther)
    let second = try summaries()[1]
    #expect(second.run == 2 && second.seal != first.seal)
    #expect(above.post(advance, [("act", "accept"), ("words", "")]).status == .conflict)
    let accept = Sitemap.advanceReportSummary.url(second.id)
    #expect(above.post(accept, [("act", "accept"), ("words", "")]).status == .seeOther)
    #expect(try summaries().map(\.state) == [.returned, .accepted])
    #expect(try pass("Nữa", by: overseer).status == .conflict)
    #expect(try browser(\.chairman).get(Sitemap.reportSummary.url(second.id)).status == .notFound)
    #expect(overseer.get("\(Sitemap.madeReports.url)?kind=quarter").text.contains("Tổng hợp, gửi cấp trên"))
    // What was passed on stays, and a change behind its back is found.
    #expect(try portal.database.read { try Integrity.reports(in: $0).faults } == [])
    #expect(throws: (any Error).self) {
      try portal.database.write { db -> Void in try db.execute("DELETE FROM report_summary_gaps") }
    }
    try portal.database.write { db -> Void in
      try db.execute("INSERT INTO report_summary_gaps VALUES ($1, $2)", second.id, people.commune.value)
    }
    #expect(try portal.database.read { try Integrity.reports(in: $0).faults.count } == 1)
  }

  @Test("as a spreadsheet, as text and on paper: the same numbers; another's report is not found")
  func outputs() throws {
    move(2026, 9, 9, 9)
    _ = try portal.dossier(.processing)
    _ = try portal.dossier(.signed)
    move(2026, 9, 11, 17)
    try portal.keepHouse()
    let id = try reports(.week)[0].id
    let chairman = try browser(\.chairman)
    let sheet = try Workbook.sheet(of: chairman.get(Sitemap.madeReportSheet.url(id)).fileBytes)
    let values = sheet.components(separatedBy: "<v>").dropFirst().compactMap { Int($0.prefix { $0 != "<" }) }
    let numbers = [2, 0, 2, 0, 1, 1, 0, 0, 1, 1, 0, 0, 0, 0]
    #expect(Array(values.suffix(14)) == numbers)
    let text = chairman.get(Sitemap.madeReportText.url(id)).text
    #expect(text.contains(",Tổng cộng," + numbers.map(String.init).joined(separator: ",")))
    let paper = chairman.get(Sitemap.printMadeReport.url(id)).text
    #expect(paper.contains(numbers.map { "<td class=\"c\">\($0)</td>" }.joined()))
    let neighbour = try Browser(portal, as: portal.neighbour().chairman)
    for address in [
      Sitemap.madeReport, Sitemap.madeReportSheet, Sitemap.madeReportText, Sitemap.printMadeReport,
    ] {
      #expect(neighbour.get(address.url(id)).status == .notFound)
      #expect(try browser(\.citizen).get(address.url(id)).status == .forbidden)
    }
  }

  @Test("a period that nobody asks for in earnest is answered, at once")
  func hostilePeriods() throws {
    try portal.keepHouse()
    let draft = Sitemap.summariseReports.url(people.district)
    for ends in ["\(Int64.min)", "\(Int64.max)", "-1", "0", "x", ""] {
      for kind in ReportingPeriod.Kind.allCases {
        #expect(
          try browser(\.overseer).get("\(Sitemap.madeReports.url)?kind=\(kind.rawValue)&ends=\(ends)").status
            == .ok)
        #expect(
          try browser(\.overseer).get("\(draft)?kind=\(kind.rawValue)&ends=\(ends)").status
            == (kind == .week ? .notFound : .ok))
      }
    }
  }

  @Test("text files: formulas are neutralised, quotes doubled")
  func text() {
    var table = TextTable()
    table.append(["=1+1", "+84", "-5", "@x", "a,b", "nói \"được\"", "Hộ tịch"])
    table.append([
      .empty, .number(3), .percent(tenths: 625), .moment(year: 2026, month: 9, day: 1, hour: 7, minute: 5),
    ])
    #expect(
      String(decoding: table.bytes.dropFirst(3), as: UTF8.self)
        == "'=1+1,'+84,'-5,'@x,\"a,b\",\"nói \"\"được\"\"\",Hộ tịch\r\n,3,62.5%,2026-09-01 07:05\r\n")
  }
}
