import Glibc

/// SIGTERM and SIGINT, which end the program in order.
///
/// They are blocked in every thread and fetched by one, so no handler runs at a moment of the kernel's choosing.
/// A program that is started from here would inherit the blocking: give it an empty mask.
enum Signals {
  private static var ending: sigset_t {
    var set = sigset_t()
    sigemptyset(&set)
    sigaddset(&set, SIGTERM)
    sigaddset(&set, SIGINT)
    return set
  }

  /// Holds the signals back for ``wait(every:_:)``. Threads started later inherit this: call it before any is.
  static func hold() {
    var set = ending
    pthread_sigmask(SIG_BLOCK, &set, nil)
  }

  /// Waits for the first; a second one ends the process at once.
  ///
  /// - Parameters:
  ///   - seconds: between two rounds of what is done while waiting.
  ///   - round: done at once, then again and again; it must not wait for anything.
  static func wait(every seconds: Int, _ round: () -> Void) {
    var set = ending
    var pause = timespec(tv_sec: seconds, tv_nsec: 0)
    repeat { round() } while sigtimedwait(&set, nil, &pause) < 0
    pthread_sigmask(SIG_UNBLOCK, &set, nil)
  }
}
