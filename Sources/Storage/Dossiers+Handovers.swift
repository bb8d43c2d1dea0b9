public import Workflow

/// Paper on its way between desks (art 18), and dossiers whose result is there but which are not over (F004-04).
extension Dossiers {
  /// A paper dossier that nobody has signed for.
  public struct InTransit: Sendable {
    /// As on every list.
    public let listed: Listed
    /// Who gave it, when, and by when it must have arrived.
    public let handover: Handover
  }

  /// What left a counter and was not signed for, next due first, of some procedure fields or (where empty) of all.
  public static func inTransit(
    from agency: AgencyID, fields: Set<String> = [], after key: PageKey = .start, in db: ReadAccess
  ) throws -> [InTransit] {
    try db.query(
      """
      SELECT \(rowColumns), d.turns FROM dossiers d
      WHERE d.agency_id = $1 AND d.handover_due IS NOT NULL AND d.handover_due >= $2
        AND (d.handover_due, d.id) > ($2, $3) AND ($4 = '' OR $4 LIKE '%,' || d.field || ',%')
      ORDER BY d.handover_due, d.id LIMIT $5
      """, agency.value, key.key, key.id, listing(fields), pageSize + 1, decode: inTransit)
  }

  /// What is on its way to a specialist, next due first.
  public static func inTransit(to person: PersonID, in db: ReadAccess) throws -> [InTransit] {
    try db.query(
      """
      SELECT \(rowColumns), d.turns FROM dossiers d
      WHERE d.processor_id = $1 AND d.state = 'processing' AND d.handover_due IS NOT NULL LIMIT $2
      """, person.value, pageSize * 4, decode: inTransit
    )
    .sorted { $0.handover.due < $1.handover.due }
  }

  /// How many papers a counter has on their way.
  public static func inTransitCount(
    from agency: AgencyID, fields: Set<String> = [], in db: ReadAccess
  ) throws -> Int {
    try db.first(
      """
      SELECT count(*) FROM dossiers d
      WHERE d.agency_id = $1 AND d.handover_due IS NOT NULL AND ($2 = '' OR $2 LIKE '%,' || d.field || ',%')
      """, agency.value, listing(fields)
    ) { $0.int(0) } ?? 0
  }

  private static func inTransit(_ row: Row) throws -> InTransit {
    InTransit(
      listed: try listed(row),
      handover: try known(Turns.stored(row.text(rowColumnCount)).handover))
  }

  /// Which way paper goes between the counter and the desks.
  public enum Way: String, Sendable, CaseIterable {
    /// From the counter to a specialist.
    case out
    /// As a result, back to the counter.
    case back
  }

  /// A paper dossier, or the result of any, that went from one desk to another.
  public struct HandedOver: Sendable {
    /// The dossier.
    public let dossier: DossierID
    /// Mã hồ sơ.
    public let code: String
    /// Chủ hồ sơ.
    public let ownerName: String
    /// Procedure code; its name is in the revision.
    public let procedureCode: String
    /// Revision it was filed under.
    public let revision: Int64
    /// Sets handed in.
    public let copies: Int
    /// Who gave and who received, by number and name; the name is empty where nobody is known.
    public let giver: PersonID?, receiver: PersonID?
    /// Their names.
    public let giverName: String, receiverName: String
    /// When it was given; for a result, when the counter took it.
    public let givenAt: Moment
    /// When it was signed for; nil while it is on its way.
    public let takenAt: Moment?
  }

