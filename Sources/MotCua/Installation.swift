import Foundation
import Storage
import Workflow

/// A data folder held for writing, with its database brought up to date.
struct Installation {
  let folder: DataFolder
  let database: Database
  /// What had to be done to the database first, a line each; empty if nothing.
  let preparation: [String]

  /// Takes the folder, making it if it is missing, prepares the database and runs `body`. Throws at once when
  /// another process holds the folder.
  static func open<T>(_ path: String, home: Home, _ body: (Installation) throws -> T) throws -> T {
    let folder = try DataFolder(creating: path)
    let lock = try folder.lock()
    // The lock lasts as long as its object, which nothing below mentions.
    return try withExtendedLifetime(lock) {
      try folder.clearIncoming()
      let database = try Database(path: folder.databasePath)
      let preparation = try prepare(database, home)
      return try body(Installation(folder: folder, database: database, preparation: preparation))
    }
  }

  private static func prepare(_ database: Database, _ home: Home) throws -> [String] {
    let migrations = try Migrations(folder: home.migrations).apply(to: database)
    let report = try database.write {
      try ReferenceImport(folder: home.reference, at: .now).run(in: $0)
    }
    return migrations.map { "Applied \($0.name)" } + lines(of: report)
  }

  private static func lines(of report: ReferenceImport.Report) -> [String] {
    guard !report.isEmpty else { return [] }
    let calendar = report.calendar ? ", a calendar" : ""
    return ["Imported \(report.procedures) procedures, \(report.forms) forms\(calendar)"]
  }
}

extension Moment {
  /// The server's clock (decision 12).
  static var now: Moment { Moment(seconds: Int64(Date().timeIntervalSince1970)) }
}
