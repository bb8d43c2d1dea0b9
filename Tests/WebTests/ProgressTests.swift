import Foundation
import HTTPServer
import Testing
import Workflow

@testable import Storage
@testable import Web

/// F001-10: receiving, processing, returning by unit, now; each number is the length of its list.
@Suite struct ProgressTests {
  private let portal: Portal

  init() throws { portal = try Portal() }

  private func counts() throws -> [UnitProgress.Number: Int] {
    try portal.database.read {
      try UnitProgress.counts(of: portal.people.commune, on: portal.clock.now.day, in: $0)
    }
  }

  @Test("what happened today and what lies where, and each list")
  func numbers() throws {
    _ = try portal.dossier(.submitted, channel: .online)
    _ = try portal.dossier(.received)
    _ = try portal.dossier(.processing, channel: .online)
    _ = try portal.dossier(.processing)
    _ = try portal.dossier(.awaitingSignOff)
    _ = try portal.dossier(.signed)
    let taken = try portal.dossier(.signed)
    try portal.act(
      .takeBack, on: taken, by: Dossier.Actor(person: portal.people.officer, role: .oneStopOfficer))
    let expected: [UnitProgress.Number: Int] = [
      .filed: 2, .received: 6, .finished: 2, .returned: 0, .waiting: 1, .atCounter: 1, .processing: 2,
      .toSign: 1,
      .supplementing: 0, .signed: 1, .uncollected: 1,
    ]
    #expect(try counts() == expected)
    let chairman = try Browser(portal, as: portal.people.chairman)
    let page = chairman.get(Sitemap.progress.url)
    #expect(page.status == .ok && page.text.contains("Chuyên môn xử lý 2"))
    for (number, count) in expected {
      let list = chairman.get("\(Sitemap.progressList.url(portal.people.commune))?show=\(number.rawValue)")
      #expect(list.text.components(separatedBy: "<tr data-href").count - 1 == count, "\(number)")
    }
    portal.clock.advance(minutes: 24 * 60)
    let later = try counts()
    #expect(UnitProgress.Number.allCases.filter(\.isOfDay).allSatisfy { later[$0] == 0 })
    #expect(later[.processing] == 2)
  }

  @Test("nobody sees another's; officers and citizens have no such page")
  func rights() throws {
    let neighbour = try portal.neighbour()
    let url = Sitemap.progressList.url(portal.people.commune) + "?show=processing"
    #expect(try Browser(portal, as: neighbour.chairman).get(url).status == .notFound)
    for person in [portal.people.officer, portal.people.citizen] {
      #expect(try Browser(portal, as: person).get(Sitemap.progress.url).status == .forbidden)
    }
    #expect(
      try Browser(portal, as: portal.people.overseer).get(Sitemap.progress.url).text.contains("Tổng cộng"))
    #expect(
      try Browser(portal, as: portal.people.overseer).get(
        Sitemap.progressList.url(portal.people.commune) + "?show=x"
      ).status == .notFound)
  }
}
