import HTTPServer
import Storage
import Templating
import Workflow

/// Tiếp nhận nhiều hồ sơ: many dossiers of one procedure from one submitter. Each row becomes a dossier or shows
/// its problem, all of it or nothing.
enum ReceiveBatch: Screen {
  struct Model: TemplateModel {
    var procedure: String
    var singleURL: String
    var actionURL: String
    var hidden: Hidden
    var needsAppointment: Bool
    var entry: CounterEntry
    var returnMethods: [Choice]
    var channels: [Choice]
    var cases: [Choice]
    var papers: [String]
    var rows: [BatchRowModel]
    var received: [DossierHead]
    var problems: [Problem]
    var maximumFile: String

    static var fields: [Field<Model>] {
      [
        .text("procedure", \.procedure), .url("singleURL", \.singleURL), .url("actionURL", \.actionURL),
        .record("hidden") { $0.hidden }, .flag("needsAppointment", \.needsAppointment),
        .record("entry") { $0.entry }, .list("returnMethods", \.returnMethods),
        .list("channels", \.channels), .list("cases", \.cases), .texts("papers", \.papers),
        .list("rows", \.rows), .list("received", \.received), .list("problems", \.problems),
        .text("maximumFile", \.maximumFile),
      ]
    }
  }

  static let page = Page<Model>("reception/receive-batch")
  static let pages: [any PageDeclaration] = [page]
  static let routes: [SiteRoute] = [
    .get(Sitemap.receiveBatch.pattern, .staff) { visit in
      let desk = try desk(visit)
      return try show(Batch(desk, rows: 5), received: try received(visit), visit, problems: [])
    },
    .post(Sitemap.receiveBatch.pattern, .staff, lane: .costly, body: Visit.uploads, receive),
  ]

  private static func desk(_ visit: Visit) throws -> ReceiveAtCounter.Desk {
    try ReceiveAtCounter.desk(visit.read(Sitemap.receiveBatch), visit)
  }

  @Sendable private static func receive(_ visit: Visit) throws -> Response {
    let batch = try Batch(visit, desk: try desk(visit))
    if !visit.field("add").isEmpty {
      return try show(batch.withRows(5), received: [], visit, problems: batch.fileProblems)
    }
    let common = batch.commonProblems(visit)
    guard common.isEmpty, !batch.typed.isEmpty else {
      let none = Problem(field: "row.0.name", message: visit.text("Ghi ít nhất một hồ sơ."))
      return try show(batch, received: [], visit, problems: batch.typed.isEmpty ? common + [none] : common)
    }
    return visit.handOn(to: .write) { visit in try write(batch, visit) }
  }

  /// Receives the rows that are sound; those that are not come back with their problems.
  private static func write(_ batch: Batch, _ visit: Visit) throws -> Response {
    let problems = batch.rows.map { batch.problems(of: $0, visit) }
    let sound = zip(batch.rows, problems).filter { !$0.isBlank && $1.isEmpty }.map(\.0)
    var refused: [Int: Problem] = [:]
    guard let first = sound.first.map({ batch.receipt(of: $0) }) else {
      return try show(batch, received: [], visit, problems: problems.flatMap(\.self))
    }
    let actor = try first.actor(visit)
    guard actor.role == .oneStopOfficer else { return try first.refuse(actor, visit) }
    let answer = try visit.once {
      let ids = try sound.compactMap { row in
        try receive(row, of: batch, by: actor, visit) { refused[row.number] = $0 }
      }
      return address(of: ids, batch)
    }
    let left = zip(batch.rows, problems).filter { !$1.isEmpty || refused[$0.number] != nil }
    guard !left.isEmpty, let location = answer.headers["Location"] else { return answer }
    return try show(
      batch.keeping(left.map(\.0)), received: try received(location, visit), visit,
      problems: left.flatMap { $1 + [refused[$0.number]].compactMap(\.self) })
  }

  /// - Returns: nil where the domain refused; nothing of the row is written then.
  private static func receive(
    _ row: Batch.Row, of batch: Batch, by actor: Dossier.Actor, _ visit: Visit,
    refused: (Problem) -> Void
  ) throws -> DossierID? {
    do {
      return try visit.context.undoing { try batch.receipt(of: row).store(by: actor, visit) }
    } catch let refusal as Refusal {
      refused(
        Problem(field: "row.\(row.number).name", message: RefusalText.text(refusal, visit)))
      return nil
    }
  }

  private static func address(of ids: [DossierID], _ batch: Batch) -> String {
    let url = Sitemap.receiveBatch.url(batch.desk.stored.procedure.code)
    guard !ids.isEmpty else { return url }
    return Confirmation.received.address(
      url + "?" + ids.map { "dossier=\($0)" }.joined(separator: "&"))
  }

  /// The dossiers that the address names, as far as the visitor may read them.
  private static func received(_ visit: Visit) throws -> [DossierHead] {
    try heads(visit.request.query.all("dossier"), visit)
  }

  private static func received(_ location: String, _ visit: Visit) throws -> [DossierHead] {
    let query = location.split(separator: "?").dropFirst().first ?? ""
    let ids = query.split(separator: "&").filter { $0.hasPrefix("dossier=") }
    return try heads(ids.map { String($0.dropFirst("dossier=".count)) }, visit)
  }

  private static func heads(_ ids: [String], _ visit: Visit) throws -> [DossierHead] {
    try ids.prefix(Batch.most).compactMap { DossierID($0) }.map { try DossierHead(visit.readable($0), visit) }
  }

  private static func show(
    _ batch: Batch, received: [DossierHead], _ visit: Visit, problems: [Problem]
  ) throws -> Response {
    let procedure = batch.desk.stored.procedure
    let entry = batch.common
    let model = Model(
      procedure: procedure.name, singleURL: Sitemap.receiveAtCounter.url(procedure.code),
      actionURL: Sitemap.receiveBatch.url(procedure.code), hidden: Hidden(),
      needsAppointment: procedure.time(for: .counter)?.promised == nil, entry: entry,
      returnMethods: Dossiers.ReturnMethod.allCases.filter { $0 != .online }.map {
        Choice($0.rawValue, visit.text($0.vietnamese), isChosen: $0.rawValue == entry.returnMethod)
      },
      channels: [Channel.counter, .post].map {
        Choice($0.rawValue, visit.text($0.vietnamese), isChosen: $0.rawValue == entry.channel)
      },
      cases: procedure.caseNames.map { Choice($0, $0, isChosen: $0 == entry.caseName) },
      papers: batch.papers.map(\.name),
      rows: batch.rows.map { BatchRowModel($0, batch, problems: problems, visit) }, received: received,
      problems: problems, maximumFile: FileModel.size(visit.site.settings.maximumFile))
    return try visit.page(page, model, status: problems.isEmpty ? .ok : .unprocessableContent)
  }
}
