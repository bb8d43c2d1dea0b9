import Foundation
import Testing

@testable import SQLite

@Suite struct ReaderTests {
  @Test func aBatchSeesOneMoment() throws {
    try withDatabase("CREATE TABLE t (a)") { writer, path in
      let reader = Reader(try Connection(path: path, mode: .reader))
      let count = { try reader.connection.int("SELECT count(*) FROM t") }
      try reader.begin()
      #expect(try count() == 0)
      try writer.run("INSERT INTO t VALUES (1)")
      #expect(try count() == 0)
      reader.end()
      #expect(try count() == 1)
      reader.end()  // ending twice does no harm
      try reader.begin()
      #expect(try count() == 1)
      reader.end()
    }
  }

  @Test func aBackupIsOfOneMomentWhileOthersWrite() throws {
    try withDatabase("CREATE TABLE t (a TEXT)") { writer, path in
      try writer.run("INSERT INTO t SELECT hex(randomblob(500)) FROM json_each(json_array(1,2,3,4,5,6,7,8))")
      let source = try Connection(path: path, mode: .reader)
      var steps: [Int] = []
      try source.backUp(to: path + ".copy", pagesPerStep: 1) { done, total in
        #expect(done <= total)
        steps.append(done)
        try writer.run("INSERT INTO t VALUES ('later')")
      }
      #expect(steps.count > 2)
      #expect(steps == steps.sorted())
      let copy = try Connection(path: path + ".copy", mode: .writer)
      #expect(try copy.int("SELECT count(*) FROM t") == 8)
      #expect(try copy.texts("PRAGMA integrity_check") == ["ok"])
      #expect(try source.int("SELECT count(*) FROM t") == Int64(8 + steps.count))
    }
  }

  @Test func aBackupCanBeGivenUp() throws {
    struct GivenUp: Error {}
    try withDatabase("CREATE TABLE t (a TEXT)") { writer, path in
      let source = try Connection(path: path, mode: .reader)
      #expect(throws: GivenUp.self) {
        try source.backUp(to: path + ".copy", pagesPerStep: 1) { _, _ in throw GivenUp() }
      }
      #expect(source.isAutocommit)
      try writer.run("INSERT INTO t VALUES ('on')")
    }
  }

  @Test func aBackupToNowhereSaysWhere() throws {
    try withDatabase { connection, path in
      let error = sqliteError { try connection.backUp(to: path + "/no/such/folder") }
      #expect(error?.message.contains("/no/such/folder") == true)
    }
  }
}
