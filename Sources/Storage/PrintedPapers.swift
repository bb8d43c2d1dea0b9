import Glibc
public import Workflow

/// Printed papers as PDF, kept with their dossier as they were first made: a reprint is the same file.
public enum PrintedPapers {
  /// Which paper.
  public struct Key: Sendable, Hashable {
    /// The dossier.
    public let dossier: DossierID
    /// The form and its regime, as `PrintedForm.identifier` names it.
    public let form: String
    /// Whose copy, where copies differ.
    public let copy: String
    /// The version of the dossier that the paper tells of.
    public let version: Int

    /// A paper of a dossier.
    public init(dossier: DossierID, form: String, copy: String, version: Int) {
      self.dossier = dossier
      self.form = form
      self.copy = copy
      self.version = version
    }
  }

  /// The file of a paper that was made before.
  public static func kept(_ key: Key, in db: ReadAccess) throws -> ContentHash? {
    try db.first(
      """
      SELECT sha256 FROM printed_papers
      WHERE dossier_id = $1 AND form = $2 AND copy = $3 AND version = $4
      """, key.dossier.value, key.form, key.copy, key.version
    ) { try known(ContentHash(hex: $0.text(0))) }
  }

  /// Keeps a paper, unless somebody was faster.
  ///
  /// - Parameter file: on disk already, by `Attachments.keep`.
  /// - Returns: the file that is kept.
  public static func keep(
    _ file: Attachments.Reference, as key: Key, at moment: Moment, in db: WriteAccess
  ) throws -> ContentHash {
    try db.execute(
      """
      INSERT INTO printed_papers (dossier_id, form, copy, version, sha256, size, made_at)
      VALUES ($1, $2, $3, $4, $5, $6, $7) ON CONFLICT DO NOTHING
      """, key.dossier.value, key.form, key.copy, key.version, file.hash.hex, file.size, moment.seconds)
    return try known(kept(key, in: db))
  }
}

extension DataFolder {
  /// A path of no file yet, for one that is made here; what is left there is removed at the next start.
  public var newPath: String { "\(incomingPath)/made-\(Secrets.token())" }

  /// Keeps bytes made here among the attachments; the row that refers to them must follow soon.
  public func keep(_ bytes: [UInt8], at moment: Moment) throws -> Attachments.Reference {
    let path = newPath
    try OpenFile(path, O_WRONLY | O_CREAT | O_EXCL).write(bytes)
    let hash = ContentHash(of: bytes)
    try Attachments(self).keep(temporaryPath: path, sha256: hash, size: bytes.count, at: moment)
    return Attachments.Reference(hash: hash, size: bytes.count)
  }
}
