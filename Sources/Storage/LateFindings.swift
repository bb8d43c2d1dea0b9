import Foundation
public import Workflow

/// Dossiers finished late in the software, each with what is known of when it was done in reality (F004-01).
public enum LateFindings {
  /// What is known of a dossier before its files are looked into.
  public struct Facts: Sendable {
    /// The dossier.
    public let dossier: DossierID
    /// Its version when the facts were read.
    public let version: Int
    /// Received at.
    public let received: Moment
    /// The appointment by which it is judged.
    public let due: Moment
    /// The time it was given.
    public let limit: TimeLimit
    /// Finished at; nil while it is open.
    public let finished: Moment?
    /// The result files that stood at the finish.
    public let files: [ResultFile]
    /// Answers of other agencies and payments, when they were recorded.
    public let steps: [Evidence]
    /// When somebody still worked on the matter.
    public let work: [Moment]
    /// Who received, processed, moved or signed it.
    public let staff: Set<PersonID>
  }

  /// A result file.
  public struct ResultFile: Sendable {
    /// Stored number.
    public let id: Int64
    /// Its content.
    public let hash: ContentHash
    /// Kind by content.
    public let kind: FileKind
    /// Name as it was given.
    public let filename: String
    /// Since when this very content was in the portal, as a result of this dossier.
    public let since: Moment
  }

  /// What is known of a dossier; nil where it has no appointment, or was never received.
  public static func facts(of id: DossierID, in db: ReadAccess) throws -> Facts? {
    let files = try resultFiles(of: id, in: db)
    var (steps, work): ([Evidence], [Moment]) = ([], [])
    var staff: Set<PersonID> = []
    try db.each(
      "SELECT verb, role, person_id, recorded_at FROM journal WHERE dossier_id = $1 ORDER BY version",
      id.value
    ) { row in
      guard let verb = Verb(rawValue: row.text(0)) else { return true }
      let at = Moment(seconds: row.int64(3))
      if row.text(1) != Role.applicant.rawValue, verb.moves || Verb.making.contains(verb) {
        staff.insert(PersonID(row.int64(2)))
      }
      if LateHistory.working.contains(verb) { work.append(at) }
      if verb == .answerStage { steps.append(Evidence(.partnerAnswer, at)) }
      if verb == .recordPayment { steps.append(Evidence(.payment, at)) }
      return true
    }
    return try db.first(
      """
      SELECT version, received_at, judged_due, COALESCE(committed_limit, legal_limit), finished_at, processor_id,
        signer_id, received_by
      FROM dossiers WHERE id = $1 AND received_at IS NOT NULL AND judged_due IS NOT NULL AND code IS NOT NULL
      """, id.value
    ) { row in
      let finished = row.optionalInt64(4).map { Moment(seconds: $0) }
      let held = (5...7).compactMap { row.optionalInt64($0).map { PersonID($0) } }
      return Facts(
        dossier: id, version: row.int(0), received: Moment(seconds: row.int64(1)),
        due: Moment(seconds: row.int64(2)),
        limit: row.optionalText(3).flatMap { TimeLimit($0) } ?? .workingDays(1), finished: finished,
        files: files.filter { file in finished.map { file.since <= $0 } ?? true }, steps: steps, work: work,
        staff: staff.union(held))
    }
  }

  private static func resultFiles(of id: DossierID, in db: ReadAccess) throws -> [ResultFile] {
    try db.query(
      """
      SELECT a.id, a.sha256, a.kind, a.filename,
        (SELECT min(e.added_at) FROM attachments e
         WHERE e.dossier_id = a.dossier_id AND e.paper_id IS NULL AND e.sha256 = a.sha256)
      FROM attachments a
      WHERE a.dossier_id = $1 AND a.paper_id IS NULL AND a.removed_at IS NULL AND a.is_dropped = 0 ORDER BY a.id
      """, id.value
    ) { row in
      ResultFile(
        id: row.int64(0), hash: try known(ContentHash(hex: row.text(1))),
        kind: try known(FileKind(rawValue: row.text(2))), filename: row.text(3),
        since: Moment(seconds: row.int64(4)))
    }
  }

