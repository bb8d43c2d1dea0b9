public import Workflow

/// What citizens said about their dossiers, and how that adds up; each number and its list are one condition.
public enum Ratings {
  /// A rating as it is given.
  public struct New: Sendable {
    /// The dossier.
    public var dossier: DossierID
    /// Its agency.
    public var agency: AgencyID
    /// The level.
    public var level: Rating.Level
    /// What was not well.
    public var criteria: Set<Rating.Criterion>
    /// In the citizen's words.
    public var remark: String
    /// By which way.
    public var channel: Rating.Channel
    /// Who typed it; nil for somebody without an account.
    public var keyedBy: PersonID?

    /// All of it.
    public init(
      dossier: DossierID, agency: AgencyID, level: Rating.Level, criteria: Set<Rating.Criterion> = [],
      remark: String = "", channel: Rating.Channel, keyedBy: PersonID? = nil
    ) {
      (self.dossier, self.agency, self.level, self.criteria) = (dossier, agency, level, criteria)
      (self.remark, self.channel, self.keyedBy) = (remark, channel, keyedBy)
    }
  }

  /// A rating that counts.
  public struct Stored: Sendable {
    /// Stored number, by which a form tells what it was drawn from.
    public let id: Int64
    /// The level.
    public let level: Rating.Level
    /// What was not well.
    public let criteria: Set<Rating.Criterion>
    /// In the citizen's words.
    public let remark: String
    /// By which way.
    public let channel: Rating.Channel
    /// When the dossier was rated first.
    public let firstAt: Moment
    /// When this was said.
    public let ratedAt: Moment
  }

  /// What is said about a dossier now; nil where nobody rated it.
  public static func rating(of dossier: DossierID, in db: ReadAccess) throws -> Stored? {
    try db.first(
      "SELECT \(columns) FROM ratings r WHERE r.dossier_id = $1 AND r.is_current = 1", dossier.value
    ) { try stored($0, from: 0) }
  }

  /// Whether a rating is what somebody says: the same form, sent again.
  public static func isSame(_ stored: Stored, _ new: New) -> Bool {
    (stored.level, stored.criteria, stored.remark, stored.channel)
      == (new.level, new.criteria, new.remark, new.channel)
  }

  /// Keeps a rating; what was said before stays, and no longer counts.
  public static func rate(_ new: New, at moment: Moment, in db: WriteAccess) throws {
    let first = try rating(of: new.dossier, in: db)?.firstAt ?? moment
    try db.execute(
      "UPDATE ratings SET is_current = 0 WHERE dossier_id = $1 AND is_current = 1", new.dossier.value)
    let criteria = Rating.Criterion.allCases.filter(new.criteria.contains).map { "\($0.rawValue)," }.joined()
    try db.execute(
      """
      INSERT INTO ratings (dossier_id, agency_id, level, criteria, remark, channel, keyed_by, first_at, rated_at)
      VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)
      """, new.dossier.value, new.agency.value, new.level.rawValue, criteria.isEmpty ? "" : ",\(criteria)",
      new.remark, new.channel.rawValue, new.keyedBy?.value, first.seconds, moment.seconds)
  }

  /// A number of the report.
  public enum Number: Hashable, Sendable, CaseIterable, RawRepresentable {
    /// Rated first in the period.
    case rated
    /// … with a level.
    case level(Rating.Level)
    /// … in a way.
    case channel(Rating.Channel)
    /// … naming something that was not well; a rating names several.
    case criterion(Rating.Criterion)

    /// Content.
    public static let satisfied = Number.level(.satisfied)
    /// Neither.
    public static let neutral = Number.level(.neutral)
    /// Discontent.
    public static let dissatisfied = Number.level(.dissatisfied)
    /// Keyed in by an officer from a paper form.
    public static let keyed = Number.channel(.counter)
    /// Naming harassment.
    public static let harassment = Number.criterion(.harassment)

