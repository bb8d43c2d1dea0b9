/// What becomes of the content of a body.
protocol BodySink: AnyObject {
  func take(_ bytes: UnsafeBufferPointer<UInt8>) throws(HTTPFailure)
  /// The body is whole: puts what it made into the request.
  func finish(into storage: RequestStorage) throws(HTTPFailure)
}

/// The media type of a body, as far as the server cares.
enum BodyType: Equatable {
  case urlencoded
  case multipart(boundary: [UInt8])
  case other

  /// A type given twice is refused, since the next server may go by the other one. A body in a content coding, or
  /// in characters other than those of forms, is of another type than the server reads (RFC 9110 §8.4).
  init(_ storage: RequestStorage) throws(HTTPFailure) {
    guard storage.count(of: "content-type") < 2 else { throw .bad("two Content-Type fields") }
    let isCoded = storage.field("content-encoding") { $0.spellsIgnoringCase("identity") ? nil : true }
    if isCoded == true {
      self = .other
      return
    }
    let read = storage.field("content-type") { field -> Result<BodyType, HTTPFailure>? in
      do throws(HTTPFailure) { return .success(try BodyType(field)) } catch { return .failure(error) }
    }
    self = try read?.get() ?? .other
  }

  private init(_ field: UnsafeBufferPointer<UInt8>) throws(HTTPFailure) {
    var parameters = Parameters(field)
    if parameters.value.spellsIgnoringCase("application/x-www-form-urlencoded") {
      self = try BodyType.isUTF8(&parameters) ? .urlencoded : .other
    } else if parameters.value.spellsIgnoringCase("multipart/form-data") {
      self = .multipart(boundary: try BodyType.boundary(&parameters))
    } else {
      self = .other
    }
  }

  /// Whether no charset is given, or one that is UTF-8 or part of it.
  private static func isUTF8(_ parameters: inout Parameters) throws(HTTPFailure) -> Bool {
    while let (key, value) = try parameters.next() {
      guard key.spellsIgnoringCase("charset") else { continue }
      let isKnown = value.withUnsafeBufferPointer { value in
        value.spellsIgnoringCase("utf-8") || value.spellsIgnoringCase("utf8")
          || value.spellsIgnoringCase("us-ascii")
      }
      if !isKnown { return false }
    }
    return true
  }

  /// One to seventy characters of `bchars`, not ending in a space (RFC 2046 §5.1.1), and given once.
  private static func boundary(_ parameters: inout Parameters) throws(HTTPFailure) -> [UInt8] {
    var boundary: [UInt8]?
    while let (key, value) = try parameters.next() {
      guard key.spellsIgnoringCase("boundary") else { continue }
      guard boundary == nil else { throw .bad("two boundaries") }
      guard (1...70).contains(value.count), value.allSatisfy(isBoundaryByte), value.last != .space else {
        throw .bad("malformed boundary")
      }
      boundary = value
    }
    guard let boundary else { throw .bad("multipart without a boundary") }
    return boundary
  }

  private static func isBoundaryByte(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "'")...UInt8(ascii: ")"), UInt8(ascii: "+")...UInt8(ascii: ":"), .space,
      UInt8(ascii: "="), UInt8(ascii: "?"), UInt8(ascii: "_"):
      true
    default: byte.lowercased &- 97 < 26
    }
  }
}

/// A body held in memory.
final class MemoryBody: BodySink {
  private var bytes: [UInt8] = []
  private let isForm: Bool
  private let limits: Limits

  init(isForm: Bool, limits: Limits) {
    self.isForm = isForm
    self.limits = limits
  }

  func take(_ bytes: UnsafeBufferPointer<UInt8>) { self.bytes.append(contentsOf: bytes) }

  func finish(into storage: RequestStorage) throws(HTTPFailure) {
    if isForm {
      storage.form = try bytes.withUnsafeBufferPointer { bytes throws(HTTPFailure) in
        try Form(urlencoded: bytes, maximumFields: limits.formFields)
      }
    }
    storage.bodySize = bytes.count
    storage.body = bytes
  }
}

/// A multipart body: text fields in memory, files on disk as they come, hashed on the way.
final class MultipartBody: BodySink, MultipartSink {
  private enum Part {
    case none
    case text(name: String)
    case file(FilePart)
  }

  private struct FilePart {
    let field: String
    let filename: String
    let file: SpoolFile
    let hash = SHA256()
    var size = 0
    var head: [UInt8] = []
  }

  private var reader: MultipartReader
  private var part = Part.none
  private var text: [UInt8] = []
  private var textTotal = 0
  private var total = 0
  private var fields: [(name: String, value: String)] = []
  private var files: [Upload] = []
  private let longestFile: Int
  private let longestText: Int
  private let folder: String

  init(boundary: [UInt8], maximumFile: Int, limits: Limits, temporaryFolder: String) {
    reader = MultipartReader(boundary: boundary, limits: limits)
    longestFile = maximumFile
    longestText = limits.multipartText
    folder = temporaryFolder
  }

  func take(_ bytes: UnsafeBufferPointer<UInt8>) throws(HTTPFailure) {
    total += bytes.count
    try reader.read(bytes, into: self)
  }

  func finish(into storage: RequestStorage) throws(HTTPFailure) {
    try reader.finish()
    storage.form = Form(fields)
    storage.files = files
    storage.bodySize = total
  }

  // MARK: Parts

  func begin(part head: PartHead) throws(HTTPFailure) {
    if let filename = head.filename {
      part = .file(FilePart(field: head.name, filename: filename, file: try SpoolFile(in: folder)))
    } else {
      part = .text(name: head.name)
      text.removeAll(keepingCapacity: true)
    }
  }

  func take(content bytes: UnsafeBufferPointer<UInt8>) throws(HTTPFailure) {
    switch part {
    case .none: break
    case .text:
      textTotal += bytes.count
      guard textTotal <= longestText else { throw HTTPFailure(.contentTooLarge, "too much text") }
      text.append(contentsOf: bytes)
    case .file(var file):
      part = .none
      file.size += bytes.count
      guard file.size <= longestFile else { throw HTTPFailure(.contentTooLarge, "file too large") }
      if file.head.count < 512 { file.head.append(contentsOf: bytes.prefix(512 - file.head.count)) }
      file.hash.update(bytes)
      try file.file.write(bytes)
      part = .file(file)
    }
  }

  func endPart() throws(HTTPFailure) {
    switch part {
    case .none: break
    case .text(let name):
      guard let value = String(validating: text, as: UTF8.self) else {
        throw .bad("a form field is not UTF-8")
      }
      fields.append((name, value))
    case .file(let file): end(file)
    }
    part = .none
  }

  /// A file field left empty is sent without name and content (HTML, form submission §4.10.21.4): no upload.
  private func end(_ file: FilePart) {
    if file.filename.isEmpty, file.size == 0 { return }
    files.append(
      Upload(
        field: file.field, filename: file.filename, size: file.size, sha256: file.hash.finish(),
        head: file.head, file: file.file))
  }
}
