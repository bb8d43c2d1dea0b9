public import Workflow

/// What applicants were told, on their account (rules §2 (a): every change of an online dossier is told).
public enum Notices {
  /// A notice as the account shows it.
  public struct Shown: Sendable {
    /// Stored number.
    public let id: Int64
    /// The dossier.
    public let dossier: DossierID
    /// Its code or submission number.
    public let number: String
    /// Its procedure.
    public let procedureCode: String
    /// What is told.
    public let notice: Notice
    /// When.
    public let at: Moment
    /// Whether it was opened.
    public let isRead: Bool
  }

  static func send(
    _ notice: Notice, about record: Dossiers.Record, at moment: Moment, in db: WriteAccess
  ) throws {
    guard let applicant = record.applicant else { return }
    try db.execute(
      "INSERT INTO notices (dossier_id, person_id, notice, created_at) VALUES ($1, $2, $3, $4)",
      record.dossier.id.value, applicant.value, notice.rawValue, moment.seconds)
  }

  private static let columns = """
    SELECT n.id, n.dossier_id, COALESCE(d.code, d.submission_number, ''), d.procedure_code, n.notice,
      n.created_at, n.read_at
    FROM notices n JOIN dossiers d ON d.id = n.dossier_id
    """

  private static func shown(_ row: Row) throws -> Shown {
    Shown(
      id: row.int64(0), dossier: DossierID(row.int64(1)), number: row.text(2), procedureCode: row.text(3),
      notice: try known(Notice(rawValue: row.text(4))), at: Moment(seconds: row.int64(5)),
      isRead: !row.isNull(6))
  }

  /// The newest notices of an account.
  public static func newest(of person: PersonID, limit: Int = 20, in db: ReadAccess) throws -> [Shown] {
    try db.query(
      "\(columns) WHERE n.person_id = $1 ORDER BY n.id DESC LIMIT $2", person.value, limit, decode: shown)
  }

  /// What an account was told about a dossier, newest first.
  public static func about(_ dossier: DossierID, of person: PersonID, in db: ReadAccess) throws -> [Shown] {
    try db.query(
      "\(columns) WHERE n.person_id = $1 AND n.dossier_id = $2 ORDER BY n.id DESC LIMIT 50", person.value,
      dossier.value, decode: shown)
  }

  /// How many the account has not opened.
  public static func unread(of person: PersonID, in db: ReadAccess) throws -> Int {
    try db.first(
      "SELECT count(*) FROM notices WHERE person_id = $1 AND read_at IS NULL", person.value
    ) { $0.int(0) } ?? 0
  }

  /// Marks a dossier's notices as opened.
  public static func markRead(
    of person: PersonID, dossier: DossierID, at moment: Moment, in db: WriteAccess
  ) throws {
    try db.execute(
      "UPDATE notices SET read_at = $1 WHERE person_id = $2 AND dossier_id = $3 AND read_at IS NULL",
      moment.seconds, person.value, dossier.value)
  }
}
