public import Workflow

/// Reports that left: the figures of II.06a as they were at the end of a period, with the dossiers behind them. Printed again
/// they say the same, whatever happened since.
public enum FrozenReports {
  /// A report as it was made.
  public struct Stored: Sendable {
    /// Stored number.
    public let id: Int64
    /// Whose.
    public let agency: AgencyID
    /// About what.
    public let span: ReportSpan
    /// Which making of it, from 1.
    public let run: Int
    /// When.
    public let madeAt: Moment
    /// Who had it made again; empty where the portal made it at its time.
    public let madeBy: String
    /// Why it was made again.
    public let why: String
    /// The version of the calendar that was in force.
    public let calendarVersion: String
    /// The SHA-256 of its content.
    public let seal: String
    /// What was done to it on its way upward.
    public let acts: [ReportChain.Act]

    /// How far it is on its way upward.
    public var state: ReportChain.State { ReportChain.state(after: acts) }
  }

  /// A dossier in a report.
  public struct Line: Sendable, Hashable {
    /// The dossier.
    public let dossier: DossierID
    /// Its procedure field.
    public let field: String
    /// The column of how it came in.
    public let arrival: FieldReport.Column
    /// The column of how it stood.
    public let ending: FieldReport.Column
  }

  // MARK: Making

  /// Makes the report of an agency about a span, from what is known now.
  ///
  /// - Parameter again: who has it made anew, and why; nil where the portal makes it at its time.
  @discardableResult
  public static func make(
    _ span: ReportSpan, of agency: AgencyID, calendar: String, again: (by: PersonID, why: String)? = nil,
    at moment: Moment, in db: WriteAccess
  ) throws -> Int64 {
    let lines = try FieldReport.everything(
      of: agency, in: Dossiers.Period(span.begins..<span.ends), now: moment, db)
    let id = try known(
      db.first(
        """
        INSERT INTO reports (agency_id, kind, begins, ends, run, made_at, made_by, why, calendar_version, seal)
        VALUES ($1, $2, $3, $4,
          (SELECT count(*) + 1 FROM reports WHERE agency_id = $1 AND kind = $2 AND ends = $4), $5, $6, $7, $8, $9)
        RETURNING id
        """, agency.value, span.kind.rawValue, span.begins.seconds, span.ends.seconds, moment.seconds,
        again?.by.value, again?.why ?? "", calendar,
        hash(agency, span, moment, calendar, lines).hex
      ) { $0.int64(0) })
    for line in lines {
      try db.execute(
        "INSERT INTO report_lines (report_id, dossier_id, field, arrival, ending) VALUES ($1, $2, $3, $4, $5)",
        id,
        line.dossier.value, line.field, line.arrival.rawValue, line.ending.rawValue)
    }
    try db.execute("INSERT INTO report_figures \(figures)", id)
    return id
  }

  private static let figures = """
    SELECT report_id, field, arrival, ending, count(*) FROM report_lines WHERE report_id = $1 GROUP BY 2, 3, 4
    """

  /// What says that nothing in a report was changed.
  private static func hash(
    _ agency: AgencyID, _ span: ReportSpan, _ madeAt: Moment, _ calendar: String, _ lines: [Line]
  ) -> ContentHash {
    var text =
      "\(agency) \(span.kind.rawValue) \(span.begins.seconds) \(span.ends.seconds) \(madeAt.seconds) \(calendar)\n"
    for line in lines {
      text += "\(line.dossier) \(line.field) \(line.arrival.rawValue) \(line.ending.rawValue)\n"
    }
    return ContentHash(of: Array(text.utf8))
  }

  // MARK: Due

  /// The last end of each agency's reports of each kind.
  public static func lastEnds(in db: ReadAccess) throws -> [AgencyID: [ReportingPeriod.Kind: Moment]] {
    var ends: [AgencyID: [ReportingPeriod.Kind: Moment]] = [:]
    try db.each("SELECT agency_id, kind, max(ends) FROM reports GROUP BY agency_id, kind") { row in
      let kind = try known(ReportingPeriod.Kind(rawValue: row.text(1)))
      ends[AgencyID(row.int64(0)), default: [:]][kind] = Moment(seconds: row.int64(2))
      return true
    }
    return ends
  }

