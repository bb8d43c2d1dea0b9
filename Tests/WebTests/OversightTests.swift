import Foundation
import HTTPServer
import Storage
import Testing
import Workflow

@testable import Web

/// Counts that open their lists, for one commune and across the district.
@Suite struct OversightTests {
  private let portal: Portal

  init() throws { portal = try Portal() }

  /// One of everything: waiting, being solved, on the last day, late, ready.
  private func fill() throws {
    _ = try portal.dossier(.processing, owner: "Vi Văn Trễ")
    _ = try portal.dossier(.submitted, owner: "Lò Thị Chờ", channel: .online)
    try portal.act(
      .requestSupplement([SupplementItem(subject: .other, name: "a", code: .wrong, why: "b", toDo: "c")]),
      on: try portal.dossier(.received, owner: "Vi Văn Thiếu"),
      by: Dossier.Actor(person: portal.people.officer, role: .oneStopOfficer))
    let start = portal.clock.now
    _ = try portal.dossier(.awaitingSignOff, owner: "Vi Văn Muộn")
    portal.clock.now = Moment(day: start.day + 2, minuteOfDay: 600)
    _ = try portal.dossier(.received, owner: "Vi Văn Nay")
    _ = try portal.dossier(.signed, owner: "Vi Văn Xong")
    _ = try portal.dossier(.submitted, owner: "Lò Thị Mới", channel: .online)
  }

  @Test func theCountsEqualTheLists() throws {
    try fill()
    for days in [0, 1, 2, 5, 9, 40] {
      portal.clock.now = Moment(day: portal.clock.now.day + days, minuteOfDay: 600)
      let chairman = try Browser(portal, as: portal.people.chairman)
      let counts = try portal.database.read {
        try Dossiers.overview(of: portal.people.commune, now: portal.clock.now, in: $0)
      }
      let agency = portal.people.commune
      let lists: [(String, Int)] = [
        (Sitemap.waiting.url(agency), counts.waiting), (Sitemap.waitingLate.url(agency), counts.waitingLate),
        (Sitemap.beingSolved.url(agency), counts.solving), (Sitemap.overdue.url(agency), counts.overdue),
        (Sitemap.dueToday.url(agency), counts.dueToday), (Sitemap.ready.url(agency), counts.ready),
        (Sitemap.awaited.url(agency), counts.awaited), (Sitemap.capReached.url(agency), counts.capReached),
      ]
      let page = chairman.get(Sitemap.overview.url).text
      for (url, count) in lists {
        #expect(page.contains("href=\"\(url)\"><b>\(count)</b>"), "\(url) \(count)")
        let list = chairman.get(url)
        #expect(list.status == .ok && list.text.components(separatedBy: "<tr data-href").count == count + 1)
      }
    }
  }

  @Test func aListTellsDeskSinceHowLateAndWhatHappenedLast() throws {
    try fill()
    portal.clock.now = Moment(day: portal.clock.now.day + 12, minuteOfDay: 600)
    let chairman = try Browser(portal, as: portal.people.chairman)
    let list = chairman.get(Sitemap.overdue.url(portal.people.commune)).text
    #expect(list.contains("Phạm Thị Hương") && list.contains("từ 08 giờ 30, 08/09/2026"))
    #expect(list.contains("Quá hạn") && list.contains("Ký nhận hồ sơ giấy – Phạm Thị Hương"))
  }

  @Test func theDistrictSeesEveryCommune() throws {
    let neighbour = try portal.neighbour()
    let overseer = try Browser(portal, as: portal.people.overseer)
    let page = overseer.get(Sitemap.overview.url).text
    for name in ["UBND xã Cát Vân", "UBND xã Thanh Xuân", "UBND huyện Như Xuân", "Tổng cộng"] {
      #expect(page.contains(name), "\(name)")
    }
    #expect(overseer.get(Sitemap.overdue.url(neighbour.commune)).status == .ok)
    #expect(overseer.get(Sitemap.exceptions.url(neighbour.commune)).status == .ok)
  }

  @Test func anotherAgencysListsAreNotFound() throws {
    let chairman = try Browser(portal, as: portal.neighbour().chairman)
    let addresses = [
      Sitemap.overdue, Sitemap.dueToday, Sitemap.waiting, Sitemap.waitingLate, Sitemap.beingSolved,
      Sitemap.ready, Sitemap.awaited, Sitemap.capReached, Sitemap.exceptions, Sitemap.rolesHeld,
    ]
    for address in addresses {
      #expect(chairman.get(address.url(portal.people.commune)).status == .notFound)
      #expect(chairman.get(address.url(AgencyID(999))).status == .notFound)
    }
  }

  @Test func refusedAttemptsAndExceptionsAreListed() throws {
    let id = try portal.dossier(.signed)
    try portal.act(
      .exceptResult(reason: "Bản giấy khổ A0"), on: id,
      by: Dossier.Actor(person: portal.people.leader, role: .leader))
    try portal.database.write { db in
      try Journal.noteRefusal(
        of: .receive, why: "\(Refusal.notForRole(.receive, .specialist))", dossier: nil,
        agency: portal.people.commune, by: portal.people.specialist, at: portal.clock.now, in: db)
    }
    let chairman = try Browser(portal, as: portal.people.chairman)
    let page = chairman.get(Sitemap.exceptions.url(portal.people.commune)).text
    #expect(page.contains("Bản giấy khổ A0") && page.contains("Trả kết quả không có tệp"))
    #expect(page.contains("Vai trò không được làm việc này") && page.contains("Phạm Thị Hương"))
  }

  @Test func theChairmanSeesWhoHoldsWhichRole() throws {
    let chairman = try Browser(portal, as: portal.people.chairman)
    let page = chairman.get(Sitemap.rolesHeld.url(portal.people.commune)).text
    #expect(page.contains("Hà Thị Nga") && page.contains("Cán bộ một cửa"))
  }

  @Test func workSendsEachRoleToItsDesk() throws {
    let desks: [(PersonID, String)] = [
      (portal.people.officer, "/counter"), (portal.people.specialist, "/inbox"),
      (portal.people.leader, "/to-sign"),
      (portal.people.chairman, Sitemap.morning.url(portal.people.commune)),

      (portal.people.overseer, "/overview"), (portal.people.administrator, "/admin/people"),
    ]
    for (person, url) in desks { #expect(try Browser(portal, as: person).get("/work").location == url) }
    try portal.grant(.specialist, at: portal.people.commune, to: portal.people.leader)
    let both = try Browser(portal, as: portal.people.leader).get("/work")
    #expect(both.status == .ok && both.text.contains("/inbox") && both.text.contains("/to-sign"))
  }
}
