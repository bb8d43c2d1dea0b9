import CSQLite

/// Every setting of a connection, each with its reason. The busy timeout comes before them, in
/// ``Connection/init(path:mode:busyMilliseconds:)``.
struct Pragmas {
  let statements: [String]

  /// Valid for every connection.
  private static let common = [
    // Off by default in SQLite, and per connection.
    "PRAGMA foreign_keys = ON",
    // With a connection per thread the file would be mapped many times, and a cold, mapped 5 GB
    // database read ten times slower than pread.
    "PRAGMA mmap_size = 0",
    // Sorting must not depend on a writable /tmp, nor leave personal data there.
    "PRAGMA temp_store = MEMORY",
    // Not trusted_schema = OFF, which would refuse triggers that write to full-text tables.
  ]

  /// The one connection that writes.
  static let writer = Pragmas(
    statements: [
      // Readers do not wait for the writer, nor the writer for readers.
      "PRAGMA journal_mode = WAL",
      // A commit is on disk when it returns. NORMAL loses acknowledged commits at power loss.
      "PRAGMA synchronous = FULL",
      // Generous (64 MB of pages): a checkpoint stops the writer, so it should be rare.
      "PRAGMA wal_autocheckpoint = 16000",
      // A WAL that grew while a long reader held it is cut back at the next reset.
      "PRAGMA journal_size_limit = 134217728",
      // 16 MB: the writer touches the same index pages again and again.
      "PRAGMA cache_size = -16384",
    ] + common)

  /// Connections that only read, one per event loop and pool thread.
  static let reader = Pragmas(
    statements: [
      // Only the writer checkpoints: SQLite before 3.51.3 can corrupt the file when two connections
      // reset the WAL at once.
      "PRAGMA wal_autocheckpoint = 0",
      // 4 MB each: there are many of them, and the kernel caches the file once for all.
      "PRAGMA cache_size = -4096",
    ] + common)

  func apply(to connection: Connection) throws(SQLiteError) {
    for statement in statements { try connection.runScript(statement) }
  }

  /// Switches that are not pragmas.
  static func harden(_ database: OpaquePointer, readOnly: Bool) {
    // A misspelt column in double quotes is an error, not a string (and so it is in PostgreSQL).
    _ = motcua_sqlite_db_config(database, SQLITE_DBCONFIG_DQS_DML, 0)
    _ = motcua_sqlite_db_config(database, SQLITE_DBCONFIG_DQS_DDL, 0)
    // A plan depends on the statement alone. Else one that compares the column of a partial index with a parameter is
    // prepared anew for every value, which costs more than most of them take; and a tested plan would prove nothing.
    _ = motcua_sqlite_db_config(database, SQLITE_DBCONFIG_ENABLE_QPSG, 1)
    // SQL cannot damage the file: no writable_schema, no writing to shadow tables.
    _ = motcua_sqlite_db_config(database, SQLITE_DBCONFIG_DEFENSIVE, 1)
    // A reader that closes last leaves the WAL to the next writer (see wal_autocheckpoint).
    if readOnly { _ = motcua_sqlite_db_config(database, SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, 1) }
  }
}

/// Settings of the library, made once per process before the first connection.
enum Library {
  static let configured: Void = {
    precondition(sqlite3_threadsafe() != 0, "This libsqlite3 was built without threads")
    // Each connection is confined to one thread, so it needs no mutex of its own.
    _ = motcua_sqlite_config_multithread()
    // Memory statistics take a global mutex at every allocation.
    _ = motcua_sqlite_config_memstatus_off()
    sqlite3_initialize()
  }()
}
