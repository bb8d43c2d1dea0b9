import HTTPServer
import Storage
import Templating
import Workflow

/// An electronic form edited as its description and published in two steps, like a revision of a procedure.
enum EditForm: Screen {
  struct Model: TemplateModel {
    var title: String
    var id: String
    var revision: Int
    var isVerified: Bool
    var text: String
    var actionURL: String
    var hidden: Hidden
    var problems: [Problem]
    var changed: Changed?

    static var fields: [Field<Model>] {
      [
        .text("title", \.title), .text("id", \.id), .number("revision", \.revision),
        .flag("isVerified", \.isVerified), .text("text", \.text), .url("actionURL", \.actionURL),
        .record("hidden") { $0.hidden }, .list("problems", \.problems),
        .record("changed") { $0.changed },
      ]
    }
  }

  static let page = Page<Model>("admin/edit-form")
  static let pages: [any PageDeclaration] = [page]
  static let routes: [SiteRoute] = [
    .get(Sitemap.adminForm.pattern, .role(.administrator)) { visit in
      let stored = try stored(visit, visit.read(Sitemap.adminForm))
      return try show(FormText.print(stored.form), stored, visit, problems: [])
    },
    .post(Sitemap.adminForm.pattern, .role(.administrator), lane: .read) { visit in
      let stored = try stored(visit, visit.read(Sitemap.adminForm))
      if visit.request.form["edit"] != nil { return try show(typed(visit), stored, visit, problems: []) }
      if let refusal = try refusal(stored, visit) { return refusal }
      return try preview(stored, visit)
    },
    .post(Sitemap.publishForm.pattern, .role(.administrator)) { visit in
      let stored = try stored(visit, visit.read(Sitemap.publishForm))
      return try visit.once(refusing: { try refusal(stored, visit) }) {
        let form = try FormText.read(typed(visit))
        let person = try visit.person().id
        try Reference.publish(form, by: person, at: visit.now, in: visit.writing)
        try Reference.touch(visit.writing)
        try People.note(
          "publish-form", subject: "form \(form.id)",
          detail: visit.text("Lần {n}", ["n": String(stored.revision + 1)]), by: person, at: visit.now,
          in: visit.writing)
        visit.context.forgetReference()
        return Confirmation.published.address(Sitemap.adminForm.url(form.id))
      }
    },
  ]

  private static func stored(_ visit: Visit, _ id: String) throws -> Reference.StoredForm {
    try visit.checkAdministersAll()
    guard let stored = try visit.reference().form(id) else { throw PageNotFound() }
    return stored
  }

  /// As it was typed: spaces and line breaks inside the description are kept, for they are somebody's.
  private static func typed(_ visit: Visit) -> String { visit.request.form["text"] ?? "" }

  private static func refusal(_ stored: Reference.StoredForm, _ visit: Visit) throws -> Response? {
    let problems = problems(typed(visit), stored, visit)
    let drawn = try visit.formVersion()
    guard drawn == stored.revision else {
      let old = try visit.reference().revisions(ofForm: stored.form.id).first { $0.revision == drawn }
      let changes = old.map { Self.changes(from: $0.form, to: stored.form, visit) } ?? []
      let changed = try Changed(changes, subject: "form \(stored.form.id)", visit)
      return try show(typed(visit), stored, visit, problems: problems, changed: changed)
    }
    return problems.isEmpty ? nil : try show(typed(visit), stored, visit, problems: problems)
  }

  private static func problems(
    _ text: String, _ stored: Reference.StoredForm, _ visit: Visit
  ) -> [Problem] {
    func problem(_ message: String) -> Problem { Problem(field: "text", message: message) }
    do throws(FormText.Unreadable) {
      let form = try FormText.read(text)
      if form.id != stored.form.id {
        return [problem(visit.text("Mã biểu mẫu phải giữ là {id}.", ["id": stored.form.id]))]
      }
      if form == stored.form { return [problem(visit.text("Chưa có gì thay đổi so với bản hiện tại."))] }
      return form.faults.map { problem(visit.text($0)) }
    } catch {
      return [
        problem(
          visit.text(
            "Không đọc được mô tả{at}: {reason}",
            ["at": error.path.isEmpty ? "" : " (\(error.path))", "reason": error.reason]))
      ]
    }
  }

  private static func show(
    _ text: String, _ stored: Reference.StoredForm, _ visit: Visit, problems: [Problem],
    changed: Changed? = nil
  ) throws -> Response {
    let model = Model(
      title: stored.form.title, id: stored.form.id, revision: stored.revision,
      isVerified: stored.form.verified, text: text, actionURL: Sitemap.adminForm.url(stored.form.id),
      hidden: Hidden(version: stored.revision), problems: problems, changed: changed)
    return try visit.page(page, model, status: .of(problems, changed))
  }

  private static func preview(_ stored: Reference.StoredForm, _ visit: Visit) throws -> Response {
    let form = try FormText.read(typed(visit))
    let model = PublicationPreview(
      title: visit.text("Công bố bản mới của biểu mẫu"), subject: form.title,
      changes: changes(from: stored.form, to: form, visit), missing: [],
      publishURL: Sitemap.publishForm.url(form.id), editURL: Sitemap.adminForm.url(form.id),
      hidden: Hidden(version: stored.revision), carried: HiddenField.all(of: visit))
    return try visit.page(EditProcedure.previewPage, model)
  }

  /// The fields that are new, gone or different, by path; changes outside of fields in one line.
  private static func changes(
    from old: FormDescription, to new: FormDescription, _ visit: Visit
  ) -> [ChangeRow] {
    let (before, after) = (lines(old), lines(new))
    let paths = (new.fields + old.fields).map(\.id).reduce(into: [String]()) { paths, path in
      if !paths.contains(path) { paths.append(path) }
    }
    var rows = paths.filter { before[$0] != after[$0] }.map { path in
      ChangeRow(label: path, before: before[path], after: after[path])
    }
    if rows.isEmpty {
      rows.append(
        ChangeRow(label: visit.text("Tên, các phần hoặc điều kiện"), before: old.title, after: new.title))
    }
    return rows
  }

  private static func lines(_ form: FormDescription) -> [String: String] {
    Dictionary(
      form.fields.map { field in
        let parts = [
          field.label, "\(field.kind)", field.required ? "bắt buộc" : "không bắt buộc", field.hint ?? "",
          field.choices.map(\.label).joined(separator: ", "),
          field.condition.map { "khi \($0.vietnamese)" } ?? "",
        ]
        return (field.id, parts.filter { !$0.isEmpty }.joined(separator: "; "))
      }, uniquingKeysWith: { first, _ in first })
  }
}
