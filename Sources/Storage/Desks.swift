public import Workflow

/// Desks of persons: what lies open on them, and what lies where nobody can work on it.
public enum Desks {
  /// A person's desks at an agency.
  public struct Desk: Sendable {
    /// Whose.
    public let person: PersonID
    /// His name.
    public let name: String
    /// Office held.
    public let title: String
    /// Whether the account is locked.
    public let isLocked: Bool
    /// Open dossiers on them.
    public let open: Int
    /// … of them those on which he cannot work any more: the account is locked or the role was taken.
    public let orphans: Int
  }

  /// Whose desk a dossier lies on.
  private static let holder = "CASE d.state WHEN 'processing' THEN d.processor_id ELSE d.signer_id END"

  private static let isOnDesk = """
    d.agency_id = $1 AND d.received_at IS NOT NULL AND d.finished_at IS NULL AND d.late_from > 0
      AND d.state IN ('processing', 'awaiting-sign-off', 'stop-proposed')
    """

  /// Nobody works on it: the account is locked, or no longer has the role at the unit or agency for the field.
  private static let isOrphan = """
    NOT EXISTS (
      SELECT 1 FROM grants g JOIN people h ON h.id = g.person_id
      WHERE g.person_id = \(holder) AND g.revoked_at IS NULL AND h.locked_at IS NULL
        AND g.role = CASE d.state WHEN 'processing' THEN 'specialist' ELSE 'leader' END
        AND g.agency_id IN (d.agency_id, d.unit_id)
        AND (g.fields = '' OR ',' || g.fields || ',' LIKE '%,' || d.field || ',%'))
    """

  /// Every desk of an agency with something on it, the abandoned ones first.
  public static func desks(at agency: AgencyID, in db: ReadAccess) throws -> [Desk] {
    try db.query(
      """
      SELECT p.id, p.name, p.title, p.locked_at IS NOT NULL, count(*), sum(\(isOrphan))
      FROM dossiers d JOIN people p ON p.id = \(holder)
      WHERE \(isOnDesk) GROUP BY p.id ORDER BY sum(\(isOrphan)) > 0 DESC, p.name_folded, p.id
      """, agency.value
    ) {
      Desk(
        person: PersonID($0.int64(0)), name: $0.text(1), title: $0.text(2), isLocked: $0.bool(3),
        open: $0.int(4), orphans: $0.int(5))
    }
  }

  /// How many open dossiers of an agency nobody can work on.
  public static func orphanCount(at agency: AgencyID, in db: ReadAccess) throws -> Int {
    try db.first(
      """
      SELECT COALESCE(sum(d.dossiers), 0) FROM (
        SELECT d.agency_id, d.unit_id, d.field, d.state, d.processor_id, d.signer_id, count(*) AS dossiers
        FROM dossiers d WHERE \(isOnDesk)
        GROUP BY d.agency_id, d.unit_id, d.field, d.state, \(holder)) d
      WHERE \(isOrphan)
      """, agency.value
    ) { $0.int(0) } ?? 0
  }

  /// The open dossiers of an agency that nobody can work on, next late first.
  public static func orphans(
    at agency: AgencyID, after key: Dossiers.PageKey = .start, most: Int = Dossiers.pageSize + 1,
    in db: ReadAccess
  ) throws -> [Dossiers.Listed] {
    try db.query(
      """
      SELECT \(Dossiers.rowColumns) FROM dossiers d
      WHERE \(isOnDesk) AND \(isOrphan) AND (d.late_from, d.id) > ($2, $3)
      ORDER BY d.late_from, d.id LIMIT $4
      """, agency.value, key.key, key.id, most, decode: Dossiers.listed)
  }

  /// The most dossiers of one person on one page.
  public static let most = 200

  /// The numbers of the open dossiers on a person's desks, next due first.
  public static func open(of person: PersonID, in db: ReadAccess) throws -> [DossierID] {
    let processing = try db.query(
      """
      SELECT id FROM dossiers WHERE processor_id = $1 AND state = 'processing'
      ORDER BY COALESCE(appointment, 0), id LIMIT $2
      """, person.value, most
    ) { DossierID($0.int64(0)) }
    let toSign = try db.query(
      """
      SELECT id FROM dossiers WHERE signer_id = $1 AND state IN ('awaiting-sign-off', 'stop-proposed')
      ORDER BY COALESCE(appointment, 0), id LIMIT $2
      """, person.value, most
    ) { DossierID($0.int64(0)) }
    return processing + toSign
  }
}
