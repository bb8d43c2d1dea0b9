import Foundation
import HTTPServer
import Testing
import Workflow

@testable import Storage
@testable import Web

/// Satisfaction: rated in the account, by the paper's code, at the machine, from a paper form; counted once; published without
/// recognising anybody.
@Suite struct RatingPageTests {
  private let portal: Portal
  private var people: Cast { portal.people }
  private static let days = "from=01/09/2026&to=30/09/2026"

  init() throws { portal = try Portal() }

  private func browser(_ person: KeyPath<Cast, PersonID>) throws -> Browser {
    try Browser(portal, as: people[keyPath: person])
  }

  private func move(to day: Int, month: Int = 9) {
    portal.clock.now = Moment(day: Day(year: 2026, month: month, day: day), minuteOfDay: 600)
  }

  /// Handed over at the counter or in the account.
  private func returned(_ channel: Channel = .online) throws -> DossierID {
    let id = try portal.dossier(.signed, channel: channel)
    let officer = Dossier.Actor(person: people.officer, role: .oneStopOfficer)
    try portal.act(.takeBack, on: id, by: officer)
    try portal.act(
      .returnResult(to: Collector(name: "Lò Thị Mai", identity: "038190000123", relation: .owner)), on: id,
      by: officer)
    return id
  }

  private func rating(of id: DossierID) throws -> Ratings.Stored? {
    try portal.database.read { try Ratings.rating(of: id, in: $0) }
  }

