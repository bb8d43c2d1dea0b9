import HTTPServer
import Storage
import Templating
import Workflow

/// A directive with its units: what each owes, its reply with files, what the office thought of it; for the unit the form to
/// reply, for the office the forms to judge and to report upward.
enum ShowDirective: Screen {
  struct Model: TemplateModel {
    var directive: Directives.Stored
    var office: String
    var body: [String]
    var tasks: [TaskModel]
    var canReport: Bool
    var failing: String
    var reportURL: String
    var hidden: Hidden
    var notes: [NoteRow]
    var problems: [Problem]

    static var fields: [Field<Model>] {
      [
        .text("number", \.directive.number), .text("day") { $0.directive.day.vietnamese },
        .text("title", \.directive.title), .text("office", \.office), .texts("body", \.body),
        .text("issuedBy", \.directive.issuedBy), .text("issuedAt") { $0.directive.issuedAt.vietnamese },
        .text("reportedAt") { $0.directive.reportedAt?.vietnamese ?? "" }, .list("tasks", \.tasks),
        .flag("canReport", \.canReport), .text("failing", \.failing), .url("reportURL", \.reportURL),
        .record("hidden") { $0.hidden }, .list("notes", \.notes), .list("problems", \.problems),
      ]
    }
  }

  struct TaskModel: TemplateModel {
    var task: Directives.Task
    var unit: String
    var standing: Directive.Standing
    var words: String
    var files: [FileLink]
    var replyURL: String
    var replyInputs: [InputModel]
    var fileProblem: String?
    var judgeURL: String
    var judgeInputs: [InputModel]
    var hidden: Hidden

    static var fields: [Field<TaskModel>] {
      [
        .text("id") { $0.task.agency.description }, .text("unit", \.unit),
        .text("due") { $0.task.due.vietnamese },
        .text("words", \.words), .flag("isLate") { $0.standing == .overdue },
        .flag("isDone") { $0.standing == .accepted }, .text("leader", \.task.responsible.leader),
        .text("department", \.task.responsible.department), .text("person", \.task.responsible.person),
        .text("reply", \.task.reply), .text("repliedBy", \.task.repliedBy),
        .text("repliedAt") { $0.task.repliedAt?.vietnamese ?? "" },
        .text("verdictWords", \.task.verdictWords),
        .list("files", \.files), .url("replyURL", \.replyURL), .flag("canReply") { !$0.replyURL.isEmpty },
        .list("replyInputs", \.replyInputs), .optional("fileProblem", \.fileProblem),
        .url("judgeURL", \.judgeURL),
        .flag("canJudge") { !$0.judgeURL.isEmpty }, .list("judgeInputs", \.judgeInputs),
        .record("hidden") { $0.hidden },
      ]
    }
  }

  static let page = Page<Model>("directives/show")
  static let pages: [any PageDeclaration] = [page]
  static let routes: [SiteRoute] = [
    .get(Sitemap.directive.pattern, .roles(DirectiveAccess.roles)) { visit in
      try show(visit.read(Sitemap.directive), visit)
    },
    .post(
      Sitemap.replyDirective.pattern, .role(.chairman, .leader), lane: .costly, body: Visit.uploads, reply),
    .post(Sitemap.judgeDirective.pattern, .role(.overseer), judge),
    .post(Sitemap.reportDirective.pattern, .role(.overseer)) { visit in
      let id = try visit.read(Sitemap.reportDirective)
      let access = try DirectiveAccess(visit)
      let (directive, tasks) = try access.open(id)
      guard access.issues(for: directive.agency) else { throw NotAllowed() }
      let words = visit.lines("words")
      guard !failing(tasks, visit).isEmpty, (3...2_000).contains(words.codePoints) else {
        let problem = Problem(
          field: "words", message: visit.text("Nội dung báo cáo cấp trên: từ 3 đến 2.000 ký tự."))
        return try show(id, visit, problems: [problem])
      }
      return try visit.once {
        try Directives.report(id, words, by: visit.person().id, at: visit.now, in: visit.writing)
        return Confirmation.directiveReported.address(Sitemap.directive.url(id))
      }
    },
    // A page that says what to mend stands at the address of its form; asked for again it is the directive's.
    .get(Sitemap.replyDirective.pattern, .roles(DirectiveAccess.roles)) { visit in
      .redirect(Sitemap.directive.url(try visit.read(Sitemap.replyDirective).0))
    },
    .get(Sitemap.judgeDirective.pattern, .roles(DirectiveAccess.roles)) { visit in
      .redirect(Sitemap.directive.url(try visit.read(Sitemap.judgeDirective).0))
    },
    .get(Sitemap.reportDirective.pattern, .roles(DirectiveAccess.roles)) { visit in
      .redirect(Sitemap.directive.url(try visit.read(Sitemap.reportDirective)))
    },
    .get(Sitemap.directiveFile.pattern, .roles(DirectiveAccess.roles)) { visit in
      guard let file = try Directives.file(visit.read(Sitemap.directiveFile), in: visit.db) else {
        throw PageNotFound()
      }
      let seen = try DirectiveAccess(visit).open(file.directive).tasks
      guard seen.contains(where: { $0.agency == file.agency }), let hash = ContentHash(hex: file.kept.sha256)
      else {
        throw PageNotFound()
      }
      return try OpenFile.response(file.kept.kind, named: file.kept.filename, hash, visit)
    },
  ]

