/// Where a handler runs. The handler is the same synchronous function in each and waits for no other thread.
public enum Lane: Sendable, Hashable, CaseIterable {
  /// On the event loop that read the request: microseconds, no writing.
  case read
  /// On the one writer thread, inside a batch that is committed as a whole.
  case write
  /// In the small pool: synced uploads, exports, big reports.
  case costly
  /// On a thread of its own, with a queue of its own in which each peer has a share: password hashes, so that
  /// whoever tries passwords holds up nothing but these.
  case password
}

/// What is done around the work of a lane. The server knows batches, not databases: whoever owns one fills
/// these in. Each closure is called on a thread of that lane, with the context that this thread made.
public struct LaneHooks: Sendable {
  /// Called once on each lane thread before it takes work; a failure makes `Server.start` throw.
  public var makeContext: @Sendable (Lane) throws -> AnyObject
  /// Before a batch. Read: the requests that were whole when the loop looked. Write: all that is queued.
  /// Costly and password: one piece of work. If it throws, every request of the batch is answered 503.
  public var batchBegins: @Sendable (Lane, AnyObject) throws -> Void
  /// After a batch; in the write lane this is COMMIT. If it throws there, every request of the batch is
  /// answered 503 and nothing of it is acknowledged: undo what is left before throwing.
  public var batchEnds: @Sendable (Lane, AnyObject) throws -> Void
  /// Around each handler; in the write lane a savepoint, rolled back when the handler throws. It must call
  /// the closure once and pass its error on.
  public var job: @Sendable (Lane, AnyObject, () throws -> Response) throws -> Response
  /// Asked after a failed job of the write lane: true when the whole transaction is gone. Then every request
  /// of the batch is answered 503, none runs on, and `batchEnds` is not called.
  public var batchIsLost: @Sendable (AnyObject) -> Bool

  /// Hooks that do nothing, each replaceable.
  public init(
    makeContext: @escaping @Sendable (Lane) throws -> AnyObject = { _ in NoContext() },
    batchBegins: @escaping @Sendable (Lane, AnyObject) throws -> Void = { _, _ in },
    batchEnds: @escaping @Sendable (Lane, AnyObject) throws -> Void = { _, _ in },
    job: @escaping @Sendable (Lane, AnyObject, () throws -> Response) throws -> Response = {
      try $2()
    },
    batchIsLost: @escaping @Sendable (AnyObject) -> Bool = { _ in false }
  ) {
    self.makeContext = makeContext
    self.batchBegins = batchBegins
    self.batchEnds = batchEnds
    self.job = job
    self.batchIsLost = batchIsLost
  }

  /// The context of a server that needs none.
  public final class NoContext: Sendable {
    /// Nothing in it.
    public init() {}
  }
}
