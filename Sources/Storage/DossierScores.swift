public import Workflow

/// The marks of finished dossiers by the indicators of TT 01/2018 art 13, kept beside the dossiers by triggers and counted again
/// when one changes; figures of agencies and officers, and the dossiers behind each.
public enum DossierScores {
  /// Marks of a dossier.
  public struct Scored: Sendable {
    /// The dossier.
    let dossier: DossierID
    /// As it was looked at.
    let version: Int
    /// What decides its marks.
    let facts: ServiceScore.Facts
    /// Whether its result is there as a file.
    let hasResult: Bool
  }

  private static let columns: [ServiceScore.Indicator: String] = [
    .legalTime: "legal_time", .unitTimes: "unit_times", .contacts: "contacts", .places: "places",
    .attitude: "promptness",
  ]

  // MARK: Scoring

  /// The next few dossiers that were not scored since they changed, with what decides their marks.
  public static func due(limit: Int, _ reference: Reference, in db: ReadAccess) throws -> [Scored] {
    try db.query("SELECT dossier_id FROM dossier_scores WHERE scored = 0 LIMIT $1", limit) {
      DossierID($0.int64(0))
    }.map { id in
      let way = try StepTimes.Way(of: id, reference, db)
      return Scored(
        dossier: id, version: way.record.dossier.version, facts: try facts(way, in: db),
        hasResult: way.record.dossier.resultFiles > 0)
    }
  }

  private static func facts(_ way: StepTimes.Way, in db: ReadAccess) throws -> ServiceScore.Facts {
    let dossier = way.record.dossier
    var facts = ServiceScore.Facts(finished: try finish(of: dossier, in: db))
    facts.legal = dossier.legalDue.flatMap { due in dossier.terms.legal.map { (due, $0) } }
    facts.promised = dossier.judgedDue.flatMap { due in dossier.terms.promised.map { (due, $0) } }
    facts.parts = way.slip.timeliness(of: way.steps, way.clockwork)
    facts.requests = dossier.turns.supplements.count
    facts.isWithoutVisit =
      dossier.channel == .online && way.record.returnMethod != .counter
      && !dossier.papers.contains { $0.isShown }
    return facts
  }

  /// As it was corrected, else as it was recorded.
  private static func finish(of dossier: Dossier, in db: ReadAccess) throws -> Moment {
    let corrected = try db.first(
      "SELECT real_finish FROM corrections WHERE dossier_id = $1 AND state = 'approved'", dossier.id.value
    ) { Moment(seconds: $0.int64(0)) }
    return try corrected ?? known(dossier.finishedAt)
  }

  /// Keeps marks, unless the dossier changed meanwhile.
  public static func keep(_ scored: [Scored], in db: WriteAccess) throws {
    for one in scored {
      func mark(_ indicator: ServiceScore.Indicator) -> Int? { one.facts.mark(indicator) }
      try db.execute(
        """
        UPDATE dossier_scores SET scored = 1, legal_time = $1, unit_times = $2, contacts = $3, places = $4,
          promptness = $5, has_result = $6
        WHERE dossier_id = $7 AND (SELECT version FROM dossiers WHERE id = $7) = $8
        """, mark(.legalTime), mark(.unitTimes), mark(.contacts), mark(.places), mark(.attitude),
        one.hasResult, one.dossier.value, one.version)
    }
  }

  // MARK: Figures

  /// How many dossiers have which mark, by indicator.
  public struct Marks: Sendable, Hashable {
    fileprivate(set) var counts: [ServiceScore.Indicator: [Int: Int]] = [:]
    /// Dossiers finished in the period.
    public fileprivate(set) var finished = 0
    /// … not scored since they changed last: they are within minutes.
    public fileprivate(set) var unscored = 0

    /// … whose result is there as a file.
    public fileprivate(set) var withResult = 0

    /// No dossiers.
    public init() {}

