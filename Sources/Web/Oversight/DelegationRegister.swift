import HTTPServer
import Storage
import Templating
import Workflow

/// The register of delegations to decide at the desk (art 17.5): given and taken back by the agency's leaders and
/// chairman, by a numbered decision, for a time.
enum DelegationRegister: Screen {
  struct Model: TemplateModel {
    var agency: String
    var rows: [Row]
    var actionURL: String
    var hidden: Hidden
    var inputs: [InputModel]
    var problems: [Problem]

    static var fields: [Field<Model>] {
      [
        .text("agency", \.agency), .list("rows", \.rows), .url("actionURL", \.actionURL),
        .record("hidden") { $0.hidden }, .list("inputs", \.inputs), .list("problems", \.problems),
      ]
    }
  }

  struct Row: TemplateModel {
    var person: String
    var scope: String
    var decision: String
    var days: String
    var given: String
    var ended: String
    var endURL: String

    static var fields: [Field<Row>] {
      [
        .text("person", \.person), .text("scope", \.scope), .text("decision", \.decision),
        .text("days", \.days), .text("given", \.given), .text("ended", \.ended), .url("endURL", \.endURL),
        .flag("canEnd") { !$0.endURL.isEmpty },
      ]
    }
  }

  static let page = Page<Model>("oversight/delegations")
  static let pages: [any PageDeclaration] = [page]
  static let routes: [SiteRoute] = [
    .get(Sitemap.delegations.pattern, .role(.leader, .chairman)) { visit in
      try show(visit.managedDesks(visit.read(Sitemap.delegations)), visit, problems: [])
    },
    .post(Sitemap.delegations.pattern, .role(.leader, .chairman)) { visit in
      let agency = try visit.managedDesks(visit.read(Sitemap.delegations))
      var problems = Problems(visit)
      let new = try entry(agency, &problems, visit)
      guard let new, problems.found.isEmpty else {
        return try show(agency, visit, problems: problems.found)
      }
      return try visit.once {
        try Delegations.grant(new, by: visit.person().id, at: visit.now, in: visit.writing)
        return Confirmation.delegated.address(Sitemap.delegations.url(agency.id))
      }
    },
    .post(Sitemap.endDelegation.pattern, .role(.leader, .chairman)) { visit in
      let (id, delegation) = try visit.read(Sitemap.endDelegation)
      let agency = try visit.managedDesks(id)
      return try visit.once {
        try Delegations.revoke(
          delegation, at: agency.id, by: visit.person().id, at: visit.now, in: visit.writing)
        return Confirmation.delegationEnded.address(Sitemap.delegations.url(agency.id))
      }
    },
  ]

  private static func entry(
    _ agency: Agency, _ problems: inout Problems, _ visit: Visit
  ) throws -> Delegations.New? {
    let (person, scope) = (visit.field("person"), visit.field("scope"))
    let decision = visit.field("decision")
    let (from, to) = (Day(vietnamese: visit.field("from")), Day(vietnamese: visit.field("to")))
    let isOfficer = try officers(agency, visit).contains { $0.value == person }
    let isScope = try scopes(agency, visit).contains { $0.value == scope }
    problems.check(isOfficer, "person", "Chọn cán bộ được ủy quyền.")
    problems.check(isScope, "scope", "Chọn thủ tục hoặc lĩnh vực.")
    problems.check(
      (1...50).contains(decision.codePoints), "decision", "Ghi số quyết định, nhiều nhất 50 ký tự.")
    problems.check(from != nil, "from", "Từ ngày: ghi theo mẫu 21/11/2026.")
    problems.check(
      to.map { $0 >= max(from ?? $0, visit.now.day) } ?? false, "to",
      "Đến ngày: ghi theo mẫu 21/11/2026, không trước ngày bắt đầu và hôm nay.")
    guard problems.found.isEmpty, let id = PersonID(person), let from, let to else { return nil }
    let parts = scope.split(separator: ":", maxSplits: 1).map(String.init)
    return Delegations.New(
      agency: agency.id, person: id, scope: parts[0] == "field" ? .field(parts[1]) : .procedure(parts[1]),
      decisionNumber: decision, days: from...to)
  }

