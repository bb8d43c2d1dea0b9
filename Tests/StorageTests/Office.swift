import Foundation
import Testing
import Workflow

@testable import Storage

/// A commune with its people over a database of its own, for the tests of dossiers.
final class Office {
  let database: Database
  let folder: DataFolder
  let reference: Reference
  let agency: AgencyID
  let neighbour: AgencyID
  let officer: Dossier.Actor
  let specialist: Dossier.Actor
  let leader: Dossier.Actor
  let citizen: Dossier.Actor
  /// The clock; a Tuesday morning until a test moves it.
  var now = at("2026-09-08T08:30")
  private let root: String

  static let migrations =
    URL(fileURLWithPath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent().path + "/Migrations"

  /// Who is there.
  private struct Staff {
    let agency: AgencyID
    let neighbour: AgencyID
    let officer: Dossier.Actor
    let specialist: Dossier.Actor
    let leader: Dossier.Actor
    let citizen: Dossier.Actor
  }

  /// A database with the reference data and the staff, copied for each test: making it took much of the tests' time.
  private static let prepared = Result { () throws -> (database: Data, staff: Staff) in
    let folder = FileManager.default.temporaryDirectory.path + "/motcua-office-\(UUID().uuidString)"
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(atPath: folder) }
    let staff = try prepare(folder + "/made.db", copiedTo: folder + "/copy.db", at("2026-09-08T08:30"))
    return (try Data(contentsOf: URL(fileURLWithPath: folder + "/copy.db")), staff)
  }

  private static func prepare(_ path: String, copiedTo copy: String, _ now: Moment) throws -> Staff {
    let database = try Database(path: path)
    try Migrations(folder: migrations).apply(to: database)
    let staff = try database.write { db in
      _ = try ReferenceImport(folder: migrations + "/reference", at: now).run(in: db)
      let agency = try Self.agency("Xuân Bình", "H56.20.07", now, db)
      let neighbour = try Self.agency("Xuân Hòa", "H56.20.08", now, db)
      func person(_ login: String, _ role: Role) throws -> Dossier.Actor {
        let kind: People.Kind = role == .applicant ? .citizen : .staff
        let id = try People.create(
          People.New(kind: kind, login: login, password: "", name: "Người \(login)"), at: now, in: db)
        if role != .applicant {
          try People.grant(Grant(role: role, agency: agency), to: id, by: nil, at: now, in: db)
        }
        return Dossier.Actor(person: id, role: role)
      }
      return Staff(
        agency: agency, neighbour: neighbour, officer: try person("motcua", .oneStopOfficer),
        specialist: try person("chuyenmon", .specialist), leader: try person("lanhdao", .leader),
        citizen: try person("congdan", .applicant))
    }
    try database.backUp(to: copy)
    return staff
  }

  init() throws {
    root = FileManager.default.temporaryDirectory.path + "/motcua-office-\(UUID().uuidString)"
    folder = try DataFolder(creating: root)
    let prepared = try Self.prepared.get()
    try prepared.database.write(to: URL(fileURLWithPath: folder.databasePath))
    database = try Database(path: folder.databasePath)
    let staff = prepared.staff
    (agency, neighbour, officer) = (staff.agency, staff.neighbour, staff.officer)
    (specialist, leader, citizen) = (staff.specialist, staff.leader, staff.citizen)
    reference = try database.read { try ReferenceCache().current($0) }
  }

  deinit { try? FileManager.default.removeItem(atPath: root) }

  private static func agency(
    _ name: String, _ code: String, _ moment: Moment, _ db: WriteAccess
  ) throws -> AgencyID {
    try Agencies.create(
      Agencies.Facts(
        parent: nil, kind: .commune, name: "UBND xã \(name)", shortName: name, code: code,
        effectiveFrom: Day(year: 2018, month: 6, day: 21),
        officialFrom: Day(year: 2020, month: 5, day: 15), regime: .decree61, contact: Contact()),
      by: nil, at: moment, in: db)
  }

  // MARK: Doing

  /// Birth registration: result on the same day; its form on paper, a birth certificate, an identity paper shown.
  static let birth = "1.001193"
  /// Three working days.
  static let residence = "1.004194"
  /// One working hour.
  static let hour = "2.001159"

  func procedure(_ code: String) throws -> Reference.StoredProcedure {
    try #require(reference.procedure(code, on: now.day))
  }

