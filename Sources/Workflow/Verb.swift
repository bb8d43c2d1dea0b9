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
  /// Dùng lại giấy tờ đã nộp: a paper or result of an earlier dossier, by reference (NĐ 107/2021).
  case reusePaper = "reuse-paper"
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
  /// Từ chối tiếp nhận: at the door (art 17).
  case refuse
  /// Đề nghị bổ sung: the specialist asks the counter to ask (art 19.4).
  case proposeSupplement = "propose-supplement"
  /// Cho phép yêu cầu bổ sung quá 03 ngày: a leader, with a reason; a breach, listed (decision 10).
  case allowSupplement = "allow-supplement"
  /// Yêu cầu bổ sung: issues the slip (arts 11.2.c, 17, 19.4).
  case requestSupplement = "request-supplement"
  /// Nộp bổ sung: answers the slip item by item.
  case answerSupplement = "answer-supplement"
  /// Chấp nhận bổ sung: the dossier is complete again.
  case acceptSupplement = "accept-supplement"
  /// Chưa đạt, bổ sung lại: refused items reopen the same slip (decision 10).
  case reopenSupplement = "reopen-supplement"
  /// Đề nghị dừng giải quyết.
  case proposeStop = "propose-stop"
  /// Dừng giải quyết: a leader signs the notice.
  case stop
  /// Rút hồ sơ: the citizen, until sign-off (decision 12).
  case withdraw
  /// Trả lại giấy tờ: after a refusal, stop or withdrawal.
  case returnPapers = "return-papers"
  /// Yêu cầu nộp phí, lệ phí (state 6).
  case demandPayment = "demand-payment"
  /// Xác nhận đã nộp phí, lệ phí.
  case recordPayment = "record-payment"
  /// Ghi biên bản xác minh (art 19.3).
  case verify
  /// Gia hạn theo quy định của thủ tục (decision 11).
  case extend
  /// Dự thảo phiếu xin lỗi và hẹn lại (art 19.9).
  case draftApology = "draft-apology"
  /// Xin lỗi và hẹn lại: a leader signs the letter; only then the appointment moves.
  case apologise
  /// Ghi nhận đã gửi thông báo: by which way a notice left (decision 13).
  case recordNotice = "record-notice"
  /// Ký nhận hồ sơ: the receiver signs for the paper (art 18).
  case takeOver = "take-over"
  /// Gửi cơ quan phối hợp (arts 19.5–19.7).
  case openStage = "open-stage"
  /// Tiếp nhận phối hợp: somebody there takes it over.
  case takeStage = "take-stage"
  /// Trả lời phối hợp.
  case answerStage = "answer-stage"
  /// Báo chậm phối hợp: the head of Một cửa is told (art 19.5).
  case reportStage = "report-stage"
  /// Kết thúc phối hợp không chờ trả lời, with a reason.
  case closeStage = "close-stage"
  /// Quyết định tại quầy: the desk officer decides by delegation (art 17.5).
  case decideAtDesk = "decide-at-desk"
  /// Giao cho người khác: a deputy takes over (art 12.8).
  case reassign
  /// Sửa sai sót nhập liệu on the day of receipt; the receipt is issued anew.
  case correct
  /// Ghi nhận thời điểm thực tế sớm hơn (decision 12; F000-04).
  case backdate
  /// Ghi nhận sai sót của kết quả (art 21).
  case reportError = "report-error"
  /// Ký đính chính kết quả: a leader, like the result itself.
  case amend
  /// Trả kết quả đính chính.
  case returnAmended = "return-amended"
  /// Tính lại hạn theo lịch mới: applies a changed calendar.
  case recount
  /// Giao kết quả đi điểm khác: the giver signs (art 18).
  case sendResult = "send-result"
  /// Ký nhận kết quả chuyển đến: the receiver signs.
  case takeResult = "take-result"
  /// Đổi điểm nhận kết quả.
  case choosePickUp = "choose-pick-up"

  /// Whether the dossier moves on to another state by it.
  public var moves: Bool { Self.moving.contains(self) }

  /// Whether it comes to lie on another desk by it.
  public var changesDesk: Bool { moves || self == .reassign }

  /// By which somebody takes part in making a result, and so may not sign it off (decision 3).
  public static let making: Set<Verb> = [.attachResult, .submitForSignOff, .answerStage, .proposeStop]

  private static let moving: Set<Verb> = [
    .submit, .receive, .forward, .handBack, .submitForSignOff, .sendBack, .signOff, .takeBack, .returnResult,
    .refuse, .proposeSupplement, .requestSupplement, .answerSupplement, .acceptSupplement, .reopenSupplement,
    .proposeStop, .stop, .withdraw, .decideAtDesk,
  ]
}
