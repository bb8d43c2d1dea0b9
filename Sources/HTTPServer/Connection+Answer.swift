/// Responses on their way out.
extension Connection {
  /// A step was handed on to this loop's batch.
  func becomeReady(_ job: Job) {
    self.job = job
    enqueue()
  }

  func enqueue() {
    isQueued = true
    loop.enqueue(self)
  }

  /// Runs the request of this connection in the batch.
  /// - Parameter refusal: why no handler may run.
  func serve(_ context: AnyObject, _ refusal: HTTPFailure?) {
    isQueued = false
    guard let job else { return }
    let core = loop.core
    let response: Response
    if let refusal {
      response = core.failure(refusal, job.request)
    } else {
      let start = loop.microseconds
      do {
        response = try core.run(job, in: .read, context)
      } catch {
        response = core.failure(error, of: job)
      }
      loop.readFineClock()
      let time = Int(loop.microseconds - start)
      if time > loop.limits.slowReadMicroseconds {
        core.emit(.slowRead(id: job.request.id, pattern: job.pattern, microseconds: time))
      }
    }
    if response.isPlain {
      answer(response, to: job)
    } else if let settled = core.settle(response, of: job, in: .read) {
      answer(settled, to: job)
    }
  }

  /// The answer to the request that was handed to a lane.
  func answer(_ response: Response, to job: Job) {
    conclude(response, job)
    proceed()
  }

  /// Writes the answer without sending it, as is right while input is being parsed.
  func conclude(_ response: Response, _ job: Job) {
    let bytes = write(response)
    let storage = job.request.storage
    loop.report(
      storage.id, storage.method, job.pattern, response.status, bytes: bytes, began: job.began)
    loop.recycle(storage)
  }

  /// Answers a request that no route takes; the connection lives on.
  func decline(_ failure: HTTPFailure, _ request: Request) {
    let response = loop.core.page(for: failure, id: request.id, request)
    let bytes = write(response)
    loop.report(
      request.storage.id, request.method, nil, response.status, bytes: bytes, began: loop.microseconds)
  }

  /// Refuses the message and closes: where it ends is in doubt, or nobody will read it.
  func refuse(_ failure: HTTPFailure, _ request: Request? = nil) {
    let id = request?.storage.id ?? loop.nextID()
    loop.core.emit(.refused(id: id.text, peer: peer, failure: failure))
    frame.closes = true
    // A head that is refused may have said already that it is a HEAD's (RFC 9110 §9.3.2).
    if request == nil { frame.isHead = (parser ?? loop.parser).head.method == .head }
    let response = loop.core.page(for: failure, id: id.text, request)
    let bytes = write(response)
    loop.report(id, request?.method, nil, response.status, bytes: bytes, began: loop.microseconds)
  }

  private func write(_ response: Response) -> Int {
    var frame = self.frame
    if loop.isStopping { frame.closes = true }
    let bytes = outbox.add(
      response, frame, loop.writer, coalesced: loop.limits.coalescedBody, &loop.spareOutput)
    turn()
    return bytes
  }

  /// Sends what waits; false when not all could be.
  func flush() -> Bool {
    guard !outbox.isEmpty else { return true }
    switch outbox.send(over: transport) {
    case .all:
      outbox.giveBack(&loop.spareOutput)
      return true
    case .blocked: arm(loop.limits.writeSeconds, moved: outbox.progress, since: loop.now)
    case .failed: close()
    }
    return false
  }
}
