/// What of a form applies to given answers: the one walk behind pages, checks, summaries and prints.
public struct AppliedForm: Sendable {
  /// The sections whose conditions hold, in order.
  public let sections: [AppliedSection]
  /// The answers to what applies; others are kept in the draft, but count for nothing.
  public let answers: FormAnswers
  /// The day on which ages and dates are judged.
  public let today: Day
}

/// A section that applies.
public struct AppliedSection: Sendable {
  /// The section as described.
  public let section: FormSection
  /// Its fields whose conditions hold.
  public let fields: [AppliedField]
}

/// A field that applies, with what stands inside it.
public struct AppliedField: Sendable {
  /// The field as described, with its full path.
  public let field: FormField
  /// The parts of a composite field that apply.
  public let parts: [AppliedField]
  /// The rows of a table that hold answers.
  public let rows: [AppliedRow]

  /// The leaf fields, those of rows included.
  public var leaves: [FormField] {
    if field.kind == .table { return rows.flatMap(\.fields).flatMap(\.leaves) }
    return field.kind.isComposite ? parts.flatMap(\.leaves) : [field]
  }

  /// Whether anything was answered beyond what the page had filled in itself.
  func isBegun(in answers: FormAnswers) -> Bool {
    leaves.contains { leaf in answers.text(leaf.id).map { $0 != leaf.preset } ?? false }
  }
}

/// A row of a table that holds answers.
public struct AppliedRow: Sendable {
  /// The number in the path, from 1.
  public let number: Int
  /// The columns that apply.
  public let fields: [AppliedField]
}

extension FormDescription {
  /// The form as it applies to the answers.
  ///
  /// Conditions look back only, at answers that apply themselves: a hidden question hides what hangs on it, also
  /// when an answer from before is still in the draft.
  public func applied(to answers: FormAnswers, on today: Day) -> AppliedForm {
    var walk = FormWalk(typed: answers, today: today)
    let sections = sections.compactMap { walk.section($0) }
    return AppliedForm(sections: sections, answers: walk.effective, today: today)
  }

  /// The leaf fields that apply to the answers, in order.
  public func visibleFields(_ answers: FormAnswers, on today: Day) -> [FormField] {
    applied(to: answers, on: today).sections.flatMap(\.fields).flatMap(\.leaves)
  }
}

/// Goes through a form once, front to back, gathering the answers that count.
private struct FormWalk {
  let typed: FormAnswers
  let today: Day
  var effective = FormAnswers()

  mutating func section(_ section: FormSection) -> AppliedSection? {
    guard holds(section.condition) else { return nil }
    let fields = section.fields.compactMap { described -> AppliedField? in
      var field = described
      // A message on top of the page must tell one “Họ, chữ đệm, tên” from another.
      if !field.kind.isComposite { field.context = section.title }
      return self.field(field)
    }
    return AppliedSection(section: section, fields: fields)
  }

  private mutating func field(_ field: FormField) -> AppliedField? {
    guard holds(field.condition) else { return nil }
    if field.kind == .table { return AppliedField(field: field, parts: [], rows: rows(of: field)) }
    if field.kind.isComposite {
      return AppliedField(field: field, parts: field.children.compactMap { self.field($0) }, rows: [])
    }
    effective.values[field.id] = typed.values[field.id]
    return AppliedField(field: field, parts: [], rows: [])
  }

  private mutating func rows(of table: FormField) -> [AppliedRow] {
    typed.rows(of: table.id).compactMap { number in
      let fields = table.columns(row: number).compactMap { field($0) }
      return fields.contains { $0.isBegun(in: effective) } ? AppliedRow(number: number, fields: fields) : nil
    }
  }

  private func holds(_ condition: Condition?) -> Bool {
    condition?.holds(for: effective, on: today) ?? true
  }
}
