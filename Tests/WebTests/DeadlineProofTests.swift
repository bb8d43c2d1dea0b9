import Foundation
import HTTPServer
import Testing
import Workflow

@testable import Storage
@testable import Web

/// How an appointment was counted: on paper, and behind the paper's QR code.
@Suite struct DeadlineProofTests {
  /// Three working days.
  private static let code = "1.004194"
  private static let publicURL = "https://motcua.example.vn"

  /// Three working days from Tuesday 08/09/2026.
  private let days = [
    "thứ Ba 08/09/2026", "thứ Tư 09/09/2026", "tính là ngày thứ 1", "thứ Sáu 11/09/2026",
    "tính là ngày thứ 3",
  ]

  @Test func thePaperTellsEveryDay() throws {
    let portal = try Portal(publicURL: Self.publicURL)
    let id = try portal.dossier(.received, code: Self.code)
    let officer = try Browser(portal, as: portal.people.officer)
    let page = officer.get(Sitemap.deadline.url(id)).text
    let words =
      days + [
        "GIẢI TRÌNH THỜI HẠN", "08 giờ 30, thứ Ba 08/09/2026", "17 giờ 00, thứ Sáu 11/09/2026",
        "3 ngày làm việc",
        "NĐ 61/2018/NĐ-CP, điều 17", "phiên bản 2026-1", "07:00-11:30, 13:30-17:00", "sheet-link",
      ]
    for word in words { #expect(page.contains(word), "\(word)") }
    #expect(!page.contains("tính lại hôm nay"))
    let file = officer.get(Sitemap.deadline.file.url(id))
    #expect(file.status == .ok && String(decoding: file.fileBytes, as: UTF8.self).contains("sheet-link"))
  }

  /// Decision 19: dates and rules, and nobody's name.
  @Test func theKeyOpensDatesAndRulesWithoutNames() throws {
    let portal = try Portal(publicURL: Self.publicURL)
    let id = try portal.dossier(.received, code: Self.code)
    let response = Browser(portal).get("/deadline/" + portal.paperKey(of: id))
    #expect(response.status == .ok && response.headers["X-Robots-Tag"] == "noindex")
    for word in days + ["NĐ 61/2018/NĐ-CP"] { #expect(response.text.contains(word), "\(word)") }
    let record = try portal.record(id)
    for secret in [record.owner.name, record.owner.identity, record.code ?? "?", "Hà Thị Nga"] {
      #expect(!response.text.contains(secret), "\(secret)")
    }
    let english = Browser(portal).get("/deadline/\(portal.paperKey(of: id))?lang=en").text
    #expect(english.contains("Friday 11/09/2026") && english.contains("counted as day 3"))
  }

  @Test func nothingElseOpensIt() throws {
    let portal = try Portal(publicURL: Self.publicURL)
    let id = try portal.dossier(.received, code: Self.code)
    let (good, other) = (portal.paperKey(of: id), portal.paperKey(of: DossierID(id.value + 1)))
    let seal = good.suffix(32)
    let wrong = [
      "\(id)", "\(id)-1-", "\(id)-2-\(seal)", "\(id)-1-\(other.suffix(32))", other, good.uppercased(),
      good + "0",
      "\(id)-1-" + String(repeating: "0", count: 32), "-1-\(seal)",
    ]
    for key in wrong { #expect(Browser(portal).get("/deadline/" + key).status == .notFound, "\(key)") }
    let draft = try portal.dossier(.submitted, channel: .online)
    #expect(Browser(portal).get("/deadline/" + portal.paperKey(of: draft)).status == .notFound)
  }

  /// The host a browser names is never printed (decision 20).
  @Test func withoutAPublicAddressThereIsNoLink() throws {
    let portal = try Portal()
    let id = try portal.dossier(.received, code: Self.code)
    let page = try Browser(portal, as: portal.people.officer).get(Sitemap.deadline.url(id)).text
    #expect(page.contains("tính là ngày thứ 3") && !page.contains("sheet-link"))
  }

  @Test func shiftsChangedSinceAreSaid() throws {
    let portal = try Portal()
    let id = try portal.dossier(.received, code: Self.code)
    let shift = try #require(Shift("08:00-16:00"))
    try portal.database.write {
      try Agencies.setHours(
        WorkingHours(seasons: [.init(from: try #require(MonthDay("01-01")), shifts: [shift])]),
        from: Day(year: 2026, month: 1, day: 1), of: portal.people.commune, by: nil, at: portal.clock.now,
        in: $0)
    }
    let page = try Browser(portal, as: portal.people.officer).get(Sitemap.deadline.url(id)).text
    #expect(page.contains("17 giờ 00, thứ Sáu 11/09/2026"))
    #expect(page.contains("tính lại hôm nay được 16 giờ 00, thứ Sáu 11/09/2026"))
  }

  @Test func anAppointmentByHandSaysSo() throws {
    let portal = try Portal()
    let id = try portal.dossier(.received)
    let page = try Browser(portal, as: portal.people.officer).get(Sitemap.deadline.url(id)).text
    #expect(page.contains("chưa có dữ liệu thời hạn") && page.contains("thứ Sáu 18/09/2026"))
    #expect(!page.contains("tính là ngày thứ"))
  }

  /// Art 19.4 and decision 19: pauses stand with their slips' numbers, and the older paper says that it was replaced.
  @Test func afterASupplementTheOlderPaperIsReplaced() throws {
    let portal = try Portal(publicURL: Self.publicURL)
    let id = try portal.dossier(.received, code: Self.code)
    let counter = Dossier.Actor(person: portal.people.officer, role: .oneStopOfficer)
    let item = SupplementItem(subject: .other, name: "Tờ khai", code: .wrong, why: "thiếu", toDo: "ghi thêm")
    try portal.act(.requestSupplement([item]), on: id, by: counter)
    portal.clock.now = Moment(day: portal.clock.now.day + 2, minuteOfDay: 9 * 60)
    try portal.act(.answerSupplement([""]), on: id, by: counter)
    try portal.act(.acceptSupplement, on: id, by: counter)
    let page = try Browser(portal, as: portal.people.officer).get(Sitemap.deadline.url(id)).text
    #expect(page.contains("Nhận hồ sơ bổ sung lúc") && page.contains("09 giờ 00, thứ Năm 10/09/2026"))
    #expect(page.contains("(Phiếu yêu cầu bổ sung số 1): tính lại từ đầu."))
    #expect(page.contains("17 giờ 00, thứ Ba 15/09/2026"))
    let answered = try portal.database.read {
      try Journal.lines(of: id, in: $0).last { $0.entry.verb == .answerSupplement }?.entry.version
    }
    let (old, new) = (portal.paperKey(of: id), portal.paperKey(of: id, version: try #require(answered)))
    #expect(Browser(portal).get("/deadline/" + old).text.contains("đã được thay bằng giấy mới"))
    #expect(!Browser(portal).get("/deadline/" + new).text.contains("đã được thay bằng giấy mới"))
  }

  @Test func theApplicantSeesHisOwn() throws {
    let portal = try Portal()
    let id = try portal.dossier(.received, channel: .online, code: Self.code)
    let citizen = try Browser(portal, as: portal.people.citizen)
    #expect(citizen.get(Sitemap.myDossier.url(id)).text.contains(Sitemap.myDeadline.url(id)))
    let page = citizen.get(Sitemap.myDeadline.url(id)).text
    #expect(page.contains("Trả lời hồ sơ nộp trực tuyến") && page.contains("tính là ngày thứ 3"))
    let stranger = try Browser(portal, as: portal.people.stranger)
    #expect(stranger.get(Sitemap.myDeadline.url(id)).status == .notFound)
  }
}
