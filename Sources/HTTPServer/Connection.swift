/// One client: a machine that turns bytes into requests and responses into bytes, on its loop's thread only.
///
/// It asks for input only while it can use it: not while a request is being answered, nor while output waits.
/// So a client can make the server hold no more than one read beyond what it was answered.
final class Connection {
  enum Phase {
    /// Between requests.
    case idle
    /// A head has begun.
    case head
    /// See `incoming`.
    case body
    /// See `job`.
    case answering
    /// The last response is on its way.
    case closing
    /// All was sent; what still comes is dropped until the client closes (RFC 9112 §9.6).
    case lingering
    case closed
  }

  /// A request whose body is coming.
  final class Incoming {
    let request: Request
    let endpoint: Endpoint
    var reader: BodyReader
    let sink: any BodySink
    var received = 0

    init(_ request: Request, _ endpoint: Endpoint, _ reader: BodyReader, _ sink: any BodySink) {
      self.request = request
      self.endpoint = endpoint
      self.reader = reader
      self.sink = sink
    }
  }

  let id: ConnectionID
  let peer: String
  /// It holds this connection until it is closed.
  let loop: EventLoop
  let transport: PlainTransport
  var phase = Phase.idle
  /// The request whose body is coming. Beside the phase and not in it, so that asking for the phase counts no
  /// references.
  private var incoming: Incoming?
  /// The request that is with its lane.
  var job: Job?
  var outbox = Outbox()
  /// Milliseconds of `Clock`; `UInt64.max` for none.
  private(set) var deadline = UInt64.max
  var frame = ResponseWriter.Frame()
  var inputEnded = false
  /// A request waits for this turn's batch: its response will leave together with what is in the outbox.
  var isQueued = false
  /// The next in the loop's line.
  var behind: Connection?
  /// A head that has not all come. One that comes whole is read by the loop's parser, so that most connections
  /// have none.
  private(set) var parser: RequestParser?
  /// Bytes that came but are not used yet, from `pendingStart` on.
  private var pending: [UInt8] = []
  private var pendingStart = 0
  /// epoll said so and no read has been refused since.
  private var canRead = false
  /// After a hangup a short read does not mean that all was read.
  private var sawHangup = false
  private var willBeRevisited = false
  private var phaseBegan: UInt64 = 0
  private var lingered = 0

  init(_ id: ConnectionID, _ transport: PlainTransport, peer: String, loop: EventLoop) {
    self.id = id
    self.transport = transport
    self.peer = peer
    self.loop = loop
  }

  var isClosed: Bool { if case .closed = phase { true } else { false } }

  /// The first head is awaited.
  func begin() { arm(loop.limits.headSeconds) }

  // MARK: Input

  func notice(readable: Bool, writable: Bool, hangup: Bool) {
    if hangup { sawHangup = true }
    if writable, !outbox.isEmpty { proceed() }
    if readable {
      canRead = true
      pull()
    }
  }

  /// Reads while there is something and it can be used; a busy client gives way to the others after a while.
  func pull() {
    willBeRevisited = false
    var turns = 0
    while canRead, wantsInput {
      guard turns < 8 else { return visitAgain() }
      turns += 1
      receive()
    }
  }

  private var wantsInput: Bool {
    switch phase {
    case .idle, .head, .body: outbox.isEmpty
    case .lingering: true
    case .answering, .closing, .closed: false
    }
  }

  private func visitAgain() {
    guard !willBeRevisited else { return }
    willBeRevisited = true
    loop.visitAgain(self)
  }

  private func receive() {
    var size = loop.limits.headRead
    if case .body = phase { size = loop.limits.bodyRead }
    switch transport.receive(into: UnsafeMutableRawBufferPointer(rebasing: loop.scratch[..<size])) {
    case .moved(let count, let more):
      if !more, !sawHangup { canRead = false }
      take(UnsafeRawBufferPointer(rebasing: loop.scratch[..<count]).assumingMemoryBound(to: UInt8.self))
    case .blocked: canRead = false
    case .ended:
      canRead = false
      inputEnded = true
      proceed()
    case .failed: close()
    }
  }

