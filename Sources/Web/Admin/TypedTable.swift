import HTTPServer
import Templating
import Workflow

/// A table whose rows are typed on a page: added and removed by plain buttons, kept as typed until they are right.
struct TypedTable: Sendable {
  /// What a column asks for.
  enum Kind: Sendable {
    case line(width: String)
    case lines
    case check
    case choice([Choice])
    /// Carried along unseen.
    case hidden
  }

  struct Column: Sendable {
    let id: String
    let label: String
    var kind = Kind.line(width: "")
    /// The heading of a cell that holds this column and its neighbours of the same heading; alone where empty.
    var group = ""
  }

  struct Row: Sendable {
    let number: Int
    var cells: [String: String] = [:]

    subscript(_ column: String) -> String { cells[column] ?? "" }

    func isTicked(_ column: String) -> Bool { self[column] == "yes" }
  }

  /// The most rows a table takes.
  static let most = 100

  let id: String
  let columns: [Column]
  var rows: [Row]

  /// A table as it is stored.
  init(_ id: String, _ columns: [Column], _ rows: [[String: String]]) {
    self.id = id
    self.columns = columns
    self.rows = rows.enumerated().map { Row(number: $0, cells: $1) }
  }

  /// A table as it was typed, with the row that a button added and without the one that another removed.
  init(_ id: String, _ columns: [Column], _ visit: Visit) {
    self.id = id
    self.columns = columns
    let removed = visit.field("remove")
    var numbers = Self.numbers(id, visit).filter { removed != "\(id).\($0)" }
    if visit.field("add") == id, numbers.count < Self.most { numbers.append((numbers.max() ?? -1) + 1) }
    rows = numbers.map { number in
      var row = Row(number: number)
      for column in columns {
        let name = "\(id).\(number).\(column.id)"
        if case .lines = column.kind {
          row.cells[column.id] = visit.lines(name)
        } else {
          row.cells[column.id] = visit.field(name)
        }
      }
      return row
    }
  }

  /// The numbers of the rows that were sent; gaps are welcome.
  private static func numbers(_ id: String, _ visit: Visit) -> [Int] {
    let found = visit.request.form.fields.compactMap { field -> Int? in
      guard field.name.hasPrefix("\(id).") else { return nil }
      let number = Int(field.name.dropFirst(id.utf8.count + 1).prefix { $0 != "." })
      return number.flatMap { (0...9_999).contains($0) ? $0 : nil }
    }
    return Array(Set(found).sorted().prefix(most))
  }

  /// The id of a cell, as problems name it.
  func id(of column: String, in row: Row) -> String { "\(id).\(row.number).\(column)" }
}

/// A typed table on the page.
struct TypedTableModel: TemplateModel {
  var id: String
  var caption: String
  var addLabel: String
  var headings: [String]
  var rows: [RowModel]

  static var fields: [Field<TypedTableModel>] {
    [
      .text("id", \.id), .text("caption", \.caption), .text("addLabel", \.addLabel),
      .texts("headings", \.headings), .list("rows", \.rows),
    ]
  }

  struct RowModel: TemplateModel {
    var name: String
    var number: Int
    var hidden: [HiddenField]
    var cells: [Cell]
    var isRemovable: Bool

    static var fields: [Field<RowModel>] {
      [
        .text("name", \.name), .number("number", \.number), .list("hidden", \.hidden),
        .list("cells", \.cells), .flag("isRemovable", \.isRemovable),
      ]
    }
  }

  /// One or several columns below one heading.
  struct Cell: TemplateModel {
    var heading: String
    var entries: [Entry]

    static var fields: [Field<Cell>] {
      [
        .text("heading", \.heading), .list("entries", \.entries),
        .flag("isJoint") { $0.entries.count > 1 },
      ]
    }
  }

  struct Entry: TemplateModel {
    var input: InputModel
    var isCheck: Bool

    static var fields: [Field<Entry>] {
      [
        .text("id", \.input.id), .text("label", \.input.label), .text("value", \.input.value),
        .text("problem", \.input.problem), .text("width", \.input.width), .number("rows", \.input.rows),
        .list("choices", \.input.choices), .flag("isCheck", \.isCheck),
        .flag("isTicked") { $0.input.value == "yes" },
      ]
    }
  }

  /// - Parameter addLabel: the words of the button that adds a row; empty where rows are fixed.
  init(_ table: TypedTable, caption: String, addLabel: String = "", problems: [Problem]) {
    id = table.id
    self.caption = caption
    self.addLabel = addLabel
    let shown = Self.joined(
      table.columns.filter { if case .hidden = $0.kind { false } else { true } })
    headings = shown.map(\.heading)
    rows = table.rows.enumerated().map { index, row in
      RowModel(
        name: "\(table.id).\(row.number)", number: index + 1,
        hidden: table.columns.compactMap { column in
          guard case .hidden = column.kind else { return nil }
          return HiddenField(name: table.id(of: column.id, in: row), value: row[column.id])
        },
        cells: shown.map { cell in
          Cell(heading: cell.heading, entries: cell.columns.map { Self.entry($0, row, table, problems) })
        }, isRemovable: !addLabel.isEmpty)
    }
  }

  /// Neighbours of one heading share a cell.
  private static func joined(
    _ columns: [TypedTable.Column]
  ) -> [(heading: String, columns: [TypedTable.Column])] {
    columns.reduce(into: []) { cells, column in
      if let last = cells.last, !column.group.isEmpty, last.heading == column.group {
        cells[cells.count - 1].columns.append(column)
      } else {
        cells.append((heading: column.group.isEmpty ? column.label : column.group, columns: [column]))
      }
    }
  }

  private static func entry(
    _ column: TypedTable.Column, _ row: TypedTable.Row, _ table: TypedTable, _ problems: [Problem]
  ) -> Entry {
    var input = InputModel(
      id: table.id(of: column.id, in: row), label: column.label, value: row[column.id])
    var isCheck = false
    switch column.kind {
    case .line(let width): input.width = width
    case .lines: input.rows = 2
    case .check: isCheck = true
    case .choice(let choices):
      input.choices = choices.map { Choice($0.value, $0.label, isChosen: $0.value == input.value) }
    case .hidden: break
    }
    return Entry(input: input.marked(problems), isCheck: isCheck)
  }
}

/// A value carried through a page unseen.
struct HiddenField: TemplateModel {
  var name: String
  var value: String

  static var fields: [Field<HiddenField>] { [.text("name", \.name), .text("value", \.value)] }

  /// Everything typed into a form, but not its keys and buttons.
  static func all(of visit: Visit) -> [HiddenField] {
    let left = ["version", Visit.onceField, RequestForgery.field, "add", "remove", "edit"]
    return visit.request.form.fields.filter {
      !left.contains($0.name) && !Visit.isCarried($0.name) && !$0.value.isEmpty
    }
    .map { HiddenField(name: $0.name, value: $0.value) }
  }
}
