/// What happened in the server. HTTPServer never logs; whoever listens decides. Events arrive on the
/// server's own threads, so the listener must be quick and must not wait.
public enum ServerEvent: Sendable {
  /// A response was handed to the socket, or its client had left.
  case finished(Finished)
  /// A handler threw something that answers 500 or above.
  case handlerFailed(id: String, pattern: String?, error: any Error)
  /// A handler of the read lane took longer than `Limits.slowReadMicroseconds`: move its route.
  case slowRead(id: String, pattern: String, microseconds: Int)
  /// A job of the writer took longer than `Limits.slowWriteMicroseconds`; without id and pattern when it was
  /// queued and nobody waits for it.
  case slowWrite(id: String?, pattern: String?, microseconds: Int)
  /// A message was refused before any handler ran.
  case refused(id: String, peer: String, failure: HTTPFailure)
  /// A ceiling was met and somebody was turned away.
  case overloaded(Ceiling)
  /// A whole batch failed; each of its requests was answered 503.
  case batchFailed(lane: Lane, requests: Int, error: (any Error)?)
  /// Queued work for which nobody waits (a timer's, or what a response left for afterwards) failed or was lost.
  case jobFailed(error: any Error)
  /// `accept` failed, usually for want of descriptors; it is tried again after a moment.
  case acceptPaused(errno: Int32)
  /// Threads of costly work, of passwords or of the writer were still at it at the end of `stop(within:)` and
  /// were left behind.
  case leftRunning(threads: Int)

  /// One answered request.
  public struct Finished: Sendable {
    let requestID: RequestID
    /// The short id, as on an error page.
    public var id: String { requestID.text }
    /// Nil when the request line could not be read.
    public let method: Method?
    /// The pattern of the route, never the path; nil when no route matched.
    public let pattern: String?
    /// The status that was sent.
    public let status: Status
    /// Content bytes, head not counted.
    public let bytes: Int
    /// From the last byte of the request to the response's first attempt at the socket.
    public let microseconds: Int
    /// False when the client left before its answer.
    public let delivered: Bool
  }

  /// Which ceiling.
  public enum Ceiling: Sendable, Equatable {
    /// `Limits.connections`
    case connections
    /// `Limits.writeQueue`
    case writeQueue
    /// `Limits.costlyQueue`
    case costlyQueue
    /// `Limits.passwordQueue`
    case passwordQueue
    /// `Limits.passwordShare`
    case passwordShare
  }
}
