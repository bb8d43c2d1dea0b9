import Workflow

extension Turn {
  static let takeOver = Turn(
    verb: .takeOver,
    explanation: "Xác nhận đã nhận đủ hồ sơ giấy. Thời điểm ký nhận được ghi vào phiếu kiểm soát.",
    confirmation: .takenOver, action: { _ in .takeOver })

  static let handBack = Turn(
    verb: .handBack, explanation: "Hồ sơ trở lại bộ phận một cửa; lý do được lưu trong nhật ký hồ sơ.",
    confirmation: .handedBack, fields: { _, visit in [.reason(visit)] },
    action: { .handBack(reason: $0.reason()) })

  static let sendBack = Turn(
    verb: .sendBack,
    explanation: "Hồ sơ trở lại cán bộ chuyên môn để xử lý tiếp; lý do được lưu trong nhật ký hồ sơ.",
    confirmation: .sentBack, fields: { _, visit in [.reason(visit)] },
    action: { .sendBack(reason: $0.reason()) })

  static let exceptResult = Turn(
    verb: .exceptResult,
    explanation:
      "Kết quả sẽ được trả mà không có tệp đính kèm. Trường hợp này được đưa vào danh sách ngoại lệ.",
    confirmation: .excepted, fields: { _, visit in [.reason(visit)] },
    action: { .exceptResult(reason: $0.reason()) })
}
