internal import CEpoll
import Glibc
import Synchronization

/// How other threads reach an event loop: a list under a lock, and an eventfd that wakes the loop.
final class Mailbox: Sendable {
  /// Readable when there is mail.
  let descriptor: Int32
  private let letters = Mutex<[Letter]>([])

  init() throws {
    descriptor = eventfd(0, Int32(EFD_NONBLOCK | EFD_CLOEXEC))
    guard descriptor >= 0 else { throw SystemFailure(call: "eventfd", code: errno) }
  }

  deinit { close(descriptor) }

  /// Adds letters, waking the loop once: only whoever fills an empty box writes to the eventfd.
  func post(_ new: [Letter]) {
    let wakes = letters.withLock { letters in
      defer { letters += new }
      return letters.isEmpty
    }
    if wakes { eventfd_write(descriptor, 1) }
  }

  /// Takes all there is.
  func open() -> [Letter] {
    var count: eventfd_t = 0
    eventfd_read(descriptor, &count)
    return letters.withLock { letters in
      var taken: [Letter] = []
      swap(&taken, &letters)
      return taken
    }
  }
}
