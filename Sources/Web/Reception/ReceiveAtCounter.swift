import HTTPServer
import Storage
import Templating
import Workflow

/// Tiếp nhận tại quầy, in one page (art 17): the person in front of the desk, papers, fee, and the receipt.
enum ReceiveAtCounter: Screen {
  struct Model: TemplateModel {
    var procedure: String
    var actionURL: String
    var hidden: Hidden
    var times: String
    var fees: [String]
    var needsAppointment: Bool
    var entry: CounterEntry
    var identityKinds: [Choice]
    var returnMethods: [Choice]
    var channels: [Choice]
    var cases: [Choice]
    var papers: [PaperEntryModel]
    var problems: [Problem]
    var maximumFile: String

    static var fields: [Field<Model>] {
      [
        .text("procedure", \.procedure), .url("actionURL", \.actionURL), .record("hidden") { $0.hidden },
        .text("times", \.times), .texts("fees", \.fees), .flag("needsAppointment", \.needsAppointment),
        .record("entry") { $0.entry }, .list("identityKinds", \.identityKinds),
        .list("returnMethods", \.returnMethods), .list("channels", \.channels), .list("cases", \.cases),
        .list("papers", \.papers), .list("problems", \.problems), .text("maximumFile", \.maximumFile),
      ]
    }
  }

  static let page = Page<Model>("reception/receive-at-counter")
  static let pages: [any PageDeclaration] = [page]
  static let routes: [SiteRoute] = [
    .get(Sitemap.receiveAtCounter.pattern, .staff) { visit in
      let desk = try desk(visit)
      return try show(CounterEntry(), desk, visit, kept: [:], problems: [])
    },
    .post(Sitemap.receiveAtCounter.pattern, .staff, lane: .costly, body: Visit.uploads, receive),
  ]

  /// The counter that receives, with the procedure as it is published there.
  struct Desk: Sendable {
    let agency: AgencyID
    let stored: Reference.StoredProcedure
  }

  private static func desk(_ visit: Visit) throws -> Desk {
    let code = try visit.read(Sitemap.receiveAtCounter)
    let reference = try visit.reference()
    let person = try visit.person()
    let unit = person.agency(of: .oneStopOfficer) ?? person.grants.first?.agency
    guard let unit, let stored = reference.procedure(code, on: visit.now.day),
      try visit.procedures().publication(of: code, at: unit) != nil
    else { throw PageNotFound() }
    return Desk(agency: unit, stored: stored)
  }

  @Sendable private static func receive(_ visit: Visit) throws -> Response {
    let desk = try desk(visit)
    let procedure = desk.stored.procedure
    var problems: [Problem] = []
    let kept = try KeptFiles(visit, papers: procedure.papers, problems: &problems)
    let entry = CounterEntry(visit)
    let scanned = Set(kept.byPaper.filter { !$0.value.isEmpty }.keys)
    problems = problems + entry.problems(procedure, scanned: scanned, visit)
    guard problems.isEmpty else {
      return try show(entry, desk, visit, kept: kept.byPaper, problems: problems)
    }
    return visit.handOn(to: .write) { visit in
      try CounterReceipt(desk: desk, entry: entry, kept: kept.byPaper).write(visit)
    }
  }

  static func show(
    _ entry: CounterEntry, _ desk: Desk, _ visit: Visit, kept: [String: [DossierFiles.Kept]],
    problems: [Problem]
  ) throws -> Response {
    let procedure = desk.stored.procedure
    let time = procedure.time(for: .counter)
    let model = Model(
      procedure: procedure.name, actionURL: Sitemap.receiveAtCounter.url(procedure.code),
      hidden: Hidden(), times: time?.promised.map { visit.text($0) } ?? visit.text(MissingFact.notice),
      fees: procedure.fees.map { "\($0.name): \($0.vietnamese)" },
      needsAppointment: time?.promised == nil, entry: entry,
      identityKinds: IdentityKind.allCases.map {
        Choice($0.rawValue, visit.text($0.vietnamese), isChosen: $0.rawValue == entry.identityKind)
      },
      returnMethods: Dossiers.ReturnMethod.allCases.filter { $0 != .online }.map {
        Choice($0.rawValue, visit.text($0.vietnamese), isChosen: $0.rawValue == entry.returnMethod)
      },
      channels: [Channel.counter, .post].map {
        Choice($0.rawValue, visit.text($0.vietnamese), isChosen: $0.rawValue == entry.channel)
      },
      cases: procedure.caseNames.map { Choice($0, $0, isChosen: $0 == entry.caseName) },
      papers: procedure.papers.filter { $0.kind != .note }.enumerated().map { index, paper in
        PaperEntryModel(
          paper, number: index + 1, typed: entry.papers[paper.id] ?? PaperEntry(paper),
          kept: kept[paper.id] ?? [], problem: problems.first { $0.field == "paper.\(paper.id)" }, visit)
      }, problems: problems, maximumFile: FileModel.size(visit.site.settings.maximumFile))
    return try visit.page(page, model, status: problems.isEmpty ? .ok : .unprocessableContent)
  }
}
