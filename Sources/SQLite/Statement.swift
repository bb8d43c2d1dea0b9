import CSQLite

/// A prepared statement whose parameters are `$1`, `$2` … and mean what their number says.
///
/// To SQLite `$2` is a *name*, numbered by first appearance: in `b = $2 AND a = $1` the second
/// argument has index 1. Arguments are therefore bound through `sqlite3_bind_parameter_index`.
public final class Statement {
  /// The SQL text as given.
  public let sql: String
  private let handle: OpaquePointer
  /// SQLite's index of `$1`, `$2` …
  private let indexes: [Int32]
  private var fault: SQLiteError?
  var inUse = false
  var lastUse: UInt64 = 0

  convenience init(preparing sql: String, on database: OpaquePointer) throws(SQLiteError) {
    var text = sql
    var prepared: OpaquePointer?
    var hasTail = false
    let result = text.withUTF8 { bytes in
      let start = UnsafeRawPointer(bytes.baseAddress)?.assumingMemoryBound(to: CChar.self)
      var tail: UnsafePointer<CChar>?
      let flags = UInt32(SQLITE_PREPARE_PERSISTENT)
      let result = sqlite3_prepare_v3(database, start, Int32(bytes.count), flags, &prepared, &tail)
      if let start, let tail { hasTail = !Self.isBlank(bytes[(tail - start)...]) }
      return result
    }
    guard result == SQLITE_OK else { throw SQLiteError(of: database, result, sql: sql) }
    guard let prepared, !hasTail else {
      sqlite3_finalize(prepared)
      throw SQLiteError(SQLITE_MISUSE, "Exactly one statement is expected", sql: sql)
    }
    try self.init(owning: prepared, sql: sql)
  }

  private init(owning handle: OpaquePointer, sql: String) throws(SQLiteError) {
    self.handle = handle
    self.sql = sql
    let count = sqlite3_bind_parameter_count(handle)
    indexes = (0..<count).map { sqlite3_bind_parameter_index(handle, "$\($0 + 1)") }
    if indexes.contains(0) {
      throw SQLiteError(SQLITE_MISUSE, "Parameters are $1, $2 … without gaps", sql: sql)
    }
  }

  deinit { sqlite3_finalize(handle) }

  /// Prepares the first statement of a zero-terminated script; nil for a comment. Returns how many
  /// bytes it took.
  static func prepareFirst(
    of script: ArraySlice<CChar>, on database: OpaquePointer
  ) throws(SQLiteError) -> (Statement?, Int) {
    var prepared: OpaquePointer?
    var length = 0
    let result = script.withUnsafeBufferPointer { bytes in
      var tail: UnsafePointer<CChar>?
      let result = sqlite3_prepare_v2(database, bytes.baseAddress, Int32(bytes.count), &prepared, &tail)
      if let start = bytes.baseAddress, let tail { length = tail - start }
      return result
    }
    let text = { (count: Int) in
      String(decoding: script.prefix(count).lazy.map(UInt8.init(bitPattern:)), as: UTF8.self)
    }
    guard result == SQLITE_OK else { throw SQLiteError(of: database, result, sql: text(200)) }
    guard let prepared else { return (nil, max(length, 1)) }
    return (try Statement(owning: prepared, sql: text(length)), length)
  }

  private static func isBlank(_ bytes: Slice<UnsafeBufferPointer<UInt8>>) -> Bool {
    bytes.allSatisfy { $0 == 0x20 || $0 == 0x0a || $0 == 0x0d || $0 == 0x09 || $0 == 0x3b }
  }
}

// MARK: - Arguments

extension Statement {
  /// Checks that exactly so many arguments will be bound.
  public func expectArguments(_ count: Int) throws(SQLiteError) {
    if count == indexes.count { return }
    throw SQLiteError(SQLITE_RANGE, "\(indexes.count) arguments expected, \(count) given", sql: sql)
  }

  /// Binds NULL to `$number`.
  public func bindNull(_ number: Int) throws(SQLiteError) {
    try check(sqlite3_bind_null(handle, indexes[number - 1]))
  }

  /// Binds an integer to `$number`.
  public func bind(_ number: Int, _ value: Int64) throws(SQLiteError) {
    try check(sqlite3_bind_int64(handle, indexes[number - 1], value))
  }

  /// Binds a real number to `$number`.
  public func bind(_ number: Int, _ value: Double) throws(SQLiteError) {
    try check(sqlite3_bind_double(handle, indexes[number - 1], value))
  }

  /// Binds text to `$number`, NUL bytes included.
  public func bind(_ number: Int, _ value: String) throws(SQLiteError) {
    var value = value
    let result = value.withUTF8 { bytes in
      // An empty buffer may have no address, and no address would bind NULL.
      guard let start = bytes.baseAddress else {
        return sqlite3_bind_text(handle, indexes[number - 1], "", 0, motcua_sqlite_transient())
      }
      return sqlite3_bind_text64(
        handle, indexes[number - 1], UnsafeRawPointer(start).assumingMemoryBound(to: CChar.self),
        UInt64(bytes.count), motcua_sqlite_transient(), UInt8(SQLITE_UTF8))
    }
    try check(result)
  }

  /// Binds bytes to `$number`.
  public func bind(_ number: Int, _ value: [UInt8]) throws(SQLiteError) {
    if value.isEmpty { return try check(sqlite3_bind_zeroblob(handle, indexes[number - 1], 0)) }
    let result = value.withUnsafeBytes {
      sqlite3_bind_blob64(
        handle, indexes[number - 1], $0.baseAddress, UInt64($0.count), motcua_sqlite_transient())
    }
    try check(result)
  }

  private func check(_ result: Int32) throws(SQLiteError) {
    if result == SQLITE_OK { return }
    throw SQLiteError(running: handle, result, sql: sql)
  }
}

// MARK: - Rows

extension Statement {
  /// Moves to the next row; false when there is none.
  public func step() throws(SQLiteError) -> Bool {
    switch sqlite3_step(handle) {
    case SQLITE_ROW: return true
    case SQLITE_DONE: return false
    case let result: throw SQLiteError(running: handle, result, sql: sql)
    }
  }

  /// The row that ``step()`` moved to; valid until the next step.
  public var row: Row { Row(handle: handle, statement: self) }

  /// Throws what a read of the current row found wrong: a NULL or another type where a value was
  /// promised. Reading itself does not throw, so that decoding stays a plain list of columns.
  public func checkRow() throws(SQLiteError) {
    guard let found = fault else { return }
    fault = nil
    throw found
  }

  func reportFault(column: Int, expected: String) {
    if fault != nil { return }
    let name = sqlite3_column_name(handle, Int32(column)).map { String(cString: $0) } ?? "?"
    fault = SQLiteError(SQLITE_MISMATCH, "Column \(column) (\(name)) is not \(expected)", sql: sql)
  }

  /// How often SQLite made its plan anew since it was prepared.
  var rePreparations: Int { Int(sqlite3_stmt_status(handle, SQLITE_STMTSTATUS_REPREPARE, 0)) }

  func reset() {
    sqlite3_reset(handle)
    sqlite3_clear_bindings(handle)
    fault = nil
    inUse = false
  }
}
