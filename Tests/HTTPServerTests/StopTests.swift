import Glibc
import Testing

@testable import HTTPServer

@Suite struct StopTests {
  @Test func finishesWhatRuns() throws {
    let begun = Gate()
    let release = Gate()
    let server = try TestServer([
      Route(.get, "/slow", lane: .costly) { _, _ in
        begun.open()
        release.pass()
        return .handOn(to: .write) { _ in plain("done") }
      },
      Route(.get, "/", lane: .read) { _, _ in plain("hello") },
    ])
    let port = server.server.port
    let busy = try server.client()
    let idle = try server.client()
    #expect(idle.get("/").status == 200)
    busy.send("GET /slow HTTP/1.1\r\nHost: t\r\n\r\nGET /slow HTTP/1.1\r\nHost: t\r\n\r\n")
    begun.pass()
    let stopped = Gate()
    let stopper = try WorkerThread("stopper") {
      server.server.stop(within: 60)
      stopped.open()
    }
    #expect(idle.readToEnd().isEmpty)
    while Client.canConnect(port: port) { usleep(1000) }
    release.open()
    let answer = busy.response()
    #expect(answer.body.text == "done")
    #expect(answer["Connection"] == "close")
    #expect(busy.readToEnd().isEmpty)
    busy.endOutput()
    stopped.pass()
    stopper.join()
  }

  @Test func writesThatWaitAreDone() throws {
    let done = Monitor(0)
    let server = try TestServer([])
    for _ in 0..<100 { server.server.enqueueWrite { _ in done.withLock { $0 += 1 } } }
    server.server.stop(within: 60)
    #expect(done.withLock { $0 } == 100)
    server.server.enqueueWrite { _ in done.withLock { $0 += 1 } }
    #expect(done.withLock { $0 } == 100)
    _ = server.event { if case .jobFailed = $0 { true } else { nil } }
  }

  @Test func whatATimerLeavesToThePoolIsDone() throws {
    let done = Monitor(0)
    struct Broken: Error {}
    let server = try TestServer([])
    server.server.enqueueCostly { _ in throw Broken() }
    server.server.enqueueCostly { _ in done.withLock { $0 += 1 } }
    _ = server.event { if case .jobFailed(let error) = $0 { error is Broken ? true : nil } else { nil } }
    while done.withLock({ $0 }) == 0 { usleep(1000) }
    server.server.stop(within: 60)
    server.server.enqueueCostly { _ in done.withLock { $0 += 1 } }
    _ = server.event { if case .jobFailed(let error) = $0 { error is Broken ? nil : true } else { nil } }
    #expect(done.withLock { $0 } == 1)
  }

  @Test func leavesCostlyWorkBehindAtTheDeadline() throws {
    let begun = Gate()
    let release = Gate()
    let server = try TestServer([
      Route(.get, "/slow", lane: .costly) { _, _ in
        begun.open()
        release.pass()
        return plain("too late")
      }
    ])
    let client = try server.client()
    client.send("GET /slow HTTP/1.1\r\nHost: t\r\n\r\n")
    begun.pass()
    server.server.stop(within: 0)
    #expect(client.readToEnd().isEmpty)
    #expect(server.event { if case .leftRunning(let threads) = $0 { threads } else { nil } } == 1)
    release.open()
  }

  @Test func leavesTheWriterBehindAtTheDeadline() throws {
    let begun = Gate()
    let release = Gate()
    let server = try TestServer([])
    server.server.enqueueWrite { _ in
      begun.open()
      release.pass()
    }
    begun.pass()
    server.server.stop(within: 0)
    #expect(server.event { if case .leftRunning(let threads) = $0 { threads } else { nil } } == 1)
    release.open()
  }

  @Test func stoppingTwiceIsStoppingOnce() throws {
    let server = try TestServer([])
    server.server.stop(within: 1)
    server.server.stop(within: 1)
    #expect(throws: SystemFailure.self) { try server.server.start() }
  }

  struct NoDatabase: Error {}

  @Test(arguments: Lane.allCases) func aContextThatFailsStopsTheStart(lane: Lane) throws {
    let folder = try TestServer.makeFolder()
    defer { TestServer.remove(folder) }
    var hooks = LaneHooks()
    hooks.makeContext = { if $0 == lane { throw NoDatabase() } else { LaneHooks.NoContext() } }
    let server = Server(
      router: try Router([]), hooks: hooks, settings: Settings(loops: 2, temporaryFolder: folder),
      failurePage: { Response(status: $0.status) })
    #expect(throws: NoDatabase.self) { try server.start() }
    #expect(server.port == 0)
  }
}
