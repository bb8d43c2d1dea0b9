public import Workflow

/// What an office passes on upward (báo cáo tổng hợp): a period's figures of its units put together, as they were accepted.
public enum ReportSummaries {
  /// A summary as it was passed on.
  public struct Stored: Sendable {
    /// Stored number.
    public let id: Int64
    /// Whose.
    public let agency: AgencyID
    /// About what.
    public let span: ReportSpan
    /// Which of the period, from 1.
    public let run: Int
    /// The SHA-256 of its content.
    public let seal: String
    /// What was done to it, the first of which passed it on.
    public let acts: [ReportChain.Act]

    /// How far it is on its way upward.
    public var state: ReportChain.State { ReportChain.state(after: acts) }
  }

  // MARK: Passing on

  /// Puts reports together and passes them on.
  ///
  /// - Parameter missing: units whose figures are not among them.
  @discardableResult
  public static func pass(
    on reports: [FrozenReports.Stored], missing: [AgencyID], of agency: AgencyID, _ span: ReportSpan,
    words: String, by person: PersonID, at moment: Moment, in db: WriteAccess
  ) throws -> Int64 {
    let seal = seal(agency, span, reports.map { ($0.id, $0.seal) }, missing)
    let id = try known(
      db.first(
        """
        INSERT INTO report_summaries (agency_id, kind, begins, ends, run, seal)
        VALUES ($1, $2, $3, $4,
          (SELECT count(*) + 1 FROM report_summaries WHERE agency_id = $1 AND kind = $2 AND ends = $4), $5)
        RETURNING id
        """, agency.value, span.kind.rawValue, span.begins.seconds, span.ends.seconds, seal
      ) { $0.int64(0) })
    for report in reports {
      try db.execute(
        "INSERT INTO report_summary_parts (summary_id, report_id) VALUES ($1, $2)", id, report.id)
    }
    for unit in missing {
      try db.execute(
        "INSERT INTO report_summary_gaps (summary_id, agency_id) VALUES ($1, $2)", id, unit.value)
    }
    try advance(id, .confirm, words: words, by: person, at: moment, in: db)
    return id
  }

  /// Does something to a summary on its way upward.
  public static func advance(
    _ summary: Int64, _ act: ReportChain.Act, words: String, by person: PersonID, at moment: Moment,
    in db: WriteAccess
  ) throws {
    try db.execute(
      """
      INSERT INTO report_summary_steps (summary_id, number, act, person_id, at, words)
      VALUES ($1, (SELECT count(*) + 1 FROM report_summary_steps WHERE summary_id = $1), $2, $3, $4, $5)
      """, summary, act.rawValue, person.value, moment.seconds, words)
  }

  private static func seal(
    _ agency: AgencyID, _ span: ReportSpan, _ parts: [(id: Int64, seal: String)], _ missing: [AgencyID]
  ) -> String {
    var text = "\(agency) \(span.kind.rawValue) \(span.begins.seconds) \(span.ends.seconds)\n"
    for part in parts.sorted(by: { $0.id < $1.id }) { text += "\(part.id) \(part.seal)\n" }
    for unit in missing.sorted(by: { $0.value < $1.value }) { text += "- \(unit)\n" }
    return ContentHash(of: Array(text.utf8)).hex
  }

  // MARK: Reading

  private static let columns = """
    s.id, s.agency_id, s.kind, s.begins, s.ends, s.run, s.seal,
    (SELECT group_concat(act, ' ') FROM (
      SELECT t.act FROM report_summary_steps t WHERE t.summary_id = s.id ORDER BY t.number))
    """

  private static func stored(_ row: Row) throws -> Stored {
    Stored(
      id: row.int64(0), agency: AgencyID(row.int64(1)),
      span: ReportSpan(
        try known(ReportingPeriod.Kind(rawValue: row.text(2))), from: Moment(seconds: row.int64(3)),
        to: Moment(seconds: row.int64(4))), run: row.int(5), seal: row.text(6),
      acts: try row.text(7).split(separator: " ").map { try known(ReportChain.Act(rawValue: String($0))) })
  }

  /// A summary.
  public static func summary(_ id: Int64, in db: ReadAccess) throws -> Stored? {
    try db.first("SELECT \(columns) FROM report_summaries s WHERE s.id = $1", id, decode: stored)
  }

  /// Every summary of an agency's period, the first one first.
  public static func runs(
    of agency: AgencyID, _ kind: ReportingPeriod.Kind, ends: Moment, in db: ReadAccess
  ) throws -> [Stored] {
    try db.query(
      """
      SELECT \(columns) FROM report_summaries s WHERE s.agency_id = $1 AND s.kind = $2 AND s.ends = $3 ORDER BY s.run
      """, agency.value, kind.rawValue, ends.seconds, decode: stored)
  }

  /// The reports in a summary, by their number.
  public static func parts(of summary: Int64, in db: ReadAccess) throws -> [FrozenReports.Stored] {
    try db.query("SELECT report_id FROM report_summary_parts WHERE summary_id = $1 ORDER BY 1", summary) {
      $0.int64(0)
    }.map { try known(FrozenReports.report($0, in: db)) }
  }

  /// The units that are missing from a summary.
  public static func missing(from summary: Int64, in db: ReadAccess) throws -> [AgencyID] {
    try db.query("SELECT agency_id FROM report_summary_gaps WHERE summary_id = $1 ORDER BY 1", summary) {
      AgencyID($0.int64(0))
    }
  }

  /// What was done to a summary, in order.
  public static func steps(of summary: Int64, in db: ReadAccess) throws -> [FrozenReports.Step] {
    try db.query(
      """
      SELECT s.act, p.name, s.at, s.words FROM report_summary_steps s JOIN people p ON p.id = s.person_id
      WHERE s.summary_id = $1 ORDER BY s.number
      """, summary, decode: FrozenReports.step)
  }

  /// Whether a summary still has the content it was passed on with.
  static func isWhole(_ summary: Stored, in db: ReadAccess) throws -> Bool {
    let parts = try parts(of: summary.id, in: db).map { (id: $0.id, seal: $0.seal) }
    return seal(summary.agency, summary.span, parts, try missing(from: summary.id, in: db)) == summary.seal
  }

  /// Every summary there is.
  static func all(in db: ReadAccess) throws -> [Stored] {
    try db.query("SELECT \(columns) FROM report_summaries s ORDER BY s.id", decode: stored)
  }
}

extension ReportSummaries {
  /// The dossiers behind a number of several reports, by their number, as they stand now; of one field, or of all.
  public static func lines(
    _ number: FieldReport.Number, of reports: [Int64], field: String, after id: Int64, _ db: ReadAccess
  ) throws -> [Dossiers.Listed] {
    let lists = try reports.map { try FrozenReports.lines(number, of: $0, field: field, after: id, db) }
    return Array(lists.joined().sorted { $0.id.value < $1.id.value }.prefix(Dossiers.pageSize + 1))
  }
}
