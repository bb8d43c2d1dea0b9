import Foundation
import Testing
import Workflow

@testable import Storage

/// The files of the law are read at every start.
@Suite struct ReferenceImportTests {
  private static let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent().appendingPathComponent("Migrations").path
  private static let start = Moment(day: Day(year: 2026, month: 9, day: 7), minuteOfDay: 480)

  private static func withDatabase(_ body: (Database) throws -> Void) throws {
    let root = FileManager.default.temporaryDirectory.path + "/motcua-import-\(UUID().uuidString)"
    defer { try? FileManager.default.removeItem(atPath: root) }
    let database = try Database(path: DataFolder(creating: root).databasePath)
    try Migrations(folder: Self.folder).apply(to: database)
    try body(database)
  }

  private static func run(_ database: Database) throws -> ReferenceImport.Report {
    try database.write {
      try ReferenceImport(folder: folder + "/reference", at: start).run(in: $0)
    }
  }

  @Test func aSecondStartBringsNothingNew() throws {
    try Self.withDatabase { database in
      let first = try Self.run(database)
      #expect(first.procedures >= 100 && first.forms == 12 && first.calendar)
      let second = try Self.run(database)
      #expect(second.isEmpty)
    }
  }

  @Test func whatAnAdministratorPublishedStands() throws {
    try Self.withDatabase { database in
      _ = try Self.run(database)
      let person = try database.write { db in
        try People.create(
          People.New(kind: .staff, login: "quantri", password: "x", name: "Trần Văn Quản"), at: Self.start,
          in: db)
      }
      _ = try database.write { db in
        let stored = try Reference.read(db, version: 0).procedure("1.001193", on: Self.start.day)
        var procedure = try known(stored).procedure
        procedure.responsible = "Lê Thị Thảo"
        return try Reference.publish(procedure, by: person, at: Self.start, in: db)
      }
      let again = try Self.run(database)
      #expect(again.isEmpty)
      let now = try database.read {
        try Reference.read($0, version: 0).procedure("1.001193", on: Self.start.day)
      }
      #expect(now?.revision == 2 && now?.procedure.responsible == "Lê Thị Thảo")
    }
  }
}
