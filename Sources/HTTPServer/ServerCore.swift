import Synchronization

/// What every thread of a server shares: its parts, and what happens to a request on any lane.
final class ServerCore: Sendable {
  let router: Router
  let hooks: LaneHooks
  let limits: Limits
  let temporaryFolder: String
  let writes: WorkQueue<WriteWork>
  let costly: WorkQueue<CostlyWork>
  let passwords: WorkQueue<CostlyWork>
  let passwordShares: PeerShares
  let emit: @Sendable (ServerEvent) -> Void
  private let failurePage: @Sendable (Failure) -> Response

  init(
    router: Router, hooks: LaneHooks, limits: Limits, temporaryFolder: String,
    failurePage: @escaping @Sendable (Failure) -> Response,
    emit: @escaping @Sendable (ServerEvent) -> Void
  ) {
    self.router = router
    self.hooks = hooks
    self.limits = limits
    self.temporaryFolder = temporaryFolder
    self.failurePage = failurePage
    self.emit = emit
    writes = WorkQueue(bound: limits.writeQueue)
    costly = WorkQueue(bound: limits.costlyQueue)
    passwords = WorkQueue(bound: limits.passwordQueue)
    passwordShares = PeerShares(most: limits.passwordShare)
  }

  // MARK: Working

  /// Runs a job in the lane's hook. What it returns can no longer fail: its file is open.
  func run(_ job: Job, in lane: Lane, _ context: AnyObject) throws -> Response {
    try hooks.job(lane, context) { try job.run(context).opened() }
  }

  /// What is to become of a job's response: it is the answer, or the job went on to another lane (then nil).
  /// Called when the lane has let go of the job; in the write lane, after the commit.
  func settle(_ response: consuming Response, of job: Job, in lane: Lane) -> Response? {
    if response.isPlain { return response }
    if !response.jobs.isEmpty {
      let jobs = response.jobs.map(WriteWork.job)
      // What is committed already must be acknowledged, so its jobs are taken whatever waits.
      guard writes.push(jobs, beyondBound: lane == .write) else {
        return overloaded(.writeQueue, job)
      }
    }
    guard let step = response.step else { return response }
    return hand(job.continued(by: step))
  }

  /// Gives a job to its lane; the answer is a 503 when that one is full.
  func hand(_ job: Job) -> Response? {
    switch job.lane {
    case .read: job.mailbox.post([.run(job)])
    case .write: if !writes.push([.request(job)]) { return overloaded(.writeQueue, job) }
    case .costly: if !costly.push([.request(job)]) { return overloaded(.costlyQueue, job) }
    case .password: return handPassword(job)
    }
    return nil
  }

  private func handPassword(_ job: Job) -> Response? {
    let peer = job.request.peer
    guard passwordShares.enter(peer) else { return overloaded(.passwordShare, job) }
    if passwords.push([.request(job)]) { return nil }
    passwordShares.leave(peer)
    return overloaded(.passwordQueue, job)
  }

  /// Gives a job to its lane by way of the costly one, where its uploads are synced.
  func handSyncing(_ job: Job) -> Response? {
    costly.push([.sync(job)]) ? nil : overloaded(.costlyQueue, job)
  }

  // MARK: Failing

  private func overloaded(_ ceiling: ServerEvent.Ceiling, _ job: Job) -> Response {
    emit(.overloaded(ceiling))
    return failure(HTTPFailure(.serviceUnavailable, "a queue is full"), job.request)
  }

  /// The page of what a handler threw; 500 unless the error knows better. Reported from 500 on.
  func failure(_ error: any Error, of job: Job) -> Response {
    let page = failure(error, job.request)
    if page.status.code >= 500 {
      emit(.handlerFailed(id: job.request.id, pattern: job.pattern, error: error))
    }
    return page
  }

  func failure(_ error: any Error, _ request: Request) -> Response {
    page(for: error, id: request.id, request)
  }

  /// The page of an error, with the fields its status calls for.
  func page(for error: any Error, id: String, _ request: Request?) -> Response {
    let status = (error as? any StatusError)?.status ?? .internalServerError
    var page = failurePage(Failure(status: status, requestID: id, request: request, error: error))
    page = page.plain()
    page.status = status
    if status == .serviceUnavailable { page.set("Retry-After", String(limits.retryAfterSeconds)) }
    if let failure = error as? HTTPFailure, !failure.allow.isEmpty {
      page.set("Allow", failure.allow.map(\.name).joined(separator: ", "))
    }
    return (try? page.opened()) ?? Response(status: status, type: "")
  }
}

/// How much of a queue each peer address holds.
final class PeerShares: Sendable {
  private let held = Mutex<[String: Int]>([:])
  private let most: Int

  init(most: Int) { self.most = most }

  /// False when the peer has its share already.
  func enter(_ peer: String) -> Bool {
    held.withLock { held in
      let count = held[peer] ?? 0
      guard count < most else { return false }
      held[peer] = count + 1
      return true
    }
  }

  /// Something of the peer's has left the queue.
  func leave(_ peer: String) {
    held.withLock { held in
      let count = (held[peer] ?? 0) - 1
      held[peer] = count > 0 ? count : nil
    }
  }
}

/// One request on its way through the lanes: the request, seen by the server.
struct Job: Sendable {
  let request: Request

  var mailbox: Mailbox { request.storage.mailbox! }

  var connection: ConnectionID { request.storage.connection }

  /// `Clock.microseconds` when the request was whole.
  var began: UInt64 { request.storage.began }

  var route: Route { request.storage.endpoint!.route }

  var pattern: String { route.pattern }

  var lane: Lane { request.storage.step?.lane ?? route.lane }

  func run(_ context: AnyObject) throws -> Response {
    if let step = request.storage.step { return try step.run(context) }
    return try route.handler(request, context)
  }

  /// The same request, further on.
  func continued(by step: Response.Step) -> Job {
    request.storage.step = step
    return self
  }
}

/// What comes to an event loop from other threads.
enum Letter: Sendable {
  /// The answer to a request that went to another lane.
  case answer(Response, Job)
  /// A step that was handed on to the read lane.
  case run(Job)
  /// Stop accepting; everything must be over by then, in `Clock.milliseconds`.
  case stop(deadline: UInt64)
}
