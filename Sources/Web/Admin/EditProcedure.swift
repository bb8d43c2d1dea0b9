import HTTPServer
import Storage
import Templating
import Workflow

/// A new revision of a procedure in two steps: typed, then shown as the difference; nothing is stored before the
/// second is confirmed (F003-01). Only whoever administers the whole installation publishes.
enum EditProcedure: Screen {
  static let editPage = Page<RevisionPage>("admin/edit-procedure")
  static let previewPage = Page<PublicationPreview>("admin/preview")
  static let pages: [any PageDeclaration] = [editPage, previewPage]
  static let routes: [SiteRoute] = [
    .get(Sitemap.adminProcedure.pattern, .role(.administrator)) { visit in
      let stored = try stored(visit, visit.read(Sitemap.adminProcedure))
      let entry = RevisionEntry(stored.procedure, today: visit.now.day, visit)
      return try show(entry, stored, visit, problems: [])
    },
    .post(Sitemap.adminProcedure.pattern, .role(.administrator), lane: .read) { visit in
      let stored = try stored(visit, visit.read(Sitemap.adminProcedure))
      let entry = RevisionEntry(visit, base: stored.procedure)
      let isTyping = ["add", "remove", "edit"].contains { visit.request.form[$0] != nil }
      if isTyping { return try show(entry, stored, visit, problems: []) }
      if let refusal = try refusal(entry, stored, visit) { return refusal }
      return try preview(entry, stored, visit)
    },
    .post(Sitemap.publishRevision.pattern, .role(.administrator), publish),
  ]

  /// The newest revision of a procedure, for whoever administers all.
  private static func stored(_ visit: Visit, _ code: String) throws -> Reference.StoredProcedure {
    try visit.checkAdministersAll()
    guard let stored = try visit.reference().revisions(of: code).last else { throw PageNotFound() }
    return stored
  }

  @Sendable private static func publish(_ visit: Visit) throws -> Response {
    let stored = try stored(visit, visit.read(Sitemap.publishRevision))
    let entry = RevisionEntry(visit, base: stored.procedure)
    return try visit.once(refusing: { try refusal(entry, stored, visit) }) {
      let (person, revision) = (try visit.person().id, entry.revision)
      try Reference.publish(revision, by: person, at: visit.now, in: visit.writing)
      try Reference.touch(visit.writing)
      try People.note(
        "publish-revision", subject: "procedure \(revision.code)",
        detail: visit.text(
          "Lần {n}, hiệu lực từ {day}",
          ["n": String(stored.revision + 1), "day": revision.effectiveFrom.vietnamese]),
        by: person, at: visit.now, in: visit.writing)
      visit.context.forgetReference()
      return Confirmation.published.address(Sitemap.adminProcedure.url(revision.code))
    }
  }

  /// The page again where something must be mended first: typed wrong, nothing new, or published meanwhile.
  private static func refusal(
    _ entry: RevisionEntry, _ stored: Reference.StoredProcedure, _ visit: Visit
  ) throws -> Response? {
    var problems = try entry.problems(visit)
    guard try visit.formVersion() == stored.revision else {
      let words = "Thủ tục vừa có bản công bố mới (lần {n}). Xem lại nội dung rồi công bố."
      problems.insert(
        Problem(field: "name", message: visit.text(words, ["n": String(stored.revision)])), at: 0)
      return try show(entry, stored, visit, problems: problems, status: .conflict)
    }
    if problems.isEmpty, try differences(entry, stored, visit).isEmpty {
      problems = [Problem(field: "name", message: visit.text("Chưa có gì thay đổi so với bản hiện tại."))]
    }
    return problems.isEmpty ? nil : try show(entry, stored, visit, problems: problems)
  }

  private static func show(
    _ entry: RevisionEntry, _ stored: Reference.StoredProcedure, _ visit: Visit, problems: [Problem],
    status: Status? = nil
  ) throws -> Response {
    let model = try RevisionPage(entry, of: stored, visit, problems: problems)
    return try visit.page(
      editPage, model, status: status ?? (problems.isEmpty ? .ok : .unprocessableContent))
  }

  private static func preview(
    _ entry: RevisionEntry, _ stored: Reference.StoredProcedure, _ visit: Visit
  ) throws -> Response {
    let code = stored.procedure.code
    let model = PublicationPreview(
      title: visit.text("Công bố bản mới của thủ tục"), subject: stored.procedure.name,
      changes: try differences(entry, stored, visit),
      missing: entry.revision.missingFacts.map { visit.text($0.vietnamese) },
      publishURL: Sitemap.publishRevision.url(code), editURL: Sitemap.adminProcedure.url(code),
      hidden: Hidden(version: stored.revision), carried: HiddenField.all(of: visit))
    return try visit.page(previewPage, model)
  }

  private static func differences(
    _ entry: RevisionEntry, _ stored: Reference.StoredProcedure, _ visit: Visit
  ) throws -> [ChangeRow] {
    entry.revision.differences(from: stored.procedure).map { change in
      ChangeRow(label: change.label, before: change.before, after: change.after)
    }
  }
}

/// The second step of publishing: what changes, what stays unknown, and everything typed carried along.
struct PublicationPreview: TemplateModel {
  var title: String
  var subject: String
  var changes: [ChangeRow]
  var missing: [String]
  var publishURL: String
  var editURL: String
  var hidden: Hidden
  var carried: [HiddenField]

  static var fields: [Field<PublicationPreview>] {
    [
      .text("title", \.title), .text("subject", \.subject), .list("changes", \.changes),
      .texts("missing", \.missing), .url("publishURL", \.publishURL), .url("editURL", \.editURL),
      .record("hidden") { $0.hidden }, .list("carried", \.carried),
    ]
  }
}

/// Something that changes: how it was, how it will be.
struct ChangeRow: TemplateModel {
  var label: String
  var before: String?
  var after: String?

  static var fields: [Field<ChangeRow>] {
    [.text("label", \.label), .optional("before", \.before), .optional("after", \.after)]
  }
}
