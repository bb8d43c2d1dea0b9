import Foundation
import Testing

@testable import SQLite

@Suite struct ConnectionTests {
  @Test func pragmasAreSet() throws {
    try withDatabase { writer, path in
      let reader = try Connection(path: path, mode: .reader)
      #expect(try writer.texts("PRAGMA journal_mode") == ["wal"])
      #expect(try writer.int("PRAGMA synchronous") == 2)
      #expect(try writer.int("PRAGMA wal_autocheckpoint") == 16_000)
      #expect(try reader.int("PRAGMA wal_autocheckpoint") == 0)
      #expect(try reader.int("PRAGMA cache_size") == -4_096)
      for connection in [writer, reader] {
        #expect(try connection.int("PRAGMA foreign_keys") == 1)
        #expect(try connection.int("PRAGMA busy_timeout") == 5_000)
        #expect(try connection.int("PRAGMA mmap_size") ?? 0 == 0)
      }
    }
  }

  @Test func aReaderCannotWrite() throws {
    try withDatabase("CREATE TABLE t (a)") { _, path in
      let reader = try Connection(path: path, mode: .reader)
      #expect(sqliteError { try reader.run("INSERT INTO t VALUES (1)") }?.kind == .readOnly)
    }
  }

  @Test func aReaderDoesNotCreateTheFile() throws {
    try withFolder { folder in
      let error = sqliteError { _ = try Connection(path: folder + "/none.db", mode: .reader) }
      #expect(error != nil)
      #expect(!FileManager.default.fileExists(atPath: folder + "/none.db"))
    }
  }

  @Test func aFileThatIsNoDatabase() throws {
    try withFolder { folder in
      try String(repeating: "not a database ", count: 100).write(
        toFile: folder + "/x.db", atomically: true, encoding: .utf8)
      #expect(sqliteError { _ = try Connection(path: folder + "/x.db", mode: .writer) }?.kind == .corrupt)
    }
  }

