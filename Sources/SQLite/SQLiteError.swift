import CSQLite

/// What SQLite reported, with the SQL text and never its arguments, so that it may stand in a log.
public struct SQLiteError: Error, Sendable, Equatable {
  /// Primary result code, such as `SQLITE_CONSTRAINT`.
  public let code: Int32
  /// Extended result code, such as `SQLITE_CONSTRAINT_UNIQUE`.
  public let extendedCode: Int32
  /// SQLite's own words, or ours for a misuse found before SQLite was asked.
  public let message: String
  /// The statement, with `$1` in place of every value.
  public let sql: String?

  /// An error found by this layer or by the caller.
  public init(_ extendedCode: Int32, _ message: String, sql: String? = nil) {
    self.code = extendedCode & 0xff
    self.extendedCode = extendedCode
    self.message = message
    self.sql = sql
  }

  /// The latest error of a connection.
  init(of database: OpaquePointer, _ result: Int32, sql: String?) {
    let extended = sqlite3_extended_errcode(database)
    let code = extended & 0xff == result & 0xff ? extended : result
    self.init(code, String(cString: sqlite3_errmsg(database)), sql: sql)
  }

  /// An error while a statement ran. FTS5 and JSON functions quote their *arguments* in the message
  /// of a plain `SQLITE_ERROR`, so that message is replaced when the statement has any.
  init(running statement: OpaquePointer, _ result: Int32, sql: String) {
    let error = SQLiteError(of: sqlite3_db_handle(statement), result, sql: sql)
    if error.code == SQLITE_ERROR, sqlite3_bind_parameter_count(statement) > 0 {
      self.init(error.extendedCode, String(cString: sqlite3_errstr(error.extendedCode)), sql: sql)
    } else {
      self = error
    }
  }
}

// MARK: - Kinds

extension SQLiteError {
  /// What a caller may want to tell apart.
  public enum Kind: Sendable {
    case unique, foreignKey, notNull, check, refusedByTrigger, wrongType
    case busy, readOnly, full, inputOutput, outOfMemory, corrupt
    case transactionLost, misuse, other
  }

  // Composite macros are not imported by Swift.
  static let abortRollback: Int32 = SQLITE_ABORT | 2 << 8
  static let check: Int32 = SQLITE_CONSTRAINT | 1 << 8
  static let foreignKey: Int32 = SQLITE_CONSTRAINT | 3 << 8
  static let notNull: Int32 = SQLITE_CONSTRAINT | 5 << 8
  static let primaryKey: Int32 = SQLITE_CONSTRAINT | 6 << 8
  static let trigger: Int32 = SQLITE_CONSTRAINT | 7 << 8
  static let unique: Int32 = SQLITE_CONSTRAINT | 8 << 8
  static let rowid: Int32 = SQLITE_CONSTRAINT | 10 << 8
  static let dataType: Int32 = SQLITE_CONSTRAINT | 12 << 8

  /// The kind of this error.
  public var kind: Kind {
    switch extendedCode {
    case Self.unique, Self.primaryKey, Self.rowid: .unique
    case Self.foreignKey: .foreignKey
    case Self.notNull: .notNull
    case Self.check: .check
    case Self.trigger: .refusedByTrigger
    case Self.dataType: .wrongType
    case Self.abortRollback: .transactionLost
    default: primaryKind
    }
  }

  private var primaryKind: Kind {
    switch code {
    case SQLITE_BUSY, SQLITE_LOCKED: .busy
    case SQLITE_READONLY: .readOnly
    case SQLITE_FULL: .full
    case SQLITE_IOERR: .inputOutput
    case SQLITE_NOMEM: .outOfMemory
    case SQLITE_CORRUPT, SQLITE_NOTADB: .corrupt
    case SQLITE_MISMATCH: .wrongType
    case SQLITE_MISUSE, SQLITE_RANGE: .misuse
    default: .other
    }
  }
}

extension SQLiteError: CustomStringConvertible {
  /// Message, code and SQL on one line.
  public var description: String {
    let text = "SQLite: \(message) (\(extendedCode))"
    return sql.map { "\(text) in: \($0)" } ?? text
  }
}