    /// How many have a mark.
    public subscript(_ indicator: ServiceScore.Indicator, _ mark: Int) -> Int {
      counts[indicator]?[mark] ?? 0
    }

    /// Their mark together, in tenths; nil where no dossier has one.
    public func tenths(_ indicator: ServiceScore.Indicator) -> Int? {
      let marks = counts[indicator] ?? [:]
      return ServiceScore.tenths(
        sum: marks.reduce(0) { $0 + $1.key * $1.value }, count: marks.values.reduce(0, +))
    }
  }

  /// Those of an agency.
  public static func marks(
    of agency: AgencyID, in period: Dossiers.Period, _ db: ReadAccess
  ) throws -> Marks {
    try db.first(
      "SELECT count(*), \(sums) FROM (\(scores)) AS s", agency.value, period.begins, period.ends
    ) { marks($0, from: 0) } ?? Marks()
  }

  /// Those of each officer of an agency: who received, processed or signed a dossier; by name.
  public static func officers(
    of agency: AgencyID, in period: Dossiers.Period, _ db: ReadAccess
  ) throws -> [(person: PersonID, name: String, marks: Marks)] {
    try db.query(
      """
      SELECT s.person, p.name, count(*), \(sums) FROM (
        \(["receiver", "processor", "signer"].map { part in
          "SELECT \(part) AS person, dossier_id, scored, has_result, \(marked) FROM (\(scores)) AS t"
        }.joined(separator: " UNION "))) AS s JOIN people p ON p.id = s.person
      GROUP BY s.person, p.name ORDER BY p.name_folded, s.person
      """, agency.value, period.begins, period.ends
    ) { (person: PersonID($0.int64(0)), name: $0.text(1), marks: marks($0, from: 2)) }
  }

  /// The dossiers with a mark, by their number.
  ///
  /// - Parameters:
  ///   - mark: 0, 1, 2; nil for those without one.
  ///   - person: who received, processed or signed them; nil for all.
  public static func dossiers(
    _ indicator: ServiceScore.Indicator, mark: Int?, of agency: AgencyID, by person: PersonID?,
    in period: Dossiers.Period, after id: Int64, limit: Int, _ db: ReadAccess
  ) throws -> [Dossiers.Listed] {
    try db.query(
      """
      SELECT \(Dossiers.rowColumns) FROM dossiers d WHERE d.id IN (
        SELECT s.dossier_id FROM (\(scores)) AS s
        WHERE s.\(columns[indicator] ?? "legal_time") IS NOT DISTINCT FROM $4 AND s.dossier_id > $5
          AND ($6 IS NULL OR $6 IN (s.receiver, s.processor, s.signer))
        ORDER BY s.dossier_id LIMIT $7)
      ORDER BY d.id
      """, agency.value, period.begins, period.ends, mark, id, person?.value, limit, decode: Dossiers.listed)
  }

  /// Those whose result is not there as a file, by their number.
  public static func withoutResult(
    of agency: AgencyID, in period: Dossiers.Period, after id: Int64, limit: Int, _ db: ReadAccess
  ) throws -> [Dossiers.Listed] {
    try db.query(
      """
      SELECT \(Dossiers.rowColumns) FROM dossiers d WHERE d.id IN (
        SELECT s.dossier_id FROM (\(scores)) AS s WHERE s.has_result = 0 AND s.dossier_id > $4
        ORDER BY s.dossier_id LIMIT $5)
      ORDER BY d.id
      """, agency.value, period.begins, period.ends, id, limit, decode: Dossiers.listed)
  }

  /// How many online dossiers an agency finished late in a period, or left late or unanswered at its end (indicator 9).
  public static func lateOnlineCount(
    of agency: AgencyID, in period: Dossiers.Period, now: Moment, _ db: ReadAccess
  ) throws -> Int {
    let arguments = lateArguments(agency, period, now)
    return try db.first("SELECT count(*) FROM (\(lateDossiers)) AS late", arguments: arguments) { $0.int(0) }
      ?? 0
  }

