import Testing

@testable import Storage

@Test func opensWritesAndReads() throws {
  let db = try Database(path: "/tmp/motcua-try-\(UInt64.random(in: 0...UInt64.max)).db")
  try db.write { try $0.execute("CREATE TABLE t (a INTEGER, b TEXT) STRICT") }
  let changed = try db.write { try $0.execute("INSERT INTO t (b, a) VALUES ($2, $1)", 7, "x") }
  #expect(changed == 1)
  let found = try db.read { try $0.first("SELECT a, b FROM t") { ($0.int(0), $0.text(1)) } }
  #expect(found?.0 == 7 && found?.1 == "x")
}
