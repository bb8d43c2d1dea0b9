import Foundation
import HTTPServer
import Testing
import Workflow

@testable import Storage
@testable import Web

/// F003-02: procedures with all steps at the desk, of all that the counter receives; what is not known is said.
@Suite struct DeskCoverageTests {
  private let portal: Portal
  private var people: Cast { portal.people }

  init() throws { portal = try Portal() }

  private func rows(_ show: String) throws -> [String] {
    let list = try Browser(portal, as: people.chairman).get(
      "\(Sitemap.deskCoverageList.url(people.commune))?show=\(show)")
    #expect(list.status == .ok)
    return list.text.components(separatedBy: "<tr><th scope=\"row\">").dropFirst().map { String($0) }
  }

  private func delegate(_ scope: Delegations.Scope, until day: Day) throws {
    try portal.database.write { db in
      try Delegations.grant(
        Delegations.New(
          agency: people.commune, person: people.officer, scope: scope, decisionNumber: "12/QĐ-UBND",
          days: portal.clock.now.day...day), by: people.chairman, at: portal.clock.now, in: db)
    }
  }

  /// Publishes a revision of one procedure by which a desk officer may decide.
  private func letTheDeskDecide() throws {
    try portal.database.write { db -> Void in
      let reference = try Reference.read(db, version: 0)
      var revision = try #require(reference.procedure(Portal.code, on: portal.clock.now.day)).procedure
      revision.isDelegable = true
      _ = try Reference.publish(revision, by: nil, at: portal.clock.now, in: db)
      try db.execute("UPDATE reference_version SET number = number + 1")
    }
  }

  @Test("what the catalogue lets the desk decide, and what is delegated today")
  func coverage() throws {
    let before = try rows("all").count
    #expect(try before > 5 && rows("unknown").count == before && rows("whole").isEmpty)
    try letTheDeskDecide()
    #expect(try rows("allowed").count == 1 && rows("unknown").count == before - 1 && rows("whole").isEmpty)
    #expect(try rows("allowed").joined().contains("Chưa ủy quyền cho cán bộ tại quầy"))
    try delegate(.procedure(Portal.code), until: portal.clock.now.day + 1)
    let whole = try rows("whole")
    #expect(whole.count == 1)
    #expect(whole.joined().contains("12/QĐ-UBND") && whole.joined().contains(Portal.code))
    let page = try Browser(portal, as: people.chairman).get(Sitemap.deskCoverage.url).text
    #expect(page.contains("\(100 / before) %") && page.contains("Chưa đạt"))
    portal.clock.advance(minutes: 2 * 24 * 60)
    #expect(try rows("whole").isEmpty)
  }

  @Test("nobody sees another's unit")
  func rights() throws {
    let url = Sitemap.deskCoverageList.url(people.commune) + "?show=all"
    #expect(try Browser(portal, as: portal.neighbour().chairman).get(url).status == .notFound)
    for person in [people.officer, people.citizen] {
      #expect(try Browser(portal, as: person).get(Sitemap.deskCoverage.url).status == .forbidden)
    }
    #expect(try Browser(portal, as: people.overseer).get(url).status == .ok)
  }
}
