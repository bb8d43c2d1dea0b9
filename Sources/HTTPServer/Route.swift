/// A handler: the request, and the context of the lane it runs on. It never waits for another thread.
public typealias Handler = @Sendable (Request, AnyObject) throws -> Response

/// What body a route takes.
public enum BodyRule: Sendable, Equatable {
  /// None; a body that is not empty is 413.
  case none
  /// `application/x-www-form-urlencoded` of at most so many bytes, held in memory.
  case form(maximum: Int)
  /// Any type, of at most so many bytes, held in memory and left to the handler.
  case bytes(maximum: Int)
  /// `multipart/form-data`, whose files go to disk as they arrive. An urlencoded form is taken as well, of at
  /// most `Limits.multipartText` bytes.
  case multipart(maximumTotal: Int, maximumFile: Int)
}

/// A route in its router, with what the router knows of it; shared by every request that meets it.
final class Endpoint: Sendable {
  let route: Route
  /// In the order of the pattern.
  let parameterNames: [String]

  init(_ route: Route, _ parameterNames: [String]) {
    self.route = route
    self.parameterNames = parameterNames
  }
}

/// Asked on the event loop when the head of a request with a body is there and nothing of the body has been read:
/// what it throws is answered and the connection closed, so that nobody stores bytes here without leave. It is given
/// the loop's context, outside any batch.
public typealias Admission = @Sendable (Request, AnyObject) throws(HTTPFailure) -> Void

/// A method, a pattern, a lane and a handler.
public struct Route: Sendable {
  /// HEAD is answered by GET's route, unless it has one of its own.
  public let method: Method
  /// As it was written, for events and tests.
  public let pattern: String
  /// Where the handler runs.
  public let lane: Lane
  /// What body is taken.
  public let body: BodyRule
  let admission: Admission?
  let handler: Handler

  /// - Parameter pattern: `/dossiers/:id/return`. A `:name` matches one segment that is not empty; the last
  ///   segment may be `*name`, which matches all that follows, at least one byte.
  public init(
    _ method: Method, _ pattern: String, lane: Lane, body: BodyRule = .none, admission: Admission? = nil,
    handler: @escaping Handler
  ) {
    self.method = method
    self.pattern = pattern
    self.lane = lane
    self.body = body
    self.admission = admission
    self.handler = handler
  }
}
