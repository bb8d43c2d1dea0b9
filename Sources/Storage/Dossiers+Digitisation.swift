public import Workflow

/// How many of the papers that came with an agency's dossiers have become electronic (NĐ 107/2021; F003-05), and which.
extension Dossiers {
  /// Days of receipt, both included.
  public struct Period: Sendable, Hashable {
    /// First day.
    public let from: Day
    /// Last day.
    public let to: Day
    /// Its first moment.
    let begins: Int64
    /// The first moment after it.
    let ends: Int64

    /// A period of at least one day.
    public init?(from: Day, to: Day) {
      guard from <= to else { return nil }
      self.init(days: from, to)
    }

    private init(days from: Day, _ to: Day) {
      (self.from, self.to) = (from, to)
      (begins, ends) = (
        Moment(day: from, minuteOfDay: 0).seconds, Moment(day: to + 1, minuteOfDay: 0).seconds
      )
    }

    /// From one moment until before another, as from a Friday at 17:00 to the next; its days are those it touches.
    public init(_ span: Range<Moment>) {
      (from, to) = (
        span.lowerBound.day, max(span.lowerBound, Moment(seconds: span.upperBound.seconds - 1)).day
      )
      (begins, ends) = (span.lowerBound.seconds, span.upperBound.seconds)
    }

    /// From the first of its month until a day.
    public init(monthOf day: Day) {
      self.init(days: Day(year: day.year, month: day.month, day: 1), day)
    }
  }

  /// Papers to be handed in, by how they stand.
  public struct DigitisationCounts: Sendable, Hashable {
    /// How many stand how; none is left out.
    public let counts: [Digitisation: Int]

    /// Counts of the four.
    public init(_ counts: [Digitisation: Int]) { self.counts = counts }

    /// How many stand so.
    public subscript(_ standing: Digitisation) -> Int { counts[standing, default: 0] }

    /// All papers.
    public var total: Int { counts.values.reduce(0, +) }

    /// Those that are files, whether made for their dossier or reused.
    public var digitised: Int { total - self[.notDigitised] }

    /// Of several agencies together.
    public static func + (one: DigitisationCounts, other: DigitisationCounts) -> DigitisationCounts {
      DigitisationCounts(one.counts.merging(other.counts, uniquingKeysWith: +))
    }
  }

  /// A paper of a received dossier.
  public struct ListedPaper: Sendable {
    /// Its dossier.
    public let dossier: DossierID
    /// The code of its dossier.
    public let code: String
    /// Whose dossier.
    public let ownerName: String
    /// When it was received.
    public let receivedAt: Moment
    /// Which paper.
    public let name: String
    /// How it stands.
    public let standing: Digitisation
    /// Why it has no file, where that was recorded.
    public let exception: PaperException?
    /// Where a list goes on after it.
    public let key: PageKey
  }

  /// Which papers a list shows.
  public enum DigitisationFilter: Sendable, Hashable {
    /// All of them.
    case all
    /// Those that are files.
    case files
    /// Those that stand so.
    case only(Digitisation)

    /// The standings it shows, from and to by their national numbers.
    var range: ClosedRange<Int> {
      switch self {
      case .all: 0...3
      case .files: 1...3
      case .only(let standing): standing.rawValue...standing.rawValue
      }
    }
  }

  /// Papers of the dossiers that an agency received in a period, trial entries left out (decision 5): those that the
  /// list demands, and others that were handed in. What is only shown stays on paper and is none of them.
  private static let papersOfPeriod = """
    SELECT d.id, d.code, d.owner_name, d.received_at, p.name, p.exception_code, p.exception_reason, p.position,
      CASE WHEN count(a.id) = 0 THEN 0 WHEN count(a.id) > count(a.reuse) THEN 1
        WHEN count(a.id) FILTER (WHERE a.reuse = 'result') > 0 THEN 3 ELSE 2 END AS standing
    FROM dossiers d JOIN dossier_papers p ON p.dossier_id = d.id
      LEFT JOIN attachments a
        ON a.dossier_id = p.dossier_id AND a.paper_id = p.paper_id AND a.removed_at IS NULL
    WHERE d.agency_id = $1 AND d.received_at >= $2 AND d.received_at < $3 AND d.is_trial = 0
      AND p.is_shown_only = 0
    GROUP BY d.id, p.dossier_id, p.paper_id
    HAVING p.is_required = 1 OR count(a.id) > 0 OR p.exception_code IS NOT NULL
      OR p.originals + p.certified_copies + p.photocopies > 0
    """

  /// How the papers of a period stand.
  public static func digitisation(
    at agency: AgencyID, in period: Period, _ db: ReadAccess
  ) throws -> DigitisationCounts {
    let rows = try db.query(
      "SELECT standing, count(*) FROM (\(papersOfPeriod)) AS papers GROUP BY standing", agency.value,
      period.begins, period.ends
    ) { (try known(Digitisation(rawValue: $0.int(0))), $0.int(1)) }
    return DigitisationCounts(Dictionary(uniqueKeysWithValues: rows))
  }

  /// The papers behind a count, by receipt; one more than a page where there is a next one.
  public static func papers(
    _ filter: DigitisationFilter, at agency: AgencyID, in period: Period, after key: PageKey = .start,
    _ db: ReadAccess
  ) throws -> [ListedPaper] {
    try db.query(
      """
      SELECT id, code, owner_name, received_at, name, exception_code, exception_reason, standing,
        id * 1000 + position AS place
      FROM (\(papersOfPeriod)) AS papers
      WHERE standing BETWEEN $4 AND $5 AND (received_at, id * 1000 + position) > ($6, $7)
      ORDER BY received_at, place LIMIT $8
      """, agency.value, period.begins, period.ends, filter.range.lowerBound, filter.range.upperBound,
      key.key, key.id, pageSize + 1
    ) { row in
      ListedPaper(
        dossier: DossierID(row.int64(0)), code: row.text(1), ownerName: row.text(2),
        receivedAt: Moment(seconds: row.int64(3)), name: row.text(4),
        standing: try known(Digitisation(rawValue: row.int(7))),
        exception: try row.optionalText(5).map {
          PaperException(code: try known(PaperException.Code(rawValue: $0)), reason: row.text(6))
        }, key: PageKey(key: row.int64(3), id: row.int64(8)))
    }
  }
}
