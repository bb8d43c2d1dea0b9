import Glibc
import Synchronization

/// Where a server listens and what it may use.
public struct Settings: Sendable {
  /// A numeric address, IPv4 or IPv6, or a name that resolves to one.
  public var host: String
  /// 0 takes any free port; see `Server.port`.
  public var port: Int
  /// Event loops, each a thread with a listening socket of its own; 0 means one a core.
  public var loops: Int
  /// Where uploads are spooled: a folder that belongs to this server alone, on the file system the files
  /// will live on. It is made if missing; uploads left by a killed process are removed from it at start.
  public var temporaryFolder: String

  /// Settings for one listener.
  public init(host: String = "127.0.0.1", port: Int = 0, loops: Int = 0, temporaryFolder: String) {
    self.host = host
    self.port = port
    self.loops = loops
    self.temporaryFolder = temporaryFolder
  }
}

/// An HTTP/1.1 server (RFC 9110, RFC 9112) on three lanes of threads; see `Lane`. It is started and stopped
/// once.
public final class Server: Sendable {
  private enum State {
    case fresh
    case running(Running)
    case stopped
  }

  private struct Running {
    var port = 0
    var mailboxes: [Mailbox] = []
    var loops: [WorkerThread] = []
    var writer: WorkerThread?
    var pool: [WorkerThread] = []
    var passwords: WorkerThread?
  }

  private let core: ServerCore
  private let settings: Settings
  private let state = Mutex(State.fresh)

  /// A server that does not listen yet.
  /// - Parameters:
  ///   - failurePage: makes the page of every answer the server gives by itself, and of every error that
  ///     leaves a handler. Called on any of the server's threads.
  ///   - onEvent: see `ServerEvent`. Called on any of the server's threads.
  public init(
    router: Router, hooks: LaneHooks = LaneHooks(), limits: Limits = Limits(), settings: Settings,
    failurePage: @escaping @Sendable (Failure) -> Response,
    onEvent: @escaping @Sendable (ServerEvent) -> Void = { _ in }
  ) {
    self.settings = settings
    core = ServerCore(
      router: router, hooks: hooks, limits: limits, temporaryFolder: settings.temporaryFolder,
      failurePage: failurePage, emit: onEvent)
  }

  /// The port that is listened on, once started; 0 when not running.
  public var port: Int {
    state.withLock { if case .running(let running) = $0 { running.port } else { 0 } }
  }

  /// Queues a job to the writer, where it joins the next group commit. A failure is a `ServerEvent.jobFailed`,
  /// and so is a full queue.
  public func enqueueWrite(_ job: @escaping @Sendable (AnyObject) throws -> Void) {
    guard !core.writes.push([.job(job)]) else { return }
    core.emit(.jobFailed(error: HTTPFailure(.serviceUnavailable, "the writer's queue is full or closed")))
  }

  /// Queues a job to the pool, a batch of its own. A failure is a `ServerEvent.jobFailed`, and so is a full queue.
  public func enqueueCostly(_ job: @escaping @Sendable (AnyObject) throws -> Void) {
    guard !core.costly.push([.job(job)]) else { return }
    core.emit(.jobFailed(error: HTTPFailure(.serviceUnavailable, "the pool's queue is full or closed")))
  }

  // MARK: Starting

  /// Opens the sockets, starts the threads and lets each make its context; throws if any of that fails, and
  /// then nothing is left running. From then on the process ignores SIGPIPE.
  public func start() throws {
    try state.withLock { state in
      guard case .fresh = state else { throw SystemFailure(call: "start", code: EALREADY) }
      signal(SIGPIPE, SIG_IGN)
      try prepareFolder()
      state = .running(try launch())
    }
  }

  private func prepareFolder() throws {
    if mkdir(settings.temporaryFolder, 0o700) != 0, errno != EEXIST {
      throw SystemFailure(call: "mkdir \(settings.temporaryFolder)", code: errno)
    }
    SpoolFile.sweep(settings.temporaryFolder)
  }

