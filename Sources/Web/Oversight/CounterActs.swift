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
    var problem: String?

    static var fields: [Field<Model>] {
      [
        .text("agency", \.agency), .list("rows", \.rows), .url("nextURL") { $0.nextURL ?? "" },
        .flag("hasNext") { $0.nextURL != nil }, .optional("problem", \.problem),
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
    var hidden: Hidden

    static var fields: [Field<Row>] {
      [
        .text("id", \.id), .text("at", \.at), .text("officer", \.officer), .text("login", \.login),
        .text("what", \.what), .text("identity", \.identity), .text("reason", \.reason),
        .url("undoURL", \.undoURL), .record("hidden") { $0.hidden },
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
        refusing: { try show(agency, visit, problem: $0) }, then: Sitemap.counterActs.url(agency.id))
    },
  ]

  private static func show(_ agency: Agency, _ visit: Visit, problem: String? = nil) throws -> Response {
    let acts = try CounterAct.list(at: agency.id, after: Int64(visit.query("after")), in: visit.db)
    let shown = acts.prefix(CounterAct.pageSize)
    let url = Sitemap.counterActs.url(agency.id)
    let model = Model(
      agency: agency.name, rows: try shown.map { try row($0, agency, visit) },
      nextURL: acts.count > shown.count ? shown.last.map { "\(url)?after=\($0.id)" } : nil, problem: problem)
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
