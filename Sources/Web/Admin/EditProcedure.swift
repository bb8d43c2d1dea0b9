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
      try begin(RevisionSubject(visit.read(Sitemap.adminProcedure), visit), visit)
    },
    .post(Sitemap.adminProcedure.pattern, .role(.administrator), lane: .read) { visit in
      try goOn(RevisionSubject(visit.read(Sitemap.adminProcedure), visit), visit)
    },
    .post(Sitemap.publishRevision.pattern, .role(.administrator)) { visit in
      try publish(RevisionSubject(visit.read(Sitemap.publishRevision), visit), visit)
    },
  ]

  /// The page as the newest revision has it, or empty.
  static func begin(_ subject: RevisionSubject, _ visit: Visit) throws -> Response {
    try show(RevisionEntry(subject, today: visit.now.day, visit), visit, problems: [])
  }

  /// What was typed: the page again while it is being typed or must be mended, else the difference.
  static func goOn(_ subject: RevisionSubject, _ visit: Visit) throws -> Response {
    let entry = RevisionEntry(visit, for: subject)
    let isTyping = ["add", "remove", "edit"].contains { visit.request.form[$0] != nil }
    if isTyping { return try show(entry, visit, problems: []) }
    if let refusal = try refusal(entry, visit) { return refusal }
    return try preview(entry, visit)
  }

  /// Stores what was typed as the next revision.
  static func publish(_ subject: RevisionSubject, _ visit: Visit) throws -> Response {
    let entry = RevisionEntry(visit, for: subject)
    return try visit.once(refusing: { try refusal(entry, visit) }) {
      let (person, revision) = (try visit.person().id, entry.revision)
      if let field = entry.newField { try Reference.add(field, in: visit.writing) }
      try Reference.publish(revision, by: person, at: visit.now, in: visit.writing)
      try Reference.touch(visit.writing)
      try People.note(
        "publish-revision", subject: "procedure \(revision.code)", detail: detail(of: entry, visit),
        by: person, at: visit.now, in: visit.writing)
      visit.context.forgetReference()
      return Confirmation.published.address(Sitemap.adminProcedure.url(revision.code))
    }
  }

  private static func detail(of entry: RevisionEntry, _ visit: Visit) -> String {
    let revision = visit.text(
      "Lần {n}, hiệu lực từ {day}",
      [
        "n": String(entry.subject.revision + 1), "day": entry.revision.effectiveFrom.vietnamese,
      ])
    let field = entry.newField.map { visit.text("lĩnh vực mới: {name}", ["name": $0.name]) }
    return [revision, field].compactMap(\.self).joined(separator: "; ")
  }

  /// The page again where something must be mended first: published meanwhile, typed wrong, or nothing new.
  private static func refusal(_ entry: RevisionEntry, _ visit: Visit) throws -> Response? {
    var problems = try entry.problems(visit)
    guard try visit.formVersion() == entry.subject.revision else {
      return try show(entry, visit, problems: problems, changed: changed(entry, visit))
    }
    if problems.isEmpty, try differences(entry, visit).isEmpty {
      problems = [Problem(field: "name", message: visit.text("Chưa có gì thay đổi so với bản hiện tại."))]
    }
    return problems.isEmpty ? nil : try show(entry, visit, problems: problems)
  }

  /// What was published since the form was drawn.
  private static func changed(_ entry: RevisionEntry, _ visit: Visit) throws -> Changed {
    let (base, drawn) = (entry.subject.base, try visit.formVersion())
    let (reference, subject) = (try visit.reference(), "procedure \(entry.subject.base.code)")
    guard let old = reference.revisions(of: base.code).first(where: { $0.revision == drawn }) else {
      return try Changed([], subject: subject, visit)
    }
    let changes = base.differences(from: old.procedure, fieldNames: reference.fields)
    return try Changed(changes.map(ChangeRow.init), subject: subject, visit)
  }

  private static func show(
    _ entry: RevisionEntry, _ visit: Visit, problems: [Problem], changed: Changed? = nil
  ) throws -> Response {
    let model = try RevisionPage(entry, visit, problems: problems, changed: changed)
    return try visit.page(editPage, model, status: .of(problems, changed))
  }

  private static func preview(_ entry: RevisionEntry, _ visit: Visit) throws -> Response {
    let subject = entry.subject
    let model = PublicationPreview(
      title: visit.text(subject.isNew ? "Công bố thủ tục mới" : "Công bố bản mới của thủ tục"),
      subject: subject.isNew ? "\(entry.revision.code) · \(entry.revision.name)" : subject.base.name,
      isNew: subject.isNew, changes: try differences(entry, visit),
      missing: entry.revision.missingFacts.map { visit.text($0.vietnamese) },
      publishURL: subject.publishURL, editURL: subject.editURL, hidden: Hidden(version: subject.revision),
      carried: HiddenField.all(of: visit))
    return try visit.page(previewPage, model)
  }

  private static func differences(_ entry: RevisionEntry, _ visit: Visit) throws -> [ChangeRow] {
    let names = try entry.fieldNames(visit)
    return entry.revision.differences(from: entry.subject.stored?.procedure, fieldNames: names)
      .map(ChangeRow.init)
  }
}

extension ChangeRow {
  init(_ difference: RevisionDifference) {
    self.init(label: difference.label, before: difference.before, after: difference.after)
  }
}

/// The second step of publishing: what changes, what stays unknown, and everything typed carried along.
struct PublicationPreview: TemplateModel {
  var title: String
  var subject: String
  /// Whether there is nothing before it.
  var isNew = false
  var changes: [ChangeRow]
  var missing: [String]
  var publishURL: String
  var editURL: String
  var hidden: Hidden
  var carried: [HiddenField]

  static var fields: [Field<PublicationPreview>] {
    [
      .text("title", \.title), .text("subject", \.subject), .flag("isNew", \.isNew),
      .list("changes", \.changes), .texts("missing", \.missing), .url("publishURL", \.publishURL),
      .url("editURL", \.editURL), .record("hidden") { $0.hidden }, .list("carried", \.carried),
    ]
  }
}