  // MARK: Looking

  /// Dossiers that were not looked at since they changed, or not with these authorities trusted.
  public static func unexamined(under trust: String, limit: Int, in db: ReadAccess) throws -> [DossierID] {
    try ["<", ">"].flatMap { sign in
      try db.query("SELECT dossier_id FROM late_findings WHERE examined \(sign) $1 LIMIT $2", trust, limit) {
        DossierID($0.int64(0))
      }
    }
  }

  /// What a look came to.
  public struct Look: Sendable {
    /// The dossier.
    public let dossier: DossierID
    /// As it was looked at.
    public let version: Int
    /// What the facts come to.
    public let finding: LateHistory.Finding
    /// What says so.
    public let evidence: [Evidence]

    /// What a look came to.
    public init(dossier: DossierID, version: Int, finding: LateHistory.Finding, evidence: [Evidence]) {
      (self.dossier, self.version, self.finding, self.evidence) = (dossier, version, finding, evidence)
    }
  }

  /// Keeps what a look came to, unless the dossier changed meanwhile.
  public static func keep(_ looks: [Look], under trust: String, in db: WriteAccess) throws {
    for look in looks {
      try db.execute(
        """
        UPDATE late_findings SET examined = $1, verdict = $2, finish = $3, is_synchronisation = $4, evidence = $5
        WHERE dossier_id = $6 AND (SELECT version FROM dossiers WHERE id = $6) = $7
        """, trust, look.finding.verdict.rawValue, look.finding.finish?.seconds,
        look.finding.isSynchronisation ? 1 : 0, try text(of: look.evidence), look.dossier.value, look.version)
    }
  }

  private static func text(of evidence: [Evidence]) throws -> String {
    String(decoding: try JSONEncoder().encode(evidence), as: UTF8.self)
  }

  // MARK: Lists

  /// A row of the list.
  public struct Line: Sendable {
    /// As on every list.
    public let listed: Dossiers.Listed
    /// What the facts come to.
    public let verdict: LateHistory.Verdict
    /// When it was probably finished.
    public let finish: Moment?
    /// What says so.
    public let evidence: [Evidence]
    /// The latest proposal to correct it; nil where there is none.
    public let correction: (id: Int64, state: Correction.State, cause: Correction.Cause, finish: Moment)?
  }

  /// Which dossiers of a period are listed.
  public enum Choice: Hashable, Sendable {
    /// Those of a verdict.
    case verdict(LateHistory.Verdict)
    /// Those with a proposal that is so far.
    case correction(Correction.State)
    /// All that were late.
    case all

    fileprivate var condition: String {
      switch self {
      case .verdict(let verdict): "l.verdict = '\(verdict.rawValue)'"
      case .correction(let state): "c.state = '\(state.rawValue)'"
      case .all: "TRUE"
      }
    }
  }

  /// The late dossiers that an agency finished in a period, oldest finish first.
  public static func lines(
    _ choice: Choice, of agency: AgencyID, in period: Dossiers.Period, after key: Dossiers.PageKey = .start,
    limit: Int = Dossiers.pageSize + 1, _ db: ReadAccess
  ) throws -> [Line] {
    try db.query(
      """
      SELECT \(Dossiers.rowColumns), l.verdict, l.finish, l.evidence, c.id, c.state, c.cause, c.real_finish
      FROM late_findings l JOIN dossiers d ON d.id = l.dossier_id \(latestCorrection)
      WHERE l.agency_id = $1 AND l.finished_at >= $2 AND l.finished_at < $3 AND \(choice.condition)
        AND (l.finished_at, l.dossier_id) > ($4, $5)
      ORDER BY l.finished_at, l.dossier_id LIMIT $6
      """, agency.value, period.begins, period.ends, key.key, key.id, limit, decode: line)
  }

