public import Workflow

extension Dossiers {
  /// A row of a list: what a person needs to choose the next dossier, identity left out.
  public struct Listed: Sendable {
    /// Stored number.
    public let id: DossierID
    /// Mã hồ sơ, or the submission number before receipt.
    public let number: String
    /// Owner's name.
    public let ownerName: String
    /// Procedure code; its name is in the revision.
    public let procedureCode: String
    /// Revision it was filed under.
    public let revision: Int64
    /// Where it stands.
    public let state: DossierState
    /// How it was filed.
    public let channel: Channel
    /// The agency whose counter received it.
    public let agency: AgencyID
    /// Filed online at.
    public let submittedAt: Moment?
    /// Reception clock of an online filing.
    public let receptionDue: Moment?
    /// Received at.
    public let receivedAt: Moment?
    /// Appointment.
    public let appointment: Moment?
    /// From when it is late.
    public let lateFrom: Moment?
    /// The limit the appointment follows; nil where it was set by hand.
    public let limit: TimeLimit?
    /// Finished at.
    public let finishedAt: Moment?
    /// Since when on its desk.
    public let deskSince: Moment
    /// On whose desk: name; nil at the counter.
    public let deskHolder: String?
    /// The appointment by which reports judge: not moved by an apology (decision 9).
    public let judgedDue: Moment?
    /// How far its letter of apology has come; nil where there is none.
    public let apology: Apology.Standing?
    /// When it moved last.
    public let movedAt: Moment

    /// Received and without a result (decision 9).
    public var isBeingSolved: Bool { receivedAt != nil && finishedAt == nil }
  }

  static let rowColumns = """
    d.id, COALESCE(d.code, d.submission_number, ''), d.owner_name, d.procedure_code, d.revision_id, d.state,
    d.channel, d.agency_id, d.submitted_at, d.reception_due, d.received_at, d.appointment, d.late_from,
    d.finished_at, d.desk_since, COALESCE(d.committed_limit, d.legal_limit),
    (SELECT p.name FROM people p WHERE p.id = CASE d.state WHEN 'processing' THEN d.processor_id
       WHEN 'awaiting-sign-off' THEN d.signer_id
       WHEN 'stop-proposed' THEN d.signer_id END),
    d.judged_due, d.apology, d.moved_at
    """

  /// How many columns `rowColumns` has; what a query adds stands behind them.
  static let rowColumnCount = 20

  static func listed(_ row: Row) throws -> Listed {
    func moment(_ index: Int) -> Moment? { row.optionalInt64(index).map { Moment(seconds: $0) } }
    return Listed(
      id: DossierID(row.int64(0)), number: row.text(1), ownerName: row.text(2), procedureCode: row.text(3),
      revision: row.int64(4), state: try known(DossierState(rawValue: row.text(5))),
      channel: try known(Channel(rawValue: row.text(6))), agency: AgencyID(row.int64(7)),
      submittedAt: moment(8), receptionDue: moment(9), receivedAt: moment(10), appointment: moment(11),
      lateFrom: moment(12),
      limit: row.optionalText(15).flatMap { TimeLimit($0) }, finishedAt: moment(13),
      deskSince: Moment(seconds: row.int64(14)),
      deskHolder: row.optionalText(16), judgedDue: moment(17),
      apology: Apology.Standing(rawValue: row.text(18)), movedAt: Moment(seconds: row.int64(19)))
  }

  /// Rows per page of a list.
  public static let pageSize = 50

  /// Where the next page of a list begins: the sort key and number of the last row shown.
  public struct PageKey: Sendable, Hashable {
    /// Sort key, a moment in seconds.
    public let key: Int64
    /// Number of the row.
    public let id: Int64

    /// Before the first row of any list.
    public static let start = PageKey(key: .min, id: .min)

    /// A place in a list.
    public init(key: Int64, id: Int64) {
      self.key = key
      self.id = id
    }

    /// Reads "key.id" as it stands in a URL.
    public init?(_ text: String) {
      let parts = text.split(separator: ".")
      guard parts.count == 2, let key = Int64(parts[0]), let id = Int64(parts[1]) else { return nil }
      self.init(key: key, id: id)
    }

    /// As it stands in a URL.
    public var text: String { "\(key).\(id)" }
  }

