import HTTPServer
import Storage
import Workflow

/// A row of a repeatable table as it was typed: fields named `papers.3.name`. The numbers may have gaps, since a
/// row taken out by the script is not sent.
struct TypedRow: Sendable {
  /// The most rows of one table that are read.
  static let most = 100

  var values: [String: String] = [:]

  subscript(_ name: String) -> String {
    get { values[name] ?? "" }
    set { values[name] = newValue }
  }

  /// Whether nothing was typed into these fields.
  func isEmpty(_ names: String...) -> Bool { names.allSatisfy { self[$0].isEmpty } }
}

extension Visit {
  /// The rows of a table in the order of the page, without the one whose button “Bỏ dòng” was pressed, and with an
  /// empty one more where “Thêm dòng” was.
  func rows(_ table: String) -> [TypedRow] {
    var keys: [Substring] = []
    var rows: [Substring: TypedRow] = [:]
    for field in request.form.fields where field.name.hasPrefix(table + ".") {
      let parts = field.name.split(separator: ".", omittingEmptySubsequences: false)
      guard parts.count == 3, rows[parts[1]] != nil || rows.count < TypedRow.most else { continue }
      if rows[parts[1]] == nil { keys.append(parts[1]) }
      rows[parts[1], default: TypedRow()][String(parts[2])] = VietnameseText.normalised(field.value)
    }
    let removed = request.form["remove"]
    let kept = keys.filter { "\(table).\($0)" != removed }.compactMap { rows[$0] }
    return request.form["add"] == table && kept.count < TypedRow.most ? kept + [TypedRow()] : kept
  }

  /// Whether a row was only added or taken out: the page comes back with it, nothing else happens.
  var isEditingRows: Bool { request.form["add"] != nil || request.form["remove"] != nil }

  /// A typed day, dd/mm/yyyy, of our time; nil for anything else.
  func day(_ text: String) -> Day? {
    Day(vietnamese: text).flatMap { (1990...2100).contains($0.year) ? $0 : nil }
  }
}
