/// What the page after an action says was done. The URL names it, the text stands here: nobody can make the
/// portal say anything else.
enum Confirmation: String, Sendable, CaseIterable {
  case submitted, received, forwarded
  case handedBack = "handed-back"
  case submittedForSignOff = "submitted-for-sign-off"
  case sentBack = "sent-back"
  case signedOff = "signed-off"
  case takenBack = "taken-back"
  case returned, attached, removed, shown, excepted, noted, saved, discarded
  case passwordChanged = "password-changed"
  case signedOut = "signed-out"
  case published, locked, unlocked, granted, revoked
  case bound, unbound
  case takenOver = "taken-over"
  case passwordReset = "password-reset"

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
    case .bound: "Đã gắn tài khoản với giấy tờ tùy thân."
    case .unbound: "Đã gỡ gắn tài khoản."
    case .passwordReset: "Đã đặt lại mật khẩu."
    }
  }

  func address(_ url: String) -> String {
    url + (url.contains("?") ? "&" : "?") + "done=\(rawValue)"
  }
}
