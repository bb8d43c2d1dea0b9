import Glibc

/// Reads the head of a request (RFC 9112 §2–§6). Pure: bytes in, offsets or a failure out, resumable at any
/// byte. It is given the bytes from the head's first one on; whenever more have come it goes on where it
/// stopped. Strict throughout: what two servers could read in two ways is refused, since request smuggling
/// lives on it.
struct RequestParser {
  enum Progress: Equatable {
    /// The head is not whole yet.
    case more
    /// The head is whole and took so many bytes.
    case complete(Int)
    case failed(HTTPFailure)
  }

  private enum Place { case requestLine, fields }

  var head = RequestHead()
  private var place = Place.requestLine
  private var lineStart = 0
  private var scanned = 0
  private var skippedEmptyLine = false
  private let longestRequestLine: Int
  private let longestHead: Int
  private let mostFields: Int

  init(limits: Limits) {
    longestRequestLine = limits.requestLine
    longestHead = limits.head
    mostFields = limits.headerFields
  }

  /// Makes ready for the next message on the connection.
  mutating func reset() {
    head.reset()
    place = .requestLine
    lineStart = 0
    scanned = 0
    skippedEmptyLine = false
  }

  mutating func parse(_ input: UnsafeBufferPointer<UInt8>) -> Progress {
    do throws(HTTPFailure) {
      while let line = try nextLine(input) {
        switch place {
        case .requestLine where line.isEmpty: try skipEmptyLine()
        case .requestLine:
          try readRequestLine(input, line)
          place = .fields
        case .fields where line.isEmpty:
          try finish()
          return .complete(scanned)
        case .fields: try readField(input, line)
        }
        lineStart = scanned
      }
      return .more
    } catch {
      noteHead(input)
      return .failed(error)
    }
  }

  /// Whatever is wrong with its request line, a HEAD must get no content (RFC 9110 §9.3.2).
  private mutating func noteHead(_ input: UnsafeBufferPointer<UInt8>) {
    guard place == .requestLine, input.count >= lineStart + 5 else { return }
    if input.part(lineStart, lineStart + 5).spells("HEAD ") { head.method = .head }
  }

  // MARK: Lines

  /// The next whole line without its CRLF; nil when it has not all come. A line feed without carriage return
  /// is refused, though RFC 9112 §2.2 would let us take it: proxies disagree about it.
  private mutating func nextLine(_ input: UnsafeBufferPointer<UInt8>) throws(HTTPFailure) -> Range<Int>? {
    guard scanned < input.count,
      let feed = memchr(input.baseAddress! + scanned, 0x0A, input.count - scanned)
    else {
      scanned = input.count
      try checkLength()
      return nil
    }
    let end = UnsafeRawPointer(feed) - UnsafeRawPointer(input.baseAddress!)
    scanned = end + 1
    try checkLength()
    guard end > lineStart, input[end - 1] == .carriageReturn else { throw .bad("line without CR") }
    return lineStart..<end - 1
  }

  private func checkLength() throws(HTTPFailure) {
    if place == .requestLine, scanned - lineStart > longestRequestLine {
      throw HTTPFailure(.uriTooLong, "request line too long")
    }
    if scanned > longestHead { throw HTTPFailure(.headerFieldsTooLarge, "head too long") }
  }

  /// One empty line before the request line is passed over (RFC 9112 §2.2).
  private mutating func skipEmptyLine() throws(HTTPFailure) {
    if skippedEmptyLine { throw .bad("empty lines before the request line") }
    skippedEmptyLine = true
  }

  // MARK: Request line

