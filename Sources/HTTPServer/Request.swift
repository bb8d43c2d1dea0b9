/// One request, whole and immutable. Strings are made only when asked for.
public struct Request: Sendable {
  let storage: RequestStorage

  /// A short id, unique in this process; the same on error pages and in events.
  public var id: String { storage.id.text }

  /// The method.
  public var method: Method { storage.method }

  /// The path, percent-decoded; valid UTF-8 without NUL, dot segments or coded slashes.
  public var path: String { storage.path.elements.text }

  /// The target as it was sent (RFC 9112 §3.2).
  public var target: String { storage.text(storage.target) }

  /// The address of the client, without port.
  public var peer: String { storage.peer }

  /// The part of the path that `:name` or `*name` matched.
  public func parameter(_ name: String) -> String? {
    guard let index = storage.endpoint?.parameterNames.firstIndex(of: name) else { return nil }
    let range = storage.parameters[index]
    return storage.path.elements.part(range.lowerBound, range.upperBound).text
  }

  /// The fields of the query string.
  public var query: Form { storage.query }

  /// The first value of a header field; names compare without case.
  public func header(_ name: String) -> String? { storage.header(name) }

  /// The first cookie of that name.
  public func cookie(_ name: String) -> String? { storage.cookie(name) }

  /// The fields of an urlencoded body, or the text fields of a multipart one.
  public var form: Form { storage.form }

  /// The files of a multipart body.
  public var files: [Upload] { storage.files }

  /// The body as it was sent; empty for multipart bodies, which are never held whole.
  public var body: [UInt8] { storage.body }
}
