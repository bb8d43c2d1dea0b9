extension FormDescription {
  /// What is wrong with the answers, in the order of the form; nothing is wrong if the list is empty.
  ///
  /// Only what applies is checked. A person or an address that is not required may be left out as a whole, but
  /// once begun it needs its required parts.
  public func check(_ answers: FormAnswers, today: Day) -> [FieldProblem] {
    applied(to: answers, on: today).problems
  }

  /// The answers as they are filed: what applies, normalised, dates, numbers and telephones in one writing.
  ///
  /// Call it after `check` found nothing; an answer that cannot be read is kept as typed.
  public func cleaned(_ answers: FormAnswers, on today: Day) -> FormAnswers {
    let form = applied(to: answers, on: today)
    var result = FormAnswers()
    for leaf in form.sections.flatMap(\.fields).flatMap(\.leaves) {
      let given = form.answers.all(leaf.id)
      guard !given.isEmpty else { continue }
      result.values[leaf.id] = given.map { typed in
        guard case .value(let stored, _) = form.read(typed, as: leaf) else { return typed }
        return stored
      }
    }
    return result
  }
}

extension AppliedForm {
  /// What is wrong with the answers that apply.
  public var problems: [FieldProblem] {
    sections.flatMap(\.fields).flatMap { problems(in: $0, needed: true) }
  }

  /// Reads an answer of a leaf field of this form.
  func read(_ typed: String, as leaf: FormField) -> AnswerReading {
    let kind = leaf.kind == .identityNumber ? answers.text(leaf.sibling("kind")) : nil
    return AnswerReading.read(typed, as: leaf, identityKind: kind, today: today)
  }

  /// `needed` is false inside an optional composite field that nobody began.
  private func problems(in applied: AppliedField, needed: Bool) -> [FieldProblem] {
    let field = applied.field
    if field.kind == .table { return rowProblems(in: applied, needed: needed) }
    guard field.kind.isComposite else { return leafProblems(in: field, needed: needed) }
    let partsNeeded = needed && field.required || applied.isBegun(in: answers)
    return applied.parts.flatMap { problems(in: $0, needed: partsNeeded) }
  }

  private func rowProblems(in applied: AppliedField, needed: Bool) -> [FieldProblem] {
    let (field, rows) = (applied.field, applied.rows)
    var problems = [FieldProblem]()
    if needed, rows.count < field.fewestRows {
      problems.append(problem(field, .tooFewRows(field.fewestRows)))
    }
    if rows.count > field.rowLimit { problems.append(problem(field, .tooManyRows(field.rowLimit))) }
    let columns = rows.prefix(field.rowLimit).flatMap(\.fields)
    return problems + columns.flatMap { self.problems(in: $0, needed: true) }
  }

  private func leafProblems(in field: FormField, needed: Bool) -> [FieldProblem] {
    let given = answers.all(field.id)
    guard let first = given.first else {
      guard needed, field.required else { return [] }
      return [problem(field, field.kind == .declaration ? .notConfirmed : .required)]
    }
    if given.count > 1, field.kind != .multipleChoice, field.kind != .file {
      return [problem(field, .severalAnswers)]
    }
    if given.count > max(field.choices.count, 20) { return [problem(field, .notOffered)] }
    for typed in given {
      if case .wrong(let reason) = read(typed, as: field) { return [problem(field, reason)] }
    }
    return orderProblem(of: first, in: field).map { [$0] } ?? []
  }

  /// A date that comes before the one it must follow.
  private func orderProblem(of typed: String, in field: FormField) -> FieldProblem? {
    guard let path = field.notBefore, let day = PartialDate(typed),
      let earlier = answers.text(path).flatMap(PartialDate.init), day.latest < earlier.earliest
    else { return nil }
    return problem(field, .before(label(of: path)))
  }

  private func label(of path: String) -> String {
    sections.flatMap(\.fields).flatMap(\.leaves).first { $0.id == path }?.label ?? path
  }

  private func problem(_ field: FormField, _ reason: FieldProblem.Reason) -> FieldProblem {
    FieldProblem(path: field.id, label: field.fullLabel, reason: reason)
  }
}

extension FormField {
  /// The path of another part of the same composite field.
  func sibling(_ name: String) -> String {
    guard let dot = id.lastIndex(of: ".") else { return name }
    return id[...dot] + name
  }
}
