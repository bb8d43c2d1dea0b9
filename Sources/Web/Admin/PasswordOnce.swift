import HTTPServer
import Storage
import Templating
import Workflow

/// The page with a one-time password: the answer to the first sending of a form and to no other (decision 18). A
/// repeat leads to the person's page, where another can be asked for.
enum PasswordOnce: Screen {
  struct Model: TemplateModel {
    var name: String
    var login: String
    var password: String
    var personURL: String

    static var fields: [Field<Model>] {
      [
        .text("name", \.name), .text("login", \.login), .text("password", \.password),
        .url("personURL", \.personURL),
      ]
    }
  }

  static let page = Page<Model>("admin/password-once")
  static let pages: [any PageDeclaration] = [page]
  static let routes: [SiteRoute] = []

  /// Does the work of a form once, on the writer, and shows the password to whoever sent it first.
  static func show(
    _ password: String, _ visit: Visit, after work: () throws -> PersonID
  ) throws -> Response {
    var shown: Response?
    let answer = try visit.once {
      let id = try work()
      let url = Sitemap.person.url(id)
      let account = try People.account(id, in: visit.db)
      let model = Model(
        name: account?.name ?? "", login: account?.login ?? "", password: password, personURL: url)
      shown = try visit.page(page, model)
      return url
    }
    return shown ?? answer
  }
}
