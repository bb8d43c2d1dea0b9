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

  /// The file of that path below the folder, or what the request's conditions and ranges make of it; throws 404 and 412.
  public func respond(to request: Request, path: String) throws -> Response {
    let file = try find(path)
    let tag = "\"\(String(file.size, radix: 36))-\(String(file.modified, radix: 36))\""
    let type = StaticFiles.type(of: path)
    var response = Response(status: .ok, type: type, content: .file(file, 0..<file.size))
    if StaticFiles.isText(path) { response.set("Vary", "Accept-Encoding") }
    response.set("ETag", tag)
    response.set("Last-Modified", HTTPDate.text(Int(file.modified / 1_000_000_000)))
    response.set("Cache-Control", cacheControl)
    response = try response.answering(request)
    if response.status == .ok, file.size <= smallFile, let bytes = file.contents() {
      response.body = bytes
      pack(&response, path, tag: tag, for: request)
    }
    return response
  }

  /// Sends small text as gzip to who takes it; its tag is weak then, for parts are cut from the file itself.
  private func pack(_ response: inout Response, _ path: String, tag: String, for request: Request) {
    guard StaticFiles.isText(path), Compression.isAccepted(request.header("Accept-Encoding")),
      let packed = packed(response.body, of: path, tag: tag)
    else { return }
    response.body = packed
    response.set("Content-Encoding", "gzip")
    response.set("ETag", "W/" + tag)
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
