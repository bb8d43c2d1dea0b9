import HTTPServer
import Workflow

/// The answers of a posted form, laid over what the draft held: only questions of this form, valid or not.
struct PostedAnswers {
  /// The most bytes kept of one answer: twice the longest that any question takes, so that what is too long is
  /// still told at its question.
  static let mostBytes = 8 << 10
  /// The most answers kept to one question; the longest list of boxes is shorter.
  static let mostAnswers = 60

  /// The hidden field that names a question of boxes, since an empty box is not posted.
  static let seenField = "seen"

  /// Questions that stood on the page.
  let drawn: Set<String>
  /// All answers of the draft now.
  private(set) var answers: FormAnswers

  init(_ posted: Form, over old: FormAnswers, form: FormDescription) {
    let paths = FormPaths(form)
    let seen = posted.all(Self.seenField).filter(paths.contains)
    var given: [String: [String]] = [:]
    for field in posted.fields where paths.contains(field.name) {
      guard given[field.name, default: []].count < Self.mostAnswers else { continue }
      let value = field.value.utf8.count > Self.mostBytes ? Self.shortened(field.value) : field.value
      given[field.name, default: []].append(paths.completed(value, at: field.name))
    }
    drawn = Set(seen).union(given.keys)
    answers = old
    for path in drawn {
      let typed = (given[path] ?? []).filter { !$0.isEmpty }
      answers.values[path] = typed.isEmpty ? nil : typed
    }
  }

  private static func shortened(_ value: String) -> String {
    String(decoding: value.utf8.prefix(mostBytes), as: UTF8.self)
  }

  /// Takes a row out of a table: "members.2".
  mutating func remove(row: String) {
    answers.values = answers.values.filter { !$0.key.hasPrefix(row + ".") }
  }
}

/// Which names are answers to a form's questions; of a table one row more than it takes, so that this is told.
private struct FormPaths {
  private let plain: Set<String>
  private let columns: [(prefix: String, rows: Int, names: Set<String>)]
  private let suggested: [String: [FieldOption]]

  init(_ form: FormDescription) {
    let parts = form.fields.filter { $0.kind != .table }.flatMap(\.parts)
    plain = Set(parts.map(\.id))
    suggested = Dictionary(
      parts.filter(\.isSuggested).map { ($0.id, $0.choices) }, uniquingKeysWith: { first, _ in first })
    columns = form.fields.filter { $0.kind == .table }.map { table in
      let row = "\(table.id).1."
      let names = table.columns(row: 1).flatMap(\.parts).map { String($0.id.dropFirst(row.count)) }
      return (table.id + ".", table.rowLimit + 1, Set(names))
    }
  }

  /// What was typed towards a suggestion, without diacritics or capitals, as the suggestion writes it.
  func completed(_ typed: String, at path: String) -> String {
    guard let options = suggested[path], typed.utf8.count <= 200 else { return typed }
    let folded = VietnameseText.folded(typed)
    return options.first { VietnameseText.folded($0.label) == folded }?.value ?? typed
  }

  func contains(_ name: String) -> Bool {
    if plain.contains(name) { return true }
    return columns.contains { table in
      guard name.hasPrefix(table.prefix) else { return false }
      let rest = name.dropFirst(table.prefix.count)
      guard let dot = rest.firstIndex(of: "."), case let digits = rest[..<dot],
        (1...3).contains(digits.utf8.count), digits.utf8.allSatisfy({ (48...57).contains($0) }),
        (Int(digits) ?? .max) <= table.rows
      else { return false }
      return table.names.contains(String(rest[rest.index(after: dot)...]))
    }
  }
}
