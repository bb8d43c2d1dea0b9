public import Workflow

/// How an agency answered petitions in a period; each number and its list are one condition (indicator 8 of TT 01/2018
/// art 13; metrics PETITION_PROCESSING_ON_TIME and PETITION_HANDLING_SATISFACTION of QĐ 766). What was declined or
/// withdrawn counts nowhere but among what came in.
public enum PetitionReport {
  /// A number of the report.
  public enum Number: String, Sendable, CaseIterable {
    /// Came in within the period.
    case received
    /// Answered within the period, in time.
    case onTime = "on-time"
    /// … after its day.
    case late
    /// Not answered at the end, in time.
    case openInTime = "open-in-time"
    /// … its day over.
    case openLate = "open-late"
    /// Dragged on (kéo dài): its day was moved, or is over without an answer.
    case prolonged
    /// Complaints of conduct that came in, those left out that were found false, declined or withdrawn.
    case conduct
    /// Answered within the period, and the citizen is content with it.
    case content
    /// … neither content nor discontent.
    case neutral
    /// … discontent.
    case discontent

    /// Whether a row of `seen` counts in it.
    var condition: String {
      switch self {
      case .received: "is_new = 1"
      case .onTime, .late, .openInTime, .openLate: "standing = '\(rawValue)'"
      case .prolonged:
        "standing = 'open-late' OR (standing IS NOT NULL AND extended_at IS NOT NULL AND extended_at < $3)"
      case .conduct:
        "is_new = 1 AND kind = 'conduct' AND state IN ('open', 'answered') AND finding <> 'unfounded'"
      case .content, .neutral, .discontent:
        "standing IN ('on-time', 'late') AND contentment = '\(rawValue)'"
      }
    }
  }

  /// The numbers of an agency or of several together.
  public struct Figures: Sendable, Hashable {
    private var counts: [Number: Int]

    /// Figures by number.
    public init(_ counts: [Number: Int] = [:]) { self.counts = counts }

    /// A number.
    public subscript(_ number: Number) -> Int { counts[number, default: 0] }

    /// Those that had to be answered by the end of the period: answered, or their day over.
    public var demanded: Int { self[.onTime] + self[.late] + self[.openLate] }

    /// Of several agencies together.
    public static func + (one: Figures, other: Figures) -> Figures {
      Figures(one.counts.merging(other.counts, uniquingKeysWith: +))
    }
  }

  /// The numbers of an agency.
  ///
  /// - Parameter today: until which day an open petition of a period that is not over can be late.
  public static func figures(
    of agency: AgencyID, in period: Dossiers.Period, today: Day, _ db: ReadAccess
  ) throws -> Figures {
    let sums = Number.allCases.map { "count(*) FILTER (WHERE \($0.condition))" }
    return try db.first(
      "SELECT \(sums.joined(separator: ", ")) FROM (\(seen)) AS p", agency.value, period.begins, period.ends,
      lastDay(period, today).iso
    ) { row in
      Figures(
        Dictionary(uniqueKeysWithValues: Number.allCases.enumerated().map { ($1, row.int($0)) }))
    } ?? Figures()
  }

  /// The petitions behind a number, by their stored number.
  public static func petitions(
    _ number: Number, of agency: AgencyID, in period: Dossiers.Period, today: Day, after id: Int64,
    limit: Int, _ db: ReadAccess
  ) throws -> [Petitions.Stored] {
    try db.query(
      """
      SELECT \(Petitions.columns) FROM \(Petitions.source)
      WHERE p.id IN (SELECT id FROM (\(seen)) AS p WHERE (\(number.condition)) AND id > $5 ORDER BY id LIMIT $6)
      ORDER BY p.id
      """, agency.value, period.begins, period.ends, lastDay(period, today).iso, id, limit,
      decode: Petitions.stored)
  }

  /// Whether a complaint counts against the dossier that it names: one of conduct, those left out that were found false, declined
  /// or withdrawn (indicator 7).
  static func countsAgainst(_ name: String) -> String {
    """
    \(name).dossier_id IS NOT NULL AND \(name).kind = 'conduct' AND \(name).state IN ('open', 'answered')
      AND \(name).finding <> 'unfounded'
    """
  }

  private static func lastDay(_ period: Dossiers.Period, _ today: Day) -> Day { min(period.to, today) }

  /// What a period saw: closed since it began, or open; `$4` is the day on which what was open at its end is judged.
  private static let seen = """
    SELECT id, kind, state, finding, contentment, extended_at, received_at >= $2 AS is_new,
      CASE WHEN state <> 'answered' THEN NULL WHEN closed_at >= $3 THEN \(open)
        WHEN closed_on > due THEN 'late' ELSE 'on-time' END AS standing
    FROM petitions INDEXED BY petitions_closed
    WHERE agency_id = $1 AND state <> 'open' AND closed_at >= $2 AND received_at < $3
    UNION ALL
    SELECT id, kind, state, finding, contentment, extended_at, received_at >= $2, \(open)
    FROM petitions INDEXED BY petitions_open
    WHERE agency_id = $1 AND state = 'open' AND received_at < $3
    """

  private static let open = "CASE WHEN due < $4 THEN 'open-late' ELSE 'open-in-time' END"
}
