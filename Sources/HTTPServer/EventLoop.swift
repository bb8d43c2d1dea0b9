internal import CEpoll
import Glibc
import Synchronization

/// Names a connection of one loop. It is what epoll hands back: a descriptor alone, or a pointer, could mean a
/// connection that has been closed since and another that took its place.
struct ConnectionID: Sendable, Hashable {
  let raw: UInt64

  init(descriptor: Int32, generation: UInt32) {
    raw = UInt64(generation) << 32 | UInt64(UInt32(bitPattern: descriptor))
  }

  init(raw: UInt64) { self.raw = raw }

  var descriptor: Int32 { Int32(truncatingIfNeeded: raw) }
}

/// One edge-triggered epoll loop, confined to its thread. It reads what has come, then runs every request that
/// is whole as one batch of the read lane, then sends.
///
/// Reading is over before the batch begins, so what a handler sees is never older than its request: whoever
/// was told that a write is done and asks again sees it.
final class EventLoop {
  let core: ServerCore
  let limits: Limits
  let mailbox: Mailbox
  /// Milliseconds of `Clock` when this turn began.
  private(set) var now: UInt64 = 0
  /// Microseconds of `Clock` when this turn, or the last handler of its batch, was done.
  private(set) var microseconds: UInt64 = 0
  private(set) var isStopping = false
  /// Lent to connections while they read and write.
  let scratch: UnsafeMutableRawBufferPointer
  var spareOutput: ByteBuffer?
  let writer = ResponseWriter()
  /// For heads that come whole.
  var parser: RequestParser

  private let context: AnyObject
  private let poll: Int32
  private let listener: Listener
  private let total: ConnectionCount
  /// Request numbers: the loops share a start and step over each other.
  private var sequence: UInt64
  private let sequenceStep: UInt64
  private var slots: [Connection?] = []
  private var count = 0
  private var generation: UInt32 = 0
  private var ready = ReadyLine()
  private var revisits: [Connection] = []
  private var storages: [RequestStorage] = []
  private var isListening = true
  private var acceptsAgainAt: UInt64?
  /// No deadline is earlier than this.
  private var earliest = UInt64.max
  private var nextSweep: UInt64 = 0
  private var stopDeadline = UInt64.max

  /// Milliseconds between two sweeps for deadlines, at least.
  private static let tick: UInt64 = 20
  private static let acceptPause: UInt64 = 100
  private static let mostSpareStorages = 256

  init(
    _ core: ServerCore, _ listener: Listener, _ mailbox: Mailbox, _ total: ConnectionCount,
    sequence: UInt64, step: Int
  ) throws {
    context = try core.hooks.makeContext(.read)
    poll = epoll_create1(Int32(EPOLL_CLOEXEC))
    guard poll >= 0 else { throw SystemFailure(call: "epoll_create1", code: errno) }
    self.core = core
    self.listener = listener
    self.mailbox = mailbox
    self.total = total
    self.sequence = sequence
    sequenceStep = UInt64(step)
    limits = core.limits
    parser = RequestParser(limits: core.limits)
    scratch = .allocate(byteCount: max(limits.bodyRead, limits.headRead), alignment: 16)
    watch(listener.descriptor, motcua_epoll_read)
    watch(mailbox.descriptor, motcua_epoll_read)
  }

  deinit {
    scratch.deallocate()
    close(poll)
  }

  /// Works until it has been told to stop and every connection is gone.
  func run() {
    let room = UnsafeMutablePointer<epoll_event>.allocate(capacity: limits.eventsPerTurn)
    defer { room.deallocate() }
    while !isStopping || count > 0 {
      let found = epoll_wait(poll, room, Int32(limits.eventsPerTurn), timeout())
      readClocks()
      for index in 0..<max(0, Int(found)) { handle(room[index]) }
      revisit()
      serve()
      keepTime()
    }
  }

  /// Read behind each handler, and used for all that follows until the next.
  func readFineClock() { microseconds = Clock.microseconds() }

  private func readClocks() {
    readFineClock()
    let current = microseconds / 1000
    guard current != now else { return }
    now = current
    writer.refresh(now: Clock.seconds())
  }

  // MARK: Events

