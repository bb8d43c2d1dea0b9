import HTTPServer
import Testing
import Workflow

@testable import Storage
@testable import Web

/// A changed calendar lists what would move and moves nothing; what has a result and is not over is listed (F004-04).
@Suite struct RecountTests {
  private let portal: Portal
  private let id: DossierID

  init() throws {
    portal = try Portal()
    id = try Self.dossier(portal, "Lò Thị Mai")
  }

  /// Three working days from Tuesday 08/09/2026: Friday 11/09.
  private static func dossier(_ portal: Portal, _ owner: String) throws -> DossierID {
    try portal.dossier(
      .processing, owner: owner, revised: { $0.times = [ProcessingTime(legal: .workingDays(3))] })
  }

  /// Publishes a calendar in which Thursday 10/09/2026 is off.
  private func publishDayOff() throws {
    try portal.database.write { db in
      let old = try Reference.read(db, version: 0).calendar
      let years = old.years.map { year in
        guard year.year == 2026 else { return year }
        return CalendarYear(
          year: 2026, estimate: year.estimate,
          holidays: year.holidays + [
            CalendarYear.Holiday(day: Day(year: 2026, month: 9, day: 10), name: "Nghỉ bù bão")
          ],
          swaps: year.swaps)
      }
      let new = try WorkingCalendar(version: "2026-9", source: old.source, years: years)
      try Calendars.publish(
        new, reason: "bão", by: portal.people.administrator, at: portal.clock.now, in: db)
    }
  }

  private var url: String { Sitemap.recount.url(portal.people.commune) }

  private func page(_ person: KeyPath<Cast, PersonID>) throws -> Response {
    try Browser(portal, as: portal.people[keyPath: person]).get(url)
  }

  private func apply(
    _ ids: [DossierID], why: String = "Nghỉ do bão số 5", version: Int? = nil, by person: PersonID? = nil
  ) throws -> Response {
    let tickets = try ids.map { ("dossier", "\($0).\(try version ?? portal.record($0).dossier.version)") }
    return try Browser(portal, as: person ?? portal.people.chairman).post(url, tickets + [("why", why)])
  }

  private func appointment(_ id: DossierID) throws -> String? {
    try portal.record(id).dossier.appointment?.iso
  }

  @Test("while the calendar stands nothing would move")
  func nothingMoves() throws {
    #expect(try page(\.chairman).text.contains("Không có hồ sơ nào đổi ngày hẹn"))
  }

  @Test("a published day off lists old and new date, and moves none by itself")
  func lists() throws {
    try publishDayOff()
    for person in [\Cast.chairman, \Cast.leader] {
      let list = try page(person).text
      #expect(list.contains("17 giờ 00, 11/09/2026") && list.contains("<b>17 giờ 00, 14/09/2026</b>"))
    }
    #expect(try appointment(id) == "2026-09-11T17:00")
  }

