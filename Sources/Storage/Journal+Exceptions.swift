public import Workflow

extension Journal {
  /// An exception for a paper or a result, or a supplement allowed too late, as it was recorded (decisions 7, 10; F001-02,
  /// F001-03).
  public struct RecordedException: Sendable {
    /// When.
    public let at: Moment
    /// Who recorded it.
    public let person: PersonID
    /// By name.
    public let personName: String
    /// The dossier.
    public let dossier: DossierID
    /// Its code or submission number.
    public let dossierCode: String
    /// What was done.
    public let verb: Verb
    /// The paper's name; nil for what is about none.
    public let paperName: String?
    /// The kind of a paper's exception.
    public let code: PaperException.Code?
    /// Why.
    public let reason: String
  }

  /// The newest exceptions at an agency.
  public static func exceptions(
    at agency: AgencyID, limit: Int = 100, in db: ReadAccess
  ) throws -> [RecordedException] {
    try db.query(
      """
      SELECT j.happened_at, p.name, j.dossier_id, COALESCE(d.code, d.submission_number, ''), j.verb,
        COALESCE(q.name, j.detail), q.exception_code, j.reason, j.person_id
      FROM journal j JOIN people p ON p.id = j.person_id JOIN dossiers d ON d.id = j.dossier_id
        LEFT JOIN dossier_papers q
          ON q.dossier_id = j.dossier_id AND (q.paper_id = j.detail OR q.name = j.detail)
      WHERE j.agency_id = $1 AND j.verb IN ('except-paper', 'except-result', 'allow-supplement')
      ORDER BY j.id DESC LIMIT $2
      """, agency.value, limit
    ) { row in
      let verb = try known(Verb(rawValue: row.text(4)))
      return RecordedException(
        at: Moment(seconds: row.int64(0)), person: PersonID(row.int64(8)), personName: row.text(1),
        dossier: DossierID(row.int64(2)),
        dossierCode: row.text(3), verb: verb, paperName: verb == .exceptPaper ? row.text(5) : nil,
        code: row.optionalText(6).flatMap { PaperException.Code(rawValue: $0) }, reason: row.text(7))
    }
  }

  /// A moment that was set earlier than it was recorded (F000-04).
  public struct Backdating: Sendable {
    /// The dossier.
    public let dossier: DossierID
    /// Its code.
    public let dossierCode: String
    /// What took place.
    public let milestone: Milestone
    /// When it took place.
    public let happenedAt: Moment
    /// When that was recorded.
    public let recordedAt: Moment
    /// Who recorded it.
    public let person: PersonID
    /// By name.
    public let personName: String
    /// Why.
    public let reason: String
  }

  /// The newest at an agency.
  public static func backdatings(
    at agency: AgencyID, limit: Int = 100, in db: ReadAccess
  ) throws -> [Backdating] {
    try db.query(
      """
      SELECT j.dossier_id, COALESCE(d.code, ''), j.detail, j.happened_at, j.recorded_at, p.name, j.reason, j.person_id
      FROM journal j JOIN people p ON p.id = j.person_id JOIN dossiers d ON d.id = j.dossier_id
      WHERE j.agency_id = $1 AND j.verb = 'backdate' ORDER BY j.id DESC LIMIT $2
      """, agency.value, limit
    ) {
      Backdating(
        dossier: DossierID($0.int64(0)), dossierCode: $0.text(1),
        milestone: try known(Milestone(rawValue: $0.text(2))), happenedAt: Moment(seconds: $0.int64(3)),
        recordedAt: Moment(seconds: $0.int64(4)), person: PersonID($0.int64(7)), personName: $0.text(5),
        reason: $0.text(6))
    }
  }
}
