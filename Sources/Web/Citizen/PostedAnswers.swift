import HTTPServer
import Workflow

/// The answers of a posted form, laid over what the draft held: only questions of this form, valid or not, and of
/// each no more than could ever be sound.
struct PostedAnswers {
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
      let typed = paths.bounded(field.value, at: field.name)
      guard !FormAnswers.isBlank(typed), given[field.name]?.count ?? 0 < paths.mostValues(at: field.name)
      else { continue }
      given[field.name, default: []].append(paths.completed(typed, at: field.name))
    }
    drawn = Set(seen).union(posted.fields.map(\.name).filter(paths.contains))
    answers = old
    for path in drawn { answers.values[path] = given[path] }
    for table in form.fields where table.kind == .table {
      for row in answers.rows(of: table.id).dropFirst(table.rowLimit) { remove(row: "\(table.id).\(row)") }
    }
  }

  /// Takes a row out of a table: "members.2".
  mutating func remove(row: String) {
    answers.values = answers.values.filter { !$0.key.hasPrefix(row + ".") }
  }
}

/// Which names are answers to a form's questions.
private struct FormPaths {
  private let plain: [String: FormField]
  private let columns: [(prefix: String, fields: [String: FormField])]
  private let suggested: [String: [FieldOption]]

  init(_ form: FormDescription) {
    let parts = form.fields.filter { $0.kind != .table }.flatMap(\.parts)
    plain = Dictionary(parts.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
    suggested = Dictionary(
      parts.filter(\.isSuggested).map { ($0.id, $0.choices) }, uniquingKeysWith: { first, _ in first })
    columns = form.fields.filter { $0.kind == .table }.map { table in
      let row = "\(table.id).1."
      let fields = table.columns(row: 1).flatMap(\.parts).map { (String($0.id.dropFirst(row.count)), $0) }
      return (table.id + ".", Dictionary(fields, uniquingKeysWith: { first, _ in first }))
    }
  }

  /// What was typed towards a suggestion, without diacritics or capitals, as the suggestion writes it.
  func completed(_ typed: String, at path: String) -> String {
    guard let options = suggested[path], typed.utf8.count <= 200 else { return typed }
    let folded = VietnameseText.folded(typed)
    return options.first { VietnameseText.folded($0.label) == folded }?.value ?? typed
  }

  /// What is kept of a typed value: what is too long to be read stays too long, so that somebody is told, but no
  /// longer than that.
  func bounded(_ typed: String, at path: String) -> String {
    guard let limit = field(path)?.limit, typed.utf8.count > limit * 16 else { return typed }
    var (kept, bytes) = (String.UnicodeScalarView(), 0)
    for scalar in typed.unicodeScalars {
      guard bytes <= limit * 16 else { break }
      kept.append(scalar)
      bytes += UTF8.width(scalar)
    }
    return String(kept)
  }

  /// The most values of one question that are kept: more are never offered.
  func mostValues(at path: String) -> Int { max(field(path)?.choices.count ?? 0, 20) }

  func contains(_ name: String) -> Bool { field(name) != nil }

  /// The question of a path; of a column, as in the first row.
  private func field(_ name: String) -> FormField? {
    if let field = plain[name] { return field }
    for table in columns where name.hasPrefix(table.prefix) {
      let rest = name.dropFirst(table.prefix.count)
      guard let dot = rest.firstIndex(of: "."), case let digits = rest[..<dot],
        (1...3).contains(digits.utf8.count), !digits.hasPrefix("0"),
        digits.utf8.allSatisfy({ (48...57).contains($0) }),
        let field = table.fields[String(rest[rest.index(after: dot)...])]
      else { continue }
      return field
    }
    return nil
  }
}
