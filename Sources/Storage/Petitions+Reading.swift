public import Workflow

extension Petitions {
  static let columns = """
    p.id, p.number, p.agency_id, p.kind, p.channel, p.petitioner_id, p.name, p.contact, p.keyed_by, p.dossier_id,
    COALESCE(d.code, d.submission_number, ''), p.subject, p.body, p.received_at, p.due, p.extended_at, p.state,
    p.closed_at, p.answer, p.finding, p.contentment, p.version
    """

  static let source = "petitions p LEFT JOIN dossiers d ON d.id = p.dossier_id"

  static func stored(_ row: Row) throws -> Stored {
    Stored(
      id: row.int64(0), number: row.text(1), agency: AgencyID(row.int64(2)),
      kind: try known(Petition.Kind(rawValue: row.text(3))),
      channel: try known(Petition.Channel(rawValue: row.text(4))),
      petitioner: row.optionalInt64(5).map { PersonID($0) }, name: row.text(6), contact: row.text(7),
      keyedBy: PersonID(row.int64(8)), dossier: row.optionalInt64(9).map { DossierID($0) },
      dossierCode: row.text(10), subject: row.text(11), body: row.text(12),
      receivedAt: Moment(seconds: row.int64(13)), due: try known(Day(iso: row.text(14))),
      extendedAt: row.optionalInt64(15).map { Moment(seconds: $0) },
      state: try known(Petition.State(rawValue: row.text(16))),
      closedAt: row.optionalInt64(17).map { Moment(seconds: $0) }, answer: row.text(18),
      finding: Petition.Finding(rawValue: row.text(19)),
      contentment: Petition.Contentment(rawValue: row.text(20)), version: row.int(21))
  }

  /// A petition.
  public static func petition(_ id: Int64, in db: ReadAccess) throws -> Stored? {
    try db.first("SELECT \(columns) FROM \(source) WHERE p.id = $1", id, decode: stored)
  }

  /// What waits for an answer at an agency, the next due first; at most 200.
  public static func open(at agency: AgencyID, in db: ReadAccess) throws -> [Stored] {
    try db.query(
      """
      SELECT \(columns) FROM \(source) WHERE p.agency_id = $1 AND p.state = 'open'
      ORDER BY p.due, p.id LIMIT 200
      """, agency.value, decode: stored)
  }

  /// How many wait for an answer at an agency.
  public static func openCount(at agency: AgencyID, in db: ReadAccess) throws -> Int {
    try db.first(
      "SELECT count(*) FROM petitions WHERE agency_id = $1 AND state = 'open'", agency.value
    ) { $0.int(0) } ?? 0
  }

  /// What came from an account, the newest first; at most 100.
  public static func sent(by person: PersonID, in db: ReadAccess) throws -> [Stored] {
    try db.query(
      "SELECT \(columns) FROM \(source) WHERE p.petitioner_id = $1 ORDER BY p.id DESC LIMIT 100",
      person.value,
      decode: stored)
  }

  /// How many an account sent since a moment.
  public static func count(by person: PersonID, since moment: Moment, in db: ReadAccess) throws -> Int {
    try db.first(
      "SELECT count(*) FROM petitions WHERE petitioner_id = $1 AND received_at >= $2", person.value,
      moment.seconds
    ) { $0.int(0) } ?? 0
  }

  /// What an officer keyed in for others, the newest first; at most 100.
  public static func keyed(by person: PersonID, in db: ReadAccess) throws -> [Stored] {
    try db.query(
      """
      SELECT \(columns) FROM \(source) WHERE p.keyed_by = $1 AND p.petitioner_id IS NULL
      ORDER BY p.id DESC LIMIT 100
      """, person.value, decode: stored)
  }

  /// What was done to a petition, in order.
  public static func steps(of id: Int64, in db: ReadAccess) throws -> [Step] {
    try db.query(
      """
      SELECT s.act, p.name, s.at, s.words FROM petition_steps s JOIN people p ON p.id = s.person_id
      WHERE s.petition_id = $1 ORDER BY s.number
      """, id
    ) {
      Step(
        act: try known(Petition.Act(rawValue: $0.text(0))), personName: $0.text(1),
        at: Moment(seconds: $0.int64(2)), words: $0.text(3))
    }
  }

  private static let fileColumns = "id, petition_id, act, sha256, size, kind, filename"

  private static func file(_ row: Row) throws -> File {
    File(
      id: row.int64(0), petition: row.int64(1), act: try known(Petition.Act(rawValue: row.text(2))),
      kept: DossierFiles.Kept(
        sha256: row.text(3), size: row.int(4), kind: try known(FileKind(rawValue: row.text(5))),
        filename: row.text(6)))
  }

  /// The files of a petition and its answer, oldest first.
  public static func files(of id: Int64, in db: ReadAccess) throws -> [File] {
    try db.query(
      "SELECT \(fileColumns) FROM petition_files WHERE petition_id = $1 ORDER BY id", id, decode: file)
  }

  /// A file of a petition or of its answer.
  public static func file(_ id: Int64, in db: ReadAccess) throws -> File? {
    try db.first("SELECT \(fileColumns) FROM petition_files WHERE id = $1", id, decode: file)
  }
}
