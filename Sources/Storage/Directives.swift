public import Workflow

/// Directives to units, their tasks and replies.
public enum Directives {
  /// A directive as its office issues it.
  public struct New: Sendable {
    /// The office.
    public var agency: AgencyID
    /// Number of the letter.
    public var number: String
    /// Its day.
    public var day: Day
    /// What it is about, one line.
    public var title: String
    /// What it demands.
    public var body: String
    /// By which day units reply.
    public var due: Day
    /// The units, each with who answers for the matter there (F002-05).
    public var units: [Unit]

    /// A unit that a directive names.
    public struct Unit: Sendable {
      /// The unit.
      public var agency: AgencyID
      /// Who answers for it.
      public var responsible: Responsible

      /// A named unit.
      public init(agency: AgencyID, responsible: Responsible) {
        (self.agency, self.responsible) = (agency, responsible)
      }
    }

    /// All of it.
    public init(
      agency: AgencyID, number: String, day: Day, title: String, body: String, due: Day, units: [Unit]
    ) {
      (self.agency, self.number, self.day, self.title) = (agency, number, day, title)
      (self.body, self.due, self.units) = (body, due, units)
    }
  }

  /// Who answers for a matter at a unit: leader, department, person (F002-05).
  public struct Responsible: Sendable, Hashable {
    /// The leader.
    public var leader: String
    /// The department.
    public var department: String
    /// The person.
    public var person: String

    /// By names.
    public init(leader: String, department: String, person: String) {
      (self.leader, self.department, self.person) = (leader, department, person)
    }
  }

  /// A stored directive.
  public struct Stored: Sendable {
    /// Stored number.
    public let id: Int64
    /// The office that issued it.
    public let agency: AgencyID
    /// Number of the letter.
    public let number: String
    /// Its day.
    public let day: Day
    /// What it is about.
    public let title: String
    /// What it demands.
    public let body: String
    /// Who issued it.
    public let issuedBy: String
    /// When.
    public let issuedAt: Moment
    /// When the office above was told of the units that fail; nil if it was not.
    public let reportedAt: Moment?
  }

  /// What a unit owes.
  public struct Task: Sendable {
    /// The directive.
    public let directive: Int64
    /// The unit.
    public let agency: AgencyID
    /// By which day.
    public let due: Day
    /// Who answers for it.
    public let responsible: Responsible
    /// The reply; empty while there is none.
    public let reply: String
    /// Who replied last.
    public let repliedBy: String
    /// When.
    public let repliedAt: Moment?
    /// What the office thought of it.
    public let verdict: Directive.Verdict?
    /// Its words.
    public let verdictWords: String
    /// For the form that changes it.
    public let version: Int

    /// How it stands on a day.
    public func standing(on today: Day) -> Directive.Standing {
      Directive.standing(
        hasReply: repliedAt != nil && verdict == nil, verdict: verdict, due: due, today: today)
    }
  }

  /// A file of a reply.
  public struct File: Sendable {
    /// Stored number.
    public let id: Int64
    /// The directive.
    public let directive: Int64
    /// The unit.
    public let agency: AgencyID
    /// The file.
    public let kept: DossierFiles.Kept
    /// When it came.
    public let addedAt: Moment
  }

  private static let columns = """
    v.id, v.agency_id, v.number, v.day, v.title, v.body, p.name, v.issued_at, v.reported_at
    """

  private static func stored(_ row: Row) throws -> Stored {
    Stored(
      id: row.int64(0), agency: AgencyID(row.int64(1)), number: row.text(2),
      day: try known(Day(iso: row.text(3))),
      title: row.text(4), body: row.text(5), issuedBy: row.text(6), issuedAt: Moment(seconds: row.int64(7)),
      reportedAt: row.optionalInt64(8).map { Moment(seconds: $0) })
  }

  /// Issues a directive.
  public static func issue(_ new: New, by person: PersonID, at moment: Moment, in db: WriteAccess) throws
    -> Int64
  {
    let id = try known(
      db.first(
        """
        INSERT INTO directives (agency_id, number, day, title, body, issued_by, issued_at)
        VALUES ($1, $2, $3, $4, $5, $6, $7) RETURNING id
        """, new.agency.value, new.number, new.day.iso, new.title, new.body, person.value, moment.seconds
      ) { $0.int64(0) })
    for unit in new.units {
      try db.execute(
        """
        INSERT INTO directive_tasks (directive_id, agency_id, due, leader, department, person)
        VALUES ($1, $2, $3, $4, $5, $6)
        """, id, unit.agency.value, new.due.iso, unit.responsible.leader, unit.responsible.department,
        unit.responsible.person)
    }
    try note("issue-directive", id, "\(new.number), \(new.units.count)", by: person, at: moment, in: db)
    return id
  }

  /// A directive.
  public static func directive(_ id: Int64, in db: ReadAccess) throws -> Stored? {
    try db.first(
      "SELECT \(columns) FROM directives v JOIN people p ON p.id = v.issued_by WHERE v.id = $1", id,
      decode: stored)
  }

  /// What offices issued, newest first.
  public static func issued(by agencies: [AgencyID], in db: ReadAccess) throws -> [Stored] {
    try agencies.flatMap { agency in
      try db.query(
        """
        SELECT \(columns) FROM directives v JOIN people p ON p.id = v.issued_by
        WHERE v.agency_id = $1 ORDER BY v.id DESC LIMIT 200
        """, agency.value, decode: stored)
    }
  }