  /// Notes that an office was told that all reports of a span are there.
  ///
  /// - Returns: false where it was told before.
  public static func tell(_ office: AgencyID, of span: ReportSpan, at moment: Moment, in db: WriteAccess)
    throws -> Bool
  {
    try db.first(
      """
      INSERT INTO reports_told (agency_id, kind, ends, told_at) VALUES ($1, $2, $3, $4)
      ON CONFLICT DO NOTHING RETURNING 1
      """, office.value, span.kind.rawValue, span.ends.seconds, moment.seconds
    ) { _ in true } ?? false
  }

  // MARK: Reading

  private static let columns = """
    r.id, r.agency_id, r.kind, r.begins, r.ends, r.run, r.made_at, COALESCE(p.name, ''), r.why, r.calendar_version,
    r.seal,
    COALESCE((SELECT group_concat(act, ' ') FROM (SELECT s.act FROM report_steps s WHERE s.report_id = r.id ORDER BY s.number)), '')
    """

  private static func stored(_ row: Row) throws -> Stored {
    Stored(
      id: row.int64(0), agency: AgencyID(row.int64(1)),
      span: ReportSpan(
        try known(ReportingPeriod.Kind(rawValue: row.text(2))), from: Moment(seconds: row.int64(3)),
        to: Moment(seconds: row.int64(4))), run: row.int(5), madeAt: Moment(seconds: row.int64(6)),
      madeBy: row.text(7), why: row.text(8), calendarVersion: row.text(9), seal: row.text(10),
      acts: try row.text(11).split(separator: " ").map { try known(ReportChain.Act(rawValue: String($0))) })
  }

  /// A report.
  public static func report(_ id: Int64, in db: ReadAccess) throws -> Stored? {
    try db.first(
      "SELECT \(columns) FROM reports r LEFT JOIN people p ON p.id = r.made_by WHERE r.id = $1", id,
      decode: stored)
  }

  /// The last making of an agency's report of a span; nil where there is none.
  public static func report(
    of agency: AgencyID, _ kind: ReportingPeriod.Kind, ends: Moment, in db: ReadAccess
  ) throws -> Stored? {
    try db.first(
      """
      SELECT \(columns) FROM reports r LEFT JOIN people p ON p.id = r.made_by
      WHERE r.agency_id = $1 AND r.kind = $2 AND r.ends = $3 ORDER BY r.run DESC LIMIT 1
      """, agency.value, kind.rawValue, ends.seconds, decode: stored)
  }

  /// The last making of each of an agency's reports of a kind, newest first.
  public static func list(_ kind: ReportingPeriod.Kind, of agency: AgencyID, most: Int, in db: ReadAccess)
    throws
    -> [Stored]
  {
    try db.query(
      """
      SELECT \(columns) FROM reports r LEFT JOIN people p ON p.id = r.made_by
      WHERE r.agency_id = $1 AND r.kind = $2 AND r.run = (
        SELECT max(m.run) FROM reports m WHERE m.agency_id = r.agency_id AND m.kind = r.kind AND m.ends = r.ends)
      ORDER BY r.ends DESC LIMIT $3
      """, agency.value, kind.rawValue, most, decode: stored)
  }

  /// Every making of a report, oldest first.
  public static func runs(of report: Stored, in db: ReadAccess) throws -> [Stored] {
    try db.query(
      """
      SELECT \(columns) FROM reports r LEFT JOIN people p ON p.id = r.made_by
      WHERE r.agency_id = $1 AND r.kind = $2 AND r.ends = $3 ORDER BY r.run
      """, report.agency.value, report.span.kind.rawValue, report.span.ends.seconds, decode: stored)
  }

  /// The figures of a report by field.
  public static func counts(of report: Int64, in db: ReadAccess) throws -> [String: FieldReport.Counts] {
    var counts: [String: FieldReport.Counts] = [:]
    try db.each(
      "SELECT field, arrival, ending, count FROM report_figures WHERE report_id = $1", report
    ) { row in
      let (arrival, ending) = (
        try known(FieldReport.Column(rawValue: row.int(1))),
        try known(FieldReport.Column(rawValue: row.int(2)))
      )
      let one = FieldReport.Counts([arrival: row.int(3), ending: row.int(3)])
      counts[row.text(0)] = (counts[row.text(0)] ?? FieldReport.Counts()) + one
      return true
    }
    return counts
  }

