import HTTPServer

/// What every response tells the browser to refuse. No inline script or style exists, so none is allowed.
enum SecurityHeaders {
  static let policy =
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; "
    + "object-src 'self'; frame-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'self'"

  /// For files that people uploaded: nothing in them may run or load, whatever they turn out to be.
  static let filePolicy = "default-src 'none'; style-src 'unsafe-inline'; sandbox; frame-ancestors 'self'"

  static func set(on response: inout Response, secure: Bool) {
    if response.headers["Content-Security-Policy"] == nil {
      response.set("Content-Security-Policy", policy)
    }
    response.set("X-Content-Type-Options", "nosniff")
    response.set("Referrer-Policy", "same-origin")
    response.set("Cross-Origin-Opener-Policy", "same-origin")
    response.set("Cross-Origin-Resource-Policy", "same-origin")
    response.set("Permissions-Policy", "geolocation=(), microphone=(), payment=()")
    if secure { response.set("Strict-Transport-Security", "max-age=31536000") }
  }
}
