public import Workflow

/// Biểu II.06a/VPCP/KSTT: how dossiers stand and were solved in a period, by procedure field; each number and its list
/// are one condition, so that the sum is the list (rules §8.4; decisions 9, 14).
public enum FieldReport {
  /// A column of numbers that is no sum of others, by its number on the form.
  public enum Column: Int, Sendable, CaseIterable {
    /// Received in the period, filed online.
    case online = 4
    /// … at the counter or by post.
    case direct = 5
    /// Received before and not finished then.
    case carried = 6
    /// Finished before the appointment.
    case early = 8
    /// … on it; also withdrawn and stopped in time.
    case onTime = 9
    /// Not finished, in time; also what waits for the citizen.
    case openInTime = 12
    /// … beyond its time.
    case openLate = 13
    /// Finished after the appointment, as far as is known.
    case lateInReality = 14
    /// … in the software only, as was proved and approved (F004-02).
    case lateInSoftware = 15
    /// … only because another system was late to tell, as was proved and approved.
    case lateBySynchronisation = 16
  }

  /// A number of the form: a column, or a sum of several.
  public enum Number: Int, Sendable, CaseIterable {
    /// All that was received or carried over.
    case received = 3
    case online, direct, carried
    /// All that was finished.
    case finished
    case early, onTime, late
    /// All that was not.
    case open
    case openInTime, openLate
    case lateInReality, lateInSoftware, lateBySynchronisation

    /// What it sums.
    public var columns: [Column] {
      switch self {
      case .received: [.online, .direct, .carried]
      case .finished: [.early, .onTime] + Self.late.columns
      case .late: [.lateInReality, .lateInSoftware, .lateBySynchronisation]
      case .open: [.openInTime, .openLate]
      default: Column(rawValue: rawValue).map { [$0] } ?? []
      }
    }
  }

  /// The numbers of one field.
  public struct Counts: Sendable, Hashable {
    private var columns: [Column: Int]

    /// Counts of columns.
    public init(_ columns: [Column: Int] = [:]) { self.columns = columns }

    /// A number of the form.
    public subscript(_ number: Number) -> Int { sum(of: number.columns) }

    func sum(of some: [Column]) -> Int { some.reduce(0) { $0 + columns[$1, default: 0] } }

    /// The arithmetic that the form checks: what came in is what was finished and what is open.
    public var isSound: Bool { self[.received] == self[.finished] + self[.open] }

    /// Of several fields or agencies together.
    public static func + (one: Counts, other: Counts) -> Counts {
      Counts(one.columns.merging(other.columns, uniquingKeysWith: +))
    }
  }

  /// A dossier behind a number.
  public struct Line: Sendable {
    /// The dossier.
    public let dossier: DossierID
    /// Mã hồ sơ; before receipt the number of the filing.
    public let code: String
    /// Procedure code.
    public let procedureCode: String
    /// Its revision.
    public let revision: Int64
    /// Where it stands now.
    public let state: DossierState
    /// Received at; filed at where it was not received.
    public let receivedAt: Moment
    /// The appointment that counts.
    public let due: Moment?
    /// Finished at.
    public let finishedAt: Moment?
    /// Why the software had it late, where that was proved and approved.
    public let correction: Correction.Cause?
  }

  /// Counts of an agency's dossiers, by field; trial entries are left out (decision 5).
  ///
  /// - Parameter now: until when an open dossier of a period that is not over can have been late.
  public static func counts(
    of agency: AgencyID, in period: Dossiers.Period, now: Moment, _ db: ReadAccess
  ) throws -> [String: Counts] {
    try db.query(
      "SELECT field, arrival, ending, count(*) FROM (\(dossiers)) AS d GROUP BY field, arrival, ending",
      agency.value, period.begins, period.ends, instant(period, now)
    ) { row in
      let count = row.int(3)
      return (
        row.text(0),
        Counts([
          try known(Column(rawValue: row.int(1))): count,
          try known(Column(rawValue: row.int(2))): count,
        ])
      )
    }.reduce(into: [:]) { $0[$1.0] = ($0[$1.0] ?? Counts()) + $1.1 }
  }

  /// The dossiers behind a number, by their number; of one field, or where it is empty of all.
  public static func lines(
    _ number: Number, of agency: AgencyID, field: String, in period: Dossiers.Period, now: Moment,
    after id: Int64, _ db: ReadAccess
  ) throws -> [Line] {
    try lines(number.columns, of: agency, field: field, in: period, now: now, after: id, db)
  }

