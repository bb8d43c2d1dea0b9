import Testing

@testable import Storage

@Suite struct MigrationsTests {
  private static let first = "CREATE TABLE people (id INTEGER PRIMARY KEY, name TEXT NOT NULL);\n"
  private static let second = """
    -- refuses; always
    CREATE TRIGGER people_stay BEFORE DELETE ON people BEGIN
      INSERT INTO people (name) VALUES ('one; two');
      SELECT raise(ABORT, 'people stay; they do');
    END;
    INSERT INTO people (name) VALUES ('a;b');
    """

  /// A folder with migration files, and a database.
  private func with(_ files: [String: String], _ body: (Database, String) throws -> Void) throws {
    try withFolder { folder in
      try write(files.mapValues { Array($0.utf8) }, in: folder)
      try body(try Database(path: folder + "/test.db"), folder)
    }
  }

  @Test func theyRunInOrderAndOnce() throws {
    let files = ["0002-stay.sql": Self.second, "0001-people.sql": Self.first, "README.md": "not one"]
    try with(files) { database, folder in
      let migrations = try Migrations(folder: folder)
      #expect(try migrations.pending(in: database).map(\.number) == [1, 2])
      #expect(try migrations.apply(to: database).map(\.name) == ["0001-people.sql", "0002-stay.sql"])
      #expect(try migrations.pending(in: database).isEmpty)
      #expect(try migrations.apply(to: database).isEmpty)
      #expect(try count(database) == 1)
      let kind = databaseFailure { try database.write { try $0.execute("DELETE FROM people") } }
      #expect(kind == .refusedByTrigger)
    }
  }

  @Test func aNewFileIsAppliedToAnOldDatabase() throws {
    try with(["0001-people.sql": Self.first]) { database, folder in
      try Migrations(folder: folder).apply(to: database)
      try write(["0002-stay.sql": Array(Self.second.utf8)], in: folder)
      #expect(try Migrations(folder: folder).apply(to: database).map(\.number) == [2])
    }
  }

  @Test func aChangedFileIsRefused() throws {
    try with(["0001-people.sql": Self.first]) { database, folder in
      try Migrations(folder: folder).apply(to: database)
      try write(["0001-people.sql": Array((Self.first + "\n").utf8)], in: folder)
      let changed = try Migrations(folder: folder)
      let error = failure { try changed.apply(to: database) }
      #expect(error as? Migrations.Fault == .changed("0001-people.sql"))
    }
  }

  @Test func aDatabaseOfANewerVersionIsRefused() throws {
    try with(["0001-people.sql": Self.first, "0002-stay.sql": Self.second]) { database, folder in
      try Migrations(folder: folder).apply(to: database)
      try with(["0001-people.sql": Self.first]) { _, older in
        let migrations = try Migrations(folder: older)
        let error = failure { _ = try migrations.pending(in: database) }
        #expect(error as? Migrations.Fault == .unknown("0002-stay.sql"))
      }
    }
  }

  @Test(
    arguments: [
      (["0001-a.sql", "0003-c.sql"], .notInSequence("0003-c.sql", expected: 2)),
      (["0001-a.sql", "0001-b.sql"], .notInSequence("0001-b.sql", expected: 2)),
      (["0002-b.sql"], .notInSequence("0002-b.sql", expected: 1)),
      (["0000-a.sql"], .notInSequence("0000-a.sql", expected: 1)),
      (["people.sql"], .badName("people.sql")), (["1-people.sql"], .badName("1-people.sql")),
      (["0001people.sql"], .badName("0001people.sql")), (["٠٠٠١-a.sql"], .badName("٠٠٠١-a.sql")),
    ] as [([String], Migrations.Fault)])
  func namesAreCheckedWhenRead(files: [String], fault: Migrations.Fault) throws {
    try with(Dictionary(uniqueKeysWithValues: files.map { ($0, "SELECT 1;") })) { _, folder in
      let error = failure { _ = try Migrations(folder: folder) }
      #expect(error as? Migrations.Fault == fault)
    }
  }

  @Test(arguments: [
    "INSERT INTO people (name) VALUES ('x'); INSERT INTO nowhere VALUES (1);",
    "INSERT INTO people (name) VALUES ('x'); COMMIT; BEGIN; INSERT INTO people (name) VALUES ('y');",
    "INSERT INTO people (name) VALUES ('x'); ROLLBACK;", "INSERT INTO people (name) VALUES ('x'), (NULL);",
    "CREATE TABLE c (p INTEGER REFERENCES people DEFERRABLE INITIALLY DEFERRED); INSERT INTO c VALUES (9);",
    "INSERT INTO people (name) VALUES ('x'); VACUUM;",
  ])
  func aFailedMigrationLeavesNothing(script: String) throws {
    try with(["0001-people.sql": Self.first, "0002-bad.sql": script]) { database, folder in
      let migrations = try Migrations(folder: folder)
      let error = failure { try migrations.apply(to: database) }
      #expect(error != nil)
      #expect(try migrations.pending(in: database).map(\.number) == [2])
      #expect(try count(database) == 0)
    }
  }

  @Test func aFailureNamesFileAndStatement() throws {
    try with(["0001-bad.sql": "SELECT 1;\nINSERT INTO nowhere VALUES (1);"]) { database, folder in
      let error = failure { try Migrations(folder: folder).apply(to: database) }
      let text = try #require(error as? Migrations.Fault).description
      #expect(text.contains("0001-bad.sql") && text.contains("INSERT INTO nowhere"))
    }
  }
}