  private func take(_ bytes: UnsafeBufferPointer<UInt8>) {
    if case .lingering = phase {
      lingered += bytes.count
      if lingered > loop.limits.lingerBytes { close() }
      return
    }
    if pending.isEmpty {
      let used = advance(bytes)
      if used < bytes.count { pending.append(contentsOf: bytes[used...]) }
    } else {
      pending.removeFirst(pendingStart)
      pendingStart = 0
      pending.append(contentsOf: bytes)
      drainPending()
    }
    proceed()
  }

  private func drainPending() {
    let held = pending
    pendingStart += held.withUnsafeBufferPointer { advance($0.part(pendingStart, $0.count)) }
    if pendingStart == pending.count {
      pending = []
      pendingStart = 0
    }
  }

  // MARK: Requests

  /// Parses as far as a request that is whole, or the end of the input; returns what it used. It must not
  /// touch `pending`.
  private func advance(_ input: UnsafeBufferPointer<UInt8>) -> Int {
    var used = 0
    while used < input.count {
      let rest = input.part(used, input.count)
      switch phase {
      case .idle, .head:
        guard outbox.takesMore(loop.limits.coalescedBody) else { return used }
        switch parse(rest) {
        case .more: return used
        case .failed(let failure): refuse(failure)
        case .complete(let count):
          used += count
          readHead(rest.part(0, count), moreCame: used < input.count)
        }
      case .body: used += readBody(incoming!, rest)
      case .answering: return used
      case .closing, .lingering, .closed: return input.count
      }
    }
    return used
  }

  /// Reads on in a head, or begins one; a whole one is then in the loop's parser.
  private func parse(_ input: UnsafeBufferPointer<UInt8>) -> RequestParser.Progress {
    guard parser == nil else { return parseOn(input) }
    loop.parser.reset()
    let progress = loop.parser.parse(input)
    if case .more = progress {
      parser = loop.parser
      loop.parser = RequestParser(limits: loop.limits)
      enter(.head, seconds: loop.limits.headSeconds)
    }
    return progress
  }

  private func parseOn(_ input: UnsafeBufferPointer<UInt8>) -> RequestParser.Progress {
    let progress = parser!.parse(input)
    if case .more = progress { return progress }
    loop.parser = parser!
    parser = nil
    return progress
  }

  private func readHead(_ bytes: UnsafeBufferPointer<UInt8>, moreCame: Bool) {
    frame.isHead = loop.parser.head.method == .head
    frame.minorVersion = loop.parser.head.minorVersion
    frame.closes = !loop.parser.head.keepsAlive
    let hasBody = loop.parser.head.hasBody
    let storage = loop.takeStorage(peer, id)
    let request = Request(storage: storage)
    do throws(HTTPFailure) {
      try storage.fill(&loop.parser.head, bytes, maximumFields: loop.limits.formFields)
      let endpoint = try loop.core.router.resolve(storage)
      guard hasBody else { return dispatch(request, endpoint) }
      try loop.admit(request, to: endpoint)
      let head = loop.parser.head
      let (reader, sink) = try endpoint.route.body.reader(
        head, storage, limits: loop.limits, temporaryFolder: loop.core.temporaryFolder)
      incoming = Incoming(request, endpoint, reader, sink)
      enter(.body, seconds: loop.limits.bodySeconds)
      // RFC 9110 §10.1.1: none for HTTP/1.0, and none when the content has begun to come.
      if head.expectsContinue, head.minorVersion > 0, !moreCame {
        outbox.add("HTTP/1.1 100 Continue\r\n\r\n", &loop.spareOutput)
      }
    } catch {
      // A body that nobody will read ends the connection; so does a malformed target.
      hasBody || error.status == .badRequest ? refuse(error, request) : decline(error, request)
    }
  }

