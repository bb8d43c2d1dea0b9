import Glibc

/// What a handler answers. Date, Content-Length, Connection and Allow are the server's to add.
public struct Response: Sendable {
  /// A step on another lane.
  struct Step: Sendable {
    let lane: Lane
    let run: @Sendable (AnyObject) throws -> Response
  }

  private final class Extras: Sendable {
    let step: Step?
    let jobs: [@Sendable (AnyObject) throws -> Void]

    init(_ step: Step?, _ jobs: [@Sendable (AnyObject) throws -> Void]) {
      self.step = step
      self.jobs = jobs
    }
  }

  /// Where the content lies.
  enum Content: Sendable {
    case bytes([UInt8])
    case path(String)
    case file(OpenFile, Range<Int>)
    case parts([FilePart])
  }

  /// The status; 200 unless set.
  public var status: Status
  /// Content-Type; empty sends none.
  public var type: String
  /// Further fields. See `Headers` for what it refuses.
  public var headers = Headers()
  var content: Content
  /// What few responses have, kept apart so that the others stay small.
  private var extras: Extras?

  /// A page held in memory.
  public init(status: Status = .ok, type: String = "text/html; charset=utf-8", body: [UInt8] = []) {
    self.init(status: status, type: type, content: .bytes(body))
  }

  init(status: Status, type: String, content: Content) {
    self.status = status
    self.type = type
    self.content = content
  }

  /// Content held in memory; empty when the response is a file.
  public var body: [UInt8] {
    get { if case .bytes(let bytes) = content { bytes } else { [] } }
    set { content = .bytes(newValue) }
  }

  /// Sends the browser on; 303 makes it a GET whatever it was (RFC 9110 §15.4.4). The location must be an
  /// ASCII URI reference, already encoded.
  public static func redirect(_ location: String, status: Status = .seeOther) -> Response {
    var response = Response(status: status, type: "")
    response.set("Location", location)
    return response
  }

  /// A file streamed from disk in constant memory. It is opened before the handler's lane lets go of the
  /// request; one that is missing then is a 500.
  /// - Parameter disposition: the value of Content-Disposition (RFC 6266), if any.
  public static func file(path: String, type: String, disposition: String? = nil) -> Response {
    var response = Response(status: .ok, type: type, content: .path(path))
    if let disposition { response.set("Content-Disposition", disposition) }
    return response
  }

  /// A file made for this response alone, streamed from disk in constant memory: its name is gone at once, its content
  /// once it was sent.
  public static func madeFile(path: String, type: String, disposition: String? = nil) throws -> Response {
    defer { unlink(path) }
    return try file(path: path, type: type, disposition: disposition).opened()
  }

  /// Replaces a header field.
  public mutating func set(_ name: String, _ value: String) { headers.set(name, value) }

  /// Adds a Set-Cookie field; each cookie has its own.
  public mutating func setCookie(_ cookie: Cookie) { headers.add("Set-Cookie", cookie.line) }

  /// What a costly handler returns that must go on elsewhere (sign-in: the hash in the pool, then the session
  /// row on the writer). The step runs on the other lane with that lane's context, inside its batch; its
  /// response is the answer. A write handler's step is handed on only after its batch is committed.
  public static func handOn(
    to lane: Lane, _ step: @escaping @Sendable (AnyObject) throws -> Response
  ) -> Response {
    var response = Response()
    response.extras = Extras(Step(lane: lane, run: step), [])
    return response
  }

  /// Queues a job to the writer, for which nobody waits (who opened a dossier). It is accepted before the
  /// response leaves: when the writer's queue is full, the response is a 503 instead.
  public mutating func afterwards(_ job: @escaping @Sendable (AnyObject) throws -> Void) {
    extras = Extras(extras?.step, jobs + [job])
  }

  var step: Step? { extras?.step }

  var jobs: [@Sendable (AnyObject) throws -> Void] { extras?.jobs ?? [] }

  /// Whether the response is the answer, and nothing is to follow it.
  var isPlain: Bool { extras == nil }

  /// The response alone, without steps and jobs.
  func plain() -> Response {
    var response = self
    response.extras = nil
    return response
  }

  /// The response with its file open, so that nothing of it can fail once its lane has let go.
  consuming func opened() throws -> Response {
    guard case .path(let path) = content else { return self }
    var response = self
    let file = try OpenFile(path: path)
    response.content = .file(file, 0..<file.size)
    return response
  }
}
