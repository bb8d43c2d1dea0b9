import Glibc

extension Response {
  /// What the conditions and ranges of a request make of a file that has an ETag and perhaps a Last-Modified: itself,
  /// 304, a part of it (206) or 416, in the order of RFC 9110 §13.2.2. For the answers to GET and HEAD.
  ///
  /// - Throws: 412 when the client wants another state of it; what opening the file throws.
  public consuming func answering(_ request: Request) throws -> Response {
    var response = try opened()
    guard let validators = Validators(response), case .file(let file, _) = response.content else {
      return response
    }
    guard validators.isExpected(by: request) else {
      throw HTTPFailure(.preconditionFailed, "the file is in another state")
    }
    if validators.isKnown(to: request) {
      response.status = .notModified
      response.type = ""
      response.body = []
      return response
    }
    response.set("Accept-Ranges", "bytes")
    guard let ranges = validators.ranges(of: request, size: file.size) else { return response }
    switch ranges {
    case .all: break
    case .none:
      response.status = .rangeNotSatisfiable
      response.type = ""
      response.body = []
      response.set("Content-Range", "bytes */\(file.size)")
    case .parts(let parts):
      response.status = .partialContent
      response.cut(to: parts, of: file)
    }
    return response
  }

  private mutating func cut(to parts: [Range<Int>], of file: OpenFile) {
    if parts.count == 1 {
      content = .file(file, parts[0])
      set("Content-Range", FilePart.place(parts[0], of: file))
    } else {
      let boundary = String(UInt64.random(in: .min ... .max), radix: 36)
      content = .parts(FilePart.all(parts, of: file, type: type, boundary: boundary))
      type = "multipart/byteranges; boundary=\(boundary)"
    }
  }
}

/// By what a client recognises the state of a file (RFC 9110 §8.8).
private struct Validators {
  /// A strong entity tag in its quotes, without a comma.
  let tag: String
  /// Seconds since 1970.
  let modified: Int?

  /// Nil for a response without a strong tag.
  init?(_ response: Response) {
    guard let tag = response.headers["ETag"], tag.hasPrefix("\"") else { return nil }
    self.tag = tag
    modified = response.headers["Last-Modified"].flatMap(HTTPDate.seconds)
  }

  /// If-Match, and only without it If-Unmodified-Since.
  func isExpected(by request: Request) -> Bool {
    if request.header("If-Match") != nil { return isNamed("If-Match", of: request, weakly: false) }
    guard let modified, let since = request.header("If-Unmodified-Since").flatMap(HTTPDate.seconds) else {
      return true
    }
    return modified <= since
  }

  /// If-None-Match, and only without it If-Modified-Since.
  func isKnown(to request: Request) -> Bool {
    if request.header("If-None-Match") != nil { return isNamed("If-None-Match", of: request, weakly: true) }
    guard let modified, let since = request.header("If-Modified-Since").flatMap(HTTPDate.seconds) else {
      return false
    }
    return modified <= since
  }

  /// What Range asks for; nil without one, with two, for another method than GET (§14.2), or where If-Range names another
  /// state.
  func ranges(of request: Request, size: Int) -> ByteRanges? {
    guard request.method == .get, let wanted = request.header("Range"), request.fieldCount("Range") == 1,
      request.header("If-Range").map(isSame) ?? true
    else { return nil }
    return ByteRanges(wanted, size: size)
  }

  /// Compares If-Range, strongly: by date only where the second of the last change is over (§8.8.2.2, §13.1.5).
  private func isSame(_ field: String) -> Bool {
    if field.hasSuffix("\"") { return field == tag }
    guard let modified, let date = HTTPDate.seconds(field) else { return false }
    return date == modified && time(nil) > modified + 1
  }

  /// Compares with each tag in the fields of that name (§8.8.3.2).
  private func isNamed(_ name: String, of request: Request, weakly: Bool) -> Bool {
    request.storage.field(name) { isNamed(in: $0.text, weakly: weakly) ? true : nil } ?? false
  }

  private func isNamed(in list: String, weakly: Bool) -> Bool {
    list.listItems.contains { item in
      let opaque = weakly && item.hasPrefix("W/") ? item.dropFirst(2) : item
      return opaque == "*" || opaque == tag
    }
  }
}

extension Request {
  fileprivate func fieldCount(_ name: String) -> Int {
    var count = 0
    _ = storage.field(name) { _ -> Bool? in
      count += 1
      return nil
    }
    return count
  }
}
