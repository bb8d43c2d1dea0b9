import HTTPServer
import Storage

/// The secret a browser holds: the session's token once signed in, before that one of the visit. Forgery tokens
/// are sealed with it, so a form of one browser is worth nothing in another.
struct BrowserToken: Sendable {
  let text: String
  /// It was made for this very response and must be set as a cookie with it.
  let isNew: Bool

  static let session = "phien"
  static let visit = "ghe"
  static let device = "thiet-bi"

  /// Only what `Secrets.token` makes: 64 hexadecimal digits.
  static func read(_ cookie: String?) -> String? {
    guard let cookie, cookie.utf8.count == 64, cookie.utf8.allSatisfy(\.isHexDigit) else { return nil }
    return cookie
  }
}

extension UInt8 {
  fileprivate var isHexDigit: Bool { (48...57).contains(self) || (97...102).contains(self) }
}

extension Site {
  func cookie(_ name: String, _ value: String, maxAge: Int? = nil) -> Cookie {
    Cookie(name, value, maxAge: maxAge, secure: settings.isSecure, httpOnly: true, sameSite: .lax)
  }
}
