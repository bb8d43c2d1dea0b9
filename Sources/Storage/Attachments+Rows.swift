extension Attachments {
  /// The tables whose rows keep files, each with the condition under which it does.
  static let keepers = [("attachments", "is_dropped = 0"), ("printed_papers", "TRUE")]

  /// The hashes in a folder that rows refer to.
  public static func named(in shard: Shard, _ db: ReadAccess) throws -> Set<String> {
    let each = keepers.map { table, condition in
      "SELECT sha256 FROM \(table) WHERE \(condition) AND sha256 >= $1 AND sha256 < $2"
    }
    return Set(
      try db.query(each.joined(separator: " UNION ALL "), shard.first, shard.next) { $0.text(0) })
  }

  /// Every file that rows refer to, once.
  static func references(in db: ReadAccess) throws -> [Reference] {
    let each = keepers.map { table, condition in "SELECT sha256, size FROM \(table) WHERE \(condition)" }
    return try db.query(each.joined(separator: " UNION ")) { row in
      Reference(hash: try known(ContentHash(hex: row.text(0))), size: row.int(1))
    }
  }
}
