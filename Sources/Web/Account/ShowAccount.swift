import HTTPServer
import Storage
import Templating
import Workflow

/// One's own account: what it declares, whether a counter has bound it, password, signing out everywhere.
enum ShowAccount: Screen {
  struct Model: TemplateModel {
    var facts: [Fact]
    var isCitizen: Bool
    var isBound: Bool
    var signOutURL: String
    var once: String
    /// The officer's own time of steps; empty for others.
    var stepsURL: String

    static var fields: [Field<Model>] {
      [
        .list("facts", \.facts), .flag("isCitizen", \.isCitizen), .flag("isBound", \.isBound),
        .url("signOutURL", \.signOutURL), .text("once", \.once), .url("stepsURL", \.stepsURL),
        .flag("hasSteps") { !$0.stepsURL.isEmpty },
      ]
    }
  }

  static let page = Page<Model>("account/show-account")
  static let pages: [any PageDeclaration] = [page]
  static let routes: [SiteRoute] = [
    .get(Sitemap.account.pattern, .signedIn) { visit in
      guard let account = try People.account(visit.person().id, in: visit.db) else { throw PageNotFound() }
      return try visit.page(
        page,
        Model(
          facts: try facts(account, visit), isCitizen: account.kind == .citizen, isBound: account.isBound,
          signOutURL: Sitemap.signOutEverywhere.url, once: Secrets.token(),
          stepsURL: try visit.person().grants.first { Role.processing.contains($0.role) }
            .map { Sitemap.stepTimes.url($0.agency) } ?? ""))
    },
    .post(Sitemap.signOutEverywhere.pattern, .signedIn, body: .form(maximum: 64 << 10)) { visit in
      try Sessions.endAll(of: visit.person().id, in: visit.writing)
      var response = visit.done(.signedOut, at: Sitemap.home.url)
      response.setCookie(visit.site.cookie(BrowserToken.session, "x", maxAge: 0))
      return response
    },
  ]

  private static func facts(_ account: People.Account, _ visit: Visit) throws -> [Fact] {
    let kind = account.identityKind.flatMap(IdentityKind.init(rawValue:))
    let number = kind.flatMap { kind in account.identityNumber.flatMap { IdentityNumber(kind, $0) } }
    let facts = [
      ("Họ tên", account.name), ("Chức danh", account.title), ("Tên đăng nhập", account.login),
      ("Điện thoại", account.phone), ("Thư điện tử", account.email),
      ("Giấy tờ tùy thân", number.map { "\(visit.text($0.kind.vietnamese)) \($0.masked)" } ?? ""),
      ("Địa chỉ", account.address), ("Vai trò", try roles(visit)),
    ]
    return facts.filter { !$0.1.isEmpty }.map { Fact(label: visit.text($0.0), value: $0.1) }
  }

  private static func roles(_ visit: Visit) throws -> String {
    let reference = try visit.reference()
    return try visit.person().grants.map { grant in
      let agency = reference.agency(grant.agency)?.name ?? ""
      return "\(visit.text(grant.role.vietnamese)), \(agency)"
    }.joined(separator: "; ")
  }
}