  /// The tabs of a counter's work list.
  public enum CounterTab: String, Sendable, CaseIterable {
    /// Filed online, to be received; by reception clock.
    case submitted
    /// Received, to be forwarded.
    case received
    /// Signed, result to be taken back.
    case signed
    /// Result at the counter, to be returned.
    case atCounter = "at-counter"
    /// A specialist wants papers completed; the counter asks for them.
    case supplementProposed = "supplement-proposed"
    /// The citizen answered a slip, to be checked.
    case supplementAnswered = "supplement-answered"

    /// The state a tab shows.
    public var state: DossierState { DossierState(rawValue: rawValue)! }
  }

  /// What lies at a counter, in the words of the index of the same rows.
  static let isAtCounter = """
    state IN ('submitted', 'received', 'signed', 'at-counter', 'supplement-proposed', 'supplement-answered')
    """

  /// Procedure fields as ",a,b,", in which one is looked for; empty means all.
  static func listing(_ fields: Set<String>) -> String {
    fields.isEmpty ? "" : "," + fields.sorted().joined(separator: ",") + ","
  }

  /// One tab of a counter's work list, most urgent first, of some procedure fields or (where empty) of all.
  public static func counter(
    _ tab: CounterTab, at agency: AgencyID, fields: Set<String> = [], after key: PageKey = .start,
    in db: ReadAccess
  ) throws -> [Listed] {
    try db.query(
      """
      SELECT \(rowColumns) FROM dossiers d
      WHERE d.agency_id = $1 AND d.state = $2
        AND d.\(isAtCounter)
        AND COALESCE(d.appointment, d.reception_due, 0) >= $3
        AND (COALESCE(d.appointment, d.reception_due, 0), d.id) > ($3, $4)
        AND ($6 = '' OR $6 LIKE '%,' || d.field || ',%')
      ORDER BY COALESCE(d.appointment, d.reception_due, 0), d.id LIMIT $5
      """, agency.value, tab.rawValue, key.key, key.id, pageSize + 1, listing(fields), decode: listed)
  }

  /// How many dossiers each tab of a counter's work list holds, of some procedure fields or of all.
  public static func counterCounts(
    at agency: AgencyID, fields: Set<String> = [], in db: ReadAccess
  ) throws -> [CounterTab: Int] {
    Dictionary(
      uniqueKeysWithValues: try db.query(
        """
        SELECT state, count(*) FROM dossiers
        WHERE agency_id = $1 AND \(isAtCounter)
          AND ($2 = '' OR $2 LIKE '%,' || field || ',%')
        GROUP BY state
        """, agency.value, listing(fields)
      ) { (try known(CounterTab(rawValue: $0.text(0))), $0.int(1)) })
  }

  /// A specialist's desk, by appointment.
  public static func ofProcessor(
    _ person: PersonID, after key: PageKey = .start, in db: ReadAccess
  ) throws -> [Listed] {
    try db.query(
      """
      SELECT \(rowColumns) FROM dossiers d
      WHERE d.processor_id = $1 AND d.state = 'processing'
        AND COALESCE(d.appointment, 0) >= $2
        AND (COALESCE(d.appointment, 0), d.id) > ($2, $3)
      ORDER BY COALESCE(d.appointment, 0), d.id LIMIT $4
      """, person.value, key.key, key.id, pageSize + 1, decode: listed)
  }

  /// A leader's desk, by appointment.
  public static func ofSigner(
    _ person: PersonID, after key: PageKey = .start, in db: ReadAccess
  ) throws -> [Listed] {
    try db.query(
      """
      SELECT \(rowColumns) FROM dossiers d
      WHERE d.signer_id = $1 AND d.state IN ('awaiting-sign-off', 'stop-proposed')
        AND COALESCE(d.appointment, 0) >= $2
        AND (COALESCE(d.appointment, 0), d.id) > ($2, $3)
      ORDER BY COALESCE(d.appointment, 0), d.id LIMIT $4
      """, person.value, key.key, key.id, pageSize + 1, decode: listed)
  }

  /// How many dossiers lie on a person's own desks.
  public static func deskCounts(
    of person: PersonID, in db: ReadAccess
  ) throws -> (processing: Int, toSign: Int) {
    let processing = try db.first(
      "SELECT count(*) FROM dossiers WHERE processor_id = $1 AND state = 'processing'", person.value
    ) { $0.int(0) }
    let toSign = try db.first(
      "SELECT count(*) FROM dossiers WHERE signer_id = $1 AND state IN ('awaiting-sign-off', 'stop-proposed')",
      person.value
    ) { $0.int(0) }
    return (processing ?? 0, toSign ?? 0)
  }

