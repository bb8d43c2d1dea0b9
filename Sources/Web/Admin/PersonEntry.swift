import Storage
import Workflow

/// What an administrator types about a member of staff.
struct PersonEntry: Sendable {
  var login = ""
  var name = ""
  var title = ""
  var phone = ""
  var email = ""

  init() {}

  init(_ visit: Visit) {
    login = visit.field("login").lowercased()
    name = visit.field("name")
    title = visit.field("title")
    phone = visit.field("phone")
    email = visit.field("email")
  }

  init(_ account: People.Account) {
    login = account.login
    name = account.name
    title = account.title
    phone = account.phone
    email = account.email
  }

  /// As stored.
  var facts: People.Facts {
    People.Facts(name: name, title: title, phone: PhoneNumber(phone)?.digits ?? "", email: email)
  }

  func inputs(_ visit: Visit) -> [Input] {
    [
      Input("name", visit.text("Họ, chữ đệm, tên"), name, isRequired: true, isWide: true),
      Input(
        "title", visit.text("Chức vụ"), title,
        hint: visit.text("In dưới chữ ký, ví dụ: Công chức Tư pháp – Hộ tịch."), isWide: true),
      Input("phone", visit.text("Điện thoại"), phone, width: "w-20", mode: "tel"),
      Input("email", visit.text("Thư điện tử"), email, mode: "email"),
    ]
  }

  func loginInput(_ visit: Visit) -> Input {
    Input(
      "login", visit.text("Tên đăng nhập"), login,
      hint: visit.text("3 đến 40 ký tự: chữ thường không dấu, chữ số, dấu chấm, dấu gạch."), isRequired: true,
      width: "w-20")
  }

  func problems(_ visit: Visit) -> [Problem] {
    let claims: [(isWrong: Bool, field: String, message: String)] = [
      (PersonName(name) == nil, "name", "Họ tên: ghi họ tên bằng chữ cái."),
      (title.count > 120, "title", "Chức vụ: nhiều nhất 120 ký tự."),
      (
        !phone.isEmpty && PhoneNumber(phone) == nil, "phone",
        "Điện thoại: ghi số trong nước, ví dụ 0912 345 678."
      ),
      (
        !email.isEmpty && EmailAddress(email) == nil, "email",
        "Thư điện tử: ghi địa chỉ đầy đủ, ví dụ ten@example.vn."
      ),
    ]
    return claims.filter(\.isWrong).map { Problem(field: $0.field, message: visit.text($0.message)) }
  }

  func loginProblems(_ visit: Visit) -> [Problem] {
    let isPlain = login.utf8.allSatisfy { byte in
      (0x61...0x7a).contains(byte) || (0x30...0x39).contains(byte) || [0x2d, 0x2e, 0x5f].contains(byte)
    }
    guard !isPlain || !(3...40).contains(login.utf8.count) else { return [] }
    return [
      Problem(
        field: "login",
        message: visit.text(
          "Tên đăng nhập: 3 đến 40 ký tự, chữ thường không dấu, chữ số, dấu chấm, dấu gạch."))
    ]
  }
}
