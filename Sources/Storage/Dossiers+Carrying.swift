public import Workflow

/// Results between the points of an agency: what is to be sent, and what is under way (arts 18, 20).
extension Dossiers {
  /// A result that lies elsewhere than where it is picked up.
  public struct Carried: Sendable {
    /// As on every list.
    public let listed: Listed
    /// Where it lies, or left.
    public let from: PointID
    /// Where it is picked up.
    public let to: PointID
    /// Who gave it, when, and by when it must have arrived; nil while nobody has sent it.
    public let transport: Handover?
    /// Where a list goes on after it.
    public let key: PageKey
  }

  /// The results of an agency that travel, or must: to be sent first, then by the moment they must have arrived; of some
  /// procedure fields or (where empty) of all.
  public static func carried(
    at agency: AgencyID, fields: Set<String> = [], after key: PageKey = .start, in db: ReadAccess
  ) throws -> [Carried] {
    try db.query(
      """
      SELECT \(rowColumns), d.result_point, d.pickup_point, d.transport_giver, d.transport_given,
        d.transport_due
      FROM dossiers d
      WHERE d.agency_id = $1 AND d.\(isCarried) AND COALESCE(d.transport_due, 0) >= $2
        AND (COALESCE(d.transport_due, 0), d.id) > ($2, $3) AND ($4 = '' OR $4 LIKE '%,' || d.field || ',%')
      ORDER BY COALESCE(d.transport_due, 0), d.id LIMIT $5
      """, agency.value, key.key, key.id, listing(fields), pageSize + 1, decode: carried)
  }

  /// How many these are.
  public static func carriedCount(
    at agency: AgencyID, fields: Set<String> = [], in db: ReadAccess
  ) throws -> Int {
    try db.first(
      """
      SELECT count(*) FROM dossiers d
      WHERE d.agency_id = $1 AND d.\(isCarried) AND ($2 = '' OR $2 LIKE '%,' || d.field || ',%')
      """, agency.value, listing(fields)
    ) { $0.int(0) } ?? 0
  }

  /// In the words of its index.
  private static let isCarried = "state = 'at-counter' AND d.result_point <> d.pickup_point"

  private static func carried(_ row: Row) throws -> Carried {
    let (listed, first) = (try listed(row), rowColumnCount)
    let transport = transport(row, from: first + 2)
    return Carried(
      listed: listed, from: PointID(row.int64(first)), to: PointID(row.int64(first + 1)),
      transport: transport,
      key: PageKey(key: transport?.due.seconds ?? 0, id: listed.id.value))
  }

  /// Giver, moment and due date of a transport, in three columns.
  static func transport(_ row: Row, from first: Int) -> Handover? {
    guard let giver = row.optionalInt64(first) else { return nil }
    return Handover(
      giver: PersonID(giver), givenAt: Moment(seconds: row.int64(first + 1)),
      due: Moment(seconds: row.int64(first + 2)))
  }

  /// Writes where a dossier was received, is picked up, and where its result lies.
  static func savePoints(_ dossier: Dossier, in db: WriteAccess) throws {
    let (points, transport) = (dossier.points, dossier.points.transport)
    try db.execute(
      """
      UPDATE dossiers SET received_point = $1, pickup_point = $2, result_point = $3, transport_giver = $4,
        transport_given = $5, transport_due = $6
      WHERE id = $7
      """, points.received?.value, points.pickUp?.value, points.result?.value, transport?.giver.value,
      transport?.givenAt.seconds, transport?.due.seconds, dossier.id.value)
  }
}