  /// A draft at the counter, or online for the citizen.
  func begin(
    _ code: String = Office.birth, channel: Channel = .counter, owner: Dossiers.Party = Office.owner(),
    at agency: AgencyID? = nil, _ change: (inout Dossiers.New) -> Void = { _ in }
  ) throws -> DossierID {
    let stored = try procedure(code)
    var new = Dossiers.New(
      channel: channel, agency: agency ?? self.agency, procedure: stored,
      form: stored.procedure.form.flatMap { reference.form($0) }, owner: owner,
      applicant: channel == .online ? citizen.person : nil,
      keyedBy: channel == .online ? citizen.person : officer.person)
    change(&new)
    return try database.write { try Dossiers.begin(new, at: now, reference: reference, in: $0) }
  }

  static func owner(
    _ name: String = "Lê Thị Hoa", identity: String = "038190001234", phone: String = "0912345678"
  ) -> Dossiers.Party {
    Dossiers.Party(
      name: name, identityKind: identity.isEmpty ? "" : "cccd", identity: identity, phone: phone)
  }

  @discardableResult
  func apply(
    _ action: Action, to id: DossierID, by actor: Dossier.Actor, version: Int? = nil, detail: String = ""
  ) throws -> Dossiers.Record {
    try database.write {
      try Dossiers.apply(
        action, to: id, version: version, by: actor, at: now, detail: detail, reference: reference, in: $0)
    }
  }

  @discardableResult
  func add(
    _ name: String, to id: DossierID, paper: String?, by actor: Dossier.Actor
  ) throws -> Dossiers.Record {
    let kept = DossierFiles.Kept(
      sha256: ContentHash(of: Array(name.utf8)).hex, size: name.utf8.count, kind: .pdf,
      filename: name + ".pdf")
    return try database.write {
      try DossierFiles.add(
        kept, to: id, paper: paper, by: actor, at: now, reference: reference, in: $0)
    }
  }

  func record(_ id: DossierID) throws -> Dossiers.Record {
    try #require(try database.read { try Dossiers.record(id, in: $0) })
  }

  /// Scans of every paper that is handed in, ticks for those that are shown.
  func settlePapers(of id: DossierID) throws {
    for paper in try record(id).dossier.papers where paper.isRequired {
      if paper.isShownOnly {
        try apply(.markShown(paper: paper.id), to: id, by: officer)
      } else {
        try add(paper.id, to: id, paper: paper.id, by: officer)
      }
    }
  }

  /// A dossier received at the counter.
  func received(
    _ code: String = Office.birth, owner: Dossiers.Party = Office.owner(), at agency: AgencyID? = nil,
    byHand: Moment? = nil
  ) throws -> DossierID {
    let id = try begin(code, owner: owner, at: agency)
    try settlePapers(of: id)
    try apply(.receive(appointmentByHand: byHand), to: id, by: officer)
    return id
  }

  /// Takes a received dossier on, as far as a state.
  func advance(_ id: DossierID, to state: DossierState) throws {
    let collector = Collector(name: "Lê Thị Hoa", identity: "038190001234", relation: .owner)
    let steps: [(DossierState, () throws -> Void)] = [
      (
        .processing,
        {
          try self.apply(self.forwarding, to: id, by: self.officer)
          try self.apply(.takeOver, to: id, by: self.specialist)
        }
      ),
      (
        .awaitingSignOff,
        {
          try self.add("ket-qua", to: id, paper: nil, by: self.specialist)
          try self.apply(.submitForSignOff(to: self.leader.person), to: id, by: self.specialist)
        }
      ),
      (
        .signed,
        { try self.apply(.signOff(number: "12/KQ", authority: .deputising), to: id, by: self.leader) }
      ),
      (.atCounter, { try self.apply(.takeBack, to: id, by: self.officer) }),
      (.returned, { try self.apply(.returnResult(to: collector), to: id, by: self.officer) }),
    ]
    for (reached, step) in steps {
      try step()
      if reached == state { return }
    }
  }

  var forwarding: Action { .forward(to: specialist.person, unit: agency) }
}

/// Reads "2026-09-08T08:30" in a test.
func at(_ iso: String) -> Moment {
  guard let moment = Moment(iso: iso) else { preconditionFailure("not a moment: \(iso)") }
  return moment
}