  /// Those dossiers, by their number.
  public static func lateOnline(
    of agency: AgencyID, in period: Dossiers.Period, now: Moment, after id: Int64, limit: Int,
    _ db: ReadAccess
  ) throws -> [Dossiers.Listed] {
    try db.query(
      """
      SELECT \(Dossiers.rowColumns) FROM dossiers d
      WHERE d.id IN (SELECT id FROM (\(lateDossiers)) AS l WHERE l.id > $6 ORDER BY l.id LIMIT $7) ORDER BY d.id
      """, arguments: lateArguments(agency, period, now) + [id, limit], decode: Dossiers.listed)
  }

  /// What nobody has answered is known as of now only.
  private static func lateArguments(
    _ agency: AgencyID, _ period: Dossiers.Period, _ now: Moment
  ) -> [any SQLParameter] {
    [
      agency.value, period.begins, period.ends, FieldReport.instant(period, now),
      period.to >= now.day ? now.seconds : 0,
    ]
  }

  private static let lateDossiers = """
    SELECT id FROM (\(FieldReport.dossiers)) AS f WHERE f.channel = 'online' AND f.ending IN (13, 14)
    UNION ALL
    SELECT id FROM dossiers
    WHERE agency_id = $1 AND state = 'submitted' AND \(Dossiers.isAtCounter) AND reception_due < $5
    """

  private static let marked = columns.values.sorted().joined(separator: ", ")

  private static let sums =
    "count(*) FILTER (WHERE s.scored = 0), count(*) FILTER (WHERE s.has_result = 1), "
    + ServiceScore.Indicator.ofDossiers.flatMap { indicator in
      (0...2).map { "count(*) FILTER (WHERE s.\(columns[indicator] ?? "") = \($0))" }
    }.joined(separator: ", ")

  private static func marks(_ row: Row, from start: Int) -> Marks {
    var marks = Marks()
    (marks.finished, marks.unscored, marks.withResult) = (
      row.int(start), row.int(start + 1), row.int(start + 2)
    )
    for (place, indicator) in ServiceScore.Indicator.ofDossiers.enumerated() {
      for mark in 0...2 {
        marks.counts[indicator, default: [:]][mark] = row.int(start + 3 + place * 3 + mark)
      }
    }
    return marks
  }

  /// The dossiers that an agency finished in a period with their marks; one whose officers somebody complained about has none
  /// for attitude (TT 01/2018 art 13, indicator 7).
  private static let scores = """
    SELECT dossier_id, receiver, processor, signer, scored, legal_time, unit_times, contacts, places, has_result,
      CASE WHEN dossier_id IN (
        SELECT p.dossier_id FROM petitions p WHERE \(PetitionReport.countsAgainst("p")) AND p.agency_id = $1)
      THEN 0 ELSE promptness END AS promptness
    FROM dossier_scores INDEXED BY dossier_scores_by_agency
    WHERE agency_id = $1 AND finished_at >= $2 AND finished_at < $3
    """
}

extension Integrity {
  /// Whether the dossiers that are scored are those that were finished, at their time.
  public static func dossierScores(in db: ReadAccess) throws -> Finding {
    var finding = Finding()
    finding.examined = try db.first("SELECT count(*) FROM dossier_scores") { $0.int(0) } ?? 0
    let kept =
      "SELECT dossier_id, agency_id, finished_at, is_online, receiver, processor, signer FROM dossier_scores"
    let counted = "SELECT * FROM dossiers_to_score"
    try db.each(
      """
      SELECT 'not scored', * FROM (\(counted) EXCEPT \(kept))
      UNION ALL SELECT 'scored', * FROM (\(kept) EXCEPT \(counted))
      """
    ) { row in
      finding.note("dossier \(row.int64(1)): finished or not, it is \(row.text(0))")
      return true
    }
    return finding
  }
}
