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
    case .resultMissing: visit.text("Chưa có tệp kết quả.")
    case .resultSigned: visit.text("Kết quả đã ký có tệp; không thêm tệp khác vào kết quả đã ký.")
    case .processedBySelf: visit.text("Người đã xử lý hồ sơ không được tự ký duyệt.")
    case .reasonMissing: visit.text("Chưa ghi lý do.")
    case .appointmentMissing: visit.text("Thủ tục chưa có dữ liệu về thời hạn nên cần nhập ngày hẹn trả.")
    case .appointmentBeforeReceipt: visit.text("Ngày hẹn trả phải sau thời điểm tiếp nhận.")
    case .collectorMissing: visit.text("Chưa ghi tên và số giấy tờ của người nhận kết quả.")
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
