public import Workflow

/// Proposals to count a dossier as finished in time in reality (F004-02). Nothing in the dossier is changed by them.
public enum Corrections {
  /// A stored proposal.
  public struct Stored: Sendable {
    /// Stored number.
    public let id: Int64
    /// The dossier.
    public let dossier: DossierID
    /// The dossier's agency.
    public let agency: AgencyID
    /// For the form that changes it.
    public let version: Int
    /// How far it is.
    public let state: Correction.State
    /// Why the software had it late.
    public let cause: Correction.Cause
    /// When the result was there in reality, as proposed.
    public let realFinish: Moment
    /// What the software had recorded.
    public let recordedFinish: Moment
    /// The appointment by which it was judged.
    public let due: Moment
    /// What was done to it, in order.
    public let steps: [Step]
    /// What it rests on.
    public let evidence: [Item]

    /// Who did an act last.
    public func person(of act: Correction.Act) -> PersonID? { steps.last { $0.act == act }?.person }
  }

  /// An act on a proposal.
  public struct Step: Sendable {
    /// What.
    public let act: Correction.Act
    /// Who.
    public let person: PersonID
    /// By name.
    public let personName: String
    /// When.
    public let at: Moment
    /// In which words.
    public let words: String
  }

  /// Evidence as it stands in a proposal.
  public struct Item: Sendable {
    /// Stored number.
    public let id: Int64
    /// What it says.
    public let evidence: Evidence
    /// What the proposer says about it.
    public let words: String
    /// The file that was brought; nil for what the portal found.
    public let file: DossierFiles.Kept?
  }

  /// Evidence that somebody brings.
  public struct Brought: Sendable {
    /// What it is.
    public let kind: Evidence.Kind
    /// By when, as it shows, the result was there.
    public let moment: Moment
    /// What is to be seen on it.
    public let words: String
    /// The file.
    public let file: DossierFiles.Kept

    /// Evidence that somebody brings.
    public init(kind: Evidence.Kind, moment: Moment, words: String, file: DossierFiles.Kept) {
      (self.kind, self.moment, self.words, self.file) = (kind, moment, words, file)
    }
  }

  /// A proposal as it is made.
  public struct New: Sendable {
    /// The dossier.
    public var dossier: DossierID
    /// The dossier's agency.
    public var agency: AgencyID
    /// Why the software had it late.
    public var cause: Correction.Cause
    /// When the result was there in reality.
    public var realFinish: Moment
    /// What the software recorded.
    public var recordedFinish: Moment
    /// The appointment by which it is judged.
    public var due: Moment
    /// Why.
    public var words: String
    /// What the portal found.
    public var found: [Evidence]
    /// What the proposer brings.
    public var brought: [Brought]

    /// All of it.
    public init(
      dossier: DossierID, agency: AgencyID, cause: Correction.Cause, realFinish: Moment,
      recordedFinish: Moment,
      due: Moment, words: String, found: [Evidence], brought: [Brought]
    ) {
      (self.dossier, self.agency, self.cause) = (dossier, agency, cause)
      (self.realFinish, self.recordedFinish, self.due) = (realFinish, recordedFinish, due)
      (self.words, self.found, self.brought) = (words, found, brought)
    }
  }

  /// Keeps a proposal.
  public static func propose(_ new: New, by person: PersonID, at moment: Moment, in db: WriteAccess) throws
    -> Int64
  {
    let id = try known(
      db.first(
        """
        INSERT INTO corrections (dossier_id, agency_id, state, cause, real_finish, recorded_finish, due)
        VALUES ($1, $2, 'proposed', $3, $4, $5, $6) RETURNING id
        """, new.dossier.value, new.agency.value, new.cause.rawValue, new.realFinish.seconds,
        new.recordedFinish.seconds, new.due.seconds
      ) { $0.int64(0) })
    for found in new.found {
      try db.execute(
        "INSERT INTO correction_evidence (correction_id, kind, moment, result_file) VALUES ($1, $2, $3, $4)",
        id,
        found.kind.rawValue, found.moment.seconds, found.file)
    }
    for brought in new.brought {
      try db.execute(
        """
        INSERT INTO correction_evidence (correction_id, kind, moment, words, sha256, size, file_kind, filename)
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8)
        """, id, brought.kind.rawValue, brought.moment.seconds, brought.words, brought.file.sha256,
        brought.file.size,
        brought.file.kind.rawValue, brought.file.filename)
    }
    try step(.propose, on: id, new.words, by: person, at: moment, in: db)
    return id
  }

