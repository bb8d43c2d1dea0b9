import Workflow

/// What the page after an action says was done. The URL names it, the text stands here: nobody can make the
/// portal say anything else.
enum Confirmation: String, Sendable, CaseIterable {
  case submitted, received, forwarded
  case handedBack = "handed-back"
  case submittedForSignOff = "submitted-for-sign-off"
  case sentBack = "sent-back"
  case signedOff = "signed-off"
  case takenBack = "taken-back"
  case returned, attached, removed, reused, shown, excepted, noted, saved, discarded
  case passwordChanged = "password-changed"
  case signedOut = "signed-out"
  case published, locked, unlocked, granted, revoked
  case bound, unbound
  case takenOver = "taken-over"
  case supplementRequested = "supplement-requested"
  case supplementProposed = "supplement-proposed"
  case supplementAnswered = "supplement-answered"
  case supplementAccepted = "supplement-accepted"
  case supplementReopened = "supplement-reopened"
  case lateAllowed = "late-allowed"
  case refused
  case stopProposed = "stop-proposed"
  case stopped, withdrawn
  case papersReturned = "papers-returned"
  case paymentDemanded = "payment-demanded"
  case paid
  case passwordReset = "password-reset"
  case apologyDrafted = "apology-drafted"
  case apologised, verified, extended
  case noticeRecorded = "notice-recorded"
  case stageOpened = "stage-opened"
  case stageTaken = "stage-taken"
  case stageAnswered = "stage-answered"
  case stageReported = "stage-reported"
  case stageClosed = "stage-closed"
  case corrected, backdated, reassigned, delegated
  case delegationEnded = "delegation-ended"
  case decidedAtDesk = "decided-at-desk"
  case recounted
  case resultSent = "result-sent"
  case resultTaken = "result-taken"
  case pickUpChosen = "pick-up-chosen"
  case errorReported = "error-reported"
  case reminded
  case explanationAsked = "explanation-asked"
  case explained
  case directiveIssued = "directive-issued"
  case directiveReplied = "directive-replied"
  case directiveAccepted = "directive-accepted"
  case directiveSentBack = "directive-sent-back"
  case directiveReported = "directive-reported"
  case rated
  case petitionSent = "petition-sent"
  case petitionKeyed = "petition-keyed"
  case petitionAnswered = "petition-answered"
  case petitionExtended = "petition-extended"
  case petitionPassedOn = "petition-passed-on"
  case petitionDeclined = "petition-declined"
  case petitionWithdrawn = "petition-withdrawn"
  case petitionRated = "petition-rated"
  case targetsImported = "targets-imported"
  case letterQueued = "letter-queued"
  case reportMade = "report-made"
  case reportAdvanced = "report-advanced"
  case reportPassedOn = "report-passed-on"
  case correctionProposed = "correction-proposed"
  case correctionSupported = "correction-supported"
  case correctionApproved = "correction-approved"
  case correctionRefused = "correction-refused"
  case correctionWithdrawn = "correction-withdrawn"
  case amended

