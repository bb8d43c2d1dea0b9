public import Workflow

/// Words from above about dossiers, as lists show them.
public enum Nudges {
  /// One of them, with what became of its dossier.
  public struct Listed: Sendable {
    /// The dossier.
    public let dossier: DossierID
    /// Mã hồ sơ, or the submission number before receipt.
    public let code: String
    /// Owner's name.
    public let ownerName: String
    /// What is wanted.
    public let kind: Nudge.Kind
    /// Its words.
    public let words: String
    /// Who asked.
    public let askedBy: String
    /// On whose desk it lay; nil at the counter.
    public let askedOf: String?
    /// The agency.
    public let agency: AgencyID
    /// When.
    public let askedAt: Moment
    /// By which day to explain.
    public let answerBy: Day?
    /// The explanation, where there is one.
    public let answer: String
    /// When it was given.
    public let answeredAt: Moment?
    /// Whether the dossier moved since.
    public let hasMoved: Bool
  }

  private static let query = """
    SELECT n.dossier_id, COALESCE(d.code, d.submission_number, ''), d.owner_name, n.kind, n.words, b.name, o.name,
      n.agency_id, n.asked_at, n.answer_by, n.answer, n.answered_at, d.moved_at > n.asked_at
    FROM nudges n JOIN dossiers d ON d.id = n.dossier_id JOIN people b ON b.id = n.asked_by
      LEFT JOIN people o ON o.id = n.person_id
    """

  /// The most rows of a list.
  public static let most = 200

  /// What was said at an agency since a moment, and explanations that are owed or were given since; the oldest first.
  public static func said(at agency: AgencyID, since moment: Moment, in db: ReadAccess) throws -> [Listed] {
    try db.query(
      """
      \(query) WHERE n.agency_id = $1 AND n.kind = 'reminder' AND n.asked_at >= $2
      UNION ALL
      \(query) WHERE n.agency_id = $1 AND n.kind = 'explanation'
        AND COALESCE(n.answered_at, 9223372036854775807) >= $2
      ORDER BY 9, 1 LIMIT $3
      """, agency.value, moment.seconds, most, decode: listed)
  }

  /// What a person was asked and has neither answered nor, where it was a reminder, acted upon; the oldest first.
  public static func open(of person: PersonID, in db: ReadAccess) throws -> [Listed] {
    try db.query(
      """
      \(query) WHERE n.person_id = $1 AND n.answered_at IS NULL AND \(isOpen)
      ORDER BY n.asked_at, n.dossier_id LIMIT $2
      """, person.value, most, decode: listed)
  }

  /// The same of a counter.
  public static func open(atCounter agency: AgencyID, in db: ReadAccess) throws -> [Listed] {
    try db.query(
      """
      \(query) WHERE n.agency_id = $1 AND n.person_id IS NULL AND n.answered_at IS NULL AND \(isOpen)
      ORDER BY n.asked_at, n.dossier_id LIMIT $2
      """, agency.value, most, decode: listed)
  }

  private static let isOpen = "(n.kind = 'explanation' OR d.moved_at <= n.asked_at)"

  /// Writes one, or its answer.
  static func save(_ nudge: Nudge, of dossier: Dossier, in db: WriteAccess) throws {
    try db.execute(
      """
      INSERT INTO nudges (dossier_id, number, agency_id, kind, person_id, asked_by, asked_at, answer_by, words,
        answer, answered_by, answered_at)
      VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)
      ON CONFLICT (dossier_id, number) DO UPDATE SET answer = $10, answered_by = $11, answered_at = $12
      """, dossier.id.value, nudge.id, dossier.agency.value, nudge.kind.rawValue, nudge.to?.value,
      nudge.by.value, nudge.askedAt.seconds, nudge.answerBy?.iso, nudge.words, nudge.answer,
      nudge.answeredBy?.value, nudge.answeredAt?.seconds)
  }

  private static func listed(_ row: Row) throws -> Listed {
    Listed(
      dossier: DossierID(row.int64(0)), code: row.text(1), ownerName: row.text(2),
      kind: try known(Nudge.Kind(rawValue: row.text(3))), words: row.text(4), askedBy: row.text(5),
      askedOf: row.optionalText(6), agency: AgencyID(row.int64(7)), askedAt: Moment(seconds: row.int64(8)),
      answerBy: try row.optionalText(9).map { try known(Day(iso: $0)) }, answer: row.text(10),
      answeredAt: row.optionalInt64(11).map { Moment(seconds: $0) }, hasMoved: row.bool(12))
  }
}
