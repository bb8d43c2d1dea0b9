import Glibc
import Synchronization

/// The portal's database: one writer, any number of readers, each confined to a thread.
public final class Database: Sendable {
  /// The file.
  public let path: String
  private let writer: WriterSlot
  private let idleReaders = IdleReaders()
  private let writerWasMade = Mutex(false)

  /// Opens the database file, creating it if there is none.
  ///
  /// - Parameter readOnly: for a command that looks on while another process writes: nothing is
  ///   created, and ``write(_:)`` throws.
  public init(path: String, readOnly: Bool = false) throws {
    self.path = path
    writer = WriterSlot(try readOnly ? nil : EngineConnection(path: path, writes: true))
    if readOnly { idleReaders.put(try makeReader()) }
  }

  // MARK: Lanes

  /// A reading connection of its own for one thread: an event loop, a thread of a pool. It belongs to
  /// the thread that uses it first.
  public func makeReader() throws -> sending ReadContext {
    ReadContext(try EngineConnection(path: path, writes: false))
  }

  /// The writing side for the writer thread of a server. There is one; a second call throws.
  public func makeWriter() throws -> sending WriteContext {
    try writerWasMade.withLock { made in
      if made { throw DatabaseError(.writerTaken, "The writer was handed out already") }
      made = true
    }
    return WriteContext(writer, try writer.access())
  }

  // MARK: Commands and tests

  /// Reads at one moment of the database.
  public func read<T>(_ body: (ReadAccess) throws -> T) throws -> T {
    if writer.isHeldByThisThread {
      throw DatabaseError(.readInsideWrite, "Inside a write, read through the write's own access")
    }
    let context = try idleReaders.take() ?? makeReader()
    defer { idleReaders.put(context) }
    try context.beginBatch()
    defer { context.endBatch() }
    return try body(context.access)
  }

  /// Writes in one transaction, on disk when this returns; undone if `body` throws.
  ///
  /// Waits for a batch in progress. Inside another write it throws `nestedWrite`. On an engine with
  /// retried transactions `body` may run more than once, so it must change nothing but the database.
  @discardableResult
  public func write<T>(_ body: (WriteAccess) throws -> T) throws -> T {
    try writer.inTransaction { access in
      let value = try access.engine.inSavepoint { try body(access) }
      try access.engine.commit()
      return value
    }
  }

  /// Writes piece by piece in one transaction, each piece in a savepoint of its own, until one returns false.
  ///
  /// In one savepoint for all, every statement would walk the list of all pages changed so far.
  func write(inPieces piece: (WriteAccess) throws -> Bool) throws {
    try writer.inTransaction { access in
      while try access.engine.inSavepoint({ try piece(access) }) {}
      try access.engine.commit()
    }
  }

  // MARK: Care

  /// Copies the database as it is at one moment to a new file, while others read and write it. The
  /// file appears under its name only when it is whole and on disk.
  ///
  /// - Parameter progress: receives pages copied and pages in all; may throw to give up.
  public func backUp(to path: String, progress: (Int, Int) throws -> Void = { _, _ in }) throws {
    let unfinished = path + ".part"
    _ = try OpenFile(unfinished, O_RDWR | O_CREAT | O_TRUNC)  // for its owner only
    try EngineConnection(path: self.path, writes: false).backUp(to: unfinished, progress: progress)
    try OpenFile(unfinished, O_RDWR).sync()
    try FileSystem.rename(unfinished, to: path)
    try FileSystem.syncFolder(FileSystem.folder(of: path))
  }

  /// What is damaged in the file or between its rows; empty if nothing is. Reads everything.
  public func faults() throws -> [String] { try read { try $0.engine.faults() } }
}

/// Readers that wait for the next ``Database/read(_:)``.
///
/// `@unchecked Sendable` holds because a context in here is used by nobody: its connection belongs to
/// no thread, and the mutex hands it to one only.
private final class IdleReaders: @unchecked Sendable {
  private static let most = 4
  private let lock = Mutex(())
  private var contexts: [ReadContext] = []

  func take() -> ReadContext? { lock.withLock { _ in contexts.popLast() } }

  func put(_ context: ReadContext) {
    context.access.engine.release()
    lock.withLock { _ in if contexts.count < Self.most { contexts.append(context) } }
  }
}

/// What a thread that reads passes to its handlers, and the hooks around a batch of them.
public final class ReadContext {
  /// For the handlers. Also readable outside a batch, each statement then at its own moment.
  public let access: ReadAccess

  init(_ engine: EngineConnection) { access = ReadAccess(engine) }

  /// Begins one read transaction for a batch of requests.
  public func beginBatch() throws { try access.engine.beginRead() }

  /// Ends the read transaction.
  public func endBatch() { access.engine.endRead() }
}

/// What the writer thread passes to its handlers, and the hooks around a batch and each job of it.
public final class WriteContext {
  /// For the handlers, inside ``job(_:)`` only.
  public let access: WriteAccess
  /// Whether an error rolled the latest batch back. Every job of it has failed, and none runs on.
  public private(set) var isLost = false
  private let slot: WriterSlot

  init(_ slot: WriterSlot, _ access: WriteAccess) {
    self.slot = slot
    self.access = access
  }

  /// Takes the write lock for a batch of jobs.
  public func beginBatch() throws {
    try slot.begin()
    isLost = false
  }

  /// Runs one job in a savepoint: what it changed stands only if it does not throw. A job may run part of itself
  /// in a savepoint of its own, by calling this again.
  ///
  /// When its error took the whole transaction with it, the batch is over and ``isLost`` is true; a
  /// call after that throws `transactionLost` and does not run the job.
  @discardableResult
  public func job<T>(_ body: () throws -> T) throws -> T {
    if isLost { throw DatabaseError.transactionLost }
    do {
      return try access.engine.inSavepoint(body)
    } catch {
      // A part may have lost the batch before this job heard of it.
      if !isLost, access.engine.isLost {
        isLost = true
        slot.end()
      }
      throw error
    }
  }

  /// Commits the batch, on disk when this returns. If it throws, every job of the batch has failed.
  public func endBatch() throws {
    if isLost { throw DatabaseError.transactionLost }
    defer { slot.end() }
    try access.engine.commit()
  }

  /// Gives the batch up instead of ``endBatch()``.
  public func abandonBatch() { if !isLost { slot.end() } }
}
