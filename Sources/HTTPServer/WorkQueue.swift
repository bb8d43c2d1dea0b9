/// A bounded queue between the loops and a lane.
final class WorkQueue<Element: Sendable>: Sendable {
  private struct State {
    var waiting: [Element] = []
    var isClosed = false
  }

  private let monitor = Monitor(State())
  private let bound: Int

  init(bound: Int) { self.bound = bound }

  /// Queues all or none; false when they do not fit or the queue is closed.
  /// - Parameter beyondBound: for what may not be refused any more.
  func push(_ elements: [Element], beyondBound: Bool = false) -> Bool {
    let accepted = monitor.withLock { state in
      let fits = beyondBound || state.waiting.count + elements.count <= bound
      guard fits, !state.isClosed else { return false }
      state.waiting += elements
      return true
    }
    if accepted { elements.count == 1 ? monitor.wakeOne() : monitor.wakeAll() }
    return accepted
  }

  /// Waits for work and takes all there is, at most so many; empty once the queue is closed and drained.
  func take(most: Int) -> [Element] {
    monitor.wait { state in
      if state.waiting.isEmpty { return state.isClosed ? [] : nil }
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
}
