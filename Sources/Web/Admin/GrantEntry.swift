import HTTPServer
import Storage
import Templating
import Workflow

/// A role as an administrator chose it: where, which, for which fields.
struct GrantEntry: TemplateModel {
  var role: String
  var roles: [Choice]
  var agencies: [Choice]
  var procedureFields: [Choice]

  static var fields: [Field<GrantEntry>] {
    [
      .list("roles", \.roles), .list("agencies", \.agencies), .list("procedureFields", \.procedureFields),
    ]
  }

  /// What may be chosen, with what was.
  init(_ visit: Visit, agency: AgencyID? = nil) throws {
    let typed = visit.request.method == .post
    let role = visit.field("role")
    let chosen = typed ? visit.field("agency") : agency?.description ?? ""
    let fields = Set(visit.request.form.all("field"))
    self.role = role
    roles = Role.grantable.map {
      Choice($0.rawValue, visit.text($0.vietnamese), isChosen: $0.rawValue == role)
    }
    agencies = try AgencyChoices.list(visit, chosen: chosen)
    procedureFields = try visit.reference().fields.sorted { $0.value < $1.value }.map {
      Choice($0.key, $0.value, isChosen: fields.contains($0.key))
    }
  }

  /// The chosen grant, where every part is one that was offered.
  func grant() -> Grant? {
    guard let role = Role(rawValue: role), Role.grantable.contains(role),
      let agency = agencies.first(where: \.isChosen).flatMap({ AgencyID($0.value) })
    else { return nil }
    return Grant(
      role: role, agency: agency, fields: Set(procedureFields.filter(\.isChosen).map(\.value)))
  }

  func problems(_ visit: Visit) -> [Problem] {
    var problems: [Problem] = []
    if !agencies.contains(where: \.isChosen) {
      problems.append(Problem(field: "agency", message: visit.text("Cơ quan: chọn trong danh sách.")))
    }
    if !roles.contains(where: \.isChosen) {
      problems.append(Problem(field: "role", message: visit.text("Vai trò: chọn trong danh sách.")))
    }
    return problems
  }
}

/// The agencies an administrator may choose from, indented by their place in the tree.
enum AgencyChoices {
  static func list(_ visit: Visit, chosen: String) throws -> [Choice] {
    let (agencies, reference) = (try visit.administered(), try visit.reference())
    let top = agencies.map { reference.ancestors(of: $0.id).count }.min() ?? 0
    return agencies.map { agency in
      let depth = reference.ancestors(of: agency.id).count - top
      let value = agency.id.description
      return Choice(
        value, String(repeating: "— ", count: depth) + agency.name, isChosen: value == chosen)
    }
  }
}
