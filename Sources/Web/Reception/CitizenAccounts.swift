import HTTPServer
import Storage
import Templating
import Workflow

/// Citizens' accounts at the counter (decision 1): bound to a person with the identity paper in hand, and given a
/// one-time password when the old one is lost. Telephone and e-mail are searched by POST only.
enum CitizenAccounts: Screen {
  struct Model: TemplateModel {
    var query: String
    var searched: Bool
    var accounts: [AccountRow]
    var identityKinds: [Choice]
    var hidden: Hidden
    var issued: Issued?
    var problem: String?

    static var fields: [Field<Model>] {
      [
        .text("query", \.query), .flag("searched", \.searched), .list("accounts", \.accounts),
        .list("identityKinds", \.identityKinds), .record("hidden") { $0.hidden },
        .record("issued") { $0.issued }, .optional("problem", \.problem),
      ]
    }
  }

  struct AccountRow: TemplateModel {
    var id: String
    var login: String
    var name: String
    var declared: String
    var isBound: Bool
    var bindURL: String
    var passwordURL: String

    static var fields: [Field<AccountRow>] {
      [
        .text("id", \.id), .text("login", \.login), .text("name", \.name), .text("declared", \.declared),
        .flag("isBound", \.isBound), .url("bindURL", \.bindURL), .url("passwordURL", \.passwordURL),
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
    .post(Sitemap.newCitizenPassword.pattern, .role(.oneStopOfficer), lane: .password, newPassword),
  ]

  private static func show(
    _ visit: Visit, query: String = "", issued: Issued? = nil, problem: String? = nil
  ) throws -> Response {
    let accounts = query.isEmpty ? [] : try People.citizens(matching: query, in: visit.db)
    let model = Model(
      query: query, searched: !query.isEmpty, accounts: accounts.map { row($0) },
      identityKinds: IdentityKind.personal.filter { $0 != .none }.map {
        Choice($0.rawValue, visit.text($0.vietnamese), isChosen: $0.rawValue == visit.field("kind"))
      }, hidden: Hidden(), issued: issued, problem: problem)
    return try visit.page(page, model, status: problem == nil ? .ok : .unprocessableContent)
  }

  private static func row(_ account: People.Account) -> AccountRow {
    let kind = account.identityKind.flatMap(IdentityKind.init(rawValue:))
    let identity = kind.flatMap { IdentityNumber($0, account.identityNumber ?? "") }
    return AccountRow(
      id: account.id.description, login: account.login, name: account.name,
      declared: identity.map { "\($0.kind.vietnamese) \($0.masked)" } ?? "", isBound: account.isBound,
      bindURL: Sitemap.bindAccount.url(account.id),
      passwordURL: Sitemap.newCitizenPassword.url(account.id))
  }

  @Sendable private static func bind(_ visit: Visit) throws -> Response {
    let account = try citizen(Sitemap.bindAccount, visit)
    guard let kind = IdentityKind(rawValue: visit.field("kind")), kind != .none,
      let identity = IdentityNumber(kind, visit.field("number")), let name = PersonName(visit.field("name")),
      visit.field("seen") == "yes"
    else {
      return try show(
        visit, query: account.login,
        problem: visit.text(
          "Ghi họ tên, loại và số giấy tờ như trên bản chính, và đánh dấu đã xem bản chính."))
    }
    if account.isBound { return try refuseBinding(account, visit) }
    do {
      return try visit.once {
        try People.bind(
          account.id, to: identity, name: name, by: visit.person().id, at: visit.now, in: visit.writing)
        return Confirmation.bound.address(Sitemap.citizenAccounts.url)
      }
    } catch is People.AlreadyBound { return try refuseBinding(account, visit) }
  }

  private static func refuseBinding(_ account: People.Account, _ visit: Visit) throws -> Response {
    try show(
      visit, query: account.login,
      problem: visit.text(
        "Tài khoản này, hoặc giấy tờ này, đã được gắn từ trước. Liên hệ quản trị nếu có nhầm lẫn."))
  }

  @Sendable private static func newPassword(_ visit: Visit) throws -> Response {
    let account = try citizen(Sitemap.newCitizenPassword, visit)
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
          hash, mustChange: true, of: account.id, by: visit.person().id, at: visit.now, in: visit.writing)
        return Confirmation.passwordReset.address(Sitemap.citizenAccounts.url)
      }
      let isFirst = try People.account(account.id, in: visit.db)?.password == hash
      return isFirst
        ? try show(visit, query: account.login, issued: Issued(login: account.login, password: password))
        : response
    }
  }

  private static func citizen(_ address: Address1<PersonID>, _ visit: Visit) throws -> People.Account {
    guard let account = try People.account(visit.read(address), in: visit.db), account.kind == .citizen
    else { throw PageNotFound() }
    return account
  }
}