  private func launch() throws -> Running {
    let cores = max(1, sysconf(Int32(_SC_NPROCESSORS_ONLN)))
    let loops = settings.loops > 0 ? settings.loops : cores
    let pool = max(1, min(core.limits.costlyThreads, cores))
    let (sockets, port) = try Listener.open(
      host: settings.host, port: settings.port, count: loops, backlog: core.limits.backlog)
    var running = Running(port: port)
    let startup = Startup(threads: loops + pool + 2)
    do {
      running.mailboxes = try sockets.map { _ in try Mailbox() }
      try launchLanes(&running, pool: pool, startup)
      try launchLoops(&running, sockets, startup)
      try startup.wait()
    } catch {
      end(running, deadline: 0)
      if running.loops.count < loops { for socket in sockets[running.loops.count...] { socket.close() } }
      throw error
    }
    return running
  }

  private func launchLanes(_ running: inout Running, pool: Int, _ startup: Startup) throws {
    running.writer = try WorkerThread("writer") { [core] in
      startup.report { try WriteLane(core) }?.run()
    }
    for index in 0..<pool {
      let thread = try WorkerThread("costly-\(index)", niceness: 10) { [core] in
        startup.report { try CostlyLane(core) }?.run()
      }
      running.pool.append(thread)
    }
    running.passwords = try WorkerThread("passwords", niceness: 10) { [core] in
      startup.report { try CostlyLane(core, .password) }?.run()
    }
  }

  private func launchLoops(_ running: inout Running, _ sockets: [Listener], _ startup: Startup) throws {
    let total = ConnectionCount()
    let start = UInt64.random(in: .min ... .max)
    for (index, socket) in sockets.enumerated() {
      let mailbox = running.mailboxes[index]
      let thread = try WorkerThread("loop-\(index)") { [core] in
        let loop = startup.report {
          try EventLoop(
            core, socket, mailbox, total, sequence: start &+ UInt64(index), step: sockets.count)
        }
        if let loop { loop.run() } else { socket.close() }
      }
      running.loops.append(thread)
    }
  }

  // MARK: Stopping

  /// Stops accepting, closes idle connections, lets what runs finish within so many seconds, then ends every
  /// thread. What still runs by then, the writer included, is reported as `ServerEvent.leftRunning` and left behind:
  /// nothing of a batch that was not committed was acknowledged. Blocks; call it from a thread of your own.
  public func stop(within seconds: Double) {
    let running = state.withLock { state -> Running? in
      defer { state = .stopped }
      if case .running(let running) = state { return running }
      return nil
    }
    if let running { end(running, deadline: Clock.milliseconds() + UInt64(max(0, seconds) * 1000)) }
  }

  /// Loops first, since they wait for answers of the lanes; the writer last, since the others leave it work.
  private func end(_ running: Running, deadline: UInt64) {
    for mailbox in running.mailboxes { mailbox.post([.stop(deadline: deadline)]) }
    for loop in running.loops { loop.join() }
    core.costly.close(dropping: true)
    core.passwords.close(dropping: true)
    var left = finish(core.costly, running.pool, by: deadline)
    left += finish(core.passwords, running.passwords.map { [$0] } ?? [], by: deadline)
    core.writes.close()
    left += finish(core.writes, running.writer.map { [$0] } ?? [], by: deadline)
    if left > 0 { core.emit(.leftRunning(threads: left)) }
  }

  /// Ends the threads of a closed queue, or leaves them behind; returns how many are still at it.
  private func finish<Work>(_ queue: WorkQueue<Work>, _ threads: [WorkerThread], by deadline: UInt64) -> Int {
    let left = queue.waitUntilIdle(by: deadline)
    for thread in threads { left == 0 ? thread.join() : thread.detach() }
    return left
  }
}

/// Waits until every thread has made its context.
private final class Startup: Sendable {
  private let monitor: Monitor<(missing: Int, error: (any Error)?)>

  init(threads: Int) { monitor = Monitor((threads, nil)) }

  /// Called by each thread with what it needs to begin; nil when that failed.
  func report<Value>(_ make: () throws -> Value) -> Value? {
    let result = Result { try make() }
    monitor.withLock { state in
      state.missing -= 1
      if case .failure(let error) = result { state.error = error }
    }
    monitor.wakeAll()
    return try? result.get()
  }

  func wait() throws {
    let error: (any Error)? = monitor.wait { $0.missing == 0 ? .some($0.error) : nil }
    if let error { throw error }
  }
}
