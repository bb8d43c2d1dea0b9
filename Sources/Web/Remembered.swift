import Synchronization
import Workflow

/// A value that may be a little old: worked out again only when its time is over.
final class Remembered<Value: Sendable>: Sendable {
  private let seconds: Int64
  private let held = Mutex<(value: Value, until: Int64)?>(nil)

  init(seconds: Int64) { self.seconds = seconds }

  /// The value remembered, or a new one.
  func value(at now: Moment, _ work: () throws -> Value) rethrows -> Value {
    if let held = held.withLock({ $0 }), now.seconds < held.until { return held.value }
    let value = try work()
    held.withLock { $0 = (value, now.seconds + seconds) }
    return value
  }
}
