import Glibc
import Testing

@testable import HTTPServer

/// The writer on this thread, given whole batches: what is committed together, and what is acknowledged.
@Suite struct WriteLaneTests {
  struct Broken: Error {}

  /// A database that notes what is done with it.
  final class Ledger: Sendable {
    private let lines = Monitor<[String]>([])
    let lost = Monitor(false)

    func note(_ line: String) { lines.withLock { $0.append(line) } }

    var all: String { lines.withLock { $0.joined(separator: " ") } }
  }

  final class Bench {
    let ledger = Ledger()
    let events = Monitor<[ServerEvent]>([])
    var hooks: LaneHooks
    var limits = Limits()
    private let mailbox: Mailbox
    private var work: [WriteWork] = []

    init() throws {
      mailbox = try Mailbox()
      limits.writeBatchMicroseconds = .max
      let ledger = ledger
      hooks = LaneHooks(
        makeContext: { _ in ledger }, batchBegins: { _, _ in ledger.note("begin") },
        batchEnds: { _, _ in ledger.note("commit") },
        job: { _, _, body in
          ledger.note("(")
          defer { ledger.note(")") }
          return try body()
        }, batchIsLost: { _ in ledger.lost.withLock { $0 } })
    }

    func add(_ name: String, _ handler: @escaping @Sendable (Ledger) throws -> Response) {
      let route = Route(.post, "/\(name)", lane: .write) { _, context in try handler(context as! Ledger) }
      let storage = RequestStorage(answeringTo: mailbox)
      storage.path.append(text: "/\(name)")
      storage.endpoint = Endpoint(route, [])
      work.append(.request(Job(request: Request(storage: storage))))
    }

    func addJob(_ job: @escaping @Sendable (Ledger) throws -> Void) {
      work.append(.job { try job($0 as! Ledger) })
    }

    /// Runs all that was added, and whatever that leaves, and returns `path status` of each answer.
    func run() throws -> [String] {
      let core = ServerCore(
        router: try Router([]), hooks: hooks, limits: limits, temporaryFolder: "/tmp",
        failurePage: { Response(status: $0.status) },
        emit: { [events] event in events.withLock { $0.append(event) } })
      #expect(core.writes.push(work))
      core.writes.close()
      try WriteLane(core).run()
      return mailbox.open().compactMap { letter in
        if case .answer(let response, let job) = letter {
          return "\(job.request.path) \(response.status.code)"
        }
        return nil
      }
    }
  }

  @Test func commitsWhatIsQueuedTogether() throws {
    let bench = try Bench()
    for name in ["a", "b", "c"] {
      bench.add(name) { ledger in
        ledger.note(name)
        return plain(name)
      }
    }
    #expect(try bench.run() == ["/a 200", "/b 200", "/c 200"])
    #expect(bench.ledger.all == "begin ( a ) ( b ) ( c ) commit")
  }

  @Test func aBatchEndsOnTime() throws {
    let bench = try Bench()
    bench.limits.writeBatchMicroseconds = 1_000
    bench.limits.slowWriteMicroseconds = 1_000
    bench.add("slow") { _ in
      usleep(3_000)
      return plain("")
    }
    bench.add("next") { _ in plain("") }
    #expect(try bench.run() == ["/slow 200", "/next 200"])
    #expect(bench.ledger.all == "begin ( ) commit begin ( ) commit")
    let slow = bench.events.withLock { events in
      events.compactMap { if case .slowWrite(_, let pattern, _) = $0 { pattern } else { nil } }
    }
    #expect(slow.contains("/slow"))
  }

  @Test func oneFailureIsItsOwn() throws {
    let bench = try Bench()
    bench.add("a") { _ in plain("") }
    bench.add("b") { _ in throw Broken() }
    bench.add("c") { _ in throw HTTPFailure(.conflict) }
    bench.add("d") { _ in plain("") }
    #expect(try bench.run() == ["/a 200", "/b 500", "/c 409", "/d 200"])
    #expect(bench.ledger.all == "begin ( ) ( ) ( ) ( ) commit")
  }

  @Test func aLostBatchFailsAsAWholeAndNothingRunsOn() throws {
    let bench = try Bench()
    bench.add("a") { _ in plain("") }
    bench.add("b") { ledger in
      ledger.lost.withLock { $0 = true }
      throw Broken()
    }
    bench.add("c") { ledger in
      ledger.note("must not run")
      return plain("")
    }
    #expect(try bench.run() == ["/a 503", "/b 503", "/c 503"])
    #expect(bench.ledger.all == "begin ( ) ( )")
  }