  /// What was handed over at a counter on a day, by desk, of some procedure fields or (where empty) of all.
  ///
  /// - Returns: no more than `most`.
  public static func handedOver(
    _ way: Way, at agency: AgencyID, on day: Day, fields: Set<String> = [], most: Int, in db: ReadAccess
  ) throws -> [HandedOver] {
    let start = Moment(day: day, minuteOfDay: 0)
    let end = Moment(day: day + 1, minuteOfDay: 0)
    let (people, paper) =
      switch way {
      case .out: ("j.person_id AS giver, j.to_person AS receiver", "d.channel <> 'online'")
      case .back: ("COALESCE(d.processor_id, d.signer_id) AS giver, j.person_id AS receiver", "1 = 1")
      }
    return try db.query(
      """
      SELECT h.*, g.name, r.name FROM (
        SELECT d.id, d.code, d.owner_name, d.procedure_code, d.revision_id, d.copies, j.recorded_at AS given_at,
          (SELECT min(t.recorded_at) FROM journal t
           WHERE t.dossier_id = d.id AND t.version > j.version AND t.verb = 'take-over') AS taken_at, \(people)
        FROM journal j JOIN dossiers d ON d.id = j.dossier_id
        WHERE j.agency_id = $1 AND j.verb IN ('forward', 'take-back') AND j.verb = $2 AND j.recorded_at >= $3 AND j.recorded_at < $4 AND \(paper)
          AND ($5 = '' OR $5 LIKE '%,' || d.field || ',%')) h
      LEFT JOIN people g ON g.id = h.giver LEFT JOIN people r ON r.id = h.receiver
      ORDER BY h.receiver, h.giver, h.given_at, h.id LIMIT $6
      """, agency.value, (way == .out ? Verb.forward : .takeBack).rawValue, start.seconds, end.seconds,
      listing(fields), most
    ) { row in
      let given = Moment(seconds: row.int64(6))
      let taken = way == .back ? given : row.optionalInt64(7).map { Moment(seconds: $0) }
      return HandedOver(
        dossier: DossierID(row.int64(0)), code: row.text(1), ownerName: row.text(2),
        procedureCode: row.text(3), revision: row.int64(4), copies: row.int(5),
        giver: row.optionalInt64(8).map { PersonID($0) }, receiver: row.optionalInt64(9).map { PersonID($0) },
        giverName: row.optionalText(10) ?? "", receiverName: row.optionalText(11) ?? "", givenAt: given,
        takenAt: taken)
    }
  }

  /// A dossier with a result that is not over.
  public struct Unfinished: Sendable {
    /// As on every list.
    public let listed: Listed
    /// Since when a result is there.
    public let since: Moment
  }

  private static let resultSince = """
    (SELECT min(a.added_at) FROM attachments a
     WHERE a.dossier_id = d.id AND a.paper_id IS NULL AND a.removed_at IS NULL)
    """

  /// Dossiers with a result file that were not returned, the oldest result first.
  public static func unfinished(
    at agency: AgencyID, after key: PageKey = .start, in db: ReadAccess
  ) throws -> [Unfinished] {
    try db.query(
      """
      SELECT * FROM (
        SELECT \(rowColumns), \(resultSince) AS since, d.id AS number FROM dossiers d
        WHERE d.agency_id = $1 AND d.received_at IS NOT NULL AND d.finished_at IS NULL AND d.late_from > 0
        UNION ALL
        SELECT \(rowColumns), \(resultSince), d.id FROM dossiers d
        WHERE d.agency_id = $1 AND d.state IN ('signed', 'at-counter') AND d.\(isAtCounter)
          AND d.finished_at IS NOT NULL)
      WHERE since IS NOT NULL AND (since, number) > ($2, $3) ORDER BY since, number LIMIT $4
      """, agency.value, key.key, key.id, pageSize + 1
    ) { Unfinished(listed: try listed($0), since: Moment(seconds: $0.int64(rowColumnCount))) }
  }

  /// The numbers of an agency's dossiers that are being solved, next late first.
  public static func solving(at agency: AgencyID, limit: Int, in db: ReadAccess) throws -> [DossierID] {
    try db.query(
      """
      SELECT id FROM dossiers WHERE agency_id = $1 AND received_at IS NOT NULL AND finished_at IS NULL
      ORDER BY late_from, id LIMIT $2
      """, agency.value, limit
    ) { DossierID($0.int64(0)) }
  }
}
