public import Workflow

/// How receiving, processing and returning go at an agency: what happened on a day, and what lies where now (F001-10). Each
/// number and its list are one condition.
public enum UnitProgress {
  /// A number of the page.
  public enum Number: String, Sendable, CaseIterable {
    /// Filed online on the day.
    case filed
    /// Received on the day.
    case received
    /// Signed off, or otherwise finished, on the day.
    case finished
    /// Handed over on the day.
    case returned
    /// Filed online, not received.
    case waiting
    /// At the counter, received, to be forwarded or asked about.
    case atCounter = "at-counter"
    /// With a specialist.
    case processing
    /// With a leader.
    case toSign = "to-sign"
    /// With the citizen, who completes it.
    case supplementing
    /// Signed, on its way back to the counter.
    case signed
    /// Waiting for the citizen at the counter.
    case uncollected

    /// Whether it is about the day; the others are about now.
    public var isOfDay: Bool { [.filed, .received, .finished, .returned].contains(self) }

    /// The rows it counts: where to look, and what holds of them. `$1` is the agency, `$2` the day's first moment, `$3` the
    /// one after its last.
    fileprivate var sources: [String] {
      let open =
        "INDEXED BY dossiers_being_solved WHERE d.agency_id = $1 AND d.received_at IS NOT NULL AND d.finished_at IS NULL"
      let filed = "d.submitted_at >= $2 AND d.submitted_at < $3"
      return switch self {
      case .filed:
        // What was filed on a day was received on it or later, or not at all.
        [
          "WHERE d.agency_id = $1 AND d.received_at IS NOT NULL AND d.received_at >= $2 AND \(filed)",
          "WHERE d.agency_id = $1 AND d.received_at IS NULL AND d.submitted_at IS NOT NULL AND \(filed)",
        ]
      case .received:
        [
          "WHERE d.agency_id = $1 AND d.received_at IS NOT NULL AND d.received_at >= $2 AND d.received_at < $3"
        ]
      case .finished:
        [
          "WHERE d.agency_id = $1 AND d.finished_at IS NOT NULL AND d.code IS NOT NULL AND d.finished_at >= $2 AND d.finished_at < $3"
        ]
      case .returned:
        [
          "WHERE d.agency_id = $1 AND d.returned_at IS NOT NULL AND d.returned_at >= $2 AND d.returned_at < $3"
        ]
      case .waiting: ["WHERE d.agency_id = $1 AND d.state = 'submitted' AND d.\(Dossiers.isAtCounter)"]
      case .atCounter: ["\(open) AND d.state IN ('received', 'supplement-proposed', 'supplement-answered')"]
      case .processing: ["\(open) AND d.state = 'processing'"]
      case .toSign: ["\(open) AND d.state IN ('awaiting-sign-off', 'stop-proposed')"]
      case .supplementing:
        [
          "\(open) AND d.state = 'supplementing'",
          "INDEXED BY dossiers_waiting WHERE d.agency_id = $1 AND d.waiting_ends IS NOT NULL AND d.state = 'supplementing-filing'",
        ]
      case .signed: ["WHERE d.agency_id = $1 AND d.state = 'signed' AND d.\(Dossiers.isAtCounter)"]
      case .uncollected: ["WHERE d.agency_id = $1 AND d.state = 'at-counter' AND d.\(Dossiers.isAtCounter)"]
      }
    }

    /// A condition that does not ask for the day names its moments too, since every statement is given them.
    fileprivate var rows: String {
      sources.map { "SELECT d.id AS id FROM dossiers d \($0) AND $2 <= $3" }.joined(separator: " UNION ALL ")
    }
  }

  /// Every number of an agency, for a day and as of now.
  public static func counts(of agency: AgencyID, on day: Day, in db: ReadAccess) throws -> [Number: Int] {
    let span = Dossiers.Period(Moment(day: day, minuteOfDay: 0)..<Moment(day: day + 1, minuteOfDay: 0))
    return try Number.allCases.reduce(into: [:]) { counts, number in
      counts[number] = try db.first(
        "SELECT count(*) FROM (\(number.rows))", agency.value, span.begins, span.ends
      ) { $0.int(0) }
    }
  }

  /// The dossiers behind a number, by their number.
  public static func lines(
    _ number: Number, of agency: AgencyID, on day: Day, after id: Int64, in db: ReadAccess
  ) throws -> [Dossiers.Listed] {
    let span = Dossiers.Period(Moment(day: day, minuteOfDay: 0)..<Moment(day: day + 1, minuteOfDay: 0))
    return try db.query(
      """
      SELECT \(Dossiers.rowColumns) FROM dossiers d
      WHERE d.id IN (SELECT id FROM (\(number.rows)) WHERE id > $4 ORDER BY id LIMIT $5) ORDER BY d.id
      """, agency.value, span.begins, span.ends, id, Dossiers.pageSize + 1, decode: Dossiers.listed)
  }
}
