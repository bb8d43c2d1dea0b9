public import Workflow

/// The district of letter 002 (UBND huyện Như Xuân, Thanh Hóa) with its sixteen communes, departments, accounts of
/// every role and dossiers of the last two years in every state.
///
/// The names of the units are the letter's; every person, number, telephone and identifier code is fictional.
/// Dossiers are made by the real actions under a simulated clock, in the order of time, and the same for a seed.
/// The regime is NĐ 61 throughout (decision 5); the unit "Xã Mẫu" beside the district shows the current one.
public struct DemoDistrict {
  /// The password of every demo account, which signs in on loopback only (decision 20).
  public static let password = "Demo-Nhu-Xuan-2020"

  /// Why no demo district can be made.
  public enum Fault: Error, Sendable, CustomStringConvertible {
    /// The reference data (calendar, procedures) were not imported yet.
    case noReference
    /// There are agencies or accounts already.
    case notEmpty

    /// For the operator.
    public var description: String {
      switch self {
      case .noReference: "the reference data must be imported before the demo district is made"
      case .notEmpty: "there are agencies or accounts already: a demo district needs an empty data folder"
      }
    }
  }

  /// The district existed, for the demo.
  static let firstDay = Day(year: 2018, month: 6, day: 21)
  /// Letter 000: official from 15/05/2020.
  static let officialDay = Day(year: 2020, month: 5, day: 15)
  /// NĐ 118/2025 in force.
  static let currentRegimeDay = Day(year: 2025, month: 7, day: 1)
  /// Steps per savepoint, and savepoints per transaction.
  private static let piece = 25
  private static let pieces = 400

  private let dossiers: Int
  private let seed: UInt64
  private let until: Moment
  private let folder: DataFolder

  /// - Parameters:
  ///   - dossiers: how many to make.
  ///   - seed: another one makes another district.
  ///   - until: today; nothing happens after it.
  ///   - folder: where the attachments are kept; the caller holds its lock.
  public init(dossiers: Int, seed: UInt64 = 2020, until: Moment, folder: DataFolder) {
    (self.dossiers, self.seed, self.until, self.folder) = (dossiers, seed, until, folder)
  }

  /// Whether a database has neither agency nor account, so that a demo district may be made in it.
  public static func isPossible(in db: ReadAccess) throws -> Bool {
    try db.first("SELECT 1 FROM agencies UNION ALL SELECT 1 FROM people LIMIT 1") { _ in true } == nil
  }

  /// Makes the district, its accounts and then its dossiers, batch by batch.
  ///
  /// - Parameter progress: receives dossiers begun and dossiers in all.
  public func build(in database: Database, progress: (Int, Int) -> Void) throws {
    var random = SeededRandom(seed)
    let start = Moment(day: until.day - 731, minuteOfDay: 0)
    let (units, citizens) = try database.write { db in
      try makeUnits(db, start, SeededRandom(random.next()))
    }
    let reference = try database.read { try ReferenceCache().current($0) }
    let clock = DemoClock(calendar: reference.calendar, from: start.day, until: until)
    let world = DemoWorld(
      reference: reference, units: units, procedures: reference.inForce(on: start.day).procedures,
      clock: clock,
      until: until, files: DemoFiles(folder), citizens: citizens)
    var planner = DemoPlanner(
      units: units, procedures: world.procedures, clock: clock, calendar: reference.calendar,
      random: SeededRandom(random.next()))
    let plans = planner.plans(dossiers).map { (plan: $0, earliest: world.beginning(of: $0)) }
      .sorted { $0.earliest < $1.earliest }
    try run(plans, in: world, database, progress)
    try database.write { db -> Void in
      var files = DemoFiles(folder)
      try DemoCorrections(db: db, units: units, calendar: reference.calendar, until: until).make(&files)
    }
    for (place, unit) in units.enumerated() {
      var ratings = SeededRandom(random.next())
      try database.write { db -> Void in
        try DemoRatings(db: db, until: until).make(of: unit, &ratings)
        try DemoReports(db: db, calendar: reference.calendar, until: until).make(of: unit, place: place)
        try DemoPetitions(db: db, calendar: reference.calendar, until: until).make(
          of: unit, place: place, citizen: citizens[place].first?.account)
      }
    }
  }