  @Test func doubleQuotesAreNotStrings() throws {
    try withDatabase("CREATE TABLE t (a)") { connection, _ in
      #expect(
        sqliteError { try connection.run("SELECT \"misspelt\" FROM t") }?.message.contains("misspelt") == true
      )
    }
  }

  @Test func fullTextTablesWorkFromTriggers() throws {
    let script = """
      CREATE TABLE t (id INTEGER PRIMARY KEY, a TEXT);
      CREATE VIRTUAL TABLE words USING fts5 (a);
      CREATE TRIGGER t_words AFTER INSERT ON t BEGIN
        INSERT INTO words (rowid, a) VALUES (new.id, new.a);
      END;
      INSERT INTO t VALUES (5, 'ho tich');
      """
    try withDatabase(script) { connection, _ in
      let found = try connection.int("SELECT rowid FROM words WHERE words MATCH 'tich'")
      #expect(found == 5)
    }
  }

  // MARK: Scripts

  @Test func aScriptKeepsTriggersWhole() throws {
    let script = """
      -- a comment; with a semicolon
      CREATE TABLE t (a TEXT);;
      CREATE TRIGGER no_delete BEFORE DELETE ON t BEGIN
        SELECT raise(ABORT, 'no; never');
      END;
      INSERT INTO t VALUES ('a;b'), ('đ');
      """
    try withDatabase(script) { connection, _ in
      let found = try connection.texts("SELECT a FROM t")
      #expect(found == ["a;b", "đ"])
      let error = sqliteError { try connection.run("DELETE FROM t") }
      #expect(error?.kind == .refusedByTrigger)
      #expect(error?.message == "no; never")
    }
  }

  @Test(arguments: ["CREATE TABLE t (a); SELEC 1; SELECT 2", "CREATE TABLE t (a); INSERT INTO t VALUES ('a"])
  func aScriptStopsAtAnError(script: String) throws {
    try withDatabase { connection, _ in
      #expect(sqliteError { try connection.runScript(script) }?.sql != nil)
      let found = try connection.int("SELECT count(*) FROM t")
      #expect(found == 0)
    }
  }

  @Test(arguments: ["COMMIT", "ROLLBACK", "SAVEPOINT s", "SELECT 1; END; BEGIN"])
  func aScriptMayBeKeptFromEndingTheTransaction(script: String) throws {
    try withDatabase("CREATE TABLE t (a)") { connection, _ in
      try connection.run("BEGIN")
      try connection.run("INSERT INTO t VALUES (1)")
      #expect(sqliteError { try connection.runScript(script, keepingTransaction: true) } != nil)
      #expect(!connection.isAutocommit)
      try connection.run("ROLLBACK")  // is allowed again
      let rows = try connection.int("SELECT count(*) FROM t")
      #expect(rows == 0)
    }
  }

  // MARK: Errors

  @Test(
    arguments: [
      ("INSERT INTO t VALUES (1, 'x', 1)", .unique), ("INSERT INTO t VALUES (2, NULL, 1)", .notNull),
      ("INSERT INTO t VALUES (2, '', 1)", .check), ("INSERT INTO t VALUES (2, 'x', 9)", .foreignKey),
      ("INSERT INTO t VALUES ('two', 'x', 1)", .wrongType), ("SELECT * FROM nowhere", .other),
    ] as [(String, SQLiteError.Kind)])
  func kindsOfErrors(sql: String, kind: SQLiteError.Kind) throws {
    let script = """
      CREATE TABLE t (
        id INTEGER PRIMARY KEY, a TEXT NOT NULL CHECK (a <> ''), parent INTEGER REFERENCES t) STRICT;
      INSERT INTO t VALUES (1, 'first', NULL);
      """
    try withDatabase(script) { connection, _ in
      let error = sqliteError { try connection.run(sql) }
      #expect(error?.kind == kind)
      #expect(error?.sql == sql)
    }
  }

  @Test(arguments: [
    "SELECT a FROM words WHERE words MATCH $1", "INSERT INTO t VALUES ($1)", "SELECT json($1)",
    "SELECT json_extract('{}', $1)",
  ])
  func errorsHoldSQLButNoArguments(sql: String) throws {
    let script = """
      CREATE TABLE t (a TEXT CHECK (length(a) < 3));
      CREATE VIRTUAL TABLE words USING fts5 (a);
      """
    try withDatabase(script) { connection, _ in
      let error = sqliteError {
        _ = try connection.rows(sql) {
          try $0.bind(1, "\"secret: 079")
        } decode: { _ in
        }
      }
      let text = try #require(error).description
      #expect(text.contains(sql))
      #expect(!text.contains("secret") && !text.contains("079"))
    }
  }

  // MARK: Cache

  @Test func theLeastRecentlyUsedStatementGoes() throws {
    try withDatabase { connection, _ in
      for number in 0..<400 {
        _ = try connection.int("SELECT 0")  // used all the time
        _ = try connection.int("SELECT \(number)")
      }
      #expect(connection.cachedStatements == 256)
      let kept = try connection.statement("SELECT 0")
      connection.finish(kept)
      let again = try connection.statement("SELECT 0")
      #expect(kept === again)
    }
  }

  @Test func aStatementInUseIsNotSharedWithItself() throws {
    try withDatabase { connection, _ in
      let sql = "SELECT value FROM json_each('[1, 2, 3]')"
      let pairs = try connection.rows(sql) { outer in
        try connection.rows(sql) { inner in outer.int64(0) * 10 + inner.int64(0) }
      }
      #expect(pairs == [[11, 12, 13], [21, 22, 23], [31, 32, 33]])
      #expect(connection.cachedStatements == 1)
    }
  }

  @Test func aChangedSchemaPreparesAgain() throws {
    try withDatabase("CREATE TABLE t (a); INSERT INTO t VALUES (1)") { connection, _ in
      #expect(try connection.rows("SELECT * FROM t") { $0.int64(0) } == [1])
      try connection.run("ALTER TABLE t ADD COLUMN b DEFAULT 2")
      #expect(try connection.rows("SELECT * FROM t") { [$0.int64(0), $0.int64(1)] } == [[1, 2]])
    }
  }

  @Test func aReleasedConnectionMayChangeItsThread() throws {
    try withDatabase("CREATE TABLE t (a)") { connection, _ in
      connection.release()
      try onAnotherThread(connection) { other in
        try other.run("INSERT INTO t VALUES (1)")
        other.release()
      }
      #expect(try connection.int("SELECT count(*) FROM t") == 1)
    }
  }

  @Test func aSecondThreadStopsTheProcess() async {
    await #expect(processExitsWith: .failure) {
      let connection = try Connection(path: ":memory:", mode: .writer)
      try connection.run("SELECT 1")
      try onAnotherThread(connection) { try $0.run("SELECT 1") }
    }
  }
}

/// Runs a closure on a thread of its own and waits for it.
func onAnotherThread(_ connection: Connection, _ body: @escaping (Connection) throws -> Void) throws {
  nonisolated(unsafe) let connection = connection
  nonisolated(unsafe) let body = body
  nonisolated(unsafe) var result = Result<Void, any Error>.success(())
  let done = DispatchSemaphore(value: 0)
  Thread {
    result = Result { try body(connection) }
    done.signal()
  }.start()
  done.wait()
  try result.get()
}