  @Test func aCommitThatFailsAcknowledgesNothing() throws {
    let bench = try Bench()
    bench.hooks.batchEnds = { _, _ in throw Broken() }
    bench.add("a") { _ in
      var response = plain("")
      response.afterwards { ($0 as! Ledger).note("must not run") }
      return response
    }
    bench.add("b") { _ in
      .handOn(to: .write) {
        ($0 as! Ledger).note("must not run"); return plain("")
      }
    }
    bench.addJob { _ in }
    #expect(try bench.run() == ["/a 503", "/b 503"])
    #expect(bench.ledger.all == "begin ( ) ( ) ( )")
    let failed = bench.events.withLock { events in
      events.filter { if case .batchFailed(.write, 3, _) = $0 { true } else { false } }
    }
    #expect(failed.count == 1)
  }

  @Test func aBatchThatCannotBeginFails() throws {
    let bench = try Bench()
    bench.hooks.batchBegins = { _, _ in throw Broken() }
    bench.add("a") { _ in plain("") }
    #expect(try bench.run() == ["/a 503"])
    #expect(bench.ledger.all.isEmpty)
  }

  @Test func aFileThatIsMissingUndoesItsJob() throws {
    let bench = try Bench()
    bench.add("a") { _ in .file(path: "/nonexistent", type: "x/y") }
    #expect(try bench.run() == ["/a 500"])
  }

  @Test func jobsForAfterwardsComeInTheNextBatch() throws {
    let bench = try Bench()
    bench.limits.writeQueue = 2
    bench.add("a") { ledger in
      ledger.note("a")
      var response = plain("")
      for _ in 0..<3 { response.afterwards { ($0 as! Ledger).note("later") } }
      return response
    }
    bench.addJob { $0.note("job") }
    #expect(try bench.run() == ["/a 200"])
    #expect(bench.ledger.all == "begin ( a ) ( job ) commit begin ( later ) ( later ) ( later ) commit")
  }

  @Test func stepsOnTheWriterComeAfterTheCommit() throws {
    let bench = try Bench()
    bench.add("a") { _ in
      .handOn(to: .read) { _ in plain("") }
    }
    #expect(try bench.run().isEmpty)
    #expect(bench.ledger.all == "begin ( ) commit")
  }

  @Test func batchesAreBounded() throws {
    let bench = try Bench()
    bench.limits.writeBatch = 2
    for name in ["a", "b", "c"] { bench.add(name) { _ in plain("") } }
    #expect(try bench.run() == ["/a 200", "/b 200", "/c 200"])
    #expect(bench.ledger.all == "begin ( ) ( ) commit begin ( ) commit")
  }

  @Test func aJobThatFailsIsReported() throws {
    let bench = try Bench()
    bench.addJob { _ in throw Broken() }
    #expect(try bench.run().isEmpty)
    let failed = bench.events.withLock { events in
      events.contains { if case .jobFailed(let error) = $0 { error is Broken } else { false } }
    }
    #expect(failed)
  }
}

/// The lanes as a client sees them.
@Suite struct LaneTests {
  struct Broken: Error {}

  @Test func aFullWriterIs503WithRetryAfter() throws {
    let begun = Gate()
    let release = Gate()
    var limits = Limits()
    limits.writeQueue = 1
    limits.writeBatch = 1
    let server = try TestServer(
      [
        Route(.post, "/first", lane: .write) { _, _ in
          begun.open()
          release.pass()
          return plain("first")
        },
        Route(.post, "/more", lane: .write) { _, _ in plain("more") },
        Route(.get, "/watched", lane: .read) { _, _ in
          var response = plain("secret")
          response.afterwards { _ in }
          return response
        },
        Route(.get, "/", lane: .read) { _, _ in plain("hello") },
      ], limits: limits)
    let clients = try (0..<3).map { _ in try server.client() }
    clients[0].send("POST /first HTTP/1.1\r\nHost: t\r\n\r\n")
    begun.pass()
    for client in clients[1...] { client.send("POST /more HTTP/1.1\r\nHost: t\r\n\r\n") }
    _ = server.event { if case .overloaded(.writeQueue) = $0 { true } else { nil } }
    let reader = try server.client()
    let watched = reader.get("/watched")
    #expect(watched.status == 503)
    #expect(watched["Retry-After"] == "2")
    #expect(!watched.body.text.contains("secret"))
    #expect(reader.get("/").status == 200)
    release.open()
    #expect(clients[0].response().body.text == "first")
    #expect([clients[1].response().status, clients[2].response().status].sorted() == [200, 503])
    #expect(reader.get("/watched").body.text == "secret")
  }

