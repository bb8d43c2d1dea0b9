public import Workflow

extension Attachments {
  /// The tables whose rows keep files, each with the condition under which it does.
  static let keepers = [
    ("attachments", "is_dropped = 0"), ("printed_papers", "TRUE"), ("directive_files", "TRUE"),
    ("correction_evidence", "sha256 <> ''"), ("petition_files", "TRUE"),
  ]

  /// The files in a folder that rows refer to, each once.
  public static func named(in shard: Shard, _ db: ReadAccess) throws -> [Reference] {
    let each = keepers.map { table, condition in
      "SELECT sha256, size FROM \(table) WHERE \(condition) AND sha256 >= $1 AND sha256 < $2"
    }
    return try db.query(each.joined(separator: " UNION "), shard.first, shard.next, decode: reference)
  }

  /// Writes down which files of a folder are lost or unreadable now, and forgets it of those that are whole again.
  ///
  /// - Returns: how many files of dossiers are newly known to be damaged.
  @discardableResult
  public static func note(
    damaged: [ContentHash], in shard: Shard, at moment: Moment, _ db: WriteAccess
  ) throws -> Int {
    let list = "," + damaged.map(\.hex).joined(separator: ",") + ","
    try db.execute(
      """
      UPDATE attachments SET damaged_at = NULL
      WHERE damaged_at IS NOT NULL AND sha256 >= $1 AND sha256 < $2 AND $3 NOT LIKE '%,' || sha256 || ',%'
      """, shard.first, shard.next, list)
    guard !damaged.isEmpty else { return 0 }
    return try damaged.reduce(0) { count, hash in
      try count
        + db.query(
          """
          UPDATE attachments SET damaged_at = $1
          WHERE sha256 = $2 AND is_dropped = 0 AND damaged_at IS NULL RETURNING id
          """, moment.seconds, hash.hex
        ) { _ in }.count
    }
  }

  /// Every file that rows refer to, once.
  static func references(in db: ReadAccess) throws -> [Reference] {
    let each = keepers.map { table, condition in "SELECT sha256, size FROM \(table) WHERE \(condition)" }
    return try db.query(each.joined(separator: " UNION "), decode: reference)
  }

  private static func reference(_ row: Row) throws -> Reference {
    Reference(hash: try known(ContentHash(hex: row.text(0))), size: row.int(1))
  }
}
