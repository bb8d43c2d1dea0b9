public import Workflow

/// The list of online services and the targets of units, as decisions set them (F000-09, F002-08).
public enum OnlineTargets {
  /// The decision that an import carries out.
  public struct Decision: Sendable, Hashable {
    /// "1223/QĐ-UBND".
    public let number: String
    /// Its day.
    public let day: Day
    /// From which day it holds.
    public let from: Day

    /// A decision.
    public init(number: String, day: Day, from: Day) {
      (self.number, self.day, self.from) = (number, day, from)
    }
  }

  /// A service on the list.
  public struct Service: Sendable, Hashable {
    /// Procedure code.
    public let code: String
    /// Level 3 or 4.
    public let level: ServiceLevel
    /// In force; the decision's day where the sheet says none.
    public let days: ClosedDays

    /// A service on the list.
    public init(code: String, level: ServiceLevel, days: ClosedDays) {
      (self.code, self.level, self.days) = (code, level, days)
    }
  }

  /// What is asked of a unit.
  public struct Target: Sendable, Hashable {
    /// The unit.
    public let agency: AgencyID
    /// The year.
    public let year: Int
    /// Level 3 or 4.
    public let level: ServiceLevel
    /// How much of what arises is to be processed online.
    public let share: OnlineRanking.Share

    /// What is asked of a unit.
    public init(agency: AgencyID, year: Int, level: ServiceLevel, share: OnlineRanking.Share) {
      (self.agency, self.year, self.level, self.share) = (agency, year, level, share)
    }
  }

  /// What a sheet holds: one or the other.
  public enum Sheet: Sendable, Hashable {
    /// The list of services; it replaces earlier lists from its day on.
    case services([Service])
    /// Targets; each replaces an earlier one of its unit, level and year.
    case targets([Target])

    fileprivate var kind: String { if case .services = self { "services" } else { "targets" } }
    /// How many rows.
    public var count: Int {
      switch self {
      case .services(let all): all.count
      case .targets(let all): all.count
      }
    }
  }

  /// An import that was made.
  public struct Import: Sendable {
    /// Stored number.
    public let id: Int64
    /// Whether it is a list of services.
    public let isServices: Bool
    /// The decision.
    public let decision: Decision
    /// The sheet's name.
    public let filename: String
    /// Its rows.
    public let rows: Int
    /// Who imported it; empty for the demo.
    public let person: String
    /// When.
    public let at: Moment
  }

  /// Stores a sheet, all of it or nothing.
  ///
  /// - Parameter agency: whose office imported it; it holds for all below.
  @discardableResult
  public static func write(
    _ sheet: Sheet, _ decision: Decision, of agency: AgencyID, filename: String, by person: PersonID?,
    at moment: Moment, in db: WriteAccess
  ) throws -> Int64 {
    let id = try known(
      db.first(
        """
        INSERT INTO target_imports (agency_id, kind, decision_number, decision_day, from_day, filename, rows,
          imported_by, imported_at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9) RETURNING id
        """, agency.value, sheet.kind, decision.number, decision.day.iso, decision.from.iso, filename,
        sheet.count,
        person?.value, moment.seconds
      ) { $0.int64(0) })
    switch sheet {
    case .services(let services):
      for service in services {
        try db.execute(
          "INSERT INTO online_services (import_id, code, level, from_day, to_day) VALUES ($1, $2, $3, $4, $5)",
          id,
          service.code, service.level.rawValue, service.days.from.iso, service.days.to?.iso)
      }
    case .targets(let targets):
      for target in targets {
        try db.execute(
          "INSERT INTO online_targets (import_id, agency_id, year, level, target) VALUES ($1, $2, $3, $4, $5)",
          id,
          target.agency.value, target.year, target.level.rawValue, target.share.tenths)
      }
    }
    try People.note(
      "import-targets", subject: "agency \(agency)",
      detail: "\(sheet.kind), \(sheet.count), \(decision.number)",
      by: person, at: moment, in: db)
    return id
  }

  /// The services on the list that holds on a day for an agency: the newest of its line upward.
  public static func services(
    on day: Day, for line: [AgencyID], in db: ReadAccess
  ) throws -> [ServiceLevel: Set<String>] {
    let list = "," + line.map(\.description).joined(separator: ",") + ","
    let rows = try db.query(
      """
      SELECT code, level FROM online_services WHERE import_id = (
        SELECT id FROM target_imports WHERE kind = 'services' AND from_day <= $1 AND $2 LIKE '%,' || agency_id || ',%'
        ORDER BY from_day DESC, id DESC LIMIT 1)
        AND from_day <= $1 AND (to_day IS NULL OR to_day >= $1)
      """, day.iso, list
    ) { (try known(ServiceLevel(rawValue: $0.int(1))), $0.text(0)) }
    return Dictionary(grouping: rows, by: \.0).mapValues { Set($0.map(\.1)) }
  }

  /// What is asked of a unit in a year, by the decisions that hold on a day.
  public static func targets(
    of agency: AgencyID, year: Int, on day: Day, in db: ReadAccess
  ) throws -> [ServiceLevel: OnlineRanking.Share] {
    // The last one read for a level is the newest.
    try db.query(
      """
      SELECT t.level, t.target FROM online_targets t JOIN target_imports i ON i.id = t.import_id
      WHERE t.agency_id = $1 AND t.year = $2 AND i.from_day <= $3 ORDER BY i.from_day, i.id
      """, agency.value, year, day.iso
    ) { (try known(ServiceLevel(rawValue: $0.int(0))), try known(OnlineRanking.Share(tenths: $0.int(1)))) }
    .reduce(into: [:]) { $0[$1.0] = $1.1 }
  }

  /// The imports of agencies, newest first.
  public static func imports(of agencies: [AgencyID], in db: ReadAccess) throws -> [Import] {
    let list = "," + agencies.map(\.description).joined(separator: ",") + ","
    return try db.query(
      """
      SELECT i.id, i.kind, i.decision_number, i.decision_day, i.from_day, i.filename, i.rows, p.name, i.imported_at
      FROM target_imports i LEFT JOIN people p ON p.id = i.imported_by
      WHERE $1 LIKE '%,' || i.agency_id || ',%' ORDER BY i.id DESC LIMIT 50
      """, list
    ) {
      Import(
        id: $0.int64(0), isServices: $0.text(1) == "services",
        decision: Decision(
          number: $0.text(2), day: try known(Day(iso: $0.text(3))), from: try known(Day(iso: $0.text(4)))),
        filename: $0.text(5), rows: $0.int(6), person: $0.optionalText(7) ?? "",
        at: Moment(seconds: $0.int64(8)))
    }
  }
}
