import HTTPServer
import Storage
import Workflow

/// A role, an agency and perhaps fields, as chosen in a form.
struct GrantEntry: Sendable {
  var role = ""
  var agency = ""
  var fields: Set<String> = []

  init() {}

  init(_ visit: Visit) {
    role = visit.field("role")
    agency = visit.field("agency")
    fields = Set(visit.request.form.all("field"))
  }

  /// The role to give; nil where the choice is none that the form offers.
  func grant(_ visit: Visit) throws -> Grant? {
    let reference = try visit.reference()
    guard let role = Role(rawValue: role), Role.grantable.contains(role), let id = AgencyID(agency),
      reference.agency(id) != nil, try visit.administers(id),
      fields.allSatisfy({ reference.fields[$0] != nil })
    else { return nil }
    return Grant(role: role, agency: id, fields: role == .administrator ? [] : fields)
  }

  func inputs(_ visit: Visit) throws -> [Input] {
    let agencies = try visit.reference().agencies.filter { try visit.administers($0.id) }
    let none = { Choice("", visit.text("Chọn…")) }
    return [
      Input(
        choice: "role", visit.text("Vai trò"),
        [none()]
          + Role.grantable.map {
            Choice($0.rawValue, visit.text($0.vietnamese), isChosen: $0.rawValue == role)
          }, isRequired: true),
      Input(
        choice: "agency", visit.text("Tại cơ quan"),
        [none()] + (try AgencyChoices.list(agencies, chosen: AgencyID(agency), visit)), isRequired: true),
    ]
  }

  func fieldChoices(_ visit: Visit) throws -> [Choice] {
    try visit.reference().fields.sorted { $0.value < $1.value }
      .map { Choice($0.key, $0.value, isChosen: fields.contains($0.key)) }
  }

  func problems(_ visit: Visit) throws -> [Problem] {
    guard try grant(visit) == nil else { return [] }
    let isRoleChosen = Role(rawValue: role).map { Role.grantable.contains($0) } ?? false
    return [
      isRoleChosen
        ? Problem(field: "agency", message: visit.text("Tại cơ quan: chọn cơ quan ông/bà quản trị."))
        : Problem(field: "role", message: visit.text("Vai trò: chọn một vai trò."))
    ]
  }
}
