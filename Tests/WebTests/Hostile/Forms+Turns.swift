import HTTPServer
import Workflow

@testable import Storage
@testable import Web

extension Forms {
  /// Every turn off the straight way: the page of its verb.
  static let turns: [SurveyedForm] = [
    turn(.takeOver, by: \.specialist, [:]) { try $0.forwarded() },
    turn(.handBack, by: \.specialist, ["why": "Không thuộc lĩnh vực"]) { try $0.processing() },
    turn(.sendBack, by: \.leader, ["why": "Thiếu căn cứ"]) { try $0.portal.dossier(.awaitingSignOff) },
    turn(.exceptResult, by: \.leader, ["why": "Bản giấy khổ A0"]) { try $0.portal.dossier(.signed) },
    turn(.refuse, by: \.officer, ["code": "not-competent", "why": "Thuộc xã khác"]) {
      try $0.portal.dossier(.submitted, channel: .online)
    },
    turn(.proposeStop, by: \.specialist, ["code": "not-completed", "why": "Không bổ sung"]) {
      try $0.processing()
    },
    turn(.stop, by: \.leader, ["code": "not-completed", "why": "Không bổ sung"]) { world in
      let propose = Action.proposeStop(.notCompleted, why: "Không bổ sung", to: world.people.leader)
      return try world.processing((propose, world.specialist))
    },
    turn(.withdraw, by: \.officer, ["why": "Đơn ngày 08/09/2026"]) { try $0.processing() },
    turn(
      .returnPapers, by: \.officer, ["name": "Lò Thị Mai", "identity": "038190000123", "relation": "owner"]
    ) {
      try $0.processing((.withdraw(reason: "Đơn"), $0.officer))
    },
    turn(.demandPayment, by: \.officer, ["amount": "8.000", "why": "Lệ phí hộ tịch"]) { try $0.processing() },
    turn(.recordPayment, by: \.officer, ["receipt": "BL-12"]) {
      try $0.processing((.demandPayment(amount: 8_000, why: "Lệ phí"), $0.officer))
    },
    turn(.allowSupplement, by: \.leader, ["why": "Giấy tờ giả"]) { world in
      world.morning(of: 8)
      let id = try world.processing()
      world.morning(of: 14)
      return id
    },
    turn(
      .draftApology, by: \.specialist,
      ["code": "verification", "why": "Chờ công an xã", "newDate": "23/09/2026"]
    ) {
      try late($0)
    },
    turn(.apologise, by: \.leader, [:]) { world in
      let id = try late(world)
      let new = Moment(day: Day(year: 2026, month: 9, day: 23), minuteOfDay: 17 * 60)
      try world.portal.act(
        .draftApology(.verification, why: "Chờ công an xã", newDate: new), on: id, by: world.specialist)
      return id
    },
    turn(
      .verify, by: \.specialist,
      [
        "day": "08/09/2026", "time": "08:45", "place": "Thôn Vân Tiến", "participants": "Trưởng thôn",
        "content": "Đang cư trú",
      ]
    ) { world in
      world.portal.clock.now = Moment(day: Day(year: 2026, month: 9, day: 8), minuteOfDay: 8 * 60)
      let id = try world.processing()
      world.morning(of: 8)
      return id
    }.with { $0.tellers = ["time": "day"] },
    turn(.extend, by: \.specialist, ["extension": "xa", "why": "Cách trung tâm 60 km"]) { world in
      try world.portal.dossier(
        .processing,
        revised: {
          $0.times = [ProcessingTime(legal: .workingDays(3))]
          $0.extensions = [Extension(id: "xa", name: "Xã vùng xa", time: .workingDays(5))]
        })
    },
    turn(.recordNotice, by: \.officer, ["notice": "received", "channel": "phone", "reference": "0912345678"])
    {
      try $0.processing()
    },
    turn(
      .openStage, by: \.specialist,
      ["kind": "consultation", "task": "Xác nhận nơi ở", "limitAmount": "2", "limitUnit": "wd"],
      { ["agency": try $0.neighbour.get().commune.description] }
    ) { try $0.processing() }.with { $0.tellers = ["limitUnit": "limitAmount"] },
    partner(.takeStage, [:]),
    partner(.answerStage, ["answer": "Có cư trú từ năm 2019"]).with { $0.unseen = ["answer"] },
    turn(.reportStage, by: \.specialist, ["stage": "1"]) { world in
      world.morning(of: 8)
      let id = try world.asked()
      world.morning(of: 15)
      return id
    },
    turn(.closeStage, by: \.specialist, ["stage": "1", "why": "Đã tra cứu được"]) { try $0.asked() },
    turn(.reassign, by: \.leader, ["why": "Đi học"], { ["to": try $0.deputy.get().description] }) { world in
      _ = try world.deputy.get()
      return try world.processing()
    },
    turn(.decideAtDesk, by: \.officer, ["delegation": "05/QĐ-UBND", "number": "12/TLKS"]) {
      try delegated($0)
    },
    turn(
      .backdate, by: \.chairman,
      ["milestone": "receipt", "day": "07/09/2026", "time": "15:10", "why": "Mất điện"]
    ) {
      try $0.portal.dossier(.received)
    }.with { $0.tellers = ["time": "day"] },
    turn(
      .correct, by: \.officer,
      [
        "ownerName": "Lò Thị Lan", "address": "Thôn Vân Tiến", "why": "Gõ nhầm", "copies": "2",
        "submitterName": "Lương Văn Tình", "submitterIdentity": "038190009999",
      ]
    ) { try $0.portal.dossier(.received) },
  ]