  private func run(
    _ plans: [(plan: DemoPlan, earliest: Int64)], in world: DemoWorld, _ database: Database,
    _ progress: (Int, Int) -> Void
  ) throws {
    var queue = DemoQueue()
    var begun = 0
    var isOver = false
    while !isOver {
      var pieces = 0
      try database.write(inPieces: { db in
        for _ in 0..<Self.piece {
          while begun < plans.count, plans[begun].earliest <= queue.first ?? .max {
            queue.add(DemoLife(plans[begun].plan, in: world))
            begun += 1
          }
          guard let life = queue.popFirst() else {
            isOver = true
            return false
          }
          try life.performNext(in: db)
          queue.add(life)
        }
        pieces += 1
        return pieces < Self.pieces
      })
      progress(begun, plans.count)
    }
  }

  // MARK: Units and people

  private func makeUnits(
    _ db: WriteAccess, _ start: Moment, _ random: SeededRandom
  ) throws -> ([DemoUnit], [[DemoCitizen]]) {
    guard try Self.isPossible(in: db) else { throw Fault.notEmpty }
    let reference = try ReferenceCache().current(db)
    let procedures = reference.inForce(on: start.day).procedures
    guard !procedures.isEmpty else { throw Fault.noReference }
    var random = random
    let hash = Passwords.hash(Self.password)
    var staff = DemoStaff(
      db: db, moment: start, password: hash, fields: Set(reference.fields.keys),
      random: SeededRandom(random.next()))
    try staff.makeAgencies()
    var citizens = DemoCitizens(units: staff.units, password: hash, random: SeededRandom(random.next()))
    try staff.makePeople { try citizens.make(1, at: start, in: db) }
    try citizens.make(min(max(dossiers / 20, 12), 4000), at: start, in: db)
    try citizens.bind(at: staff.units, on: start, in: db)
    try publish(procedures.map(\.procedure), at: staff.units, db)
    try setTargets(procedures.map(\.procedure), of: staff.district, at: staff.units, start, db)
    return (staff.units, citizens.byUnit)
  }

  /// The list of services and the targets that letter 002 speaks of (QĐ 1223/QĐ-UBND), by which its classes come out; the
  /// numbers are the demo's own.
  private func setTargets(
    _ procedures: [ProcedureRevision], of district: AgencyID, at units: [DemoUnit], _ start: Moment,
    _ db: WriteAccess
  ) throws {
    let decision = OnlineTargets.Decision(
      number: "1223/QĐ-UBND", day: Day(year: 2020, month: 4, day: 7), from: Self.officialDay)
    let services = procedures.filter { $0.level > .information && $0.performedBy == .commune }.map {
      OnlineTargets.Service(code: $0.code, level: $0.level, days: ClosedDays(from: Self.officialDay))
    }
    let targets = units.filter { $0.commune != nil }.flatMap { unit in
      (start.day.year...until.day.year + 1).flatMap { year in
        [(ServiceLevel.partial, 400), (.full, 300)].compactMap { level, tenths in
          OnlineRanking.Share(tenths: tenths).map {
            OnlineTargets.Target(agency: unit.agency, year: year, level: level, share: $0)
          }
        }
      }
    }
    for (sheet, name) in [
      (OnlineTargets.Sheet.services(services), "danh-muc.xlsx"), (.targets(targets), "chi-tieu.xlsx"),
    ] {
      try OnlineTargets.write(sheet, decision, of: district, filename: name, by: nil, at: start, in: db)
    }
  }

  /// F003-01: every counter receives the procedures of its level; F002-05: somebody answers for each.
  private func publish(
    _ procedures: [ProcedureRevision], at units: [DemoUnit], _ db: WriteAccess
  ) throws {
    for unit in units {
      let level: PerformingLevel = unit.commune == nil ? .district : .commune
      for procedure in procedures where procedure.performedBy == level {
        let publication = Reference.Publication(
          agency: unit.agency, code: procedure.code, decisionNumber: procedure.decision?.number ?? "",
          decisionDay: procedure.decision?.date.iso ?? "",
          responsible: unit.specialist(for: procedure.field).name, days: ClosedDays(from: unit.firstDay),
          postedFrom: unit.commune?.practice == DemoUnits.Practice.none ? nil : unit.firstDay)
        try Agencies.publish(publication, in: db)
      }
    }
  }
}

extension DemoWorld {
  /// When a plan begins at the earliest: citizens may begin the evening before.
  fileprivate func beginning(of plan: DemoPlan) -> Int64 {
    clock.moment(Int(plan.timeline.begun)).seconds - (plan.channel == .online ? 86_400 : 0)
  }
}
