public import Workflow

/// What a counter keeps an eye on besides the work it has to do: what others owe it, and what it owes to them.
extension Dossiers {
  /// One such list.
  public enum WatchList: String, Sendable, CaseIterable {
    /// The citizen has a slip in hand; by the end of the time to complete.
    case awaited
    /// A fee is demanded and not paid; the oldest dossier first.
    case unpaid
    /// The result lies at the counter, at the point where it is picked up; since when.
    case uncollected
    /// Papers of a dossier that came to nothing are still here; since when.
    case papersHeld = "papers-held"
    /// The result is being corrected; the oldest dossier first.
    case amended

    /// By which it is sorted.
    fileprivate var key: String {
      switch self {
      case .awaited: "d.waiting_ends"
      case .unpaid, .amended: "d.id"
      case .uncollected: "d.finished_at"
      case .papersHeld: "d.desk_since"
      }
    }

    /// What belongs to it, in the words of its index.
    fileprivate var condition: String {
      switch self {
      case .awaited: "d.waiting_ends IS NOT NULL"
      case .unpaid: "d.is_payment_due = 1"
      case .uncollected: "d.state = 'at-counter' AND COALESCE(d.result_point = d.pickup_point, TRUE)"
      case .papersHeld: "d.holds_papers = 1"
      case .amended: "d.amendment <> ''"
      }
    }
  }

  /// A row of such a list.
  public struct Watched: Sendable {
    /// As on every list.
    public let listed: Listed
    /// By which it is sorted: a moment in seconds, or the dossier's number.
    public let key: Int64
    /// The turns that brought it here.
    public let turns: Turns
    /// How the citizen wants the result.
    public let returnMethod: ReturnMethod
  }

  /// One list of a counter, most urgent first, of some procedure fields or (where empty) of all.
  ///
  /// - Parameter moment: only what the list's key puts before it, such as a time that was over by then.
  public static func watched(
    _ list: WatchList, at agency: AgencyID, fields: Set<String> = [], before moment: Moment? = nil,
    after key: PageKey = .start, most: Int = pageSize + 1, in db: ReadAccess
  ) throws -> [Watched] {
    try db.query(
      """
      SELECT \(rowColumns), \(list.key), d.turns, d.return_method FROM dossiers d
      WHERE d.agency_id = $1 AND \(list.condition) AND \(list.key) >= $2 AND \(list.key) < $3
        AND (\(list.key), d.id) > ($2, $4) AND ($5 = '' OR $5 LIKE '%,' || d.field || ',%')
      ORDER BY \(list.key), d.id LIMIT $6
      """, agency.value, key.key, moment?.seconds ?? .max, key.id, listing(fields), most
    ) { row in
      Watched(
        listed: try listed(row), key: row.int64(rowColumnCount),
        turns: try Turns.stored(row.text(rowColumnCount + 1)),
        returnMethod: try known(ReturnMethod(rawValue: row.text(rowColumnCount + 2))))
    }
  }

  /// How many dossiers each list of a counter holds, of some procedure fields or of all.
  public static func watchCounts(
    at agency: AgencyID, fields: Set<String> = [], in db: ReadAccess
  ) throws -> [WatchList: Int] {
    try Dictionary(
      uniqueKeysWithValues: WatchList.allCases.map { list in
        (list, try watchCount(list, at: agency, fields: fields, in: db))
      })
  }

  /// How many dossiers one list of a counter holds.
  public static func watchCount(
    _ list: WatchList, at agency: AgencyID, fields: Set<String> = [], in db: ReadAccess
  ) throws -> Int {
    try db.first(
      """
      SELECT count(*) FROM dossiers d
      WHERE d.agency_id = $1 AND \(list.condition) AND ($2 = '' OR $2 LIKE '%,' || d.field || ',%')
      """, agency.value, listing(fields)
    ) { $0.int(0) } ?? 0
  }
}
