public import Workflow

/// The truth of what happened to a dossier; the database itself refuses to change or delete it.
public enum Journal {
  /// One event.
  public struct Entry: Sendable {
    /// The dossier.
    public let dossier: DossierID
    /// The version it led to.
    public let version: Int
    /// What was done.
    public let verb: Verb
    /// State before.
    public let from: DossierState
    /// State after.
    public let to: DossierState
    /// In which capacity.
    public let role: Role
    /// Who.
    public let person: PersonID
    /// Where.
    public let agency: AgencyID
    /// Whom it was handed to.
    public let toPerson: PersonID?
    /// When it happened (decision 12: the server's time, unless back-dated with a reason).
    public let happenedAt: Moment
    /// Why.
    public let reason: String
    /// File name, number, collector: what belongs to the event besides.
    public let detail: String
  }

  /// An event with the names a page shows.
  public struct Line: Sendable {
    /// The event.
    public let entry: Entry
    /// Who.
    public let personName: String
    /// Whom it was handed to.
    public let toPersonName: String?
    /// When it was recorded.
    public let recordedAt: Moment
  }

  static func append(_ entry: Entry, recordedAt: Moment? = nil, in db: WriteAccess) throws {
    try db.execute(
      """
      INSERT INTO journal (dossier_id, version, verb, from_state, to_state, role, person_id, agency_id,
        to_person, happened_at, recorded_at, reason, detail)
      VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)
      """,
      entry.dossier.value, entry.version, entry.verb.rawValue, entry.from.rawValue, entry.to.rawValue,
      entry.role.rawValue, entry.person.value, entry.agency.value, entry.toPerson?.value,
      entry.happenedAt.seconds, (recordedAt ?? entry.happenedAt).seconds, entry.reason, entry.detail)
  }

  /// A dossier's events, oldest first.
  public static func lines(of id: DossierID, in db: ReadAccess) throws -> [Line] {
    try db.query("\(lineQuery) WHERE j.dossier_id = $1 ORDER BY j.version", id.value, decode: line)
  }

  /// The latest event of each dossier on a page.
  public static func lastLines(of ids: [DossierID], in db: ReadAccess) throws -> [DossierID: Line] {
    guard let page = PageOfDossiers(ids) else { return [:] }
    let lines = try db.query(
      """
      \(lineQuery) JOIN dossiers d ON d.id = j.dossier_id
      WHERE d.id IN (\(PageOfDossiers.sql))
        AND j.version = (SELECT max(m.version) FROM journal m WHERE m.dossier_id = d.id)
      """, arguments: page.arguments, decode: line)
    return Dictionary(lines.map { ($0.entry.dossier, $0) }) { $1 }
  }

  private static let lineQuery = """
    SELECT j.version, j.verb, j.from_state, j.to_state, j.role, j.person_id, j.agency_id, j.to_person,
      j.happened_at, j.recorded_at, j.reason, j.detail, p.name, t.name, j.dossier_id
    FROM journal j JOIN people p ON p.id = j.person_id LEFT JOIN people t ON t.id = j.to_person
    """

  private static func line(_ row: Row) throws -> Line {
    Line(
      entry: Entry(
        dossier: DossierID(row.int64(14)), version: row.int(0), verb: try known(Verb(rawValue: row.text(1))),
        from: try known(DossierState(rawValue: row.text(2))),
        to: try known(DossierState(rawValue: row.text(3))), role: try known(Role(rawValue: row.text(4))),
        person: PersonID(row.int64(5)), agency: AgencyID(row.int64(6)),
        toPerson: row.optionalInt64(7).map { PersonID($0) }, happenedAt: Moment(seconds: row.int64(8)),
        reason: row.text(10), detail: row.text(11)),
      personName: row.text(12), toPersonName: row.optionalText(13), recordedAt: Moment(seconds: row.int64(9)))
  }

  /// F001-06: keeps who tried what he may not.
  public static func noteRefusal(
    of verb: Verb, why: String, dossier: DossierID?, agency: AgencyID, by person: PersonID,
    at moment: Moment, in db: WriteAccess
  ) throws {
    try db.execute(
      """
      INSERT INTO refused_attempts (recorded_at, person_id, agency_id, dossier_id, verb, why)
      VALUES ($1, $2, $3, $4, $5, $6)
      """, moment.seconds, person.value, agency.value, dossier?.value, verb.rawValue, why)
  }

  /// A refused attempt as a list shows it.
  public struct Attempt: Sendable {
    /// When.
    public let at: Moment
    /// Who.
    public let personName: String
    /// What was tried.
    public let verb: Verb
    /// On which dossier; nil for one that does not exist yet.
    public let dossierCode: String?
    /// Why it was refused.
    public let why: String
  }

  /// The newest refused attempts at an agency.
  public static func attempts(at agency: AgencyID, limit: Int = 100, in db: ReadAccess) throws -> [Attempt] {
    try db.query(
      """
      SELECT r.recorded_at, p.name, r.verb, COALESCE(d.code, d.submission_number), r.why
      FROM refused_attempts r JOIN people p ON p.id = r.person_id LEFT JOIN dossiers d ON d.id = r.dossier_id
      WHERE r.agency_id = $1 ORDER BY r.recorded_at DESC, r.id DESC LIMIT $2
      """, agency.value, limit
    ) {
      Attempt(
        at: Moment(seconds: $0.int64(0)), personName: $0.text(1),
        verb: try known(Verb(rawValue: $0.text(2))), dossierCode: $0.optionalText(3), why: $0.text(4))
    }
  }
}