  private func handle(_ event: epoll_event) {
    let id = ConnectionID(raw: event.data.u64)
    if let connection = connection(id) {
      connection.notice(
        readable: event.events & (motcua_epoll_read | motcua_epoll_hangup) != 0,
        writable: event.events & motcua_epoll_write != 0,
        hangup: event.events & motcua_epoll_hangup != 0)
    } else if id.raw == EventLoop.plain(mailbox.descriptor).raw {
      readMail()
    } else if id.raw == EventLoop.plain(listener.descriptor).raw {
      accept()
    }
  }

  /// The listener and the mailbox are of generation 0, which no connection has.
  private static func plain(_ descriptor: Int32) -> ConnectionID {
    ConnectionID(descriptor: descriptor, generation: 0)
  }

  private func watch(_ descriptor: Int32, _ events: UInt32) {
    control(EPOLL_CTL_ADD, EventLoop.plain(descriptor), events)
  }

  @discardableResult
  private func control(_ operation: Int32, _ id: ConnectionID, _ events: UInt32) -> Bool {
    var event = epoll_event()
    event.events = events
    event.data.u64 = id.raw
    return epoll_ctl(poll, operation, id.descriptor, &event) == 0
  }

  private func readMail() {
    for letter in mailbox.open() {
      switch letter {
      case .answer(let response, let job): deliver(response, job)
      case .run(let job): connection(job.connection)?.becomeReady(job)
      case .stop(let deadline): stop(by: deadline)
      }
    }
  }

  private func deliver(_ response: Response, _ job: Job) {
    if let connection = connection(job.connection) {
      connection.answer(response, to: job)
    } else {
      let storage = job.request.storage
      report(
        storage.id, storage.method, job.pattern, response.status, bytes: 0, began: job.began, delivered: false
      )
    }
  }

  // MARK: The read lane

  /// The connection has a request for this loop's batch.
  func enqueue(_ connection: Connection) { ready.join(connection) }

  /// Asks that a connection be read again in the next turn, after this turn's batch.
  func visitAgain(_ connection: Connection) { revisits.append(connection) }

  private func revisit() {
    guard !revisits.isEmpty else { return }
    let connections = revisits
    revisits.removeAll(keepingCapacity: true)
    for connection in connections { connection.pull() }
  }

  /// Runs the batch. A connection with pipelined requests puts itself behind the others again.
  private func serve() {
    guard !ready.isEmpty else { return }
    var refusal: HTTPFailure?
    do {
      try core.hooks.batchBegins(.read, context)
    } catch {
      core.emit(.batchFailed(lane: .read, requests: ready.joined, error: error))
      refusal = HTTPFailure(.serviceUnavailable, "the batch did not begin")
    }
    while let connection = ready.leave() { connection.serve(context, refusal) }
    defer { ready.restart() }
    guard refusal == nil else { return }
    do {
      try core.hooks.batchEnds(.read, context)
    } catch {
      core.emit(.batchFailed(lane: .read, requests: ready.joined, error: error))
    }
  }

  // MARK: Connections

  private func connection(_ id: ConnectionID) -> Connection? {
    let index = Int(id.descriptor)
    guard index < slots.count, let connection = slots[index], connection.id == id else { return nil }
    return connection
  }

  private func accept() {
    while isListening {
      guard let (descriptor, peer) = listener.accept() else {
        if errno == EINTR || errno == ECONNABORTED { continue }
        if errno != EAGAIN { pauseAccepting(errno) }
        return
      }
      if total.enter(limits.connections) {
        add(descriptor, peer)
      } else {
        turnAway(descriptor)
      }
    }
  }

  private func add(_ descriptor: Int32, _ peer: String) {
    generation = generation == .max ? 1 : generation + 1
    let id = ConnectionID(descriptor: descriptor, generation: generation)
    let transport = PlainTransport(descriptor: descriptor)
    let events = motcua_epoll_read | motcua_epoll_write | motcua_epoll_hangup | motcua_epoll_edge
    guard control(EPOLL_CTL_ADD, id, events) else {
      transport.close()
      return total.leave()
    }
    let connection = Connection(id, transport, peer: peer, loop: self)
    while slots.count <= Int(descriptor) { slots.append(nil) }
    slots[Int(descriptor)] = connection
    count += 1
    connection.begin()
  }

