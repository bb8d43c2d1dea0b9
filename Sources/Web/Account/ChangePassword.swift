import HTTPServer
import Storage
import Templating
import Workflow

/// A new password of one's own choice; after a first or reset one nothing else opens before it (F000-05).
enum ChangePassword: Screen {
  struct Model: TemplateModel {
    var isForced: Bool
    var problem: Problem?

    static var fields: [Field<Model>] {
      [.flag("isForced", \.isForced), .list("problems") { [$0.problem].compactMap(\.self) }]
    }
  }

  static let page = Page<Model>("account/change-password")
  static let pages: [any PageDeclaration] = [page]
  static let routes: [SiteRoute] = [
    .get(Sitemap.password.pattern, .signedInWithAnyPassword) { try show($0, problem: nil) },
    .post(
      Sitemap.password.pattern, .signedInWithAnyPassword, lane: .password, body: .form(maximum: 64 << 10),
      change
    ),
  ]

  private static func show(_ visit: Visit, problem: Problem?, status: Status? = nil) throws -> Response {
    try visit.page(
      page, Model(isForced: visit.visitor?.mustChangePassword ?? false, problem: problem),
      status: status ?? (problem == nil ? .ok : .unprocessableContent))
  }

  /// A wrong old password counts like a failed sign-in: whoever found an open session must not guess on.
  private static func failed(_ login: String, _ visit: Visit) -> Response {
    visit.handOn(to: .write) { visit in
      try Sessions.noteFailure(login: login, peer: visit.request.peer, at: visit.now, in: visit.writing)
      return try show(
        visit, problem: Problem(field: "old", message: visit.text("Mật khẩu hiện tại không đúng.")))
    }
  }

  @Sendable private static func change(_ visit: Visit) throws -> Response {
    let person = try visit.person()
    let (old, new) = (visit.request.form["old"] ?? "", visit.request.form["new"] ?? "")
    guard let account = try People.account(person.id, in: visit.db) else { throw PageNotFound() }
    // The device has signed in before, or there were no session: here it proves nothing.
    let wait = try Sessions.wait(
      login: account.login, peer: visit.request.peer, device: nil, at: visit.now, in: visit.db)
    guard wait == 0 else {
      let problem = visit.text(
        "Nhập sai mật khẩu hiện tại nhiều lần. Ông/bà thử lại sau {n} giây.", ["n": String(wait)])
      return try show(visit, problem: Problem(field: "old", message: problem), status: .tooManyRequests)
    }
    guard Passwords.verify(old, against: account.password) else { return failed(account.login, visit) }
    if let problem = problem(with: new, repeated: visit.request.form["repeat"] ?? "", account.login, visit) {
      return try show(visit, problem: problem)
    }
    if new == old {
      let message = visit.text("Mật khẩu mới phải khác mật khẩu cũ.")
      return try show(visit, problem: Problem(field: "new", message: message))
    }
    let hash = Passwords.hash(new)
    return visit.handOn(to: .write) { visit in
      try Sessions.forgetFailures(login: account.login, peer: visit.request.peer, in: visit.writing)
      try People.setPassword(
        hash, mustChange: false, of: person.id, by: person.id, at: visit.now, in: visit.writing)
      var response = visit.done(.passwordChanged, at: Sitemap.account.url)
      let token = try Sessions.begin(
        for: person.id, device: visit.request.header("User-Agent") ?? "", at: visit.now, in: visit.writing)
      response.setCookie(visit.site.cookie(BrowserToken.session, token, maxAge: Int(Sessions.lifetime)))
      return response
    }
  }

  /// What is wrong with a chosen password; nil when nothing is.
  ///
  /// - Parameter field: where it was typed.
  static func problem(
    with password: String, repeated: String, _ login: String, field: String = "new", _ visit: Visit
  ) -> Problem? {
    do { try Passwords.check(password, login: login) } catch {
      let message =
        switch error {
        case .tooShort: visit.text("Mật khẩu cần ít nhất 10 ký tự.")
        case .tooLong: visit.text("Mật khẩu dài quá 200 ký tự.")
        case .tooEasy: visit.text("Mật khẩu này dễ đoán. Ông/bà chọn một câu hoặc vài từ mà chỉ mình nhớ.")
        }
      return Problem(field: field, message: message)
    }
    guard password != repeated else { return nil }
    return Problem(field: "repeat", message: visit.text("Hai lần nhập mật khẩu mới không giống nhau."))
  }
}