  @Test func aFullPoolIs503() throws {
    let begun = Gate()
    let release = Gate()
    var limits = Limits()
    limits.costlyThreads = 1
    limits.costlyQueue = 1
    let server = try TestServer(
      [
        Route(.post, "/hash", lane: .costly) { _, _ in
          begun.open()
          release.pass()
          return plain("hashed")
        },
        Route(.get, "/", lane: .read) { _, _ in plain("hello") },
      ], limits: limits)
    let clients = try (0..<3).map { _ in try server.client() }
    clients[0].send("POST /hash HTTP/1.1\r\nHost: t\r\n\r\n")
    begun.pass()
    for client in clients[1...] { client.send("POST /hash HTTP/1.1\r\nHost: t\r\n\r\n") }
    _ = server.event { if case .overloaded(.costlyQueue) = $0 { true } else { nil } }
    #expect(try server.client().get("/").body.text == "hello")
    release.open()
    #expect(clients[0].response().status == 200)
    #expect([clients[1].response().status, clients[2].response().status].sorted() == [200, 503])
  }

  @Test func eachThreadHasAContextOfItsOwn() throws {
    final class Numbered: Sendable {
      let lane: Lane
      init(_ lane: Lane) { self.lane = lane }
    }
    let made = Monitor<[Lane]>([])
    var hooks = LaneHooks()
    hooks.makeContext = { lane in
      made.withLock { $0.append(lane) }
      return Numbered(lane)
    }
    let tell: Handler = { _, context in plain("\((context as! Numbered).lane)") }
    var limits = Limits()
    limits.costlyThreads = 1
    let server = try TestServer(
      [
        Route(.get, "/read", lane: .read, handler: tell), Route(.get, "/write", lane: .write, handler: tell),
        Route(.get, "/costly", lane: .costly, handler: tell),
        Route(.get, "/password", lane: .password, handler: tell),
      ], hooks: hooks, limits: limits, loops: 2)
    let client = try server.client()
    for lane in Lane.allCases { #expect(client.get("/\(lane)").body.text == "\(lane)") }
    #expect(made.withLock { $0.map { "\($0)" }.sorted() } == ["costly", "password", "read", "read", "write"])
  }

  @Test func aReadBatchHoldsWhatWasPipelined() throws {
    let notes = Monitor<[String]>([])
    var hooks = LaneHooks()
    hooks.batchBegins = { lane, _ in if lane == .read { notes.withLock { $0.append("begin") } } }
    hooks.batchEnds = { lane, _ in if lane == .read { notes.withLock { $0.append("end") } } }
    let server = try TestServer(
      [
        Route(.get, "/", lane: .read) { _, _ in
          notes.withLock { $0.append("page") }
          return plain("")
        }
      ], hooks: hooks)
    let client = try server.client()
    client.send("GET / HTTP/1.1\r\nHost: t\r\n\r\nGET / HTTP/1.1\r\nHost: t\r\n\r\n")
    _ = client.response()
    _ = client.response()
    server.server.stop(within: 0)
    let all = notes.withLock { $0 }
    #expect(all == ["begin", "page", "page", "end"])
  }

  @Test(arguments: [Lane.read, .costly, .password]) func aBatchThatCannotBeginIs503(lane: Lane) throws {
    var hooks = LaneHooks()
    hooks.batchBegins = { _, _ in throw Broken() }
    let server = try TestServer([Route(.get, "/", lane: lane) { _, _ in plain("") }], hooks: hooks)
    #expect(try server.client().get("/").status == 503)
  }

  @Test func aLostBatchIs503OnTheWire() throws {
    var hooks = LaneHooks()
    hooks.batchIsLost = { _ in true }
    let server = try TestServer([Route(.post, "/", lane: .write) { _, _ in throw Broken() }], hooks: hooks)
    let answer = try server.client().post("/", [])
    #expect(answer.status == 503)
    #expect(answer["Retry-After"] == "2")
  }

  /// Whoever was told that a write is done, and asks again, sees it; whichever loop answers.
  @Test func whatIsAcknowledgedIsSeen() throws {
    let committed = Monitor(0)
    final class Snapshot {
      var value = 0
    }
    var hooks = LaneHooks()
    hooks.makeContext = { _ in Snapshot() }
    hooks.batchBegins = { lane, context in
      if lane == .read { (context as! Snapshot).value = committed.withLock { $0 } }
    }
    let server = try TestServer(
      [
        Route(.post, "/", lane: .write) { _, _ in plain("\(committed.withLock { $0 += 1; return $0 })") },
        Route(.get, "/", lane: .read) { _, context in plain("\((context as! Snapshot).value)") },
      ], hooks: hooks, loops: 2)
    let writer = try server.client()
    let readers = try (0..<4).map { _ in try server.client() }
    for round in 1...200 {
      #expect(writer.post("/", []).body.text == "\(round)")
      #expect(readers[round % 4].get("/").body.text == "\(round)")
    }
  }
}
