import Storage
import Workflow

/// A dossier as it was when a slip was issued, beside the dossier as it is.
struct Comparison {
  private let form: FormDescription?
  private let old: [SummarySection]
  private let new: [SummarySection]
  private let files: [DossierFiles.File]
  private let issued: Moment

  init(_ record: Dossiers.Record, _ slip: Supplement, _ visit: Visit) throws {
    let form = try record.formRevision.flatMap { try visit.reference().form(revision: $0) }?.form
    let issued = slip.requestedAt ?? visit.now
    let earlier = try Dossiers.answers(of: record.dossier.id, asOf: issued, in: visit.db)
    old = form?.summary(earlier ?? record.answers, on: issued.day) ?? []
    new = form?.summary(record.answers, on: visit.now.day) ?? []
    files = try DossierFiles.files(of: record.dossier.id, in: visit.db)
    (self.form, self.issued) = (form, issued)
  }

  /// The files of a paper that were there before, and those that came after.
  func files(of paper: String) -> (old: [FileModel], new: [FileModel]) {
    let all = files.filter { $0.paper == paper }
    return (
      all.filter { $0.addedAt <= issued }.map { FileModel($0) },
      all.filter { $0.addedAt > issued }.map { FileModel($0) }
    )
  }

  /// What the form said of a part, and of what hangs on it.
  func rows(of part: String) -> [SummaryRow] { rows(of: part, in: old) }

  /// The answers of a part and of what hangs on it, old beside new.
  func changes(of part: String) -> [CheckedItem.Change] {
    let (before, after) = (rows(of: part, in: old), rows(of: part, in: new))
    let gone = before.filter { row in !after.contains { $0.path == row.path } }
    return after.map { row in
      CheckedItem.Change(
        label: row.label, old: before.first { $0.path == row.path }?.value ?? "", new: row.value)
    } + gone.map { CheckedItem.Change(label: $0.label, old: $0.value, new: "") }
  }

  private func rows(of part: String, in sections: [SummarySection]) -> [SummaryRow] {
    guard let form else { return [] }
    let parts = MendedParts([part], of: form)
    return sections.flatMap(\.rows).filter { parts.contains($0.path) }
  }
}
