import HTTPServer
import Testing
import Workflow

@testable import Storage
@testable import Web

/// Agencies, what their counters receive, and their shifts.
@Suite struct AdminAgenciesTests {
  let portal: Portal
  let admin: Browser

  init() throws {
    portal = try Portal()
    admin = try Browser(portal, as: portal.people.administrator)
  }

  private func reference() throws -> Reference {
    try portal.database.read { try ReferenceCache().current($0) }
  }

  private var newAgency: [(String, String)] {
    [
      ("parent", portal.people.district.description), ("kind", "commune"), ("code", "h56.38.03"),
      ("effectiveFrom", "01/01/2021"), ("regime", "nd61"), ("name", "UBND xã Thanh Quân"),
      ("shortName", "Thanh Quân"), ("officialFrom", "01/03/2021"), ("address", "Thôn Ná Cà"),
      ("phone", "0237 000 0001"), ("email", ""), ("responsible", "Lương Thị Hoa"),
    ]
  }

  @Test func createdOnceBelowTheDistrict() throws {
    let fields = newAgency + [("once", Secrets.token())]
    let first = admin.post(Sitemap.newAgency.url, fields)
    #expect(first.status == .seeOther)
    #expect(admin.post(Sitemap.newAgency.url, fields).location == first.location)
    let made = try reference().agencies.filter { $0.code == "H56.38.03" }
    #expect(made.count == 1)
    #expect(made.first?.parent == portal.people.district)
    #expect(made.first?.officialFrom == Day(year: 2021, month: 3, day: 1))
    #expect(admin.get(Sitemap.agencies.url).text.contains("UBND xã Thanh Quân"))
  }

  @Test func takenCodeKeepsWhatWasTyped() {
    var fields = newAgency
    fields[2].1 = "H56.38.02"
    let answer = admin.post(Sitemap.newAgency.url, fields)
    #expect(answer.status == .unprocessableContent)
    #expect(answer.text.contains("href=\"#code\"") && answer.text.contains("value=\"UBND xã Thanh Quân\""))
  }

  @Test func officialDayAndContactChange() throws {
    let url = Sitemap.agency.url(portal.people.commune)
    let facts = [
      ("version", "1"), ("name", "UBND xã Cát Vân"), ("shortName", "Cát Vân"), ("officialFrom", ""),
      ("phone", "0237 000 0009"), ("responsible", "Vi Văn Quý"),
    ]
    #expect(admin.post(url, facts).status == .seeOther)
    let agency = try #require(try reference().agency(portal.people.commune))
    #expect(agency.officialFrom == nil && agency.contact.phone == "0237 000 0009")
    #expect(agency.code == "H56.38.02", "a code never changes")
    let late = admin.post(url, facts.map { $0.0 == "responsible" ? ("responsible", "Ai khác") : $0 })
    #expect(late.status == .conflict)
    #expect(late.text.contains("Vi Văn Quý") && late.text.contains("value=\"Ai khác\""))
  }

  @Test func anotherRegimeFromADay() throws {
    let fields = [("regime", "nd118"), ("regimeFrom", "01/07/2027")]
    #expect(admin.post(Sitemap.agencyRegime.url(portal.people.commune), fields).status == .seeOther)
    let agency = try #require(try reference().agency(portal.people.commune))
    #expect(agency.regime(on: Day(year: 2027, month: 6, day: 30)) == .decree61)
    #expect(agency.regime(on: Day(year: 2027, month: 7, day: 1)) == .decree118)
  }

