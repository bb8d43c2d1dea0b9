import Templating
import Workflow

/// The papers of one case, as the published list groups them.
struct PaperGroup: TemplateModel {
  /// The case; empty for papers of every case.
  var title: String
  var rows: [Row]
  /// Remarks of the official list that are no papers.
  var notes: [String]

  struct Row: TemplateModel {
    var name: String
    var copies: String
    var isShown: Bool
    var isRequired: Bool
    var isOnlySometimes: Bool
    var isForm: Bool
    var note: String?

    static var fields: [Field<Row>] {
      [
        .text("name", \.name), .text("copies", \.copies), .flag("isShown", \.isShown),
        .flag("isRequired", \.isRequired), .flag("isOnlySometimes", \.isOnlySometimes),
        .flag("isForm", \.isForm),
        .optional("note", \.note),
      ]
    }

    init(_ paper: Paper) {
      name = paper.name
      copies = paper.copies
      isShown = paper.kind == .show
      isRequired = paper.required && paper.condition == nil
      isOnlySometimes = paper.condition != nil
      isForm = paper.isForm
      note = paper.templateNote
    }
  }

  static var fields: [Field<PaperGroup>] {
    [.text("title", \.title), .list("rows", \.rows), .texts("notes", \.notes)]
  }

  /// Papers of every case first, then each case in the order of the list.
  static func list(_ procedure: ProcedureRevision, _ visit: Visit) -> [PaperGroup] {
    var titles: [String?] = []
    for paper in procedure.papers where !titles.contains(paper.group) { titles.append(paper.group) }
    return titles.map { title in
      let papers = procedure.papers.filter { $0.group == title }
      return PaperGroup(
        title: title ?? "", rows: papers.filter { $0.kind != .note }.map(Row.init),
        notes: papers.filter { $0.kind == .note }.map(\.name))
    }
  }
}
