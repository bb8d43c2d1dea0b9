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
    var issued: Issued?
    var problems: [Problem]

    static var fields: [Field<Model>] {
      [
        .text("query", \.query), .flag("searched", \.searched), .list("accounts", \.accounts),
        .record("issued") { $0.issued }, .list("problems", \.problems),
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

  /// - Parameter other: another account that the problems are about.
  private static func show(
    _ visit: Visit, query: String = "", other: People.Account? = nil, issued: Issued? = nil,
    problems: [Problem] = []
  ) throws -> Response {
    var accounts = query.isEmpty ? [] : try People.citizens(matching: query, in: visit.db)
    if let other, !accounts.contains(where: { $0.id == other.id }) { accounts.append(other) }
    let model = Model(
      query: query, searched: !query.isEmpty,
      accounts: try accounts.map { try CitizenAccountRow($0, problems, visit) }, issued: issued,
      problems: problems)
    return try visit.page(page, model, status: problems.isEmpty ? .ok : .unprocessableContent)
  }

  @Sendable private static func bind(_ visit: Visit) throws -> Response {
    let account = try visit.citizenAccount(visit.read(Sitemap.bindAccount))
    var problems = Problems(visit)
    guard let (name, identity) = shown(account.id, &problems, visit) else {
      return try show(visit, query: account.login, problems: problems.found)
    }
    let counter = try visit.counter()
    return try visit.once(refusing: {
      let other = try People.account(boundTo: identity, in: visit.db)
      guard account.isBound || other != nil else { return nil }
      let message = visit.text(
        "Tài khoản này, hoặc giấy tờ này, đã được gắn từ trước. Nếu lần gắn trước là nhầm, gỡ lần gắn đó và ghi lý do."
      )
      let problem = Problem(field: "account.\(account.id)", message: message)
      return try show(visit, query: account.login, other: other, problems: [problem])
    }) {
      try People.bind(
        account.id, to: identity, name: name, by: visit.person().id, at: counter, on: visit.now,
        in: visit.writing)
      return Confirmation.bound.address(Sitemap.citizenAccounts.url)
    }
  }

  /// What the identity paper in the officer's hand says; nil where the form does not say it soundly.
  private static func shown(
    _ id: PersonID, _ problems: inout Problems, _ visit: Visit
  ) -> (PersonName, IdentityNumber)? {
    let name = PersonName(visit.field("name"))
    let kind = IdentityKind(rawValue: visit.field("kind")).flatMap { $0 == .none ? nil : $0 }
    let identity = kind.flatMap { IdentityNumber($0, visit.field("number")) }
    problems.check(name != nil, "name.\(id)", "Họ tên: ghi như trên giấy tờ, bằng chữ cái.")
    problems.check(kind != nil, "kind.\(id)", "Giấy tờ tùy thân: chọn loại giấy tờ.")
    problems.check(
      kind == nil || identity != nil, "number.\(id)", "Giấy tờ tùy thân: số {kind} {shape}.",
      [
        "kind": kind.map { visit.text($0.vietnamese) } ?? "",
        "shape": kind.map { visit.text($0.shape) } ?? "",
      ])
    problems.check(
      visit.field("seen") == "yes", "seen.\(id)", "Đánh dấu sau khi đã xem bản chính giấy tờ tùy thân.")
    guard problems.found.isEmpty, let name, let identity else { return nil }
    return (name, identity)
  }

  @Sendable private static func unbind(_ visit: Visit) throws -> Response {
    let account = try visit.citizenAccount(visit.read(Sitemap.unbindAccount))
    return try visit.unbind(
      account, at: visit.counter(), by: visit.mayUnbind,
      refusing: { message in
        let problem = Problem(field: "reason.\(account.id)", message: message)
        return try show(visit, query: account.login, problems: [problem])
      }, then: Sitemap.citizenAccounts.url)
  }

  @Sendable private static func newPassword(_ visit: Visit) throws -> Response {
    let account = try visit.citizenAccount(visit.read(Sitemap.newCitizenPassword))
    guard account.isBound, visit.field("number") == account.identityNumber else {
      let problem = Problem(
        field: "proof.\(account.id)",
        message: visit.text("Ghi số giấy tờ tùy thân đã gắn với tài khoản, như trên bản chính."))
      return try show(visit, query: account.login, problems: [problem])
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
  /// What the identity paper says, to bind the account.
  var binding: [InputModel]
  var isSeen: Bool
  /// The number on the paper, to give a new password.
  var proof: InputModel
  var reason: InputModel
  /// Whether unbinding was just tried and must be mended.
  var isUnbinding: Bool
  var bindURL: String
  var unbindURL: String
  var passwordURL: String

  static var fields: [Field<CitizenAccountRow>] {
    [
      .text("id", \.id), .text("login", \.login), .text("name", \.name), .text("declared", \.declared),
      .optional("bound", \.bound), .flag("mayUnbind", \.mayUnbind), .record("hidden") { $0.hidden },
      .list("binding", \.binding), .flag("isSeen", \.isSeen), .record("proof") { $0.proof },
      .record("reason") { $0.reason }, .flag("isUnbinding", \.isUnbinding),
      .url("bindURL", \.bindURL), .url("unbindURL", \.unbindURL), .url("passwordURL", \.passwordURL),
    ]
  }

  init(_ account: People.Account, _ problems: [Problem], _ visit: Visit) throws {
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
    let typed = AccountInputs(account, problems, visit)
    (self.binding, isSeen, proof, reason) = (typed.binding, typed.isSeen, typed.proof, typed.reason)
    isUnbinding = !reason.problem.isEmpty
    bindURL = Sitemap.bindAccount.url(account.id)
    unbindURL = Sitemap.unbindAccount.url(account.id)
    passwordURL = Sitemap.newCitizenPassword.url(account.id)
  }
}

/// The fields of what may be done to an account at the counter, with what was just typed about this very account.
private struct AccountInputs {
  let binding: [InputModel]
  let isSeen: Bool
  let proof: InputModel
  let reason: InputModel

  init(_ account: People.Account, _ problems: [Problem], _ visit: Visit) {
    let id = account.id
    let isTyped = visit.request.parameter("person") == id.description
    let typed = { (name: String) in isTyped ? visit.field(name) : "" }
    let kinds = IdentityKind.personal.filter { $0 != .none }.map {
      Choice($0.rawValue, visit.text($0.vietnamese), isChosen: $0.rawValue == typed("kind"))
    }
    binding = [
      InputModel(
        id: "name.\(id)", name: "name", label: visit.text("Họ, chữ đệm, tên trên giấy tờ"),
        value: isTyped ? typed("name") : account.name, isRequired: true),
      InputModel(
        id: "kind.\(id)", name: "kind", label: visit.text("Loại giấy tờ tùy thân"), isRequired: true,
        choices: kinds),
      InputModel(
        id: "number.\(id)", name: "number", label: visit.text("Số giấy tờ"), value: typed("number"),
        isRequired: true, width: "w-20"),
    ].map { $0.marked(problems) }
    isSeen = typed("seen") == "yes"
    proof = InputModel(
      id: "proof.\(id)", name: "number", label: visit.text("Số giấy tờ trên bản chính"),
      value: typed("number"), isRequired: true, width: "w-20"
    ).marked(problems)
    reason = InputModel.unbinding(
      "reason.\(id)", isTyped ? visit.lines("reason") : "",
      hint:
        "Việc gỡ và lý do được báo cho chủ tịch. Sau khi gỡ, hồ sơ nộp tại quầy của người kia không còn hiện trong tài khoản này.",
      visit
    ).marked(problems)
  }
}
