import Storage
import Templating
import Workflow

/// An item of a slip as it is answered: why and what to do, the files or the questions to mend, a tick and words.
struct AnswerItem: TemplateModel {
  var number: Int
  var name: String
  var code: String
  var why: String
  var toDo: String
  var fault: String?
  /// The paper for which files are taken; empty where none is, or another item of the page does.
  var paper = ""
  var isShownPaper = false
  var kept: [KeptModel] = []
  /// What may be used again for the paper, and whether a consent is ticked for it.
  var reusable: [Choice] = []
  var asksConsent = false
  var isConsented = false
  var files: [FileModel] = []
  var questions: [FormItem] = []
  /// What the form said when the slip was issued.
  var old: [FormSectionModel.Row] = []
  var isTicked: Bool
  var words: String
  var problem: String?

  static var fields: [Field<AnswerItem>] {
    [
      .number("number", \.number), .text("name", \.name), .text("code", \.code), .text("why", \.why),
      .text("toDo", \.toDo), .optional("fault", \.fault), .text("paper", \.paper),
      .flag("isShownPaper", \.isShownPaper), .list("kept", \.kept), .list("files", \.files),
      .list("reusable", \.reusable), .flag("asksConsent", \.asksConsent), .flag("isConsented", \.isConsented),
      .flag("isReused") { $0.reusable.contains(where: \.isChosen) },
      .list("questions", \.questions), .list("old", \.old), .flag("isTicked", \.isTicked),
      .text("words", \.words), .optional("problem", \.problem),
    ]
  }

  /// Every item; what two of them are about is asked once, at the first.
  static func list(
    _ answer: SlipAnswer, by side: AnswerSide, _ visit: Visit
  ) throws -> [AnswerItem] {
    let files = Dictionary(
      grouping: try DossierFiles.files(of: answer.record.dossier.id, in: visit.db), by: { $0.paper ?? "" })
    let comparison = try Comparison(answer.record, answer.slip, visit)
    var drawn = Drawn()
    return try answer.slip.items.enumerated().map { index, item in
      var model = AnswerItem(item, index, answer, visit)
      switch item.subject {
      case .paper(let id) where drawn.papers.insert(id).inserted:
        model.isShownPaper = answer.record.dossier.papers.contains { $0.id == id && $0.isShownOnly }
        model.paper = model.isShownPaper ? "" : id
        model.files = (files[id] ?? []).map { FileModel($0) }
        model.asksConsent = side == .counter
        model.isConsented = answer.reused[id]?.isConsented ?? false
        model.reusable =
          model.isShownPaper
          ? [] : try answer.reusable.choices(for: item.name, chosen: answer.reused[id]?.source, visit)
        model.kept = (answer.kept[id] ?? []).map { KeptModel($0, paper: id, visit) }
      case .field(let path):
        model.old = comparison.rows(of: path).map(FormSectionModel.Row.init)
        model.questions = drawn.questions(of: path, answer, visit)
      default: break
      }
      return model
    }
  }

  private init(_ item: SupplementItem, _ index: Int, _ answer: SlipAnswer, _ visit: Visit) {
    number = index + 1
    name = item.name
    code = visit.text(item.code.vietnamese)
    (why, toDo, fault) = (item.why, item.toDo, item.fault)
    isTicked = answer.ticked.contains(index)
    words = answer.words[index]
    let fields = ["done.\(number)", "words.\(number)"]
    problem = answer.problems.first { fields.contains($0.field) }?.message
    if problem == nil, case .paper(let id) = item.subject {
      problem = answer.problems.first { ["file.\(id)", "paper.\(id)"].contains($0.field) }?.message
    }
  }

  /// What stands on the page already.
  private struct Drawn {
    var papers: Set<String> = []
    private var paths: Set<String> = []

    mutating func questions(of path: String, _ answer: SlipAnswer, _ visit: Visit) -> [FormItem] {
      guard let form = answer.form else { return [] }
      let (parts, before) = (MendedParts([path], of: form), MendedParts(paths, of: form))
      paths.insert(path)
      let applied = form.applied(to: answer.answers, on: visit.now.day)
        .only { parts.contains($0) && !before.contains($0) }
      let drawing = FormDrawing(
        form: form, applied: applied, answers: answer.answers, problems: answer.fieldProblems,
        adding: answer.adding, visit: visit)
      return drawing.questions()
    }
  }
}
