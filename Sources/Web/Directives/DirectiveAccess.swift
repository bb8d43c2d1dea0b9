import HTTPServer
import Storage
import Workflow

/// Whose directives a person sees: the office's own and those below it, or those that name his unit.
struct DirectiveAccess {
  /// Roles that see any.
  static let roles: Set<Role> = [.overseer, .inspector, .chairman, .leader]

  private let visit: Visit
  private let person: Person

  init(_ visit: Visit) throws { (self.visit, person) = (visit, try visit.person()) }

  /// The offices whose directives the person sees.
  func offices() throws -> [AgencyID] {
    try Watch.agencies(.overview, visit).map(\.id)
  }

  /// The units for which the person answers.
  var units: [AgencyID] {
    var units: [AgencyID] = []
    for grant in person.grants where grant.role == .chairman || grant.role == .leader {
      if !units.contains(grant.agency) { units.append(grant.agency) }
    }
    return units
  }

  /// Whether the person issues directives and judges replies for an office.
  func issues(for office: AgencyID) -> Bool {
    person.grants.contains { $0.role == .overseer && $0.agency == office && $0.fields.isEmpty }
  }

  /// A directive that the person may see, with the tasks he may see of it: all of an office's, or his own unit's; 404
  /// otherwise.
  func open(_ id: Int64) throws -> (directive: Directives.Stored, tasks: [Directives.Task]) {
    guard let directive = try Directives.directive(id, in: visit.db) else { throw PageNotFound() }
    let tasks = try Directives.tasks(of: id, in: visit.db)
    if try offices().contains(directive.agency) { return (directive, tasks) }
    let own = tasks.filter { units.contains($0.agency) }
    guard !own.isEmpty else { throw PageNotFound() }
    return (directive, own)
  }

  /// What the person's units owe, overdue or not.
  func owed() throws -> [Directives.Task] {
    try units.flatMap { try Directives.open(of: $0, in: visit.db) }
      .filter { [.awaited, .overdue].contains($0.standing(on: visit.now.day)) }
  }
}

extension Directive.Standing {
  var vietnamese: String {
    switch self {
    case .awaited: "Chưa báo cáo"
    case .overdue: "Quá hạn báo cáo"
    case .replied: "Đã báo cáo, chờ xem"
    case .accepted: "Đã chấp nhận"
    }
  }
}
