import CSQLite

extension Connection {
  /// Copies the database to a file that does not hold one yet, while others read and write it.
  ///
  /// The copy is of one moment: a read transaction is held for its whole length, so writers do not
  /// make it start again (the WAL is not reset meanwhile, and grows). It is on disk at the end.
  ///
  /// - Parameter progress: receives pages copied and pages in all; may throw to give up.
  public func backUp(
    to path: String, pagesPerStep: Int32 = 1_000, progress: (Int, Int) throws -> Void = { _, _ in }
  ) throws {
    claim()
    let reader = Reader(self)
    try reader.begin()
    defer { reader.end() }
    try run("SELECT count(*) FROM sqlite_schema")  // the moment begins here
    let target = try Self.openTarget(path)
    defer { sqlite3_close_v2(target) }
    guard let backup = sqlite3_backup_init(target, "main", handle, "main") else {
      throw SQLiteError(of: target, sqlite3_errcode(target), sql: nil)
    }
    let result = Result { try Self.copy(backup, pagesPerStep, progress) }
    let finished = sqlite3_backup_finish(backup)
    try result.get()
    if finished != SQLITE_OK { throw SQLiteError(of: target, finished, sql: nil) }
  }

  private static func openTarget(_ path: String) throws(SQLiteError) -> OpaquePointer {
    var opened: OpaquePointer?
    let flags = SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE | SQLITE_OPEN_NOMUTEX
    let result = sqlite3_open_v2(path, &opened, flags, nil)
    if result == SQLITE_OK, let opened { return opened }
    sqlite3_close_v2(opened)
    throw SQLiteError(result, "\(String(cString: sqlite3_errstr(result))): \(path)")
  }

  private static func copy(
    _ backup: OpaquePointer, _ pagesPerStep: Int32, _ progress: (Int, Int) throws -> Void
  ) throws {
    while true {
      let result = sqlite3_backup_step(backup, pagesPerStep)
      let total = Int(sqlite3_backup_pagecount(backup))
      switch result {
      case SQLITE_DONE: return try progress(total, total)
      case SQLITE_OK: try progress(total - Int(sqlite3_backup_remaining(backup)), total)
      default: throw SQLiteError(result, String(cString: sqlite3_errstr(result)))
      }
    }
  }
}
