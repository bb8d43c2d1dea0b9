import Glibc
import Synchronization

/// Serves the files of a folder. There is no way out of it: the router has refused dot segments and coded
/// slashes already, and here each segment is opened by itself below the last one, following no symbolic link.
/// Names that begin with a dot do not exist.
public final class StaticFiles: Sendable {
  private let folder: Int32
  private let cacheControl: String
  private let smallFile: Int
  /// Small text files as gzip, by path, with the tag of what was packed; a folder of a portal holds few.
  private let packed = Mutex<[String: (tag: String, bytes: [UInt8])]>([:])

  /// - Parameters:
  ///   - folder: the folder, which may itself be a link.
  ///   - cacheControl: the value of Cache-Control (RFC 9111 §5.2) for every file.
  ///   - limits: for `Limits.smallFile`.
  public init(
    folder: String, cacheControl: String = "public, max-age=3600", limits: Limits = Limits()
  ) throws {
    self.folder = Glibc.open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
    guard self.folder >= 0 else { throw SystemFailure(call: "open \(folder)", code: errno) }
    self.cacheControl = cacheControl
    smallFile = limits.smallFile
  }

  deinit { close(folder) }

  /// A read route that serves the folder below a path, such as `/public`.
  public func route(below path: String) -> Route {
    Route(.get, "\(path)/*file", lane: .read) { [self] request, _ in
      try respond(to: request, path: request.parameter("file") ?? "")
    }
  }

  /// The file of that path below the folder, or 304 when the client has it already; throws 404, or 412 when the
  /// client wants another state of it.
  public func respond(to request: Request, path: String) throws -> Response {
    let file = try find(path)
    let tag = "\"\(String(file.size, radix: 36))-\(String(file.modified, radix: 36))\""
    let seconds = Int(file.modified / 1_000_000_000)
    try checkState(request, tag: tag, modified: seconds)
    var response: Response
    if isFresh(request, tag: tag, modified: seconds) {
      response = Response(status: .notModified, type: "")
    } else if file.size <= smallFile, let bytes = file.contents() {
      response = small(bytes, of: path, tag: tag, for: request)
    } else {
      response = Response(status: .ok, type: StaticFiles.type(of: path), content: .file(file))
    }
    if StaticFiles.isText(path) { response.set("Vary", "Accept-Encoding") }
    response.set("ETag", response.headers["Content-Encoding"] == nil ? tag : "W/" + tag)
    response.set("Last-Modified", HTTPDate.text(seconds))
    response.set("Cache-Control", cacheControl)
    return response
  }

  private func small(_ bytes: [UInt8], of path: String, tag: String, for request: Request) -> Response {
    let type = StaticFiles.type(of: path)
    guard StaticFiles.isText(path), Compression.isAccepted(request.header("Accept-Encoding")),
      let packed = packed(bytes, of: path, tag: tag)
    else { return Response(type: type, body: bytes) }
    var response = Response(type: type, body: packed)
    response.set("Content-Encoding", "gzip")
    return response
  }

  private func packed(_ bytes: [UInt8], of path: String, tag: String) -> [UInt8]? {
    if let held = packed.withLock({ $0[path] }), held.tag == tag { return held.bytes }
    guard let fresh = Compression.gzip(bytes) else { return nil }
    packed.withLock { $0[path] = (tag, fresh) }
    return fresh
  }

  private static func isText(_ path: String) -> Bool {
    let type = type(of: path)
    return type.hasPrefix("text/") || type == "image/svg+xml" || type.hasPrefix("application/json")
  }

  // MARK: Opening

  private func find(_ path: String) throws -> OpenFile {
    let segments = path.split(separator: "/", omittingEmptySubsequences: false)
    guard segments.allSatisfy({ !$0.isEmpty && !$0.hasPrefix(".") && !$0.utf8.contains(0) }),
      let name = segments.last
    else { throw StaticFiles.missing }
    var current = folder
    defer { if current != folder { close(current) } }
    for segment in segments.dropLast() {
      let next = openat(current, String(segment), O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC)
      guard next >= 0 else { throw StaticFiles.missing }
      if current != folder { close(current) }
      current = next
    }
    // O_NONBLOCK, so that a named pipe does not hold the loop.
    let file = openat(current, String(name), O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC)
    do {
      return try OpenFile(taking: file, name: "a static file")
    } catch {
      throw StaticFiles.missing
    }
  }

  private static var missing: HTTPFailure { HTTPFailure(.notFound, "no such file") }

  // MARK: Conditions

  /// If-Match, and only without it If-Unmodified-Since; both before the others (RFC 9110 §13.2.2).
  private func checkState(_ request: Request, tag: String, modified: Int) throws {
    let isMet: Bool
    if request.header("If-Match") != nil {
      isMet = StaticFiles.matches(request, "If-Match", tag, weakly: false)
    } else if let since = request.header("If-Unmodified-Since").flatMap(HTTPDate.seconds) {
      isMet = modified <= since
    } else {
      return
    }
    if !isMet { throw HTTPFailure(.preconditionFailed, "the file is in another state") }
  }

  /// If-None-Match, and only without it If-Modified-Since (RFC 9110 §13.2.2).
  private func isFresh(_ request: Request, tag: String, modified: Int) -> Bool {
    if request.header("If-None-Match") != nil {
      return StaticFiles.matches(request, "If-None-Match", tag, weakly: true)
    }
    guard let since = request.header("If-Modified-Since").flatMap(HTTPDate.seconds) else { return false }
    return modified <= since
  }

  /// Compares with each tag in the fields of that name.
  private static func matches(_ request: Request, _ name: String, _ tag: String, weakly: Bool) -> Bool {
    request.storage.field(name) { matches($0.text, tag, weakly: weakly) ? true : nil } ?? false
  }

  /// Compares with each tag of the list (RFC 9110 §8.8.3.2); no tag of ours holds a comma.
  private static func matches(_ list: String, _ tag: String, weakly: Bool) -> Bool {
    list.split(separator: ",").contains { item in
      var item = item.drop { $0 == " " || $0 == "\t" }
      while item.last == " " || item.last == "\t" { item.removeLast() }
      if weakly, item.hasPrefix("W/") { item = item.dropFirst(2) }
      return item == "*" || item == tag
    }
  }

  /// By extension; what is not listed here is downloaded, not shown.
  static func type(of path: String) -> String {
    guard let dot = path.lastIndex(of: ".") else { return "application/octet-stream" }
    return switch path[path.index(after: dot)...].lowercased() {
    case "html": "text/html; charset=utf-8"
    case "css": "text/css; charset=utf-8"
    case "js", "mjs": "text/javascript; charset=utf-8"
    case "json", "webmanifest": "application/json"
    case "txt": "text/plain; charset=utf-8"
    case "csv": "text/csv; charset=utf-8"
    case "xml": "application/xml"
    case "svg": "image/svg+xml"
    case "png": "image/png"
    case "jpg", "jpeg": "image/jpeg"
    case "gif": "image/gif"
    case "webp": "image/webp"
    case "ico": "image/x-icon"
    case "woff2": "font/woff2"
    case "woff": "font/woff"
    case "ttf": "font/ttf"
    case "pdf": "application/pdf"
    default: "application/octet-stream"
    }
  }
}
