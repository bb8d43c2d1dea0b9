import Foundation
import HTTPServer
import Testing
import Workflow

@testable import Storage
@testable import Web

/// Requirements of the letters that no other suite shows through pages, each named by its number.
@Suite struct RequirementTests {
  private let portal: Portal

  init() throws { portal = try Portal() }

  private func browser(_ person: KeyPath<Cast, PersonID>) throws -> Browser {
    try Browser(portal, as: portal.people[keyPath: person])
  }

  @Test("F000-07: the page of a procedure shows its four steps with their time, the whole time and the fee")
  func publishedFlow() throws {
    let page = Browser(portal).get("/procedures/1.001193").text
    let after = try #require(page.components(separatedBy: "<h2>Các bước giải quyết</h2>").dropFirst().first)
    let steps = after.components(separatedBy: "</ol>")[0].components(separatedBy: "<li>").dropFirst()
    let words = ["Tiếp nhận", "ử lý", "Ký duyệt", "Trả kết quả"]
    #expect(steps.count == words.count)
    for (step, word) in zip(steps, words) { #expect(step.contains(word), "\(word)") }
    #expect(page.contains("Thời hạn") && page.contains("Phí, lệ phí"))
  }

  @Test("F001-04: no supplement, refusal or late dossier without reason code, text and a printable slip kept")
  func reasonsAndSlips() throws {
    let filed = try portal.filing().id
    for missing in ["item.1.code", "item.1.why", "item.1.toDo"] {
      let items = Portal.usualItems.map { $0.0 == missing ? ($0.0, "") : $0 }
      #expect(try portal.request(items, of: filed).status == .unprocessableContent, "\(missing)")
    }
    _ = try portal.request(of: filed)

    let refused = try portal.dossier(.submitted, channel: .online)
    let late = try portal.dossier(.processing)
    let cases: [(DossierID, Verb, PersonID, [(String, String)])] = [
      (refused, .refuse, portal.people.officer, [("code", "not-competent"), ("why", "Thuộc xã khác")]),
      (
        late, .draftApology, portal.people.specialist,
        [("code", "verification"), ("why", "Chờ công an xã"), ("newDate", "23/09/2026")]
      ),
    ]
    for (id, verb, person, fields) in cases {
      if verb == .draftApology { portal.clock.now = Moment(day: portal.clock.now.day + 8, minuteOfDay: 540) }
      for missing in ["code", "why"] {
        let some = fields.map { $0.0 == missing ? ($0.0, "") : $0 }
        #expect(
          try portal.post(verb, some, on: id, by: person).status == .unprocessableContent,
          "\(verb) \(missing)")
      }
      #expect(try portal.post(verb, fields, on: id, by: person).status == .seeOther, "\(verb)")
    }
    _ = try portal.post(.apologise, on: late, by: portal.people.leader)

    let officer = try browser(\.officer)
    for (id, kind) in [(filed, SlipKind.supplement), (refused, .refusal), (late, .apology)] {
      let slip = try #require(
        portal.database.read { try Slips.slips(of: id, in: $0) }.first { $0.kind == kind }, "\(kind)")
      #expect(officer.get(Sitemap.slip.page.url(id, slip.id)).status == .ok, "\(kind)")
    }
  }

  @Test("F001-07: a department of the province does its part here, with a deadline and a light of its own")
  func departmentOfTheProvince() throws {
    let day = Day(year: 2020, month: 1, day: 1)
    let specialist = try portal.database.write { db in
      let province = try Agencies.create(
        Agencies.Facts(
          parent: nil, kind: .province, name: "UBND tỉnh Thanh Hóa", shortName: "Thanh Hóa", code: "H56",
          effectiveFrom: day, officialFrom: day, regime: .decree61, contact: Contact()),
        by: nil, at: portal.clock.now, in: db)
      let department = try Agencies.create(
        Agencies.Facts(
          parent: province, kind: .department, name: "Sở Nội vụ", shortName: "Sở Nội vụ", code: "H56.11",
          effectiveFrom: day, officialFrom: day, regime: .decree61, contact: Contact()),
        by: nil, at: portal.clock.now, in: db)
      let person = try People.create(
        People.New(kind: .staff, login: "noivu", password: "x", name: "Lê Nội Vụ"), at: portal.clock.now,
        in: db)
      try People.grant(
        Grant(role: .specialist, agency: department), to: person, by: nil, at: portal.clock.now, in: db)
      return (department, person)
    }
    let id = try portal.dossier(.processing)
    let ordered = try portal.post(
      .openStage,
      [
        ("kind", "higher-level"), ("agency", specialist.0.description),
        ("task", "Thẩm định hồ sơ khen thưởng"),
        ("limitAmount", "3"), ("limitUnit", "wd"),
      ], on: id, by: portal.people.specialist)
    #expect(ordered.status == .seeOther)
    let work = try Browser(portal, as: specialist.1).get(Sitemap.partnerWork.url).text
    #expect(work.contains("Thẩm định hồ sơ khen thưởng") && work.contains("Còn 3 ngày làm việc"))
    portal.clock.now = Moment(day: Day(year: 2026, month: 9, day: 14), minuteOfDay: 9 * 60)
    #expect(
      try Browser(portal, as: specialist.1).get(Sitemap.partnerWork.url).text.contains("light-red"))
    #expect(try !browser(\.specialist).get(Sitemap.inbox.url).text.contains("Quá hạn"))
    let answered = try portal.post(
      .answerStage, [("stage", "1"), ("answer", "Đủ điều kiện"), ("resultCode", "")], on: id, by: specialist.1
    )
    #expect(answered.location == "/partner-work?done=stage-answered")
    #expect(try browser(\.specialist).get(Sitemap.dossier.url(id)).text.contains("Đủ điều kiện"))
  }

  @Test("F003-01: what a unit receives is published with its decision and version")
  func publishedList() throws {
    let list = Browser(portal).get("/procedures?agency=\(portal.people.commune)&field=ho-tich").text
    #expect(list.contains("/procedures/1.001193"))
    #expect(list.contains("3159/QĐ-UBND ngày 05/08/2020, phiên bản 1"))
    let other = try portal.neighbour().commune
    #expect(!Browser(portal).get("/procedures?agency=\(other)").text.contains("/procedures/1.001193"))
  }

  @Test("F003-04: one portal for district and communes; the district sees all, a commune itself")
  func oneSoftware() throws {
    let neighbour = try portal.neighbour()
    let id = try portal.dossier(.processing)
    for (person, status) in [
      (portal.people.chairman, Status.ok), (portal.people.overseer, .ok), (neighbour.chairman, .notFound),
      (neighbour.leader, .notFound),
    ] {
      let browser = try Browser(portal, as: person)
      #expect(browser.get(Sitemap.dossier.url(id)).status == status, "\(person)")
      #expect(browser.get(Sitemap.overdue.url(portal.people.commune)).status == status, "\(person)")
    }
    let district = try browser(\.overseer).get(Sitemap.overview.url).text
    #expect(district.contains("UBND xã Cát Vân") && district.contains("UBND xã Thanh Xuân"))
  }
}
