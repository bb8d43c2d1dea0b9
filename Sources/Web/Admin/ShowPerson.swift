import HTTPServer
import Storage
import Templating
import Workflow

/// An account: facts, roles, lock, password, and what was done to it.
enum ShowPerson: Screen {
  struct Model: TemplateModel {
    var name: String
    var login: String
    var state: String
    var isLocked: Bool
    var mayChange: Bool
    var hidden: Hidden
    var inputs: [InputModel]
    var grants: [HeldRole]
    var grant: GrantEntry
    /// Open dossiers on the person's desks.
    var open: Int
    var notes: [NoteRow]
    var problems: [Problem]
    var changed: Changed?
    var urls: URLs

    static var fields: [Field<Model>] {
      [
        .text("name", \.name), .text("login", \.login), .text("state", \.state),
        .flag("isLocked", \.isLocked), .flag("mayChange", \.mayChange), .record("hidden") { $0.hidden },
        .list("inputs", \.inputs), .list("grants", \.grants), .record("grant") { $0.grant },
        .number("open", \.open), .list("notes", \.notes), .list("problems", \.problems),
        .record("changed") { $0.changed }, .url("selfURL", \.urls.facts),
        .url("lockURL", \.urls.lock), .url("unlockURL", \.urls.unlock), .url("resetURL", \.urls.reset),
        .url("grantURL", \.urls.grant),
      ]
    }
  }

  /// Where the page's forms lead.
  struct URLs: Sendable {
    let facts: String
    let lock: String
    let unlock: String
    let reset: String
    let grant: String

    init(_ id: PersonID) {
      facts = Sitemap.person.url(id)
      lock = Sitemap.lockPerson.url(id)
      unlock = Sitemap.unlockPerson.url(id)
      reset = Sitemap.resetPassword.url(id)
      grant = Sitemap.grantRole.url(id)
    }
  }

  static let page = Page<Model>("admin/person")
  static let pages: [any PageDeclaration] = [page]
  static let routes: [SiteRoute] = [
    .get(Sitemap.person.pattern, .role(.administrator)) { visit in
      let account = try visit.administeredAccount(visit.read(Sitemap.person))
      return try show(account, PersonEntry(account), visit, problems: [])
    },
    .post(Sitemap.person.pattern, .role(.administrator)) { visit in
      let account = try visit.changeableAccount(visit.read(Sitemap.person))
      let entry = PersonEntry(visit)
      let problems = entry.problems(visit) + entry.certificateProblems(visit)
      guard problems.isEmpty else { return try show(account, entry, visit, problems: problems) }
      let url = Sitemap.person.url(account.id)
      return try visit.once(refusing: {
        try visit.formVersion() == account.version
          ? nil : show(account, entry, visit, problems: [], isChanged: true)
      }) {
        try People.setFacts(
          name: entry.name, title: entry.title, phone: entry.phoneDigits, email: entry.email,
          certificate: entry.certificate, of: account.id,
          by: visit.person().id, at: visit.now, in: visit.writing)
        return Confirmation.saved.address(url)
      }
    },
  ]

  static func show(
    _ account: People.Account, _ entry: PersonEntry, _ visit: Visit, problems: [Problem],
    isChanged: Bool = false
  ) throws -> Response {
    let drawn = inputs(PersonEntry(account), visit, []).map { DrawnValue($0) }
    let changed =
      isChanged ? try Changed(visit.changes(to: drawn), subject: "person \(account.id)", visit) : nil
    let mayChange = try visit.mayChange(account)
    let grants = try People.heldGrants(of: account.id, in: visit.db)
    let model = Model(
      name: account.name, login: account.login, state: state(account, visit), isLocked: account.isLocked,
      mayChange: mayChange, hidden: Hidden(version: account.version, drawn: drawn),
      inputs: inputs(entry, visit, problems),
      grants: try grants.map { held in
        var row = try HeldRole(held, visit)
        if mayChange, held.revokedAt == nil { row.revokeURL = Sitemap.revokeRole.url(account.id, held.id) }
        return row
      },
      grant: try GrantEntry(
        visit, agency: grants.first { $0.revokedAt == nil }?.grant.agency, problems: problems),
      open: try Desks.open(of: account.id, in: visit.db).count,
      notes: try NoteRow.list(about: "person \(account.id)", visit), problems: problems,
      changed: changed, urls: URLs(account.id))
    return try visit.page(page, model, status: .of(problems, changed))
  }

  private static func inputs(_ entry: PersonEntry, _ visit: Visit, _ problems: [Problem]) -> [InputModel] {
    entry.inputs(visit, problems: problems) + entry.certificateInputs(visit, problems: problems)
  }

  private static func state(_ account: People.Account, _ visit: Visit) -> String {
    if account.isLocked { return visit.text("Đã khóa") }
    return account.mustChangePassword
      ? visit.text("Chờ đổi mật khẩu lần đầu") : visit.text("Đang hoạt động")
  }
}
