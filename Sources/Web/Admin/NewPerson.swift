import HTTPServer
import Storage
import Templating
import Workflow

/// A new account of staff with its first role and a first password that must be changed (F000-05).
enum NewPerson: Screen {
  struct Model: TemplateModel {
    var hidden: Hidden
    var inputs: [Input]
    var roleInputs: [Input]
    var fieldChoices: [Choice]
    var problems: [Problem]

    static var fields: [Field<Model>] {
      [
        .record("hidden") { $0.hidden }, .list("inputs", \.inputs), .list("roleInputs", \.roleInputs),
        .list("fieldChoices", \.fieldChoices), .list("problems", \.problems),
      ]
    }
  }

  static let page = Page<Model>("admin/new-person")
  static let pages: [any PageDeclaration] = [page]
  static let routes: [SiteRoute] = [
    .get(Sitemap.newPerson.pattern, .role(.administrator)) { visit in
      try show(PersonEntry(), GrantEntry(), [], visit)
    },
    .post(Sitemap.newPerson.pattern, .role(.administrator), lane: .costly, create),
  ]

  private static func show(
    _ entry: PersonEntry, _ role: GrantEntry, _ problems: [Problem], _ visit: Visit
  ) throws -> Response {
    let inputs = [entry.loginInput(visit)] + entry.inputs(visit)
    let model = Model(
      hidden: Hidden(), inputs: inputs.marked(problems),
      roleInputs: try role.inputs(visit).marked(problems), fieldChoices: try role.fieldChoices(visit),
      problems: problems)
    return try visit.page(page, model, status: problems.isEmpty ? .ok : .unprocessableContent)
  }

  @Sendable private static func create(_ visit: Visit) throws -> Response {
    let (entry, role) = (PersonEntry(visit), GrantEntry(visit))
    let problems = entry.loginProblems(visit) + entry.problems(visit) + (try role.problems(visit))
    guard problems.isEmpty, let grant = try role.grant(visit) else {
      return try show(entry, role, problems, visit)
    }
    let password = Secrets.readable()
    let hash = Passwords.hash(password)
    return visit.handOn(to: .write) { visit in
      do { return try store(entry, grant, password: password, hash: hash, visit) } catch is People.LoginTaken
      {
        let taken = Problem(
          field: "login", message: visit.text("Tên đăng nhập: đã có người dùng, chọn tên khác."))
        return try show(entry, role, [taken], visit)
      }
    }
  }

  private static func store(
    _ entry: PersonEntry, _ grant: Grant, password: String, hash: String, _ visit: Visit
  ) throws -> Response {
    var new = People.New(kind: .staff, login: entry.login, password: hash, name: entry.facts.name)
    (new.title, new.phone, new.email) = (entry.facts.title, entry.facts.phone, entry.facts.email)
    new.mustChangePassword = true
    return try visit.onceShowing {
      let id = try People.createStaff(
        new, first: grant, by: visit.person().id, at: visit.now, in: visit.writing)
      return (
        answer: ShowPerson.afterPassword(id),
        page: try ShowPassword.show(entry.login, entry.name, password, Sitemap.person.url(id), visit)
      )
    }
  }
}
