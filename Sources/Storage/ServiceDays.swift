public import Workflow

/// What arose and was late, day by day: figures kept beside the dossiers, for reports of any period.
public enum ServiceDays {
  /// The figures of an agency in a period.
  public struct Figures: Sendable {
    /// By procedure code.
    public var services: [String: OnlineRanking.Counts] = [:]
    /// Finished late, of all procedures.
    public var late = 0
    /// Finished in time and at the counter late.
    public var returnedLate = 0
    /// Whether nothing was filed or received, and nothing finished: nobody worked in the software.
    public var isUnused = false
  }

  /// The figures of an agency in a period.
  public static func figures(of agency: AgencyID, in period: Dossiers.Period, _ db: ReadAccess) throws
    -> Figures
  {
    var figures = Figures()
    // Whole quarters and months are read from their own rows, the days before and after them one by one.
    let spans = Spans(of: period)
    try db.each(
      """
      SELECT procedure_code, sum(arisen), sum(online), sum(handled), sum(assisted), sum(late), sum(returned_late)
      FROM (
        SELECT * FROM service_quarters WHERE agency_id = $1 AND quarter >= $2 AND quarter < $3
        UNION ALL SELECT * FROM service_months WHERE agency_id = $1 AND month >= $4 AND month < $5
        UNION ALL SELECT * FROM service_months WHERE agency_id = $1 AND month >= $6 AND month < $7
        UNION ALL SELECT * FROM service_days WHERE agency_id = $1 AND day >= $8 AND day < $9
        UNION ALL SELECT * FROM service_days WHERE agency_id = $1 AND day >= $10 AND day < $11)
      GROUP BY procedure_code
      """,
      arguments: [agency.value]
        + [spans.quarters, spans.monthsBefore, spans.monthsAfter, spans.daysBefore, spans.daysAfter]
        .flatMap { [$0.lowerBound, $0.upperBound] }
    ) { row in
      let counts = OnlineRanking.Counts(
        arisen: row.int(1), online: row.int(2), handled: row.int(3), assisted: row.int(4))
      if counts.arisen > 0 { figures.services[row.text(0)] = counts }
      figures.late += row.int(5)
      figures.returnedLate += row.int(6)
      return true
    }
    figures.isUnused = try figures.services.isEmpty && !hasFinished(agency, in: period, db)
    return figures
  }

  /// A period in the largest spans that are kept: quarters of three months that begin on a 15th, months around them,
  /// days around those; each as its table numbers it, empty where there is none.
  private struct Spans {
    let quarters: Range<Int>
    let monthsBefore: Range<Int>
    let monthsAfter: Range<Int>
    let daysBefore: Range<Int>
    let daysAfter: Range<Int>

    init(of period: Dossiers.Period) {
      let (from, after) = (period.from.number, period.to.number + 1)
      let first = Self.number(of: period.from)
      let last = Self.number(of: period.to + 1)
      let start = Self.day(first) == period.from ? first : first + 1
      guard start < last else {
        (quarters, monthsBefore, monthsAfter) = (0..<0, 0..<0, 0..<0)
        (daysBefore, daysAfter) = (from..<after, 0..<0)
        return
      }
      daysBefore = from..<Self.day(start).number
      daysAfter = Self.day(last).number..<after
      let (startQuarter, endQuarter) = ((start + 2) / 3, last / 3)
      guard startQuarter < endQuarter else {
        (quarters, monthsBefore, monthsAfter) = (0..<0, start..<last, 0..<0)
        return
      }
      quarters = startQuarter..<endQuarter
      monthsBefore = start..<startQuarter * 3
      monthsAfter = endQuarter * 3..<last
    }

    private static func number(of day: Day) -> Int {
      let fifteenth = day - 14
      return fifteenth.year * 12 + fifteenth.month
    }

    private static func day(_ number: Int) -> Day {
      Day(year: (number - 1) / 12, month: (number - 1) % 12 + 1, day: 15)
    }
  }

  /// What came in before and was finished in time leaves no figure of these, but it was work.
  private static func hasFinished(_ agency: AgencyID, in period: Dossiers.Period, _ db: ReadAccess) throws
    -> Bool
  {
    try db.first(
      """
      SELECT 1 FROM dossiers WHERE agency_id = $1 AND code IS NOT NULL AND finished_at IS NOT NULL
        AND finished_at >= $2 AND finished_at < $3 AND is_trial = 0 LIMIT 1
      """, agency.value, period.begins, period.ends
    ) { _ in true } ?? false
  }

  /// A number of the ranking that has a list behind it.
  public enum Number: String, Sendable, CaseIterable {
    /// Filed or received in the period.
    case arisen
    /// … online, by citizens themselves.
    case online
    /// … and answered.
    case handled
    /// … and not answered.
    case unprocessed
    /// Not online by citizens themselves.
    case offline
    /// Filed online from a machine of staff.
    case assisted
    /// Finished late in the period.
    case late
    /// At the counter late in the period, finished in time.
    case returnedLate = "returned-late"

