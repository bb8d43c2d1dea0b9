import HTTPServer
import Storage
import Templating

/// A first or reset password, shown once: no page shows it again, and it is stored nowhere.
enum ShowPassword {
  struct Model: TemplateModel {
    var login: String
    var name: String
    var password: String
    var personURL: String

    static var fields: [Field<Model>] {
      [
        .text("login", \.login), .text("name", \.name), .text("password", \.password),
        .url("personURL", \.personURL),
      ]
    }
  }

  static let page = Page<Model>("admin/show-password")

  static func show(
    _ login: String, _ name: String, _ password: String, _ personURL: String, _ visit: Visit
  ) throws -> Response {
    try visit.page(page, Model(login: login, name: name, password: password, personURL: personURL))
  }
}
