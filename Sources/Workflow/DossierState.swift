/// Where a dossier stands (trạng thái hồ sơ).
public enum DossierState: String, Sendable, Codable, CaseIterable {
  /// Being filled in; no official sees it.
  case draft
  /// Mới đăng ký: filed online, not yet received.
  case submitted
  /// Được tiếp nhận: has its code, lies at the one-stop counter.
  case received
  /// Đang xử lý: on a specialist's desk.
  case processing
  /// Chờ ký duyệt: on a leader's desk.
  case awaitingSignOff = "awaiting-sign-off"
  /// Đã ký duyệt: decided, the result is on its way to the counter.
  case signed
  /// Chờ trả kết quả: the result lies at the counter.
  case atCounter = "at-counter"
  /// Đã trả kết quả.
  case returned

  /// TrangThaiHoSo of the national portal (rules §5.1); nil while nothing was filed.
  public var nationalStatus: Int? {
    switch self {
    case .draft: nil
    case .submitted: 1
    case .received: 2
    case .processing, .awaitingSignOff: 4
    case .signed, .atCounter: 9
    case .returned: 10
    }
  }

  /// Whether the processing clock runs: received and without a result (decision 9).
  public var isBeingSolved: Bool {
    self == .received || self == .processing || self == .awaitingSignOff
  }

  /// The states in which the processing clock runs.
  public static let beingSolved = allCases.filter(\.isBeingSolved)

  /// Which of the four published steps (letter 000 §4) it belongs to, 1…4; 0 before receipt, 5 when over.
  public var step: Int {
    switch self {
    case .draft, .submitted: 0
    case .received: 1
    case .processing: 2
    case .awaitingSignOff: 3
    case .signed, .atCounter: 4
    case .returned: 5
    }
  }
}
