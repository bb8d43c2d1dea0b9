import Storage
import Templating
import Workflow

/// What a slip can be about: the papers of the list, the parts of the form, something else. Papers outside the
/// published list cannot be asked for (NĐ 61 art 5).
struct SlipSubjects {
  private let papers: [(id: String, name: String)]
  private let parts: [FormDescription.Part]

  /// Of a dossier: its own list, and the form as it was filled in, which then stands for the one on paper.
  init(_ record: Dossiers.Record, _ visit: Visit) throws {
    let reference = try visit.reference()
    let form = record.formRevision.flatMap { reference.form(revision: $0) }?.form
    let isFilledIn = form != nil && !record.answers.values.isEmpty
    let listed = reference.procedure(revision: record.revision)?.procedure.papers ?? []
    let forms = Set(listed.filter { $0.isForm && isFilledIn }.map(\.id))
    papers = record.dossier.papers.filter { !forms.contains($0.id) }.map { ($0.id, $0.name) }
    parts = isFilledIn ? form?.parts(of: record.answers, on: visit.now.day) ?? [] : []
  }

  /// Of a procedure at the counter, where everything is on paper.
  init(_ procedure: ProcedureRevision) {
    papers = procedure.papers.filter { $0.kind != .note }.map { ($0.id, $0.name) }
    parts = []
  }

  /// The subject of a posted value with its name; nil for what was not offered. Something else has no name yet.
  func subject(_ value: String) -> (subject: SupplementItem.Subject, name: String)? {
    if value == Self.other { return (.other, "") }
    if let paper = papers.first(where: { value == Self.value(.paper($0.id)) }) {
      return (.paper(paper.id), paper.name)
    }
    return parts.first { value == Self.value(.field($0.path)) }.map { (.field($0.path), $0.label) }
  }

  /// A subject as it stands in a form.
  static func value(_ subject: SupplementItem.Subject) -> String {
    switch subject {
    case .paper(let id): "paper:\(id)"
    case .field(let path): "field:\(path)"
    case .other: other
    }
  }

  private static let other = "other"

  /// The choices under their headings, one of them chosen.
  func groups(chosen: String, _ visit: Visit) -> [Group] {
    let choice = { (value: String, label: String) in Choice(value, label, isChosen: value == chosen) }
    let groups = [
      Group(label: visit.text("Giấy tờ"), choices: papers.map { choice(Self.value(.paper($0.id)), $0.name) }),
      Group(
        label: visit.text("Mục của tờ khai"),
        choices: parts.map { choice(Self.value(.field($0.path)), $0.label) }),
      Group(label: visit.text("Khác"), choices: [choice(Self.other, visit.text("Nội dung khác"))]),
    ]
    return groups.filter { !$0.choices.isEmpty }
  }

  struct Group: TemplateModel {
    var label: String
    var choices: [Choice]

    static var fields: [Field<Group>] { [.text("label", \.label), .list("choices", \.choices)] }
  }
}
