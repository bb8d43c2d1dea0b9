public import Workflow

/// What a chairman looks at in the morning, besides what is due and overdue.
extension Dossiers {
  private static let isStuck = """
    d.agency_id = $1 AND d.received_at IS NOT NULL AND d.finished_at IS NULL AND d.late_from > 0 AND d.moved_at < $2
    """

  /// Being solved, and not moved since a moment; the longest first.
  public static func stuck(
    at agency: AgencyID, since moment: Moment, most: Int = pageSize + 1, after key: PageKey = .start,
    in db: ReadAccess
  ) throws -> [Listed] {
    try db.query(
      """
      SELECT \(rowColumns) FROM dossiers d
      WHERE \(isStuck) AND d.moved_at >= $3 AND (d.moved_at, d.id) > ($3, $4)
      ORDER BY d.moved_at, d.id LIMIT $5
      """, agency.value, moment.seconds, key.key, key.id, most, decode: listed)
  }

  /// How many these are.
  public static func stuckCount(at agency: AgencyID, since moment: Moment, in db: ReadAccess) throws -> Int {
    try db.first(
      "SELECT count(*) FROM dossiers d INDEXED BY dossiers_by_movement WHERE \(isStuck)", agency.value,
      moment.seconds
    ) { $0.int(0) } ?? 0
  }

  /// Where a dossier stands, with what it lacks.
  public struct Standing: Sendable {
    /// Whom its next step waits for; nil where it is over.
    public let lack: Lack?
    /// The agency that was asked and has not answered, the one due first.
    public let partner: AgencyID?
  }

  /// How dossiers of a page stand.
  public static func standings(of ids: [DossierID], in db: ReadAccess) throws -> [DossierID: Standing] {
    guard let page = PageOfDossiers(ids) else { return [:] }
    return Dictionary(
      try db.query(
        """
        SELECT d.id, d.state, d.is_payment_due, d.handover_due IS NOT NULL,
          d.result_point IS NOT NULL AND d.result_point <> d.pickup_point,
          EXISTS (SELECT 1 FROM attachments a
            WHERE a.dossier_id = d.id AND a.paper_id IS NULL AND a.removed_at IS NULL),
          (SELECT s.agency_id FROM stages s
           WHERE s.dossier_id = d.id AND s.closed_at IS NULL ORDER BY s.due, s.number LIMIT 1),
          EXISTS (\(damage) AND a.dossier_id = d.id)
        FROM dossiers d WHERE d.id IN (\(PageOfDossiers.sql))
        """, arguments: page.arguments
      ) { row in
        let partner = row.optionalInt64(6).map { AgencyID($0) }
        var facts = Lack.Facts()
        facts.isPaymentDue = row.bool(2)
        facts.isInTransit = row.bool(3)
        facts.isElsewhere = row.bool(4)
        facts.hasResult = row.bool(5)
        facts.isAtPartner = partner != nil
        facts.isDamaged = row.bool(7)
        let state = try known(DossierState(rawValue: row.text(1)))
        return (DossierID(row.int64(0)), Standing(lack: Lack.of(state, facts), partner: partner))
      }, uniquingKeysWith: { $1 })
  }
}
