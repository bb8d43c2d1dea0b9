import Testing
import Workflow

@testable import Storage

/// Several points of one agency in the store: what lies where, what is on whose list.
@Suite("Points of an agency") struct PointTests {
  private let office: Office
  private let town: ServicePoint
  private let village: ServicePoint
  private let reference: Reference

  init() throws {
    office = try Office()
    let (agency, now, officer) = (office.agency, office.now, office.officer.person)
    let reference = try office.database.write { db in
      for name in ["Điểm Thị trấn", "Điểm Làng"] {
        try ServicePoints.create(
          .init(name: name, address: "Thôn 1", opening: "", days: ClosedDays(from: now.day - 10)),
          at: agency, by: officer, at: now, in: db)
      }
      return try Reference.read(db, version: 9)
    }
    self.reference = reference
    let points = reference.openPoints(of: agency, on: now.day)
    (town, village) = (points[0], points[1])
  }

  private func officer(at point: ServicePoint) -> Dossier.Actor {
    Dossier.Actor(person: office.officer.person, role: .oneStopOfficer, point: point.id)
  }

  @discardableResult
  private func apply(
    _ action: Action, to id: DossierID, by actor: Dossier.Actor
  ) throws -> Dossiers.Record {
    try office.database.write {
      try Dossiers.apply(
        action, to: id, version: nil, by: actor, at: office.now, reference: reference, in: $0)
    }
  }

  /// A dossier whose result lies in the town and is picked up at a point.
  private func atCounter(pickUp: ServicePoint) throws -> DossierID {
    let stored = try office.procedure(Office.residence)
    var new = Dossiers.New(
      channel: .counter, agency: office.agency, procedure: stored, form: nil, owner: Office.owner(),
      applicant: nil, keyedBy: office.officer.person)
    new.pickUp = pickUp.id
    let id = try office.database.write {
      try Dossiers.begin(new, at: office.now, reference: reference, in: $0)
    }
    try office.settlePapers(of: id)
    try apply(.receive(appointmentByHand: nil), to: id, by: officer(at: town))
    try office.advance(id, to: .signed)
    try apply(.takeBack, to: id, by: officer(at: town))
    return id
  }

  private func carried() throws -> [Dossiers.Carried] {
    try office.database.read { db in
      let list = try Dossiers.carried(at: office.agency, in: db)
      #expect(try Dossiers.carriedCount(at: office.agency, in: db) == list.count)
      return list
    }
  }

  @Test(
    "what lies elsewhere than where it is picked up is on the list until somebody there has signed for it")
  func list() throws {
    let here = try atCounter(pickUp: town)
    let id = try atCounter(pickUp: village)
    #expect(
      try office.record(here).dossier.points == Points(received: town.id, pickUp: town.id, result: town.id))
    var row = try #require(try carried().first)
    #expect(try carried().count == 1 && row.listed.id == id)
    #expect((row.from, row.to, row.transport) == (town.id, village.id, nil))
    try apply(.sendResult, to: id, by: officer(at: town))
    row = try #require(try carried().first)
    #expect(row.transport?.giver == office.officer.person && row.transport?.givenAt == office.now)
    #expect(try office.record(id).dossier.points.transport == row.transport)
    #expect(
      failure { try apply(.choosePickUp(town.id), to: id, by: office.citizen) } as? Refusal
        == .resultOnItsWay)
    try apply(.takeResult, to: id, by: officer(at: village))
    #expect(try carried().isEmpty)
    #expect(try office.record(id).dossier.points.result == village.id)
    let verbs = try office.database.read { try Journal.lines(of: id, in: $0) }.map(\.entry.verb)
    #expect(verbs.suffix(3) == [.takeBack, .sendResult, .takeResult])
  }

  @Test("to be sent first, then by the moment it must have arrived; each once, page by page")
  func order() throws {
    let (first, second, third) = (
      try atCounter(pickUp: village), try atCounter(pickUp: village), try atCounter(pickUp: village)
    )
    try apply(.sendResult, to: second, by: officer(at: town))
    office.now = at("2026-09-08T15:30")
    try apply(.sendResult, to: first, by: officer(at: town))
    let list = try carried()
    #expect(list.map(\.listed.id) == [third, second, first])
    let rest = try office.database.read {
      try Dossiers.carried(at: office.agency, after: list[0].key, in: $0)
    }
    #expect(rest.map(\.listed.id) == [second, first])
    #expect(try office.database.read { try Dossiers.carried(at: office.neighbour, in: $0) }.isEmpty)
    #expect(
      try office.database.read { try Dossiers.carried(at: office.agency, fields: ["khac"], in: $0) }.isEmpty)
  }

  @Test("a pick-up point is one of the agency's own, and open")
  func noSuchPoint() throws {
    let id = try atCounter(pickUp: town)
    let foreign = try office.database.write { db in
      try ServicePoints.create(
        .init(name: "Điểm lạ", address: "x", opening: "", days: ClosedDays(from: office.now.day)),
        at: office.neighbour, by: nil, at: office.now, in: db)
    }
    for point in [foreign, PointID(99)] {
      #expect(
        failure { try apply(.choosePickUp(point), to: id, by: office.citizen) } as? Refusal == .noSuchPoint)
    }
    try office.database.write { db -> Void in
      try ServicePoints.update(
        village,
        .init(
          name: village.name, address: "", opening: "",
          days: ClosedDays(from: village.days.from, to: office.now.day - 1)), by: office.officer.person,
        at: office.now, in: db)
      let closed = try Reference.read(db, version: 10)
      #expect(closed.openPoints(of: office.agency, on: office.now.day).map(\.id) == [town.id])
      #expect(closed.points(of: office.agency).count == 2)
      #expect(closed.pickUp(nil, at: office.agency, on: office.now.day) == nil)
      let refusal = failure {
        try Dossiers.apply(
          .choosePickUp(village.id), to: id, version: nil, by: office.citizen, at: office.now,
          reference: closed, in: db)
      }
      #expect(refusal as? Refusal == .noSuchPoint)
    }
  }

  @Test("a name is taken once at an agency; where one sits is remembered until one sits elsewhere")
  func namesAndSeats() throws {
    let facts = ServicePoints.Facts(
      name: "Điểm Làng", address: "x", opening: "", days: ClosedDays(from: office.now.day))
    #expect(
      failure {
        try office.database.write {
          try ServicePoints.create(facts, at: office.agency, by: nil, at: office.now, in: $0)
        }
      } is ServicePoints.NameTaken)
    #expect(
      failure {
        try office.database.write {
          try ServicePoints.update(town, facts, by: office.officer.person, at: office.now, in: $0)
        }
      } is ServicePoints.NameTaken)
    let person = office.officer.person
    try office.database.write { db -> Void in
      #expect(try ServicePoints.seat(of: person, at: office.agency, in: db) == nil)
      for point in [town, village] {
        try ServicePoints.sit(person, at: point, on: office.now, in: db)
        #expect(try ServicePoints.seat(of: person, at: office.agency, in: db) == point.id)
      }
      #expect(try ServicePoints.seat(of: person, at: office.neighbour, in: db) == nil)
      // The same name at another agency is another point.
      try ServicePoints.create(facts, at: office.neighbour, by: nil, at: office.now, in: db)
    }
  }
}
