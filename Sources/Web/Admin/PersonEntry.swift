import HTTPServer
import Storage
import Templating
import Workflow

/// What an administrator typed about a person, valid or not.
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

  /// The telephone as stored.
  var phoneDigits: String { PhoneNumber(phone)?.digits ?? "" }

  func inputs(_ visit: Visit, problems: [Problem]) -> [InputModel] {
    [
      InputModel(id: "name", label: visit.text("Họ và tên"), value: name, isRequired: true),
      InputModel(
        id: "title", label: visit.text("Chức vụ"), value: title,
        hint: visit.text("In dưới chữ ký, ví dụ: Công chức Tư pháp – Hộ tịch.")),
      InputModel(id: "phone", label: visit.text("Điện thoại"), value: phone, width: "w-20"),
      InputModel(id: "email", label: visit.text("Thư điện tử"), value: email),
    ].map { $0.marked(problems) }
  }

  func loginInput(_ visit: Visit, problems: [Problem]) -> InputModel {
    InputModel(
      id: "login", label: visit.text("Tên đăng nhập"), value: login,
      hint: visit.text("3 đến 40 chữ cái thường không dấu, chữ số, dấu chấm, gạch. Không đổi được sau này."),
      isRequired: true, width: "w-20"
    ).marked(problems)
  }

  func problems(_ visit: Visit) -> [Problem] {
    var problems = Problems(visit)
    problems.check(
      PersonName(name) != nil, "name", "Họ và tên: ghi bằng chữ cái, nhiều nhất 120 ký tự.")
    problems.check(title.codePoints <= 120, "title", "Chức vụ: nhiều nhất 120 ký tự.")
    problems.check(
      phone.isEmpty || PhoneNumber(phone) != nil, "phone",
      "Điện thoại: ghi số trong nước, ví dụ 0912 345 678.")
    problems.check(
      email.isEmpty || EmailAddress(email) != nil, "email",
      "Thư điện tử: ghi địa chỉ đầy đủ, ví dụ ten@example.vn.")
    return problems.found
  }

  func loginProblems(_ visit: Visit) -> [Problem] {
    let isPlain = login.utf8.allSatisfy { byte in
      (0x61...0x7a).contains(byte) || (0x30...0x39).contains(byte) || [0x2d, 0x2e, 0x5f].contains(byte)
    }
    guard isPlain, (3...40).contains(login.utf8.count) else {
      let message = "Tên đăng nhập: 3 đến 40 chữ cái thường không dấu, chữ số, dấu chấm, gạch."
      return [Problem(field: "login", message: visit.text(message))]
    }
    return []
  }
}
