internal import CEpoll
import Glibc

/// A thread of the server's own, by pthreads and not by Dispatch, for three reasons: `Server.stop` must join it,
/// the costly lane lowers its priority (which an unprivileged process cannot undo, so such a thread must not go
/// back to a pool), and it has a name in `top` and `gdb`.
final class WorkerThread: Sendable {
  private let handle: pthread_t

  private final class Start {
    let name: String
    let niceness: Int32
    let body: @Sendable () -> Void

    init(_ name: String, _ niceness: Int32, _ body: @escaping @Sendable () -> Void) {
      self.name = name
      self.niceness = niceness
      self.body = body
    }
  }

  /// - Parameters:
  ///   - name: at most fifteen bytes.
  ///   - niceness: 0 is normal, 19 the least.
  init(_ name: String, niceness: Int32 = 0, _ body: @escaping @Sendable () -> Void) throws {
    var thread = pthread_t()
    let start = Unmanaged.passRetained(Start(name, niceness, body))
    let code = pthread_create(
      &thread, nil,
      { argument in
        let start = Unmanaged<Start>.fromOpaque(argument!).takeRetainedValue()
        pthread_setname_np(pthread_self(), start.name)
        if start.niceness > 0 { setpriority(__priority_which_t(PRIO_PROCESS.rawValue), 0, start.niceness) }
        start.body()
        return nil
      }, start.toOpaque())
    guard code == 0 else {
      start.release()
      throw SystemFailure(call: "pthread_create", code: code)
    }
    handle = thread
  }

  func join() { pthread_join(handle, nil) }

  /// Lets it run on when nobody will join it.
  func detach() { pthread_detach(handle) }
}

/// State behind a lock, with a condition to wait on.
///
/// `@unchecked Sendable`: the state is touched only while the mutex is held.
final class Monitor<State>: @unchecked Sendable {
  private let mutex = UnsafeMutablePointer<pthread_mutex_t>.allocate(capacity: 1)
  private let condition = UnsafeMutablePointer<pthread_cond_t>.allocate(capacity: 1)
  private var state: State

  init(_ state: State) {
    self.state = state
    pthread_mutex_init(mutex, nil)
    var attributes = pthread_condattr_t()
    pthread_condattr_init(&attributes)
    pthread_condattr_setclock(&attributes, CLOCK_MONOTONIC)
    pthread_cond_init(condition, &attributes)
    pthread_condattr_destroy(&attributes)
  }

  deinit {
    pthread_cond_destroy(condition)
    pthread_mutex_destroy(mutex)
    condition.deallocate()
    mutex.deallocate()
  }

  func withLock<Result>(_ body: (inout State) throws -> Result) rethrows -> Result {
    pthread_mutex_lock(mutex)
    defer { pthread_mutex_unlock(mutex) }
    return try body(&state)
  }

  /// Waits until the closure has a result.
  func wait<Result>(_ body: (inout State) -> Result?) -> Result {
    pthread_mutex_lock(mutex)
    defer { pthread_mutex_unlock(mutex) }
    while true {
      if let result = body(&state) { return result }
      pthread_cond_wait(condition, mutex)
    }
  }

  /// Waits until the closure has a result or the time (of `Clock.milliseconds`) has come; then nil.
  func wait<Result>(until deadline: UInt64, _ body: (inout State) -> Result?) -> Result? {
    var limit = timespec(tv_sec: Int(deadline / 1000), tv_nsec: Int(deadline % 1000) * 1_000_000)
    pthread_mutex_lock(mutex)
    defer { pthread_mutex_unlock(mutex) }
    while true {
      if let result = body(&state) { return result }
      if pthread_cond_timedwait(condition, mutex, &limit) == ETIMEDOUT { return body(&state) }
    }
  }

  func wakeOne() { pthread_cond_signal(condition) }

  func wakeAll() { pthread_cond_broadcast(condition) }
}

/// The clocks of the server. Neither goes backward.
enum Clock {
  /// Milliseconds, for deadlines.
  static func milliseconds() -> UInt64 { microseconds() / 1000 }

  /// Microseconds, for measuring.
  static func microseconds() -> UInt64 {
    var time = timespec()
    clock_gettime(CLOCK_MONOTONIC, &time)
    return UInt64(time.tv_sec) * 1_000_000 + UInt64(time.tv_nsec) / 1000
  }

  /// Seconds since 1970, coarse and cheap, for the Date field.
  static func seconds() -> Int {
    var time = timespec()
    clock_gettime(CLOCK_REALTIME_COARSE, &time)
    return time.tv_sec
  }
}
