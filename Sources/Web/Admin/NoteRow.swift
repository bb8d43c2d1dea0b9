import Storage
import Templating
import Workflow

/// A line of the administration journal, in words.
struct NoteRow: TemplateModel {
  var at: String
  var what: String
  var who: String
  var detail: String

  static var fields: [Field<NoteRow>] {
    [.text("at", \.at), .text("what", \.what), .text("who", \.who), .text("detail", \.detail)]
  }

  static func list(about subject: String, _ visit: Visit) throws -> [NoteRow] {
    try People.notes(about: subject, in: visit.db).map { note in
      NoteRow(
        at: note.at.vietnamese, what: visit.text(words[note.what] ?? note.what),
        who: note.personName ?? visit.text("Cài đặt hệ thống"), detail: try detail(note, visit))
    }
  }

  /// Roles and agencies by their names.
  private static func detail(_ note: People.Note, _ visit: Visit) throws -> String {
    let parts = note.detail.split(separator: " at ").map(String.init)
    guard parts.count == 2, let role = Role(rawValue: parts[0]) else {
      return note.detail == "must change" ? visit.text("phải đổi khi đăng nhập") : note.detail
    }
    let agency = try AgencyID(parts[1]).flatMap { try visit.reference().agency($0)?.name } ?? ""
    return "\(visit.text(role.vietnamese)), \(agency)"
  }

  private static let words = [
    "create": "Tạo tài khoản", "set-facts": "Sửa thông tin", "grant": "Phân quyền",
    "revoke": "Thu hồi quyền", "grant-ended": "Hết hạn quyền", "lock": "Khóa tài khoản",
    "unlock": "Mở khóa tài khoản",
    "set-password": "Đặt mật khẩu", "create-agency": "Lập cơ quan", "update-agency": "Sửa cơ quan",
    "set-hours": "Đặt giờ làm việc", "set-regime": "Đổi chế độ pháp lý", "close-agency": "Kết thúc hoạt động",
    "publish": "Công bố thủ tục tại đơn vị", "publish-revision": "Công bố bản mới",
    "publish-form": "Công bố biểu mẫu mới", "publish-calendar": "Công bố lịch làm việc",
    "delegate": "Ủy quyền quyết định tại quầy", "end-delegation": "Thu hồi ủy quyền",
    "import-targets": "Nhập danh mục, chỉ tiêu", "issue-directive": "Giao nhiệm vụ cho các đơn vị",
    "reply-directive": "Đơn vị báo cáo", "accepted-directive": "Chấp nhận báo cáo",
    "sent-back-directive": "Yêu cầu báo cáo lại", "report-directive": "Báo cáo cấp trên",
    "create-point": "Lập điểm tiếp nhận",
    "update-point": "Sửa điểm tiếp nhận",
  ]
}