    /// The levels; each rating has one.
    public static let levels = Rating.Level.allCases.map(Number.level)
    /// The ways; each rating came by one.
    public static let channels = Rating.Channel.allCases.map(Number.channel)
    /// What was named; a rating may stand in none or in several.
    public static let criteria = Rating.Criterion.allCases.map(Number.criterion)
    /// All of them.
    public static let allCases = [rated] + levels + channels + criteria

    /// As it stands in addresses: the names of levels, ways and criteria do not meet.
    public var rawValue: String {
      switch self {
      case .rated: "rated"
      case .level(let level): level.rawValue
      case .channel(let channel): channel.rawValue
      case .criterion(let criterion): criterion.rawValue
      }
    }

    /// The number of that name.
    public init?(rawValue: String) {
      guard let number = Self.allCases.first(where: { $0.rawValue == rawValue }) else { return nil }
      self = number
    }

    fileprivate var condition: String {
      switch self {
      case .rated: "TRUE"
      case .level(let level): "r.level = '\(level.rawValue)'"
      case .channel(let channel): "r.channel = '\(channel.rawValue)'"
      case .criterion(let criterion): "r.criteria LIKE '%,\(criterion.rawValue),%'"
      }
    }
  }

  /// The numbers of an agency or of several together.
  public struct Figures: Sendable, Hashable {
    private var counts: [Number: Int]

    /// By number.
    public init(_ counts: [Number: Int] = [:]) { self.counts = counts }

    /// A number.
    public subscript(_ number: Number) -> Int { counts[number, default: 0] }

    /// Of several agencies together.
    public static func + (one: Figures, other: Figures) -> Figures {
      Figures(one.counts.merging(other.counts, uniquingKeysWith: +))
    }
  }

  /// The numbers of an agency.
  public static func figures(
    of agency: AgencyID, in period: Dossiers.Period, _ db: ReadAccess
  ) throws -> Figures {
    let sums = Number.allCases.map { "count(*) FILTER (WHERE \($0.condition))" }.joined(separator: ", ")
    return try db.first(
      "SELECT \(sums) FROM \(ofPeriod)", agency.value, period.begins, period.ends
    ) { row in
      Figures(Dictionary(uniqueKeysWithValues: Number.allCases.enumerated().map { ($1, row.int($0)) }))
    } ?? Figures()
  }

  /// A dossier with what was said about it.
  public struct Line: Sendable {
    /// The dossier.
    public let listed: Dossiers.Listed
    /// What was said.
    public let rating: Stored
  }

  /// The ratings behind a number, by their number.
  public static func lines(
    _ number: Number, of agency: AgencyID, in period: Dossiers.Period, after id: Int64, limit: Int,
    _ db: ReadAccess
  ) throws -> [Line] {
    try db.query(
      """
      SELECT \(Dossiers.rowColumns), \(columns) FROM ratings r JOIN dossiers d ON d.id = r.dossier_id
      WHERE r.id IN (SELECT r.id FROM \(ofPeriod) AND \(number.condition) AND r.id > $4 ORDER BY r.id LIMIT $5)
      ORDER BY r.id
      """, agency.value, period.begins, period.ends, id, limit
    ) { row in
      Line(
        listed: try Dossiers.listed(row),
        rating: try stored(row, from: Dossiers.rowColumnCount))
    }
  }

  private static let ofPeriod = """
    ratings r INDEXED BY ratings_by_agency
    WHERE r.agency_id = $1 AND r.is_current = 1 AND r.first_at >= $2 AND r.first_at < $3
    """

  private static let columns = "r.level, r.criteria, r.remark, r.channel, r.first_at, r.rated_at, r.id"

  private static func stored(_ row: Row, from start: Int) throws -> Stored {
    Stored(
      id: row.int64(start + 6), level: try known(Rating.Level(rawValue: row.text(start))),
      criteria: Set(
        row.text(start + 1).split(separator: ",").compactMap { Rating.Criterion(rawValue: String($0)) }),
      remark: row.text(start + 2), channel: try known(Rating.Channel(rawValue: row.text(start + 3))),
      firstAt: Moment(seconds: row.int64(start + 4)), ratedAt: Moment(seconds: row.int64(start + 5)))
  }
}