  @Test("in the account: invited when it is over, changed for thirty days, every version kept")
  func account() throws {
    let early = try portal.dossier(.processing, channel: .online)
    let citizen = try browser(\.citizen)
    #expect(!citizen.get("/my-dossiers/\(early)").text.contains("/rate\""))
    #expect(citizen.get("/my-dossiers/\(early)/rate").location == "/my-dossiers/\(early)")
    let id = try returned()
    #expect(citizen.get("/my-dossiers/\(id)").text.contains("/my-dossiers/\(id)/rate"))
    let url = "/my-dossiers/\(id)/rate"
    let fresh = ("version", "0")
    let nothing = citizen.post(url, [fresh, ("level", ""), ("remark", String(repeating: "x", count: 501))])
    #expect(nothing.status == .unprocessableContent && nothing.text.contains("href=\"#level\""))
    #expect(nothing.text.contains("href=\"#remark\"") && nothing.text.contains("xxx"))
    #expect(
      citizen.post(
        url,
        [
          fresh, ("level", "dissatisfied"), ("criterion", "time"), ("criterion", "harassment"),
          ("remark", "Chậm"),
        ]
      )
      .location?.hasSuffix("done=rated") == true)
    #expect(try rating(of: id)?.criteria == [.time, .harassment])
    move(to: 20)
    let again = try browser(\.citizen)
    let form = again.get(url)
    #expect(form.text.contains("Chậm"))
    #expect(again.post(url, [fresh, ("level", "neutral")]).status == .conflict, "the page was out of date")
    let now = ("version", form.fields["version"] ?? "")
    #expect(again.post(url, [now, ("level", "satisfied"), ("criterion", "time")]).status == .seeOther)
    let last = try #require(try rating(of: id))
    #expect(last.level == .satisfied && last.criteria.isEmpty && last.firstAt < last.ratedAt)
    let kept = try portal.database.read { try $0.first("SELECT count(*) FROM ratings") { $0.int(0) } }
    #expect(kept == 2)
    #expect(throws: (any Error).self) {
      try portal.database.write { try $0.execute("UPDATE ratings SET level = 'satisfied'") }
    }
    #expect(throws: (any Error).self) {
      try portal.database.write { try $0.execute("UPDATE ratings SET is_current = 1") }
    }
    move(to: 20, month: 10)
    #expect(try browser(\.citizen).get(url).status == .seeOther)
    #expect(try browser(\.stranger).get(url).status == .notFound)
  }

  @Test("by the paper's code without an account: once, with no name and no number of the dossier")
  func paper() throws {
    let id = try returned(.counter)
    let key = "/deadline/\(portal.paperKey(of: id))"
    let anybody = Browser(portal)
    #expect(anybody.get(key).text.contains("\(key)/rate"))
    let form = anybody.get("\(key)/rate")
    #expect(!form.text.contains("Lò Thị Mai") && !form.text.contains("H56.38.02"))
    #expect(anybody.post("\(key)/rate", [("level", "")]).status == .unprocessableContent)
    #expect(anybody.post("\(key)/rate", [("level", "neutral")]).location == "\(key)?done=rated")
    #expect(anybody.post("\(key)/rate", [("level", "neutral")]).location == "\(key)?done=rated", "sent twice")
    let other = anybody.post("\(key)/rate", [("level", "dissatisfied")])
    #expect(other.status == .unprocessableContent && other.text.contains("đã được đánh giá"))
    #expect(try rating(of: id)?.level == .neutral, "the first counts")
    #expect(!anybody.get(key).text.contains("\(key)/rate"))
    let forged = String(key.dropLast()) + (key.hasSuffix("0") ? "1" : "0")
    #expect(anybody.get("\(forged)/rate").status == .notFound)
    #expect(anybody.post("\(forged)/rate", [("level", "neutral")]).status == .notFound)
  }

  @Test("at the machine: code and last four digits, slowed; what is not over or was rated is told alike")
  func kiosk() throws {
    let id = try returned(.counter)
    let code = try #require(try portal.record(id).code)
    let machine = Browser(portal)
    _ = machine.get("/rate")
    let good = [("code", code), ("digits", "0123"), ("level", "satisfied")]
    for (field, value) in [("code", "H56.38.02-1"), ("digits", "9999"), ("digits", ""), ("level", "x")] {
      let answer = machine.post("/rate", good.map { $0.0 == field ? (field, value) : $0 })
      #expect(answer.status == .unprocessableContent && !answer.text.contains("Lò Thị Mai"), "\(field)")
    }
    let open = try #require(try portal.record(portal.dossier(.processing)).code)
    #expect(machine.post("/rate", [("code", open)] + good.dropFirst()).text.contains("chưa trả kết quả"))
    #expect(
      machine.post("/rate", good.map { ($0.0, $0.0 == "digits" ? "5678" : $0.1) }).location
        == "/rate?done=rated")
    #expect(try rating(of: id)?.channel == .kiosk)
    #expect(machine.post("/rate", good).text.contains("đã được đánh giá"))
    var last = machine.get("/rate")
    for other in 0..<20 { last = machine.post("/rate", [("code", "H56.38.02-x\(other)")] + good.dropFirst()) }
    #expect(last.status == .tooManyRequests && last.text.contains("từ địa chỉ mạng này"))
  }

  @Test("the digits of one dossier are slowed from wherever they come, and those of others are not")
  func kioskDigits() throws {
    let id = try returned(.counter)
    let code = try #require(try portal.record(id).code)
    func tried(_ code: String, _ digits: String) -> Response {
      let somebody = Browser(portal)
      _ = somebody.get("/rate")
      return somebody.post("/rate", [("code", code), ("digits", digits), ("level", "satisfied")])
    }
    // Less than what one address may do.
    for wrong in 0..<10 {
      #expect(tried(code, "000\(wrong)").status == .unprocessableContent)
    }
    let slowed = tried(code, "0123")
    #expect(slowed.status == .tooManyRequests && slowed.text.contains("đã được thử nhiều lần"))
    #expect(slowed.headers["Retry-After"] == "600")
    #expect(try rating(of: id) == nil, "not looked at, though right")
    let other = try #require(try portal.record(returned(.counter)).code)
    #expect(tried(other, "0123").location == "/rate?done=rated")
    portal.clock.now = Moment(seconds: portal.clock.now.seconds + 600)
    #expect(tried(code, "0123").location == "/rate?done=rated")
  }

  @Test("from a paper form by an officer of its counter, counted apart; nobody else of the staff")
  func keyed() throws {
    let id = try returned(.counter)
    #expect(try browser(\.officer).get("/dossiers/\(id)").text.contains("Nhập phiếu đánh giá"))
    #expect(try browser(\.specialist).get("/dossiers/\(id)/rate").status == .forbidden)
    let elsewhere = try Browser(portal, as: portal.hired(.oneStopOfficer, at: portal.neighbour().commune))
    #expect(elsewhere.post("/dossiers/\(id)/rate", [("level", "satisfied")]).status == .notFound)
    #expect(try browser(\.officer).post("/dossiers/\(id)/rate", [("level", "satisfied")]).status == .seeOther)
    #expect(try rating(of: id)?.channel == .counter)
    #expect(try browser(\.officer).get("/dossiers/\(id)/rate").status == .seeOther, "once")
  }

  @Test("every number is its list; published without remarks, and not of few")
  func report() throws {
    let levels: [(String, String)] = [
      ("satisfied", ""), ("satisfied", ""), ("neutral", ""), ("dissatisfied", "harassment"),
      ("satisfied", ""),
    ]
    for (place, level) in levels.enumerated() {
      let id = try returned()
      let fields =
        [("version", "0"), ("level", level.0), ("remark", "Ý kiến số \(place)")]
        + (level.1.isEmpty ? [] : [("criterion", level.1)])
      _ = try browser(\.citizen).post("/my-dossiers/\(id)/rate", fields)
      if place == 3 {
        #expect(!Browser(portal).get("/ratings").text.contains("Ý kiến"))
      }
    }
    let expected: [Ratings.Number: Int] = [
      .rated: 5, .satisfied: 3, .neutral: 1, .dissatisfied: 1, .harassment: 1, .channel(.account): 5,
    ]
    let text = try browser(\.chairman).get("/reports/ratings?\(Self.days)").text
    #expect(text.contains("60 %"))
    #expect(Set(Ratings.Number.allCases.map(\.rawValue)).count == 18, "no two are asked for by one name")
    for number in Ratings.Number.allCases {
      let list = try browser(\.chairman).get("/reports/ratings/list?\(Self.days)&number=\(number.rawValue)")
      #expect(
        list.text.components(separatedBy: "<tr data-href").count - 1 == expected[number, default: 0],
        "\(number)")
      let cell = "number=\(number.rawValue)&amp;"
      #expect(
        text.contains(cell) == (expected[number] != nil), "the report links what is there: \(number)")
    }
    #expect(
      try browser(\.chairman).get("/reports/ratings/list?\(Self.days)&number=dissatisfied").text.contains(
        "Ý kiến số 3"))
    #expect(try browser(\.chairman).get("/reports/ratings/xlsx?\(Self.days)").status == .ok)
    let neighbour = try portal.neighbour().commune
    for url in ["/reports/ratings", "/reports/ratings/list", "/reports/ratings/xlsx"] {
      #expect(try browser(\.chairman).get("\(url)?agency=\(neighbour)&number=rated").status == .notFound)
      #expect(try browser(\.officer).get(url).status == .forbidden)
    }
    #expect(
      Browser(portal).get("/ratings").text.contains("chưa đủ lượt đánh giá"), "the quarter before has none")
    move(to: 20, month: 9)
    let open = Browser(portal).get("/ratings").text
    #expect(open.contains("60 %") && !open.contains("Ý kiến"))
    #expect(
      Browser(portal).get("/ratings?period=x").status == .ok
        && Browser(portal).get("/ratings?period=week").status == .notFound)
  }

  @Test("few people's numbers stand nowhere: not of their unit, not in a sum, not by what they named")
  func few() throws {
    let neighbour = try portal.neighbour().commune
    let mine = try #require(portal.database.read { try Reference.read($0, version: 1).publications.first })
    try portal.database.write {
      try Agencies.publish(
        Reference.Publication(
          agency: neighbour, code: mine.code, decisionNumber: "1/QĐ-UBND", decisionDay: "2020-08-05",
          responsible: "", days: mine.days), in: $0)
    }
    let home = try portal.record(portal.dossier(.processing)).dossier.agency
    func rate(_ agency: AgencyID, _ count: Int, _ level: Rating.Level, _ criteria: Set<Rating.Criterion>)
      throws
    {
      for _ in 0..<count {
        let id = try portal.dossier(.processing)
        try portal.database.write {
          try Ratings.rate(
            Ratings.New(
              dossier: id, agency: agency, level: level, criteria: criteria, remark: "Ý kiến", channel: .kiosk
            ),
            at: portal.clock.now, in: $0)
        }
      }
    }
    try rate(home, 4, .dissatisfied, [.time, .cost])
    try rate(home, 1, .neutral, [.time])
    try rate(neighbour, 4, .dissatisfied, [.time, .online])
    move(to: 20)
    let page = Browser(portal).get("/ratings").text
    #expect(page.contains("Hài lòng 0, Bình thường 1, Không hài lòng 4\""), "the chart leaves out who is few")
    #expect(page.contains("Thời gian giải quyết: <b>5</b>"))
    #expect(!page.contains("Chi phí phải trả") && !page.contains("Dịch vụ trực tuyến khó dùng"))
    #expect(!page.contains("Ý kiến") && page.contains("chưa đủ lượt đánh giá"))
    try rate(neighbour, 1, .satisfied, [])
    #expect(Browser(portal).get("/ratings").text == page, "a quarter that is over is worked out now and then")
  }
}
