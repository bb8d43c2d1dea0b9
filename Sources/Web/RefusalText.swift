import Workflow

/// A refusal in words: what, and how to mend it.
enum RefusalText {
  static func text(_ refusal: Refusal, _ visit: Visit) -> String {
    switch refusal {
    case .notForRole(let verb, let role):
      visit.text(
        "{role} không được thực hiện việc “{verb}”.",
        ["role": visit.text(role.vietnamese), "verb": visit.text(verb.vietnamese)])
    case .notInState(let verb, let state):
      visit.text(
        "Không thể “{verb}” khi hồ sơ ở trạng thái “{state}”.",
        ["verb": visit.text(verb.vietnamese), "state": visit.text(state.vietnamese)])
    case .notYourDesk: visit.text("Hồ sơ đang ở bàn làm việc của người khác.")
    case .formIncomplete(let problems):
      visit.text("Tờ khai còn {n} chỗ cần sửa.", ["n": String(problems)])
    case .papersMissing: visit.text("Hồ sơ còn thiếu giấy tờ bắt buộc:")
    case .noSuchPaper: visit.text("Giấy tờ này không có trong thành phần hồ sơ.")
    case .consentMissing: visit.text("Chưa ghi nhận người nộp đồng ý cho dùng lại giấy tờ.")
    case .notReusable:
      visit.text("Giấy tờ này không phải của người nộp, hoặc không còn dùng lại được.")
    case .resultMissing: visit.text("Chưa có tệp kết quả.")
    case .resultSigned: visit.text("Kết quả đã ký có tệp; không thêm tệp khác vào kết quả đã ký.")
    case .processedBySelf: visit.text("Người đã xử lý hồ sơ không được tự ký duyệt.")
    case .reasonMissing: visit.text("Chưa ghi lý do.")
    case .appointmentMissing: visit.text("Thủ tục chưa có dữ liệu về thời hạn nên cần nhập ngày hẹn trả.")
    case .appointmentBeforeReceipt: visit.text("Ngày hẹn trả phải sau thời điểm tiếp nhận.")
    case .collectorMissing:
      visit.text("Chưa ghi tên và số giấy tờ của người nhận (gửi bưu chính: số bưu gửi).")
    default: turn(refusal, visit)
    }
  }

