import HTTPServer
import Storage
import Templating
import Workflow

/// What somebody else changed while a form was being filled in (decision 18): it stands above what was typed, which
/// is kept and may be sent again.
struct Changed: TemplateModel {
  /// Who changed it last and when; empty where that is not kept.
  var by: String
  var rows: [ChangeRow]

  static var fields: [Field<Changed>] { [.text("by", \.by), .list("rows", \.rows)] }

  /// - Parameter subject: whose line of the administration journal tells who it was.
  init(_ rows: [ChangeRow], subject: String, _ visit: Visit) throws {
    self.rows = rows
    by =
      try People.notes(about: subject, limit: 1, in: visit.db).first.map { note in
        [note.personName ?? visit.text("Cài đặt hệ thống"), note.at.vietnamese].joined(separator: ", ")
      } ?? ""
  }
}

extension Status {
  /// Of a page that shows a form again: a conflict, something to be mended, or neither.
  static func of(_ problems: [Problem], _ changed: Changed?) -> Status {
    changed != nil ? .conflict : problems.isEmpty ? .ok : .unprocessableContent
  }
}

/// Something that changes: how it was, how it will be.
struct ChangeRow: TemplateModel {
  var label: String
  var before: String?
  var after: String?

  static var fields: [Field<ChangeRow>] {
    [.text("label", \.label), .optional("before", \.before), .optional("after", \.after)]
  }
}

/// A value as it stood when a form was drawn: carried along unseen, so that a conflict can show what changed.
struct DrawnValue {
  let id: String
  let label: String
  let words: String
}

extension DrawnValue {
  init(_ input: InputModel) {
    let chosen = input.choices.first { $0.isChosen } ?? input.choices.first
    self.init(id: input.id, label: input.label, words: chosen?.label ?? input.value)
  }
}

extension Visit {
  private static let drawnPrefix = "was."

  /// Hidden fields of a form that was drawn from these values.
  static func carried(_ drawn: [DrawnValue]) -> [HiddenField] {
    drawn.filter { !$0.words.isEmpty }.map { HiddenField(name: drawnPrefix + $0.id, value: $0.words) }
  }

  /// Whether a posted field tells what a form was drawn from, and nothing that was typed.
  static func isCarried(_ name: String) -> Bool { name.hasPrefix(drawnPrefix) }

  /// In what the stored values differ from those the form was drawn from.
  func changes(to current: [DrawnValue]) -> [ChangeRow] {
    current.compactMap { value in
      let before = lines(Self.drawnPrefix + value.id)
      let after = VietnameseText.normalisedLines(value.words)
      return before == after
        ? nil : ChangeRow(label: value.label, before: before.nonEmpty, after: after.nonEmpty)
    }
  }
}
