import Storage
import Templating
import Workflow

/// Draws a form from its description: the questions that apply, with what was typed and what is wrong with it.
struct FormDrawing {
  let form: FormDescription
  /// The questions to draw.
  let applied: AppliedForm
  /// What was typed so far.
  let answers: FormAnswers
  /// Shown beside the fields; empty before anything was sent.
  let problems: [FieldProblem]
  /// The table that gets an empty row to type into.
  let adding: String
  let visit: Visit

  /// More options than this are a list to open instead of buttons.
  private static let mostButtons = 4

  func sections() -> [DrawnSection] {
    applied.sections.map { applied in
      let onlyField = applied.fields.count == 1 ? applied.fields.first?.field : nil
      let isTitled = onlyField?.label == applied.section.title
      return DrawnSection(
        title: applied.section.title, hint: applied.section.hint,
        items: applied.fields.flatMap { items(of: $0, isTitled: isTitled) })
    }
  }

  /// The questions one after another, without the headings of their sections.
  func questions() -> [FormItem] {
    applied.sections.flatMap(\.fields).flatMap { items(of: $0) }
  }

  /// - Parameter isTitled: the section's heading says already what the only field's legend would.
  private func items(of applied: AppliedField, isTitled: Bool = false) -> [FormItem] {
    let field = applied.field
    if field.kind == .table { return tableItems(of: applied) }
    guard field.kind.isComposite else { return [item(of: field)] }
    let parts = applied.parts.flatMap { items(of: $0) }
    if isTitled { return parts }
    let isShort = field.kind == .address || field.kind == .identity
    return group(
      field.label, path: field.id, hint: field.hint, isRequired: field.required, isInColumns: isShort, parts)
  }

  private func group(
    _ legend: String, path: String, hint: String? = nil, isRequired: Bool = false, isInColumns: Bool,
    row: String? = nil,
    _ items: [FormItem]
  ) -> [FormItem] {
    let items = isInColumns ? items.map(\.inColumns) : items
    var start = FormItem(shape: .groupOpens)
    (start.label, start.hint, start.isRequired, start.isInColumns) = (legend, hint, isRequired, isInColumns)
    start.path = path
    var end = FormItem(shape: .groupCloses)
    (end.label, end.isInColumns, end.row) = (legend, isInColumns, row)
    return [start] + items + [end]
  }

  // MARK: Tables

  /// The rows with answers, and an empty one where it was asked for or none is there yet.
  private func tableItems(of applied: AppliedField) -> [FormItem] {
    let table = applied.field
    var numbers = answers.rows(of: table.id)
    if numbers.isEmpty || adding == table.id { numbers.append((numbers.last ?? 0) + 1) }
    let rows = numbers.prefix(table.rowLimit).enumerated().flatMap { index, number in
      group(
        "\(table.label) \(index + 1)", path: "\(table.id).\(number)", isInColumns: true,
        row: "\(table.id).\(number)",
        columns(of: table, row: number))
    }
    var button = FormItem(shape: .addRow)
    (button.path, button.label) = (table.id, table.label)
    button.problem = problem(at: table.id)
    return rows + (numbers.count < table.rowLimit ? [button] : [])
  }

  private func columns(of table: FormField, row number: Int) -> [FormItem] {
    table.columns(row: number)
      .filter { $0.condition?.holds(for: answers, on: applied.today) ?? true }
      .flatMap { $0.kind.isComposite ? $0.parts : [$0] }
      .map(item)
  }

  // MARK: Questions

  private func item(of field: FormField) -> FormItem {
    var item = FormItem(shape: shape(of: field))
    item.path = field.id
    item.label = field.label
    item.hint = field.hint
    item.problem = problem(at: field.id)
    item.isRequired = field.required
    item.decides = deciding.contains(field.id)
    item.inputMode = field.kind.inputMode == "text" ? "" : field.kind.inputMode
    item.autocomplete = field.autocomplete ?? ""
    item.suggestions = field.isSuggested ? field.list?.rawValue ?? "" : ""
    item.width = width(of: field)
    item.takesLine = field.id.hasSuffix(".detail")
    item.maximumLength = field.limit
    let typed = answers.values[field.id] ?? field.preset.map { [$0] } ?? []
    item.value = typed.first ?? ""
    item.options = field.choices.map { Choice($0.value, $0.label, isChosen: typed.contains($0.value)) }
    return item
  }

  private func shape(of field: FormField) -> FormItem.Shape {
    switch field.kind {
    case .longText: .lines
    case .multipleChoice: .boxes
    case .declaration: .declaration
    case .choice where field.isSuggested: .line
    case .choice, .yesNo: field.choices.count > Self.mostButtons ? .select : .radios
    default: .line
    }
  }

  private func width(of field: FormField) -> String {
    switch field.kind {
    case .date, .partialDate, .time, .number: "w-10"
    case .phone, .identityNumber, .money: "w-20"
    default: ""
    }
  }

  private func problem(at path: String) -> String? {
    problems.first { $0.path == path }?.sentence(visit)
  }

  /// The answers that decide whether other questions, or papers, are asked.
  private var deciding: Set<String> {
    let fields = form.fields.flatMap(\.parts).compactMap(\.condition?.field)
    let sections = form.sections.compactMap(\.condition?.field)
    return Set(fields + sections)
  }
}

extension FormField {
  /// Whether its options are typed with help: a list so long that nobody wants to roll through it.
  var isSuggested: Bool { kind == .choice && list != nil && options == nil && choices.count > 20 }
}

extension FieldProblem {
  /// What is wrong, without the label that stands above it already.
  func sentence(_ visit: Visit) -> String {
    let words = message.dropFirst("“\(label)”: ".count)
    return visit.text(words.prefix(1).uppercased() + words.dropFirst())
  }

  /// The message with its label, for the summary on top; of a statement to tick, whose label is long, its heading.
  func words(_ visit: Visit) -> String {
    let heading = reason == .notConfirmed ? label.firstRange(of: " – ").map { label[..<$0.lowerBound] } : nil
    return "\(heading ?? label[...]): \(sentence(visit))"
  }
}