  // MARK: Acts

  /// The task of a unit, for somebody who answers for it.
  private static func own(_ visit: Visit) throws -> Directives.Task {
    let (id, unit) = try visit.read(Sitemap.replyDirective)
    let access = try DirectiveAccess(visit)
    let task = try access.open(id).tasks.first { $0.agency == unit }
    guard let task, access.units.contains(unit) else { throw PageNotFound() }
    return task
  }

  @Sendable private static func reply(_ visit: Visit) throws -> Response {
    let task = try own(visit)
    var problems = Problems(visit)
    let words = visit.lines("reply")
    problems.check((3...4_000).contains(words.codePoints), "reply", "Nội dung báo cáo: từ 3 đến 4.000 ký tự.")
    let names = ["leader", "department", "person"].map { visit.field($0) }
    for (field, name) in zip(["leader", "department", "person"], names) {
      problems.check((2...200).contains(name.codePoints), field, "Ghi rõ người, bộ phận chịu trách nhiệm.")
    }
    var kept: [DossierFiles.Kept] = []
    if visit.request.files.contains(where: { !$0.isNothing }) {
      do { kept = try visit.keptFiles("file") } catch let fault as UnusableFile {
        problems.check(false, "file", fault.message)
      }
    }
    guard problems.found.isEmpty else {
      return try show(task.directive, visit, replying: task, problems: problems.found)
    }
    let responsible = Directives.Responsible(leader: names[0], department: names[1], person: names[2])
    let files = kept
    return visit.handOn(to: .write) { visit in
      try visit.once(refusing: { try refusal(.reply, own(visit), visit) }) {
        let task = try own(visit)
        try Directives.reply(
          words, responsible, files: files, to: task, by: visit.person().id, at: visit.now, in: visit.writing)
        return Confirmation.directiveReplied.address(Sitemap.directive.url(task.directive))
      }
    }
  }

  @Sendable private static func judge(_ visit: Visit) throws -> Response {
    let (id, unit) = try visit.read(Sitemap.judgeDirective)
    let access = try DirectiveAccess(visit)
    let (directive, tasks) = try access.open(id)
    guard access.issues(for: directive.agency), let task = tasks.first(where: { $0.agency == unit }) else {
      throw PageNotFound()
    }
    var problems = Problems(visit)
    let verdict = Directive.Verdict(rawValue: visit.field("verdict"))
    let (words, due) = (visit.lines("words-\(unit)"), Day(vietnamese: visit.field("due-\(unit)")))
    problems.check(verdict != nil, "words-\(unit)", "Chọn chấp nhận hoặc yêu cầu báo cáo lại.")
    problems.check(words.codePoints <= 2_000, "words-\(unit)", "Nhận xét: nhiều nhất 2.000 ký tự.")
    if verdict == .sentBack {
      problems.check(words.codePoints >= 3, "words-\(unit)", "Ghi rõ điều cần báo cáo lại.")
      problems.check(
        due.map { $0 >= visit.now.day } ?? false, "due-\(unit)",
        "Hạn báo cáo lại: ghi theo mẫu 21/11/2026, không trước hôm nay.")
    }
    guard problems.found.isEmpty, let verdict else { return try show(id, visit, problems: problems.found) }
    let act: Directive.Act = verdict == .accepted ? .accept : .sendBack
    return try visit.once(refusing: { try refusal(act, task, visit) }) {
      try Directives.judge(
        task, verdict, words: words, due: verdict == .sentBack ? due : nil, by: visit.person().id,
        at: visit.now,
        in: visit.writing)
      let done: Confirmation = verdict == .accepted ? .directiveAccepted : .directiveSentBack
      return done.address(Sitemap.directive.url(id))
    }
  }