  /// The desk officers of the agency; nobody delegates to himself.
  private static func officers(_ agency: Agency, _ visit: Visit) throws -> [Choice] {
    let own = try visit.person().id
    return try People.holders(of: .oneStopOfficer, at: agency.id, in: visit.db).filter { $0.id != own }
      .map { Deputies.choice($0, isChosen: $0.id.description == visit.field("person")) }
  }

  /// What the agency's counter receives: whole fields, then single procedures.
  private static func scopes(_ agency: Agency, _ visit: Visit) throws -> [Choice] {
    let (names, catalogue) = (try visit.reference().fields, try visit.procedures())
    let procedures = catalogue.procedures.map(\.procedure)
      .filter { catalogue.publication(of: $0.code, at: agency.id) != nil }
    let fields = Set(procedures.map(\.field)).map { (id: $0, name: names[$0] ?? $0) }
      .sorted { $0.name < $1.name }
    let chosen = visit.field("scope")
    let whole = fields.map { field in
      Choice("field:\(field.id)", visit.text("Cả lĩnh vực {field}", ["field": field.name]))
    }
    let single = procedures.map { Choice("code:\($0.code)", "\($0.code) – \($0.name)") }
    return (whole + single).map { Choice($0.value, $0.label, isChosen: $0.value == chosen) }
  }

  private static func show(_ agency: Agency, _ visit: Visit, problems: [Problem]) throws -> Response {
    let officers = try officers(agency, visit)
    let inputs = [
      InputModel(
        id: "person", label: visit.text("Cán bộ một cửa được ủy quyền"), isRequired: true,
        choices: [Choice("", visit.text("Chọn cán bộ"))] + officers),
      InputModel(
        id: "scope", label: visit.text("Thủ tục hoặc lĩnh vực"), isRequired: true,
        choices: [Choice("", visit.text("Chọn thủ tục hoặc lĩnh vực"))] + (try scopes(agency, visit))),
      InputModel(
        id: "decision", label: visit.text("Số quyết định ủy quyền"), value: visit.field("decision"),
        hint: visit.text("Ví dụ 05/QĐ-UBND."), isRequired: true, width: "w-20"),
      .day("from", "Từ ngày", visit.field("from"), visit), .day("to", "Đến ngày", visit.field("to"), visit),
    ]
    let model = Model(
      agency: agency.name,
      rows: try Delegations.register(of: agency.id, in: visit.db).map { try row($0, visit) },
      actionURL: Sitemap.delegations.url(agency.id), hidden: Hidden(),
      inputs: inputs.map { $0.marked(problems) }, problems: problems)
    return try visit.page(page, model, status: problems.isEmpty ? .ok : .unprocessableContent)
  }

  private static func row(_ delegation: Delegations.Delegation, _ visit: Visit) throws -> Row {
    let reference = try visit.reference()
    let scope =
      switch delegation.scope {
      case .field(let id): reference.fields[id] ?? id
      case .procedure(let code):
        reference.procedure(code, on: visit.now.day)?.procedure.name ?? code
      }
    let days = [delegation.days.lowerBound, delegation.days.upperBound].map(\.vietnamese)
    return Row(
      person: delegation.personName, scope: scope, decision: delegation.decisionNumber,
      days: days.joined(separator: " – "),
      given: "\(delegation.grantedAt.day.vietnamese), \(delegation.grantedByName)",
      ended: delegation.revokedAt.map { "\($0.day.vietnamese), \(delegation.revokedByName ?? "")" } ?? "",
      endURL: delegation.isOpen(on: visit.now.day)
        ? Sitemap.endDelegation.url(delegation.agency, delegation.id) : "")
  }
}