  /// What an account filed, and what counters received for the identity it is bound to; newest first.
  public static func ofApplicant(_ person: Person, in db: ReadAccess) throws -> [Listed] {
    try db.query(
      """
      SELECT \(rowColumns) FROM dossiers d WHERE d.id IN (
        SELECT id FROM dossiers WHERE applicant_id IS NOT NULL AND applicant_id = $1
        UNION SELECT id FROM dossiers
          WHERE owner_identity <> '' AND owner_identity = $2 AND owner_identity_kind = $3
            AND applicant_id IS NULL AND state <> 'draft')
      ORDER BY d.id DESC LIMIT 200
      """, person.id.value, person.boundIdentity?.number ?? "", person.boundIdentity?.kind.rawValue ?? "",
      decode: listed)
  }

  /// Lists by number, in the given order.
  public static func rows(_ ids: [DossierID], in db: ReadAccess) throws -> [Listed] {
    try ids.compactMap {
      try db.first("SELECT \(rowColumns) FROM dossiers d WHERE d.id = $1", $0.value, decode: listed)
    }
  }

  /// Dossiers without a result (decision 9: one on paper only is finished at the counter) whose lateness begins in a span: overdue is `..<now`, due today the day's span.
  public static func beingSolved(
    at agency: AgencyID, lateFrom span: Range<Moment>, after key: PageKey = .start,
    most: Int = pageSize + 1, in db: ReadAccess
  ) throws -> [Listed] {
    try db.query(
      """
      SELECT \(rowColumns) FROM dossiers d
      WHERE d.agency_id = $1 AND d.received_at IS NOT NULL AND d.finished_at IS NULL
        AND d.late_from >= $2 AND d.late_from < $3 AND (d.late_from, d.id) > ($4, $5)
      ORDER BY d.late_from, d.id LIMIT $6
      """, agency.value, span.lowerBound.seconds, span.upperBound.seconds, key.key, key.id, most,
      decode: listed)
  }

  /// What a chairman counts on one page.
  public struct Overview: Sendable {
    /// Filed online, not received.
    public let waiting: Int
    /// … of them beyond the reception clock.
    public let waitingLate: Int
    /// Being solved.
    public let solving: Int
    /// … of them overdue.
    public let overdue: Int
    /// … of them on their last day.
    public let dueToday: Int
    /// Signed or at the counter.
    public let ready: Int
    /// Waiting for the citizen to complete them.
    public let awaited: Int
    /// … of them beyond the time to complete.
    public let capReached: Int
  }

  /// Counts of an agency's open dossiers; the span is today. A clock of hours has run out when its last minute is
  /// over, as `Lateness` judges it.
  public static func overview(
    of agency: AgencyID, now: Moment, in db: ReadAccess
  ) throws -> Overview {
    let tomorrow = Moment(day: now.day + 1, minuteOfDay: 0)
    let counter = try db.first(
      """
      SELECT count(*) FILTER (WHERE state = 'submitted'),
        count(*) FILTER (WHERE state = 'submitted' AND reception_due <= $2 - 60),
        count(*) FILTER (WHERE state IN ('signed', 'at-counter') AND finished_at IS NOT NULL)
      FROM dossiers
      WHERE agency_id = $1 AND \(isAtCounter)
      """, agency.value, now.seconds
    ) { ($0.int(0), $0.int(1), $0.int(2)) }
    let solving = try db.first(
      """
      SELECT count(*), count(*) FILTER (WHERE late_from <= $2),
        count(*) FILTER (WHERE late_from > $2 AND late_from <= $3)
      FROM dossiers
      WHERE agency_id = $1 AND received_at IS NOT NULL AND finished_at IS NULL AND late_from > 0
      """, agency.value, now.seconds, tomorrow.seconds
    ) { ($0.int(0), $0.int(1), $0.int(2)) }
    let awaited = try db.first(
      """
      SELECT count(*), count(*) FILTER (WHERE waiting_ends < $2) FROM dossiers
      WHERE agency_id = $1 AND waiting_ends IS NOT NULL
      """, agency.value, now.seconds
    ) { ($0.int(0), $0.int(1)) }
    return Overview(
      waiting: counter?.0 ?? 0, waitingLate: counter?.1 ?? 0, solving: solving?.0 ?? 0,
      overdue: solving?.1 ?? 0, dueToday: solving?.2 ?? 0, ready: counter?.2 ?? 0,
      awaited: awaited?.0 ?? 0, capReached: awaited?.1 ?? 0)
  }
}