  /// `method SP request-target SP HTTP-version`, one space each (RFC 9112 §3).
  private mutating func readRequestLine(
    _ input: UnsafeBufferPointer<UInt8>, _ line: Range<Int>
  ) throws(HTTPFailure) {
    var index = line.lowerBound
    while index < line.upperBound, input[index].isToken { index += 1 }
    guard index > line.lowerBound, index < line.upperBound, input[index] == .space else {
      throw .bad("malformed method")
    }
    let method = input.part(line.lowerBound, index)
    let targetStart = index + 1
    index = targetStart
    while index < line.upperBound, RequestParser.isTargetByte(input[index]) { index += 1 }
    guard index > targetStart, index < line.upperBound, input[index] == .space else {
      throw .bad("malformed target")
    }
    head.target = targetStart..<index
    try readVersion(input.part(index + 1, line.upperBound))
    guard let known = Method(bytes: method) else {
      throw HTTPFailure(.notImplemented, "unknown method")
    }
    head.method = known
  }

  /// Visible ASCII but no fragment (RFC 9112 §3.2), and none of the quotes and angle brackets that RFC 3986 has no
  /// place for. Others it has none for either, such as braces, are let in: browsers send them as they are.
  @inline(__always)
  private static func isTargetByte(_ byte: UInt8) -> Bool {
    // A bit set over ASCII: 0x21…0x7E without " # < >
    let set: UInt64 = byte < 64 ? 0xAFFF_FFF2_0000_0000 : 0x7FFF_FFFF_FFFF_FFFF
    return byte < 128 && (set >> UInt64(byte & 63)) & 1 == 1
  }

  /// `HTTP/1.1` and `HTTP/1.0`, case-sensitive (RFC 9112 §2.3).
  private mutating func readVersion(_ bytes: UnsafeBufferPointer<UInt8>) throws(HTTPFailure) {
    guard bytes.count == 8, bytes.part(0, 5).spells("HTTP/"), bytes[5].isDigit,
      bytes[6] == UInt8(ascii: "."), bytes[7].isDigit
    else { throw .bad("malformed version") }
    guard bytes[5] == UInt8(ascii: "1"), bytes[7] < UInt8(ascii: "2") else {
      throw HTTPFailure(.versionNotSupported, "version other than 1.0 and 1.1")
    }
    head.minorVersion = bytes[7] - UInt8(ascii: "0")
  }

  // MARK: Fields

  /// `field-name ":" OWS field-value OWS` (RFC 9112 §5). No space before the colon (§5.1), no folded lines
  /// (§5.2), no control characters (RFC 9110 §5.5).
  private mutating func readField(
    _ input: UnsafeBufferPointer<UInt8>, _ line: Range<Int>
  ) throws(HTTPFailure) {
    var colon = line.lowerBound
    while colon < line.upperBound, input[colon].isToken { colon &+= 1 }
    guard colon > line.lowerBound, colon < line.upperBound, input[colon] == UInt8(ascii: ":") else {
      throw .bad(input[line.lowerBound].isBlank ? "folded field line" : "malformed field name")
    }
    var start = colon + 1
    var end = line.upperBound
    while start < end, input[start].isBlank { start += 1 }
    while end > start, input[end - 1].isBlank { end -= 1 }
    guard input.part(start, end).isFieldContent else { throw .bad("control character in a field value") }
    guard head.fields.count < mostFields else {
      throw HTTPFailure(.headerFieldsTooLarge, "too many fields")
    }
    head.fields.append(
      FieldSpan(
        nameStart: UInt32(line.lowerBound), nameEnd: UInt32(colon), valueStart: UInt32(start),
        valueEnd: UInt32(end)))
    try interpret(input.part(line.lowerBound, colon), input.part(start, end), start..<end)
  }

  /// The fields that frame the message or steer the connection.
  private mutating func interpret(
    _ name: UnsafeBufferPointer<UInt8>, _ value: UnsafeBufferPointer<UInt8>, _ span: Range<Int>
  ) throws(HTTPFailure) {
    switch name.count {
    case 4 where name.spellsIgnoringCase("host"): try readHost(value, span)
    case 6 where name.spellsIgnoringCase("expect"): try readExpect(value)
    case 10 where name.spellsIgnoringCase("connection"): readConnection(value)
    case 14 where name.spellsIgnoringCase("content-length"): try readContentLength(value)
    case 17 where name.spellsIgnoringCase("transfer-encoding"): try readTransferEncoding(value)
    default: break
    }
  }

