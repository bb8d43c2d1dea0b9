import HTTPServer
import Testing
import Workflow

@testable import Storage
@testable import Web

/// Deputies, abandoned desks, and the desk officer who decides by delegation (arts 12.8, 17.4, 17.5).
@Suite struct DeskTests {
  private let portal: Portal

  init() throws { portal = try Portal() }

  private func page(_ url: String, _ person: KeyPath<Cast, PersonID>) throws -> Response {
    try Browser(portal, as: portal.people[keyPath: person]).get(url)
  }

  private func processor(_ id: DossierID) throws -> PersonID? { try portal.record(id).dossier.processor }

  private func reassign(_ id: DossierID, to person: PersonID, why: String = "Đi học") throws -> Response {
    try portal.post(
      .reassign, [("to", person.description), ("why", why)], on: id, by: portal.people.leader)
  }

  // MARK: One dossier

  @Test("art 12.8: a leader hands a dossier to somebody of the same role, unit and field")
  func reassigns() throws {
    let deputy = try portal.hired(.specialist, at: portal.people.commune)
    let neighbour = try portal.neighbour().specialist
    let id = try portal.dossier(.processing)
    for other in [neighbour, portal.people.officer, portal.people.specialist] {
      #expect(try reassign(id, to: other).status == .unprocessableContent)
    }
    #expect(try reassign(id, to: deputy, why: "").status == .unprocessableContent)
    #expect(try reassign(id, to: deputy).status == .seeOther)
    #expect(try processor(id) == deputy)
    let line = try portal.journal(id).last
    #expect(line?.entry.toPerson == deputy && line?.entry.reason == "Đi học")
  }

  @Test("decision 3: nobody who worked on it gets it to sign")
  func notToItsMaker() throws {
    try portal.grant(.leader, at: portal.people.commune, to: portal.people.specialist)
    let other = try portal.hired(.leader, at: portal.people.commune)
    let id = try portal.dossier(.awaitingSignOff)
    #expect(try reassign(id, to: portal.people.specialist).status == .unprocessableContent)
    #expect(try reassign(id, to: other).status == .seeOther)
    #expect(try portal.record(id).dossier.signer == other)
  }

  // MARK: A sheet of them

  private struct Sheet {
    let ids: [DossierID]
    let deputies: [PersonID]
  }

  private func sheet() throws -> Sheet {
    let first = try portal.hired(.specialist, at: portal.people.commune)
    let second = try portal.database.write { db in
      let id = try People.create(
        People.New(kind: .staff, login: "thu.hai", password: "x", name: "Người thứ hai"),
        at: portal.clock.now,
        in: db)
      try People.grant(
        Grant(role: .specialist, agency: portal.people.commune), to: id, by: nil, at: portal.clock.now, in: db
      )
      return id
    }
    let ids = try (0..<3).map { try portal.dossier(.processing, owner: "Vi Văn \($0)") }
    return Sheet(ids: ids, deputies: [first, second])
  }

  private func handOver(
    _ ids: [DossierID], _ fields: [(String, String)], by person: PersonID? = nil, once: String? = nil
  ) throws -> Response {
    let tickets = try ids.map { ("dossier", "\($0).\(try portal.record($0).dossier.version)") }
    return try Browser(portal, as: person ?? portal.people.chairman).post(
      Sitemap.absence.url(portal.people.specialist), tickets + fields + (once.map { [("once", $0)] } ?? []))
  }

