import Workflow

extension Turn {
  static let allowSupplement = Turn(
    verb: .allowSupplement,
    explanation:
      "Đã quá 03 ngày làm việc kể từ khi nhận hồ sơ, chỉ lãnh đạo được cho phép yêu cầu bổ sung. Việc này được đưa vào danh sách ngoại lệ.",
    confirmation: .lateAllowed, fields: { _, visit in [.reason(visit)] },
    action: { .allowSupplement(reason: $0.reason()) })
}
