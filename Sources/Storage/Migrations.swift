import Glibc

/// The schema as numbered SQL files (`0001-agencies.sql` …), applied in order, each in a transaction
/// and once, and recorded with the hash of its text.
public struct Migrations: Sendable {
  /// One file.
  public struct Migration: Sendable, Equatable {
    /// Its place, from 1, without gaps.
    public let number: Int
    /// Its file name.
    public let name: String
    let script: String
    let sha256: String
  }

  /// Why migrations cannot be read or applied.
  public enum Fault: Error, Equatable, CustomStringConvertible {
    case badName(String)
    case notInSequence(String, expected: Int)
    case changed(String)
    case unknown(String)
    case failed(String, DatabaseError)

    /// In words for the operator.
    public var description: String {
      switch self {
      case .badName(let name):
        "Migration \(name): a name is four digits, a dash and words, as 0001-agencies.sql"
      case .notInSequence(let name, let expected):
        "Migration \(name): number \(expected) was expected, it is missing or there twice"
      case .changed(let name):
        "Migration \(name) was changed after it was applied: restore it, and write a new one"
      case .unknown(let name):
        "The database has migration \(name), which is not here: it was used by a newer version"
      case .failed(let name, let error):
        "Migration \(name) failed and nothing of it was kept: \(error)"
      }
    }
  }

  /// Every file, in order.
  public let all: [Migration]

  /// Reads the `.sql` files of a folder; other names are left alone.
  public init(folder: String) throws {
    var all: [Migration] = []
    for name in try FileSystem.names(in: folder) where name.hasSuffix(".sql") {
      let migration = try Self.read(name, in: folder)
      if migration.number != all.count + 1 { throw Fault.notInSequence(name, expected: all.count + 1) }
      all.append(migration)
    }
    self.all = all
  }

  /// What ``apply(to:)`` would run. Throws if the database does not go with these files.
  public func pending(in database: Database) throws -> [Migration] {
    try database.read(pending)
  }

  /// Applies what is pending and returns it.
  @discardableResult
  public func apply(to database: Database) throws -> [Migration] {
    let pending = try pending(in: database)
    for migration in pending { try database.write { try apply(migration, $0) } }
    return pending
  }

  private static func read(_ name: String, in folder: String) throws -> Migration {
    let digits = name.prefix(4)
    guard digits.utf8.count == 4, digits.utf8.allSatisfy({ (0x30...0x39).contains($0) }),
      name.dropFirst(4).hasPrefix("-"), let number = Int(digits)
    else { throw Fault.badName(name) }
    var script: [UInt8] = []
    try OpenFile("\(folder)/\(name)").readAll { script.append(contentsOf: $0) }
    return Migration(
      number: number, name: name, script: String(decoding: script, as: UTF8.self),
      sha256: ContentHash(of: script).hex)
  }

  private func pending(_ access: ReadAccess) throws -> [Migration] {
    guard try access.engine.hasTable("migrations") else { return all }
    var applied = 0
    try access.each("SELECT number, name, sha256 FROM migrations ORDER BY number") { row in
      let number = row.int(0)
      guard number <= all.count else { throw Fault.unknown(row.text(1)) }
      if all[number - 1].sha256 != row.text(2) { throw Fault.changed(row.text(1)) }
      applied = number
      return true
    }
    return Array(all.dropFirst(applied))
  }

  private func apply(_ migration: Migration, _ access: WriteAccess) throws {
    do {
      try access.execute(
        """
        CREATE TABLE IF NOT EXISTS migrations (
          number INTEGER PRIMARY KEY, name TEXT NOT NULL, sha256 TEXT NOT NULL, applied_at BIGINT NOT NULL)
        """)
      try access.engine.runScript(migration.script)
      try access.execute(
        "INSERT INTO migrations (number, name, sha256, applied_at) VALUES ($1, $2, $3, $4)",
        migration.number, migration.name, migration.sha256, Int64(time(nil)))
    } catch let error as DatabaseError {
      throw Fault.failed(migration.name, error)
    }
  }
}