    fileprivate var condition: String {
      let own = "d.channel = 'online' AND d.is_assisted = 0"
      let answered = "(d.received_at IS NOT NULL OR d.state IN ('refused', 'withdrawn'))"
      let isLate = FieldReport.compared("d.finished_at", ">", of: "d.")
      return switch self {
      case .arisen: "TRUE"
      case .online: own
      case .handled: "\(own) AND \(answered)"
      case .unprocessed: "\(own) AND NOT \(answered)"
      case .offline: "NOT (\(own))"
      case .assisted: "d.channel = 'online' AND d.is_assisted = 1"
      case .late: "d.judged_due IS NOT NULL AND \(isLate)"
      case .returnedLate:
        """
        d.judged_due IS NOT NULL AND (d.ready_at + 25200) / 86400 > (d.judged_due + 25200) / 86400 AND NOT \(isLate)
        """
      }
    }

    /// The moment that lies in the period, and the rows in which to look.
    fileprivate var sources: [(moment: String, rows: String)] {
      let arisen = "COALESCE(d.submitted_at, d.received_at)"
      return switch self {
      case .late:
        [("d.finished_at", "d.finished_at IS NOT NULL AND d.code IS NOT NULL AND d.finished_at >= $2")]
      case .returnedLate:
        // What is at the counter was finished before.
        [("d.ready_at", "d.finished_at IS NOT NULL AND d.code IS NOT NULL AND d.ready_at IS NOT NULL")]
      default:
        // What arose in a period was received in it or later, or not at all.
        [
          (arisen, "d.received_at IS NOT NULL AND d.received_at >= $2"),
          (arisen, "d.received_at IS NULL AND d.submitted_at IS NOT NULL AND d.submitted_at >= $2"),
        ]
      }
    }
  }

  /// The dossiers behind a number, by their number.
  ///
  /// - Parameter codes: of these procedures; nil for all.
  public static func lines(
    _ number: Number, of agency: AgencyID, codes: Set<String>?, in period: Dossiers.Period, after id: Int64,
    _ db: ReadAccess
  ) throws -> [Dossiers.Listed] {
    let parts = number.sources.map { source in
      """
      SELECT d.id AS id FROM dossiers d WHERE d.agency_id = $1 AND \(source.rows) AND d.is_trial = 0
        AND \(source.moment) >= $2 AND \(source.moment) < $3 AND \(number.condition)
        AND ($4 = '' OR $4 LIKE '%,' || d.procedure_code || ',%') AND d.id > $5
      """
    }
    let list = codes.map { "," + $0.sorted().joined(separator: ",") + "," } ?? ""
    return try db.query(
      """
      SELECT \(Dossiers.rowColumns) FROM dossiers d
      WHERE d.id IN (SELECT id FROM (\(parts.joined(separator: "\nUNION ALL\n"))) ORDER BY id LIMIT $6)
      ORDER BY d.id
      """, agency.value, period.begins, period.ends, list, id, Dossiers.pageSize + 1, decode: Dossiers.listed)
  }
}

extension Integrity {
  /// Counts the figures of service days anew from the dossiers and compares them with those kept.
  public static func serviceDays(in db: ReadAccess) throws -> Finding {
    let sums = "arisen, online, handled, assisted, late, returned_late"
    let isSome = "(\(sums)) <> (0, 0, 0, 0, 0, 0)"
    var finding = Finding()
    finding.examined = try db.first("SELECT count(*) FROM service_days") { $0.int(0) } ?? 0
    let tables = [
      ("day", "service_days", "service_days_of_dossiers"),
      ("month", "service_months", "service_months_of_days"),
      ("quarter", "service_quarters", "service_quarters_of_months"),
    ]
    for (key, kept, counted) in tables {
      let columns = "'\(key)', agency_id, \(key), procedure_code, \(sums)"
      let pairs = [("kept", kept, counted), ("counted", counted, kept)].map { words, one, other in
        """
        SELECT '\(words)', * FROM (SELECT \(columns) FROM \(one) WHERE \(isSome)
          EXCEPT SELECT \(columns) FROM \(other) WHERE \(isSome))
        """
      }
      try db.each(pairs.joined(separator: " UNION ALL ")) { row in
        let numbers = (5...10).map { String(row.int($0)) }.joined(separator: ", ")
        finding.note(
          "figures of agency \(row.int64(2)), \(row.text(1)) \(row.int64(3)), \(row.text(4)): \(row.text(0)) \(numbers)"
        )
        return true
      }
    }
    return finding
  }
}
