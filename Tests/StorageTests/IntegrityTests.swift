import Foundation
import Storage
import Testing
import Workflow

/// One received dossier, told by rows; each case changes one thing and names what must be found.
struct IntegrityTests {
  private static let story = [
    "INSERT INTO agencies (id, kind, name, short_name, code, effective_from) VALUES (1, 'commune', 'x', 'x', 'H56.38.02', '2018-01-01')",
    "INSERT INTO people (id, kind, login, password, name, name_folded, created_at) VALUES (1, 'staff', 'a', '', 'A', 'a', 0)",
    "INSERT INTO procedure_fields VALUES ('f', 'f')",
    """
    INSERT INTO procedure_revisions (id, code, revision, name, field, performed_by, effective_from, body, published_at)
    VALUES (1, 'p', 1, 'p', 'f', 'commune', '2018-01-01', '{}', 0)
    """,
    """
    INSERT INTO dossiers (id, version, state, channel, agency_id, unit_id, revision_id, procedure_code, field, keyed_by,
      created_at, changed_at, desk_since, submission_number, submitted_at, code, received_at)
    VALUES (1, 7, 'received', 'online', 1, 1, 1, 'p', 'f', 1, 0, 0, 0, 'TT-240426-00001', \(day), 'H56.38.02-240426-0001',
      \(day + 60))
    """,
    "INSERT INTO serials VALUES ('submission', '2024-04-26', 1), ('H56.38.02', '2024-04-26', 1)",
    entry(1, version: 3, "attach-paper", "draft", "draft", at: day - 60),
    entry(2, version: 6, "submit", "draft", "submitted", at: day),
    entry(3, version: 7, "receive", "submitted", "received", at: day + 60),
    """
    INSERT INTO attachments (dossier_id, sha256, size, kind, filename, added_by, added_at)
    VALUES (1, '\(ContentHash(of: Array("scan".utf8)).hex)', 4, 'pdf', 'a.pdf', 1, 0)
    """,
  ]

  /// 26/04/2024, 9 giờ, in Viet Nam.
  private static let day: Int64 = 1_714_096_800

  private static func entry(
    _ id: Int, version: Int, _ verb: String, _ from: String, _ to: String, at moment: Int64
  ) -> String {
    """
    INSERT INTO journal (id, dossier_id, version, verb, from_state, to_state, role, person_id, agency_id, happened_at,
      recorded_at) VALUES (\(id), 1, \(version), '\(verb)', '\(from)', '\(to)', 'r', 1, 1, \(moment), \(moment))
    """
  }

  private func withStory<T>(changed change: String? = nil, _ body: (Database, DataFolder) throws -> T) throws
    -> T
  {
    try withFolder { path in
      let folder = try DataFolder(creating: path + "/data")
      let database = try Database(path: folder.databasePath)
      try Migrations(folder: Self.migrations).apply(to: database)
      try database.write { db in
        // What the portal cannot do, a damaged disk or a stranger with a SQL shell can.
        try db.execute("DROP TRIGGER journal_keeps")
        try db.execute("DROP TRIGGER journal_stays")
        for statement in Self.story { try db.execute(statement) }
        if let change { try db.execute(change) }
      }
      return try body(database, folder)
    }
  }

