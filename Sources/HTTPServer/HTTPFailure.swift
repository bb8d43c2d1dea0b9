/// An error that knows its status. Any other error that leaves a handler is a 500, and its text reaches
/// only the `ServerEvent`, never the client.
public protocol StatusError: Error {
  /// What the client is told.
  var status: Status { get }
}

/// A refusal of the server itself, or one that a handler throws.
public struct HTTPFailure: StatusError, Sendable, Equatable, CustomStringConvertible {
  /// What the client is told.
  public let status: Status
  /// Why, for the log: never sent, and never made from input.
  public let reason: String
  /// The methods a 405 names in Allow (RFC 9110 §15.5.6).
  public let allow: [Method]

  /// A failure with a reason for the log.
  public init(_ status: Status, _ reason: String = "", allow: [Method] = []) {
    self.status = status
    self.reason = reason
    self.allow = allow
  }

  static func bad(_ reason: String) -> HTTPFailure { HTTPFailure(.badRequest, reason) }

  /// Status and reason.
  public var description: String { reason.isEmpty ? "\(status)" : "\(status): \(reason)" }
}

/// What a failure page is made from.
public struct Failure: Sendable {
  /// The status of the answer.
  public let status: Status
  /// The same short id that the events carry; worth showing, so that a caller can quote it.
  public let requestID: String
  /// The request, when its head could be read.
  public let request: Request?
  /// What was thrown. For the status and a choice of words; its text is not for the page.
  public let error: (any Error)?

  /// A failure as the server hands it to `failurePage`.
  public init(status: Status, requestID: String, request: Request? = nil, error: (any Error)? = nil) {
    self.status = status
    self.requestID = requestID
    self.request = request
    self.error = error
  }
}
