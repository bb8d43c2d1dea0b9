import Foundation
import HTTPServer
import Testing
import Workflow

@testable import Storage
@testable import Web

/// F001-09: an inspector reads chosen units until a day, changes nothing, and what he opened stands where the unit's head sees it.
@Suite struct InspectionTests {
  private let portal: Portal
  private var people: Cast { portal.people }

  init() throws { portal = try Portal() }

  private func browser(_ person: KeyPath<Cast, PersonID>) throws -> Browser {
    try Browser(portal, as: people[keyPath: person])
  }

  private func move(to day: Int, _ minute: Int = 600) {
    portal.clock.now = Moment(day: Day(year: 2026, month: 9, day: day), minuteOfDay: minute)
  }

  private func account() throws -> PersonID {
    try portal.database.write { db in
      try People.create(
        People.New(kind: .staff, login: "thanhtra", password: "x", name: "Lê Thị Thanh Tra"),
        at: portal.clock.now, in: db)
    }
  }

  private func grant(_ changes: [String: String] = [:], units: [AgencyID] = [], to person: PersonID) throws
    -> Response
  {
    let admin = try browser(\.administrator)
    // Somebody without a role is not administered by anybody yet.
    try portal.database.write { db -> Void in
      guard try People.grants(of: person, in: db).isEmpty else { return }
      try People.grant(
        Grant(role: .specialist, agency: people.commune), to: person, by: nil, at: portal.clock.now, in: db)
    }
    let fields = [
      "role": "inspector", "agency": people.commune.description, "lastDay": "20/09/2026",
      "decision": "12/QĐ-TTr",
    ].merging(changes) { $1 }
    return admin.post(
      Sitemap.grantRole.url(person),
      fields.map { ($0.key, $0.value) } + units.map { ("unit", $0.description) })
  }

  private func inspector() throws -> PersonID {
    let id = try account()
    try portal.database.write { db in
      try People.grant(
        Grant(role: .inspector, agency: people.commune, until: Day(year: 2026, month: 9, day: 20)),
        decision: "12/QĐ-TTr", to: id, by: people.administrator, at: portal.clock.now, in: db)
    }
    return id
  }

  @Test(
    "an inspector's role needs a last day within a year and a decision",
    arguments: [
      ("lastDay", ""), ("lastDay", "07/09/2026"), ("lastDay", "30/09/2027"), ("lastDay", "mai"),
      ("decision", ""),
    ])
  func faults(field: String, value: String) throws {
    let answer = try grant([field: value], to: account())
    #expect(answer.status == .unprocessableContent && answer.text.contains("href=\"#\(field)\""))
    #expect(field == "decision" || answer.text.contains("12/QĐ-TTr"))
  }

