import HTTPServer
import Storage
import Templating
import Workflow

/// A new account of staff with its first role. Its password works once: the first sign-in must change it (F000-05).
enum CreatePerson: Screen {
  struct Model: TemplateModel {
    var hidden: Hidden
    var inputs: [InputModel]
    var grant: GrantEntry
    var problems: [Problem]

    static var fields: [Field<Model>] {
      [
        .record("hidden") { $0.hidden }, .list("inputs", \.inputs), .record("grant") { $0.grant },
        .list("problems", \.problems),
      ]
    }
  }

  static let page = Page<Model>("admin/create-person")
  static let pages: [any PageDeclaration] = [page]
  static let routes: [SiteRoute] = [
    .get(Sitemap.newPerson.pattern, .role(.administrator)) { visit in
      try show(PersonEntry(), visit, problems: [])
    },
    .post(
      Sitemap.newPerson.pattern, .role(.administrator), lane: .password, body: .form(maximum: 64 << 10),
      create),
  ]

  @Sendable private static func create(_ visit: Visit) throws -> Response {
    let entry = PersonEntry(visit)
    let chosen = try GrantEntry(visit)
    let problems = entry.problems(visit) + entry.loginProblems(visit) + chosen.problems(visit)
    guard problems.isEmpty else { return try show(entry, visit, problems: problems) }
    let password = Passwords.oneTime()
    let stored = Passwords.hash(password)
    return visit.handOn(to: .write) { visit in
      do {
        return try PasswordOnce.show(password, visit) { try write(entry, chosen, stored, visit) }
      } catch is People.LoginTaken {
        let problem = Problem(field: "login", message: visit.text("Tên đăng nhập này đã có người dùng."))
        return try show(entry, visit, problems: [problem])
      }
    }
  }

  private static func write(
    _ entry: PersonEntry, _ chosen: GrantEntry, _ password: String, _ visit: Visit
  ) throws -> PersonID {
    let administrator = try visit.person().id
    var new = People.New(kind: .staff, login: entry.login, password: password, name: entry.name)
    new.mustChangePassword = true
    new.title = entry.title
    new.phone = entry.phoneDigits
    new.email = entry.email
    let id = try People.create(new, at: visit.now, in: visit.writing)
    try People.note(
      "create", subject: "person \(id)", detail: entry.login, by: administrator, at: visit.now,
      in: visit.writing)
    for grant in chosen.grants() {
      try People.grant(
        grant, decision: chosen.decision, to: id, by: administrator, at: visit.now, in: visit.writing)
    }
    return id
  }

  private static func show(
    _ entry: PersonEntry, _ visit: Visit, problems: [Problem]
  ) throws -> Response {
    let model = Model(
      hidden: Hidden(),
      inputs: [entry.loginInput(visit, problems: problems)] + entry.inputs(visit, problems: problems),
      grant: try GrantEntry(visit, problems: problems), problems: problems)
    return try visit.page(page, model, status: problems.isEmpty ? .ok : .unprocessableContent)
  }
}