  /// Somebody else was faster, or it is settled.
  private static func refusal(_ act: Directive.Act, _ task: Directives.Task, _ visit: Visit) throws
    -> Response?
  {
    guard try visit.formVersion() == task.version, Directive.allows(act, task.standing(on: visit.now.day))
    else {
      throw Outdated(url: Sitemap.directive.url(task.directive))
    }
    return nil
  }

  // MARK: Page

  /// The units that owe a reply beyond its day.
  private static func failing(_ tasks: [Directives.Task], _ visit: Visit) -> [Directives.Task] {
    tasks.filter { $0.standing(on: visit.now.day) == .overdue }
  }

  private static func show(
    _ id: Int64, _ visit: Visit, replying: Directives.Task? = nil, problems: [Problem] = []
  ) throws -> Response {
    let (access, reference) = (try DirectiveAccess(visit), try visit.reference())
    let (directive, tasks) = try access.open(id)
    let files = try Directives.files(of: id, in: visit.db)
    let issues = access.issues(for: directive.agency)
    let late = failing(tasks, visit)
    let seesAll = try access.offices().contains(directive.agency)
    let model = Model(
      directive: directive, office: reference.agency(directive.agency)?.name ?? "",
      body: directive.body.split(separator: "\n").map(String.init),
      tasks: try tasks.map { task in
        try self.model(
          task, files.filter { $0.agency == task.agency }, isOwn: access.units.contains(task.agency),
          issues: issues,
          isTyped: replying?.agency == task.agency, problems, visit)
      }, canReport: issues && !late.isEmpty,
      failing: late.compactMap { reference.agency($0.agency)?.shortName }.joined(separator: ", "),
      reportURL: Sitemap.reportDirective.url(id), hidden: Hidden(),
      notes: seesAll ? try NoteRow.list(about: "directive \(id)", visit) : [], problems: problems)
    return try visit.page(page, model, status: problems.isEmpty ? .ok : .unprocessableContent)
  }

  private static func model(
    _ task: Directives.Task, _ files: [Directives.File], isOwn: Bool, issues: Bool, isTyped: Bool,
    _ problems: [Problem], _ visit: Visit
  ) throws -> TaskModel {
    let standing = task.standing(on: visit.now.day)
    let unit = task.agency
    let isTypedJudgement = visit.request.method == .post && !isTyped
    func input(_ id: String, _ label: String, _ stored: String, rows: Int = 0) -> InputModel {
      InputModel(
        id: id, label: visit.text(label),
        value: isTyped ? (rows > 0 ? visit.lines(id) : visit.field(id)) : stored,
        isRequired: true, rows: rows
      ).marked(problems)
    }
    let canReply = isOwn && Directive.allows(.reply, standing)
    let canJudge = issues && Directive.allows(.accept, standing)
    return TaskModel(
      task: task, unit: try visit.reference().agency(unit)?.name ?? "", standing: standing,
      words: visit.text(standing.vietnamese),
      files: files.map { FileLink($0.kept, url: Sitemap.directiveFile.url($0.id)) },
      replyURL: canReply ? Sitemap.replyDirective.url(task.directive, unit) : "",
      replyInputs: canReply
        ? [
          input("leader", "Lãnh đạo chịu trách nhiệm", task.responsible.leader),
          input("department", "Bộ phận chịu trách nhiệm", task.responsible.department),
          input("person", "Cá nhân được phân công", task.responsible.person),
          input("reply", "Nội dung báo cáo", task.reply, rows: 6),
        ] : [], fileProblem: isTyped ? problems.first { $0.field == "file" }?.message : nil,
      judgeURL: canJudge ? Sitemap.judgeDirective.url(task.directive, unit) : "",
      judgeInputs: canJudge
        ? [
          InputModel(
            id: "words-\(unit)", label: visit.text("Nhận xét"),
            value: isTypedJudgement ? visit.lines("words-\(unit)") : "", rows: 3
          ).marked(problems),
          InputModel(
            id: "due-\(unit)", label: visit.text("Hạn báo cáo lại"),
            value: isTypedJudgement ? visit.field("due-\(unit)") : "",
            hint: visit.text("Chỉ ghi khi yêu cầu báo cáo lại."), width: "w-10"
          ).marked(problems),
        ] : [], hidden: Hidden(version: task.version))
  }
}
