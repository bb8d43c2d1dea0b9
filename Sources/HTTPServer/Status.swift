/// A status code (RFC 9110 §15).
public struct Status: Sendable, Hashable, CustomStringConvertible {
  /// Three digits, 100…599.
  public let code: Int

  /// Any code from 100 to 599.
  public init(_ code: Int) {
    precondition((100...599).contains(code), "a status code has three digits")
    self.code = code
  }

  /// 200
  public static let ok = Status(200)
  /// 201
  public static let created = Status(201)
  /// 202
  public static let accepted = Status(202)
  /// 204
  public static let noContent = Status(204)
  /// 206: a part of it, or several.
  public static let partialContent = Status(206)
  /// 301
  public static let movedPermanently = Status(301)
  /// 302
  public static let found = Status(302)
  /// 303: where a form leads when it was accepted.
  public static let seeOther = Status(303)
  /// 304
  public static let notModified = Status(304)
  /// 307
  public static let temporaryRedirect = Status(307)
  /// 308
  public static let permanentRedirect = Status(308)
  /// 400
  public static let badRequest = Status(400)
  /// 401
  public static let unauthorized = Status(401)
  /// 403
  public static let forbidden = Status(403)
  /// 404
  public static let notFound = Status(404)
  /// 405, always with Allow.
  public static let methodNotAllowed = Status(405)
  /// 408
  public static let requestTimeout = Status(408)
  /// 409
  public static let conflict = Status(409)
  /// 410
  public static let gone = Status(410)
  /// 412
  public static let preconditionFailed = Status(412)
  /// 413
  public static let contentTooLarge = Status(413)
  /// 414
  public static let uriTooLong = Status(414)
  /// 415
  public static let unsupportedMediaType = Status(415)
  /// 416, always with Content-Range.
  public static let rangeNotSatisfiable = Status(416)
  /// 417
  public static let expectationFailed = Status(417)
  /// 422
  public static let unprocessableContent = Status(422)
  /// 429
  public static let tooManyRequests = Status(429)
  /// 431 (RFC 6585)
  public static let headerFieldsTooLarge = Status(431)
  /// 500
  public static let internalServerError = Status(500)
  /// 501
  public static let notImplemented = Status(501)
  /// 503, always with Retry-After.
  public static let serviceUnavailable = Status(503)
  /// 505
  public static let versionNotSupported = Status(505)
  /// 507 (RFC 4918): the disk is full.
  public static let insufficientStorage = Status(507)

  /// The reason phrase of the status line (RFC 9112 §4); empty for codes not listed here.
  public var reason: String {
    switch code {
    case 100: "Continue"
    case 200: "OK"
    case 201: "Created"
    case 202: "Accepted"
    case 204: "No Content"
    case 206: "Partial Content"
    case 301: "Moved Permanently"
    case 302: "Found"
    case 303: "See Other"
    case 304: "Not Modified"
    case 307: "Temporary Redirect"
    case 308: "Permanent Redirect"
    case 400: "Bad Request"
    case 401: "Unauthorized"
    case 403: "Forbidden"
    case 404: "Not Found"
    case 405: "Method Not Allowed"
    case 408: "Request Timeout"
    case 409: "Conflict"
    case 410: "Gone"
    case 412: "Precondition Failed"
    case 413: "Content Too Large"
    case 414: "URI Too Long"
    case 415: "Unsupported Media Type"
    case 416: "Range Not Satisfiable"
    case 417: "Expectation Failed"
    case 422: "Unprocessable Content"
    case 429: "Too Many Requests"
    case 431: "Request Header Fields Too Large"
    case 500: "Internal Server Error"
    case 501: "Not Implemented"
    case 503: "Service Unavailable"
    case 505: "HTTP Version Not Supported"
    case 507: "Insufficient Storage"
    default: ""
    }
  }

  /// Responses of these kinds have no content whatever the handler returned (RFC 9110 §6.4.1).
  var forbidsContent: Bool { code < 200 || code == 204 || code == 304 }

  /// "404 Not Found"
  public var description: String { reason.isEmpty ? "\(code)" : "\(code) \(reason)" }
}
