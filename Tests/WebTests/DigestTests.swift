import Foundation
import HTTPServer
import Testing
import Workflow

@testable import Storage
@testable import Web

/// What people are told in the morning: once a working day, to whom something is due, in the portal and by e-mail.
@Suite struct DigestTests {
  private let portal: Portal
  private var people: Cast { portal.people }

  init() throws {
    portal = try Portal(publicURL: "https://motcua.example.vn", mail: .world)
    try portal.database.write { db -> Void in
      for (id, address) in [
        (portal.people.specialist, "huong@example.vn"), (portal.people.leader, "binh@example.vn"),
        (portal.people.chairman, "quy@example.vn"), (portal.people.officer, "nga@example.vn"),
      ] { try db.execute("UPDATE people SET email = $1 WHERE id = $2", address, id.value) }
    }
  }

  private func move(to day: Day, _ hour: Int = 7, _ minute: Int = 0) throws {
    portal.clock.now = Moment(day: day, minuteOfDay: hour * 60 + minute)
    try portal.keepHouse()
  }

  private func move(to day: Int, _ hour: Int = 7, _ minute: Int = 0) throws {
    try move(to: Day(year: 2026, month: 9, day: day), hour, minute)
  }

  /// Those of the morning: the week's report has letters of its own.
  private func letters() throws -> [Letters.Waiting] {
    try portal.database.read { try Letters.waiting(at: Moment(seconds: .max), most: 1_000, in: $0) }
      .filter { !$0.subject.hasPrefix("Báo cáo tuần") }
  }

  private func told(_ person: PersonID) throws -> Digest? {
    try portal.database.read { try Digests.digest(of: person, on: portal.clock.now.day, in: $0)?.digest }
  }

  private func matters(_ person: PersonID) throws -> [String] {
    try told(person)?.parts.map { "\($0.place.rawValue) \($0.matter.rawValue) \($0.count)" } ?? []
  }

  @Test("nothing is sent where nothing is due")
  func nothing() throws {
    try move(to: 9)
    #expect(try letters().isEmpty && told(people.specialist) == nil && told(people.chairman) == nil)
    let page = try Browser(portal, as: people.specialist).get("/digest")
    #expect(page.status == .ok && page.text.contains("Chưa có bản tin nào"))
  }

  /// F000-08: the day before, the last day, and after it; the appointment is 18/09 (a Friday).
  @Test("the desk is reminded the working day before, on the day and after it")
  func dayBefore() throws {
    let id = try portal.dossier(.processing, owner: "Vi Văn Chậm")
    try move(to: 16)
    #expect(try matters(people.specialist) == [])
    try move(to: 17, 6, 59)
    #expect(try told(people.specialist) == nil)
    try move(to: 17)
    #expect(try matters(people.specialist) == ["desk due-next 1"])
    #expect(try matters(people.chairman).contains("agency due-next 1"))
    #expect(try matters(people.leader) == [])
    try move(to: 18)
    #expect(try matters(people.specialist) == ["desk due-today 1"])
    try move(to: 19)
    #expect(try told(people.specialist) == nil, "a Saturday")
    try move(to: 21)
    #expect(try matters(people.specialist) == ["desk overdue 1"])
    #expect(try told(people.specialist)?.parts[0].rows[0].dossier == id)
  }

  @Test("a leader's desk, and his letters of apology")
  func leader() throws {
    _ = try portal.dossier(.awaitingSignOff)
    let late = try portal.dossier(.processing)
    try move(to: 16)
    _ = try portal.post(
      .draftApology, [("code", "verification"), ("why", "Chờ công an xã."), ("newDate", "23/09/2026")],
      on: late, by: people.specialist)
    try move(to: 17)
    #expect(try Set(matters(people.leader)) == ["to-sign due-next 1", "to-sign unsigned-apology 1"])
  }

