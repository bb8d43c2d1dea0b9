import Documents
import Foundation
import Synchronization
import Workflow

@testable import HTTPServer
@testable import Storage
@testable import Web

/// The whole site over a data folder of its own, called as a function: every handler runs on its own lane's
/// context, so that one which writes outside the write lane stops the test as it would stop the server.
///
/// `@unchecked Sendable`: one test uses it, on one thread.
final class Portal: @unchecked Sendable {
  let site: Site
  let router: Router
  let database: Database
  let people: Cast
  /// The clock; a Tuesday morning until a test moves it.
  let clock: Clock
  /// What comes between a request's first lane and its next one, once: another request that overtakes it.
  var meanwhile: (() -> Void)?
  /// What the last request threw, where it became a 500.
  private(set) var fault: (any Error)?
  private let hooks: LaneHooks
  private let contexts: [Lane: AnyObject]
  private let folder: String

  final class Clock: Sendable {
    private let held: Mutex<Moment>

    init(_ moment: Moment) { held = Mutex(moment) }

    var now: Moment {
      get { held.withLock { $0 } }
      set { held.withLock { $0 = newValue } }
    }

    func advance(minutes: Int64) { now = Moment(seconds: now.seconds + minutes * 60) }
  }

  /// Where the package lies, with `Templates`, `Public` and `Migrations`.
  static let home = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent().path

  /// Compiled once for all tests.
  private static let words = Result { try Site.Words(home: home) }

  /// When every test begins.
  private static let start = Moment(day: Day(year: 2026, month: 9, day: 8), minuteOfDay: 8 * 60 + 30)