  /// The dossiers of several columns.
  static func lines(
    _ columns: [Column], of agency: AgencyID, field: String, in period: Dossiers.Period, now: Moment,
    after id: Int64, _ db: ReadAccess
  ) throws -> [Line] {
    let columns = columns.map { String($0.rawValue) }.joined(separator: ", ")
    return try db.query(
      """
      \(lineQuery) WHERE id IN (
        SELECT d.id FROM (\(dossiers)) AS d
        WHERE (d.arrival IN (\(columns)) OR d.ending IN (\(columns))) AND ($5 = '' OR d.field = $5) AND d.id > $6
        ORDER BY d.id LIMIT $7)
      ORDER BY id
      """, agency.value, period.begins, period.ends, instant(period, now), field, id, Dossiers.pageSize + 1,
      decode: line)
  }

  /// What was refused at the door has the number and time of its filing.
  static let lineQuery = """
    SELECT id, COALESCE(code, submission_number, ''), procedure_code, revision_id, state,
      COALESCE(received_at, submitted_at, created_at), judged_due, finished_at,
      (SELECT c.cause FROM corrections c WHERE c.dossier_id = dossiers.id AND c.state = 'approved')
    FROM dossiers
    """

  static func line(_ row: Row) throws -> Line {
    Line(
      dossier: DossierID(row.int64(0)), code: row.text(1), procedureCode: row.text(2),
      revision: row.int64(3), state: try known(DossierState(rawValue: row.text(4))),
      receivedAt: Moment(seconds: row.int64(5)),
      due: row.optionalInt64(6).map { Moment(seconds: $0) },
      finishedAt: row.optionalInt64(7).map { Moment(seconds: $0) },
      correction: try row.optionalText(8).map { try known(Correction.Cause(rawValue: $0)) })
  }

  /// Every dossier that a period saw, by its number, with the columns it counts in.
  static func everything(of agency: AgencyID, in period: Dossiers.Period, now: Moment, _ db: ReadAccess)
    throws
    -> [FrozenReports.Line]
  {
    try db.query(
      "SELECT id, field, arrival, ending FROM (\(dossiers)) ORDER BY id", agency.value, period.begins,
      period.ends,
      instant(period, now)
    ) {
      FrozenReports.Line(
        dossier: DossierID($0.int64(0)), field: $0.text(1), arrival: try known(Column(rawValue: $0.int(2))),
        ending: try known(Column(rawValue: $0.int(3))))
    }
  }

  static func instant(_ period: Dossiers.Period, _ now: Moment) -> Int64 {
    min(period.ends - 1, now.seconds)
  }

  /// What the period saw, each with the columns it counts in: finished since it began, or open; received before it
  /// ended. `$2` is its first instant, `$3` the one after its last; what was open at its end is judged at `$4`.
  /// The indexes are named: by the date of receipt all that was ever received would be read.
  static let dossiers = """
    SELECT id, field, channel, \(arrival) AS arrival,
      CASE WHEN finished_at >= $3 THEN \(open) WHEN \(compared("finished_at", ">")) THEN \(late)
        WHEN \(compared("finished_at", "<")) THEN 8 ELSE 9 END AS ending
    FROM dossiers INDEXED BY dossiers_finished
    WHERE agency_id = $1 AND code IS NOT NULL AND finished_at IS NOT NULL AND finished_at >= $2
      AND received_at < $3 AND is_trial = 0
    UNION ALL
    SELECT id, field, channel, \(arrival), \(open)
    FROM dossiers INDEXED BY dossiers_being_solved
    WHERE agency_id = $1 AND received_at IS NOT NULL AND finished_at IS NULL AND received_at < $3 AND is_trial = 0
    """

  /// The software had it late; what was proved about it says why.
  private static let late = """
    COALESCE((SELECT CASE c.cause WHEN 'software' THEN 15 ELSE 16 END FROM corrections c
      WHERE c.dossier_id = dossiers.id AND c.state = 'approved'), 14)
    """

  private static let arrival = "CASE WHEN received_at < $2 THEN 6 WHEN channel = 'online' THEN 4 ELSE 5 END"

  /// What waits for the citizen is not late.
  private static let open = """
    CASE WHEN state NOT IN ('supplementing', 'supplementing-filing') AND \(compared("$4", ">")) THEN 13 ELSE 12 END
    """

  /// Days compare dates, hours compare minutes (decision 9); dates are Viet Nam's. Without an appointment nothing is
  /// early or late.
  ///
  /// - Parameter row: what columns are named by, such as "d.".
  static func compared(_ moment: String, _ sign: String, of row: String = "") -> String {
    """
    COALESCE(CASE WHEN COALESCE(\(row)committed_limit, \(row)legal_limit, '') LIKE '%h'
      THEN \(moment) / 60 \(sign) \(row)judged_due / 60
      ELSE (\(moment) + 25200) / 86400 \(sign) (\(row)judged_due + 25200) / 86400 END, 0)
    """
  }
}
