import Foundation
import HTTPServer
import Testing
import Workflow

@testable import Storage
@testable import Web

/// Agencies, shifts, publications: a real installation set up in the browser.
@Suite struct InstallationTests {
  private let portal: Portal
  private let admin: Browser

  init() throws {
    portal = try Portal()
    admin = try Browser(portal, as: portal.people.administrator)
  }

  private var newAgency: [(String, String)] {
    [
      ("parent", portal.people.district.description), ("kind", "commune"), ("name", "UBND xã Bình Lương"),
      ("shortName", "Bình Lương"), ("code", "h56.38.09"), ("effectiveFrom", "01/01/2026"),
      ("effectiveTo", ""), ("officialFrom", ""), ("regime", "nd61"), ("phone", "0237 111 222"),
      ("email", "mc@example.vn"), ("address", "Thôn Mơ"), ("responsible", "Lê Thị Hoa"),
      ("stuckHours", "24"), ("digestTime", "07:30"), ("petitionDays", "15"), ("formerCode", "000.09.38.h56"),
    ]
  }

  @Test func setsUpAnAgencyAndItsCounter() throws {
    let answer = admin.post(Sitemap.newAgency.url, newAgency)
    #expect(answer.status == .seeOther)
    let reference = try portal.database.read { try Reference.read($0, version: 0) }
    let agency = try #require(reference.agencies.first { $0.code == "H56.38.09" })
    #expect(agency.digestMinute == 450)
    #expect(agency.stuckHours == 24 && agency.formerCode == "000.09.38.H56")
    #expect(admin.get(Sitemap.agencies.url).text.contains("000.09.38.H56"))
    #expect(agency.isTrial(on: portal.clock.now.day) && agency.contact.responsible == "Lê Thị Hoa")
    let publish = [
      ("code", "1.001193"), ("code", "1.004873"), ("number", "12/QĐ-UBND"), ("day", "1/2/2026"),
      ("responsible", "Lê Thị Hoa"), ("from", "01/09/2026"),
    ]
    let url = Sitemap.publications.url(agency.id)
    #expect(admin.post(url, publish).location == url + "?done=published")
    let page = admin.get(url).text
    #expect(page.contains("12/QĐ-UBND, 01/02/2026") && page.contains("1.004873"))
    #expect(admin.post(url, publish).status == .conflict)
    let edit = Sitemap.publication.url(agency.id, "1.001193")
    let changed = admin.get(edit).fields.merging(["to": "31/12/2026", "number": "13/QĐ-UBND"]) { $1 }
    #expect(admin.post(edit, changed.map { ($0.key, $0.value) }).status == .seeOther)
    #expect(admin.get(url).text.contains("31/12/2026"))
  }

  @Test(arguments: [
    ("parent", ""), ("parent", "999"), ("kind", "kingdom"), ("kind", "province"), ("name", ""),
    ("name", String(repeating: "x", count: 300)), ("shortName", ""), ("code", "H56.38.02"), ("code", "<b>"),
    ("code", ""), ("effectiveFrom", "31/02/2026"), ("effectiveTo", "01/01/2020"), ("officialFrom", "mai"),
    ("regime", "nd0"), ("phone", "'; DROP TABLE"), ("email", "không"), ("stuckHours", "0"),
    ("formerCode", "H56.38"), ("formerCode", "000.09.38.Z56"),
    ("formerCode", "000.9.38.H56"),
    ("stuckHours", "nhiều"), ("digestTime", "24:00"), ("digestTime", ""), ("petitionDays", "0"),
    ("petitionDays", "61"), ("petitionDays", "mười"),
  ])
  func whatCannotBeIsNamed(_ field: String, _ value: String) throws {
    let form = newAgency.map { $0.0 == field ? (field, value) : $0 }
    let answer = admin.post(Sitemap.newAgency.url, form)
    #expect(answer.status == .unprocessableContent && answer.text.contains("href=\"#\(field)\""))
    #expect(answer.text.contains("Thôn Mơ"))
  }

  @Test func changesNamesContactAndRegimeButNotThePlace() throws {
    let id = portal.people.commune
    let url = Sitemap.agency.url(id)
    let version = admin.get(url).value(of: "version") ?? ""
    let form = [
      ("version", version), ("name", "UBND xã Cát Vân mới"), ("shortName", "Cát Vân"), ("code", "HACK.1"),
      ("parent", "99"), ("regime", "nd118"), ("regimeFrom", "01/07/2026"), ("officialFrom", "01/01/2021"),
      ("stuckHours", "8"), ("digestTime", "06:45"), ("petitionDays", "7"),
    ]
    #expect(admin.post(url, form).status == .seeOther)
    let agency = try portal.database.read { try Reference.read($0, version: 0).agency(id) }
    #expect(agency?.name == "UBND xã Cát Vân mới" && agency?.code == "H56.38.02")
    #expect(agency?.stuckHours == 8 && agency?.digestMinute == 405)
    #expect(agency?.parent == portal.people.district)
    #expect(agency?.regime(on: portal.clock.now.day) == .decree118)
    #expect(admin.post(url, form).status == .conflict)
    let undated = form.filter { $0.0 != "regimeFrom" }.map { $0.0 == "regime" ? ("regime", "nd61") : $0 }
    #expect(admin.post(url, undated).text.contains("href=\"#regimeFrom\""))
  }

  @Test func setsShiftsBySeason() throws {
    let url = Sitemap.hours.url(portal.people.commune)
    let form = [
      ("from", "01/10/2026"), ("season.0", "16/4"), ("morning.0", "6:30-11:00"),
      ("afternoon.0", "13:30 – 17:00"), ("season.2", "16/10"), ("morning.2", "07:00-11:30"),
      ("afternoon.2", "13:00-16:30"), ("saturday", "07:30-11:00"), ("version", "0"),
    ]
    #expect(admin.post(url, form).location == url + "?done=saved")
    let day = Day(year: 2026, month: 11, day: 2)
    let hours = try portal.database.read {
      try Reference.read($0, version: 0).hours(of: portal.people.commune, on: day)
    }
    #expect(hours.shifts(on: day).map(\.description) == ["07:00-11:30", "13:00-16:30"])
    #expect(hours.saturdayReception?.description == "07:30-11:00")
  }

  @Test(arguments: [
    [("from", "01/01/2020")], [("from", "")], [("season.0", "30/02")], [("morning.0", "11:00-07:00")],
    [("morning.0", "<script>")], [("afternoon.0", "10:00-12:00")], [("saturday", "25:00-26:00")],
    [("season.0", ""), ("morning.0", ""), ("afternoon.0", "")],
  ])
  func impossibleShiftsAreNamed(_ changes: [(String, String)]) throws {
    var form = [
      "from": "01/10/2026", "season.0": "01/01", "morning.0": "07:00-11:30", "afternoon.0": "13:30-17:00",
    ]
    for (name, value) in changes { form[name] = value }
    let answer = admin.post(
      Sitemap.hours.url(portal.people.commune), form.map { ($0.key, $0.value) })
    #expect(answer.status == .unprocessableContent && answer.text.contains("class=\"errors\""))
    #expect(!answer.text.contains("<script>\""))
  }
}
