import HTTPServer
import Storage
import Templating
import Workflow

/// Citizens' accounts at the counter (decision 1): bound to a person with the identity paper in hand, unbound where
/// that was a mistake, and given a one-time password when the old one is lost. Telephone and e-mail are searched by
/// POST only.
enum CitizenAccounts: Screen {
  struct Model: TemplateModel {
    var query: String
    var searched: Bool
    var accounts: [CitizenAccountRow]
    var identityKinds: [Choice]
    var issued: Issued?
    var problem: String?

    static var fields: [Field<Model>] {
      [
        .text("query", \.query), .flag("searched", \.searched), .list("accounts", \.accounts),
        .list("identityKinds", \.identityKinds), .record("issued") { $0.issued },
        .optional("problem", \.problem),
      ]
    }
  }

  /// A one-time password, shown once.
  struct Issued: TemplateModel {
    var login: String
    var password: String

    static var fields: [Field<Issued>] { [.text("login", \.login), .text("password", \.password)] }
  }

  static let page = Page<Model>("reception/citizen-accounts")
  static let pages: [any PageDeclaration] = [page]
  static let routes: [SiteRoute] = [
    .get(Sitemap.citizenAccounts.pattern, .role(.oneStopOfficer)) { try show($0) },
    .post(Sitemap.citizenAccounts.pattern, .role(.oneStopOfficer), lane: .read) { visit in
      try show(visit, query: visit.field("query"))
    },
    .post(Sitemap.bindAccount.pattern, .role(.oneStopOfficer), bind),
    .post(Sitemap.unbindAccount.pattern, .role(.oneStopOfficer), unbind),
    .post(Sitemap.newCitizenPassword.pattern, .role(.oneStopOfficer), lane: .password, newPassword),
  ]

  /// - Parameter other: another account that the problem is about.
  private static func show(
    _ visit: Visit, query: String = "", other: People.Account? = nil, issued: Issued? = nil,
    problem: String? = nil
  ) throws -> Response {
    var accounts = query.isEmpty ? [] : try People.citizens(matching: query, in: visit.db)
    if let other, !accounts.contains(where: { $0.id == other.id }) { accounts.append(other) }
    let model = Model(
      query: query, searched: !query.isEmpty,
      accounts: try accounts.map { try CitizenAccountRow($0, visit) },
      identityKinds: IdentityKind.personal.filter { $0 != .none }.map {
        Choice($0.rawValue, visit.text($0.vietnamese), isChosen: $0.rawValue == visit.field("kind"))
      }, issued: issued, problem: problem)
    return try visit.page(page, model, status: problem == nil ? .ok : .unprocessableContent)
  }

  @Sendable private static func bind(_ visit: Visit) throws -> Response {
    let account = try visit.citizenAccount(visit.read(Sitemap.bindAccount))
    guard let kind = IdentityKind(rawValue: visit.field("kind")), kind != .none,
      let identity = IdentityNumber(kind, visit.field("number")), let name = PersonName(visit.field("name")),
      visit.field("seen") == "yes"
    else {
      return try show(
        visit, query: account.login,
        problem: visit.text(
          "Ghi họ tên, loại và số giấy tờ như trên bản chính, và đánh dấu đã xem bản chính."))
    }
    let counter = try visit.counter()
    return try visit.once(refusing: {
      let other = try People.account(boundTo: identity, in: visit.db)
      guard account.isBound || other != nil else { return nil }
      let problem = visit.text(
        "Tài khoản này, hoặc giấy tờ này, đã được gắn từ trước. Nếu lần gắn trước là nhầm, gỡ lần gắn đó và ghi lý do."
      )
      return try show(visit, query: account.login, other: other, problem: problem)
    }) {
      try People.bind(
        account.id, to: identity, name: name, by: visit.person().id, at: counter, on: visit.now,
        in: visit.writing)
      return Confirmation.bound.address(Sitemap.citizenAccounts.url)
    }
  }

  @Sendable private static func unbind(_ visit: Visit) throws -> Response {
    let account = try visit.citizenAccount(visit.read(Sitemap.unbindAccount))
    return try visit.unbind(
      account, at: visit.counter(), by: visit.mayUnbind,
      refusing: { try show(visit, query: account.login, problem: $0) }, then: Sitemap.citizenAccounts.url)
  }

  @Sendable private static func newPassword(_ visit: Visit) throws -> Response {
    let account = try visit.citizenAccount(visit.read(Sitemap.newCitizenPassword))
    guard account.isBound, visit.field("number") == account.identityNumber else {
      return try show(
        visit, query: account.login,
        problem: visit.text("Ghi số giấy tờ tùy thân đã gắn với tài khoản, như trên bản chính."))
    }
    let password = Secrets.readable()
    let hash = Passwords.hash(password)
    return visit.handOn(to: .write) { visit in
      let response = try visit.once {
        try People.setPassword(
          hash, mustChange: true, of: account.id, by: visit.person().id, agency: visit.counter(),
          at: visit.now, in: visit.writing)
        return Confirmation.passwordReset.address(Sitemap.citizenAccounts.url)
      }
      let isFirst = try People.account(account.id, in: visit.db)?.password == hash
      return isFirst
        ? try show(visit, query: account.login, issued: Issued(login: account.login, password: password))
        : response
    }
  }
}

/// A citizen's account on the page of the counter, with what may be done to it there.
struct CitizenAccountRow: TemplateModel {
  var id: String
  var login: String
  var name: String
  var declared: String
  /// Where and when it was bound; nothing where it is not.
  var bound: String?
  var mayUnbind: Bool
  var hidden: Hidden
  var bindURL: String
  var unbindURL: String
  var passwordURL: String

  static var fields: [Field<CitizenAccountRow>] {
    [
      .text("id", \.id), .text("login", \.login), .text("name", \.name), .text("declared", \.declared),
      .optional("bound", \.bound), .flag("mayUnbind", \.mayUnbind), .record("hidden") { $0.hidden },
      .url("bindURL", \.bindURL), .url("unbindURL", \.unbindURL), .url("passwordURL", \.passwordURL),
    ]
  }

  init(_ account: People.Account, _ visit: Visit) throws {
    let kind = account.identityKind.flatMap(IdentityKind.init(rawValue:))
    let identity = kind.flatMap { IdentityNumber($0, account.identityNumber ?? "") }
    id = account.id.description
    login = account.login
    name = account.name
    declared = identity.map { "\(visit.text($0.kind.vietnamese)) \($0.masked)" } ?? ""
    let binding = try People.binding(of: account.id, in: visit.db)
    bound = try binding.map { binding in
      [try visit.reference().agency(binding.agency)?.name, binding.at.vietnamese].compactMap(\.self)
        .joined(separator: ", ")
    }
    mayUnbind = try binding.map(visit.mayUnbind) ?? false
    hidden = Hidden(version: account.version)
    bindURL = Sitemap.bindAccount.url(account.id)
    unbindURL = Sitemap.unbindAccount.url(account.id)
    passwordURL = Sitemap.newCitizenPassword.url(account.id)
  }
}
