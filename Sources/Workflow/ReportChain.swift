/// The way of a period's figures upward (báo cáo quý trong báo cáo kiểm soát TTHC; letter 003, III.2): the unit's head confirms
/// them, the office above accepts or sends back, and hands on what it accepted from all.
public enum ReportChain {
  /// How far a report is.
  public enum State: String, Sendable, CaseIterable {
    /// Chờ đơn vị xác nhận số liệu.
    case made
    /// Đơn vị đã xác nhận, chờ cấp trên.
    case confirmed
    /// Cấp trên đã nhận.
    case accepted
    /// Cấp trên trả lại để xem lại.
    case returned
  }

  /// What is done to it.
  public enum Act: String, Sendable, CaseIterable {
    /// Xác nhận số liệu: the unit's head.
    case confirm
    /// Nhận báo cáo: the office above.
    case accept
    /// Trả lại: the office above, with a reason.
    case sendBack = "return"
  }

  /// Where the acts on a report have brought it.
  public static func state(after acts: [Act]) -> State {
    switch acts.last {
    case nil: .made
    case .confirm?: .confirmed
    case .accept?: .accepted
    case .sendBack?: .returned
    }
  }

  /// Whether an act fits; what was sent back may be confirmed again, as it is or made anew.
  public static func allows(_ act: Act, _ state: State) -> Bool {
    switch (act, state) {
    case (.confirm, .made), (.confirm, .returned), (.accept, .confirmed), (.sendBack, .confirmed): true
    case (.confirm, _), (.accept, _), (.sendBack, _): false
    }
  }
}
