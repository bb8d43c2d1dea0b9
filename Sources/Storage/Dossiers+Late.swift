public import Workflow

/// Lists about lateness (art 19.9), of the dossiers of an agency or of one of its departments.
extension Dossiers {
  /// Whose dossiers a leader answers for: those of an agency or of one department of it, of some fields or all.
  public struct Charge: Sendable, Hashable {
    /// The agency whose counter received them.
    public let agency: AgencyID
    /// The unit that processes them; nil for all.
    public let unit: AgencyID?
    /// Procedure fields; empty for all.
    public let fields: Set<String>

    /// A part of the dossiers of an agency.
    public init(agency: AgencyID, unit: AgencyID? = nil, fields: Set<String> = []) {
      (self.agency, self.unit, self.fields) = (agency, unit, fields)
    }
  }

  private static let isInCharge = """
    ($2 IS NULL OR d.unit_id = $2) AND ($3 = '' OR $3 LIKE '%,' || d.field || ',%')
    """

  private static let isExpiring = """
    d.agency_id = $1 AND d.received_at IS NOT NULL AND d.finished_at IS NULL
      AND d.late_from < $4 AND d.apology IN ('', 'drafted') AND \(isInCharge)
    """

  private static let isToApologise = "d.agency_id = $1 AND d.apology = 'drafted' AND \(isInCharge)"

  /// Letters of apology that wait for a signature, next due first.
  public static func toApologise(
    _ charge: Charge, after key: PageKey = .start, most: Int = pageSize + 1, in db: ReadAccess
  ) throws -> [Listed] {
    try db.query(
      """
      SELECT \(rowColumns) FROM dossiers d
      WHERE \(isToApologise) AND (d.appointment, d.id) > ($4, $5)
      ORDER BY d.appointment, d.id LIMIT $6
      """, charge.agency.value, charge.unit?.value, listing(charge.fields), key.key, key.id, most,
      decode: listed)
  }

  /// Being solved, late or late soon, and nobody has apologised for them.
  ///
  /// - Parameter horizon: the last day whose appointments are near enough.
  public static func expiring(
    _ charge: Charge, until horizon: Day, after key: PageKey = .start, in db: ReadAccess
  ) throws -> [Listed] {
    try db.query(
      """
      SELECT \(rowColumns) FROM dossiers d
      WHERE \(isExpiring) AND (d.late_from, d.id) > ($5, $6)
      ORDER BY d.late_from, d.id LIMIT $7
      """, charge.agency.value, charge.unit?.value, listing(charge.fields), end(of: horizon), key.key, key.id,
      pageSize + 1, decode: listed)
  }

  /// How many dossiers the two lists hold.
  public static func lateCounts(
    _ charge: Charge, until horizon: Day, in db: ReadAccess
  ) throws -> (toApologise: Int, expiring: Int) {
    let toApologise = try db.first(
      "SELECT count(*) FROM dossiers d WHERE \(isToApologise)", charge.agency.value, charge.unit?.value,
      listing(charge.fields)
    ) { $0.int(0) }
    let expiring = try db.first(
      "SELECT count(*) FROM dossiers d WHERE \(isExpiring)", charge.agency.value, charge.unit?.value,
      listing(charge.fields), end(of: horizon)
    ) { $0.int(0) }
    return (toApologise ?? 0, expiring ?? 0)
  }

  /// What falls due on the day is late by the first minute of the next: one second later is the end of the list.
  private static func end(of day: Day) -> Int64 { Moment(day: day + 1, minuteOfDay: 0).seconds + 1 }
}
