public import Workflow

/// Delegations to decide at the desk (art 17.5): only a named one that holds on the day is accepted.
public enum Delegations {
  /// For what a delegation holds.
  public enum Scope: Sendable, Hashable {
    /// One procedure, by its code.
    case procedure(String)
    /// A field of procedures (lĩnh vực).
    case field(String)
  }

  /// A delegation about to be given.
  public struct New: Sendable {
    /// Whose counter.
    public let agency: AgencyID
    /// The desk officer.
    public let person: PersonID
    /// For what.
    public let scope: Scope
    /// Number of the decision.
    public let decisionNumber: String
    /// First and last day.
    public let days: ClosedRange<Day>

    /// Every fact.
    public init(
      agency: AgencyID, person: PersonID, scope: Scope, decisionNumber: String, days: ClosedRange<Day>
    ) {
      self.agency = agency
      self.person = person
      self.scope = scope
      self.decisionNumber = decisionNumber
      self.days = days
    }
  }

  /// A delegation in the register.
  public struct Delegation: Sendable {
    /// Stored number.
    public let id: Int64
    /// Whose counter.
    public let agency: AgencyID
    /// The desk officer.
    public let personName: String
    /// For what.
    public let scope: Scope
    /// Number of the decision.
    public let decisionNumber: String
    /// First and last day.
    public let days: ClosedRange<Day>
    /// Who gave it.
    public let grantedByName: String
    /// When it was given.
    public let grantedAt: Moment
    /// Who took it back; nil while it stands.
    public let revokedByName: String?
    /// When it was taken back.
    public let revokedAt: Moment?

    /// Whether it can still be used on a day or later.
    public func isOpen(on day: Day) -> Bool { revokedAt == nil && day <= days.upperBound }
  }

  /// Gives one; journalled.
  public static func grant(
    _ new: New, by granter: PersonID, at moment: Moment, in db: WriteAccess
  ) throws {
    precondition(granter != new.person, "nobody delegates to himself")
    let (code, field) = columns(new.scope)
    try db.execute(
      """
      INSERT INTO delegations (agency_id, person_id, procedure_code, field, decision_number, from_day, to_day,
        granted_by, granted_at)
      VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)
      """, new.agency.value, new.person.value, code, field, new.decisionNumber, new.days.lowerBound.iso,
      new.days.upperBound.iso, granter.value, moment.seconds)
    try People.note(
      "delegate", subject: "person \(new.person)", detail: "\(new.decisionNumber) \(code)\(field)",
      by: granter, at: moment, in: db)
  }

  /// Takes one back; what was decided by it stays decided.
  ///
  /// - Returns: whether it stood until now.
  @discardableResult
  public static func revoke(
    _ id: Int64, at agency: AgencyID, by person: PersonID, at moment: Moment, in db: WriteAccess
  ) throws -> Bool {
    let holder = try db.first(
      """
      UPDATE delegations SET revoked_by = $1, revoked_at = $2
      WHERE id = $3 AND agency_id = $4 AND revoked_at IS NULL RETURNING person_id, decision_number
      """, person.value, moment.seconds, id, agency.value
    ) { (PersonID($0.int64(0)), $0.text(1)) }
    guard let (delegate, number) = holder else { return false }
    try People.note(
      "end-delegation", subject: "person \(delegate)", detail: number, by: person, at: moment, in: db)
    return true
  }

  private static let query = """
    SELECT g.id, g.agency_id, p.name, g.procedure_code, g.field, g.decision_number, g.from_day, g.to_day,
      b.name, g.granted_at, r.name, g.revoked_at
    FROM delegations g JOIN people p ON p.id = g.person_id JOIN people b ON b.id = g.granted_by
      LEFT JOIN people r ON r.id = g.revoked_by
    """

  /// The register of an agency, newest first.
  public static func register(of agency: AgencyID, in db: ReadAccess) throws -> [Delegation] {
    try db.query(
      "\(query) WHERE g.agency_id = $1 ORDER BY g.id DESC LIMIT 500", agency.value, decode: delegation)
  }

  /// Those by which a person may decide on a dossier on a day.
  public static func valid(
    of person: PersonID, for record: Dossiers.Record, on day: Day, in db: ReadAccess
  ) throws -> [Delegation] {
    try db.query(
      """
      \(query) WHERE g.person_id = $1 AND g.agency_id = $2 AND g.revoked_at IS NULL
        AND (g.procedure_code = $3 OR g.field = $4) AND g.from_day <= $5 AND $5 <= g.to_day
      ORDER BY g.id
      """, person.value, record.dossier.agency.value, record.procedureCode, record.field, day.iso,
      decode: delegation)
  }

  /// Stops a decision at the desk that names no delegation of the person that holds (art 17.5; decision 3).
  static func check(
    _ action: Action, on record: Dossiers.Record, by actor: Dossier.Actor, at moment: Moment,
    in db: ReadAccess
  ) throws {
    guard case .decideAtDesk(let number, _) = action else { return }
    let valid = try valid(of: actor.person, for: record, on: moment.day, in: db)
    guard valid.contains(where: { $0.decisionNumber == number }) else { throw Refusal.notDelegated }
  }

  private static func columns(_ scope: Scope) -> (code: String, field: String) {
    switch scope {
    case .procedure(let code): (code, "")
    case .field(let field): ("", field)
    }
  }

  private static func delegation(_ row: Row) throws -> Delegation {
    let code = row.text(3)
    return Delegation(
      id: row.int64(0), agency: AgencyID(row.int64(1)), personName: row.text(2),
      scope: code.isEmpty ? .field(row.text(4)) : .procedure(code), decisionNumber: row.text(5),
      days: try day(row.text(6))...day(row.text(7)), grantedByName: row.text(8),
      grantedAt: Moment(seconds: row.int64(9)), revokedByName: row.optionalText(10),
      revokedAt: row.optionalInt64(11).map { Moment(seconds: $0) })
  }
}
