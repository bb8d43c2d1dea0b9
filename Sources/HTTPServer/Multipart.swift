import Glibc

/// The head of one part (RFC 7578 §4.2).
struct PartHead: Equatable {
  var name: String
  /// Nil for a text field.
  var filename: String?
}

/// What receives the parts of a multipart body.
protocol MultipartSink: AnyObject {
  func begin(part head: PartHead) throws(HTTPFailure)
  func take(content bytes: UnsafeBufferPointer<UInt8>) throws(HTTPFailure)
  func endPart() throws(HTTPFailure)
}

/// Takes a `multipart/form-data` body apart (RFC 7578, RFC 2046 §5.1). Pure: bytes in, parts out, resumable at
/// any byte, holding never more than the head of one part.
struct MultipartReader {
  private enum Place {
    case preamble
    case content
    /// Behind a delimiter: `--`, or padding and CRLF.
    case delimiterTail
    case delimiterFeed
    case closingDash
    /// Behind the last delimiter: nothing, or padding and CRLF.
    case closingTail
    case closingFeed
    case head
    case epilogue
  }

  /// CRLF, two dashes, the boundary. Its only CR is its first byte, so a failed match never hides another.
  private let delimiter: [UInt8]
  private let longestHead: Int
  private let mostParts: Int
  private var place = Place.preamble
  /// Bytes of the delimiter seen; the body's beginning counts as a line break.
  private var matched = 2
  /// Bytes of them that are no content: the line break that ended the head of the part.
  private var borrowed = 0
  private var padding = 0
  private var parts = 0
  private var head: [UInt8] = []

  init(boundary: [UInt8], limits: Limits) {
    delimiter = Array("\r\n--".utf8) + boundary
    longestHead = limits.partHead
    mostParts = limits.parts
  }

  /// Fails when the closing delimiter never came: the body was cut off.
  func finish() throws(HTTPFailure) {
    switch place {
    case .closingTail, .epilogue: break
    default: throw .bad("multipart body without its end")
    }
  }

  mutating func read(
    _ input: UnsafeBufferPointer<UInt8>, into sink: some MultipartSink
  ) throws(HTTPFailure) {
    var index = 0
    while index < input.count {
      switch place {
      case .preamble, .content: index = try search(input, from: index, sink)
      case .epilogue: return
      default:
        try take(input[index], sink)
        index += 1
      }
    }
  }

  // MARK: Delimiters

  /// Content up to the next delimiter, or to the end of the input.
  private mutating func search(
    _ input: UnsafeBufferPointer<UInt8>, from start: Int, _ sink: some MultipartSink
  ) throws(HTTPFailure) -> Int {
    if matched > 0 { return try continueMatch(input, from: start, sink) }
    let found = memchr(input.baseAddress! + start, 0x0D, input.count - start)
    let end = found.map { UnsafeRawPointer($0) - UnsafeRawPointer(input.baseAddress!) } ?? input.count
    if case .content = place, end > start { try sink.take(content: input.part(start, end)) }
    guard found != nil else { return end }
    matched = 1
    return end + 1
  }

  private mutating func continueMatch(
    _ input: UnsafeBufferPointer<UInt8>, from start: Int, _ sink: some MultipartSink
  ) throws(HTTPFailure) -> Int {
    var index = start
    while index < input.count, matched < delimiter.count, input[index] == delimiter[matched] {
      index += 1
      matched += 1
    }
    if matched == delimiter.count {
      // Some would take it for the end of a part without content, some for its content.
      guard borrowed == 0 else { throw .bad("a part that begins with a delimiter") }
      matched = 0
      if case .content = place { try sink.endPart() }
      padding = 0
      place = .delimiterTail
    } else if index < input.count {
      if case .content = place { try giveBack(sink) }
      matched = 0
      borrowed = 0
    }
    return index
  }

  /// What looked like a delimiter was content.
  private func giveBack(_ sink: some MultipartSink) throws(HTTPFailure) {
    guard matched > borrowed else { return }
    try delimiter.withUnsafeBufferPointer { bytes throws(HTTPFailure) in
      try sink.take(content: bytes.part(borrowed, matched))
    }
  }

