/// A fee demanded from the applicant (yêu cầu thực hiện nghĩa vụ tài chính; state 6). It does not stop the
/// processing clock (decision 8).
public struct Payment: Sendable, Hashable, Codable {
  /// In đồng.
  public let amount: Int
  /// For what.
  public let what: String
  /// When it was demanded.
  public let demandedAt: Moment
  /// When it was paid; nil while it is due.
  public internal(set) var paidAt: Moment?
  /// Number of the receipt (số biên lai).
  public internal(set) var receipt: String

  /// Whether it is still to be paid.
  public var isDue: Bool { paidAt == nil }
}
