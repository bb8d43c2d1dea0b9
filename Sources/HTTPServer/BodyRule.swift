extension BodyRule {
  /// Whether a body that lies in memory already is one the rule takes.
  func admit(_ storage: RequestStorage) throws(HTTPFailure) {
    let maximum: Int
    switch self {
    case .none: maximum = 0
    case .form(let most), .bytes(let most): maximum = most
    case .multipart(let total, _): maximum = total
    }
    if storage.body.count > maximum { throw HTTPFailure(.contentTooLarge, "body too large") }
  }
}
extension RequestStorage {
  func readBody(_ bytes: [UInt8], temporaryFolder: String) throws(HTTPFailure) {
    body = bytes
    if field("content-type", { $0.text.hasPrefix("application/x-www-form-urlencoded") ? true : nil }) == true {
      form = try bytes.withUnsafeBufferPointer { b throws(HTTPFailure) in try Form(urlencoded: b, maximumFields: 2000) }
    }
  }
}
final class SpoolFile: Sendable { let path: String; init(path: String) { self.path = path } }