  /// One Host, which is a host and perhaps a port (RFC 9112 §3.2).
  private mutating func readHost(
    _ value: UnsafeBufferPointer<UInt8>, _ span: Range<Int>
  ) throws(HTTPFailure) {
    if head.host != nil { throw .bad("two Host fields") }
    guard RequestTarget.isAuthority(value) else { throw .bad("malformed Host") }
    head.host = span
  }

  /// Another expectation than this one is 417 (RFC 9110 §10.1.1).
  private mutating func readExpect(_ value: UnsafeBufferPointer<UInt8>) throws(HTTPFailure) {
    guard value.spellsIgnoringCase("100-continue") else {
      throw HTTPFailure(.expectationFailed, "unknown expectation")
    }
    head.expectsContinue = true
  }

  /// RFC 9110 §7.6.1.
  private mutating func readConnection(_ value: UnsafeBufferPointer<UInt8>) {
    var start = 0
    while start <= value.count {
      let end = value[start...].firstIndex(of: UInt8(ascii: ",")) ?? value.count
      let option = value.part(start, end).trimmed()
      if option.spellsIgnoringCase("close") { head.asksToClose = true }
      if option.spellsIgnoringCase("keep-alive") { head.asksToKeepAlive = true }
      start = end + 1
    }
  }

  /// Digits and nothing else, once (RFC 9110 §8.6, RFC 9112 §6.3): a list of equal lengths is refused too,
  /// and eighteen digits are enough for any file.
  private mutating func readContentLength(_ value: UnsafeBufferPointer<UInt8>) throws(HTTPFailure) {
    if head.contentLength != nil { throw .bad("two Content-Length fields") }
    guard (1...18).contains(value.count), value.allSatisfy(\.isDigit) else {
      throw .bad("malformed Content-Length")
    }
    head.contentLength = value.reduce(0) { $0 * 10 + Int($1 - UInt8(ascii: "0")) }
  }

  /// Only `chunked`, once. Codings before it that we do not have are 501; anything else leaves the length in
  /// doubt (RFC 9112 §6.1, §6.3), an empty place in the list and a second `chunked` included.
  private mutating func readTransferEncoding(_ value: UnsafeBufferPointer<UInt8>) throws(HTTPFailure) {
    if head.isChunked { throw .bad("two Transfer-Encoding fields") }
    if value.spellsIgnoringCase("chunked") {
      head.isChunked = true
      return
    }
    let last = (value.lastIndex(of: UInt8(ascii: ",")) ?? -1) + 1
    guard last > 0, value.part(last, value.count).trimmed().spellsIgnoringCase("chunked") else {
      throw .bad("the last transfer coding is not chunked")
    }
    var start = 0
    while start < last {
      let end = value.place(of: UInt8(ascii: ","), from: start)
      let parameter = min(end, value.place(of: UInt8(ascii: ";"), from: start))
      let coding = value.part(start, parameter).trimmed()
      guard !coding.isEmpty, coding.allSatisfy(\.isToken), !coding.spellsIgnoringCase("chunked") else {
        throw .bad("malformed list of transfer codings")
      }
      start = end + 1
    }
    throw HTTPFailure(.notImplemented, "transfer coding other than chunked")
  }

  // MARK: The whole

  private func finish() throws(HTTPFailure) {
    if head.minorVersion > 0, head.host == nil { throw .bad("no Host field") }  // RFC 9112 §3.2
    guard head.isChunked else { return }
    if head.contentLength != nil { throw .bad("both length fields") }  // RFC 9112 §6.3
    if head.minorVersion == 0 { throw .bad("Transfer-Encoding in HTTP/1.0") }  // RFC 9112 §6.1
  }
}
