import Glibc
import Synchronization

/// The one writing connection, used by one thread at a time.
///
/// `@unchecked Sendable` holds because the connection is touched only between ``begin()`` and
/// ``end()``, that is by the thread that holds the mutex.
final class WriterSlot: @unchecked Sendable {
  private let connection: WriteAccess?
  private let mutex = UnsafeMutablePointer<pthread_mutex_t>.allocate(capacity: 1)
  private let holder = Atomic<UInt>(0)

  /// - Parameter engine: nil where nothing may be written.
  init(_ engine: EngineConnection?) {
    connection = engine.map(WriteAccess.init)
    pthread_mutex_init(mutex, nil)
  }

  deinit {
    pthread_mutex_destroy(mutex)
    mutex.deallocate()
  }

  var isHeldByThisThread: Bool { holder.load(ordering: .relaxed) == pthread_self() }

  func access() throws -> WriteAccess {
    if let connection { return connection }
    throw DatabaseError(.readOnly, "The database was opened for reading only")
  }

  /// Takes the connection and begins a transaction.
  func begin() throws {
    let access = try access()
    if isHeldByThisThread { throw DatabaseError(.nestedWrite, "A write may not begin inside a write") }
    pthread_mutex_lock(mutex)
    holder.store(pthread_self(), ordering: .relaxed)
    do {
      try access.engine.beginWrite()
    } catch {
      end()
      throw error
    }
  }

  /// Rolls back what is not committed and gives the connection back; nothing if it is not held.
  func end() {
    guard isHeldByThisThread else { return }
    connection?.engine.rollBack()
    connection?.engine.release()
    holder.store(0, ordering: .relaxed)
    pthread_mutex_unlock(mutex)
  }

  func inTransaction<T>(_ body: (WriteAccess) throws -> T) throws -> T {
    try begin()
    defer { end() }
    return try body(access())
  }
}
