/// What waits for the writer.
enum WriteWork: Sendable {
  case request(Job)
  /// A timer's, or what a response left for afterwards; nobody waits for it.
  case job(@Sendable (AnyObject) throws -> Void)
}

/// The one writer thread: takes all that is queued, runs it as one batch, and answers only when the batch has
/// been committed. A batch that takes too long ends early, and what it left is the next one.
struct WriteLane {
  private let core: ServerCore
  private let context: AnyObject

  init(_ core: ServerCore) throws {
    self.core = core
    context = try core.hooks.makeContext(.write)
  }

  /// Works until the queue is closed and drained.
  func run() {
    core.writes.work(most: core.limits.writeBatch) { taken in
      var rest = taken[...]
      while !rest.isEmpty {
        let outcome = commit(rest)
        deliver(rest, outcome)
        guard case .committed(let results) = outcome else { return }
        rest = rest.dropFirst(results.count)
      }
    }
  }

  private enum Outcome {
    /// One result for each member of the batch, all on disk; those behind them were not begun.
    case committed([Result<Response, any Error>])
    /// Nothing was done.
    case lost((any Error)?)
  }

  private func commit(_ batch: ArraySlice<WriteWork>) -> Outcome {
    do {
      try core.hooks.batchBegins(.write, context)
    } catch {
      return .lost(error)
    }
    var results: [Result<Response, any Error>] = []
    let start = Clock.microseconds()
    var now = start
    for work in batch {
      let began = now
      let result = Result { try run(work) }
      now = Clock.microseconds()
      report(work, microseconds: Int(now - began))
      if case .failure(let error) = result, core.hooks.batchIsLost(context) { return .lost(error) }
      results.append(result)
      if Int(now - start) > core.limits.writeBatchMicroseconds { break }
    }
    do {
      try core.hooks.batchEnds(.write, context)
    } catch {
      return .lost(error)
    }
    return .committed(results)
  }

  private func report(_ work: WriteWork, microseconds: Int) {
    guard microseconds > core.limits.slowWriteMicroseconds else { return }
    switch work {
    case .request(let job):
      core.emit(.slowWrite(id: job.request.id, pattern: job.pattern, microseconds: microseconds))
    case .job: core.emit(.slowWrite(id: nil, pattern: nil, microseconds: microseconds))
    }
  }

  private func run(_ work: WriteWork) throws -> Response {
    switch work {
    case .request(let job): try core.run(job, in: .write, context)
    case .job(let body):
      try core.hooks.job(.write, context) {
        try body(context)
        return Response()
      }
    }
  }

  /// Hands the answers to their loops, each of which is woken once.
  private func deliver(_ batch: ArraySlice<WriteWork>, _ outcome: Outcome) {
    var post = Post()
    switch outcome {
    case .committed(let results):
      for (work, result) in zip(batch, results) { settle(work, result, &post) }
    case .lost(let error):
      core.emit(.batchFailed(lane: .write, requests: batch.count, error: error))
      let failure = HTTPFailure(.serviceUnavailable, "the batch was not committed")
      for work in batch { lose(work, failure, &post) }
    }
    post.send()
  }

  private func settle(_ work: WriteWork, _ result: Result<Response, any Error>, _ post: inout Post) {
    switch (work, result) {
    case (.request(let job), .success(let response)):
      if let answer = core.settle(response, of: job, in: .write) { post.add(answer, job) }
    case (.request(let job), .failure(let error)): post.add(core.failure(error, of: job), job)
    case (.job, .failure(let error)): core.emit(.jobFailed(error: error))
    case (.job, .success): break
    }
  }

  private func lose(_ work: WriteWork, _ failure: HTTPFailure, _ post: inout Post) {
    switch work {
    case .request(let job): post.add(core.failure(failure, job.request), job)
    case .job: core.emit(.jobFailed(error: failure))
    }
  }
}

/// Answers sorted by loop.
private struct Post {
  private var boxes: [(mailbox: Mailbox, letters: [Letter])] = []

  mutating func add(_ answer: Response, _ job: Job) {
    let letter = Letter.answer(answer, job)
    if let index = boxes.firstIndex(where: { $0.mailbox === job.mailbox }) {
      boxes[index].letters.append(letter)
    } else {
      boxes.append((job.mailbox, [letter]))
    }
  }

  func send() {
    for box in boxes { box.mailbox.post(box.letters) }
  }
}