  var vietnamese: String {
    switch self {
    case .submitted: "Đã nộp hồ sơ."
    case .received: "Đã tiếp nhận hồ sơ."
    case .forwarded: "Đã chuyển xử lý."
    case .handedBack: "Đã trả hồ sơ lại bộ phận một cửa."
    case .submittedForSignOff: "Đã trình ký."
    case .sentBack: "Đã trả lại để xử lý tiếp."
    case .signedOff: "Đã ký duyệt."
    case .takenBack: "Đã nhận kết quả về một cửa."
    case .returned: "Đã trả kết quả."
    case .attached: "Đã đính kèm tệp."
    case .removed: "Đã gỡ tệp."
    case .reused: "Đã dùng lại giấy tờ của hồ sơ trước."
    case .shown: "Đã ghi nhận giấy tờ xuất trình."
    case .excepted: "Đã ghi nhận ngoại lệ."
    case .noted: "Đã lưu ghi chú."
    case .saved: "Đã lưu."
    case .discarded: "Đã xóa bản nháp."
    case .passwordChanged: "Đã đổi mật khẩu."
    case .signedOut: "Đã đăng xuất."
    case .published: "Đã công bố."
    case .locked: "Đã khóa tài khoản."
    case .unlocked: "Đã mở khóa tài khoản."
    case .granted: "Đã phân quyền."
    case .revoked: "Đã thu hồi quyền."
    case .takenOver: "Đã ký nhận hồ sơ giấy."
    case .supplementRequested: "Đã yêu cầu người nộp bổ sung."
    case .supplementProposed: "Đã đề nghị bộ phận một cửa yêu cầu bổ sung."
    case .supplementAnswered: "Đã nộp bổ sung. Bộ phận một cửa sẽ kiểm tra và trả lời."
    case .supplementAccepted: "Đã chấp nhận nội dung bổ sung."
    case .supplementReopened: "Đã yêu cầu sửa lại các mục chưa đạt."
    case .lateAllowed: "Đã cho phép yêu cầu bổ sung quá 03 ngày."
    case .refused: "Đã từ chối tiếp nhận hồ sơ."
    case .stopProposed: "Đã đề nghị dừng giải quyết."
    case .stopped: "Đã dừng giải quyết hồ sơ."
    case .withdrawn: "Đã rút hồ sơ."
    case .papersReturned: "Đã trả lại giấy tờ."
    case .paymentDemanded: "Đã yêu cầu nộp phí, lệ phí."
    case .paid: "Đã ghi nhận phí, lệ phí đã nộp."
    case .bound: "Đã gắn tài khoản với giấy tờ tùy thân."
    case .unbound: "Đã gỡ gắn tài khoản."
    case .passwordReset: "Đã đặt lại mật khẩu."
    case .apologyDrafted: "Đã lưu dự thảo thư xin lỗi, chờ lãnh đạo ký."
    case .apologised: "Đã ký thư xin lỗi; ngày hẹn trả đã đổi."
    case .verified: "Đã ghi biên bản xác minh."
    case .extended: "Đã gia hạn; ngày hẹn trả đã đổi."
    case .noticeRecorded: "Đã ghi nhận việc gửi thông báo."
    case .stageOpened: "Đã gửi cơ quan phối hợp."
    case .stageTaken: "Đã nhận việc phối hợp."
    case .stageAnswered: "Đã trả lời cơ quan gửi."
    case .stageReported: "Đã báo bộ phận một cửa."
    case .stageClosed: "Đã kết thúc việc phối hợp."
    case .corrected: "Đã sửa; ông/bà in lại giấy tiếp nhận để thay bản trước."
    case .backdated: "Đã ghi nhận thời điểm thực tế."
    case .reassigned: "Đã giao hồ sơ cho người khác."
    case .delegated: "Đã ghi quyết định ủy quyền."
    case .delegationEnded: "Đã thu hồi quyết định ủy quyền."
    case .decidedAtDesk: "Đã quyết định tại quầy; trả kết quả ngay."
    case .recounted: "Đã tính lại hạn các hồ sơ đã chọn."
    case .resultSent: "Đã ký giao kết quả."
    case .resultTaken: "Đã ký nhận kết quả."
    case .pickUpChosen: "Đã đổi điểm nhận kết quả."
    case .reminded: "Đã nhắc; sáng mai trang việc sáng nay cho biết hồ sơ có chuyển động không."
    case .explanationAsked: "Đã yêu cầu giải trình."
    case .directiveIssued: "Đã giao nhiệm vụ cho các đơn vị."
    case .directiveReplied: "Đã gửi báo cáo."
    case .directiveAccepted: "Đã chấp nhận báo cáo của đơn vị."
    case .directiveSentBack: "Đã yêu cầu đơn vị báo cáo lại."
    case .directiveReported: "Đã ghi nhận việc báo cáo cấp trên."
    case .rated: "Cảm ơn ông/bà. Đánh giá đã được ghi nhận."
    case .petitionSent: "Đã gửi phản ánh, kiến nghị. Câu trả lời hiện ở trang này."
    case .petitionKeyed: "Đã ghi vào sổ; báo số và ngày trả lời cho người gửi."
    case .petitionAnswered: "Đã trả lời phản ánh, kiến nghị."
    case .petitionExtended: "Đã gia hạn trả lời; người gửi đọc được lý do."
    case .petitionPassedOn: "Đã chuyển cơ quan có thẩm quyền."
    case .petitionDeclined: "Đã ghi nhận không tiếp nhận; người gửi đọc được lý do."
    case .petitionWithdrawn: "Đã rút phản ánh, kiến nghị."
    case .petitionRated: "Cảm ơn ông/bà đã đánh giá."
    case .targetsImported: "Đã nhập danh mục, chỉ tiêu."
    case .letterQueued: "Đã xếp thư vào hàng gửi; thư đi trong vòng một phút."
    case .reportMade: "Đã lập lại báo cáo; các lần lập trước vẫn được giữ."
    case .reportAdvanced: "Đã ghi nhận."
    case .reportPassedOn: "Đã xác nhận và gửi cấp trên; số liệu đã gửi không đổi."
    case .correctionProposed: "Đã gửi đề nghị điều chỉnh, chờ lãnh đạo đơn vị xác nhận."
    case .correctionSupported: "Đã xác nhận, chờ cơ quan cấp trên duyệt."
    case .correctionApproved: "Đã duyệt: báo cáo tính hồ sơ này là chỉ trễ trên phần mềm."
    case .correctionRefused: "Đã ghi nhận không chấp nhận."
    case .correctionWithdrawn: "Đã rút đề nghị."
    case .explained: "Đã gửi giải trình."
    case .errorReported: "Đã ghi nhận sai sót; chuyên môn đính kèm kết quả đã sửa để lãnh đạo ký."
    case .amended: "Đã ký đính chính kết quả."
    }
  }

  func address(_ url: String) -> String {
    url + (url.contains("?") ? "&" : "?") + "done=\(rawValue)"
  }
}

extension Confirmation {
  /// What is said after an act on a correction.
  static func correction(_ act: Correction.Act) -> Confirmation {
    switch act {
    case .propose: .correctionProposed
    case .support: .correctionSupported
    case .approve: .correctionApproved
    case .refuse: .correctionRefused
    case .withdraw: .correctionWithdrawn
    }
  }
}
