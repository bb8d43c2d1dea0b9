import Storage
import Workflow

/// What was done to an account, an agency or the catalogue, in words; the newest first.
enum AdminTimeline {
  static func items(about subject: String, _ visit: Visit) throws -> [TimelineItem] {
    try AdministrationJournal.lines(about: subject, in: visit.db).map { line in
      TimelineItem(
        at: line.at.vietnamese, what: visit.text(words[line.what] ?? line.what),
        who: line.person ?? visit.text("dòng lệnh máy chủ"), to: nil, reason: nil,
        detail: line.detail.isEmpty ? nil : try detail(line, visit))
    }
  }

  private static let words = [
    "create-person": "Tạo tài khoản", "update-person": "Sửa thông tin", "grant": "Giao vai trò",
    "revoke": "Thu hồi vai trò", "set-password": "Đặt mật khẩu", "lock": "Khóa tài khoản",
    "unlock": "Mở khóa tài khoản", "bind-account": "Gắn tài khoản với giấy tờ tùy thân",
    "create-agency": "Thêm cơ quan", "update-agency": "Sửa thông tin cơ quan",
    "set-regime": "Đặt quy định áp dụng", "set-hours": "Đặt giờ làm việc",
    "publish-at-unit": "Công bố thủ tục tại đơn vị", "close-at-unit": "Ngừng tiếp nhận thủ tục",
    "publish-procedure": "Công bố bản mới của thủ tục", "publish-form": "Công bố bản mới của biểu mẫu",
    "publish-calendar": "Công bố lịch nghỉ",
  ]

  private static func detail(_ line: AdministrationJournal.Line, _ visit: Visit) throws -> String {
    switch line.what {
    case "grant", "revoke": try role(line.detail, visit)
    case "set-password":
      visit.text(line.detail == "must change" ? "Phải đổi khi đăng nhập" : "Do chính người dùng đổi")
    default: line.detail
    }
  }

  /// "specialist at 12" as it is stored, in words.
  private static func role(_ stored: String, _ visit: Visit) throws -> String {
    let parts = stored.split(separator: " ").map(String.init)
    guard parts.count == 3, let role = Role(rawValue: parts[0]), let agency = AgencyID(parts[2]) else {
      return stored
    }
    return try visit.words(for: Grant(role: role, agency: agency))
  }
}
