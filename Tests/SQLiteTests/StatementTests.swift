import Testing

@testable import SQLite

@Suite struct StatementTests {
  @Test(arguments: [
    ("SELECT $1 || $2", "ab"), ("SELECT $2 || $1", "ba"), ("SELECT $2 || $1 || $2", "bab"),
    ("SELECT q FROM (SELECT $1 AS p, $2 AS q) WHERE p = $1", "b"),
  ])
  func argumentsAreBoundByNumber(sql: String, expected: String) throws {
    try withDatabase { connection, _ in
      let found = try connection.rows(sql) { statement in
        try statement.expectArguments(2)
        try statement.bind(1, "a")
        try statement.bind(2, "b")
      } decode: {
        $0.text(0)
      }
      #expect(found == [expected])
    }
  }

  /// Where a partial index has the column of a parameter, a plan could depend on what is bound.
  @Test func aPlanIsMadeOnce() throws {
    let table = "CREATE TABLE t (a INTEGER, s TEXT); CREATE INDEX i ON t (a) WHERE s = 'x'"
    try withDatabase(table) { connection, _ in
      let sql = "SELECT a FROM t WHERE a = 1 AND s = $1"
      for value in ["x", "y", "x"] {
        let found = try connection.rows(sql) {
          try $0.bind(1, value)
        } decode: {
          $0.int64(0)
        }
        #expect(found == [])
      }
      #expect(try connection.statement(sql).rePreparations == 0)
    }
  }

  @Test func tenArgumentsInReverse() throws {
    try withDatabase { connection, _ in
      let sql = "SELECT " + (1...12).reversed().map { "$\($0)" }.joined(separator: ", ")
      let found = try connection.rows(sql) { statement in
        for number in 1...12 { try statement.bind(number, Int64(number)) }
      } decode: { row in
        (0..<12).map { row.int64($0) }
      }
      #expect(found == [(1...12).reversed().map(Int64.init)])
    }
  }

  @Test(arguments: ["SELECT ?", "SELECT ?1", "SELECT :a", "SELECT $2", "SELECT $1, $3", "SELECT $a"])
  func otherParametersAreRefused(sql: String) throws {
    try withDatabase { connection, _ in
      #expect(sqliteError { _ = try connection.statement(sql) }?.kind == .misuse)
    }
  }

  @Test(arguments: ["SELECT 1; SELECT 2", "", "  ", "-- nothing", "SELECT 1; x"])
  func exactlyOneStatementIsExpected(sql: String) throws {
    try withDatabase { connection, _ in
      #expect(sqliteError { _ = try connection.statement(sql) }?.kind == .misuse)
    }
  }

  @Test func aClosingSemicolonIsAllowed() throws {
    try withDatabase { connection, _ in
      let found = try connection.int("SELECT 1 ;\n")
      #expect(found == 1)
    }
  }

  @Test func wrongNumberOfArguments() throws {
    try withDatabase { connection, _ in
      let error = sqliteError { try connection.run("SELECT $1") }
      #expect(error?.kind == .misuse)
      #expect(error?.message == "1 arguments expected, 0 given")
    }
  }

  @Test(arguments: ["", "x", "a\0b", "\0", "Nguyễn Thị Đào", "e\u{301}", "👩‍👧", "'; DROP TABLE t"])
  func textComesBackByteForByte(text: String) throws {
    try withDatabase("CREATE TABLE t (a TEXT NOT NULL) STRICT") { connection, _ in
      let insert = try connection.statement("INSERT INTO t VALUES ($1)")
      try insert.bind(1, text)
      #expect(try !insert.step())
      connection.finish(insert)
      #expect(try connection.texts("SELECT a FROM t").map { Array($0.utf8) } == [Array(text.utf8)])
      #expect(
        try connection.int("SELECT octet FROM (SELECT length(CAST(a AS BLOB)) AS octet FROM t)")
          == Int64(text.utf8.count))
    }
  }

  @Test(arguments: [[], [0], [0, 1, 255], [UInt8](repeating: 7, count: 100_000)] as [[UInt8]])
  func bytesComeBack(bytes: [UInt8]) throws {
    try withDatabase { connection, _ in
      let found = try connection.rows("SELECT $1") {
        try $0.bind(1, bytes)
      } decode: {
        $0.bytes(0)
      }
      #expect(found == [bytes])
    }
  }

  @Test(arguments: [0, 1, -1, .max, .min] as [Int64])
  func integersComeBack(value: Int64) throws {
    try withDatabase { connection, _ in
      let found = try connection.rows("SELECT $1") {
        try $0.bind(1, value)
      } decode: {
        $0.int64(0)
      }
      #expect(found == [value])
    }
  }

  @Test func realsAndNulls() throws {
    try withDatabase { connection, _ in
      let found = try connection.rows("SELECT $1, $2, 3") {
        try $0.bind(1, 0.1)
        try $0.bindNull(2)
      } decode: {
        ($0.double(0), $0.isNull(0), $0.isNull(1), $0.double(2))
      }
      #expect(found.first.map { $0 == (0.1, false, true, 3) } == true)
    }
  }

  @Test func argumentsDoNotOutliveTheirUse() throws {
    try withDatabase { connection, _ in
      let sql = "SELECT $1 IS NULL"
      _ = try connection.rows(sql) {
        try $0.bind(1, "secret")
      } decode: {
        $0.int64(0)
      }
      #expect(try connection.int(sql) == 1)
    }
  }

  enum Read { case integer, real, text, bytes, null }
  @Test(
    arguments: [
      ("NULL", .integer, 0), ("NULL", .text, 0), ("NULL", .real, 0), ("NULL", .bytes, 0),
      ("'7'", .integer, 0), ("7", .text, 0), ("7.0", .integer, 0), ("'7'", .bytes, 0), ("x'00'", .text, 0),
      ("7", .integer, 1), ("7", .null, 1), ("7", .text, -1),
    ] as [(String, Read, Int)])
  func aWrongReadIsAnError(value: String, read: Read, column: Int) throws {
    try withDatabase { connection, _ in
      let error = sqliteError { _ = try connection.rows("SELECT \(value)") { attempt(read, $0, column) } }
      #expect(error?.kind == .wrongType)
    }
  }

  private func attempt(_ read: Read, _ row: Row, _ column: Int) {
    switch read {
    case .integer: _ = row.int64(column)
    case .real: _ = row.double(column)
    case .text: _ = row.text(column)
    case .bytes: _ = row.bytes(column)
    case .null: _ = row.isNull(column)
    }
  }
}
