import HTTPServer
import Storage
import Templating
import Workflow

/// The electronic form of a filing, saved as one goes. Saving is no action of the flow and may be repeated freely: the
/// one-time key is only the mark of the page, for whoever comes back and corrects must not get the old answer. The
/// version is the mark of the page that had saved last; where another page saved since, this one is told (decision 18).
enum EditDraft: Screen {
  struct Model: TemplateModel {
    var head: DraftHead
    var formTitle: String
    var actionURL: String
    var saveURL: String
    var discardURL: String
    var hidden: Hidden
    var hasMore: Bool
    var changed: DraftChanged?
    var problems: [Problem]
    var sections: [DrawnSection]
    var suggestions: [SuggestionList]

    static var fields: [Field<Model>] {
      [
        .record("head") { $0.head }, .text("formTitle", \.formTitle), .url("actionURL", \.actionURL),
        .url("saveURL", \.saveURL), .url("discardURL", \.discardURL), .flag("hasMore", \.hasMore),
        .record("hidden") { $0.hidden }, .record("changed") { $0.changed },
        .list("problems", \.problems), .list("sections", \.sections),
        .list("suggestions", \.suggestions),
      ]
    }
  }

  static let page = Page<Model>("citizen/edit-draft")
  static let pages: [any PageDeclaration] = [page]

  /// The largest form, in bytes as sent.
  static let largest = BodyRule.form(maximum: 512 << 10)

  static let routes: [SiteRoute] = [
    .get(Sitemap.draft.pattern, .citizen) { visit in
      try visit.withDraft(visit.read(Sitemap.draft)) { draft in
        let problems = visit.query("problems") == "yes" ? draft.applied.problems : []
        return try show(draft, problems, visit)
      }
    },
    .post(Sitemap.draft.pattern, .citizen, body: largest) { visit in
      try visit.withDraft(visit.read(Sitemap.draft)) { draft in
        var posted = PostedAnswers(visit.request.form, over: draft.answers, form: draft.form)
        let wish = visit.request.form["do"] ?? ""
        if wish.hasPrefix("remove:") { posted.remove(row: String(wish.dropFirst("remove:".count))) }
        if try visit.isOvertaken(posted, draft) { return try showBoth(posted, draft, visit) }
        if posted.answers.bytes > Drafts.mostAnswerBytes { return try showTooLong(posted, draft, visit) }
        let saved = try save(posted, draft, visit)
        return try goOn(wish, posted.drawn, saved, visit)
      }
    },
    .post(Sitemap.draftSave.pattern, .citizen, body: largest) { visit in
      let record = try visit.own(visit.read(Sitemap.draftSave))
      guard record.dossier.state == .draft else { throw HTTPFailure(.conflict, "submitted already") }
      let draft = try visit.draft(record)
      let posted = PostedAnswers(visit.request.form, over: record.answers, form: draft.form)
      if try visit.isOvertaken(posted, draft) { return json(#"{"why":"overtaken"}"#, status: .conflict) }
      if posted.answers.bytes > Drafts.mostAnswerBytes {
        return json(#"{"why":"too-long"}"#, status: .unprocessableContent)
      }
      _ = try save(posted, draft, visit)
      return json(#"{"at":"\#(visit.now.clock)"}"#)
    },
  ]

  private static func json(_ text: String, status: Status = .ok) -> Response {
    Response(status: status, type: "application/json", body: Array(text.utf8))
  }

  private static func save(_ posted: PostedAnswers, _ draft: Draft, _ visit: Visit) throws -> Draft {
    try Dossiers.saveDraft(
      posted.answers, of: draft.id, by: visit.mark(), at: visit.now, reference: visit.reference(),
      in: visit.writing)
    return try visit.draft(visit.own(draft.id))
  }

  /// Where a press of a button leads, once all is saved.
  private static func goOn(
    _ wish: String, _ drawn: Set<String>, _ draft: Draft, _ visit: Visit
  ) throws -> Response {
    let url = Sitemap.draft.url(draft.id)
    if wish.hasPrefix("add:"), let table = draft.form.fields.first(where: { "add:\($0.id)" == wish }) {
      let next = (draft.answers.rows(of: table.id).last ?? 0) + 1
      let first = table.columns(row: next).first?.id ?? table.id
      return .redirect("\(url)?\(Percent.query([("add", table.id)]))#\(Percent.encoded(first))")
    }
    if wish.hasPrefix("remove:") { return .redirect(url + "?removed=yes") }
    if wish == "later" { return visit.done(.saved, at: Sitemap.myDossiers.url) }
    let problems = draft.applied.problems
    guard let first = problems.first else { return .redirect(Sitemap.draftPapers.url(draft.id)) }
    // Questions that the answers have only just brought up are no mistakes yet.
    if problems.allSatisfy({ !drawn.contains($0.path) }) {
      return .redirect("\(url)?more=yes#\(Percent.encoded(first.path))")
    }
    return try show(draft, problems, visit)
  }

  /// Another page saved meanwhile: what is saved beside what was typed here, which stays on the page and can be sent
  /// again.
  private static func showBoth(_ posted: PostedAnswers, _ saved: Draft, _ visit: Visit) throws -> Response {
    let typed = try visit.draft(saved.record, answers: posted.answers)
    return try show(typed, [], visit, changed: DraftChanged(saved: saved, typed: typed, visit))
  }

  /// Decision 22: what goes beyond a draft's ceiling is not saved, and stays on the page; the longest answer is named.
  private static func showTooLong(
    _ posted: PostedAnswers, _ saved: Draft, _ visit: Visit
  ) throws -> Response {
    let lengths = posted.answers.values.mapValues { $0.reduce(0) { $0 + $1.utf8.count } }
    let longest = lengths.max { ($0.value, $1.key) < ($1.value, $0.key) }?.key ?? ""
    let message = visit.text(
      "Tờ khai dài quá mức cho phép. Ông/bà viết ngắn lại hoặc gửi phần dài thành tệp.")
    return try show(
      visit.draft(saved.record, answers: posted.answers), [], visit,
      tooLong: Problem(field: longest, message: message))
  }

  private static func show(
    _ draft: Draft, _ problems: [FieldProblem], _ visit: Visit, changed: DraftChanged? = nil,
    tooLong: Problem? = nil
  ) throws -> Response {
    let drawing = FormDrawing(
      form: draft.form, applied: draft.applied, answers: draft.answers, problems: problems,
      adding: visit.query("add"), visit: visit)
    let sections = drawing.sections()
    let model = Model(
      head: try DraftHead(draft, at: .form, visit), formTitle: draft.form.title,
      actionURL: Sitemap.draft.url(draft.id), saveURL: Sitemap.draftSave.url(draft.id),
      discardURL: Sitemap.discard.url(draft.id),
      hidden: Hidden(version: try Dossiers.answersMark(of: draft.id, in: visit.db)),
      hasMore: visit.query("more") == "yes", changed: changed,
      problems: problems.map { Problem(field: $0.path, message: $0.words(visit)) }
        + [tooLong].compactMap(\.self),
      sections: sections, suggestions: SuggestionList.used(by: sections.flatMap(\.items)))
    let answer: Status = changed == nil ? .unprocessableContent : .conflict
    return try visit.page(page, model, status: visit.request.method == .post ? answer : .ok)
  }
}

extension Moment {
  /// "14:20".
  var clock: String {
    let (hour, minute) = (minuteOfDay / 60, minuteOfDay % 60)
    return "\(hour < 10 ? "0" : "")\(hour):\(minute < 10 ? "0" : "")\(minute)"
  }
}
