extension Request {
  /// A request made in memory, for tests and for calls within the process. It goes through the same parser and
  /// the same body readers as one from the wire; what these refuse is thrown by `Router.respond(to:context:)`.
  /// A Host field is added when there is none. Files of a multipart body are spooled below `temporaryFolder`.
  public init(
    method: Method, target: String, headers: [(String, String)] = [], body: [UInt8] = [],
    peer: String = "127.0.0.1", temporaryFolder: String = "/tmp"
  ) {
    let storage = RequestStorage()
    storage.id = RequestID(UInt64.random(in: .min ... .max))
    storage.peer = peer
    do throws(HTTPFailure) {
      try storage.readHead(method, target, headers)
      try storage.readBody(body, temporaryFolder: temporaryFolder)
    } catch {
      storage.failure = error
    }
    self.init(storage: storage)
  }
}

extension RequestStorage {
  fileprivate func readHead(
    _ method: Method, _ target: String, _ headers: [(String, String)]
  ) throws(HTTPFailure) {
    var text = "\(method.name) \(target) HTTP/1.1\r\n"
    if !headers.contains(where: { $0.0.lowercased() == "host" }) { text += "Host: localhost\r\n" }
    for (name, value) in headers { text += "\(name): \(value)\r\n" }
    let bytes = Array((text + "\r\n").utf8)
    var parser = RequestParser(limits: Limits())
    try bytes.withUnsafeBufferPointer { input throws(HTTPFailure) in
      switch parser.parse(input) {
      case .complete: try fill(&parser.head, input, maximumFields: Limits().formFields)
      case .failed(let failure): throw failure
      case .more: throw .bad("line breaks in a request made in memory")
      }
    }
  }
}

extension RequestStorage {
  fileprivate func readBody(_ bytes: [UInt8], temporaryFolder: String) throws(HTTPFailure) {
    var limits = Limits()
    limits.multipartText = .max
    let type = try BodyType(self)
    let sink: any BodySink
    if case .multipart(let boundary) = type, !bytes.isEmpty {
      sink = MultipartBody(
        boundary: boundary, maximumFile: .max, limits: limits, temporaryFolder: temporaryFolder)
    } else {
      sink = MemoryBody(isForm: type == .urlencoded, limits: limits)
    }
    try bytes.withUnsafeBufferPointer { bytes throws(HTTPFailure) in try sink.take(bytes) }
    try sink.finish(into: self)
    for upload in files { try upload.file.sync() }
  }
}
