import HTTPServer
import Storage
import Workflow

/// What was typed about the items of a slip, valid or not. Rows are numbered with gaps, since one may be taken out.
struct SlipEntry: Sendable {
  struct Row: Sendable {
    var number: Int
    var subject = ""
    var name = ""
    var code = ""
    var why = ""
    var toDo = ""

    var isBlank: Bool { [subject, name, why, toDo].allSatisfy(\.isEmpty) }
  }

  private(set) var rows: [Row]

  /// More items than this are no guidance.
  static let most = 30
  private static let mostName = 300
  private static let mostText = 1000

  /// The buttons of the editor: `do` says "add-item" or "remove-item:2".
  private static let add = "add-item"
  private static let remove = "remove-item:"

  /// What is written already, to be edited; one empty row where that is nothing.
  init(_ items: [SupplementItem] = []) {
    rows = items.enumerated().map { index, item in
      Row(
        number: index + 1, subject: SlipSubjects.value(item.subject), name: item.name,
        code: item.code.rawValue, why: item.why, toDo: item.toDo)
    }
    if rows.isEmpty { rows = [Row(number: 1)] }
  }

  init(_ visit: Visit) {
    let numbers = visit.request.form.fields.compactMap { field -> Int? in
      let parts = field.name.split(separator: ".")
      guard parts.count == 3, parts[0] == "item" else { return nil }
      return Int(parts[1]).flatMap { (1...999).contains($0) ? $0 : nil }
    }
    rows = Set(numbers).sorted().prefix(Self.most).map { number in
      let field = { (part: String) in "item.\(number).\(part)" }
      return Row(
        number: number, subject: visit.field(field("subject")), name: visit.field(field("name")),
        code: visit.field(field("code")), why: visit.lines(field("why")), toDo: visit.lines(field("toDo")))
    }
    if rows.isEmpty { rows = [Row(number: 1)] }
  }

  /// The rows after a button of the editor was pressed; nil where it was another button.
  func pressed(_ button: String) -> SlipEntry? {
    var entry = self
    if button == Self.add {
      entry.rows.append(Row(number: next))
    } else if button.hasPrefix(Self.remove) {
      entry.rows.removeAll { button == Self.remove + String($0.number) }
    } else {
      return nil
    }
    if entry.rows.isEmpty { entry.rows = [Row(number: 1)] }
    return entry
  }

  /// The number of the next row.
  var next: Int { (rows.map(\.number).max() ?? 0) + 1 }

  /// The items of the rows that are not empty, and what must be mended in them.
  func items(_ subjects: SlipSubjects, _ visit: Visit) -> (items: [SupplementItem], problems: [Problem]) {
    var (items, problems) = ([SupplementItem](), [Problem]())
    for row in rows where !row.isBlank {
      let found = Self.problems(row, subjects, visit)
      problems += found
      guard found.isEmpty, let chosen = subjects.subject(row.subject),
        let code = SupplementReason(rawValue: row.code)
      else { continue }
      let name = row.name.isEmpty ? chosen.name : row.name
      items.append(
        SupplementItem(subject: chosen.subject, name: name, code: code, why: row.why, toDo: row.toDo))
    }
    if items.isEmpty, problems.isEmpty, let first = rows.first {
      problems.append(
        Problem(
          field: "item.\(first.number).subject", message: visit.text("Ghi ít nhất một mục cần bổ sung.")))
    }
    return (items, problems)
  }

  private static func problems(_ row: Row, _ subjects: SlipSubjects, _ visit: Visit) -> [Problem] {
    var problems: [Problem] = []
    func add(_ part: String, _ message: String) {
      problems.append(Problem(field: "item.\(row.number).\(part)", message: message))
    }
    let chosen = subjects.subject(row.subject)
    if chosen == nil { add("subject", visit.text("Chọn giấy tờ hoặc mục cần bổ sung.")) }
    if row.name.codePoints > mostName || (chosen?.name.isEmpty ?? false) && row.name.isEmpty {
      add("name", visit.text("Ghi tên nội dung cần bổ sung, nhiều nhất 300 ký tự."))
    }
    if SupplementReason(rawValue: row.code) == nil { add("code", visit.text("Chọn loại lý do.")) }
    if row.why.isEmpty || row.why.codePoints > mostText {
      add("why", visit.text("Ghi vì sao cần bổ sung, nhiều nhất 1.000 ký tự."))
    }
    if row.toDo.isEmpty || row.toDo.codePoints > mostText {
      add("toDo", visit.text("Ghi người dân cần làm gì, nhiều nhất 1.000 ký tự."))
    }
    return problems
  }
}
