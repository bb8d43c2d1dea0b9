import HTTPServer
import Storage
import Templating
import Workflow

/// What the agency's counter did to citizens' accounts: bound, unbound, given new passwords. The chairman sees each of
/// them, and undoes a binding that was a mistake (decision 1).
enum CounterActs: Screen {
  struct Model: TemplateModel {
    var agency: String
    var rows: [Row]
    var nextURL: String?
    var problems: [Problem]

    static var fields: [Field<Model>] {
      [
        .text("agency", \.agency), .list("rows", \.rows), .url("nextURL") { $0.nextURL ?? "" },
        .flag("hasNext") { $0.nextURL != nil }, .list("problems", \.problems),
      ]
    }
  }

  struct Row: TemplateModel {
    var id: String
    var at: String
    var officer: String
    var login: String
    var what: String
    var identity: String
    var reason: String
    /// Where the binding can be undone; empty where it does not stand.
    var undoURL: String
    var undoing: InputModel
    var hidden: Hidden

    static var fields: [Field<Row>] {
      [
        .text("id", \.id), .text("at", \.at), .text("officer", \.officer), .text("login", \.login),
        .text("what", \.what), .text("identity", \.identity), .text("reason", \.reason),
        .url("undoURL", \.undoURL), .record("undoing") { $0.undoing }, .record("hidden") { $0.hidden },
        .flag("isUndoing") { !$0.undoing.problem.isEmpty },
      ]
    }
  }

  static let page = Page<Model>("oversight/counter-acts")
  static let pages: [any PageDeclaration] = [page]
  static let routes: [SiteRoute] = [
    .get(Sitemap.counterActs.pattern, .role(.chairman)) { visit in
      try show(Watch.agency(.people, visit.read(Sitemap.counterActs), visit), visit)
    },
    .post(Sitemap.undoBinding.pattern, .role(.chairman)) { visit in
      let (id, person) = try visit.read(Sitemap.undoBinding)
      let agency = try Watch.agency(.people, id, visit)
      let account = try visit.citizenAccount(person)
      return try visit.unbind(
        account, at: agency.id, by: { $0.agency == agency.id },
        refusing: { try show(agency, visit, problem: (account.id, $0)) },
        then: Sitemap.counterActs.url(agency.id))
    },
  ]

  /// - Parameter problem: what must be mended of undoing the binding of an account.
  private static func show(
    _ agency: Agency, _ visit: Visit, problem: (account: PersonID, message: String)? = nil
  ) throws -> Response {
    let acts = try CounterAct.list(at: agency.id, after: Int64(visit.query("after")), in: visit.db)
    let shown = acts.prefix(CounterAct.pageSize)
    let url = Sitemap.counterActs.url(agency.id)
    var rows = try shown.map { try row($0, agency, visit) }
    var problems: [Problem] = []
    if let problem, let index = shown.firstIndex(where: { $0.account == problem.account }) {
      problems = [Problem(field: rows[index].undoing.id, message: problem.message)]
      rows[index].undoing.value = visit.lines("reason")
      rows[index].undoing.problem = problem.message
    }
    let model = Model(
      agency: agency.name, rows: rows,
      nextURL: acts.count > shown.count ? shown.last.map { "\(url)?after=\($0.id)" } : nil,
      problems: problems)
    return try visit.page(page, model, status: problem == nil ? .ok : .unprocessableContent)
  }

  private static func row(_ act: CounterAct, _ agency: Agency, _ visit: Visit) throws -> Row {
    let binding = try People.binding(of: act.account, in: visit.db)
    let stands = act.what == .bind && binding?.agency == agency.id && binding?.at == act.at
    let version = stands ? try People.account(act.account, in: visit.db)?.version : nil
    return Row(
      id: String(act.id), at: act.at.vietnamese, officer: act.officer, login: act.login,
      what: visit.text(act.what.vietnamese), identity: identity(act.identity, visit), reason: act.reason,
      undoURL: stands ? Sitemap.undoBinding.url(agency.id, act.account) : "",
      undoing: .unbinding("reason.\(act.id)", "", visit),
      hidden: Hidden(version: version ?? 0))
  }

  /// "cccd ********0123" with the kind in words.
  private static func identity(_ stored: String, _ visit: Visit) -> String {
    let parts = stored.split(separator: " ", maxSplits: 1).map(String.init)
    guard parts.count == 2, let kind = IdentityKind(rawValue: parts[0]) else { return "" }
    return "\(visit.text(kind.vietnamese)) \(parts[1])"
  }
}

extension CounterAct.What {
  var vietnamese: String {
    switch self {
    case .bind: "Gắn tài khoản với giấy tờ"
    case .unbind: "Gỡ gắn tài khoản"
    case .password: "Cấp mật khẩu dùng một lần"
    }
  }
}
