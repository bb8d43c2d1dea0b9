public import Workflow

/// Parts of dossiers at other agencies, as lists show them.
public enum Stages {
  /// An open stage with what a list shows of its dossier.
  public struct Listed: Sendable {
    /// The dossier.
    public let dossier: DossierID
    /// Its number among the dossier's stages.
    public let number: Int
    /// Mã hồ sơ.
    public let code: String
    /// Procedure code; its name is in the revision.
    public let procedureCode: String
    /// Revision it was filed under.
    public let revision: Int64
    /// Procedure field.
    public let field: String
    /// The receiving agency, which asks.
    public let lead: AgencyID
    /// Who is asked.
    public let agency: AgencyID
    /// In which way it takes part.
    public let kind: Stage.Kind
    /// What is to be done.
    public let task: String
    /// When it was sent.
    public let openedAt: Moment
    /// By when.
    public let due: Moment
    /// Who took it over there.
    public let holderName: String?
    /// When the head of Một cửa was told that it is overdue.
    public let reportedAt: Moment?
  }

  private static let query = """
    SELECT s.dossier_id, s.number, d.code, d.procedure_code, d.revision_id, d.field, s.lead_id, s.agency_id,
      s.kind, s.task, s.opened_at, s.due, p.name, s.reported_at
    FROM stages s JOIN dossiers d ON d.id = s.dossier_id LEFT JOIN people p ON p.id = s.holder_id
    """

  /// What an agency was asked and has not answered, next due first.
  public static func asked(of agency: AgencyID, in db: ReadAccess) throws -> [Listed] {
    try db.query(
      "\(query) WHERE s.agency_id = $1 AND s.closed_at IS NULL ORDER BY s.due, s.dossier_id LIMIT $2",
      agency.value, most, decode: listed)
  }

  /// What a receiving agency asked of others and has no answer to, next due first.
  public static func sent(by lead: AgencyID, in db: ReadAccess) throws -> [Listed] {
    try db.query(
      "\(query) WHERE s.lead_id = $1 AND s.closed_at IS NULL ORDER BY s.due, s.dossier_id LIMIT $2",
      lead.value, most, decode: listed)
  }

  /// The agencies where somebody receives or processes a field, and so can take a stage over.
  public static func agencies(staffedFor field: String, in db: ReadAccess) throws -> Set<AgencyID> {
    Set(
      try db.query(
        """
        SELECT DISTINCT g.agency_id FROM grants g JOIN people p ON p.id = g.person_id
        WHERE g.revoked_at IS NULL AND p.locked_at IS NULL AND g.role IN ('oneStopOfficer', 'specialist')
          AND (g.fields = '' OR ',' || g.fields || ',' LIKE '%,' || $1 || ',%')
        """, field
      ) { AgencyID($0.int64(0)) })
  }

  /// The most rows of a list.
  public static let most = 200

  private static func listed(_ row: Row) throws -> Listed {
    Listed(
      dossier: DossierID(row.int64(0)), number: row.int(1), code: row.text(2), procedureCode: row.text(3),
      revision: row.int64(4), field: row.text(5), lead: AgencyID(row.int64(6)),
      agency: AgencyID(row.int64(7)),
      kind: try known(Stage.Kind(rawValue: row.text(8))), task: row.text(9),
      openedAt: Moment(seconds: row.int64(10)), due: Moment(seconds: row.int64(11)),
      holderName: row.optionalText(12), reportedAt: row.optionalInt64(13).map { Moment(seconds: $0) })
  }
}
