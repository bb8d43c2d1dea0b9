public import Workflow

/// What inspectors opened (F001-09): written by the portal, read by the head of the unit, the office above and the inspector.
public enum Inspections {
  /// Something that was opened.
  public struct Look: Sendable {
    /// Stored number.
    public let id: Int64
    /// By whom.
    public let person: PersonID
    /// By name.
    public let personName: String
    /// The code of the dossier it was of; empty for anything else.
    public let dossierCode: String
    /// The address without what was asked of it.
    public let path: String
    /// When.
    public let at: Moment
  }

  /// Rows of a page.
  public static let pageSize = 50

  /// Keeps that somebody opened something.
  public static func note(
    _ path: String, of agency: AgencyID?, dossier: DossierID?, by person: PersonID, at moment: Moment,
    in db: WriteAccess
  ) throws {
    try db.execute(
      "INSERT INTO inspection_looks (person_id, agency_id, dossier_id, path, looked_at) VALUES ($1, $2, $3, $4, $5)",
      person.value, agency?.value, dossier?.value, String(path.prefix(200)), moment.seconds)
  }

  /// What was opened of an agency, and by those who inspect it of several at once, the newest first; one more than a page where
  /// there is a next one.
  ///
  /// - Parameters:
  ///   - line: the agency, and those above it.
  ///   - id: the last one of the page before; 0 for the first page.
  public static func looks(
    at agency: AgencyID, in line: [AgencyID], before id: Int64, _ db: ReadAccess
  ) throws -> [Look] {
    try db.query(
      """
      SELECT l.id, l.person_id, p.name, l.path, l.looked_at, COALESCE(d.code, d.submission_number, '')
      FROM inspection_looks l JOIN people p ON p.id = l.person_id LEFT JOIN dossiers d ON d.id = l.dossier_id
      WHERE l.id IN (
        SELECT id FROM (
          SELECT o.id FROM inspection_looks o WHERE o.agency_id = $1 AND ($2 = 0 OR o.id < $2)
          ORDER BY o.id DESC LIMIT $3)
        UNION ALL SELECT id FROM (
          SELECT s.id FROM inspection_looks s
          WHERE s.agency_id IS NULL AND ($2 = 0 OR s.id < $2)
            AND EXISTS (SELECT 1 FROM grants g WHERE g.person_id = s.person_id AND g.role = 'inspector'
              AND instr($4, ',' || g.agency_id || ',') > 0)
          ORDER BY s.id DESC LIMIT $3))
      ORDER BY l.id DESC LIMIT $3
      """, agency.value, id, pageSize + 1, "," + line.map { "\($0)," }.joined()
    ) {
      Look(
        id: $0.int64(0), person: PersonID($0.int64(1)), personName: $0.text(2),
        dossierCode: $0.text(5), path: $0.text(3), at: Moment(seconds: $0.int64(4)))
    }
  }

  /// The dossier that a file belongs to.
  public static func dossier(ofFile id: Int64, in db: ReadAccess) throws -> DossierID? {
    try db.first("SELECT dossier_id FROM attachments WHERE id = $1", id) { DossierID($0.int64(0)) }
  }

  /// The agency that a dossier belongs to.
  public static func agency(of id: DossierID, in db: ReadAccess) throws -> AgencyID? {
    try db.first("SELECT agency_id FROM dossiers WHERE id = $1", id.value) { AgencyID($0.int64(0)) }
  }
}
