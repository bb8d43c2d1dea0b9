import HTTPServer
import Storage
import Templating
import Workflow

/// An account: facts, roles, lock and password, and what was journalled about it. The chairman reads it.
enum ShowPerson: Screen {
  struct Model: TemplateModel {
    var name: String
    var title: String
    var login: String
    var isLocked: Bool
    var mustChangePassword: Bool
    var wasShown: Bool
    var isSelf: Bool
    var isManaged: Bool
    var canGrant: Bool
    var facts: [Fact]
    var form: AdminForm
    var inputs: [Input]
    var roles: [RoleRow]
    var pastRoles: [RoleRow]
    var grant: AdminForm
    var roleInputs: [Input]
    var fieldChoices: [Choice]
    var isChoosingRole: Bool
    var lock: AdminForm
    var reset: AdminForm
    var journal: [TimelineItem]
    var problems: [Problem]

    static var fields: [Field<Model>] {
      [
        .text("name", \.name), .text("title", \.title), .text("login", \.login),
        .flag("isLocked", \.isLocked), .flag("mustChangePassword", \.mustChangePassword),
        .flag("wasShown", \.wasShown), .flag("isSelf", \.isSelf), .flag("isManaged", \.isManaged),
        .flag("canGrant", \.canGrant), .list("facts", \.facts), .record("form") { $0.form },
        .list("inputs", \.inputs), .list("roles", \.roles), .list("pastRoles", \.pastRoles),
        .record("grant") { $0.grant }, .list("roleInputs", \.roleInputs),
        .list("fieldChoices", \.fieldChoices), .flag("isChoosingRole", \.isChoosingRole),
        .record("lock") { $0.lock }, .record("reset") { $0.reset }, .list("journal", \.journal),
        .list("problems", \.problems),
      ]
    }
  }

  /// A role held now or before.
  struct RoleRow: TemplateModel {
    var role: String
    var given: String
    var revoked: String?
    var revoke: AdminForm?

    static var fields: [Field<RoleRow>] {
      [
        .text("role", \.role), .text("given", \.given), .optional("revoked", \.revoked),
        .record("revoke") { $0.revoke },
      ]
    }
  }

  static let page = Page<Model>("admin/show-person")
  static let pages: [any PageDeclaration] = [page]
  static let routes: [SiteRoute] = [
    .get(Sitemap.person.pattern, .role(.administrator, .chairman)) { visit in
      try show(visit.seen(visit.read(Sitemap.person)), Typed(), visit)
    },
    .post(Sitemap.person.pattern, .role(.administrator), update),
  ]

  /// Where a repeat of a form leads that has shown a password.
  static func afterPassword(_ id: PersonID) -> String { Sitemap.person.url(id) + "?shown=1" }

  /// What was typed into the page's forms, and what is wrong with it.
  struct Typed {
    var entry: PersonEntry?
    var role: GrantEntry?
    var problems: [Problem] = []
    var status = Status.ok
  }

  private static func update(_ visit: Visit) throws -> Response {
    let seen = try visit.managed(visit.read(Sitemap.person))
    let entry = PersonEntry(visit)
    var typed = Typed(entry: entry, problems: entry.problems(visit), status: .unprocessableContent)
    guard typed.problems.isEmpty else { return try show(seen, typed, visit) }
    do {
      return try visit.once {
        try People.update(
          seen.account.id, entry.facts, version: visit.formVersion(), by: visit.person().id, at: visit.now,
          in: visit.writing)
        return Confirmation.saved.address(Sitemap.person.url(seen.account.id))
      }
    } catch is Outdated {
      typed.problems = PersonEntry(seen.account).inputs(visit).compactMap { input in
        input.overtaken(by: entry.inputs(visit), visit)
      }
      typed.status = .conflict
      return try show(seen, typed, visit)
    }
  }

  static func show(_ seen: SeenPerson, _ typed: Typed, _ visit: Visit) throws -> Response {
    try visit.page(page, model(seen, typed, visit), status: typed.status)
  }

  private static func model(_ seen: SeenPerson, _ typed: Typed, _ visit: Visit) throws -> Model {
    let (account, role) = (seen.account, typed.role ?? GrantEntry())
    let entry = typed.entry ?? PersonEntry(account)
    let isSelf = try visit.person().id == account.id
    return Model(
      name: account.name, title: account.title, login: account.login, isLocked: account.isLocked,
      mustChangePassword: account.mustChangePassword, wasShown: visit.query("shown") == "1", isSelf: isSelf,
      isManaged: seen.isManaged, canGrant: try !isSelf && visit.person().holds(.administrator),
      facts: PersonEntry(account).inputs(visit).filter { !$0.value.isEmpty }.map {
        Fact(label: $0.label, value: $0.value)
      }, form: AdminForm(Sitemap.person.url(account.id), version: account.version),
      inputs: entry.inputs(visit).marked(typed.problems),
      roles: try seen.current.map { try row($0, isSelf: isSelf, visit) },
      pastRoles: try seen.grants.filter { !$0.isCurrent }.map { try row($0, isSelf: isSelf, visit) },
      grant: AdminForm(Sitemap.grantRole.url(account.id)),
      roleInputs: try role.inputs(visit).marked(typed.problems), fieldChoices: try role.fieldChoices(visit),
      isChoosingRole: typed.role != nil,
      lock: AdminForm((account.isLocked ? Sitemap.unlockPerson : Sitemap.lockPerson).url(account.id)),
      reset: AdminForm(Sitemap.resetPassword.url(account.id)),
      journal: try AdminTimeline.items(about: "person \(account.id)", visit), problems: typed.problems)
  }

  private static func row(
    _ held: People.HeldGrant, isSelf: Bool, _ visit: Visit
  ) throws -> RoleRow {
    let mayRevoke = try held.isCurrent && !isSelf && visit.administers(held.grant.agency)
    let by = { (name: String?) in name ?? visit.text("dòng lệnh máy chủ") }
    return RoleRow(
      role: try visit.words(for: held.grant),
      given: "\(held.grantedAt.day.vietnamese), \(by(held.grantedByName))",
      revoked: held.revokedAt.map { "\($0.day.vietnamese), \(by(held.revokedByName))" },
      revoke: mayRevoke ? AdminForm(Sitemap.revokeRole.url(held.person, held.id)) : nil)
  }
}
