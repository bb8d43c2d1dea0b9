public import Workflow

/// The files of dossiers: rows that name content-addressed files already on disk.
public enum DossierFiles {
  /// A file of a paper or of the result.
  public struct File: Sendable {
    /// Stored number.
    public let id: Int64
    /// The dossier.
    public let dossier: DossierID
    /// The paper it belongs to; nil for a result file.
    public let paper: String?
    /// Content address.
    public let sha256: String
    /// Bytes.
    public let size: Int
    /// Kind by content, as `FileKind`'s raw value.
    public let kind: String
    /// Name as it was given, for people.
    public let filename: String
    /// The national code of the result that it is; empty for a paper, and where none is known.
    public let code: String
    /// When.
    public let addedAt: Moment
    /// What it was in the earlier dossier that it stands for by reference; nil for a file of this one.
    public let reuse: Reuse.Kind?
    /// The code of that dossier; empty for a file of this one.
    public let origin: String
    /// Taken off.
    public let isRemoved: Bool
    /// Taken off a draft, so that its content is not kept.
    public let isDropped: Bool
  }

  /// A file that is on disk and synced, about to be named by a row.
  public struct Kept: Sendable {
    /// Content address.
    public let sha256: String
    /// Bytes.
    public let size: Int
    /// Kind by content.
    public let kind: FileKind
    /// Name as it was given.
    public let filename: String

    /// What `Attachments.keep` made sure of.
    public init(sha256: String, size: Int, kind: FileKind, filename: String) {
      self.sha256 = sha256
      self.size = size
      self.kind = kind
      self.filename = filename
    }
  }

  /// Files of a dossier, oldest first; those taken off are left out.
  public static func files(of id: DossierID, in db: ReadAccess) throws -> [File] {
    try db.query(
      "SELECT \(columns) FROM attachments WHERE dossier_id = $1 AND removed_at IS NULL ORDER BY id", id.value,
      decode: file)
  }

  /// The result files of the dossiers on a page, oldest first.
  public static func results(of ids: [DossierID], in db: ReadAccess) throws -> [DossierID: [File]] {
    guard let page = PageOfDossiers(ids) else { return [:] }
    let files = try db.query(
      """
      SELECT \(columns) FROM attachments
      WHERE dossier_id IN (\(PageOfDossiers.sql)) AND paper_id IS NULL AND removed_at IS NULL ORDER BY id
      """, arguments: page.arguments, decode: file)
    return Dictionary(grouping: files, by: \.dossier)
  }

  /// A file by its number.
  public static func file(_ id: Int64, in db: ReadAccess) throws -> File? {
    try db.first("SELECT \(columns) FROM attachments WHERE id = $1", id, decode: file)
  }

  /// Bytes that the files and answers of an account's drafts hold (decision 22).
  public static func draftBytes(of person: PersonID, in db: ReadAccess) throws -> Int {
    try db.first(
      """
      SELECT COALESCE(sum(length(CAST(d.answers AS BLOB)) + COALESCE((
        SELECT sum(a.size) FROM attachments a
        WHERE a.dossier_id = d.id AND a.removed_at IS NULL AND a.source_id IS NULL), 0)), 0)
      FROM dossiers d WHERE d.applicant_id = $1 AND d.state = 'draft'
      """, person.value
    ) { $0.int(0) } ?? 0
  }

  /// Adds a file to a paper, or to the result where `paper` is nil: an action like any other.
  ///
  /// - Throws: as `Dossiers.apply`.
  @discardableResult
  public static func add(
    _ file: Kept, to id: DossierID, paper: String?, code: String = "", by actor: Dossier.Actor,
    at moment: Moment, reference: Reference, in db: WriteAccess
  ) throws -> Dossiers.Record {
    guard var record = try Dossiers.record(id, in: db) else { throw Dossiers.NotFound() }
    try add(
      file, to: &record, paper: paper, code: code, by: actor, at: moment, reference: reference, in: db)
    return record
  }

  /// The same for a record at hand, which then holds what the store holds.
  static func add(
    _ file: Kept, to record: inout Dossiers.Record, paper: String?, code: String = "",
    by actor: Dossier.Actor, at moment: Moment, reference: Reference, in db: WriteAccess
  ) throws {
    let action = paper.map { Action.attachPaper(paper: $0) } ?? .attachResult
    try Dossiers.apply(
      action, to: &record, by: actor, at: moment,
      detail: [code, file.filename].filter { !$0.isEmpty }.joined(separator: " "), reference: reference,
      in: db)
    try db.execute(
      """
      INSERT INTO attachments (dossier_id, paper_id, sha256, size, kind, filename, code, added_by, added_at)
      VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)
      """, record.dossier.id.value, paper, file.sha256, file.size, file.kind.rawValue, file.filename, code,
      actor.person.value, moment.seconds)
  }

  /// Takes a file off. The journal keeps that it was there; its content stays too, unless it was taken off a draft.
  ///
  /// - Throws: as `Dossiers.apply`; `NotFound` for a file of another dossier.
  public static func remove(
    _ file: Int64, of id: DossierID, by actor: Dossier.Actor, at moment: Moment, reference: Reference,
    in db: WriteAccess
  ) throws {
    guard let found = try self.file(file, in: db), found.dossier == id, !found.isRemoved else {
      throw Dossiers.NotFound()
    }
    let action = found.paper.map { Action.removePaper(paper: $0, reused: found.reuse) } ?? .removeResult
    try Dossiers.apply(
      action, to: id, version: nil, by: actor, at: moment, detail: found.filename, reference: reference,
      in: db)
    try db.execute(
      """
      UPDATE attachments SET removed_at = $1,
        is_dropped = (SELECT CASE state WHEN 'draft' THEN 1 ELSE 0 END FROM dossiers WHERE id = dossier_id)
      WHERE id = $2
      """, moment.seconds, file)
  }

  private static let columns = """
    id, dossier_id, paper_id, sha256, size, kind, filename, code, added_at, removed_at,
    is_dropped, reuse, COALESCE((SELECT d.code FROM attachments s JOIN dossiers d ON d.id = s.dossier_id
      WHERE s.id = attachments.source_id), '')
    """

  private static func file(_ row: Row) -> File {
    File(
      id: row.int64(0), dossier: DossierID(row.int64(1)), paper: row.optionalText(2), sha256: row.text(3),
      size: row.int(4), kind: row.text(5), filename: row.text(6), code: row.text(7),
      addedAt: Moment(seconds: row.int64(8)),
      reuse: row.optionalText(11).flatMap { Reuse.Kind(rawValue: $0) },
      origin: row.text(12), isRemoved: !row.isNull(9), isDropped: row.bool(10))
  }
}
