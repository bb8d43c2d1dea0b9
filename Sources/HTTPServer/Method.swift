/// The request methods this server knows (RFC 9110 §9.3, RFC 5789). Any other is answered 501.
public enum Method: Sendable, Hashable, CaseIterable {
  /// Read a page.
  case get
  /// Read a page's head.
  case head
  /// Act.
  case post
  /// Replace.
  case put
  /// Remove.
  case delete
  /// Ask what is allowed.
  case options
  /// Change a part.
  case patch

  /// As it stands in a request line.
  public var name: String {
    switch self {
    case .get: "GET"
    case .head: "HEAD"
    case .post: "POST"
    case .put: "PUT"
    case .delete: "DELETE"
    case .options: "OPTIONS"
    case .patch: "PATCH"
    }
  }

  /// The method that these bytes name; methods are case-sensitive (RFC 9110 §9.1).
  init?(bytes: UnsafeBufferPointer<UInt8>) {
    if bytes.spells("GET") {
      self = .get
    } else if bytes.spells("POST") {
      self = .post
    } else if bytes.spells("HEAD") {
      self = .head
    } else if bytes.spells("PUT") {
      self = .put
    } else if bytes.spells("DELETE") {
      self = .delete
    } else if bytes.spells("OPTIONS") {
      self = .options
    } else if bytes.spells("PATCH") {
      self = .patch
    } else {
      return nil
    }
  }
}