  /// Refusals of the turns off the straight way.
  private static func turn(_ refusal: Refusal, _ visit: Visit) -> String {
    switch refusal {
    case .supplementUsed:
      visit.text("Hồ sơ đã được yêu cầu bổ sung một lần ở giai đoạn này; không được yêu cầu lần nữa.")
    case .supplementTooLate:
      visit.text("Đã quá 03 ngày làm việc kể từ khi nhận hồ sơ; chỉ lãnh đạo được cho phép, có lý do.")
    case .itemsMissing: visit.text("Mỗi mục bổ sung cần ghi đủ tên, lý do và cách sửa.")
    case .itemsUnanswered: visit.text("Còn mục chưa trả lời, hoặc chưa mục nào được ghi lý do chưa đạt.")
    case .overdue: visit.text("Hồ sơ đã quá hạn nên không được tạm dừng hoặc gia hạn.")
    case .capNotReached: visit.text("Người nộp còn thời gian để bổ sung.")
    case .paymentDue: visit.text("Hồ sơ còn khoản phí, lệ phí chưa nộp.")
    case .noPaymentDue: visit.text("Không có khoản nào chờ nộp, hoặc đã có một khoản đang chờ.")
    case .amountMissing: visit.text("Chưa ghi số tiền.")
    case .recordIncomplete: visit.text("Biên bản xác minh cần ghi địa điểm, thành phần và nội dung.")
    case .noExtension: visit.text("Thủ tục không có lần gia hạn này, hoặc đã dùng rồi.")
    case .apologyUsed: visit.text("Chỉ được xin lỗi và hẹn lại một lần.")
    case .newDateTooEarly: visit.text("Ngày hẹn mới phải sau ngày hẹn cũ và sau hôm nay.")
    case .apologyMissing: visit.text("Chưa có thư xin lỗi chờ ký hoặc đã ký.")
    case .yourOwnDesk: visit.text("Hồ sơ đang ở chỗ ông/bà.")
    case .answerDayTooEarly: visit.text("Ngày giải trình phải sau hôm nay.")
    case .nothingToExplain: visit.text("Ông/bà không có yêu cầu giải trình nào chờ trả lời ở hồ sơ này.")
    case .beingAmended: visit.text("Kết quả đang được đính chính, chưa ký xong.")
    case .noAmendment: visit.text("Không có đính chính nào chờ việc này.")
    case .notTakenOver: visit.text("Người nhận chưa ký nhận hồ sơ giấy.")
    case .nothingToTakeOver: visit.text("Không có hồ sơ giấy nào đang chờ ký nhận.")
    case .noSuchStage: visit.text("Không có việc phối hợp này, hoặc việc đã kết thúc.")
    case .taskMissing: visit.text("Chưa ghi nội dung cần phối hợp.")
    case .stagesOpen: visit.text("Còn cơ quan phối hợp chưa trả lời.")
    case .stageInTime: visit.text("Việc phối hợp còn trong thời hạn.")
    case .notDelegated: visit.text("Chưa có quyết định ủy quyền cho cán bộ tại quầy.")
    case .notToday: visit.text("Chỉ được sửa trong ngày tiếp nhận.")
    case .momentOutOfOrder: visit.text("Thời điểm phải sớm hơn lúc ghi nhận và đúng thứ tự các bước.")
    case .correctionNeeded:
      visit.text(
        "Hồ sơ quá hạn chỉ thành đúng hạn qua đề nghị điều chỉnh có bằng chứng, được lãnh đạo xác nhận và cấp trên duyệt."
      )
    case .papersReturned: visit.text("Giấy tờ đã được trả lại.")
    case .sameDesk: visit.text("Hồ sơ đang ở người này.")
    default: point(refusal, visit)
    }
  }

  /// Refusals at the points of an agency that has several.
  private static func point(_ refusal: Refusal, _ visit: Visit) -> String {
    switch refusal {
    case .pointMissing:
      visit.text("Ông/bà chưa chọn điểm đang ngồi; chọn ở trang Việc tại một cửa rồi thực hiện lại.")
    case .resultElsewhere(let point):
      visit.text(
        "Kết quả đang ở {point}, không ở điểm ông/bà đang ngồi.",
        ["point": (try? visit.name(of: point)) ?? ""])
    case .resultOnItsWay: visit.text("Kết quả đang trên đường giữa hai điểm, chưa được ký nhận.")
    case .nothingToSend: visit.text("Kết quả đã ở điểm nhận, hoặc đã được giao đi.")
    case .notYourPoint: visit.text("Kết quả đang chuyển đến điểm khác.")
    case .noSuchPoint: visit.text("Cơ quan không có điểm này, hoặc điểm đã đóng.")
    case .samePoint: visit.text("Kết quả đã hẹn trả ở điểm này.")
    default: visit.text("Ông/bà quay lại hồ sơ để xem trạng thái hiện tại.")
    }
  }

  static func advice(_ refusal: Refusal, _ visit: Visit) -> String {
    switch refusal {
    case .papersMissing:
      visit.text("Đính kèm tệp, xác nhận đã xuất trình, hoặc ghi ngoại lệ có lý do cho từng giấy tờ.")
    case .resultMissing: visit.text("Đính kèm tệp kết quả rồi thực hiện lại.")
    case .notForRole: visit.text("Lần thực hiện này đã được ghi lại.")
    default: visit.text("Ông/bà quay lại hồ sơ để xem trạng thái hiện tại.")
    }
  }

  static func details(_ refusal: Refusal) -> [String] {
    if case .papersMissing(let names) = refusal { names } else { [] }
  }
}
