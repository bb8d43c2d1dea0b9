/// Where a server listens and what it may use.
public struct Settings: Sendable {
  /// A numeric address, IPv4 or IPv6, or a name that resolves to one.
  public var host: String
  /// 0 takes any free port; see `Server.port`.
  public var port: Int
  /// Event loops, each a thread with a listening socket of its own; 0 means one a core.
  public var loops: Int
  /// Where uploads are spooled: a folder that belongs to this server alone, on the file system the files
  /// will live on. It is made if missing; uploads left by a killed process are removed from it at start.
  public var temporaryFolder: String

  /// Settings for one listener.
  public init(host: String = "127.0.0.1", port: Int = 0, loops: Int = 0, temporaryFolder: String) {
    self.host = host
    self.port = port
    self.loops = loops
    self.temporaryFolder = temporaryFolder
  }
}

/// An HTTP/1.1 server (RFC 9110, RFC 9112) on three lanes of threads; see `Lane`.
public final class Server: Sendable {
  /// A server that does not listen yet.
  /// - Parameters:
  ///   - failurePage: makes the page of every answer the server gives by itself, and of every error that
  ///     leaves a handler. Called on any of the server's threads.
  ///   - onEvent: see `ServerEvent`. Called on any of the server's threads.
  public init(
    router: Router, hooks: LaneHooks = LaneHooks(), limits: Limits = Limits(), settings: Settings,
    failurePage: @escaping @Sendable (Failure) -> Response,
    onEvent: @escaping @Sendable (ServerEvent) -> Void = { _ in }
  ) {}

  /// Opens the sockets, starts the threads and lets each make its context; throws if any of that fails, and
  /// then nothing is left running. From then on the process ignores SIGPIPE.
  public func start() throws {}

  /// The port that is listened on, once started.
  public var port: Int { 0 }

  /// Stops accepting, closes idle connections, lets what runs finish within so many seconds, then ends every
  /// thread. Blocks; call it from a thread of your own.
  public func stop(within seconds: Double) {}

  /// Queues a job to the writer, where it joins the next group commit. A failure is a `ServerEvent.jobFailed`,
  /// and so is a full queue.
  public func enqueueWrite(_ job: @escaping @Sendable (AnyObject) throws -> Void) {}
}
