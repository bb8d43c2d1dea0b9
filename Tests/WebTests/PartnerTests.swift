import HTTPServer
import Testing
import Workflow

@testable import Storage
@testable import Web

/// Arts 19.5–19.7: other agencies take part; one dossier, one number, counted once, each agency with its own clock.
@Suite struct PartnerTests {
  private let portal: Portal
  private let neighbour: Neighbour
  private let id: DossierID

  init() throws {
    portal = try Portal()
    neighbour = try portal.neighbour()
    id = try portal.dossier(.processing)
  }

  private func order(
    _ changed: [String: String] = [:], to agency: AgencyID? = nil
  ) throws -> Response {
    let fields = [
      "kind": "consultation", "agency": (agency ?? neighbour.commune).description, "task": "Xác nhận nơi ở",
      "limitAmount": "2", "limitUnit": "wd",
    ].merging(changed) { $1 }
    return try portal.post(
      .openStage, fields.map { ($0.key, $0.value) }, on: id, by: portal.people.specialist)
  }

  private func answer(
    _ stage: Int = 1, code: String = "", by person: PersonID? = nil, once: String? = nil
  ) throws -> Response {
    let keys = once.map { [("once", $0)] } ?? []
    return try portal.post(
      .answerStage,
      [("stage", String(stage)), ("answer", "Có cư trú từ năm 2019"), ("resultCode", code)] + keys, on: id,
      by: person ?? neighbour.specialist)
  }

  private var stages: [Stage] { get throws { try portal.record(id).dossier.turns.stages } }

  private func page(_ url: String, _ person: PersonID) throws -> Response {
    try Browser(portal, as: person).get(url)
  }