  private static func turn(
    _ verb: Verb, by person: @escaping @Sendable (Cast) -> PersonID, _ good: [String: String],
    _ more: @escaping @Sendable (World) throws -> [String: String] = { _ in [:] },
    _ dossier: @escaping @Sendable (World) throws -> DossierID
  ) -> SurveyedForm {
    SurveyedForm(Sitemap.turn(verb).pattern) { world in
      let id = try dossier(world)
      return try world.place(
        person, Sitemap.turn(verb).url(id), good.merging(more(world)) { $1 }, shown: [Sitemap.dossier.url(id)]
      )
    }
  }

  /// A turn of the agency that was asked.
  private static func partner(_ verb: Verb, _ good: [String: String]) -> SurveyedForm {
    SurveyedForm(Sitemap.turn(verb).pattern) { world in
      let id = try world.asked()
      let browser = try Browser(world.portal, as: world.neighbour.get().specialist)
      return Place(
        browser: browser, page: Sitemap.turn(verb).url(id), action: Sitemap.turn(verb).url(id),
        good: good.merging(["stage": "1"]) { $1 }, shown: [Sitemap.partnerWork.url + "?tab=done"])
    }
  }

  /// A dossier two days before its appointment.
  private static func late(_ world: World) throws -> DossierID {
    world.morning(of: 8)
    let id = try world.processing()
    world.morning(of: 16)
    return id
  }

  /// A dossier that the desk officer may decide by delegation.
  private static func delegated(_ world: World) throws -> DossierID {
    let id = try world.portal.dossier(.received, revised: { $0.isDelegable = true })
    let kept = DossierFiles.Kept(
      sha256: String(repeating: "cd", count: 32), size: 40, kind: .pdf, filename: "ban-sao.pdf")
    try world.portal.database.write { db -> Void in
      try DossierFiles.add(
        kept, to: id, paper: nil, by: world.officer, at: world.portal.clock.now,
        reference: try Reference.read(db, version: 0), in: db)
      guard try Delegations.register(of: world.people.commune, in: db).isEmpty else { return }
      let days = Day(year: 2026, month: 9, day: 1)...Day(year: 2026, month: 12, day: 31)
      try Delegations.grant(
        Delegations.New(
          agency: world.people.commune, person: world.people.officer, scope: .field("ho-tich"),
          decisionNumber: "05/QĐ-UBND", days: days), by: world.people.leader, at: world.portal.clock.now,
        in: db)
    }
    return id
  }
}