  @Test("once a day, also when the portal was not running at that hour")
  func once() throws {
    _ = try portal.dossier(.processing)
    try move(to: 17, 9, 40)
    let first = try letters()
    #expect(first.map(\.address).sorted() == ["huong@example.vn", "quy@example.vn"])
    try move(to: 17, 15)
    #expect(try letters().count == first.count)
    try move(to: 18)
    #expect(try letters().count == 2 * first.count)
  }

  @Test("each agency at its own minute")
  func minute() throws {
    _ = try portal.dossier(.processing)
    let admin = try Browser(portal, as: people.administrator)
    let url = Sitemap.agency.url(people.commune)
    func set(_ time: String) -> Response {
      admin.post(url, admin.get(url).fields.merging(["digestTime": time]) { $1 }.map { ($0.key, $0.value) })
    }
    #expect(set("25:00").status == .unprocessableContent && set("7").status == .unprocessableContent)
    #expect(set("08:15").status == .seeOther)
    try move(to: 17, 8, 14)
    #expect(try told(people.specialist) == nil)
    try move(to: 17, 8, 15)
    #expect(try told(people.specialist) != nil)
  }

  @Test("after days off the counter is told what was filed on them; a Monday, and Tết")
  func daysOff() throws {
    try move(to: 19, 10)
    _ = try portal.dossier(.submitted, channel: .online)
    try move(to: 20)
    #expect(try letters().isEmpty)
    try move(to: 21)
    #expect(try matters(people.officer) == ["counter filed-on-days-off 1"])
    #expect(try told(people.officer)?.daysOff?.words == "19/09/2026 – 20/09/2026")
    try move(to: 22)
    #expect(try told(people.officer)?.daysOff == nil)
  }

