import HTTPServer
import Storage
import Templating
import Workflow

/// A citizen's account. What is declared proves nothing about identity until a counter binds it (decision 1); the
/// password is hashed in the password lane, and sign-ups have a rate for each address (decision 22). A form that is sent
/// twice makes one account, and signs in to it both times.
enum SignUp: Screen {
  struct Model: TemplateModel {
    var entry: SignUpEntry
    var identityKinds: [Choice]
    var problems: [Problem]
    let once = Secrets.token()

    static var fields: [Field<Model>] {
      [
        .text("once", \.once), .record("entry") { $0.entry }, .list("identityKinds", \.identityKinds),
        .list("problems", \.problems),
      ]
    }
  }

  static let page = Page<Model>("account/sign-up")
  static let pages: [any PageDeclaration] = [page]
  static let routes: [SiteRoute] = [
    .get(Sitemap.signUp.pattern, .anyone) { visit in
      visit.visitor == nil
        ? try show(SignUpEntry(), visit, problems: []) : .redirect(Sitemap.account.url)
    },
    .post(Sitemap.signUp.pattern, .anyone, lane: .password, body: .form(maximum: 64 << 10), attempt),
  ]

  @Sendable private static func attempt(_ visit: Visit) throws -> Response {
    let entry = SignUpEntry(visit)
    let password = visit.request.form["password"] ?? ""
    var problems = entry.problems(visit)
    let repeated = visit.request.form["repeat"] ?? ""
    problems += [
      ChangePassword.problem(with: password, repeated: repeated, entry.login, field: "password", visit)
    ].compactMap(\.self)
    if problems.isEmpty, let account = try People.account(login: entry.login, in: visit.db) {
      if try isRepeat(of: account, password, visit) { return signIn(account.id, visit) }
      problems.append(taken(visit))
    }
    guard problems.isEmpty else { return try show(entry, visit, problems: problems) }
    let wait = visit.site.signUps.take(visit.request.peer, at: visit.now)
    guard wait == 0 else { return try slowed(entry, visit, wait: wait) }
    return create(entry.account(password: Passwords.hash(password)), visit)
  }

  /// A name taken meanwhile is looked at again where passwords are tried: it may be taken by this very form.
  private static func create(_ new: People.New, _ visit: Visit) -> Response {
    visit.handOn(to: .write) { visit in
      do {
        let id = try visit.context.undoing {
          let id = try People.create(new, at: visit.now, in: visit.writing)
          try AnsweredForms.keep(
            Sitemap.signUp.url, to: try key(visit), of: id, at: visit.now, in: visit.writing)
          return id
        }
        return try SignIn.start(id, .citizen, visit, device: Secrets.token())
      } catch is People.LoginTaken {
        return visit.handOn(to: .password, attempt)
      }
    }
  }

  /// Whether the account was made by this form, sent before.
  private static func isRepeat(
    of account: People.Account, _ password: String, _ visit: Visit
  ) throws -> Bool {
    try AnsweredForms.person(answering: key(visit), in: visit.db) == account.id
      && Passwords.verify(password, against: account.password)
  }

  private static func signIn(_ id: PersonID, _ visit: Visit) -> Response {
    visit.handOn(to: .write) { try SignIn.start(id, .citizen, $0, device: Secrets.token()) }
  }

  private static func key(_ visit: Visit) throws -> String {
    try visit.contentKey(without: ["password", "repeat"])
  }

  private static func taken(_ visit: Visit) -> Problem {
    Problem(
      field: "login",
      message: visit.text("Tên đăng nhập: tên này đã có người dùng. Xin ông/bà chọn tên khác."))
  }

  private static func show(
    _ entry: SignUpEntry, _ visit: Visit, problems: [Problem], status: Status? = nil
  ) throws -> Response {
    let model = Model(
      entry: entry,
      identityKinds: IdentityKind.personal.filter { $0 != .none }.map {
        Choice($0.rawValue, visit.text($0.vietnamese), isChosen: $0.rawValue == entry.identityKind)
      }, problems: problems)
    return try visit.page(page, model, status: status ?? (problems.isEmpty ? .ok : .unprocessableContent))
  }

  private static func slowed(_ entry: SignUpEntry, _ visit: Visit, wait: Int) throws -> Response {
    let minutes = String((wait + 59) / 60)
    let problem = Problem(
      field: "name",
      message: visit.text(
        "Có nhiều tài khoản vừa đăng ký từ địa chỉ mạng này. Ông/bà thử lại sau {n} phút, hoặc đăng ký tại bộ phận một cửa.",
        ["n": minutes]))
    var response = try show(entry, visit, problems: [problem], status: .tooManyRequests)
    response.set("Retry-After", String(wait))
    return response
  }
}
