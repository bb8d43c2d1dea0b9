/// Every ceiling of the server, with its default. Sizes are bytes, times are seconds unless the name says
/// otherwise.
public struct Limits: Sendable {
  /// The defaults below.
  public init() {}

  // The head

  /// Longest request line; longer is 414.
  public var requestLine = 8 * 1024
  /// Longest head, request line included; longer is 431.
  public var head = 32 * 1024
  /// Most header fields in one head; more is 431.
  public var headerFields = 100

  // The body

  /// Longest chunk-size line with its extensions, which are ignored (RFC 9112 §7.1.1); longer is 400.
  public var chunkLine = 256
  /// Most bytes of trailer fields, which are checked and dropped (RFC 9112 §7.1.2); more is 431.
  public var trailers = 4 * 1024
  /// Most fields in a query string or a form; more is 413.
  public var formFields = 2_000
  /// Most parts in one multipart body; more is 413.
  public var parts = 500
  /// Longest head of one multipart part; longer is 431.
  public var partHead = 4 * 1024
  /// Most bytes of text fields in one multipart body, since these stay in memory; more is 413.
  public var multipartText = 1024 * 1024

  // Time

  /// From a head's first byte to its last, and from accepting to the first head; later is 408 or, when
  /// nothing was sent, a silent close.
  public var headSeconds = 15.0
  /// How long a persistent connection may stay silent between requests before it is closed.
  public var idleSeconds = 60.0
  /// A body must arrive within this many seconds plus its size at `minimumRate`; later is 408.
  public var bodySeconds = 20.0
  /// A response must be taken within this many seconds plus its size at `minimumRate`; then it is cut off.
  public var writeSeconds = 20.0
  /// The slowest client that is served, in bytes a second, for bodies and responses.
  public var minimumRate = 1024
  /// How long a closing connection is drained, so that the client reads the last answer instead of a reset
  /// (RFC 9112 §9.6).
  public var lingerSeconds = 2.0
  /// How much is drained at most while lingering.
  public var lingerBytes = 512 * 1024
  /// What Retry-After says on a 503, in whole seconds.
  public var retryAfterSeconds = 2

  // Connections and queues

  /// Most connections at once, over all loops; more are answered 503 and closed.
  public var connections = 10_000
  /// Connections the kernel holds ready for `accept`, per loop.
  public var backlog = 1024
  /// Events taken from epoll at once, and so the largest batch of the read lane (pipelining apart): enough to share
  /// a read transaction, few enough that what was read is still in the processor's cache when it is answered.
  public var eventsPerTurn = 32
  /// Most requests and jobs that wait for the writer; more are answered 503.
  public var writeQueue = 1024
  /// Most requests committed together; it bounds how long the first of a batch waits for the last.
  public var writeBatch = 256
  /// A batch takes no further job after so long: what is done is committed and acknowledged, so that one slow job
  /// holds up few others.
  public var writeBatchMicroseconds = 50_000
  /// A job of the writer slower than this is reported.
  public var slowWriteMicroseconds = 20_000
  /// Threads of the costly lane; never more than cores.
  public var costlyThreads = 2
  /// Most costly work that waits; more is answered 503.
  public var costlyQueue = 64
  /// Most password work that waits for its one thread; more is answered 503.
  public var passwordQueue = 32
  /// Most of it from one peer address; more is answered 503.
  public var passwordShare = 4
  /// A read handler slower than this is reported; 5 ms at first.
  public var slowReadMicroseconds = 5_000

  // Buffers

  /// Bytes read at once while a head is awaited; it also bounds what a client can have pipelined.
  public var headRead = 16 * 1024
  /// Bytes read at once while a body arrives.
  public var bodyRead = 64 * 1024
  /// Bodies up to this size are copied behind their head and leave in one `send`; longer ones leave from
  /// where they lie. Also the output at which a pipelined connection is flushed before its next request.
  public var coalescedBody = 16 * 1024
  /// Static files up to this size are read into memory and leave with their head.
  public var smallFile = 64 * 1024
}
