import HTTPServer
import Storage
import Templating
import Workflow

/// What was typed to sign up, valid or not; passwords are never kept.
struct SignUpEntry: TemplateModel {
  var name = ""
  var login = ""
  var phone = ""
  var email = ""
  var identityKind = ""
  var identity = ""
  var address = ""

  static var fields: [Field<SignUpEntry>] {
    [
      .text("name", \.name), .text("login", \.login), .text("phone", \.phone), .text("email", \.email),
      .text("identity", \.identity), .text("address", \.address),
    ]
  }

  init() {}

  init(_ visit: Visit) {
    name = visit.field("name")
    login = visit.field("login").lowercased()
    phone = visit.field("phone")
    email = visit.field("email")
    identityKind = visit.field("identityKind")
    identity = visit.field("identity")
    address = visit.field("address")
  }

  /// Letters, digits and a few signs, so that a name can be said over the telephone and typed anywhere.
  private static func isLogin(_ text: String) -> Bool {
    (4...40).contains(text.utf8.count)
      && text.utf8.allSatisfy { byte in
        (97...122).contains(byte) || (48...57).contains(byte) || "._-@".utf8.contains(byte)
      }
  }

  /// Everything that must be mended, in the order of the page.
  func problems(_ visit: Visit) -> [Problem] {
    let checks: [(isWrong: Bool, field: String, message: String)] = [
      (PersonName(name) == nil, "name", "Họ tên: ghi họ tên bằng chữ cái, như trên giấy tờ tùy thân."),
      (
        !Self.isLogin(login), "login",
        "Tên đăng nhập: từ 4 đến 40 ký tự, chỉ gồm chữ cái không dấu, chữ số và các dấu . _ - @"
      ),
      (
        PhoneNumber(phone) == nil, "phone", "Điện thoại: ghi số điện thoại trong nước, ví dụ 0912 345 678."
      ),
      (
        !email.isEmpty && EmailAddress(email) == nil, "email",
        "Thư điện tử: ghi địa chỉ đầy đủ, ví dụ ten@example.vn."
      ),
      (
        !identity.isEmpty && identityNumber == nil, "identity",
        "Giấy tờ tùy thân: chọn loại giấy tờ và ghi đúng số; có thể để trống cả hai."
      ),
      (address.codePoints > 300, "address", "Địa chỉ: nhiều nhất 300 ký tự."),
    ]
    return checks.filter(\.isWrong).map { Problem(field: $0.field, message: visit.text($0.message)) }
  }

  private var identityNumber: IdentityNumber? {
    IdentityKind(rawValue: identityKind).flatMap { IdentityNumber($0, identity) }
  }

  /// The account as stored.
  func account(password: String) -> People.New {
    var new = People.New(
      kind: .citizen, login: login, password: password, name: PersonName(name)?.text ?? name)
    new.phone = PhoneNumber(phone)?.digits ?? ""
    new.email = email
    new.identityKind = identityNumber?.kind.rawValue
    new.identityNumber = identityNumber?.number
    new.address = address
    return new
  }
}
