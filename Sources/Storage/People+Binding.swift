public import Workflow

/// Citizens' accounts at the counter (decision 1): bound to a person, unbound where that was a mistake, given a new
/// password; each of these is in the administration journal with the agency whose counter did it.
extension People {
  /// The account is bound already, or the identity to another account: a mistake is undone first, with a reason.
  public struct AlreadyBound: Error, Sendable {}

  /// Binds an account to the person at the counter, identity paper in hand. What the citizen had declared is kept
  /// aside, for the day on which the binding turns out to be wrong.
  ///
  /// - Throws: `AlreadyBound`.
  public static func bind(
    _ id: PersonID, to identity: IdentityNumber, name: PersonName, by officer: PersonID, at agency: AgencyID,
    on moment: Moment, in db: WriteAccess
  ) throws {
    let changed = try db.execute(
      """
      UPDATE people SET declared_name = name, declared_identity_kind = identity_kind,
        declared_identity_number = identity_number, name = $1, name_folded = $2, identity_kind = $3,
        identity_number = $4, bound_at = $5, bound_by = $6, bound_agency = $7, version = version + 1
      WHERE id = $8 AND kind = 'citizen' AND bound_at IS NULL AND NOT EXISTS (
        SELECT 1 FROM people o WHERE o.identity_kind = $3 AND o.identity_number = $4 AND o.bound_at IS NOT NULL)
      """, name.text, VietnameseText.folded(name.text), identity.kind.rawValue, identity.number,
      moment.seconds, officer.value, agency.value, id.value)
    guard changed == 1 else { throw AlreadyBound() }
    try note(
      CounterAct.What.bind.rawValue, subject: "person \(id)",
      detail: "\(identity.kind.rawValue) \(identity.masked)", by: officer, of: agency, at: moment, in: db)
  }

  /// Undoes a binding that was a mistake: the account is again what its citizen had declared, and counter dossiers of
  /// the identity no longer appear in it.
  public static func unbind(
    _ id: PersonID, reason: String, by officer: PersonID, at agency: AgencyID, on moment: Moment,
    in db: WriteAccess
  ) throws {
    let bound = try db.first(
      """
      SELECT declared_name, identity_kind, identity_number FROM people
      WHERE id = $1 AND bound_at IS NOT NULL
      """, id.value
    ) { ($0.text(0), $0.text(1), $0.text(2)) }
    guard let (name, kind, number) = bound else { return }
    try db.execute(
      """
      UPDATE people SET name = $1, name_folded = $2, identity_kind = declared_identity_kind,
        identity_number = declared_identity_number, bound_at = NULL, bound_by = NULL, bound_agency = NULL,
        declared_name = NULL, declared_identity_kind = NULL, declared_identity_number = NULL,
        version = version + 1
      WHERE id = $3
      """, name, VietnameseText.folded(name), id.value)
    let identity = IdentityKind(rawValue: kind).flatMap { IdentityNumber($0, number) }
    try note(
      CounterAct.What.unbind.rawValue, subject: "person \(id)",
      detail: identity.map { "\($0.kind.rawValue) \($0.masked)" } ?? "", reason: reason, by: officer,
      of: agency, at: moment, in: db)
  }

  /// Where and when an account was bound.
  public struct Binding: Sendable, Hashable {
    /// Whose counter did it.
    public let agency: AgencyID
    /// When.
    public let at: Moment
  }

  /// The binding of an account that stands; nil where there is none.
  public static func binding(of id: PersonID, in db: ReadAccess) throws -> Binding? {
    try db.first(
      "SELECT bound_agency, bound_at FROM people WHERE id = $1 AND bound_at IS NOT NULL", id.value
    ) { Binding(agency: AgencyID($0.int64(0)), at: Moment(seconds: $0.int64(1))) }
  }

  /// The account that an identity is bound to.
  public static func account(boundTo identity: IdentityNumber, in db: ReadAccess) throws -> Account? {
    try db.first(
      """
      SELECT id FROM people WHERE identity_kind = $1 AND identity_number = $2 AND bound_at IS NOT NULL
      """, identity.kind.rawValue, identity.number
    ) { PersonID($0.int64(0)) }.flatMap { try account($0, in: db) }
  }
}

/// What a counter did to a citizen's account, as the chairman sees it.
public struct CounterAct: Sendable {
  /// What was done, as the journal names it.
  public enum What: String, Sendable, CaseIterable {
    /// Bound to the person at the counter.
    case bind = "bind-account"
    /// That was undone.
    case unbind = "unbind-account"
    /// A one-time password was handed over.
    case password = "set-password"
  }

  /// Stored number of the journal's line.
  public let id: Int64
  /// When.
  public let at: Moment
  /// Who did it.
  public let officer: String
  /// Whose account it is.
  public let account: PersonID
  /// Its login name.
  public let login: String
  /// What was done.
  public let what: What
  /// Of which identity, masked; empty for passwords.
  public let identity: String
  /// Why; empty for what needs no reason.
  public let reason: String

  /// Rows per page.
  public static let pageSize = 50

  /// What an agency's counter did, newest first; one row more than a page where there is a next one.
  ///
  /// - Parameter last: the last line of the page before.
  public static func list(
    at agency: AgencyID, after last: Int64? = nil, in db: ReadAccess
  ) throws -> [CounterAct] {
    try db.query(
      """
      SELECT a.id, a.recorded_at, p.name, c.id, c.login, a.what, a.detail, a.reason
      FROM administration_journal a JOIN people p ON p.id = a.person_id
        JOIN people c ON c.id = CAST(substr(a.subject, 8) AS INTEGER)
      WHERE a.agency_id = $1 AND ($2 IS NULL OR a.id < $2) ORDER BY a.id DESC LIMIT $3
      """, agency.value, last, pageSize + 1
    ) {
      CounterAct(
        id: $0.int64(0), at: Moment(seconds: $0.int64(1)), officer: $0.text(2),
        account: PersonID($0.int64(3)),
        login: $0.text(4), what: try known(What(rawValue: $0.text(5))), identity: $0.text(6),
        reason: $0.text(7))
    }
  }
}
