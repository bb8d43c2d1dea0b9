/// What waits for the pool, or for the thread of passwords.
enum CostlyWork: Sendable {
  case request(Job)
  /// The uploads of this job are to be synced to disk before it goes to its lane.
  case sync(Job)
  /// A timer's; nobody waits for it.
  case job(@Sendable (AnyObject) throws -> Void)
}

/// One thread of the small pool for costly work, or the one for passwords; each piece is a batch of its own.
struct CostlyLane {
  private let core: ServerCore
  private let lane: Lane
  private let context: AnyObject

  init(_ core: ServerCore, _ lane: Lane = .costly) throws {
    self.core = core
    self.lane = lane
    context = try core.hooks.makeContext(lane)
  }

  /// Works until the queue is closed and drained.
  func run() {
    let queue = lane == .password ? core.passwords : core.costly
    queue.work(most: 1) { taken in
      for work in taken {
        switch work {
        case .request(let job):
          if lane == .password { core.passwordShares.leave(job.request.peer) }
          answer(job)
        case .sync(let job): sync(job)
        case .job(let body): run(body)
        }
      }
    }
  }

  private func sync(_ job: Job) {
    do throws(HTTPFailure) {
      for upload in job.request.files { try upload.file.sync() }
    } catch {
      return post(core.failure(error, of: job), job)
    }
    if job.lane == lane { return answer(job) }
    if let refusal = core.hand(job) { post(refusal, job) }
  }

  private func run(_ body: @Sendable (AnyObject) throws -> Void) {
    do {
      _ = try runBatch {
        try core.hooks.job(lane, context) {
          try body(context)
          return Response()
        }
      }
    } catch {
      core.emit(.jobFailed(error: error))
    }
  }

  private func answer(_ job: Job) {
    let response: Response
    do {
      response = try runBatch { try core.run(job, in: lane, context) }
    } catch {
      return post(core.failure(error, of: job), job)
    }
    if let answer = core.settle(response, of: job, in: lane) { post(answer, job) }
  }

  private func runBatch(_ work: () throws -> Response) throws -> Response {
    do {
      try core.hooks.batchBegins(lane, context)
    } catch {
      core.emit(.batchFailed(lane: lane, requests: 1, error: error))
      throw HTTPFailure(.serviceUnavailable, "the batch did not begin")
    }
    let result = Result { try work() }
    do {
      try core.hooks.batchEnds(lane, context)
    } catch {
      core.emit(.batchFailed(lane: lane, requests: 1, error: error))
    }
    return try result.get()
  }

  private func post(_ answer: Response, _ job: Job) {
    job.mailbox.post([.answer(answer, job)])
  }
}
