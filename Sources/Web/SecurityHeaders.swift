import HTTPServer

/// What every response tells the browser to refuse. No inline script or style exists, so none is allowed.
enum SecurityHeaders {
  static let policy =
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; "
    + "object-src 'self'; frame-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'self'"

  /// For files that people uploaded: nothing in them may run or load, whatever they turn out to be.
  static let filePolicy = "default-src 'none'; style-src 'unsafe-inline'; sandbox; frame-ancestors 'self'"

  private static let policyField = fields([("Content-Security-Policy", policy)])
  private static let always = fields([
    ("X-Content-Type-Options", "nosniff"), ("Referrer-Policy", "same-origin"),
    ("Cross-Origin-Opener-Policy", "same-origin"), ("Cross-Origin-Resource-Policy", "same-origin"),
    ("Permissions-Policy", "geolocation=(), microphone=(), payment=()"),
  ])
  private static let whenSecure = fields([("Strict-Transport-Security", "max-age=31536000")])

  private static func fields(_ all: [(String, String)]) -> Headers {
    var headers = Headers()
    for (name, value) in all { headers.set(name, value) }
    return headers
  }

  /// Once for each response, by whoever hands it to the server; a policy that is there already stays.
  static func set(on response: inout Response, secure: Bool) {
    if response.headers["Content-Security-Policy"] == nil { response.headers.add(policyField) }
    response.headers.add(always)
    if secure { response.headers.add(whenSecure) }
  }
}
