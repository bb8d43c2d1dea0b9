import HTTPServer
import Storage
import Templating
import Workflow

extension Visit {
  /// The mark of the page that a draft's form was sent from: a page may save as often as it likes.
  func mark() throws -> String {
    guard let mark = BrowserToken.read(request.form[Self.onceField]) else { throw RequestForgery.Suspected() }
    return mark
  }

  /// Whether another page saved the draft since this one was drawn, and saving this one would lose what it saved.
  func isOvertaken(_ posted: PostedAnswers, _ draft: Draft) throws -> Bool {
    guard let drawn = request.form["version"] else { throw RequestForgery.Suspected() }
    let last = try Dossiers.answersMark(of: draft.id, in: db)
    return try last != drawn && last != mark() && posted.answers != draft.answers
  }
}

/// The answers in which a saved draft and a page differ, when another page saved meanwhile.
struct DraftChanged: TemplateModel {
  var savedURL: String
  var rows: [ChangeRow]

  static var fields: [Field<DraftChanged>] {
    [.url("savedURL", \.savedURL), .list("rows", \.rows)]
  }

  init(saved: Draft, typed: Draft, _ visit: Visit) {
    savedURL = Sitemap.draft.url(saved.id)
    let (before, after) = (Self.lines(saved, visit), Self.lines(typed, visit))
    let values = Dictionary(before.map { ($0.path, $0.value) }) { first, _ in first }
    let typed = Dictionary(after.map { ($0.path, $0.value) }) { first, _ in first }
    var seen = Set<String>()
    rows = (after + before).filter { seen.insert($0.path).inserted && values[$0.path] != typed[$0.path] }
      .map { ChangeRow(label: $0.label, before: values[$0.path], after: typed[$0.path]) }
  }

  private static func lines(_ draft: Draft, _ visit: Visit) -> [(path: String, label: String, value: String)]
  {
    draft.form.summary(draft.answers, on: visit.now.day).flatMap { section in
      section.rows.filter { !$0.value.isEmpty }
        .map { (path: $0.path, label: "\(section.title) – \($0.label)", value: $0.value) }
    }
  }
}
