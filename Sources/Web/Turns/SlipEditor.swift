import Storage
import Templating
import Workflow

/// The editor of a slip's items: rows to choose from and to write into; works without script.
struct SlipEditor: TemplateModel {
  var rows: [Row]
  /// The row that the script copies.
  var blank: [Row]
  var next: Int

  static var fields: [Field<SlipEditor>] {
    [.list("rows", \.rows), .list("blank", \.blank), .number("next", \.next)]
  }

  init(_ entry: SlipEntry, _ subjects: SlipSubjects, _ problems: [Problem], _ visit: Visit) {
    rows = entry.rows.map { Row($0, number: String($0.number), subjects, problems, visit) }
    blank = [Row(SlipEntry.Row(number: 0), number: "__i__", subjects, [], visit)]
    next = entry.next
  }

  struct Row: TemplateModel {
    var number: String
    var groups: [SlipSubjects.Group]
    var problem: String?
    var inputs: [InputModel]

    static var fields: [Field<Row>] {
      [
        .text("number", \.number), .list("groups", \.groups), .optional("problem", \.problem),
        .list("inputs", \.inputs),
      ]
    }

    init(
      _ row: SlipEntry.Row, number: String, _ subjects: SlipSubjects, _ problems: [Problem], _ visit: Visit
    ) {
      self.number = number
      groups = subjects.groups(chosen: row.subject, visit)
      problem = problems.first { $0.field == "item.\(number).subject" }?.message
      let id = { (part: String) in "item.\(number).\(part)" }
      let inputs = [
        InputModel(
          id: id("name"), label: visit.text("Ghi rõ tên"), value: row.name,
          hint: visit.text("Để trống thì lấy tên của giấy tờ hoặc mục đã chọn.")),
        InputModel(
          id: id("code"), label: visit.text("Loại lý do"), isRequired: true,
          choices: SupplementReason.allCases.map {
            Choice($0.rawValue, visit.text($0.vietnamese), isChosen: $0.rawValue == row.code)
          }),
        InputModel(
          id: id("why"), label: visit.text("Vì sao cần bổ sung"), value: row.why, isRequired: true, rows: 2),
        InputModel(
          id: id("toDo"), label: visit.text("Người dân cần làm gì"), value: row.toDo, isRequired: true,
          rows: 2),
      ]
      self.inputs = inputs.map { $0.marked(problems) }
    }
  }
}
