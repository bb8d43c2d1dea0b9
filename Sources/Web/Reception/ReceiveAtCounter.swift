import HTTPServer
import Storage
import Templating
import Workflow

/// Tiếp nhận tại quầy, in one page (art 17): the person in front of the desk, papers, fee, and the receipt; or, of what
/// cannot be received, the slip that says what is missing or why not.
enum ReceiveAtCounter: Screen {
  struct Model: TemplateModel {
    var procedure: String
    var actionURL: String
    var batchURL: String
    var hidden: Hidden
    var times: String
    var fees: [String]
    var needsAppointment: Bool
    var entry: CounterEntry
    var identityKinds: [Choice]
    var returnMethods: [Choice]
    var pickUps: [Choice]
    var channels: [Choice]
    var cases: [Choice]
    var papers: [PaperEntryModel]
    var editor: SlipEditor
    var refusal: [InputModel]
    /// What is said about earlier papers of the person at the counter; empty before they were looked for.
    var reuseWords: String
    var isSupplement: Bool
    var isRefusal: Bool
    var problems: [Problem]
    var maximumFile: String

    static var fields: [Field<Model>] {
      [
        .text("procedure", \.procedure), .url("actionURL", \.actionURL), .url("batchURL", \.batchURL),
        .record("hidden") { $0.hidden },
        .text("times", \.times), .texts("fees", \.fees), .flag("needsAppointment", \.needsAppointment),
        .record("entry") { $0.entry }, .list("identityKinds", \.identityKinds),
        .list("returnMethods", \.returnMethods), .list("pickUps", \.pickUps),
        .list("channels", \.channels), .list("cases", \.cases),
        .list("papers", \.papers), .record("editor") { $0.editor }, .list("refusal", \.refusal),
        .text("reuseWords", \.reuseWords),
        .flag("isSupplement", \.isSupplement), .flag("isRefusal", \.isRefusal), .list("problems", \.problems),
        .text("maximumFile", \.maximumFile),
      ]
    }
  }

  static let page = Page<Model>("reception/receive-at-counter")
  static let pages: [any PageDeclaration] = [page]
  static let routes: [SiteRoute] = [
    .get(Sitemap.receiveAtCounter.pattern, .staff) { visit in
      let desk = try desk(visit.read(Sitemap.receiveAtCounter), visit)
      return try show(
        CounterEntry(), desk, visit, kept: [:], slip: SlipEntry(), wish: .receive, problems: [])
    },
    .post(Sitemap.receiveAtCounter.pattern, .staff, lane: .costly, body: Visit.uploads, receive),
  ]

  /// The counter that receives, with the procedure as it is published there.
  struct Desk: Sendable {
    let agency: AgencyID
    let stored: Reference.StoredProcedure
  }

  static func desk(_ code: String, _ visit: Visit) throws -> Desk {
    let reference = try visit.reference()
    let person = try visit.person()
    let unit = person.agency(of: .oneStopOfficer) ?? person.grants.first?.agency
    guard let unit, let stored = reference.procedure(code, on: visit.now.day),
      try visit.procedures().publication(of: code, at: unit) != nil
    else { throw PageNotFound() }
    return Desk(agency: unit, stored: stored)
  }

  /// What the pressed button asks for; nil for a button that only changes the page.
  private enum Wish: Sendable {
    case receive, supplement, refuse, edit, look

    init(_ button: String, _ slip: SlipEntry) {
      switch button {
      case "request-supplement": self = .supplement
      case "refuse": self = .refuse
      case "find-reusable": self = .look
      default: self = slip.pressed(button) == nil ? .receive : .edit
      }
    }
  }

  @Sendable private static func receive(_ visit: Visit) throws -> Response {
    let desk = try desk(visit.read(Sitemap.receiveAtCounter), visit)
    let procedure = desk.stored.procedure
    var problems: [Problem] = []
    let kept = try KeptFiles(
      visit, papers: procedure.papers.map { ($0.id, $0.name) }, place: "paper.", problems: &problems
    ).byPaper
    let entry = CounterEntry(visit)
    let scanned = Set(kept.filter { !$0.value.isEmpty }.keys)
    var slip = SlipEntry(visit)
    let wish = Wish(visit.field("do"), slip)
    if wish == .edit || wish == .look {
      slip = slip.pressed(visit.field("do")) ?? slip
      return try show(entry, desk, visit, kept: kept, slip: slip, wish: wish, problems: problems)
    }
    problems += entry.problems(procedure, scanned: scanned, isReceived: wish == .receive, visit)
    problems += try pointProblems(entry, desk, visit)
    problems += entry.reuseProblems(procedure, try reusable(entry, desk, visit), visit)
    let (answer, unanswered) = answer(wish, slip, procedure, visit)
    problems += unanswered
    guard problems.isEmpty, let answer else {
      if wish == .supplement, slip.rows.allSatisfy(\.isBlank) {
        slip = SlipEntry(
          entry.missing(procedure, scanned).map { .missing(paper: $0.id, named: $0.name) })
      }
      return try show(entry, desk, visit, kept: kept, slip: slip, wish: wish, problems: problems)
    }
    return visit.handOn(to: .write) { visit in
      try CounterReceipt(desk: desk, entry: entry, kept: kept, answer: answer).write(visit)
    }
  }

