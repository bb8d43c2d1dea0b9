/// A cookie to be set (RFC 6265 §4.1). It is HttpOnly and SameSite=Lax unless told otherwise.
public struct Cookie: Sendable {
  /// When a cookie is sent with requests from other sites (RFC 6265bis §4.1.2.7).
  public enum SameSite: String, Sendable {
    /// Never.
    case strict = "Strict"
    /// Only when a person follows a link.
    case lax = "Lax"
    /// Always; needs `secure`.
    case none = "None"
  }

  /// A token; the prefixes `__Host-` and `__Secure-` have their meaning.
  public var name: String
  /// Printable ASCII without space, quote, comma, semicolon, backslash.
  public var value: String
  /// The path below which the cookie is sent.
  public var path: String
  /// Seconds it is kept; nil until the browser closes; 0 removes it.
  public var maxAge: Int?
  /// Sent over TLS alone.
  public var secure: Bool
  /// Out of reach of scripts.
  public var httpOnly: Bool
  /// See `SameSite`.
  public var sameSite: SameSite

  /// A cookie; name and value must be of the characters RFC 6265 §4.1.1 allows.
  public init(
    _ name: String, _ value: String, path: String = "/", maxAge: Int? = nil, secure: Bool = false,
    httpOnly: Bool = true, sameSite: SameSite = .lax
  ) {
    precondition(!name.isEmpty && name.utf8.allSatisfy(\.isToken), "a cookie's name is a token")
    precondition(value.utf8.allSatisfy(Cookie.isValueByte), "cookie-octet, RFC 6265 §4.1.1")
    precondition(path.utf8.allSatisfy { $0.isFieldContent && $0 != UInt8(ascii: ";") }, "path-value")
    self.name = name
    self.value = value
    self.path = path
    self.maxAge = maxAge
    self.secure = secure
    self.httpOnly = httpOnly
    self.sameSite = sameSite
  }

  /// The value of Set-Cookie.
  var line: String {
    var line = "\(name)=\(value); Path=\(path)"
    if let maxAge { line += "; Max-Age=\(maxAge)" }
    if secure { line += "; Secure" }
    if httpOnly { line += "; HttpOnly" }
    return line + "; SameSite=\(sameSite.rawValue)"
  }

  private static func isValueByte(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "\""), UInt8(ascii: ","), UInt8(ascii: ";"), UInt8(ascii: "\\"): false
    default: byte > 0x20 && byte < 0x7F
    }
  }

  /// The value of the first cookie of that name in a Cookie field. Pairs that are not `name=value` are
  /// passed over, as RFC 6265 §5.4 lets a server do; a value keeps its quotes.
  static func value(of name: String, in field: UnsafeBufferPointer<UInt8>) -> String? {
    var start = 0
    while start < field.count {
      let end = field[start...].firstIndex(of: UInt8(ascii: ";")) ?? field.count
      let pair = field.part(start, end).trimmed()
      if let equals = pair.firstIndex(of: UInt8(ascii: "=")),
        pair.part(0, equals).elementsEqual(name.utf8)
      {
        return pair.part(equals + 1, pair.count).text
      }
      start = end + 1
    }
    return nil
  }
}