  /// How many of a period each choice holds.
  public static func counts(of agency: AgencyID, in period: Dossiers.Period, _ db: ReadAccess) throws
    -> [Choice: Int]
  {
    var counts: [Choice: Int] = [:]
    try db.each(
      """
      SELECT verdict, count(*) FROM late_findings
      WHERE agency_id = $1 AND verdict IN ('in-time', 'possible', 'unclear', 'late')
        AND finished_at >= $2 AND finished_at < $3 GROUP BY verdict
      """, agency.value, period.begins, period.ends
    ) { row in
      counts[.verdict(try known(LateHistory.Verdict(rawValue: row.text(0))))] = row.int(1)
      counts[.all, default: 0] += row.int(1)
      return true
    }
    try db.each(
      """
      SELECT c.state, count(*) FROM late_findings l \(latestCorrection)
      WHERE c.agency_id = $1 AND c.recorded_finish >= $2 AND c.recorded_finish < $3
        AND l.finished_at >= $2 AND l.finished_at < $3
      GROUP BY c.state
      """, agency.value, period.begins, period.ends
    ) { row in
      counts[.correction(try known(Correction.State(rawValue: row.text(0))))] = row.int(1)
      return true
    }
    return counts
  }

  private static let latestCorrection = """
    LEFT JOIN corrections c ON c.dossier_id = l.dossier_id
      AND c.id = (SELECT max(m.id) FROM corrections m WHERE m.dossier_id = l.dossier_id)
    """

  private static func line(_ row: Row) throws -> Line {
    let at = Dossiers.rowColumnCount
    let correction = try row.optionalInt64(at + 3).map { id in
      (
        id: id, state: try known(Correction.State(rawValue: row.text(at + 4))),
        cause: try known(Correction.Cause(rawValue: row.text(at + 5))),
        finish: Moment(seconds: row.int64(at + 6))
      )
    }
    return Line(
      listed: try Dossiers.listed(row), verdict: try known(LateHistory.Verdict(rawValue: row.text(at))),
      finish: row.optionalInt64(at + 1).map { Moment(seconds: $0) },
      evidence: try JSONDecoder().decode([Evidence].self, from: Data(row.text(at + 2).utf8)),
      correction: correction)
  }

  /// Open dossiers of an agency that are late and have a result file already, the latest first.
  public static func openWithResult(at agency: AgencyID, now: Moment, in db: ReadAccess) throws -> [Dossiers
    .Listed]
  {
    try db.query(
      """
      SELECT \(Dossiers.rowColumns) FROM dossiers d INDEXED BY dossiers_being_solved
      WHERE d.agency_id = $1 AND d.received_at IS NOT NULL AND d.finished_at IS NULL AND d.late_from <= $2
        AND EXISTS (SELECT 1 FROM attachments a WHERE a.dossier_id = d.id AND a.paper_id IS NULL
          AND a.removed_at IS NULL AND a.is_dropped = 0)
      ORDER BY d.late_from, d.id LIMIT $3
      """, agency.value, now.seconds, Dossiers.pageSize, decode: Dossiers.listed)
  }
}

extension Integrity {
  /// Whether the late dossiers kept are those that are late by their own dates.
  public static func lateFindings(in db: ReadAccess) throws -> Finding {
    var finding = Finding()
    finding.examined = try db.first("SELECT count(*) FROM late_findings") { $0.int(0) } ?? 0
    let kept = "SELECT dossier_id, agency_id, finished_at FROM late_findings"
    let counted = "SELECT id, agency_id, finished_at FROM dossiers_finished_late"
    try db.each(
      """
      SELECT 'not listed', * FROM (\(counted) EXCEPT \(kept))
      UNION ALL SELECT 'listed', * FROM (\(kept) EXCEPT \(counted))
      """
    ) { row in
      finding.note(
        "dossier \(row.int64(1)): late in the software or not, it is \(row.text(0)) among the late")
      return true
    }
    return finding
  }
}