  /// The answer that was chosen, or what it lacks.
  private static func answer(
    _ wish: Wish, _ slip: SlipEntry, _ procedure: ProcedureRevision, _ visit: Visit
  ) -> (CounterAnswer?, [Problem]) {
    switch wish {
    case .receive, .edit, .look: return (.receive, [])
    case .supplement:
      let (items, problems) = slip.items(SlipSubjects(procedure), visit)
      return (.requestSupplement(items), problems)
    case .refuse:
      let (code, why) = (RefusalReason(rawValue: visit.field("refusal.code")), visit.lines("refusal.why"))
      guard let code, !why.isEmpty, why.codePoints <= 2000 else {
        let message = visit.text("Từ chối tiếp nhận: chọn loại lý do và ghi lý do, nhiều nhất 2.000 ký tự.")
        return (nil, [Problem(field: "refusal.why", message: message)])
      }
      return (.refuse(code, why: why), [])
    }
  }

  /// Where the agency has several points the officer sits at one, and the result is picked up at one that is open.
  private static func pointProblems(_ entry: CounterEntry, _ desk: Desk, _ visit: Visit) throws -> [Problem] {
    let open = try visit.pickUps(at: desk.agency, chosen: entry.pickUp)
    guard !open.isEmpty else { return [] }
    guard try visit.seat(at: desk.agency) != nil else {
      return [Problem(field: "pickUp", message: RefusalText.text(.pointMissing, visit))]
    }
    guard !entry.pickUp.isEmpty, !open.contains(where: \.isChosen) else { return [] }
    return [Problem(field: "pickUp", message: visit.text("Chọn điểm nhận kết quả."))]
  }

  /// Earlier papers of the person at the counter, where the officer asked for them.
  private static func reusable(_ entry: CounterEntry, _ desk: Desk, _ visit: Visit) throws -> ReusableFiles {
    guard entry.offersReuse else { return .none }
    return try .atCounter(of: entry.present, at: desk.agency, visit)
  }

  private static func words(_ reusable: ReusableFiles, _ entry: CounterEntry, _ visit: Visit) -> String {
    guard entry.offersReuse else { return "" }
    guard entry.present != nil else {
      return visit.text("Ghi số căn cước của người đang nộp trước khi tìm giấy tờ đã nộp.")
    }
    return reusable.items.isEmpty
      ? visit.text("Chưa có giấy tờ nào của người này dùng lại được.")
      : visit.text(
        "Tìm thấy {n} giấy tờ, kết quả của người này; chọn ở từng giấy tờ dưới đây.",
        ["n": String(reusable.items.count)])
  }

  private static func show(
    _ entry: CounterEntry, _ desk: Desk, _ visit: Visit, kept: [String: [DossierFiles.Kept]],
    slip: SlipEntry, wish: Wish, problems: [Problem]
  ) throws -> Response {
    let procedure = desk.stored.procedure
    let time = procedure.time(for: .counter)
    let reusable = try reusable(entry, desk, visit)
    let model = Model(
      procedure: procedure.name, actionURL: Sitemap.receiveAtCounter.url(procedure.code),
      batchURL: Sitemap.receiveBatch.url(procedure.code),
      hidden: Hidden(), times: time?.promised.map { visit.text($0) } ?? visit.text(MissingFact.notice),
      fees: procedure.fees.map { "\($0.name): \($0.vietnamese)" },
      needsAppointment: time?.promised == nil, entry: entry,
      identityKinds: IdentityKind.allCases.map {
        Choice($0.rawValue, visit.text($0.vietnamese), isChosen: $0.rawValue == entry.identityKind)
      },
      returnMethods: Dossiers.ReturnMethod.allCases.filter { $0 != .online }.map {
        Choice($0.rawValue, visit.text($0.vietnamese), isChosen: $0.rawValue == entry.returnMethod)
      },
      pickUps: try visit.pickUps(
        at: desk.agency,
        chosen: entry.pickUp.isEmpty ? visit.seat(at: desk.agency)?.description ?? "" : entry.pickUp),
      channels: [Channel.counter, .post].map {
        Choice($0.rawValue, visit.text($0.vietnamese), isChosen: $0.rawValue == entry.channel)
      },
      cases: procedure.caseNames.map { Choice($0, $0, isChosen: $0 == entry.caseName) },
      papers: try procedure.papers.filter { $0.kind != .note }.enumerated().map { index, paper in
        try PaperEntryModel(
          paper, number: index + 1, typed: entry.papers[paper.id] ?? PaperEntry(paper),
          kept: kept[paper.id] ?? [], reusable: reusable,
          problem: problems.first { $0.field == "paper.\(paper.id)" }, visit)
      }, editor: SlipEditor(slip, SlipSubjects(procedure), problems, visit),
      refusal: refusalInputs(visit, problems), reuseWords: words(reusable, entry, visit),
      isSupplement: wish == .supplement || wish == .edit,
      isRefusal: wish == .refuse, problems: problems,
      maximumFile: FileModel.size(visit.site.settings.maximumFile))
    return try visit.page(page, model, status: problems.isEmpty ? .ok : .unprocessableContent)
  }

  private static func refusalInputs(_ visit: Visit, _ problems: [Problem]) -> [InputModel] {
    let code = RefusalReason(rawValue: visit.field("refusal.code"))
    let why = InputModel(
      id: "refusal.why", label: visit.text("Lý do"), value: visit.lines("refusal.why"), rows: 3)
    return [
      .choice("refusal.code", "Loại lý do", visit, chosen: code, \RefusalReason.vietnamese),
      why.marked(problems),
    ]
  }
}
