import HTTPServer
import Storage
import Templating
import Workflow

/// The decision by which a unit's counter receives procedures, as it was typed (F003-01, F002-05).
struct PublicationEntry: Sendable {
  var number = ""
  var day = ""
  var responsible = ""
  var from = ""
  var to = ""
  var posted = ""

  init(today: Day) { from = today.vietnamese }

  init(_ publication: Reference.Publication) {
    number = publication.decisionNumber
    day = Day(iso: publication.decisionDay)?.vietnamese ?? ""
    responsible = publication.responsible
    from = publication.days.from.vietnamese
    to = publication.days.to?.vietnamese ?? ""
    posted = publication.postedFrom?.vietnamese ?? ""
  }

  init(_ visit: Visit) {
    number = visit.field("number")
    day = visit.field("day")
    responsible = visit.field("responsible")
    from = visit.field("from")
    to = visit.field("to")
    posted = visit.field("posted")
  }

  func inputs(_ visit: Visit, isNew: Bool, problems: [Problem]) -> [InputModel] {
    var inputs = [
      InputModel(
        id: "number", label: visit.text("Số quyết định công bố"), value: number,
        hint: visit.text("Ví dụ 3159/QĐ-UBND. Để trống nếu chưa có dữ liệu."), width: "w-20"),
      InputModel(id: "day", label: visit.text("Ngày quyết định"), value: day, width: "w-10"),
      InputModel(id: "responsible", label: visit.text("Người chịu trách nhiệm"), value: responsible),
      InputModel(
        id: "posted", label: visit.text("Niêm yết tại trụ sở từ ngày"), value: posted,
        hint: visit.text("Để trống khi chưa niêm yết. Dùng để chấm tiêu chí công khai."), width: "w-10"),
    ]
    if isNew {
      inputs.append(
        InputModel(
          id: "from", label: visit.text("Tiếp nhận từ ngày"), value: from, isRequired: true, width: "w-10"))
    } else {
      inputs.append(
        InputModel(
          id: "to", label: visit.text("Tiếp nhận đến hết ngày"), value: to,
          hint: visit.text("Để trống khi còn tiếp nhận."), width: "w-10"))
    }
    return inputs.map { $0.marked(problems) }
  }

  func problems(_ visit: Visit) -> [Problem] {
    var problems = Problems(visit)
    let first = Day(vietnamese: from)
    problems.check(number.codePoints <= 60, "number", "Số quyết định công bố: nhiều nhất 60 ký tự.")
    problems.check(
      day.isEmpty || Day(vietnamese: day) != nil, "day", "Ngày quyết định: theo mẫu 21/11/2026.")
    problems.check(
      responsible.codePoints <= 120, "responsible", "Người chịu trách nhiệm: nhiều nhất 120 ký tự.")
    problems.check(
      posted.isEmpty || Day(vietnamese: posted) != nil, "posted",
      "Niêm yết tại trụ sở từ ngày: theo mẫu 21/11/2026.")
    problems.check(first != nil, "from", "Tiếp nhận từ ngày: theo mẫu 21/11/2026.")
    let last = Day(vietnamese: to)
    problems.check(
      to.isEmpty || (last != nil && (first.map { last ?? $0 >= $0 } ?? true)), "to",
      "Tiếp nhận đến hết ngày: theo mẫu 21/11/2026, không trước ngày bắt đầu.")
    return problems.found
  }

  /// What is stored for one procedure; nil while the first day is unusable.
  func publication(of code: String, at agency: AgencyID) -> Reference.Publication? {
    Day(vietnamese: from).map { first in
      Reference.Publication(
        agency: agency, code: code, decisionNumber: number, decisionDay: Day(vietnamese: day)?.iso ?? "",
        responsible: responsible, days: ClosedDays(from: first, to: Day(vietnamese: to)),
        postedFrom: Day(vietnamese: posted))
    }
  }

  /// Stores it and notes who did.
  static func write(_ publication: Reference.Publication, _ visit: Visit) throws {
    try Agencies.publish(publication, in: visit.writing)
    try People.note(
      "publish", subject: subject(publication),
      detail: "\(publication.code), \(publication.decisionNumber)", by: visit.person().id, at: visit.now,
      in: visit.writing)
  }

  /// Whom the administration journal tells of it.
  static func subject(_ publication: Reference.Publication) -> String { "agency \(publication.agency)" }
}
