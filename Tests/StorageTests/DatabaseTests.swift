import Foundation
import Synchronization
import Testing

@testable import Storage

private struct Refusal: Error {}

@Suite struct DatabaseTests {
  private static let people = "CREATE TABLE people (id INTEGER PRIMARY KEY, name TEXT NOT NULL) STRICT"

  // MARK: Statements

  @Test func argumentsOfAllTypes() throws {
    let schema = "CREATE TABLE t (i INTEGER, l INTEGER, b INTEGER, d REAL, s TEXT, y BLOB, n TEXT) STRICT"
    try withDatabase(schema) { database in
      let nothing: String? = nil
      let something: Int? = 5
      try database.write {
        try $0.execute(
          "INSERT INTO t (n, y, s, d, b, l, i) VALUES ($7, $6, $5, $4, $3, $2, $1)",
          something, Int64.min, true, 0.5, "a\0đ", [0, 255] as [UInt8], nothing)
      }
      let row = try database.read { access in
        try access.first("SELECT i, l, b, d, s, y, n FROM t") { row in
          #expect(row.optionalInt(0) == 5 && row.optionalInt64(1) == .min && row.optionalBool(2) == true)
          #expect(row.optionalDouble(3) == 0.5 && row.optionalBytes(5) == [0, 255])
          #expect(row.optionalText(6) == nil && row.optionalInt(6) == nil && row.isNull(6))
          return (row.int(0), row.int64(1), row.bool(2), row.double(3), row.text(4), row.bytes(5))
        }
      }
      #expect(row.map { $0 == (5, .min, true, 0.5, "a\0đ", [0, 255]) } == true)
    }
  }

  @Test func aListOfArguments() throws {
    try withDatabase(Self.people) { database in
      let names = ["An", "Bình", "Chi"]
      let slots = names.indices.map { "($\($0 + 1))" }.joined(separator: ", ")
      let added = try database.write {
        try $0.query("INSERT INTO people (name) VALUES \(slots) RETURNING id, name", arguments: names) {
          "\($0.int(0)) \($0.text(1))"
        }
      }
      #expect(added == ["1 An", "2 Bình", "3 Chi"])
    }
  }

  @Test func visitingStopsWhenAsked() throws {
    try withDatabase(Self.people, "INSERT INTO people (name) VALUES ('a'), ('b'), ('c')") { database in
      var seen: [String] = []
      try database.read { access in
        try access.each("SELECT name FROM people WHERE id >= $1 ORDER BY id", 1) { row in
          seen.append(row.text(0))
          return seen.count < 2
        }
      }
      #expect(seen == ["a", "b"])
    }
  }

  @Test func executeCountsTheRowsOfItsOwnStatement() throws {
    try withDatabase(Self.people) { database in
      let counts = try database.write { access in
        try [
          access.execute("INSERT INTO people (name) VALUES ($1), ($2)", "a", "b"),
          access.execute("CREATE TABLE other (a INTEGER)"),
          access.execute("UPDATE people SET name = $1 WHERE id = $2", "c", 9),
          access.execute("UPDATE people SET name = $1", "c"),
          access.execute("DELETE FROM people WHERE id = $1", 1),
        ]
      }
      #expect(counts == [2, 0, 0, 2, 1])
    }
  }

  @Test func aWrongColumnOrArgumentIsAnError() throws {
    try withDatabase { database in
      let kind = { (sql: String) in
        databaseFailure { _ = try database.read { try $0.first(sql, 1) { $0.int(0) } } }
      }
      #expect(kind("SELECT CASE $1 WHEN 1 THEN NULL END") == .wrongType)
      #expect(kind("SELECT 'x' || $1") == .wrongType)
      #expect(kind("SELECT $1 + $2") == .misuse)
      #expect(kind("SELECT 1") == .misuse)
      #expect(kind("SELECT $1") == nil)
    }
  }

  @Test func aDecodingErrorPassesThrough() throws {
    try withDatabase { database in
      let error = failure { try database.read { try $0.query("SELECT 1") { _ in throw Refusal() } } }
      #expect(error is Refusal)
    }
  }