  /// What was demanded of a unit, newest first.
  public static func addressed(to agency: AgencyID, in db: ReadAccess) throws -> [Stored] {
    try db.query(
      """
      SELECT \(columns) FROM directive_tasks t JOIN directives v ON v.id = t.directive_id
        JOIN people p ON p.id = v.issued_by
      WHERE t.agency_id = $1 ORDER BY v.id DESC LIMIT 200
      """, agency.value, decode: stored)
  }

  private static let taskColumns = """
    t.directive_id, t.agency_id, t.due, t.leader, t.department, t.person, t.reply, COALESCE(r.name, ''),
    t.replied_at, t.verdict, t.verdict_words, t.version
    """

  private static func task(_ row: Row) throws -> Task {
    Task(
      directive: row.int64(0), agency: AgencyID(row.int64(1)), due: try known(Day(iso: row.text(2))),
      responsible: Responsible(leader: row.text(3), department: row.text(4), person: row.text(5)),
      reply: row.text(6), repliedBy: row.text(7), repliedAt: row.optionalInt64(8).map { Moment(seconds: $0) },
      verdict: Directive.Verdict(rawValue: row.text(9)), verdictWords: row.text(10), version: row.int(11))
  }

  /// The tasks of a directive.
  public static func tasks(of directive: Int64, in db: ReadAccess) throws -> [Task] {
    try db.query(
      """
      SELECT \(taskColumns) FROM directive_tasks t LEFT JOIN people r ON r.id = t.replied_by
      WHERE t.directive_id = $1 ORDER BY t.agency_id
      """, directive, decode: task)
  }

  /// What a unit owes and was not settled, the next due first.
  public static func open(of agency: AgencyID, in db: ReadAccess) throws -> [Task] {
    try db.query(
      """
      SELECT \(taskColumns) FROM directive_tasks t LEFT JOIN people r ON r.id = t.replied_by
      WHERE t.agency_id = $1 AND t.verdict <> 'accepted' ORDER BY t.due, t.directive_id
      """, agency.value, decode: task)
  }

  /// A unit replies, and says who answers for the matter.
  public static func reply(
    _ words: String, _ responsible: Responsible, files: [DossierFiles.Kept], to task: Task,
    by person: PersonID,
    at moment: Moment, in db: WriteAccess
  ) throws {
    try db.execute(
      """
      UPDATE directive_tasks SET reply = $1, leader = $2, department = $3, person = $4, replied_by = $5,
        replied_at = $6, verdict = '', version = version + 1
      WHERE directive_id = $7 AND agency_id = $8
      """, words, responsible.leader, responsible.department, responsible.person, person.value,
      moment.seconds,
      task.directive, task.agency.value)
    for file in files {
      try db.execute(
        """
        INSERT INTO directive_files (directive_id, agency_id, sha256, size, kind, filename, added_by, added_at)
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8)
        """, task.directive, task.agency.value, file.sha256, file.size, file.kind.rawValue, file.filename,
        person.value, moment.seconds)
    }
    try note("reply-directive", task.directive, words, by: person, at: moment, in: db)
  }

  /// The office judges a reply; one that is sent back is owed again by another day.
  public static func judge(
    _ task: Task, _ verdict: Directive.Verdict, words: String, due: Day?, by person: PersonID,
    at moment: Moment,
    in db: WriteAccess
  ) throws {
    try db.execute(
      """
      UPDATE directive_tasks SET verdict = $1, verdict_words = $2, due = $3, judged_by = $4, judged_at = $5,
        version = version + 1
      WHERE directive_id = $6 AND agency_id = $7
      """, verdict.rawValue, words, (due ?? task.due).iso, person.value, moment.seconds, task.directive,
      task.agency.value)
    try note(
      "\(verdict.rawValue)-directive", task.directive, words, by: person, at: moment, in: db)
  }

  /// The office above was told which units fail.
  public static func report(
    _ id: Int64, _ words: String, by person: PersonID, at moment: Moment, in db: WriteAccess
  )
    throws
  {
    try db.execute(
      "UPDATE directives SET reported_at = $1, reported_by = $2 WHERE id = $3", moment.seconds, person.value,
      id)
    try note("report-directive", id, words, by: person, at: moment, in: db)
  }

  /// The files of a directive's replies, oldest first.
  public static func files(of directive: Int64, in db: ReadAccess) throws -> [File] {
    try db.query(
      "SELECT \(fileColumns) FROM directive_files WHERE directive_id = $1 ORDER BY id", directive,
      decode: file)
  }

  /// A file of a reply.
  public static func file(_ id: Int64, in db: ReadAccess) throws -> File? {
    try db.first("SELECT \(fileColumns) FROM directive_files WHERE id = $1", id, decode: file)
  }

  private static let fileColumns = "id, directive_id, agency_id, sha256, size, kind, filename, added_at"

  private static func file(_ row: Row) throws -> File {
    File(
      id: row.int64(0), directive: row.int64(1), agency: AgencyID(row.int64(2)),
      kept: DossierFiles.Kept(
        sha256: row.text(3), size: row.int(4), kind: try known(FileKind(rawValue: row.text(5))),
        filename: row.text(6)),
      addedAt: Moment(seconds: row.int64(7)))
  }

  private static func note(
    _ what: String, _ id: Int64, _ detail: String, by person: PersonID, at moment: Moment, in db: WriteAccess
  ) throws {
    try People.note(
      what, subject: "directive \(id)", detail: String(detail.prefix(500)), by: person, at: moment, in: db)
  }
}
