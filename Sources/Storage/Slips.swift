public import Workflow

/// Papers that actions issued (phiếu): which, when, by whom, under which number. What they say is drawn from the
/// dossier as it stood at their version.
public enum Slips {
  /// An issued paper.
  public struct Slip: Sendable, Hashable {
    /// Stored number.
    public let id: Int64
    /// The dossier.
    public let dossier: DossierID
    /// What it is.
    public let kind: SlipKind
    /// The version of the dossier that it came with.
    public let version: Int
    /// Its number within the year, the kind and the issuing agency.
    public let number: Int
    /// The issuing agency.
    public let agency: AgencyID
    /// Who issued it.
    public let person: PersonID
    /// When.
    public let issuedAt: Moment
  }

  static func issue(
    _ kind: SlipKind, for record: Dossiers.Record, by person: PersonID, at moment: Moment, in db: WriteAccess
  ) throws {
    let agency = record.dossier.agency
    let number = try Serials.next(
      series: "slip-\(kind.rawValue)-\(agency.value)", period: String(moment.day.year), in: db)
    try db.execute(
      """
      INSERT INTO slips (dossier_id, kind, version, number, agency_id, person_id, issued_at)
      VALUES ($1, $2, $3, $4, $5, $6, $7)
      """, record.dossier.id.value, kind.rawValue, record.dossier.version, number, agency.value, person.value,
      moment.seconds)
  }

  /// A dossier's papers, oldest first.
  public static func slips(of id: DossierID, in db: ReadAccess) throws -> [Slip] {
    try db.query("\(query) WHERE dossier_id = $1 ORDER BY id", id.value, decode: slip)
  }

  /// One paper by its number.
  public static func slip(_ id: Int64, in db: ReadAccess) throws -> Slip? {
    try db.first("\(query) WHERE id = $1", id, decode: slip)
  }

  private static let query =
    "SELECT id, dossier_id, kind, version, number, agency_id, person_id, issued_at FROM slips"

  private static func slip(_ row: Row) throws -> Slip {
    Slip(
      id: row.int64(0), dossier: DossierID(row.int64(1)), kind: try known(SlipKind(rawValue: row.text(2))),
      version: row.int(3), number: row.int(4), agency: AgencyID(row.int64(5)), person: PersonID(row.int64(6)),
      issuedAt: Moment(seconds: row.int64(7)))
  }
}
