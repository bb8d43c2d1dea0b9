public import Workflow

/// What falls due on a desk, at a counter or in an agency: for digests.
extension Dossiers {
  /// Where dossiers lie, or whose they are.
  public enum Desk: Sendable, Hashable {
    /// On a specialist's desk.
    case processor(PersonID)
    /// On a leader's desk.
    case signer(PersonID)
    /// At a counter, of some procedure fields or (where empty) of all.
    case counter(AgencyID, fields: Set<String>)
    /// Anywhere in an agency.
    case agency(AgencyID)
  }

  /// Dossiers without a result whose lateness begins in a span.
  ///
  /// - Returns: how many there are, and the first of them.
  public static func due(
    on desk: Desk, lateFrom span: Range<Moment>, most: Int, in db: ReadAccess
  ) throws -> (count: Int, rows: [Listed]) {
    let (condition, owner, fields) = condition(of: desk)
    let arguments: [any SQLParameter] = [owner, span.lowerBound.seconds, span.upperBound.seconds, fields]
    let isDue = "\(condition) AND d.late_from >= $2 AND d.late_from < $3 AND d.finished_at IS NULL"
    let count =
      try db.first("SELECT count(*) FROM dossiers d WHERE \(isDue)", arguments: arguments) { $0.int(0) } ?? 0
    guard count > 0 else { return (0, []) }
    let rows = try db.query(
      "SELECT \(rowColumns) FROM dossiers d WHERE \(isDue) ORDER BY d.late_from, d.id LIMIT $5",
      arguments: arguments + [most], decode: listed)
    return (count, rows)
  }

  private static func condition(of desk: Desk) -> (sql: String, owner: Int64, fields: String) {
    let ofFields = "($4 = '' OR $4 LIKE '%,' || d.field || ',%')"
    return switch desk {
    case .processor(let person):
      ("d.processor_id = $1 AND d.state = 'processing' AND \(ofFields)", person.value, "")
    case .signer(let person):
      (
        "d.signer_id = $1 AND d.state IN ('awaiting-sign-off', 'stop-proposed') AND \(ofFields)",
        person.value, ""
      )
    case .counter(let agency, let fields):
      (
        """
        d.agency_id = $1 AND d.received_at IS NOT NULL AND d.\(isAtCounter) AND \(ofFields)
        """, agency.value, listing(fields)
      )
    case .agency(let agency):
      ("d.agency_id = $1 AND d.received_at IS NOT NULL AND \(ofFields)", agency.value, "")
    }
  }

  /// Filed online in a span of time and not received yet, of some procedure fields or of all; the next to be answered
  /// first.
  public static func filed(
    at agency: AgencyID, fields: Set<String> = [], within span: Range<Moment>, most: Int, in db: ReadAccess
  ) throws -> (count: Int, rows: [Listed]) {
    let isFiled = """
      d.agency_id = $1 AND d.state = 'submitted' AND d.\(isAtCounter) AND d.submitted_at >= $2
        AND d.submitted_at < $3 AND ($4 = '' OR $4 LIKE '%,' || d.field || ',%')
      """
    let arguments: [any SQLParameter] = [
      agency.value, span.lowerBound.seconds, span.upperBound.seconds, listing(fields),
    ]
    let count =
      try db.first("SELECT count(*) FROM dossiers d WHERE \(isFiled)", arguments: arguments) { $0.int(0) }
      ?? 0
    guard count > 0 else { return (0, []) }
    let rows = try db.query(
      """
      SELECT \(rowColumns) FROM dossiers d WHERE \(isFiled)
      ORDER BY COALESCE(d.appointment, d.reception_due, 0), d.id LIMIT $5
      """, arguments: arguments + [most], decode: listed)
    return (count, rows)
  }

  /// A file of them is lost or unreadable, as far as is known; the oldest dossier first.
  public static func damaged(
    at agency: AgencyID, after key: PageKey = .start, most: Int = pageSize + 1, in db: ReadAccess
  ) throws -> [Listed] {
    try db.query(
      """
      SELECT \(rowColumns) FROM dossiers d
      WHERE d.agency_id = $1 AND d.id IN (\(damage)) AND d.id > $2 ORDER BY d.id LIMIT $3
      """, agency.value, key.id, most, decode: listed)
  }

  /// How many these are.
  public static func damagedCount(at agency: AgencyID, in db: ReadAccess) throws -> Int {
    try db.first(
      "SELECT count(*) FROM dossiers d WHERE d.agency_id = $1 AND d.id IN (\(damage))", agency.value
    ) { $0.int(0) } ?? 0
  }

  /// The dossiers of files that are lost or unreadable, as far as is known.
  static let damage = """
    SELECT a.dossier_id FROM attachments a
    WHERE a.damaged_at IS NOT NULL AND a.removed_at IS NULL AND a.is_dropped = 0
    """
}
