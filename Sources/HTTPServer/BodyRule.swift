extension BodyRule {
  /// The most content this rule takes, given the type of the body.
  private func maximum(_ type: BodyType, _ limits: Limits) -> Int {
    switch self {
    case .none: 0
    case .form(let most), .bytes(let most): most
    case .multipart(let total, _): type == .urlencoded ? limits.multipartText : total
    }
  }

  /// What a body of that head will be read by, before any of it is: 413 when it declares too much, 415 when it
  /// is of another type (RFC 9110 §15.5.14, §15.5.16).
  func reader(
    _ head: RequestHead, _ storage: RequestStorage, limits: Limits, temporaryFolder: String
  ) throws(HTTPFailure) -> (BodyReader, any BodySink) {
    let type = try BodyType(storage)
    let most = maximum(type, limits)
    if head.contentLength ?? 0 > most { throw HTTPFailure(.contentTooLarge, "body too large") }
    let sink: any BodySink =
      switch (self, type) {
      case (.multipart(_, let file), .multipart(let boundary)):
        MultipartBody(
          boundary: boundary, maximumFile: file, limits: limits, temporaryFolder: temporaryFolder)
      default: MemoryBody(isForm: self.isForm && type == .urlencoded, limits: limits)
      }
    try admit(type)
    return (BodyReader(head, maximum: most, limits: limits), sink)
  }

  private var isForm: Bool {
    switch self {
    case .form, .multipart: true
    case .none, .bytes: false
    }
  }

  private func admit(_ type: BodyType) throws(HTTPFailure) {
    let isWanted =
      switch (self, type) {
      case (.none, _), (.bytes, _), (.form, .urlencoded), (.multipart, .urlencoded),
        (.multipart, .multipart):
        true
      default: false
      }
    if !isWanted { throw HTTPFailure(.unsupportedMediaType, "a body of another type") }
  }

  /// Whether a body that lies in memory already is one the rule takes.
  func admit(_ storage: RequestStorage, limits: Limits = Limits()) throws(HTTPFailure) {
    guard storage.bodySize > 0 else { return }
    let type = try BodyType(storage)
    if storage.bodySize > maximum(type, limits) {
      throw HTTPFailure(.contentTooLarge, "body too large")
    }
    try admit(type)
    if case .multipart(_, let most) = self, storage.files.contains(where: { $0.size > most }) {
      throw HTTPFailure(.contentTooLarge, "file too large")
    }
  }
}