  @Test("every open dossier of an absent person in one sheet: a deputy for all, another for one, one left")
  func absence() throws {
    let sheet = try sheet()
    let text = try page(Sitemap.absence.url(portal.people.specialist), \.chairman).text
    for owner in 0..<3 { #expect(text.contains("Vi Văn \(owner)")) }
    let once = Secrets.token()
    let form = [
      ("everybody", sheet.deputies[0].description), ("why", "Nghỉ thai sản"),
      ("to.\(sheet.ids[1])", sheet.deputies[1].description), ("to.\(sheet.ids[2])", "nobody"),
    ]
    let answer = try handOver(sheet.ids, form, once: once)
    #expect(answer.location == Confirmation.reassigned.address(Sitemap.absence.url(portal.people.specialist)))
    #expect(
      try sheet.ids.map(processor) == [sheet.deputies[0], sheet.deputies[1], portal.people.specialist])
    #expect(
      try portal.database.read { try Journal.lines(of: sheet.ids[0], in: $0) }.last?.entry.reason
        == "Nghỉ thai sản")
  }

  @Test("a sheet needs a reason and somebody")
  func incompleteSheet() throws {
    let sheet = try sheet()
    let deputy = sheet.deputies[0].description
    #expect(try handOver(sheet.ids, [("everybody", deputy)]).status == .unprocessableContent)
    #expect(try handOver(sheet.ids, [("why", "Ốm")]).status == .unprocessableContent)
    let wrong = portal.people.officer.description
    #expect(try handOver(sheet.ids, [("everybody", wrong), ("why", "Ốm")]).status == .unprocessableContent)
    #expect(try sheet.ids.map(processor) == Array(repeating: portal.people.specialist, count: 3))
  }

  @Test("what was changed meanwhile is reported by row and stops nothing else")
  func changedMeanwhile() throws {
    let sheet = try sheet()
    let old = ("dossier", "\(sheet.ids[0]).0")
    let fields = [("everybody", sheet.deputies[0].description), ("why", "Ốm"), old]
    let answer = try handOver(Array(sheet.ids.dropFirst()), fields)
    #expect(answer.location == "/desks/\(portal.people.specialist)?failed=\(sheet.ids[0])")
    #expect(try page(answer.location ?? "", \.chairman).text.contains("chưa giao được"))
    #expect(try processor(sheet.ids[0]) == portal.people.specialist)
    #expect(try processor(sheet.ids[2]) == sheet.deputies[0])
  }

  @Test("nobody else hands desks over")
  func rights() throws {
    let sheet = try sheet()
    let fields = [("everybody", sheet.deputies[0].description), ("why", "Ốm")]
    #expect(try handOver(sheet.ids, fields, by: portal.neighbour().chairman).status == .notFound)
    #expect(try handOver(sheet.ids, fields, by: portal.people.officer).status == .forbidden)
    #expect(try page(Sitemap.absence.url(portal.people.citizen), \.chairman).status == .notFound)
    #expect(try page(Sitemap.absence.url(portal.people.overseer), \.leader).status == .notFound)
  }

  // MARK: Abandoned desks

  private func orphans() throws -> Int {
    try portal.database.read { try Desks.orphanCount(at: portal.people.commune, in: $0) }
  }

  @Test("an open dossier on a locked account's desk is listed and counted for leader and chairman")
  func locked() throws {
    let deputy = try portal.hired(.specialist, at: portal.people.commune)
    let id = try portal.dossier(.processing)
    #expect(try orphans() == 0)
    try portal.database.write {
      try People.setLocked(true, portal.people.specialist, by: nil, at: portal.clock.now, in: $0)
    }
    let url = Sitemap.orphans.url(portal.people.commune)
    #expect(try page(Sitemap.overview.url, \.chairman).text.contains("href=\"\(url)\"><b>1</b>"))
    for person in [\Cast.leader, \Cast.chairman] {
      #expect(try page(url, person).text.contains(Sitemap.dossier.url(id)))
      let desks = try page(Sitemap.desks.url(portal.people.commune), person).text
      #expect(
        desks.contains("Tài khoản đã khóa") && desks.contains(Sitemap.absence.url(portal.people.specialist)))
    }
    #expect(try reassign(id, to: deputy).status == .seeOther)
    #expect(try orphans() == 0)
  }

  @Test(
    "so is one on the desk of a person whose role was taken, or limited to another field",
    arguments: [true, false])
  func withoutRole(_ isElsewhere: Bool) throws {
    _ = try portal.dossier(.processing)
    try portal.database.write { db in
      let held = try #require(try People.heldGrants(of: portal.people.specialist, in: db).first)
      try People.revoke(held, by: portal.people.administrator, at: portal.clock.now, in: db)
      guard isElsewhere else { return }
      try People.grant(
        Grant(role: .specialist, agency: portal.people.commune, fields: ["dat-dai"]),
        to: portal.people.specialist, by: nil, at: portal.clock.now, in: db)
    }
    #expect(try orphans() == 1)
  }

  @Test("a dossier to sign is nobody's when its leader has gone")
  func leaderGone() throws {
    _ = try portal.dossier(.awaitingSignOff)
    try portal.database.write {
      try People.setLocked(true, portal.people.leader, by: nil, at: portal.clock.now, in: $0)
    }
    #expect(try orphans() == 1)
  }

  @Test("who locks an account is told what lies on its desks")
  func lockingIsTold() throws {
    _ = try portal.dossier(.processing)
    let text = try page(Sitemap.person.url(portal.people.specialist), \.administrator).text
    #expect(text.contains("còn hồ sơ đang mở: <b>1</b>"))
  }

  // MARK: Decided at the desk

  private func delegable() throws -> DossierID {
    let id = try portal.dossier(.received, revised: { $0.isDelegable = true })
    try portal.database.write { db in
      let kept = DossierFiles.Kept(
        sha256: String(repeating: "cd", count: 32), size: 40, kind: .pdf, filename: "ban-sao.pdf")
      try DossierFiles.add(
        kept, to: id, paper: nil, by: Dossier.Actor(person: portal.people.officer, role: .oneStopOfficer),
        at: portal.clock.now, reference: try Reference.read(db, version: 0), in: db)
    }
    return id
  }

  private func delegate(
    _ changed: [String: String] = [:], by person: PersonID? = nil
  ) throws -> Response {
    let fields = [
      "person": portal.people.officer.description, "scope": "field:ho-tich", "decision": "05/QĐ-UBND",
      "from": "01/09/2026", "to": "31/12/2026",
    ].merging(changed) { $1 }
    return try Browser(portal, as: person ?? portal.people.leader).post(
      Sitemap.delegations.url(portal.people.commune), fields.map { ($0.key, $0.value) })
  }

  private func decide(_ id: DossierID, _ decision: String = "05/QĐ-UBND") throws -> Response {
    try portal.post(
      .decideAtDesk, [("delegation", decision), ("number", "12/TLKS")], on: id, by: portal.people.officer)
  }

  @Test(
    "arts 17.4, 17.5: a named delegation that holds lets the desk officer decide; the result is returned at once"
  )
  func decides() throws {
    let id = try delegable()
    let link = Sitemap.turn(.decideAtDesk).url(id)
    #expect(try !page(Sitemap.dossier.url(id), \.officer).text.contains(link))
    #expect(try decide(id).status == .unprocessableContent)
    #expect(try delegate().location?.hasSuffix("done=delegated") == true)
    #expect(try page(Sitemap.dossier.url(id), \.officer).text.contains(link))
    #expect(try decide(id).location == Confirmation.decidedAtDesk.address(Sitemap.returnResult.url(id)))
    let record = try portal.record(id)
    #expect(record.dossier.state == .atCounter && record.dossier.turns.delegation == "05/QĐ-UBND")
    #expect(record.resultNumber == "12/TLKS" && record.dossier.finishedAt == portal.clock.now)
    let register = try page(Sitemap.delegations.url(portal.people.commune), \.chairman).text
    #expect(register.contains("Hà Thị Nga") && register.contains("Lê Văn Bình"))
  }

  @Test(
    "a delegation of others, of another time or for something else is none",
    arguments: [
      ["person": "hired"], ["from": "01/10/2026"], ["scope": "code:1.001193"], ["decision": "06/QĐ-UBND"],
    ])
  func otherDelegations(_ changed: [String: String]) throws {
    let id = try delegable()
    var changed = changed
    if changed["person"] != nil {
      changed["person"] = try portal.hired(.oneStopOfficer, at: portal.people.commune).description
    }
    #expect(try delegate(changed).status == .seeOther)
    #expect(try decide(id).status == .unprocessableContent)
    #expect(throws: Refusal.notDelegated) {
      try portal.act(
        .decideAtDesk(delegation: "05/QĐ-UBND", number: ""), on: id,
        by: Dossier.Actor(person: portal.people.officer, role: .oneStopOfficer))
    }
  }

  @Test("one that was taken back is none")
  func takenBack() throws {
    let id = try delegable()
    _ = try delegate()
    let end = try Browser(portal, as: portal.people.chairman).post(
      Sitemap.endDelegation.url(portal.people.commune, 1))
    #expect(end.location?.hasSuffix("done=delegation-ended") == true)
    #expect(try decide(id).status == .unprocessableContent)
  }

  @Test(
    "a delegation is a numbered decision for an officer, a scope and a time",
    arguments: [
      ["person": ""], ["person": "1000"], ["scope": ""], ["scope": "field:khong-co"], ["decision": ""],
      ["from": "x"], ["to": "31/08/2026"], ["to": "07/09/2026"],
    ])
  func unsoundDelegations(_ changed: [String: String]) throws {
    #expect(try delegate(changed).status == .unprocessableContent)
  }

  @Test("leaders and chairman of the agency delegate, nobody else, and not to themselves")
  func whoDelegates() throws {
    #expect(try delegate(by: portal.people.officer).status == .forbidden)
    #expect(try delegate(by: portal.neighbour().leader).status == .notFound)
    try portal.grant(.oneStopOfficer, at: portal.people.commune, to: portal.people.leader)
    #expect(try delegate(["person": portal.people.leader.description]).status == .unprocessableContent)
  }
}
