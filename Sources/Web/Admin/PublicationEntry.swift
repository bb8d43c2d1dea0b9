import HTTPServer
import Storage
import Workflow

/// What an administrator types about procedures of a unit: the decision, who answers for them, from when.
struct PublicationEntry: Sendable {
  var codes: Set<String> = []
  var decisionNumber = ""
  var decisionDay = ""
  var responsible = ""
  var from = ""

  init(today: Day) { from = today.vietnamese }

  init(_ visit: Visit) {
    codes = Set(visit.request.form.all("code"))
    decisionNumber = visit.field("decisionNumber")
    decisionDay = visit.field("decisionDay")
    responsible = visit.field("responsible")
    from = visit.field("from")
  }

  func publications(at agency: AgencyID, _ visit: Visit) -> [Reference.Publication] {
    guard let from = visit.day(from) else { return [] }
    return codes.sorted().map { code in
      Reference.Publication(
        agency: agency, code: code, decisionNumber: decisionNumber,
        decisionDay: visit.day(decisionDay)?.iso ?? "", responsible: responsible,
        days: ClosedDays(from: from))
    }
  }

  func inputs(_ visit: Visit) -> [Input] {
    [
      Input(
        "decisionNumber", visit.text("Số quyết định công bố"), decisionNumber,
        hint: visit.text("Ví dụ 3159/QĐ-UBND.")),
      Input(day: "decisionDay", visit.text("Ngày quyết định"), decisionDay),
      Input("responsible", visit.text("Người phụ trách"), responsible, isRequired: true),
      Input(day: "from", visit.text("Tiếp nhận từ ngày"), from, isRequired: true),
    ]
  }

  /// - Parameter offered: the codes that the page offers.
  func problems(offered: Set<String>, _ visit: Visit) -> [Problem] {
    let claims: [(isWrong: Bool, field: String, message: String)] = [
      (
        decisionNumber.count > 60, "decisionNumber", "Số quyết định công bố: nhiều nhất 60 ký tự."
      ),
      (
        !decisionDay.isEmpty && visit.day(decisionDay) == nil, "decisionDay",
        "Ngày quyết định: viết theo mẫu 21/11/2026."
      ),
      (
        !(1...120).contains(responsible.count), "responsible",
        "Người phụ trách: ghi họ tên, nhiều nhất 120 ký tự."
      ),
      (visit.day(from) == nil, "from", "Tiếp nhận từ ngày: viết theo mẫu 21/11/2026."),
      (codes.isEmpty || !codes.isSubset(of: offered), "codes", "Thủ tục: chọn ít nhất một thủ tục."),
    ]
    return claims.filter(\.isWrong).map { Problem(field: $0.field, message: visit.text($0.message)) }
  }
}