  private func readBody(_ incoming: Incoming, _ input: UnsafeBufferPointer<UInt8>) -> Int {
    do throws(HTTPFailure) {
      let used = try incoming.reader.read(input) { bytes throws(HTTPFailure) in
        incoming.received += bytes.count
        try incoming.sink.take(bytes)
      }
      arm(loop.limits.bodySeconds, moved: incoming.received, since: phaseBegan)
      guard incoming.reader.isComplete else { return used }
      self.incoming = nil
      try incoming.sink.finish(into: incoming.request.storage)
      dispatch(incoming.request, incoming.endpoint)
      return used
    } catch {
      refuse(error, incoming.request)
      return input.count
    }
  }

  /// The request is whole.
  private func dispatch(_ request: Request, _ endpoint: Endpoint) {
    request.storage.began = loop.microseconds
    phase = .answering
    job = Job(request: request)
    deadline = .max
    if endpoint.route.lane == .read, request.files.isEmpty {
      enqueue()
    } else {
      handOver(Job(request: request))
    }
  }

  /// Gives the request to its lane, by way of the disk where it has brought files.
  private func handOver(_ job: Job) {
    let core = loop.core
    if let refusal = job.request.files.isEmpty ? core.hand(job) : core.handSyncing(job) {
      conclude(refusal, job)
    }
  }

  // MARK: Time

  /// Begins a phase that has a time limit.
  private func enter(_ phase: Phase, seconds: Double) {
    self.phase = phase
    phaseBegan = loop.now
    arm(seconds)
  }

  func arm(_ seconds: Double) { arm(seconds, moved: 0, since: loop.now) }

  /// So many seconds from a moment, and longer the more has moved meanwhile.
  func arm(_ seconds: Double, moved: Int, since start: UInt64) {
    let paced = Double(moved) / Double(loop.limits.minimumRate)
    deadline = start + UInt64((seconds + paced) * 1000)
    loop.arm(deadline)
  }

  /// The deadline has passed.
  func expire() {
    guard outbox.isEmpty else { return close() }
    switch phase {
    case .head: refuse(HTTPFailure(.requestTimeout, "the head took too long"))
    case .body: refuse(HTTPFailure(.requestTimeout, "the body took too long"), incoming?.request)
    case .idle, .answering, .closing, .lingering, .closed: return close()
    }
    proceed()
  }

  // MARK: Going on

  /// Moves on as far as it can: sends, parses what lies here, asks to be read again.
  func proceed() {
    while !isClosed {
      if case .idle = phase, hasPending, outbox.takesMore(loop.limits.coalescedBody) { drainPending() }
      if isQueued { return }
      guard flush() else { return }
      if case .idle = phase, hasPending { continue }
      return rest()
    }
  }

  private var hasPending: Bool { pendingStart < pending.count }

  /// All was sent: waits for what comes next.
  private func rest() {
    switch phase {
    case .idle where inputEnded, .head where inputEnded, .body where inputEnded, .lingering where inputEnded:
      return close()
    case .closing: endOutput()
    default: break
    }
    if canRead, wantsInput { visitAgain() }
  }

  private func endOutput() {
    if inputEnded { return close() }
    transport.endOutput()
    enter(.lingering, seconds: loop.limits.lingerSeconds)
    pending = []
    pendingStart = 0
  }

  /// Makes ready for the next request, or for closing, once a response was written.
  func turn() {
    (incoming, job) = (nil, nil)
    if frame.closes || loop.isStopping {
      phase = .closing
    } else {
      enter(.idle, seconds: loop.limits.idleSeconds)
    }
  }

  /// The server stops: what waits for nothing is closed.
  func closeIfIdle() {
    if case .idle = phase, outbox.isEmpty, !hasPending { close() }
  }

  func close() {
    guard !isClosed else { return }
    phase = .closed
    (incoming, job) = (nil, nil)
    deadline = .max
    transport.close()
    loop.forget(self)
  }
}
