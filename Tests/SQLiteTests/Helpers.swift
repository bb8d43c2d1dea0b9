import Foundation
import SQLite

/// A folder of its own for one test.
func withFolder<T>(_ body: (String) throws -> T) throws -> T {
  let path = FileManager.default.temporaryDirectory.path + "/motcua-sqlite-\(UUID().uuidString)"
  try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: false)
  defer { try? FileManager.default.removeItem(atPath: path) }
  return try body(path)
}

/// A fresh database, open for writing, and its path.
func withDatabase<T>(_ script: String = "", _ body: (Connection, String) throws -> T) throws -> T {
  try withFolder { folder in
    let connection = try Connection(path: folder + "/test.db", mode: .writer)
    try connection.runScript(script)
    return try body(connection, folder + "/test.db")
  }
}

extension Connection {
  /// The rows of a result, each decoded.
  func rows<T>(
    _ sql: String, bind: (Statement) throws -> Void = { _ in }, decode: (Row) throws -> T
  ) throws -> [T] {
    let statement = try statement(sql)
    defer { finish(statement) }
    try bind(statement)
    var found: [T] = []
    while try statement.step() {
      found.append(try decode(statement.row))
      try statement.checkRow()
    }
    return found
  }

  func int(_ sql: String) throws -> Int64? { try rows(sql) { $0.int64(0) }.first }

  func texts(_ sql: String) throws -> [String] { try rows(sql) { $0.text(0) } }
}

/// The SQLite error that a call throws; nil if it throws none.
func sqliteError(_ call: () throws -> Void) -> SQLiteError? {
  do {
    try call()
    return nil
  } catch {
    return error as? SQLiteError
  }
}
