import Foundation
import Workflow

@testable import HTTPServer
@testable import Storage
@testable import Web

/// A second commune, to which nothing of the first belongs.
struct Neighbour: Sendable {
  var commune: AgencyID
  var specialist: PersonID
  var leader: PersonID
  var chairman: PersonID
  var administrator: PersonID
}

extension Portal {
  /// The procedure of the tests: no paper required, its time unknown, so that the counter sets the tenth day at 17:00
  /// unless a test gives it a time.
  static let code = "1.004873"

  /// Makes the second commune.
  func neighbour() throws -> Neighbour {
    let day = Day(year: 2020, month: 1, day: 1)
    return try database.write { db in
      let commune = try Agencies.create(
        Agencies.Facts(
          parent: people.district, kind: .commune, name: "UBND xã Thanh Xuân", shortName: "Thanh Xuân",
          code: "H56.38.05", effectiveFrom: day, officialFrom: day, regime: .decree61, contact: Contact()),
        by: nil, at: clock.now, in: db)
      func staff(_ login: String, _ role: Role) throws -> PersonID {
        let id = try People.create(
          People.New(kind: .staff, login: login, password: "x", name: "Người láng giềng"), at: clock.now,
          in: db)
        try People.grant(Grant(role: role, agency: commune), to: id, by: nil, at: clock.now, in: db)
        return id
      }
      return Neighbour(
        commune: commune, specialist: try staff("huong2", .specialist), leader: try staff("binh2", .leader),
        chairman: try staff("quy2", .chairman), administrator: try staff("admin2", .administrator))
    }
  }

  /// Adds a role to somebody.
  func grant(_ role: Role, at agency: AgencyID, to person: PersonID) throws {
    try database.write {
      try People.grant(Grant(role: role, agency: agency), to: person, by: nil, at: clock.now, in: $0)
    }
  }

  /// A dossier of the first commune, brought to a state by the actions of its people; where there are several points,
  /// received at one and picked up at another.
  func dossier(
    _ state: DossierState, owner: String = "Lò Thị Mai", identity: String = "038190000123",
    channel: Channel = .counter, code: String = Portal.code, at point: PointID? = nil,
    pickUp: PointID? = nil, revised change: (inout ProcedureRevision) -> Void = { _ in }
  ) throws -> DossierID {
    let id = try begin(
      code, owner: owner, identity: identity, channel: channel, pickUp: pickUp ?? point, change)
    let officer = Dossier.Actor(person: people.officer, role: .oneStopOfficer, point: point)
    let specialist = Dossier.Actor(person: people.specialist, role: .specialist)
    let leader = Dossier.Actor(person: people.leader, role: .leader)
    let byHand = code == Self.code ? Moment(day: clock.now.day + 10, minuteOfDay: 17 * 60) : nil
    if channel == .online { try act(.submit(formProblems: 0), on: id, by: citizen) }
    if state == .submitted { return id }
    try act(.receive(appointmentByHand: byHand), on: id, by: officer)
    if state == .received { return id }
    try act(.forward(to: people.specialist, unit: people.commune), on: id, by: officer)
    if channel != .online { try act(.takeOver, on: id, by: specialist) }
    if state == .processing { return id }
    try attachResult(to: id)
    try act(.submitForSignOff(to: people.leader), on: id, by: specialist)
    if state == .awaitingSignOff { return id }
    try act(.signOff(number: "1/GXN", authority: .onBehalf), on: id, by: leader)
    return id
  }

  private var citizen: Dossier.Actor { Dossier.Actor(person: people.citizen, role: .applicant) }

  private func begin(
    _ code: String, owner: String, identity: String, channel: Channel, pickUp: PointID?,
    _ change: (inout ProcedureRevision) -> Void
  ) throws -> DossierID {
    try database.write { db in
      let reference = try Reference.read(db, version: 0)
      let stored = try known(reference.procedure(code, on: clock.now.day))
      var revision = stored.procedure.withoutPapers
      change(&revision)
      let procedure = Reference.StoredProcedure(
        id: stored.id, revision: stored.revision, procedure: revision)
      var new = Dossiers.New(
        channel: channel, agency: people.commune, procedure: procedure, form: nil,
        owner: Dossiers.Party(
          name: owner, identityKind: IdentityKind.cccd.rawValue, identity: identity, phone: "0912345678"),
        applicant: channel == .online ? people.citizen : nil,
        keyedBy: channel == .online ? people.citizen : people.officer)
      new.summary = owner
      new.pickUp = pickUp
      return try Dossiers.begin(new, at: clock.now, reference: reference, in: db)
    }
  }

  /// A result file, by the specialist.
  func attachResult(to id: DossierID) throws {
    let kept = DossierFiles.Kept(
      sha256: String(repeating: "ab", count: 32), size: 40, kind: .pdf, filename: "du-thao.pdf")
    try database.write { db in
      try DossierFiles.add(
        kept, to: id, paper: nil, by: Dossier.Actor(person: people.specialist, role: .specialist),
        at: clock.now, reference: try Reference.read(db, version: 0), in: db)
    }
  }

  /// What the QR code of a deadline proof carries.
  func paperKey(of id: DossierID, version: Int = 1) -> String {
    let seal = Secrets.seal("deadline \(id) \(version)", key: site.settings.paperKey).prefix(32)
    return "\(id)-\(version)-\(seal)"
  }

  func act(_ action: Action, on id: DossierID, by actor: Dossier.Actor) throws {
    try database.write { db in
      try Dossiers.apply(
        action, to: id, version: nil, by: actor, at: clock.now,
        reference: try Reference.read(db, version: 0), in: db)
    }
  }

  /// Somebody's form about a dossier, sent as its page would send it.
  func post(
    _ verb: Verb, _ fields: [(String, String)] = [], on id: DossierID, by person: PersonID
  ) throws -> Response {
    let version = String(try record(id).dossier.version)
    return try Browser(self, as: person).post(Sitemap.turn(verb).url(id), fields + [("version", version)])
  }

  func record(_ id: DossierID) throws -> Dossiers.Record {
    try database.read { try known(Dossiers.record(id, in: $0)) }
  }
}

extension ProcedureRevision {
  fileprivate var withoutPapers: ProcedureRevision {
    var revision = self
    revision.papers = []
    return revision
  }
}

extension Response {
  /// The value of the first field of that name on the page.
  func value(of name: String) -> String? {
    text.components(separatedBy: "name=\"\(name)\" value=\"").dropFirst().first?
      .components(separatedBy: "\"").first
  }
}

extension Portal {
  /// Somebody new with one role.
  func hired(_ role: Role, at agency: AgencyID) throws -> PersonID {
    try database.write { db in
      let id = try People.create(
        People.New(kind: .staff, login: "new.\(role.rawValue)", password: "x", name: "Người mới"),
        at: clock.now, in: db)
      try People.grant(Grant(role: role, agency: agency), to: id, by: nil, at: clock.now, in: db)
      return id
    }
  }
}