  @Test("applying is an action with a reason, dossier by dossier, in the journal")
  func applies() throws {
    let other = try Self.dossier(portal, "Vi Văn Hai")
    let left = try Self.dossier(portal, "Vi Văn Ba")
    try publishDayOff()
    #expect(try apply([id, other]).location == Confirmation.recounted.address(url))
    #expect(
      try [id, other, left].map(appointment) == ["2026-09-14T17:00", "2026-09-14T17:00", "2026-09-11T17:00"])
    let line = try #require(try portal.journal(other).last)
    #expect(line.entry.verb == .recount && line.entry.reason == "Nghỉ do bão số 5")
    #expect(line.entry.detail == "17 giờ 00, 11/09/2026 → 17 giờ 00, 14/09/2026")
    #expect(try portal.record(id).calendarVersion == "2026-9")
    let list = try page(\.chairman).text
    #expect(list.contains(Sitemap.dossier.url(left)) && !list.contains(Sitemap.dossier.url(other)))
  }

  @Test("so do changed shifts")
  func shifts() throws {
    try portal.database.write { db in
      let hours = try WorkingHours(
        seasons: [
          WorkingHours.Season(
            from: MonthDay("01-01")!, shifts: [Shift("07:30-11:30")!, Shift("13:00-16:30")!])
        ], saturdayReception: nil)
      try Agencies.setHours(
        hours, from: portal.clock.now.day, of: portal.people.commune, by: nil, at: portal.clock.now, in: db)
    }
    #expect(try page(\.chairman).text.contains("<b>16 giờ 30, 11/09/2026</b>"))
    #expect(try apply([id]).status == .seeOther)
    #expect(try appointment(id) == "2026-09-11T16:30")
  }

  @Test("it needs a reason and a dossier")
  func incomplete() throws {
    try publishDayOff()
    #expect(try apply([id], why: " ").status == .unprocessableContent)
    #expect(try apply([]).status == .unprocessableContent)
    #expect(try appointment(id) == "2026-09-11T17:00")
  }

  @Test("what was changed meanwhile is reported and stays")
  func changedMeanwhile() throws {
    try publishDayOff()
    let answer = try apply([id], version: 0)
    #expect(answer.location == "\(url)?failed=\(id)")
    #expect(
      try Browser(portal, as: portal.people.chairman).get(answer.location ?? "").text
        .contains("chưa tính lại được"))
    #expect(try appointment(id) == "2026-09-11T17:00")
  }

  @Test("nobody else recounts")
  func rights() throws {
    let neighbour = try portal.neighbour()
    #expect(try page(\.officer).status == .forbidden)
    #expect(try apply([id], by: neighbour.chairman).status == .notFound)
    #expect(try apply([id], by: portal.people.overseer).status == .forbidden)
  }

  // MARK: Not over

  private var unfinished: String { Sitemap.unfinished.url(portal.people.commune) }

  private func list(_ person: KeyPath<Cast, PersonID>) throws -> String {
    try Browser(portal, as: portal.people[keyPath: person]).get(unfinished).text
  }

  @Test("F004-04: a result on an open dossier is listed by age, with the next step for whoever takes it")
  func ageing() throws {
    #expect(try list(\.chairman).contains("Không có hồ sơ nào có kết quả mà chưa kết thúc"))
    try portal.attachResult(to: id)
    let signed = try portal.dossier(.signed, owner: "Vi Văn Xong")
    portal.clock.now = Moment(day: portal.clock.now.day + 2, minuteOfDay: 600)
    let watched = try list(\.chairman)
    #expect(watched.contains(Sitemap.dossier.url(id)) && watched.contains(Sitemap.dossier.url(signed)))
    #expect(watched.contains("2 ngày làm việc") && !watched.contains("Kết thúc ngay"))
    #expect(try list(\.officer).contains("href=\"\(Sitemap.takeBack.url(signed))\">Kết thúc ngay"))
    let dossier = try Browser(portal, as: portal.people.specialist).get(Sitemap.dossier.url(id)).text
    #expect(dossier.contains("<a href=\"\(Sitemap.submitForSignOff.url(id))\">Kết thúc ngay</a>"))
  }

  @Test("what was returned is not in it, nor what has no result, nor another agency's")
  func over() throws {
    let signed = try portal.dossier(.signed)
    let officer = Dossier.Actor(person: portal.people.officer, role: .oneStopOfficer)
    try portal.act(.takeBack, on: signed, by: officer)
    #expect(try list(\.officer).contains(Sitemap.returnResult.url(signed)))
    let collector = Collector(name: "Lò Thị Mai", identity: "038190000123", relation: .owner)
    try portal.act(.returnResult(to: collector), on: signed, by: officer)
    #expect(try list(\.officer).contains("Không có hồ sơ nào có kết quả mà chưa kết thúc"))
    let neighbour = try portal.neighbour().chairman
    #expect(try Browser(portal, as: neighbour).get(unfinished).status == .notFound)
  }
}