  /// A database with the reference data and the cast, copied for each test: making it took much of the tests' time.
  private static let prepared = Result { () throws -> (database: Data, people: Cast) in
    let folder = FileManager.default.temporaryDirectory.path + "/motcua-web-\(UUID().uuidString)"
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(atPath: folder) }
    let people = try prepare(folder + "/made.db", copiedTo: folder + "/copy.db")
    return (try Data(contentsOf: URL(fileURLWithPath: folder + "/copy.db")), people)
  }

  private static func prepare(_ path: String, copiedTo copy: String) throws -> Cast {
    let database = try Database(path: path)
    try Migrations(folder: home + "/Migrations").apply(to: database)
    let people = try database.write { db in
      _ = try ReferenceImport(folder: home + "/Migrations/reference", at: start).run(in: db)
      return try Cast.write(at: start, in: db)
    }
    try database.backUp(to: copy)
    return people
  }

  /// - Parameters:
  ///   - extra: routes of a test's own, beside the site's.
  ///   - publicURL: where the portal is reached from outside.
  ///   - anchors: a file of certificates that the installation trusts.
  ///   - pdf: what makes PDF files.
  init(
    _ extra: [SiteRoute] = [], publicURL: String? = nil, mail: MailReach = .nowhere, anchors: String? = nil,
    pdf: some PDFConverter = CopyingConverter()
  )
    throws
  {
    folder = FileManager.default.temporaryDirectory.path + "/motcua-web-\(UUID().uuidString)"
    let clock = Clock(Self.start)
    let data = try DataFolder(creating: folder)
    if let anchors {
      try FileManager.default.copyItem(atPath: anchors, toPath: data.trustPath + "/anchors.pem")
    }
    let prepared = try Self.prepared.get()
    try prepared.database.write(to: URL(fileURLWithPath: data.databasePath))
    let database = try Database(path: data.databasePath)
    people = prepared.people
    var settings = Site.Settings(
      publicURL: publicURL, isLoopback: true, key: Array(repeating: 7, count: 32),
      paperKey: Array(repeating: 8, count: 32), now: { clock.now })
    settings.mail = mail
    site = try Site(Self.words.get(), home: Self.home, folder: data, settings: settings, pdf: pdf)
    router = try Router(site.router().routes + extra.map(site.route))
    hooks = LaneContext.hooks(database: database, cache: ReferenceCache())
    contexts = try Dictionary(
      uniqueKeysWithValues: Lane.allCases.map { [hooks] in ($0, try hooks.makeContext($0)) })
    self.database = database
    self.clock = clock
  }

  deinit { try? FileManager.default.removeItem(atPath: folder) }

  /// Where files of a multipart body are received.
  var incoming: String { folder + "/incoming" }

  /// Answers as the server would, failure pages included.
  func respond(to request: Request) -> Response {
    fault = nil
    do { return try answer(request) } catch {
      let status = (error as? any StatusError)?.status ?? .internalServerError
      if status == .internalServerError { fault = error }
      return site.failurePage(
        Failure(status: status, requestID: request.id, request: request, error: error))
    }
  }

  /// The answer to a POST that only says how much it is about to send, as the server would give it before reading on.
  func declared(_ bytes: Int, type: String, to target: String) -> Response {
    let headers = [("Content-Type", type), ("Content-Length", String(bytes))]
    let text =
      "POST \(target) HTTP/1.1\r\nHost: localhost\r\n"
      + headers.map { "\($0): \($1)\r\n" }.joined() + "\r\n"
    let request = Request(method: .post, target: target, headers: headers, temporaryFolder: incoming)
    var parser = RequestParser(limits: Limits())
    do throws(HTTPFailure) {
      try Array(text.utf8).withUnsafeBufferPointer { input throws(HTTPFailure) in
        guard case .complete = parser.parse(input) else { throw .bad("unfinished head") }
      }
      let route = try router.resolve(request.storage).route
      _ = try route.body.reader(
        parser.head, request.storage, limits: Limits(), temporaryFolder: incoming)
      return Response(status: .ok)
    } catch {
      return site.failurePage(
        Failure(status: error.status, requestID: request.id, request: request, error: error))
    }
  }

  private func answer(_ request: Request) throws -> Response {
    if let failure = request.storage.failure { throw failure }
    let route = try router.resolve(request.storage).route
    if !request.body.isEmpty || !request.files.isEmpty, let context = contexts[.read] {
      try route.admission?(request, context)
    }
    try route.body.admit(request.storage)
    var response = try run(on: route.lane) { try route.handler(request, $0) }
    var jobs = response.jobs
    while let step = response.step {
      let overtaking = meanwhile
      meanwhile = nil
      overtaking?()
      response = try run(on: step.lane, step.run)
      jobs += response.jobs
    }
    for job in jobs {
      _ = try run(on: .write) { context in
        try job(context)
        return Response()
      }
    }
    return try response.opened()
  }

  /// A round of what the portal does by itself.
  func keepHouse() throws {
    let housekeeping = Housekeeping(site)
    func job<Value>(_ lane: Lane, _ work: (LaneContext) throws -> Value) throws -> Value {
      var value: Value?
      _ = try run(on: lane) { context in
        value = try work(LaneContext.of(context))
        return Response()
      }
      return value!
    }
    try job(.write, housekeeping.rows)
    let seen = try job(.costly, housekeeping.files)
    try job(.write) { try housekeeping.note(seen, $0) }
    while try job(.write, housekeeping.digests) {}
    while try job(.write, housekeeping.reports) {}
    try scoreAll()
    while case let looks = try job(.costly, housekeeping.looks), !looks.isEmpty {
      try job(.write) { try housekeeping.keep(looks, $0) }
    }
    while let month = try job(.costly, housekeeping.month) {
      try job(.write) { try IndexMonths.keep(month, in: $0.writing) }
    }
  }

  /// Scores every finished dossier, as the portal does within a minute.
  func scoreAll() throws {
    let reference = try database.read { try Reference.read($0, version: 0) }
    while case let due = try database.read({ try DossierScores.due(limit: 100, reference, in: $0) }),
      !due.isEmpty
    {
      try database.write { try DossierScores.keep(due, in: $0) }
    }
  }

  private func run(on lane: Lane, _ work: (AnyObject) throws -> Response) throws -> Response {
    guard let context = contexts[lane] else { preconditionFailure("every lane has its context") }
    try hooks.batchBegins(lane, context)
    let result = Result { try hooks.job(lane, context) { try work(context) } }
    try hooks.batchEnds(lane, context)
    return try result.get()
  }
}
