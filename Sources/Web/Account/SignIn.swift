import HTTPServer
import Storage
import Templating
import Workflow

/// Signing in. The password is tried in the password lane, the session is begun on the writer.
enum SignIn: Screen {
  struct Model: TemplateModel {
    var login: String
    var next: String
    var problem: String?
    var demoAccounts: [DemoAccount]

    static var fields: [Field<Model>] {
      [
        .text("login", \.login), .text("next", \.next), .optional("problem", \.problem),
        .list("demoAccounts", \.demoAccounts), .text("demoPassword") { _ in DemoDistrict.password },
      ]
    }
  }

  struct DemoAccount: TemplateModel {
    var login: String
    var name: String
    var title: String

    static var fields: [Field<DemoAccount>] {
      [.text("login", \.login), .text("name", \.name), .text("title", \.title)]
    }
  }

  static let page = Page<Model>("account/sign-in")
  static let pages: [any PageDeclaration] = [page]
  static let routes: [SiteRoute] = [
    .get(Sitemap.signIn.pattern, .anyone) { visit in
      visit.visitor == nil
        ? try show(visit, login: "", problem: nil)
        : .redirect(landing(for: visit.visitor?.kind))
    },
    .post(Sitemap.signIn.pattern, .anyone, lane: .password, body: .form(maximum: 64 << 10), attempt),
    .post(Sitemap.signOut.pattern, .anyone) { visit in
      if let token = BrowserToken.read(visit.request.cookie(BrowserToken.session)) {
        try Sessions.end(token: token, in: visit.writing)
      }
      var response = visit.done(.signedOut, at: Sitemap.home.url)
      response.setCookie(visit.site.cookie(BrowserToken.session, "x", maxAge: 0))
      return response
    },
  ]

  private static func show(
    _ visit: Visit, login: String, problem: String?, status: Status = .ok
  ) throws -> Response {
    let next = visit.request.query["next"] ?? visit.request.form["next"] ?? ""
    let demo =
      try visit.site.settings.isLoopback && visit.reference().isDemo
      ? try People.demoAccounts(in: visit.db).map {
        DemoAccount(login: $0.login, name: $0.name, title: $0.title)
      }
      : []
    return try visit.page(
      page, Model(login: login, next: next, problem: problem, demoAccounts: demo), status: status)
  }

  @Sendable private static func attempt(_ visit: Visit) throws -> Response {
    let login = visit.field("login")
    let password = visit.request.form["password"] ?? ""
    let device = BrowserToken.read(visit.request.cookie(BrowserToken.device))
    let wait = try Sessions.wait(
      login: login, peer: visit.request.peer, device: device, at: visit.now, in: visit.db)
    guard wait == 0 else {
      let problem = visit.text(
        "Đăng nhập sai nhiều lần. Ông/bà thử lại sau {n} giây.", ["n": String(wait)])
      return try show(visit, login: login, problem: problem, status: .tooManyRequests)
    }
    let account = try People.account(login: login, in: visit.db)
    guard let account, Passwords.verify(password, against: account.password) else {
      if account == nil { Passwords.pretend(password) }
      return failed(visit, login)
    }
    if let problem = obstacle(account, visit) {
      return try show(visit, login: login, problem: problem, status: .forbidden)
    }
    return begin(account, visit, device: device ?? Secrets.token())
  }

  private static func obstacle(_ account: People.Account, _ visit: Visit) -> String? {
    if account.isLocked { return visit.text("Tài khoản đã bị khóa. Ông/bà liên hệ quản trị của đơn vị.") }
    if account.isDemo, !visit.site.settings.isLoopback {
      return visit.text("Tài khoản trình diễn chỉ dùng được trên máy chạy thử.")
    }
    return nil
  }

  private static func failed(_ visit: Visit, _ login: String) -> Response {
    visit.handOn(to: .write) { visit in
      try Sessions.noteFailure(login: login, peer: visit.request.peer, at: visit.now, in: visit.writing)
      return try show(
        visit, login: login, problem: visit.text("Tên đăng nhập hoặc mật khẩu không đúng."),
        status: .unprocessableContent)
    }
  }

  private static func begin(_ account: People.Account, _ visit: Visit, device: String) -> Response {
    visit.handOn(to: .write) { visit in
      try Sessions.noteSuccess(
        of: account.id, login: account.login, peer: visit.request.peer, device: device, at: visit.now,
        in: visit.writing)
      return try start(account.id, account.kind, visit, device: device)
    }
  }

  /// Begins a session on the writer and goes where the person wanted to go.
  static func start(
    _ id: PersonID, _ kind: People.Kind, _ visit: Visit, device: String
  ) throws -> Response {
    let token = try Sessions.begin(
      for: id, device: visit.request.header("User-Agent") ?? "", at: visit.now, in: visit.writing)
    let next = visit.request.form["next"] ?? ""
    var response = Response.redirect(isOurs(next) ? next : landing(for: kind))
    response.setCookie(visit.site.cookie(BrowserToken.session, token, maxAge: Int(Sessions.lifetime)))
    response.setCookie(visit.site.cookie(BrowserToken.device, device, maxAge: 31_536_000))
    return response
  }

  /// Only a path of this site: `//host` and `/\host` lead elsewhere.
  private static func isOurs(_ next: String) -> Bool {
    next.hasPrefix("/") && !next.hasPrefix("//") && !next.contains("\\")
      && next.utf8.allSatisfy { $0 > 32 && $0 < 127 }
  }

  private static func landing(for kind: People.Kind?) -> String {
    kind == .staff ? Sitemap.work.url : Sitemap.myDossiers.url
  }
}
