import Templating

/// A repeatable table drawn from data: rows of cells, one to add, one to take out.
struct EditTable: TemplateModel {
  var name: String
  var caption: String
  var hint: String?
  var columns: [String]
  var rows: [EditRow]
  var blank: EditRow?
  var addLabel: String
  var problem: String?

  static var fields: [Field<EditTable>] {
    [
      .text("name", \.name), .text("caption", \.caption), .optional("hint", \.hint),
      .texts("columns", \.columns), .list("rows", \.rows), .record("blank") { $0.blank },
      .text("addLabel", \.addLabel), .number("next") { $0.rows.count }, .optional("problem", \.problem),
    ]
  }

  /// - Parameters:
  ///   - typed: the rows as typed or stored.
  ///   - cells: the cells of a row; the field of a cell is named within the row.
  init(
    _ name: String, caption: String, hint: String? = nil, addLabel: String, typed: [TypedRow],
    problems: [Problem], _ visit: Visit, cells: (TypedRow) -> [Cell]
  ) {
    self.name = name
    self.caption = caption
    self.hint = hint
    self.addLabel = addLabel
    problem = problems.first { $0.field == name }?.message
    columns = cells(TypedRow()).filter { $0.shape != .hidden }.map(\.label)
    blank = EditRow("\(name).__i__", cells(TypedRow()), number: visit.text("dòng mới"), [])
    rows = typed.enumerated().map { index, row in
      let number = visit.text("dòng {n}", ["n": String(index + 1)])
      return EditRow("\(name).\(index)", cells(row), number: number, problems)
    }
  }
}

/// A row of a repeatable table.
struct EditRow: TemplateModel {
  var key: String
  var number: String
  var cells: [Cell]
  var hidden: [Cell]

  static var fields: [Field<EditRow>] {
    [
      .text("key", \.key), .text("number", \.number), .list("cells", \.cells), .list("hidden", \.hidden),
    ]
  }

  init(_ key: String, _ cells: [Cell], number: String, _ problems: [Problem]) {
    self.key = key
    self.number = number
    let named = cells.map { cell in
      var cell = cell
      cell.id = "\(key).\(cell.id)"
      cell.problem = problems.first { $0.field == cell.id }?.message
      return cell
    }
    self.cells = named.filter { $0.shape != .hidden }
    hidden = named.filter { $0.shape == .hidden }
  }
}

/// A field in a row.
struct Cell: TemplateModel {
  enum Shape: Sendable {
    case line, choice, tick, hidden
  }

  var id: String
  var label: String
  var value: String
  var shape = Shape.line
  var isTicked = false
  var choices: [Choice] = []
  var width = ""
  var problem: String?

  static var fields: [Field<Cell>] {
    [
      .text("id", \.id), .text("label", \.label), .text("value", \.value),
      .flag("isChoice") { $0.shape == .choice }, .flag("isTick") { $0.shape == .tick },
      .flag("isTicked", \.isTicked), .list("choices", \.choices), .text("width", \.width),
      .optional("problem", \.problem),
    ]
  }

  /// A line of text.
  init(_ id: String, _ label: String, _ row: TypedRow, width: String = "") {
    (self.id, self.label, value, self.width) = (id, label, row[id], width)
  }

  /// One of several values.
  init(choice id: String, _ label: String, _ row: TypedRow, _ options: [(value: String, label: String)]) {
    self.init(id, label, row)
    shape = .choice
    choices = options.map { Choice($0.value, $0.label, isChosen: $0.value == row[id]) }
  }

  /// Yes or no; ticked is "yes".
  init(tick id: String, _ label: String, _ row: TypedRow) {
    self.init(id, label, row)
    (shape, value, isTicked) = (.tick, "yes", row[id] == "yes")
  }

  /// What travels unseen.
  init(hidden id: String, _ row: TypedRow) {
    self.init(id, "", row)
    shape = .hidden
  }
}
