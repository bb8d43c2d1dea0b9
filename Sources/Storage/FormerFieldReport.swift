public import Workflow

/// Biểu 07a/VPCP/KTTH, the report by field before II.06a (TT 02/2017; rules §8.4): the same dossiers in fewer columns, and those
/// that were asked for a supplement or refused in the period.
public enum FormerFieldReport {
  /// A number of the form.
  public enum Number: String, Sendable, CaseIterable {
    /// Nhận: tổng số, kỳ trước chuyển qua, mới tiếp nhận.
    case received, carried, arrived
    /// Đã giải quyết: tổng số, đúng hạn, quá hạn.
    case finished, onTime = "on-time", late
    /// Đang giải quyết: tổng số, chưa đến hạn, quá hạn.
    case open, openInTime = "open-in-time", openLate = "open-late"
    /// Hồ sơ yêu cầu bổ sung.
    case supplemented
    /// Hồ sơ trả lại, at the door or after review.
    case refused

    /// The columns of II.06a that it sums; none where it counts papers.
    var columns: [FieldReport.Column] {
      switch self {
      case .received: FieldReport.Number.received.columns
      case .carried: [.carried]
      case .arrived: [.online, .direct]
      case .finished: FieldReport.Number.finished.columns
      case .onTime: [.early, .onTime]
      case .late: FieldReport.Number.late.columns
      case .open: FieldReport.Number.open.columns
      case .openInTime: [.openInTime]
      case .openLate: [.openLate]
      case .supplemented, .refused: []
      }
    }

    /// The paper that it counts dossiers by.
    var slip: SlipKind? {
      switch self {
      case .supplemented: .supplement
      case .refused: .refusal
      default: nil
      }
    }
  }

  /// The numbers of one field, or of several together.
  public struct Counts: Sendable, Hashable {
    private var dossiers = FieldReport.Counts()
    private var slips: [SlipKind: Int] = [:]

    /// No dossiers.
    public init() {}

    fileprivate init(_ dossiers: FieldReport.Counts, _ slips: [SlipKind: Int]) {
      (self.dossiers, self.slips) = (dossiers, slips)
    }

    /// A number of the form.
    public subscript(_ number: Number) -> Int {
      number.slip.map { slips[$0, default: 0] } ?? dossiers.sum(of: number.columns)
    }

    /// The arithmetic that the form checks: what was received is what was finished and what is open.
    public var isSound: Bool { dossiers.isSound }

    /// Of several fields or agencies together.
    public static func + (one: Counts, other: Counts) -> Counts {
      Counts(one.dossiers + other.dossiers, one.slips.merging(other.slips, uniquingKeysWith: +))
    }
  }

  /// The numbers of an agency by field.
  public static func counts(
    of agency: AgencyID, in period: Dossiers.Period, now: Moment, _ db: ReadAccess
  ) throws -> [String: Counts] {
    let slips = try db.query(
      """
      SELECT d.field, s.kind, count(DISTINCT s.dossier_id)
      FROM slips s INDEXED BY slips_by_agency JOIN dossiers d ON d.id = s.dossier_id
      WHERE s.agency_id = $1 AND s.kind IN ('\(SlipKind.supplement.rawValue)', '\(SlipKind.refusal.rawValue)')
        AND s.issued_at >= $2 AND s.issued_at < $3 AND d.is_trial = 0
      GROUP BY d.field, s.kind
      """, agency.value, period.begins, period.ends
    ) { ($0.text(0), Counts(FieldReport.Counts(), [try known(SlipKind(rawValue: $0.text(1))): $0.int(2)])) }
    let dossiers = try FieldReport.counts(of: agency, in: period, now: now, db).map {
      ($0.key, Counts($0.value, [:]))
    }
    return Dictionary(dossiers + slips, uniquingKeysWith: +)
  }

  /// The dossiers behind a number, by their number; of one field, or where it is empty of all.
  public static func lines(
    _ number: Number, of agency: AgencyID, field: String, in period: Dossiers.Period, now: Moment,
    after id: Int64, _ db: ReadAccess
  ) throws -> [FieldReport.Line] {
    guard let slip = number.slip else {
      return try FieldReport.lines(
        number.columns, of: agency, field: field, in: period, now: now, after: id, db)
    }
    return try db.query(
      """
      \(FieldReport.lineQuery) WHERE id IN (
        SELECT DISTINCT s.dossier_id FROM slips s INDEXED BY slips_by_agency JOIN dossiers d ON d.id = s.dossier_id
        WHERE s.agency_id = $1 AND s.kind = $2 AND s.issued_at >= $3 AND s.issued_at < $4 AND d.is_trial = 0
          AND ($5 = '' OR d.field = $5) AND s.dossier_id > $6
        ORDER BY s.dossier_id LIMIT $7)
      ORDER BY id
      """, agency.value, slip.rawValue, period.begins, period.ends, field, id, Dossiers.pageSize + 1,
      decode: FieldReport.line)
  }
}
