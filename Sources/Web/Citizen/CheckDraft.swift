import HTTPServer
import Storage
import Templating
import Workflow

/// Check your answers: everything that will be sent, with a link to change each, and what still keeps it from being
/// sent; then one button.
enum CheckDraft: Screen {
  struct Model: TemplateModel {
    var head: DraftHead
    var submitURL: String
    var formURL: String
    var papersURL: String
    var hidden: Hidden
    var sections: [FormSectionModel]
    var papers: [PaperLine]
    var returnMethod: String
    var pickUp: String
    var todo: [Todo]
    var isChanged: Bool

    static var fields: [Field<Model>] {
      [
        .record("head") { $0.head }, .url("submitURL", \.submitURL), .url("formURL", \.formURL),
        .url("papersURL", \.papersURL), .record("hidden") { $0.hidden }, .list("sections", \.sections),
        .list("papers", \.papers), .text("returnMethod", \.returnMethod), .text("pickUp", \.pickUp),
        .list("todo", \.todo),
        .flag("isReady") { $0.todo.isEmpty }, .flag("isChanged", \.isChanged),
      ]
    }
  }

  /// A paper and what was given for it.
  struct PaperLine: TemplateModel {
    var name: String
    var isShown: Bool
    var files: [FileModel]

    static var fields: [Field<PaperLine>] {
      [.text("name", \.name), .flag("isShown", \.isShown), .list("files", \.files)]
    }
  }

  /// What is left to do before the filing can be sent, with the place to do it.
  struct Todo: TemplateModel {
    var url: String
    var message: String

    static var fields: [Field<Todo>] { [.url("url", \.url), .text("message", \.message)] }
  }

  /// Questions of the form named one by one; the form itself shows the rest.
  private static let mostNamed = 5

  static let page = Page<Model>("citizen/check-draft")
  static let pages: [any PageDeclaration] = [page]
  static let routes: [SiteRoute] = [
    .get(Sitemap.draftCheck.pattern, .citizen) { visit in
      try visit.withDraft(visit.read(Sitemap.draftCheck)) { try show($0, visit) }
    }
  ]

  /// - Parameter isChanged: the draft changed since the page was drawn: look again before sending.
  static func show(
    _ draft: Draft, _ visit: Visit, isChanged: Bool = false, status: Status = .ok
  ) throws -> Response {
    let files = Dictionary(
      grouping: try DossierFiles.files(of: draft.id, in: visit.db), by: { $0.paper ?? "" })
    let model = Model(
      head: try DraftHead(draft, at: .check, visit), submitURL: Sitemap.submit.url(draft.id),
      formURL: Sitemap.draft.url(draft.id), papersURL: Sitemap.draftPapers.url(draft.id),
      hidden: Hidden(draft.record), sections: try FormSectionModel.list(draft.record, visit),
      papers: draft.papers.map { paper in
        PaperLine(
          name: paper.name, isShown: paper.kind == .show,
          files: (files[paper.id] ?? []).map { FileModel($0) })
      },
      returnMethod: visit.text(draft.record.returnMethod.vietnamese),
      pickUp: try visit.directions(to: draft.record.dossier.points.pickUp), todo: todo(draft, visit),
      isChanged: isChanged)
    return try visit.page(page, model, status: status)
  }

  private static func todo(_ draft: Draft, _ visit: Visit) -> [Todo] {
    let url = Sitemap.draft.url(draft.id) + "?problems=yes#"
    let problems = draft.applied.problems
    var form = problems.prefix(mostNamed).map { problem in
      Todo(url: url + Percent.encoded(problem.path), message: problem.words(visit))
    }
    if let next = problems.dropFirst(mostNamed).first {
      let more = ["n": String(problems.count - mostNamed)]
      form.append(
        Todo(
          url: url + Percent.encoded(next.path),
          message: visit.text("Tờ khai: còn {n} mục khác chưa điền xong.", more)))
    }
    let papers = draft.missingPapers.map { paper in
      Todo(
        url: Sitemap.draftPapers.url(draft.id) + "#paper-" + Percent.encoded(paper.id),
        message: visit.text("{paper}: chưa có tệp.", ["paper": paper.name]))
    }
    return form + papers
  }
}
