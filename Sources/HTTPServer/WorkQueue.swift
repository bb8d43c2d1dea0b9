/// A bounded queue between the loops and a lane.
final class WorkQueue<Element: Sendable>: Sendable {
  private struct State {
    var waiting: [Element] = []
    /// Takers that have not come back.
    var busy = 0
    var isClosed = false
  }

  private let monitor = Monitor(State())
  private let bound: Int

  init(bound: Int) { self.bound = bound }

  /// Queues all or none; false when they do not fit or the queue is closed.
  /// - Parameter beyondBound: for what may not be refused any more; only for the taker itself, which will still
  ///   take it.
  func push(_ elements: [Element], beyondBound: Bool = false) -> Bool {
    let accepted = monitor.withLock { state in
      let fits = !state.isClosed && state.waiting.count + elements.count <= bound
      guard fits || beyondBound else { return false }
      state.waiting += elements
      return true
    }
    if accepted { elements.count == 1 ? monitor.wakeOne() : monitor.wakeAll() }
    return accepted
  }

  /// Waits for work, takes all there is, at most so many, and does it; again and again, until the queue is closed
  /// and drained.
  func work(most: Int, _ body: ([Element]) -> Void) {
    while let taken = take(most) {
      body(taken)
      let isClosed = monitor.withLock { state in
        state.busy -= 1
        return state.isClosed
      }
      if isClosed { monitor.wakeAll() }
    }
  }

  private func take(_ most: Int) -> [Element]? {
    monitor.wait { state -> [Element]?? in
      if state.waiting.isEmpty { return state.isClosed ? .some(nil) : nil }
      state.busy += 1
      if state.waiting.count > most {
        let taken = Array(state.waiting.prefix(most))
        state.waiting.removeFirst(most)
        return taken
      }
      var taken: [Element] = []
      swap(&taken, &state.waiting)
      return taken
    }
  }

  /// Accepts nothing more; takers end once it is drained.
  /// - Parameter dropping: gives up what still waits.
  func close(dropping: Bool = false) {
    monitor.withLock { state in
      state.isClosed = true
      if dropping { state.waiting = [] }
    }
    monitor.wakeAll()
  }

  /// Waits until nothing waits and nothing that was taken is still being done, or until that time of `Clock.milliseconds`.
  /// Returns how many takers are still at it.
  func waitUntilIdle(by deadline: UInt64) -> Int {
    let idle = monitor.wait(until: deadline) { $0.busy == 0 && $0.waiting.isEmpty ? 0 : nil }
    return idle ?? monitor.withLock { max($0.busy, $0.waiting.isEmpty ? 0 : 1) }
  }
}
