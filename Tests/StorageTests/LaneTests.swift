import Foundation
import Synchronization
import Testing

@testable import Storage

private struct Refusal: Error {}

/// The contexts as the lanes of a server use them.
@Suite struct LaneTests {
  private static let people = "CREATE TABLE people (id INTEGER PRIMARY KEY, name TEXT NOT NULL) STRICT"
  private static let insert = "INSERT INTO people (name) VALUES ($1)"

  @Test func aReadingBatchSeesOneMoment() throws {
    try withDatabase(Self.people) { database in
      let context = try database.makeReader()
      let count = { try context.access.first("SELECT count(*) FROM people") { $0.int(0) } }
      try context.beginBatch()
      #expect(try count() == 0)
      try database.write { try $0.execute(Self.insert, "a") }
      #expect(try count() == 0)
      context.endBatch()
      #expect(try count() == 1)
    }
  }

  @Test func oneJobOfSeveralFails() throws {
    try withDatabase(Self.people) { database in
      let context = try database.makeWriter()
      try context.beginBatch()
      try context.job { try context.access.execute(Self.insert, "first") }
      #expect(failure { try refusedJob(context) } is Refusal)
      let doubled = databaseFailure {
        try context.job { try context.access.execute("INSERT INTO people VALUES (1, 'double')") }
      }
      #expect(doubled == .unique)
      try context.job { try context.access.execute(Self.insert, "last") }
      #expect(!context.isLost)
      try context.endBatch()
      #expect(try names(database) == ["first", "last"])
    }
  }

  @Test func aLostBatchFailsEveryJob() throws {
    try withDatabase(Self.people) { database in
      let context = try database.makeWriter()
      _ = try context.access.engine.execute("PRAGMA max_page_count = 8", [])
      try context.beginBatch()
      try context.job { try context.access.execute(Self.insert, "well") }
      let big = String(repeating: "x", count: 100_000)
      #expect(databaseFailure { try context.job { try context.access.execute(Self.insert, big) } } != nil)
      #expect(context.isLost)

      var ran = false
      #expect(databaseFailure { try context.job { ran = true } } == .transactionLost)
      #expect(!ran)
      #expect(databaseFailure { try context.access.execute(Self.insert, "stray") } == .misuse)
      #expect(databaseFailure { try context.endBatch() } == .transactionLost)
      #expect(try names(database) == [])
    }
  }

  @Test func afterALostBatchTheNextOneRuns() throws {
    try withDatabase(Self.people) { database in
      let context = try database.makeWriter()
      _ = try context.access.engine.execute("PRAGMA max_page_count = 8", [])
      try context.beginBatch()
      let big = String(repeating: "x", count: 100_000)
      _ = databaseFailure { try context.job { try context.access.execute(Self.insert, big) } }
      #expect(context.isLost)  // and endBatch is not called, as the server does it

      try onAnotherThread { _ = try database.write { try $0.execute(Self.insert, "another thread") } }
      try context.beginBatch()
      #expect(!context.isLost)
      try context.job { try context.access.execute(Self.insert, "again") }
      try context.endBatch()
      #expect(try names(database) == ["another thread", "again"])
    }
  }

  @Test func anAbandonedBatchLeavesNothing() throws {
    try withDatabase(Self.people) { database in
      let context = try database.makeWriter()
      try context.beginBatch()
      try context.job { try context.access.execute(Self.insert, "a") }
      context.abandonBatch()
      context.abandonBatch()  // twice does no harm
      try database.write { try $0.execute(Self.insert, "b") }
      #expect(try names(database) == ["b"])
    }
  }

  @Test func nothingRunsOutsideABatch() throws {
    try withDatabase(Self.people) { database in
      let context = try database.makeWriter()
      #expect(databaseFailure { try context.job {} } == .misuse)
      #expect(databaseFailure { try context.endBatch() } == .misuse)
      #expect(databaseFailure { try context.access.execute(Self.insert, "a") } == .misuse)
      #expect(databaseFailure { _ = try context.access.first("SELECT 1") { $0.int(0) } } == .misuse)
    }
  }

  @Test func aJobCannotBeginAWriteOfItsOwn() throws {
    try withDatabase(Self.people) { database in
      let context = try database.makeWriter()
      try context.beginBatch()
      #expect(databaseFailure { try context.beginBatch() } == .nestedWrite)
      #expect(databaseFailure { try context.job { try database.write { _ in } } } == .nestedWrite)
      try context.endBatch()
    }
  }

  @Test func thereIsOneWriter() throws {
    try withDatabase(Self.people) { database in
      _ = try database.makeWriter()
      #expect(databaseFailure { _ = try database.makeWriter() } == .writerTaken)
    }
  }

  @Test func aWriteOfAnotherThreadWaitsForTheBatch() throws {
    try withDatabase(Self.people) { database in
      let context = try database.makeWriter()
      let order = Mutex<[String]>([])
      let done = DispatchSemaphore(value: 0)
      try context.beginBatch()
      Thread {
        _ = try? database.write { access in
          order.withLock { $0.append("other") }
          return try access.execute(Self.insert, "other")
        }
        done.signal()
      }.start()
      usleep(10_000)
      order.withLock { $0.append("batch") }
      try context.job { try context.access.execute(Self.insert, "batch") }
      try context.endBatch()
      done.wait()
      #expect(order.withLock { $0 } == ["batch", "other"])
      #expect(try names(database) == ["batch", "other"])
    }
  }

  /// A job that writes and then refuses.
  private func refusedJob(_ context: WriteContext) throws {
    try context.job {
      try context.access.execute(Self.insert, "refused")
      throw Refusal()
    }
  }

  private func names(_ database: Database) throws -> [String] {
    try database.read { try $0.query("SELECT name FROM people ORDER BY id") { $0.text(0) } }
  }
}
