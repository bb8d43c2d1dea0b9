import Testing
import Workflow

@testable import Storage

@Suite("Work lists") struct ListTests {
  private let office: Office

  init() throws { office = try Office() }

  private func read<T>(_ body: (ReadAccess) throws -> T) throws -> T { try office.database.read(body) }

  private func counts() throws -> Dossiers.Overview {
    try read { try Dossiers.overview(of: office.agency, now: office.now, in: $0) }
  }

  private func overdue() throws -> [DossierID] {
    try read { try Dossiers.overdue(at: office.agency, now: office.now, in: $0).map(\.id) }
  }

  private func dueToday() throws -> [DossierID] {
    try read { try Dossiers.dueToday(at: office.agency, now: office.now, in: $0).map(\.id) }
  }

  // MARK: Lateness

  @Test("days: late from the midnight after the appointment's day, not a second before (decision 9)")
  func overdueByDays() throws {
    let id = try office.received(Office.residence)
    #expect(try office.record(id).dossier.appointment == at("2026-09-11T17:00"))
    let cases: [(Moment, isToday: Bool, isLate: Bool)] = [
      (at("2026-09-10T23:59:59"), false, false), (at("2026-09-11T00:00"), true, false),
      (at("2026-09-11T17:01"), true, false), (at("2026-09-11T23:59:59"), true, false),
      (at("2026-09-12T00:00"), false, true), (at("2026-09-14T08:00"), false, true),
    ]
    for (moment, isToday, isLate) in cases { try expect(id, at: moment, isToday: isToday, isLate: isLate) }
  }

  @Test("hours: late from the minute after the appointment's minute")
  func overdueByHours() throws {
    office.now = at("2026-09-08T08:30:40")
    let id = try office.received(Office.hour)
    #expect(try office.record(id).dossier.appointment == at("2026-09-08T09:30"))
    let cases: [(Moment, isToday: Bool, isLate: Bool)] = [
      (at("2026-09-08T09:30"), true, false), (at("2026-09-08T09:30:59"), true, false),
      (at("2026-09-08T09:31"), false, true),
    ]
    for (moment, isToday, isLate) in cases { try expect(id, at: moment, isToday: isToday, isLate: isLate) }
  }

  private func expect(_ id: DossierID, at moment: Moment, isToday: Bool, isLate: Bool) throws {
    office.now = moment
    #expect(try overdue() == (isLate ? [id] : []), "\(moment.iso)")
    #expect(try dueToday() == (isToday ? [id] : []), "\(moment.iso)")
    let counts = try counts()
    #expect((counts.overdue, counts.dueToday) == (isLate ? 1 : 0, isToday ? 1 : 0), "\(moment.iso)")
    let dossier = try office.record(id).dossier
    let judged = Lateness.judge(
      due: try #require(dossier.appointment), limit: try #require(dossier.terms.legal), at: moment,
      calendar: office.reference.calendar)
    #expect((judged.light == .red) == isLate, "\(moment.iso)")
  }

  @Test("an overdue dossier is finished by its signature: it leaves the list, and stays late")
  func finished() throws {
    let id = try office.received(Office.residence)
    office.now = at("2026-09-14T08:00")
    try office.advance(id, to: .awaitingSignOff)
    #expect(try overdue() == [id])
    try office.apply(.signOff(number: "1", authority: .onBehalf), to: id, by: office.leader)
    #expect(try overdue() == [])
    let dossier = try office.record(id).dossier
    #expect(try #require(dossier.finishedAt) >= #require(dossier.lateFrom))
  }

  @Test("the reception clock runs out when its last minute is over")
  func receptionClock() throws {
    let id = try office.begin(channel: .online)
    try office.add("chung-sinh", to: id, paper: "chung-sinh", by: office.citizen)
    try office.apply(.submit(formProblems: 0), to: id, by: office.citizen)
    #expect(try office.record(id).dossier.receptionDue == at("2026-09-09T08:30"))
    for (moment, isLate) in [(at("2026-09-09T08:30:59"), false), (at("2026-09-09T08:31"), true)] {
      office.now = moment
      #expect(try counts().waitingLate == (isLate ? 1 : 0))
      let late = try read { try Dossiers.waiting(at: office.agency, lateAt: moment, in: $0) }
      #expect(late.map(\.id) == (isLate ? [id] : []))
    }
    #expect(try read { try Dossiers.waiting(at: office.agency, in: $0) }.map(\.id) == [id])
  }

  // MARK: Order and counts