  @Test("several units at once, each a role of its own; the chairman sees until when and by which decision")
  func severalUnits() throws {
    let (person, neighbour) = (try account(), try portal.neighbour().commune)
    #expect(try grant(units: [neighbour, people.commune], to: person).status == .seeOther)
    let held = try portal.database.read { try People.grants(of: person, in: $0) }.filter {
      $0.role == .inspector
    }
    #expect(Set(held.map(\.agency)) == [people.commune, neighbour] && held.count == 2)
    #expect(held.allSatisfy { $0.until == Day(year: 2026, month: 9, day: 20) })
    #expect(try grant(["lastDay": "21/09/2026"], to: person).status == .unprocessableContent, "held already")
    let roles = try browser(\.chairman).get(Sitemap.rolesHeld.url(people.commune)).text
    #expect(roles.contains("20/09/2026, 12/QĐ-TTr"))
    let old = try portal.hired(.inspector, at: people.commune)
    #expect(
      try browser(\.chairman).get(Sitemap.rolesHeld.url(people.commune)).text.contains(
        "chưa có ngày kết thúc"))
    #expect(try Browser(portal, as: old).get("/overview").status == .ok)
  }

  @Test("on the last day he reads, the minute after nothing, also in an open session; then the role is taken")
  func ended() throws {
    let (person, id) = (try inspector(), try portal.dossier(.processing))
    move(to: 20, 23 * 60 + 59)
    let session = try Browser(portal, as: person)
    for url in ["/overview", "/dossiers/\(id)", "/reports/fields"] {
      #expect(session.get(url).status == .ok, "\(url)")
    }
    move(to: 21, 0)
    for url in ["/overview", "/reports/fields"] { #expect(session.get(url).status == .forbidden, "\(url)") }
    #expect(session.get("/dossiers/\(id)").status == .notFound)
    try portal.keepHouse()
    let held = try portal.database.read { try People.heldGrants(of: person, in: $0) }
    #expect(held.allSatisfy { !$0.isCurrent && $0.revokedByName == nil })
    #expect(try browser(\.chairman).get(Sitemap.rolesHeld.url(people.commune)).text.contains("đã hết hạn"))
  }

  @Test("a temporary officer's desk ends with his day")
  func temporary() throws {
    let person = try account()
    try portal.database.write { db in
      try People.grant(
        Grant(role: .specialist, agency: people.commune, until: Day(year: 2026, month: 9, day: 9)),
        to: person,
        by: people.administrator, at: portal.clock.now, in: db)
    }
    #expect(try Browser(portal, as: person).get("/inbox").status == .ok)
    move(to: 10)
    #expect(try Browser(portal, as: person).get("/inbox").status == .forbidden)
  }

  @Test("he changes nothing: every form but those of his own account is refused")
  func readsOnly() throws {
    let session = try Browser(portal, as: inspector())
    let own = [Sitemap.signIn, Sitemap.signOut, Sitemap.signUp, Sitemap.password, Sitemap.signOutEverywhere]
    let anybody =
      [Sitemap.kiosk.pattern, Sitemap.ratePaper.pattern, Sitemap.search.pattern] + own.map(\.pattern)
    var refused = 0
    for route in Site.screens where route.method == .post && !anybody.contains(route.pattern) {
      let url = route.pattern.split(separator: "/").map { $0.hasPrefix(":") ? "1" : String($0) }
      let answer = session.post("/" + url.joined(separator: "/"), [("version", "1"), ("why", "Thử")])
      #expect([.forbidden, .notFound].contains(answer.status), "\(route.pattern): \(answer.status)")
      refused += 1
    }
    #expect(refused > 90)
  }

  @Test(
    "what he opened stands for the chairman, the office above and himself: page and dossier, not what was asked; others' looks do not"
  )
  func looks() throws {
    let id = try portal.dossier(.processing)
    let code = try #require(try portal.record(id).code)
    let session = try Browser(portal, as: inspector())
    _ = session.get("/dossiers/\(id)")
    _ = session.get("/overview/\(people.commune)/overdue?after=0.0")
    _ = session.get("/dossiers/999999")
    _ = session.post("/search", [("q", "038190000123")])
    _ = session.get("/account")
    _ = try browser(\.chairman).get("/dossiers/\(id)")
    let url = Sitemap.inspections.url(people.commune)
    for reader in [try browser(\.chairman), try browser(\.overseer), session] {
      let text = reader.get(url).text
      #expect(
        text.contains(code) && text.contains("/overview/\(people.commune)/overdue<"), "\(text.suffix(600))")
      #expect(text.contains("Lê Thị Thanh Tra") && text.contains("12/QĐ-TTr") && !text.contains("999999"))
      #expect(!text.contains("after=") && text.contains(">/search</a>"))
    }
    let kept = try portal.database.read { db in
      try db.query("SELECT person_id, path FROM inspection_looks ORDER BY id") { ($0.int64(0), $0.text(1)) }
    }
    #expect(Set(kept.map(\.0)).count == 1 && kept[0].1 == "/dossiers/\(id)")
    #expect(kept.contains { $0.1 == "/search" } && !kept.contains { $0.1.contains("038") })
    #expect(try Browser(portal, as: portal.neighbour().chairman).get(url).status == .notFound)
    #expect(try browser(\.officer).get(url).status == .forbidden)
    #expect(throws: (any Error).self) {
      try portal.database.write { try $0.execute("DELETE FROM inspection_looks") }
    }
  }

  @Test("the print of a unit and of an officer has their figures and late dossiers, and no citizen's name")
  func prints() throws {
    let id = try portal.dossier(
      .awaitingSignOff, revised: { $0.times = [ProcessingTime(legal: .workingDays(1))] })
    move(to: 15)
    try portal.act(
      .signOff(number: "1/GXN", authority: .onBehalf), on: id,
      by: Dossier.Actor(person: people.leader, role: .leader))
    let late = try portal.dossier(
      .processing, revised: { $0.times = [ProcessingTime(legal: .workingDays(1))] })
    move(to: 19)
    try portal.scoreAll()
    let (code, open) = (try #require(try portal.record(id).code), try #require(try portal.record(late).code))
    let session = try Browser(portal, as: inspector())
    let days = "from=01/09/2026&to=30/09/2026"
    let unit = session.get("\(Sitemap.printInspection.url(people.commune))?\(days)").text
    for words in [code, open, "12/QĐ-TTr", "Quá hạn", "Kéo dài".lowercased(), "UBND XÃ CÁT VÂN"] {
      #expect(unit.contains(words), "\(words)")
    }
    #expect(!unit.contains("Lò Thị Mai"))
    let officer = session.get(
      "\(Sitemap.printInspection.url(people.commune))?\(days)&person=\(people.specialist)"
    ).text
    #expect(officer.contains("Phạm Thị Hương") && officer.contains(code) && officer.contains(open))
    let other = try portal.hired(.specialist, at: people.commune)
    let idle = session.get("\(Sitemap.printInspection.url(people.commune))?\(days)&person=\(other)").text
    #expect(!idle.contains(code) && !idle.contains(open))
    for query in ["person=999999", "person=x", "from=x"] {
      #expect(
        session.get("\(Sitemap.printInspection.url(people.commune))?\(query)").status == .notFound, "\(query)"
      )
    }
    #expect(session.get(Sitemap.printInspection.url(try portal.neighbour().commune)).status == .notFound)
    let file = session.get("\(Sitemap.printInspectionFile.url(people.commune))?\(days)")
    #expect(file.status == .ok || file.status == .seeOther)
  }
}
