import Foundation
import Testing

@testable import SQLite

private struct Refusal: Error {}

@Suite struct WriterTests {
  private static let schema = "CREATE TABLE t (a INTEGER PRIMARY KEY, b TEXT)"

  @Test func aFailedJobIsUndoneAndTheOthersStand() throws {
    try withDatabase(Self.schema) { connection, path in
      let writer = Writer(connection)
      try writer.begin()
      try writer.inSavepoint { try connection.run("INSERT INTO t VALUES (1, 'a')") }
      #expect(refuse(inside: writer))
      let error = sqliteError {
        try writer.inSavepoint { try connection.run("INSERT INTO t VALUES (1, 'c')") }
      }
      #expect(error?.kind == .unique)
      try writer.inSavepoint { try connection.run("INSERT INTO t VALUES (4, 'd')") }
      #expect(!writer.isLost)
      let reader = try Connection(path: path, mode: .reader)
      #expect(try reader.int("SELECT count(*) FROM t") == 0)
      try writer.commit()
      #expect(try reader.texts("SELECT b FROM t ORDER BY a") == ["a", "d"])
    }
  }

  @Test func aFullDiskLosesTheBatch() throws {
    try withDatabase(Self.schema) { connection, _ in
      let writer = Writer(connection)
      try connection.run("INSERT INTO t VALUES (0, 'before')")
      try connection.run("PRAGMA max_page_count = 8")
      try writer.begin()
      try writer.inSavepoint { try connection.run("INSERT INTO t VALUES (1, 'well')") }
      let error = sqliteError {
        try writer.inSavepoint { try connection.run("INSERT INTO t VALUES (2, hex(zeroblob(100000)))") }
      }
      #expect(error?.kind == .full || error?.kind == .transactionLost)
      #expect(writer.isLost)
      var ran = false
      #expect(sqliteError { try writer.inSavepoint { ran = true } } == .transactionLost)
      #expect(!ran)
      #expect(sqliteError { try writer.commit() } == .transactionLost)
      #expect(!writer.isLost)
      #expect(try connection.texts("SELECT b FROM t") == ["before"])
      try writer.begin()
      try writer.inSavepoint { try connection.run("INSERT INTO t VALUES (1, 'again')") }
      try writer.commit()
      #expect(try connection.int("SELECT count(*) FROM t") == 2)
    }
  }

  @Test func aSwallowedErrorDoesNotHideTheLoss() throws {
    try withDatabase(Self.schema) { connection, _ in
      let writer = Writer(connection)
      try connection.run("PRAGMA max_page_count = 8")
      try writer.begin()
      let error = sqliteError {
        try writer.inSavepoint { try? connection.run("INSERT INTO t VALUES (2, hex(zeroblob(100000)))") }
      }
      #expect(error == .transactionLost)
      #expect(writer.isLost)
      writer.rollBack()
    }
  }

  @Test func aDeferredForeignKeyFailsItsOwnJobOnly() throws {
    let schema = """
      CREATE TABLE p (a INTEGER PRIMARY KEY);
      CREATE TABLE c (a INTEGER REFERENCES p DEFERRABLE INITIALLY DEFERRED);
      """
    try withDatabase(schema) { connection, _ in
      let writer = Writer(connection)
      try writer.begin()
      try writer.inSavepoint {
        try connection.run("INSERT INTO c VALUES (1)")
        try connection.run("INSERT INTO p VALUES (1)")
      }
      let error = sqliteError { try writer.inSavepoint { try connection.run("INSERT INTO c VALUES (2)") } }
      #expect(error?.kind == .foreignKey)
      try writer.commit()
      #expect(try connection.int("SELECT count(*) FROM c") == 1)
    }
  }

  @Test func batchesDoNotNest() throws {
    try withDatabase(Self.schema) { connection, _ in
      let writer = Writer(connection)
      #expect(sqliteError { try writer.inSavepoint {} }?.kind == .misuse)
      #expect(sqliteError { try writer.commit() }?.kind == .misuse)
      try writer.begin()
      #expect(sqliteError { try writer.begin() }?.kind == .misuse)
      #expect(writer.isActive)
      writer.rollBack()
      #expect(!writer.isActive)
    }
  }

  @Test func anotherWritersLockIsReportedWhenTheWaitEnds() throws {
    try withDatabase(Self.schema) { connection, path in
      let other = Writer(try Connection(path: path, mode: .writer, busyMilliseconds: 1))
      let writer = Writer(connection)
      try writer.begin()
      #expect(sqliteError { try other.begin() }?.kind == .busy)
      #expect(!other.isActive && !other.isLost)
      try writer.commit()
      try other.begin()
      try other.commit()
    }
  }

  @Test func aWriterWaitsForAnother() throws {
    try withDatabase(Self.schema) { connection, path in
      let writer = Writer(connection)
      try writer.begin()
      try connection.run("INSERT INTO t VALUES (1, 'first')")
      let other = try Connection(path: path, mode: .writer)
      let began = DispatchSemaphore(value: 0)
      nonisolated(unsafe) var result: Result<Void, any Error>?
      nonisolated(unsafe) let waiting = Writer(other)
      let done = DispatchSemaphore(value: 0)
      Thread {
        began.signal()
        result = Result {
          try waiting.begin()
          try waiting.connection.run("INSERT INTO t VALUES (2, 'second')")
          try waiting.commit()
        }
        done.signal()
      }.start()
      began.wait()
      usleep(20_000)
      try writer.commit()
      done.wait()
      try #require(result).get()
      #expect(try connection.texts("SELECT b FROM t ORDER BY a") == ["first", "second"])
    }
  }

  @Test(.enabled(if: FileManager.default.isExecutableFile(atPath: "/usr/bin/sqlite3")))
  func anotherProcessIsKeptOutAndReadsOn() throws {
    try withDatabase(Self.schema) { connection, path in
      let writer = Writer(connection)
      try connection.run("INSERT INTO t VALUES (1, 'a')")
      try writer.begin()
      try connection.run("INSERT INTO t VALUES (2, 'b')")
      #expect(try shell(path, "SELECT count(*) FROM t") == "1\n")
      #expect(try shell(path, "INSERT INTO t VALUES (3, 'c')").contains("locked"))
      try writer.commit()
      #expect(try shell(path, "INSERT INTO t VALUES (3, 'c') RETURNING a") == "3\n")
      #expect(try connection.int("SELECT count(*) FROM t") == 3)
    }
  }

  /// A job that writes and then refuses; whether its refusal came through.
  private func refuse(inside writer: Writer) -> Bool {
    do {
      try writer.inSavepoint {
        try writer.connection.run("INSERT INTO t VALUES (2, 'b')")
        throw Refusal()
      }
      return false
    } catch {
      return error is Refusal
    }
  }

  /// What the shell of SQLite, a process of its own, says to a statement.
  private func shell(_ path: String, _ sql: String) throws -> String {
    let process = Process()
    let output = Pipe()
    process.executableURL = URL(fileURLWithPath: "/usr/bin/sqlite3")
    process.arguments = [path, sql]
    process.standardOutput = output
    process.standardError = output
    try process.run()
    process.waitUntilExit()
    return String(decoding: output.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
  }
}