  /// The dossiers behind a number of a report, by their number, as they stand now; of one field, or of all.
  public static func lines(
    _ number: FieldReport.Number, of report: Int64, field: String, after id: Int64, _ db: ReadAccess
  ) throws -> [Dossiers.Listed] {
    let columns = number.columns.map { String($0.rawValue) }.joined(separator: ", ")
    return try db.query(
      """
      SELECT \(Dossiers.rowColumns) FROM report_lines l JOIN dossiers d ON d.id = l.dossier_id
      WHERE l.report_id = $1 AND (l.arrival IN (\(columns)) OR l.ending IN (\(columns)))
        AND ($2 = '' OR l.field = $2) AND l.dossier_id > $3
      ORDER BY l.dossier_id LIMIT $4
      """, report, field, id, Dossiers.pageSize + 1, decode: Dossiers.listed)
  }

  // MARK: Upward

  /// What was done to a report on its way upward.
  public struct Step: Sendable {
    /// What.
    public let act: ReportChain.Act
    /// Who.
    public let personName: String
    /// When.
    public let at: Moment
    /// In which words.
    public let words: String
  }

  /// What was done to a report, in order.
  public static func steps(of report: Int64, in db: ReadAccess) throws -> [Step] {
    try db.query(
      """
      SELECT s.act, p.name, s.at, s.words FROM report_steps s JOIN people p ON p.id = s.person_id
      WHERE s.report_id = $1 ORDER BY s.number
      """, report, decode: step)
  }

  static func step(_ row: Row) throws -> Step {
    Step(
      act: try known(ReportChain.Act(rawValue: row.text(0))), personName: row.text(1),
      at: Moment(seconds: row.int64(2)), words: row.text(3))
  }

  /// Does something to a report on its way upward.
  public static func advance(
    _ report: Int64, _ act: ReportChain.Act, words: String, by person: PersonID, at moment: Moment,
    in db: WriteAccess
  ) throws {
    try db.execute(
      """
      INSERT INTO report_steps (report_id, number, act, person_id, at, words)
      VALUES ($1, (SELECT count(*) + 1 FROM report_steps WHERE report_id = $1), $2, $3, $4, $5)
      """, report, act.rawValue, person.value, moment.seconds, words)
  }
}

extension Integrity {
  /// Whether reports and what was put together from them still say what they said: counted and hashed again.
  public static func reports(in db: ReadAccess) throws -> Finding {
    var finding = Finding()
    let ids = try db.query("SELECT id FROM reports ORDER BY id") { $0.int64(0) }
    for id in ids {
      finding.examined += 1
      if try FrozenReports.isWhole(id, in: db) == false {
        finding.note("report \(id): it was changed after it was made")
      }
    }
    for summary in try ReportSummaries.all(in: db) {
      finding.examined += 1
      if try !ReportSummaries.isWhole(summary, in: db) {
        finding.note("summary \(summary.id): it was changed after it was passed on")
      }
    }
    return finding
  }
}

extension FrozenReports {
  /// Whether a report still has the content it was made with; nil where there is none.
  public static func isWhole(_ id: Int64, in db: ReadAccess) throws -> Bool? {
    guard let report = try report(id, in: db) else { return nil }
    let lines = try db.query(
      "SELECT dossier_id, field, arrival, ending FROM report_lines WHERE report_id = $1 ORDER BY dossier_id",
      id
    ) {
      Line(
        dossier: DossierID($0.int64(0)), field: $0.text(1),
        arrival: try known(FieldReport.Column(rawValue: $0.int(2))),
        ending: try known(FieldReport.Column(rawValue: $0.int(3))))
    }
    let kept = "SELECT * FROM report_figures WHERE report_id = $1"
    let differs = try db.first(
      "SELECT 1 FROM (\(kept) EXCEPT \(figures)) UNION ALL SELECT 1 FROM (\(figures) EXCEPT \(kept)) LIMIT 1",
      id
    ) { _ in true }
    guard differs == nil else { return false }
    return hash(report.agency, report.span, report.madeAt, report.calendarVersion, lines).hex == report.seal
  }
}
