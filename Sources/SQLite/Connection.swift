import CSQLite
import Glibc

/// One connection to one database file, confined to one thread at a time.
///
/// The first call after opening or after ``release()`` claims the connection for the calling thread;
/// a call from another thread stops the process, because SQLite without mutexes would corrupt memory.
public final class Connection {
  /// What a connection may do.
  public enum Mode: Sendable {
    /// Reads an existing database.
    case reader
    /// Reads and writes; creates the file if there is none.
    case writer
  }

  let handle: OpaquePointer
  private var owner: pthread_t = 0
  private var cache = StatementCache(capacity: 256)

  /// Opens a database file and sets what `Pragmas` lists.
  ///
  /// - Parameter busyMilliseconds: how long to wait for another connection's lock before failing.
  public init(path: String, mode: Mode, busyMilliseconds: Int32 = 5_000) throws(SQLiteError) {
    _ = Library.configured
    let access = mode == .writer ? SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE : SQLITE_OPEN_READONLY
    var opened: OpaquePointer?
    let result = sqlite3_open_v2(path, &opened, access | SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_EXRESCODE, nil)
    guard result == SQLITE_OK, let opened else {
      let reason = opened.map { String(cString: sqlite3_errmsg($0)) } ?? "out of memory"
      sqlite3_close_v2(opened)
      throw SQLiteError(result, "\(reason): \(path)")
    }
    handle = opened
    // Before the first pragma: while another process recovers the WAL, opening fails at once without it.
    sqlite3_busy_timeout(handle, busyMilliseconds)
    Pragmas.harden(handle, readOnly: mode == .reader)
    try (mode == .writer ? Pragmas.writer : Pragmas.reader).apply(to: self)
    release()
  }

  deinit {
    cache.removeAll()
    sqlite3_close_v2(handle)
  }

  /// Ends the claim of the current thread; the next caller, whichever thread it is, takes it.
  public func release() { owner = 0 }

  /// Whether no transaction is open.
  public var isAutocommit: Bool { sqlite3_get_autocommit(handle) != 0 }

  /// Whether foreign keys are violated that the current transaction promised to mend.
  public var hasUnmetForeignKeys: Bool {
    var current: Int32 = 0
    var highest: Int32 = 0
    sqlite3_db_status(handle, SQLITE_DBSTATUS_DEFERRED_FKS, &current, &highest, 0)
    return current != 0
  }

  /// Rows ever changed through this connection.
  public var totalChanges: Int64 { sqlite3_total_changes64(handle) }

  /// Rows changed by the latest INSERT, UPDATE or DELETE.
  public var changes: Int { Int(sqlite3_changes64(handle)) }

  /// How many prepared statements wait for their next use.
  var cachedStatements: Int { cache.count }

  /// What they say: the statements lately run.
  var cachedSQL: [String] { cache.sql }

  @inline(__always)
  func claim() {
    let current = pthread_self()
    if owner == current { return }
    precondition(owner == 0, "A connection is used by a thread that does not own it")
    owner = current
  }
}

// MARK: - Statements

extension Connection {
  /// A prepared statement, from the cache if it is there and idle. Give it back with ``finish(_:)``.
  public func statement(_ sql: String) throws(SQLiteError) -> Statement {
    claim()
    if let cached = cache.take(sql) { return cached }
    let statement = try Statement(preparing: sql, on: handle)
    cache.insert(statement)
    return statement
  }

  /// Ends the use of a statement: its locks and its arguments are let go.
  public func finish(_ statement: Statement) {
    statement.reset()
  }

  /// Runs one statement without arguments that returns no rows of interest.
  public func run(_ sql: String) throws(SQLiteError) {
    let statement = try statement(sql)
    defer { finish(statement) }
    try statement.expectArguments(0)
    while try statement.step() {}
  }

  /// Runs every statement of a script in order. Where one ends is SQLite's own decision, so that
  /// triggers and quoted semicolons stay whole.
  ///
  /// - Parameter keepingTransaction: refuses statements that would begin or end a transaction.
  public func runScript(_ script: String, keepingTransaction: Bool = false) throws(SQLiteError) {
    claim()
    if keepingTransaction { refuseTransactionControl() }
    defer { if keepingTransaction { sqlite3_set_authorizer(handle, nil, nil) } }
    let bytes = Array(script.utf8CString)
    var offset = 0
    while offset < bytes.count - 1 {
      let (statement, length) = try Statement.prepareFirst(of: bytes[offset...], on: handle)
      offset += length
      guard let statement else { continue }  // a comment or an empty statement
      try statement.expectArguments(0)
      while try statement.step() {}
    }
  }

  private func refuseTransactionControl() {
    sqlite3_set_authorizer(
      handle,
      { _, action, _, _, _, _ in
        action == SQLITE_TRANSACTION || action == SQLITE_SAVEPOINT ? SQLITE_DENY : SQLITE_OK
      }, nil)
  }
}

/// Prepared statements by their SQL, the least recently used dropped when there are too many.
struct StatementCache {
  private let capacity: Int
  private var statements: [String: Statement] = [:]
  private var clock: UInt64 = 0

  init(capacity: Int) { self.capacity = capacity }

  var count: Int { statements.count }

  var sql: [String] { Array(statements.keys) }

  /// A statement that nobody uses; nil if there is none, or if it is in the middle of its rows.
  mutating func take(_ sql: String) -> Statement? {
    guard let statement = statements[sql], !statement.inUse else { return nil }
    clock &+= 1
    statement.lastUse = clock
    statement.inUse = true
    return statement
  }

  /// Keeps a new statement, already in use. A second copy of a statement in use is not kept.
  mutating func insert(_ statement: Statement) {
    statement.inUse = true
    guard statements[statement.sql] == nil else { return }
    if statements.count >= capacity { dropOldest() }
    clock &+= 1
    statement.lastUse = clock
    statements[statement.sql] = statement
  }

  mutating func removeAll() { statements.removeAll() }

  private mutating func dropOldest() {
    let oldest = statements.values.min { $0.lastUse < $1.lastUse }
    if let oldest { statements[oldest.sql] = nil }
  }
}
