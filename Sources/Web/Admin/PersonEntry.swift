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
  var serial = ""
  var until = ""

  init() {}

  init(_ visit: Visit) {
    login = visit.field("login").lowercased()
    name = visit.field("name")
    title = visit.field("title")
    phone = visit.field("phone")
    email = visit.field("email")
    (serial, until) = (visit.field("serial"), visit.field("until"))
  }

  init(_ account: People.Account) {
    login = account.login
    name = account.name
    title = account.title
    phone = account.phone
    email = account.email
    (serial, until) = (account.certificate?.serial ?? "", account.certificate?.until.vietnamese ?? "")
  }

  /// What he signs by; nil where nothing is typed, or not all of it.
  var certificate: SigningCertificate? {
    Day(vietnamese: until).flatMap { SigningCertificate(serial: serial, until: $0) }
  }

  /// The certificate of the government's authority (F004-07).
  func certificateInputs(_ visit: Visit, problems: [Problem]) -> [InputModel] {
    [
      InputModel(
        id: "serial", label: visit.text("Số hiệu chứng thư số"), value: serial,
        hint: visit.text("Chứng thư số chuyên dùng của cơ quan nhà nước; để trống nếu chưa được cấp."),
        width: "w-20"),
      InputModel(
        id: "until", label: visit.text("Chứng thư số hết hạn ngày"), value: until,
        hint: visit.text("Ví dụ 21/11/2026"), width: "w-10"),
    ].map { $0.marked(problems) }
  }

  func certificateProblems(_ visit: Visit) -> [Problem] {
    guard !serial.isEmpty || !until.isEmpty else { return [] }
    var problems = Problems(visit)
    problems.check(
      SigningCertificate(serial: serial, until: visit.now.day) != nil, "serial",
      "Số hiệu chứng thư số: 2 đến 40 chữ số thập lục phân (0–9, A–F).")
    problems.check(Day(vietnamese: until) != nil, "until", "Ghi ngày theo mẫu 21/11/2026.")
    return problems.found
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
