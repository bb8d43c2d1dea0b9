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
  /// Chờ bổ sung trước khi tiếp nhận: the citizen completes what was filed (art 17).
  case supplementingFiling = "supplementing-filing"
  /// Đề nghị bổ sung: the specialist wants papers; only the counter asks for them (arts 5.1.e, 19.4).
  case supplementProposed = "supplement-proposed"
  /// Chờ bổ sung: the citizen completes a received dossier; the clock waits.
  case supplementing
  /// Đã bổ sung, chờ kiểm tra: the counter checks item by item.
  case supplementAnswered = "supplement-answered"
  /// Đề nghị dừng giải quyết: on a leader's desk.
  case stopProposed = "stop-proposed"
  /// Từ chối tiếp nhận: at the door (art 17).
  case refused
  /// Công dân rút hồ sơ.
  case withdrawn
  /// Dừng giải quyết.
  case stopped

  /// TrangThaiHoSo of the national portal (rules §5.1); nil while nothing was filed. A fee that is due shows as 6 while
  /// the office has the dossier and no result.
  public func nationalStatus(paymentDue: Bool) -> Int? {
    switch self {
    case .draft: nil
    case .submitted: paymentDue ? 6 : 1
    case .received: paymentDue ? 6 : 2
    case .refused: 3
    case .processing, .awaitingSignOff, .supplementProposed, .stopProposed:
      paymentDue ? 6 : 4
    case .supplementingFiling, .supplementing, .supplementAnswered: 5
    case .withdrawn: 7
    case .stopped: 8
    case .signed, .atCounter: 9
    case .returned: 10
    }
  }

  /// Whether it is received and has neither result nor end (decision 9); in `supplementing` the clock waits.
  public var isBeingSolved: Bool {
    switch self {
    case .received, .processing, .awaitingSignOff, .supplementProposed, .supplementing, .supplementAnswered,
      .stopProposed:
      true
    case .draft, .submitted, .supplementingFiling, .signed, .atCounter, .returned, .refused, .withdrawn,
      .stopped:
      false
    }
  }

  /// Whether the citizen has the last word of the office and nothing runs on (rules §15).
  public var isClosed: Bool {
    switch self {
    case .returned, .refused, .withdrawn, .stopped: true
    default: false
    }
  }

  /// Whether the citizen is asked to complete something.
  public var awaitsApplicant: Bool { self == .supplementingFiling || self == .supplementing }

  /// Which of the four published steps (letter 000 §4) it belongs to, 1…4; 0 before receipt, 5 when over.
  public var step: Int {
    switch self {
    case .draft, .submitted, .supplementingFiling: 0
    case .received, .supplementing, .supplementAnswered: 1
    case .processing, .supplementProposed: 2
    case .awaitingSignOff, .stopProposed: 3
    case .signed, .atCounter: 4
    case .returned, .refused, .withdrawn, .stopped: 5
    }
  }
}