  /// One byte of what is not content.
  private mutating func take(_ byte: UInt8, _ sink: some MultipartSink) throws(HTTPFailure) {
    switch place {
    case .delimiterTail where byte == UInt8(ascii: "-") && padding == 0: place = .closingDash
    case .delimiterTail: try takeTail(byte, then: .delimiterFeed)
    case .delimiterFeed:
      guard byte == .lineFeed else { throw .bad("malformed delimiter") }
      place = .head
      head.removeAll(keepingCapacity: true)
    case .closingDash:
      guard byte == UInt8(ascii: "-") else { throw .bad("malformed delimiter") }
      place = .closingTail
    case .closingTail: try takeTail(byte, then: .closingFeed)
    case .closingFeed:
      guard byte == .lineFeed else { throw .bad("malformed delimiter") }
      place = .epilogue
    case .head: try takeHead(byte, sink)
    case .preamble, .content, .epilogue: break
    }
  }

  /// Blanks behind a delimiter are padding (RFC 2046 §5.1.1).
  private mutating func takeTail(_ byte: UInt8, then next: Place) throws(HTTPFailure) {
    switch byte {
    case .carriageReturn: place = next
    case .space, .tab:
      padding += 1
      guard padding <= 64 else { throw .bad("malformed delimiter") }
    default: throw .bad("malformed delimiter")
    }
  }

  // MARK: Part heads

  private mutating func takeHead(_ byte: UInt8, _ sink: some MultipartSink) throws(HTTPFailure) {
    head.append(byte)
    guard head.count <= longestHead else {
      throw HTTPFailure(.headerFieldsTooLarge, "head of a part too long")
    }
    guard byte == .lineFeed, head.suffix(4).elementsEqual("\r\n\r\n".utf8) || head.elementsEqual("\r\n".utf8)
    else { return }
    parts += 1
    guard parts <= mostParts else { throw HTTPFailure(.contentTooLarge, "too many parts") }
    let part = try head.withUnsafeBufferPointer { bytes throws(HTTPFailure) in try PartHead(bytes) }
    try sink.begin(part: part)
    place = .content
    matched = 2
    borrowed = 2
  }
}

extension PartHead {
  /// Reads the field lines of a part, each ended by CRLF, closed by an empty one.
  init(_ bytes: UnsafeBufferPointer<UInt8>) throws(HTTPFailure) {
    var disposition: UnsafeBufferPointer<UInt8>?
    var start = 0
    while start < bytes.count {
      let feed = bytes[start...].firstIndex(of: .lineFeed) ?? bytes.count
      guard feed > start, feed < bytes.count, bytes[feed - 1] == .carriageReturn else {
        throw .bad("line without CR in a part")
      }
      let line = bytes.part(start, feed - 1)
      start = feed + 1
      if line.isEmpty { break }
      let colon = line.firstIndex { !$0.isToken } ?? line.count
      guard colon > 0, colon < line.count, line[colon] == UInt8(ascii: ":") else {
        throw .bad("malformed field in a part")
      }
      let value = line.part(colon + 1, line.count).trimmed()
      guard value.isFieldContent else { throw .bad("control character in a part's field") }
      let name = line.part(0, colon)
      try PartHead.check(name, value)
      guard name.spellsIgnoringCase("content-disposition") else { continue }
      guard disposition == nil else { throw .bad("two Content-Disposition fields") }
      disposition = value
    }
    guard let disposition else { throw .bad("a part without Content-Disposition") }
    try self.init(disposition: disposition)
  }

  /// What we would have to decode is refused rather than stored as it is: a transfer encoding (RFC 7578 §4.7) and
  /// parts within a part (§4.3). Both are deprecated, and browsers send neither.
  private static func check(
    _ name: UnsafeBufferPointer<UInt8>, _ value: UnsafeBufferPointer<UInt8>
  ) throws(HTTPFailure) {
    if name.spellsIgnoringCase("content-transfer-encoding") {
      let isPlain =
        value.spellsIgnoringCase("binary") || value.spellsIgnoringCase("8bit")
        || value.spellsIgnoringCase("7bit")
      if !isPlain { throw HTTPFailure(.unsupportedMediaType, "a part with a transfer encoding") }
    } else if name.spellsIgnoringCase("content-type"), value.count >= 10,
      value.part(0, 10).spellsIgnoringCase("multipart/")
    {
      throw HTTPFailure(.unsupportedMediaType, "a part of parts")
    }
  }

