public import Workflow

/// Sổ theo dõi hồ sơ: a book for each agency and year, its numbers without gap (TT 01/2018 art 10; rules §3.6).
public enum Register {
  /// A dossier's place in it.
  public struct Place: Sendable, Hashable {
    /// The year's book.
    public let year: Int
    /// Số thứ tự.
    public let number: Int
  }

  /// A line of the book.
  public struct Line: Sendable {
    /// Số thứ tự.
    public let number: Int
    /// The dossier.
    public let dossier: DossierID
    /// Mã hồ sơ.
    public let code: String
    /// Procedure code; its name is in the revision.
    public let procedureCode: String
    /// Revision it was filed under.
    public let revision: Int64
    /// Số lượng hồ sơ (bộ).
    public let copies: Int
    /// Chủ hồ sơ, with address and telephone.
    public let owner: Dossiers.Party
    /// When it was received.
    public let receivedAt: Moment
    /// The appointment.
    public let appointment: Moment?
    /// When the counter had the result from whoever processes.
    public let resultAt: Moment?
    /// When it was handed over, and by whom.
    public let returnedAt: Moment?, returnedBy: String
    /// Who took it; empty while nobody has.
    public let collector: String
    /// Number of the consignment, where it went by post.
    public let consignment: String
    /// How the result is wanted.
    public let returnMethod: Dossiers.ReturnMethod
    /// Where it stands.
    public let state: DossierState
    /// Entered before the unit's official day (F000-01).
    public let isTrial: Bool
  }

  /// Enters a dossier that is being received, in the same transaction.
  static func enter(_ dossier: DossierID, of agency: AgencyID, on day: Day, in db: WriteAccess) throws {
    try db.execute(
      """
      INSERT INTO register_numbers (agency_id, year, number, dossier_id)
      SELECT $1, $2, COALESCE(max(number), 0) + 1, $3 FROM register_numbers WHERE agency_id = $1 AND year = $2
      """, agency.value, day.year, dossier.value)
  }

  /// Where a dossier stands; nil before its receipt.
  public static func place(of dossier: DossierID, in db: ReadAccess) throws -> Place? {
    try db.first("SELECT year, number FROM register_numbers WHERE dossier_id = $1", dossier.value) {
      Place(year: $0.int(0), number: $0.int(1))
    }
  }

  /// Where an agency's dossier of a code stands.
  public static func place(
    of code: DossierCode, at agency: AgencyID, in db: ReadAccess
  ) throws -> Place? {
    try db.first(
      """
      SELECT r.year, r.number FROM dossiers d JOIN register_numbers r ON r.dossier_id = d.id
      WHERE d.code = $1 AND r.agency_id = $2
      """, code.description, agency.value
    ) { Place(year: $0.int(0), number: $0.int(1)) }
  }

  /// The years of which an agency has a book, the newest first.
  public static func years(of agency: AgencyID, in db: ReadAccess) throws -> [Int] {
    let ends = try db.first(
      """
      SELECT (SELECT min(year) FROM register_numbers WHERE agency_id = $1),
        (SELECT max(year) FROM register_numbers WHERE agency_id = $1)
      """, agency.value
    ) { ($0.optionalInt64(0), $0.optionalInt64(1)) }
    guard let first = ends?.0, let last = ends?.1 else { return [] }
    return try (Int(first)...Int(last)).reversed().filter { try count(of: agency, year: $0, in: db) > 0 }
  }

  /// How many lines a book has: its last number, for there is no gap.
  public static func count(of agency: AgencyID, year: Int, in db: ReadAccess) throws -> Int {
    try db.first(
      "SELECT COALESCE(max(number), 0) FROM register_numbers WHERE agency_id = $1 AND year = $2",
      agency.value, year
    ) { $0.int(0) } ?? 0
  }

  /// Some lines of a book, from a number on.
  public static func lines(
    of agency: AgencyID, year: Int, from number: Int, most: Int, in db: ReadAccess
  ) throws -> [Line] {
    try db.query("\(lineQuery) LIMIT $4", agency.value, year, number, most, decode: line)
  }

  /// Visits every line of a book as it is found; keeps none in memory.
  public static func each(
    of agency: AgencyID, year: Int, in db: ReadAccess, visit: (Line) throws -> Void
  ) throws {
    try db.each(lineQuery, agency.value, year, 1) { row in
      try visit(line(row))
      return true
    }
  }

  /// Visits the number and code of every line of a book between two numbers.
  public static func eachCode(
    of agency: AgencyID, year: Int, within numbers: ClosedRange<Int>, in db: ReadAccess,
    visit: (Int, String) throws -> Void
  ) throws {
    try db.each(
      """
      SELECT r.number, d.code FROM register_numbers r JOIN dossiers d ON d.id = r.dossier_id
      WHERE r.agency_id = $1 AND r.year = $2 AND r.number >= $3 AND r.number <= $4 ORDER BY r.number
      """, agency.value, year, numbers.lowerBound, numbers.upperBound
    ) { row in
      try visit(row.int(0), row.text(1))
      return true
    }
  }

  private static let lineQuery = """
    SELECT r.number, d.id, d.code, d.procedure_code, d.revision_id, d.copies, d.owner_name, d.owner_address,
      d.owner_phone, d.received_at, d.appointment,
      (SELECT max(j.happened_at) FROM journal j
       WHERE j.dossier_id = d.id AND j.verb IN ('take-back', 'decide-at-desk')),
      d.returned_at,
      (SELECT p.name FROM journal j JOIN people p ON p.id = j.person_id
       WHERE j.dossier_id = d.id AND j.verb = 'return' ORDER BY j.version DESC LIMIT 1),
      d.collector_name, d.consignment, d.return_method, d.state, d.is_trial
    FROM register_numbers r JOIN dossiers d ON d.id = r.dossier_id
    WHERE r.agency_id = $1 AND r.year = $2 AND r.number >= $3 ORDER BY r.number
    """

  private static func line(_ row: Row) throws -> Line {
    func moment(_ index: Int) -> Moment? { row.optionalInt64(index).map { Moment(seconds: $0) } }
    return Line(
      number: row.int(0), dossier: DossierID(row.int64(1)), code: row.text(2), procedureCode: row.text(3),
      revision: row.int64(4), copies: row.int(5),
      owner: Dossiers.Party(name: row.text(6), phone: row.text(8), address: row.text(7)),
      receivedAt: Moment(seconds: row.int64(9)), appointment: moment(10), resultAt: moment(11),
      returnedAt: moment(12), returnedBy: row.optionalText(13) ?? "", collector: row.text(14),
      consignment: row.text(15), returnMethod: try known(Dossiers.ReturnMethod(rawValue: row.text(16))),
      state: try known(DossierState(rawValue: row.text(17))), isTrial: row.bool(18))
  }
}
