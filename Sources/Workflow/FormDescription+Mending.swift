extension FormDescription {
  /// A part of a form as a slip names it: a question, or what belongs together, such as an identity paper, a place or
  /// a table.
  public struct Part: Sendable, Hashable {
    /// The path of its answer or answers.
    public let path: String
    /// What it is called, with what tells it from others.
    public let label: String
  }

  /// The parts that apply to the answers, in the order of the form.
  public func parts(of answers: FormAnswers, on today: Day) -> [Part] {
    applied(to: answers, on: today).sections.flatMap(\.fields).flatMap(\.nameable).map {
      Part(path: $0.id, label: $0.fullLabel)
    }
  }

  /// The answers with those of some parts replaced by what was typed, and what is wrong with them now: in these parts
  /// anything, elsewhere what was not wrong before.
  public func mended(
    _ answers: FormAnswers, with typed: FormAnswers, in parts: MendedParts, on today: Day
  ) -> (answers: FormAnswers, problems: [FieldProblem]) {
    var result = FormAnswers(answers.values.filter { !parts.contains($0.key) })
    result.values.merge(typed.values.filter { parts.contains($0.key) }) { $1 }
    let known = Set(check(answers, today: today))
    let problems = check(result, today: today).filter { parts.contains($0.path) || !known.contains($0) }
    return (result, problems)
  }
}

/// Which answers may change when a slip is answered: the parts it names, and the questions that hang on them.
public struct MendedParts: Sendable, Hashable {
  private var paths: Set<String>

  /// The parts of these names in a form.
  public init(_ names: Set<String>, of form: FormDescription) {
    paths = names
    for section in form.sections {
      let isOpen = section.condition.map { contains($0.field) } ?? false
      for field in section.fields { open(field, isOpen) }
    }
  }

  /// Whether an answer may change.
  public func contains(_ path: String) -> Bool {
    if paths.contains(path) { return true }
    return path.indices.contains { path[$0] == "." && paths.contains(String(path[..<$0])) }
  }

  /// Conditions look back only, so that one walk finds all that hangs on a part.
  private mutating func open(_ field: FormField, _ isOpen: Bool) {
    if isOpen || field.condition.map({ contains($0.field) }) ?? false { paths.insert(field.id) }
    for child in field.children { open(child, false) }
  }
}

extension AppliedForm {
  /// The form with nothing but some of its questions, composite ones whole or by their parts.
  public func only(_ wanted: (String) -> Bool) -> AppliedForm {
    let sections = sections.compactMap { applied -> AppliedSection? in
      let fields = applied.fields.compactMap { $0.only(wanted) }
      return fields.isEmpty ? nil : AppliedSection(section: applied.section, fields: fields)
    }
    return AppliedForm(sections: sections, answers: answers, today: today)
  }
}

extension AppliedField {
  /// The fields that a slip can name.
  fileprivate var nameable: [FormField] {
    switch field.kind {
    case .person, .requester: parts.map(\.field)
    default: [field]
    }
  }

  fileprivate func only(_ wanted: (String) -> Bool) -> AppliedField? {
    if wanted(field.id) { return self }
    let parts = parts.compactMap { $0.only(wanted) }
    return parts.isEmpty ? nil : AppliedField(field: field, parts: parts, rows: [])
  }
}
