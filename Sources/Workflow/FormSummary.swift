/// A section of the answers as people read them: to check before filing, on print, on the officer's page.
public struct SummarySection: Hashable, Sendable {
  /// The heading.
  public let title: String
  /// Questions and answers.
  public let rows: [SummaryRow]
}

/// A question and its answer as text, still to be escaped where it is shown.
public struct SummaryRow: Hashable, Sendable {
  /// The question, with what tells it from others under the same heading.
  public let label: String
  /// The answer, in the writing of Vietnamese papers; empty if none was given.
  public let value: String
  /// The path of the first field behind it, for a link to change it.
  public let path: String

  /// The row without the context that the heading above it tells already.
  fileprivate func under(_ heading: String) -> SummaryRow {
    let prefix = "\(heading) – "
    guard label.hasPrefix(prefix) else { return self }
    return SummaryRow(label: String(label.dropFirst(prefix.count)), value: value, path: path)
  }
}

extension FormDescription {
  /// The answers that apply, section by section; optional questions without an answer are left out, and
  /// sections without rows.
  ///
  /// An address and an identity paper are one row each, and so is a row of a table. An answer that cannot be
  /// read stands as typed.
  public func summary(_ answers: FormAnswers, on today: Day) -> [SummarySection] {
    let form = applied(to: answers, on: today)
    return form.sections.compactMap { applied in
      let rows = applied.fields.flatMap { form.rows(of: $0) }.map { $0.under(applied.section.title) }
      return rows.isEmpty ? nil : SummarySection(title: applied.section.title, rows: rows)
    }
  }
}

extension AppliedForm {
  fileprivate func rows(of applied: AppliedField) -> [SummaryRow] {
    switch applied.field.kind {
    case .person, .requester:
      // A person whom nobody named is left out, also where the page had filled in a nationality.
      applied.field.required || applied.isBegun(in: answers) ? applied.parts.flatMap { rows(of: $0) } : []
    case .address: row(applied, places(in: applied))
    case .identity: row(applied, identity(in: applied))
    case .table: applied.rows.map { tableRow($0, of: applied.field) }
    default: row(applied, shown(applied.field))
    }
  }

  private func row(_ applied: AppliedField, _ value: String) -> [SummaryRow] {
    guard !value.isEmpty || applied.field.required && !applied.field.kind.isComposite else { return [] }
    let path = applied.leaves.first?.id ?? applied.field.id
    return [SummaryRow(label: applied.field.fullLabel, value: value, path: path)]
  }

  private func tableRow(_ row: AppliedRow, of table: FormField) -> SummaryRow {
    let cells = row.fields.flatMap { rows(of: $0) }.filter { !$0.value.isEmpty }.map { cell in
      "\(cell.label.dropFirst("\(table.fullLabel), dòng \(row.number) – ".count)): \(cell.value)"
    }
    let path = row.fields.first?.leaves.first?.id ?? table.id
    return SummaryRow(
      label: "\(table.fullLabel) (\(row.number))", value: cells.joined(separator: "; "), path: path)
  }

  /// From the house to the province, as addresses are read.
  private func places(in applied: AppliedField) -> String {
    applied.leaves.reversed().map(shown).filter { !$0.isEmpty }.joined(separator: ", ")
  }

  private func identity(in applied: AppliedField) -> String {
    let values = applied.leaves.map(shown)
    let words = ["", "số ", "cấp ngày ", "nơi cấp "]
    return zip(words, values).filter { !$1.isEmpty }.map { $0 + $1 }.joined(separator: ", ")
  }

  private func shown(_ leaf: FormField) -> String {
    answers.all(leaf.id).map { typed in
      guard case .value(_, let shown) = read(typed, as: leaf) else {
        return VietnameseText.normalised(String(typed.prefix(leaf.limit)))
      }
      return shown
    }
    .joined(separator: "; ")
  }
}