  /// At the ceiling: a short answer, as far as it goes, without waiting for the request.
  private func turnAway(_ descriptor: Int32) {
    var refusal = Response(status: .serviceUnavailable, type: "")
    refusal.set("Retry-After", String(limits.retryAfterSeconds))
    let output = ByteBuffer(capacity: 1024)
    _ = writer.write(refusal, ResponseWriter.Frame(closes: true), into: output)
    let transport = PlainTransport(descriptor: descriptor)
    let nothing = UnsafeRawBufferPointer(start: nil, count: 0)
    _ = transport.send(UnsafeRawBufferPointer(output.elements), nothing, moreFollows: false)
    transport.endOutput()
    transport.close()
    core.emit(.overloaded(.connections))
  }

  /// Out of descriptors or memory: try again after a moment instead of spinning.
  private func pauseAccepting(_ code: Int32) {
    control(EPOLL_CTL_MOD, EventLoop.plain(listener.descriptor), 0)
    acceptsAgainAt = now + EventLoop.acceptPause
    core.emit(.acceptPaused(errno: code))
  }

  /// The connection is closed.
  func forget(_ connection: Connection) {
    slots[Int(connection.id.descriptor)] = nil
    count -= 1
    total.leave()
  }

  // MARK: Time

  /// There is a deadline.
  func arm(_ deadline: UInt64) { earliest = min(earliest, deadline) }

  /// How long epoll may wait, in milliseconds; -1 for ever.
  private func timeout() -> Int32 {
    if !revisits.isEmpty { return 0 }
    let next = min(max(earliest, nextSweep), acceptsAgainAt ?? .max, stopDeadline)
    guard next < .max else { return -1 }
    let current = microseconds / 1000
    return next > current ? Int32(min(next - current, 60_000)) : 0
  }

  private func keepTime() {
    if let time = acceptsAgainAt, now >= time, isListening {
      acceptsAgainAt = nil
      control(EPOLL_CTL_MOD, EventLoop.plain(listener.descriptor), motcua_epoll_read)
    }
    if now >= stopDeadline {
      for connection in slots { connection?.close() }
    }
    guard now >= earliest, now >= nextSweep else { return }
    earliest = .max
    nextSweep = now + EventLoop.tick
    for connection in slots {
      guard let connection else { continue }
      if connection.deadline <= now { connection.expire() }
      arm(connection.deadline)
    }
  }

  // MARK: Stopping

  private func stop(by deadline: UInt64) {
    guard !isStopping else {
      stopDeadline = min(stopDeadline, deadline)
      return
    }
    accept()
    isStopping = true
    isListening = false
    stopDeadline = deadline
    listener.close()
    for connection in slots { connection?.closeIfIdle() }
  }

  // MARK: Requests

  /// Asks the route, with this loop's context, whether a body may come.
  func admit(_ request: Request, to endpoint: Endpoint) throws(HTTPFailure) {
    try endpoint.route.admission?(request, context)
  }

  /// A storage to fill: one that nobody holds any more, or a new one.
  func takeStorage(_ peer: String, _ connection: ConnectionID) -> RequestStorage {
    var spare = storages.popLast()
    if !isKnownUniquelyReferenced(&spare) { spare = nil }
    let storage = spare ?? RequestStorage(answeringTo: mailbox)
    storage.reset()
    storage.id = nextID()
    storage.peer = peer
    storage.connection = connection
    return storage
  }

  func nextID() -> RequestID {
    sequence &+= sequenceStep
    return RequestID(sequence)
  }

  /// A request was answered; bodies and files are not kept for reuse.
  func recycle(_ storage: RequestStorage) {
    if storage.bodySize == 0, storages.count < EventLoop.mostSpareStorages { storages.append(storage) }
  }

  func report(
    _ id: RequestID, _ method: Method?, _ pattern: String?, _ status: Status, bytes: Int, began: UInt64,
    delivered: Bool = true
  ) {
    let finished = ServerEvent.Finished(
      requestID: id, method: method, pattern: pattern, status: status, bytes: bytes,
      microseconds: Int(microseconds &- began), delivered: delivered)
    core.emit(.finished(finished))
  }
}

/// The connections of all loops.
final class ConnectionCount: Sendable {
  private let value = Atomic(0)

  /// False at the ceiling.
  func enter(_ ceiling: Int) -> Bool {
    if value.add(1, ordering: .relaxed).newValue <= ceiling { return true }
    leave()
    return false
  }

  func leave() { value.subtract(1, ordering: .relaxed) }
}