  /// Does to a proposal what leads it on.
  ///
  /// - Parameter confirmed: the evidence that who approves has held against the original.
  public static func advance(
    _ correction: Stored, by act: Correction.Act, to state: Correction.State, _ words: String,
    confirmed: Set<Int64> = [], by person: PersonID, at moment: Moment, in db: WriteAccess
  ) throws {
    try db.execute(
      "UPDATE corrections SET state = $1, version = version + 1 WHERE id = $2 AND version = $3",
      state.rawValue,
      correction.id, correction.version)
    for item in correction.evidence where confirmed.contains(item.id) {
      try db.execute("UPDATE correction_evidence SET is_confirmed = 1 WHERE id = $1", item.id)
    }
    try step(act, on: correction.id, words, by: person, at: moment, in: db)
  }

  private static func step(
    _ act: Correction.Act, on id: Int64, _ words: String, by person: PersonID, at moment: Moment,
    in db: WriteAccess
  ) throws {
    try db.execute(
      """
      INSERT INTO correction_steps (correction_id, number, act, person_id, at, words)
      VALUES ($1, (SELECT count(*) + 1 FROM correction_steps WHERE correction_id = $1), $2, $3, $4, $5)
      """, id, act.rawValue, person.value, moment.seconds, words)
  }

  private static let columns =
    "id, dossier_id, agency_id, version, state, cause, real_finish, recorded_finish, due"

  /// A proposal.
  public static func correction(_ id: Int64, in db: ReadAccess) throws -> Stored? {
    try stored("id = $1", id, in: db).first
  }

  /// All proposals about a dossier, oldest first.
  public static func about(_ dossier: DossierID, in db: ReadAccess) throws -> [Stored] {
    try stored("dossier_id = $1", dossier.value, in: db)
  }

  private static func stored(_ condition: String, _ value: Int64, in db: ReadAccess) throws -> [Stored] {
    let rows = try db.query("SELECT \(columns) FROM corrections WHERE \(condition) ORDER BY id", value) {
      (
        $0.int64(0), $0.int64(1), $0.int64(2), $0.int(3), $0.text(4), $0.text(5), $0.int64(6), $0.int64(7),
        $0.int64(8)
      )
    }
    return try rows.map { row in
      Stored(
        id: row.0, dossier: DossierID(row.1), agency: AgencyID(row.2), version: row.3,
        state: try known(Correction.State(rawValue: row.4)),
        cause: try known(Correction.Cause(rawValue: row.5)),
        realFinish: Moment(seconds: row.6), recordedFinish: Moment(seconds: row.7),
        due: Moment(seconds: row.8),
        steps: try steps(of: row.0, in: db), evidence: try evidence(of: row.0, in: db))
    }
  }

  private static func steps(of id: Int64, in db: ReadAccess) throws -> [Step] {
    try db.query(
      """
      SELECT s.act, s.person_id, p.name, s.at, s.words FROM correction_steps s JOIN people p ON p.id = s.person_id
      WHERE s.correction_id = $1 ORDER BY s.number
      """, id
    ) { row in
      Step(
        act: try known(Correction.Act(rawValue: row.text(0))), person: PersonID(row.int64(1)),
        personName: row.text(2),
        at: Moment(seconds: row.int64(3)), words: row.text(4))
    }
  }

  private static let itemColumns =
    "id, kind, moment, result_file, words, sha256, size, file_kind, filename, is_confirmed, correction_id"

  private static func evidence(of id: Int64, in db: ReadAccess) throws -> [Item] {
    try db.query(
      "SELECT \(itemColumns) FROM correction_evidence WHERE correction_id = $1 ORDER BY id", id, decode: item)
  }

  private static func item(_ row: Row) throws -> Item {
    let file =
      row.text(5).isEmpty
      ? nil
      : DossierFiles.Kept(
        sha256: row.text(5), size: row.int(6), kind: try known(FileKind(rawValue: row.text(7))),
        filename: row.text(8))
    return Item(
      id: row.int64(0),
      evidence: Evidence(
        try known(Evidence.Kind(rawValue: row.text(1))), Moment(seconds: row.int64(2)),
        file: row.optionalInt64(3),
        isConfirmed: row.bool(9)), words: row.text(4), file: file)
  }

  /// The file of a piece of evidence with the dossier it is about; nil where it has none.
  public static func file(_ id: Int64, in db: ReadAccess) throws -> (
    dossier: DossierID, file: DossierFiles.Kept
  )? {
    let found = try db.first("SELECT \(itemColumns) FROM correction_evidence WHERE id = $1", id) { row in
      (correction: row.int64(10), item: try item(row))
    }
    guard let found, let file = found.item.file else { return nil }
    let dossier = try known(
      db.first("SELECT dossier_id FROM corrections WHERE id = $1", found.correction) {
        DossierID($0.int64(0))
      })
    return (dossier, file)
  }

  /// How many proposals of an agency wait in a state.
  public static func count(_ state: Correction.State, at agency: AgencyID, in db: ReadAccess) throws -> Int {
    try db.first(
      "SELECT count(*) FROM corrections WHERE agency_id = $1 AND state = $2", agency.value, state.rawValue
    ) {
      $0.int(0)
    } ?? 0
  }
}