  @Test func proceduresAreClosedAndAddedAgain() throws {
    let (commune, code) = (portal.people.commune, "1.001193")
    let list = Sitemap.publications.url(commune)
    let closing = [("code", code), ("from", "09/09/2026"), ("do", "close")]
    #expect(admin.post(list, closing).status == .seeOther)
    let today = portal.clock.now.day
    #expect(try reference().publication(of: code, at: commune, on: today) != nil)
    #expect(try reference().publication(of: code, at: commune, on: today + 1) == nil)
    portal.clock.advance(minutes: 2 * 1_440)
    let admin = try Browser(portal, as: portal.people.administrator)
    let form = Sitemap.addPublications.url(commune)
    #expect(admin.get(form).text.contains("value=\"\(code)\""))
    let adding = [
      ("code", code), ("decisionNumber", "12/QĐ-UBND"), ("decisionDay", "09/09/2026"),
      ("responsible", "Phạm Thị Hương"), ("from", "10/09/2026"), ("once", Secrets.token()),
    ]
    #expect(admin.post(form, adding).status == .seeOther)
    #expect(admin.post(form, adding).status == .seeOther, "a repeat is led to the first answer")
    let published = try reference().publication(of: code, at: commune, on: portal.clock.now.day)
    #expect(published?.decisionNumber == "12/QĐ-UBND" && published?.decisionDay == "2026-09-09")
  }

  @Test func anotherPersonAnswersFromADay() throws {
    let (commune, code) = (portal.people.commune, "1.001193")
    let fields = [("code", code), ("from", "10/09/2026"), ("responsible", "Lê Thị Thảo"), ("do", "assign")]
    #expect(admin.post(Sitemap.publications.url(commune), fields).status == .seeOther)
    let day = portal.clock.now.day
    #expect(try reference().publication(of: code, at: commune, on: day)?.responsible == "Phạm Thị Hương")
    #expect(try reference().publication(of: code, at: commune, on: day + 2)?.responsible == "Lê Thị Thảo")
  }

  @Test func shiftsBySeasonFromADay() throws {
    let url = Sitemap.hours.url(portal.people.district)
    let typed = [
      ("from", "01/10/2026"), ("saturday", "7:30 – 11:00"), ("seasons.0.from", "16/4"),
      ("seasons.0.first", "06:30-11:00"), ("seasons.0.second", "13:30-17:00"),
      ("seasons.4.from", "16/10"), ("seasons.4.first", "07:00-11:30"), ("seasons.4.second", "13:00-16:30"),
    ]
    let added = admin.post(url, typed + [("add", "seasons")])
    #expect(added.status == .ok && added.text.contains("name=\"seasons.2.from\""))
    #expect(admin.post(url, typed).status == .seeOther)
    let reference = try reference()
    let commune = portal.people.commune
    #expect(reference.hours(of: commune, on: Day(year: 2026, month: 9, day: 30)) == .standard)
    let later = reference.hours(of: commune, on: Day(year: 2026, month: 10, day: 1))
    #expect(later.seasons.count == 2 && later.saturdayReception?.description == "07:30-11:00")
  }

  @Test func overlappingShiftsAreRefused() {
    let typed = [
      ("from", "01/10/2026"), ("seasons.0.from", "01/01"), ("seasons.0.first", "07:00-12:00"),
      ("seasons.0.second", "11:30-17:00"),
    ]
    let answer = admin.post(Sitemap.hours.url(portal.people.commune), typed)
    #expect(answer.status == .unprocessableContent)
    #expect(answer.text.contains("chồng nhau") && answer.text.contains("value=\"11:30-17:00\""))
  }

  @Test func outsideTheTreeIsNotThere() throws {
    let local = try portal.database.write { db in
      let new = People.New(kind: .staff, login: "quantri.xa", password: "x", name: "Vi Thị Xã")
      let id = try People.create(new, at: portal.clock.now, in: db)
      try People.grant(
        Grant(role: .administrator, agency: portal.people.commune), to: id, by: nil, at: portal.clock.now,
        in: db)
      return id
    }
    let browser = try Browser(portal, as: local)
    let district = portal.people.district
    for url in [Sitemap.agency, Sitemap.publications, Sitemap.addPublications, Sitemap.hours].map({
      $0.url(district)
    }) {
      #expect(browser.get(url).status == .notFound, "\(url)")
      #expect(browser.post(url).status == .notFound, "\(url)")
    }
    #expect(browser.get(Sitemap.agency.url(portal.people.commune)).status == .ok)
    #expect(browser.post(Sitemap.newAgency.url, newAgency).status == .unprocessableContent)
  }
}
