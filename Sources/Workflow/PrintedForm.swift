/// A paper that the office prints. Its number and title follow the regime of the agency on the day of receipt:
/// TT 01/2018/TT-VPCP under NĐ 61, TT 03/2025/TT-VPCP under NĐ 118 (rules §1.12, §3).
public enum PrintedForm: String, Sendable, CaseIterable {
  /// Giấy tiếp nhận hồ sơ và hẹn trả kết quả.
  case receipt
  /// Phiếu yêu cầu bổ sung, hoàn thiện hồ sơ.
  case supplementRequest = "supplement-request"
  /// Phiếu từ chối tiếp nhận giải quyết hồ sơ.
  case refusal
  /// The apology with a new date.
  case apology
  /// Thông báo dừng giải quyết hồ sơ, which NĐ 61 has no form for.
  case stopNotice = "stop-notice"
  /// Phiếu chuyển hồ sơ liên thông (art 19.6).
  case transferSlip = "transfer-slip"
  /// Phiếu kiểm soát quá trình giải quyết hồ sơ.
  case controlSlip = "control-slip"
  /// Sổ theo dõi hồ sơ.
  case register
  /// Ours: what went from one desk to another on a day, to be signed by both (art 18).
  case handoverList = "handover-list"
  /// Ours: how an appointment was counted.
  case deadlineProof = "deadline-proof"

  /// The sheets that forms are printed on.
  public enum Size: Sendable {
    /// 148 × 210 mm.
    case a5
    /// 210 × 297 mm.
    case a4
    /// 297 × 210 mm.
    case a4Across
  }

  /// The sheet, which TT 01/2018 art 9 sets for its forms: A5, the register A4.
  public var size: Size {
    switch self {
    case .register: .a4Across
    case .handoverList, .deadlineProof: .a4
    default: .a5
    }
  }

  /// The number as two digits; nil where the law has no such form.
  public func number(under regime: Regime) -> String? {
    switch (self, regime) {
    case (.receipt, _): "01"
    case (.supplementRequest, _): "02"
    case (.refusal, _): "03"
    case (.apology, _): "04"
    case (.stopNotice, .decree118): "05"
    case (.controlSlip, .decree61): "05"
    case (.controlSlip, .decree118): "06"
    case (.register, .decree61): "06"
    case (.register, .decree118): "07"
    case (.stopNotice, .decree61), (.transferSlip, _), (.handoverList, _), (.deadlineProof, _):
      nil
    }
  }

  /// The title as it is printed, in lower case.
  public func title(under regime: Regime) -> String {
    switch (self, regime) {
    case (.receipt, _): "Giấy tiếp nhận hồ sơ và hẹn trả kết quả"
    case (.supplementRequest, _): "Phiếu yêu cầu bổ sung, hoàn thiện hồ sơ"
    case (.refusal, _): "Phiếu từ chối tiếp nhận giải quyết hồ sơ"
    case (.apology, .decree61): "Phiếu xin lỗi và hẹn lại ngày trả kết quả"
    case (.apology, .decree118): "Văn bản xin lỗi và đề nghị gia hạn thời gian trả kết quả"
    case (.stopNotice, _): "Thông báo dừng giải quyết hồ sơ"
    case (.transferSlip, _): "Phiếu chuyển hồ sơ liên thông"
    case (.controlSlip, _): "Phiếu kiểm soát quá trình giải quyết hồ sơ"
    case (.register, _): "Sổ theo dõi hồ sơ"
    case (.handoverList, _): "Danh sách bàn giao hồ sơ"
    case (.deadlineProof, _): "Giải trình thời hạn giải quyết hồ sơ"
    }
  }

  /// Whether its fields were read in a form in use; the others carry the internal mark (decision 6).
  public func isVerified(under regime: Regime) -> Bool {
    switch self {
    case .apology, .stopNotice, .transferSlip: false
    case .receipt, .supplementRequest, .refusal, .controlSlip, .register, .handoverList, .deadlineProof:
      regime == .decree61
    }
  }

  /// Names the form of a regime, as kept files and file names do: "nd61-receipt".
  public func identifier(under regime: Regime) -> String { "\(regime.rawValue)-\(rawValue)" }
}

extension SlipKind {
  /// The form that it is printed on.
  public var form: PrintedForm {
    switch self {
    case .receipt: .receipt
    case .supplement: .supplementRequest
    case .refusal: .refusal
    case .apology: .apology
    case .stop: .stopNotice
    case .transfer: .transferSlip
    }
  }
}

extension Regime {
  /// The circular that sets its forms.
  public var circular: String {
    switch self {
    case .decree61: "TT 01/2018/TT-VPCP"
    case .decree118: "TT 03/2025/TT-VPCP"
    }
  }

  /// What the office is called that receives and returns, before the agency's name.
  public var counterName: String {
    switch self {
    case .decree61: "Bộ phận Tiếp nhận và Trả kết quả"
    case .decree118: "Trung tâm Phục vụ hành chính công"
    }
  }
}