  // MARK: read and write

  @Test func aFailedWriteLeavesNothing() throws {
    try withDatabase(Self.people) { database in
      let error = failure {
        try database.write {
          try $0.execute("INSERT INTO people (name) VALUES ('a')")
          throw Refusal()
        }
      }
      #expect(error is Refusal)
      let found = try count(database)
      #expect(found == 0)
    }
  }

  @Test func aWriteDoesNotNest() throws {
    try withDatabase(Self.people) { database in
      let kinds = try database.write { access in
        try access.execute("INSERT INTO people (name) VALUES ('outer')")
        return [
          databaseFailure { try database.write { _ in } }, databaseFailure { try database.read { _ in } },
        ]
      }
      #expect(kinds == [.nestedWrite, .readInsideWrite])
      #expect(try count(database) == 1)
    }
  }

  @Test func anAccessKeptTooLongCannotWrite() throws {
    try withDatabase(Self.people) { database in
      nonisolated(unsafe) var kept: WriteAccess?
      try database.write { kept = $0 }
      let access = try #require(kept)
      #expect(databaseFailure { try access.execute("INSERT INTO people (name) VALUES ('late')") } == .misuse)
      #expect(try count(database) == 0)
    }
  }

  @Test func writesOfManyThreadsAllCount() throws {
    try withDatabase(Self.people) { database in
      DispatchQueue.concurrentPerform(iterations: 40) { number in
        _ = try? database.write { try $0.execute("INSERT INTO people (name) VALUES ($1)", "\(number)") }
        _ = try? database.read { try $0.first("SELECT count(*) FROM people") { $0.int(0) } }
      }
      let found = try count(database)
      #expect(found == 40)
    }
  }

  @Test func openedForReadingOnly() throws {
    try withDatabase(Self.people) { database in
      let other = try Database(path: database.path, readOnly: true)
      #expect(try count(other) == 0)
      #expect(databaseFailure { try other.write { _ in } } == .readOnly)
      #expect(databaseFailure { _ = try other.makeWriter() } == .readOnly)
      #expect(failure { _ = try Database(path: database.path + ".none", readOnly: true) } is DatabaseError)
    }
  }

  @Test func aBackupOpensAndIsSound() throws {
    try withDatabase(Self.people, "INSERT INTO people (name) VALUES ('a')") { database in
      let copy = database.path + ".copy"
      var last = (0, 0)
      try database.backUp(to: copy) { last = ($0, $1) }
      #expect(last.0 == last.1 && last.1 > 0)
      #expect(try mode(of: copy) == 0o600)
      let restored = try Database(path: copy)
      #expect(try count(restored) == 1)
      #expect(try restored.faults().isEmpty)
    }
  }

  @Test(arguments: [true, false])
  func whatACrashLeftIsRecovered(readOnly: Bool) throws {
    try withDatabase(Self.people) { database in
      try database.write { try $0.execute("INSERT INTO people (name) VALUES ('acknowledged')") }
      // The files as `kill -9` leaves them: the commit is in the WAL only.
      let left = database.path + ".left"
      for suffix in ["", "-wal"] {
        try FileManager.default.copyItem(atPath: database.path + suffix, toPath: left + suffix)
      }
      let found = try count(Database(path: left, readOnly: readOnly))
      #expect(found == 1)
    }
  }

  @Test func missingParentsAreFaults() throws {
    let child = "CREATE TABLE child (parent INTEGER REFERENCES people)"
    try withDatabase(Self.people, child) { database in
      let raw = try EngineConnection(path: database.path, writes: true)
      _ = try raw.execute("PRAGMA foreign_keys = OFF", [])
      _ = try raw.execute("INSERT INTO child VALUES (7)", [])
      #expect(try database.faults() == ["a row of child refers to a missing row of people"])
    }
  }
}

/// Rows of `people`.
func count(_ database: Database) throws -> Int? {
  try database.read { try $0.first("SELECT count(*) FROM people") { $0.int(0) } }
}
