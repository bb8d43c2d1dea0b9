import SQLite

typealias EngineRow = SQLite.Row

/// The face's calls on one SQLite connection. The only file that runs statements of the engine.
final class EngineConnection {
  let connection: Connection
  private let reader: Reader
  private let writer: Writer

  /// - Parameter writes: whether this is the writer, which creates the file if there is none.
  init(path: String, writes: Bool) throws {
    connection = try neutral { () throws(SQLiteError) in
      try Connection(path: path, mode: writes ? .writer : .reader)
    }
    reader = Reader(connection)
    writer = Writer(connection)
  }

  /// Lets another thread use the connection next.
  func release() { connection.release() }

  func each(_ sql: String, _ arguments: [any SQLParameter], _ visit: (Row) throws -> Bool) throws {
    do {
      let statement = try connection.statement(sql)
      defer { connection.finish(statement) }
      try bind(arguments, to: statement)
      while try statement.step() {
        let more = try visit(Row(cells: statement.row))
        try statement.checkRow()
        if !more { return }
      }
    } catch let error as SQLiteError {
      throw DatabaseError(error)
    }
  }

  func execute(_ sql: String, _ arguments: [any SQLParameter]) throws -> Int {
    let before = connection.totalChanges
    try each(sql, arguments) { _ in true }
    // The count of the latest change outlives statements that change no row, such as CREATE.
    return connection.totalChanges == before ? 0 : connection.changes
  }

  private func bind(_ arguments: [any SQLParameter], to statement: Statement) throws(SQLiteError) {
    try statement.expectArguments(arguments.count)
    for (index, argument) in arguments.enumerated() {
      let number = index + 1
      switch argument.sqlValue {
      case .null: try statement.bindNull(number)
      case .integer(let value): try statement.bind(number, value)
      case .real(let value): try statement.bind(number, value)
      case .text(let value): try statement.bind(number, value)
      case .bytes(let value): try statement.bind(number, value)
      }
    }
  }
}

// MARK: - Transactions

extension EngineConnection {
  var isLost: Bool { writer.isLost }

  func beginRead() throws { try neutral { () throws(SQLiteError) in try reader.begin() } }

  func endRead() { reader.end() }

  func beginWrite() throws { try neutral { () throws(SQLiteError) in try writer.begin() } }

  func commit() throws { try neutral { () throws(SQLiteError) in try writer.commit() } }

  func rollBack() { writer.rollBack() }

  func admitWrite() throws {
    if writer.isActive { return }
    try neutral { () throws(SQLiteError) in try writer.checkActive() }
  }

  func inSavepoint<T>(_ job: () throws -> T) throws -> T {
    do { return try writer.inSavepoint(job) } catch let error as SQLiteError { throw DatabaseError(error) }
  }

  /// Runs every statement of a script inside the open transaction, which it may not end.
  func runScript(_ script: String) throws {
    try admitWrite()
    try neutral { () throws(SQLiteError) in
      try connection.runScript(script, keepingTransaction: true)
    }
  }
}

// MARK: - What differs between engines

extension EngineConnection {
  func hasTable(_ name: String) throws -> Bool {
    var found = false
    try each("SELECT 1 FROM sqlite_schema WHERE type = 'table' AND name = $1", [name]) { _ in
      found = true
      return false
    }
    return found
  }

  /// What is wrong with the file or between its rows; empty if nothing is.
  func faults() throws -> [String] {
    var faults: [String] = []
    try each("PRAGMA integrity_check", []) { row in
      if row.text(0) != "ok" { faults.append(row.text(0)) }
      return true
    }
    try each("SELECT DISTINCT \"table\", parent FROM pragma_foreign_key_check", []) { row in
      faults.append("a row of \(row.text(0)) refers to a missing row of \(row.text(1))")
      return true
    }
    return faults
  }

  func backUp(to path: String, progress: (Int, Int) throws -> Void) throws {
    do { try connection.backUp(to: path, progress: progress) } catch let error as SQLiteError {
      throw DatabaseError(error)
    }
  }
}

// MARK: - Errors

/// Runs a call of the engine and tells its error in the words of the face.
private func neutral<T>(_ call: () throws(SQLiteError) -> T) throws -> T {
  do { return try call() } catch { throw DatabaseError(error) }
}

extension DatabaseError {
  static var transactionLost: DatabaseError { DatabaseError(SQLiteError.transactionLost) }

  init(_ error: SQLiteError) {
    self.init(Kind(error.kind), error.message, sql: error.sql)
  }
}

extension DatabaseError.Kind {
  fileprivate init(_ kind: SQLiteError.Kind) {
    switch kind {
    case .unique: self = .unique
    case .foreignKey: self = .foreignKey
    case .notNull: self = .notNull
    case .check: self = .check
    case .refusedByTrigger: self = .refusedByTrigger
    case .wrongType: self = .wrongType
    case .busy: self = .busy
    case .readOnly: self = .readOnly
    case .full: self = .full
    case .inputOutput: self = .inputOutput
    case .outOfMemory: self = .outOfMemory
    case .corrupt: self = .corrupt
    case .transactionLost: self = .transactionLost
    case .misuse: self = .misuse
    case .other: self = .other
    }
  }
}