  /// `form-data; name="…"; filename="…"`. `filename*` is passed over: RFC 7578 §4.2 forbids it here.
  private init(disposition: UnsafeBufferPointer<UInt8>) throws(HTTPFailure) {
    var parameters = Parameters(disposition)
    guard parameters.value.spellsIgnoringCase("form-data") else { throw .bad("a part that is no form-data") }
    var name: String?
    var filename: String?
    while let (key, value) = try parameters.next() {
      if key.spellsIgnoringCase("name") {
        guard name == nil else { throw .bad("a part with two names") }
        guard let text = String(validating: PartHead.unescape(value), as: UTF8.self) else {
          throw .bad("the name of a part is not UTF-8")
        }
        name = text
      } else if key.spellsIgnoringCase("filename") {
        guard filename == nil else { throw .bad("a part with two file names") }
        filename = PartHead.lastComponent(String(decoding: PartHead.unescape(value), as: UTF8.self))
      }
    }
    guard let name else { throw .bad("a part without name") }
    self.init(name: name, filename: filename)
  }

  /// Browsers write a quote, CR and LF as `%22`, `%0D`, `%0A`, and no other percent sign is coded (HTML, form
  /// submission §4.10.21.8).
  private static func unescape(_ value: [UInt8]) -> [UInt8] {
    guard value.contains(UInt8(ascii: "%")) else { return value }
    var result: [UInt8] = []
    var rest = value[...]
    let codes: [(StaticString, UInt8)] = [("%22", 0x22), ("%0d", 0x0D), ("%0a", 0x0A)]
    while let first = rest.first {
      let three = Array(rest.prefix(3))
      let code = three.withUnsafeBufferPointer { bytes in codes.first { bytes.spellsIgnoringCase($0.0) } }
      result.append(code?.1 ?? first)
      rest = rest.dropFirst(code == nil ? 1 : 3)
    }
    return result
  }

  /// Old browsers sent whole paths, of either kind (RFC 7578 §4.2); control characters have no place either.
  private static func lastComponent(_ path: String) -> String {
    let name = path.unicodeScalars.split(omittingEmptySubsequences: false) { $0 == "/" || $0 == "\\" }.last!
    return String(String.UnicodeScalarView(name.filter { $0.properties.generalCategory != .control }))
  }
}

/// The parameters behind a field's value: `value; key=token; key="quoted"` (RFC 9110 §5.6.6).
struct Parameters {
  let value: UnsafeBufferPointer<UInt8>
  private let field: UnsafeBufferPointer<UInt8>
  private var index: Int

  init(_ field: UnsafeBufferPointer<UInt8>) {
    let end = field.firstIndex(of: UInt8(ascii: ";")) ?? field.count
    self.field = field
    value = field.part(0, end).trimmed()
    index = end
  }

  /// The next parameter; nil at the end. In quotes, a backslash quotes a quote alone, since old browsers sent
  /// Windows paths with bare backslashes.
  mutating func next() throws(HTTPFailure) -> (key: UnsafeBufferPointer<UInt8>, value: [UInt8])? {
    while index < field.count, field[index].isBlank || field[index] == UInt8(ascii: ";") { index += 1 }
    guard index < field.count else { return nil }
    let start = index
    while index < field.count, field[index].isToken { index += 1 }
    guard index > start, index < field.count, field[index] == UInt8(ascii: "=") else {
      throw .bad("malformed parameter")
    }
    let key = field.part(start, index)
    index += 1
    let value = try index < field.count && field[index] == UInt8(ascii: "\"") ? quoted() : token()
    while index < field.count, field[index].isBlank { index += 1 }
    guard index == field.count || field[index] == UInt8(ascii: ";") else {
      throw .bad("malformed parameter")
    }
    return (key, value)
  }

  private mutating func quoted() throws(HTTPFailure) -> [UInt8] {
    var value: [UInt8] = []
    index += 1
    while index < field.count, field[index] != UInt8(ascii: "\"") {
      if field[index] == UInt8(ascii: "\\"), index + 1 < field.count,
        field[index + 1] == UInt8(ascii: "\"")
      {
        index += 1
      }
      value.append(field[index])
      index += 1
    }
    guard index < field.count else { throw .bad("quoted parameter without its end") }
    index += 1
    return value
  }

  private mutating func token() throws(HTTPFailure) -> [UInt8] {
    let start = index
    while index < field.count, field[index].isToken { index += 1 }
    guard index > start else { throw .bad("malformed parameter") }
    return Array(field[start..<index])
  }
}
