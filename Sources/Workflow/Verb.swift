/// What somebody does to a dossier. One word, five places: the route, the screen's file, the template, the
/// test and the journal entry carry this name.
public enum Verb: String, Sendable, Codable, CaseIterable {
  /// Nộp hồ sơ: the citizen files online.
  case submit
  /// Tiếp nhận: the counter receives and issues the code and the appointment (NĐ 61 art 17).
  case receive
  /// Chuyển xử lý: to a specialist (art 18).
  case forward
  /// Trả lại một cửa: the specialist gives a dossier back to the counter, unprocessed.
  case handBack = "hand-back"
  /// Trình ký: to a leader (art 19).
  case submitForSignOff = "submit-for-sign-off"
  /// Trả lại để xử lý tiếp: the leader sends back with a reason.
  case sendBack = "send-back"
  /// Ký duyệt: fixes the result's number and date.
  case signOff = "sign-off"
  /// Chuyển kết quả về một cửa: the counter takes the result back (art 20).
  case takeBack = "take-back"
  /// Trả kết quả (art 20).
  case returnResult = "return"
  /// Đính kèm giấy tờ: a scan or file for a paper of the dossier.
  case attachPaper = "attach-paper"
  /// Gỡ tệp: a wrong file is taken off (it stays in the store and the journal).
  case removePaper = "remove-paper"
  /// Xác nhận đã xuất trình: the officer saw the paper (decision 7).
  case markShown = "mark-shown"
  /// Ghi nhận ngoại lệ: a paper without scan, with code and reason (decision 7).
  case exceptPaper = "except-paper"
  /// Đính kèm kết quả.
  case attachResult = "attach-result"
  /// Gỡ tệp kết quả.
  case removeResult = "remove-result"
  /// Cho phép trả kết quả không có tệp: the exception of F001-02, with a reason.
  case exceptResult = "except-result"
  /// Ghi chú nội bộ.
  case note

  /// Whether the dossier moves on to another state or desk by it.
  public var moves: Bool {
    switch self {
    case .submit, .receive, .forward, .handBack, .submitForSignOff, .sendBack, .signOff, .takeBack,
      .returnResult:
      true
    case .attachPaper, .removePaper, .markShown, .exceptPaper, .attachResult, .removeResult, .exceptResult,
      .note:
      false
    }
  }
}
