public import Workflow

extension People {
  /// A role as it was given, and taken where it was.
  public struct HeldGrant: Sendable {
    /// Stored number.
    public let id: Int64
    /// Who holds it.
    public let person: PersonID
    /// His name.
    public let personName: String
    /// Role, agency, fields.
    public let grant: Grant
    /// The number of the decision it rests on.
    public let decision: String
    /// When it was given.
    public let grantedAt: Moment
    /// By whom; nil where the installation gave it.
    public let grantedByName: String?
    /// When it was taken; nil while it is held.
    public let revokedAt: Moment?
    /// By whom.
    public let revokedByName: String?

    /// Whether it is held.
    public var isCurrent: Bool { revokedAt == nil }
  }

  static let heldQuery = """
    SELECT g.id, g.person_id, p.name, g.granted_at, b.name, g.revoked_at, r.name, g.decision,
      g.role, g.agency_id, g.fields, g.until_day
    FROM grants g JOIN people p ON p.id = g.person_id LEFT JOIN people b ON b.id = g.granted_by
      LEFT JOIN people r ON r.id = g.revoked_by
    """

  static func held(_ row: Row) throws -> HeldGrant {
    HeldGrant(
      id: row.int64(0), person: PersonID(row.int64(1)), personName: row.text(2),
      grant: try grant(row, from: 8), decision: row.text(7), grantedAt: Moment(seconds: row.int64(3)),
      grantedByName: row.optionalText(4), revokedAt: row.optionalInt64(5).map { Moment(seconds: $0) },
      revokedByName: row.optionalText(6))
  }

  /// Every role of a person, held or taken, oldest first.
  public static func heldGrants(of person: PersonID, in db: ReadAccess) throws -> [HeldGrant] {
    try db.query("\(heldQuery) WHERE g.person_id = $1 ORDER BY g.id", person.value, decode: held)
  }

  /// Every role at an agency, held or taken, the held ones first.
  public static func grants(at agency: AgencyID, in db: ReadAccess) throws -> [HeldGrant] {
    try db.query(
      "\(heldQuery) WHERE g.agency_id = $1 ORDER BY g.revoked_at IS NOT NULL, g.role, p.name_folded, g.id",
      agency.value, decode: held)
  }

  /// Takes the roles whose last day is over; nobody took them.
  public static func endGrants(at moment: Moment, in db: WriteAccess) throws {
    let ended = try db.query(
      """
      UPDATE grants SET revoked_at = $1 WHERE revoked_at IS NULL AND until_day IS NOT NULL AND until_day < $2
      RETURNING person_id, role, agency_id
      """, moment.seconds, moment.day.iso
    ) { (person: PersonID($0.int64(0)), what: "\($0.text(1)) at \($0.int64(2))") }
    for one in ended {
      try note(
        "grant-ended", subject: "person \(one.person)", detail: one.what, by: nil, at: moment, in: db)
    }
  }

  /// Takes a role; what was done in it stays done.
  ///
  /// - Returns: whether it was held until now.
  @discardableResult
  public static func revoke(
    _ grant: HeldGrant, by actor: PersonID, at moment: Moment, in db: WriteAccess
  ) throws -> Bool {
    precondition(actor != grant.person, "nobody changes his own roles")
    let changed = try db.execute(
      "UPDATE grants SET revoked_by = $1, revoked_at = $2 WHERE id = $3 AND revoked_at IS NULL",
      actor.value, moment.seconds, grant.id)
    guard changed == 1 else { return false }
    try note(
      "revoke", subject: "person \(grant.person)",
      detail: "\(grant.grant.role.rawValue) at \(grant.grant.agency)", by: actor, at: moment, in: db)
    return true
  }
}