  private static let migrations = URL(filePath: #filePath).deletingLastPathComponent()
    .appending(path: "../../Migrations").standardized.path()

  @Test func aGoodStoryHasNoFault() throws {
    try withStory { database, _ in
      let journal = try database.read { try Integrity.journal(in: $0) }
      #expect(journal.isGood && journal.examined == 1, "\(journal.faults)")
      let codes = try database.read { try Integrity.codes(in: $0) }
      #expect(codes.isGood && codes.examined == 2, "\(codes.faults)")
    }
  }

  @Test(arguments: [
    ("UPDATE dossiers SET state = 'processing'", "its state is processing, but received"),
    ("UPDATE dossiers SET version = 8", "its version is 8, but 7"),
    ("UPDATE dossiers SET version = 6", "its version is 6, but 7"),
    ("UPDATE dossiers SET received_at = received_at + 1", "not at the time of its journal"),
    ("UPDATE dossiers SET submitted_at = NULL", "not at the time of its journal"),
    ("UPDATE dossiers SET returned_at = 5", "not at the time of its journal"),
    ("DELETE FROM journal", "its state is received, but draft"),
    ("DELETE FROM journal WHERE id = 2", "entry 3 does not follow"),
    ("DELETE FROM journal WHERE id = 3", "its version is 7, but 6"),
    ("UPDATE journal SET version = 8 WHERE id = 3", "entry 3 does not follow"),
    ("UPDATE journal SET id = 9 WHERE id = 2", "entry 3 does not follow"),
    ("UPDATE journal SET from_state = 'processing' WHERE id = 3", "entry 3 does not follow"),
  ])
  func theJournalIsReplayed(change: String, fault: String) throws {
    try withStory(changed: change) { database, _ in
      let finding = try database.read { try Integrity.journal(in: $0) }
      #expect(finding.faults.contains { $0.contains(fault) }, "\(finding.faults)")
    }
  }

  @Test func savingADraftNeedsNoEntry() throws {
    let change = """
      INSERT INTO dossiers (id, version, state, channel, agency_id, unit_id, revision_id, procedure_code, field, keyed_by,
        created_at, changed_at, desk_since) VALUES (2, 40, 'draft', 'online', 1, 1, 1, 'p', 'f', 1, 0, 0, 0)
      """
    try withStory(changed: change) { database, _ in
      let finding = try database.read { try Integrity.journal(in: $0) }
      #expect(finding.isGood && finding.examined == 2, "\(finding.faults)")
    }
  }

  @Test(arguments: [
    ("UPDATE serials SET last = 0 WHERE series = 'H56.38.02'", "number 1 is beyond the serial"),
    ("DELETE FROM serials WHERE series = 'submission'", "number 1 is beyond the serial"),
    ("UPDATE serials SET last = 2 WHERE series = 'H56.38.02'", "1 numbers stand, but 2 were given out"),
    ("UPDATE dossiers SET code = 'H56.38.02-240427-0001'", "not of the day of receipt"),
    ("UPDATE dossiers SET code = 'H56.38.02-240426-00001'", "its code is not one"),
    ("UPDATE dossiers SET submission_number = 'TT-240427-00001'", "not of the day of submission"),
  ])
  func codesAreComparedWithSerials(change: String, fault: String) throws {
    try withStory(changed: change) { database, _ in
      let finding = try database.read { try Integrity.codes(in: $0) }
      #expect(finding.faults.contains { $0.contains(fault) }, "\(finding.faults)")
    }
  }

  @Test func filesAreComparedWithRowsAndJournal() throws {
    try withStory { database, folder in
      let files = Attachments(folder)
      func look() throws -> [String] {
        try database.read { try Integrity.attachments(in: $0, files: files, contents: true).finding.faults }
      }
      let hash = ContentHash(of: Array("scan".utf8))
      #expect(try look() == ["file \(hash.hex) is missing"])
      try write(["scan": Array("scan".utf8)], in: folder.incomingPath)
      try files.keep(
        temporaryPath: folder.incomingPath + "/scan", sha256: hash, size: 4,
        at: Moment(seconds: 0))
      #expect(try look() == [])
      try database.write { try $0.execute("DELETE FROM journal WHERE id = 1") }
      #expect(try look() == ["dossier 1: 1 files, but 0 in its journal"])
    }
  }

  @Test func onlyTheFirstFaultsAreKept() throws {
    let change = """
      WITH RECURSIVE n (i) AS (SELECT 2 UNION ALL SELECT i + 1 FROM n WHERE i < 101)
      INSERT INTO dossiers (id, version, state, channel, agency_id, unit_id, revision_id, procedure_code, field, keyed_by,
        created_at, changed_at, desk_since) SELECT i, 1, 'signed', 'counter', 1, 1, 1, 'p', 'f', 1, 0, 0, 0 FROM n
      """
    try withStory(changed: change) { database, _ in
      let finding = try database.read { try Integrity.journal(in: $0) }
      #expect(finding.faultCount == 200 && finding.faults.count == 20)
    }
  }
}