  @Test("counter tabs, most urgent first, each with its count, of this counter alone")
  func counter() throws {
    let slow = try office.received(Office.residence)
    let quick = try office.received(Office.birth)
    _ = try office.received(at: office.neighbour)
    for (id, state) in [
      (try office.received(Office.residence), DossierState.signed),
      (try office.received(Office.birth), .signed), (try office.received(), .atCounter),
      (try office.received(), .returned), (try office.received(), .processing),
    ] {
      try office.advance(id, to: state)
    }
    let tab = { (tab: Dossiers.CounterTab) throws in
      try self.read { try Dossiers.counter(tab, at: self.office.agency, in: $0) }
    }
    #expect(try tab(.received).map(\.id) == [quick, slow])
    let signed = try tab(.signed).compactMap(\.appointment)
    #expect(signed.count == 2 && signed == signed.sorted())
    let counted = try read { try Dossiers.counterCounts(at: office.agency, in: $0) }
    #expect(counted == [.received: 2, .signed: 2, .atCounter: 1])
    for each in Dossiers.CounterTab.allCases { #expect(try tab(each).count == counted[each] ?? 0) }
    #expect(try tab(.received).allSatisfy { $0.deskHolder == nil })
  }

  @Test("a specialist's and a leader's desk: their own, by appointment, with counts")
  func desks() throws {
    let slow = try office.received(Office.residence)
    let quick = try office.received(Office.birth)
    for id in [slow, quick] { try office.advance(id, to: .processing) }
    let person = office.specialist.person
    let desk = { try self.read { try Dossiers.ofProcessor(person, in: $0) } }
    #expect(try desk().map(\.id) == [quick, slow])
    #expect(try desk().first?.deskHolder == "Người chuyenmon")
    try office.add("kq", to: slow, paper: nil, by: office.specialist)
    try office.apply(.submitForSignOff(to: office.leader.person), to: slow, by: office.specialist)
    #expect(try desk().map(\.id) == [quick])
    let toSign = try read { try Dossiers.ofSigner(office.leader.person, in: $0) }
    #expect(toSign.map(\.id) == [slow])
    #expect(toSign.first?.deskHolder == "Người lanhdao")
    let counts = try read {
      (
        try Dossiers.deskCounts(of: person, in: $0),
        try Dossiers.deskCounts(of: office.leader.person, in: $0)
      )
    }
    #expect(counts.0 == (1, 0))
    #expect(counts.1 == (0, 1))
    #expect(try read { try Dossiers.ofSigner(person, in: $0) }.isEmpty)
  }

  @Test("pages continue where the one before ended, also among equal appointments")
  func pages() throws {
    var ids: [DossierID] = []
    for _ in 0..<(Dossiers.pageSize + 7) { ids.append(try office.received()) }
    let first = try read { try Dossiers.counter(.received, at: office.agency, in: $0) }
    #expect(first.count == Dossiers.pageSize + 1, "one more than a page, to know that there is another")
    let last = first[Dossiers.pageSize - 1]
    let key = Dossiers.PageKey(key: try #require(last.appointment).seconds, id: last.id.value)
    #expect(Dossiers.PageKey(key.text) == key)
    let second = try read { try Dossiers.counter(.received, at: office.agency, after: key, in: $0) }
    #expect((first.prefix(Dossiers.pageSize) + second).map(\.id) == ids)
  }

  @Test("an overview counts what its lists hold, for every state")
  func overview() throws {
    for state in [DossierState.received, .processing, .awaitingSignOff, .signed, .atCounter, .returned] {
      for code in [Office.birth, Office.residence] {
        let id = try office.received(code)
        if state != .received { try office.advance(id, to: state) }
      }
    }
    office.now = at("2026-09-09T08:00")
    let counts = try counts()
    #expect((counts.solving, counts.overdue, counts.dueToday, counts.ready) == (6, 3, 0, 4))
    let lists = try read { db in
      (
        try Dossiers.allBeingSolved(at: office.agency, in: db), try Dossiers.ready(at: office.agency, in: db)
      )
    }
    #expect((lists.0.count, lists.1.count, try overdue().count) == (6, 4, 3))
    let late = try read { try Dossiers.overdue(at: office.agency, now: office.now, in: $0) }
    #expect(Set(late.map(\.state)) == [.received, .processing, .awaitingSignOff])
  }

  @Test("an account's dossiers, newest first, and those of the identity it is bound to (decision 1)")
  func ofApplicant() throws {
    let draft = try office.begin(channel: .online)
    let counter = try office.received()
    let citizen = { try #require(try self.read { try People.person(self.office.citizen.person, in: $0) }) }
    let own = { try self.read { try Dossiers.ofApplicant(try citizen(), in: $0).map(\.id) } }
    #expect(try own() == [draft])
    try office.database.write {
      try People.bind(
        office.citizen.person, to: try #require(IdentityNumber(.cccd, "038190001234")),
        name: try #require(PersonName("Lê Thị Hoa")), by: office.officer.person, at: office.agency,
        on: office.now, in: $0)
    }
    #expect(try own() == [counter, draft])
  }
}