  @Test("art 19.5: asked with content and deadline, answered and recorded")
  func consultation() throws {
    #expect(try page(Sitemap.dossier.url(id), neighbour.specialist).status == .notFound)
    #expect(try order().location?.hasSuffix("done=stage-opened") == true)
    let due = try #require(try stages.first?.due)
    #expect(due == Moment(iso: "2026-09-10T17:00"))
    let inbox = try page(Sitemap.partnerWork.url, neighbour.specialist).text
    #expect(inbox.contains("Xác nhận nơi ở") && inbox.contains("UBND xã Cát Vân"))
    #expect(inbox.contains("Còn 2 ngày làm việc") && inbox.contains("17 giờ 00, 10/09/2026"))
    #expect(
      try portal.post(.takeStage, [("stage", "1")], on: id, by: neighbour.specialist).status == .seeOther)
    #expect(try stages.first?.holder == neighbour.specialist)
    #expect(try answer(code: "KQ.G15.000038").location == "/partner-work?done=stage-answered")
    let dossier = try page(Sitemap.dossier.url(id), portal.people.specialist).text
    #expect(dossier.contains("Có cư trú từ năm 2019") && dossier.contains("class=\"code\">KQ.G15.000038"))
    #expect(try page(Sitemap.dossier.url(id), neighbour.specialist).status == .notFound)
    #expect(try !page(Sitemap.partnerWork.url, neighbour.specialist).text.contains("Xác nhận nơi ở"))
  }

  @Test("a partner sees the dossier, and nothing to do but his part")
  func onlyItsPart() throws {
    _ = try order()
    let dossier = try page(Sitemap.dossier.url(id), neighbour.specialist)
    #expect(dossier.status == .ok && dossier.text.contains("Lò Thị Mai"))
    let allowed: Set<Verb> = [.answerStage, .takeStage, .attachResult, .note]
    for verb in Verb.allCases {
      #expect(
        dossier.text.contains("\"\(Sitemap.turn(verb).url(id))") == allowed.contains(verb), "\(verb)")
    }
    let refused = try portal.post(
      .submitForSignOff, [("to", neighbour.leader.description)], on: id, by: neighbour.specialist)
    #expect(refused.status == .unprocessableContent || refused.status == .conflict)
    #expect(try portal.record(id).dossier.state == .processing)
  }

  @Test("one dossier is counted once, where it was received")
  func countedOnce() throws {
    _ = try order()
    let counts = try portal.database.read { db in
      try [portal.people.commune, neighbour.commune].map {
        try Dossiers.overview(of: $0, now: portal.clock.now, in: db).solving
      }
    }
    #expect(counts == [1, 0])
    #expect(try page(Sitemap.overview.url, neighbour.chairman).text.contains("<b>0</b>hồ sơ đang giải quyết"))
  }

  @Test("art 19.6: two agencies in parallel; nothing is signed while one is open")
  func parallel() throws {
    let department = try portal.database.write { db in
      let day = Day(year: 2020, month: 1, day: 1)
      let agency = try Agencies.create(
        Agencies.Facts(
          parent: portal.people.district, kind: .department, name: "Phòng Tư pháp", shortName: "Tư pháp",
          code: "H56.38.31", effectiveFrom: day, officialFrom: day, regime: .decree61, contact: Contact()),
        by: nil, at: portal.clock.now, in: db)
      let person = try People.create(
        People.New(kind: .staff, login: "tuphap", password: "x", name: "Lê Tư Pháp"), at: portal.clock.now,
        in: db)
      try People.grant(
        Grant(role: .specialist, agency: agency), to: person, by: nil, at: portal.clock.now, in: db)
      return (agency, person)
    }
    _ = try order(["kind": "parallel"])
    _ = try order(["kind": "parallel", "limitAmount": "5", "task": "Tra sổ hộ tịch"], to: department.0)
    #expect(try stages.map(\.due) == [Moment(iso: "2026-09-10T17:00"), Moment(iso: "2026-09-15T17:00")])
    #expect(try !page(Sitemap.partnerWork.url, department.1).text.contains("Xác nhận nơi ở"))
    try portal.attachResult(to: id)
    let submit = { () throws -> Response in
      try portal.post(
        .submitForSignOff, [("outcome", "granted"), ("to", portal.people.leader.description)], on: id,
        by: portal.people.specialist)
    }
    #expect(try answer().status == .seeOther)
    #expect(try submit().status == .conflict)
    #expect(try answer(1, by: department.1).status == .unprocessableContent)
    #expect(try answer(2, by: department.1).status == .seeOther)
    #expect(try submit().status == .seeOther)
    let slips = try portal.database.read { try Slips.slips(of: id, in: $0) }
    #expect(slips.map(\.kind) == [.receipt, .transfer, .transfer])
  }

  @Test("art 19.7: several results come back, each with its code")
  func results() throws {
    _ = try order(["kind": "higher-level"])
    let partner = try Browser(portal, as: neighbour.specialist)
    let version = String(try portal.record(id).dossier.version)
    let sent = partner.upload(
      Sitemap.attachResult.url(id), [Browser.Chosen(name: "ket-qua.pdf", bytes: Sample.pdf)],
      [("code", "KQ.G15.000038"), ("version", version)])
    #expect(sent.status == .seeOther)
    let files = try portal.database.read { try DossierFiles.files(of: id, in: $0) }
    #expect(files.map(\.code) == ["KQ.G15.000038"])
    #expect(
      try page(Sitemap.dossier.url(id), portal.people.specialist).text.contains("Mã kết quả KQ.G15.000038"))
    #expect(try portal.record(id).dossier.isMaker(neighbour.specialist))
  }

  @Test("art 19.5: when it is overdue the head of Một cửa is told")
  func overdue() throws {
    _ = try order()
    let report = { () throws -> Response in
      try portal.post(.reportStage, [("stage", "1")], on: id, by: portal.people.specialist)
    }
    #expect(try report().status == .unprocessableContent)
    portal.clock.now = Moment(day: portal.clock.now.day + 3, minuteOfDay: 600)
    #expect(
      try page(Sitemap.dossier.url(id), portal.people.specialist).text.contains(
        Sitemap.turn(.reportStage).url(id)))
    #expect(try report().status == .seeOther)
    let sent = try page(Sitemap.partnerWork.url + "?tab=sent", portal.people.officer).text
    #expect(sent.contains("Đã báo chậm") && sent.contains("Quá hạn 1 ngày làm việc"))
    #expect(sent.contains("UBND xã Thanh Xuân"))
  }

  @Test("closing without an answer needs a reason")
  func closing() throws {
    _ = try order()
    let close = { (why: String) in
      try portal.post(.closeStage, [("stage", "1"), ("why", why)], on: id, by: portal.people.specialist)
    }
    #expect(try close("").status == .unprocessableContent)
    #expect(try close("Đã có kết quả tra cứu").status == .seeOther)
    #expect(try stages.first?.isOpen == false)
  }

  @Test("decision 18: the answer sent again leads where the first one led")
  func repeated() throws {
    _ = try order()
    let (once, version) = (Secrets.token(), String(try portal.record(id).dossier.version))
    let browser = try Browser(portal, as: neighbour.specialist)
    let form = [("stage", "1"), ("answer", "Có"), ("version", version), ("once", once)]
    let answers = (0..<2).map { _ in browser.post(Sitemap.turn(.answerStage).url(id), form) }
    #expect(answers.map(\.location) == Array(repeating: "/partner-work?done=stage-answered", count: 2))
    #expect(browser.post(Sitemap.turn(.answerStage).url(id), [("stage", "1")]).status == .notFound)
  }

  @Test(
    "an order names an agency that has somebody, a task and a time",
    arguments: [
      ["kind": "friendly"], ["agency": ""], ["agency": "2"], ["agency": "999"], ["task": " "],
      ["limitAmount": "0"], ["limitAmount": "nhiều"], ["limitUnit": ""],
    ])
  func unsoundOrders(_ changed: [String: String]) throws {
    #expect(try order(changed).status == .unprocessableContent)
    #expect(try stages.isEmpty)
  }
}