  @Test("over Tết 2026 nobody is told anything on a day off, and the first morning tells of all of them")
  func newYear() throws {
    let calendar = try portal.database.read { try ReferenceCache().current($0).calendar }
    let start = Day(year: 2026, month: 2, day: 9)
    portal.clock.now = Moment(day: start, minuteOfDay: 8 * 60)
    _ = try portal.dossier(.processing)
    let sent = try (0..<30).compactMap { offset -> Day? in
      try move(to: start + offset, 7)
      return try told(people.chairman) == nil ? nil : start + offset
    }
    #expect(!sent.isEmpty && sent.allSatisfy(calendar.isWorking))
    let after = try #require(
      sent.first {
        Digest.daysOff(before: $0, calendar)?.contains(Day(year: 2026, month: 2, day: 17)) == true
      })
    let daysOff = try portal.database.read {
      try Digests.digest(of: people.chairman, on: after, in: $0)?.digest.daysOff
    }
    #expect(daysOff.map { $0.to! - $0.from >= 6 } == true)
  }

  @Test("the letter has codes, days, desks and a way into the portal; no citizen's name")
  func letter() throws {
    let id = try portal.dossier(.processing, owner: "Vi Văn Chậm")
    try move(to: 18)
    let letter = try #require(try letters().first { $0.address == "huong@example.vn" })
    let code = try portal.database.read { try Dossiers.rows([id], in: $0)[0].number }
    #expect(letter.subject == "Việc ngày 18/09/2026: 1 mục cần xem")
    for words in [
      "Kính gửi ông/bà Phạm Thị Hương,", "Đến hạn hôm nay: trên bàn của ông/bà: 1", code,
      "https://motcua.example.vn/digest",
    ] { #expect(letter.body.contains(words), "\(words)") }
    #expect(!letter.body.contains("Vi Văn Chậm"))
  }

  @Test(
    "the head is told what is to be answered by the next working day: petitions and directives, no citizen's words"
  )
  func duties() throws {
    let friday = Day(year: 2026, month: 9, day: 18)
    let monday = Day(year: 2026, month: 9, day: 21)
    try portal.database.write { db -> Void in
      for (due, subject) in [(friday, "Bà Lò Thị Kín kêu"), (monday, "Hai"), (monday + 1, "Ba")] {
        _ = try Petitions.submit(
          Petitions.New(
            agency: people.commune, kind: .handling, channel: .counter, petitioner: nil, name: "Lò Thị Kín",
            contact: "", dossier: nil, subject: subject, body: "Chậm", due: due), agencyCode: "H56.38.02",
          by: people.officer,
          at: portal.clock.now, in: db)
      }
      _ = try Directives.issue(
        Directives.New(
          agency: people.district, number: "12/UBND", day: friday - 10, title: "Rà soát hồ sơ trễ",
          body: "Rà soát",
          due: monday,
          units: [
            .init(
              agency: people.commune,
              responsible: Directives.Responsible(leader: "Quý", department: "", person: ""))
          ]), by: people.overseer, at: portal.clock.now, in: db)
    }
    try move(to: friday)
    let digest = try #require(try told(people.chairman))
    #expect(digest.duties.map(\.due) == [friday, monday, monday] && digest.count == 3)
    #expect(
      digest.duties.map(\.kind).sorted { $0.rawValue < $1.rawValue } == [.directive, .petition, .petition])
    #expect(try told(people.leader) == nil && told(people.officer) == nil)
    let letter = try #require(try letters().first { $0.body.contains("phải trả lời: 3") })
    #expect(letter.body.contains("- Văn bản chỉ đạo 12/UBND, Rà soát hồ sơ trễ, hạn 21/09/2026"))
    #expect(!letter.body.contains("Lò Thị") && letter.body.contains("Việc giải quyết hồ sơ, hạn 18/09/2026"))
    let chairman = try Browser(portal, as: people.chairman)
    for url in [Sitemap.digest.url, Sitemap.morning.url(people.commune)] {
      let page = chairman.get(url).text
      #expect(page.contains("Phản ánh, chỉ đạo phải trả lời") && page.contains("Rà soát hồ sơ trễ"), "\(url)")
      #expect(
        !page.contains("Chưa có bản tin nào") && !page.contains("không có việc nào phải nhắc"), "\(url)")
    }
    // A leader watches the unit, but reads no petitions: some may be about him.
    let leader = try Browser(portal, as: people.leader).get(Sitemap.morning.url(people.commune))
    #expect(leader.status == .ok && !leader.text.contains("Phản ánh, chỉ đạo phải trả lời"))
    // What was kept before duties stood in digests is read as it was.
    try portal.database.write { db -> Void in
      try db.execute(
        "UPDATE digests SET body = '{\"parts\":[]}' WHERE person_id = $1", people.chairman.value)
    }
    #expect(try told(people.chairman)?.duties == [])
  }

  @Test("the page shows what was told, day by day, to nobody else")
  func page() throws {
    _ = try portal.dossier(.processing)
    try move(to: 17)
    try move(to: 18)
    let desk = try Browser(portal, as: people.specialist)
    let today = desk.get("/digest")
    #expect(today.text.contains("Đến hạn hôm nay: trên bàn của ông/bà") && today.text.contains("17/09/2026"))
    #expect(desk.get("/digest?day=2026-09-17").text.contains("Đến hạn ngày làm việc tới"))
    #expect(desk.get("/digest?day=2026-09-16").status == .notFound)
    #expect(desk.get("/digest?day=yesterday").status == .notFound)
    #expect(desk.get("/work").status != .notFound)
    #expect(try Browser(portal, as: people.officer).get("/digest?day=2026-09-18").status == .notFound)
    #expect(try Browser(portal, as: people.citizen).get("/digest").status != .ok)
  }

  @Test("locked accounts, accounts without address and demo accounts get no letter")
  func silent() throws {
    _ = try portal.dossier(.processing)
    try portal.database.write { db -> Void in
      try db.execute("UPDATE people SET is_demo = 1 WHERE id = $1", people.specialist.value)
      try db.execute("UPDATE people SET locked_at = 1 WHERE id = $1", people.chairman.value)
    }
    try move(to: 18)
    #expect(try letters().isEmpty && told(people.specialist) != nil && told(people.chairman) == nil)
  }

  // MARK: The outbox

  @Test("a letter is tried again, later each time, then given up, and sent when an administrator says so")
  func retries() throws {
    _ = try portal.dossier(.processing)
    try move(to: 18)
    var waits: [Int64] = []
    let id = try #require(try letters().first?.id)
    while let letter = try letters().first(where: { $0.id == id }) {
      let now = portal.clock.now
      try portal.database.write {
        try Letters.failed(letter, "connection refused", isFinal: false, at: now, in: $0)
      }
      let next = try portal.database.read { try Letters.last(9, in: $0).first { $0.id == id }?.nextAt }
      guard let next else { break }
      waits.append(next.seconds - now.seconds)
      portal.clock.now = next
    }
    #expect(waits == Letters.waits)
    let admin = try Browser(portal, as: people.administrator)
    let page = admin.get("/admin/letters").text
    #expect(page.contains("Không gửi được sau 8 lần") && page.contains("connection refused"))
    #expect(admin.post(Sitemap.sendLetter.url(id)).location?.contains("letter-queued") == true)
    #expect(try letters().contains { $0.id == id })
    try portal.database.write { try Letters.taken(id, at: portal.clock.now, in: $0) }
    #expect(admin.post(Sitemap.sendLetter.url(id)).status == .notFound)
    #expect(admin.get("/admin/letters").text.contains("Đã gửi lúc"))
  }

  @Test("a letter the server refuses for good is not tried again")
  func refused() throws {
    _ = try portal.dossier(.processing)
    try move(to: 18)
    let letter = try #require(try letters().first)
    try portal.database.write {
      try Letters.failed(letter, "no such user", isFinal: true, at: portal.clock.now, in: $0)
    }
    #expect(try !letters().contains { $0.id == letter.id })
  }

  @Test("letters and digests of long ago go")
  func forgotten() throws {
    _ = try portal.dossier(.processing)
    try move(to: 18)
    let id = try #require(try letters().first?.id)
    try portal.database.write { try Letters.taken(id, at: portal.clock.now, in: $0) }
    try move(to: Day(year: 2026, month: 12, day: 20))
    let left = try portal.database.read { try Letters.last(100, in: $0).map(\.id) }
    #expect(!left.contains(id))
    #expect(try portal.database.read { try Digests.days(of: people.specialist, most: 9, in: $0) }.isEmpty)
  }

  // MARK: Lost files

  @Test("a lost file is seen within a round of the folders, by the chairman, until it is there again")
  func lostFile() throws {
    let filing = try Filing(Browser(portal, as: people.citizen))
    _ = filing.fill()
    _ = filing.attach([Browser.Chosen(name: "a.pdf", bytes: Sample.pdf)])
    _ = try filing.submit()
    let id = filing.id
    let files = try portal.database.read { try DossierFiles.files(of: id, in: $0) }
    let file = try #require(files.first)
    let path = portal.site.attachments.path(of: try #require(ContentHash(hex: file.sha256)))
    let bytes = try Data(contentsOf: URL(filePath: path))
    try FileManager.default.removeItem(atPath: path)
    func round() throws {
      for _ in 0..<256 {
        portal.clock.advance(minutes: 1)
        try portal.keepHouse()
      }
    }
    try round()
    let url = Sitemap.damaged.url(people.commune)
    let chairman = try Browser(portal, as: people.chairman)
    #expect(chairman.get(url).text.contains(Sitemap.dossier.url(id)))
    let morning = chairman.get(Sitemap.morning.url(people.commune)).text
    #expect(morning.contains("có tệp bị mất") && morning.contains("Tệp đính kèm bị mất hoặc không đọc được"))
    try bytes.write(to: URL(filePath: path))
    try round()
    #expect(try !Browser(portal, as: people.chairman).get(url).text.contains(Sitemap.dossier.url(id)))
  }
}
