import HTTPServer
import Storage
import Templating
import Workflow

/// A role as an administrator chose it: where, which, for which fields, until when; an inspector's for several units at once, by
/// a decision and with a last day (F001-09).
struct GrantEntry: TemplateModel {
  private let role: String
  private let roles: [Choice]
  private let agencies: [Choice]
  private let units: [Choice]
  private let procedureFields: [Choice]
  private let until: String
  /// The number of the decision it rests on.
  let decision: String
  private let endInputs: [InputModel]

  static var fields: [Field<GrantEntry>] {
    [
      .list("roles", \.roles), .list("agencies", \.agencies), .list("units", \.units),
      .list("procedureFields", \.procedureFields), .list("endInputs", \.endInputs),
    ]
  }

  /// What may be chosen, with what was.
  ///
  /// - Parameter problems: what must be mended, told at its field.
  init(_ visit: Visit, agency: AgencyID? = nil, problems: [Problem] = []) throws {
    let typed = visit.request.method == .post
    let role = visit.field("role")
    let chosen = typed ? visit.field("agency") : agency?.description ?? ""
    let (fields, others) = (Set(visit.request.form.all("field")), Set(visit.request.form.all("unit")))
    self.role = role
    roles = Role.grantable.map {
      Choice($0.rawValue, visit.text($0.vietnamese), isChosen: $0.rawValue == role)
    }
    agencies = try AgencyChoices.list(visit, chosen: chosen)
    units = try AgencyChoices.list(visit, chosen: "").map {
      Choice($0.value, $0.label, isChosen: others.contains($0.value))
    }
    procedureFields = try visit.reference().fields.sorted { $0.value < $1.value }.map {
      Choice($0.key, $0.value, isChosen: fields.contains($0.key))
    }
    (until, decision) = (visit.field("lastDay"), visit.field("decision"))
    endInputs = [
      InputModel(
        id: "lastDay", label: visit.text("Đến hết ngày"), value: until,
        hint: visit.text(
          "Theo mẫu 21/11/2026. Đoàn kiểm tra phải có; vai trò khác để trống khi không có hạn."),
        width: "w-10"),
      InputModel(
        id: "decision", label: visit.text("Số quyết định"), value: decision,
        hint: visit.text("Quyết định kiểm tra hoặc phân công; đoàn kiểm tra phải có."), width: "w-20"),
    ].map { $0.marked(problems) }
  }

  /// The chosen grants, where every part is one that was offered: one, or an inspector's one for each unit.
  func grants() -> [Grant] {
    guard let role = Role(rawValue: role), Role.grantable.contains(role),
      let agency = agencies.first(where: \.isChosen).flatMap({ AgencyID($0.value) })
    else { return [] }
    let others = role == .inspector ? units.filter(\.isChosen).compactMap { AgencyID($0.value) } : []
    return ([agency] + others.filter { $0 != agency }).map {
      Grant(
        role: role, agency: $0, fields: Set(procedureFields.filter(\.isChosen).map(\.value)),
        until: Day(vietnamese: until))
    }
  }

  func problems(_ visit: Visit) -> [Problem] {
    var problems = Problems(visit)
    let isInspector = role == Role.inspector.rawValue
    let day = Day(vietnamese: until)
    problems.check(agencies.contains(where: \.isChosen), "agency", "Cơ quan: chọn trong danh sách.")
    problems.check(roles.contains(where: \.isChosen), "role", "Vai trò: chọn trong danh sách.")
    problems.check(
      until.isEmpty ? !isInspector : day.map { $0 >= visit.now.day } ?? false, "lastDay",
      "Đến hết ngày: ghi theo mẫu 21/11/2026, không trước hôm nay; đoàn kiểm tra phải có.")
    problems.check(
      !isInspector || day.map { $0 <= visit.now.day + Grant.mostInspectionDays } ?? true, "lastDay",
      "Đến hết ngày: đoàn kiểm tra được xem nhiều nhất một năm.")
    problems.check(
      decision.codePoints <= 60 && (!isInspector || !decision.isEmpty), "decision",
      "Số quyết định: nhiều nhất 60 ký tự; đoàn kiểm tra phải có.")
    return problems.found
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
