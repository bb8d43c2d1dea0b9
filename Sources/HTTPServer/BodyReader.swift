/// Takes the framing off a body (RFC 9112 §6, §7.1). Pure: bytes in, content out, resumable at any byte.
struct BodyReader {
  typealias Sink = (UnsafeBufferPointer<UInt8>) throws(HTTPFailure) -> Void

  private enum Place {
    /// So many bytes of a Content-Length body are to come.
    case plain(Int)
    case chunkSize(value: Int, digits: Int)
    case chunkExtension(Extension)
    case chunkSizeEnd(Int)
    /// So many bytes of a chunk are to come.
    case chunk(Int)
    case chunkEnd
    case chunkEndFeed
    case trailers
    case complete
  }

  /// Where in a chunk extension; see `takeExtension`.
  private enum Extension {
    case beforeName, name, afterName, beforeValue, value, afterValue, quoted, escaped, closed
  }

  private var place: Place
  private var allowed: Int
  private var size = 0
  private var lineLength = 0
  private var trailerLength = 0
  private var line: [UInt8] = []
  private let longestLine: Int
  private let longestTrailers: Int

  /// - Parameter maximum: the most content; a chunked body that goes beyond is 413. A Content-Length beyond it
  ///   is the caller's to refuse, before anything is read.
  init(_ head: RequestHead, maximum: Int, limits: Limits) {
    place = head.isChunked ? .chunkSize(value: 0, digits: 0) : .plain(head.contentLength ?? 0)
    allowed = maximum
    longestLine = limits.chunkLine
    longestTrailers = limits.trailers
    settle()
  }

  var isComplete: Bool { if case .complete = place { true } else { false } }

  /// Reads what it can, hands content to the sink, and returns how many bytes it used: all of them, unless the
  /// body is complete before their end.
  mutating func read(
    _ input: UnsafeBufferPointer<UInt8>, _ sink: Sink
  ) throws(HTTPFailure) -> Int {
    var index = 0
    while index < input.count, !isComplete {
      switch place {
      case .plain(let rest), .chunk(let rest):
        let end = index + min(rest, input.count - index)
        try sink(input.part(index, end))
        advance(by: end - index)
        index = end
      default:
        try take(input[index])
        index += 1
      }
    }
    return index
  }

  private mutating func advance(by count: Int) {
    switch place {
    case .plain(let rest): place = .plain(rest - count)
    case .chunk(let rest): place = rest > count ? .chunk(rest - count) : .chunkEnd
    default: break
    }
    settle()
  }

  private mutating func settle() {
    if case .plain(0) = place { place = .complete }
  }

  // MARK: Chunked

  /// One byte of chunked framing (RFC 9112 §7.1); every line ends in CRLF.
  private mutating func take(_ byte: UInt8) throws(HTTPFailure) {
    switch place {
    case .chunkSize(let value, let digits): try takeSize(byte, value, digits)
    case .chunkExtension(let part): try takeExtension(byte, part)
    case .chunkSizeEnd(let size):
      try expect(byte, .lineFeed)
      try begin(chunk: size)
    case .chunkEnd:
      try expect(byte, .carriageReturn)
      place = .chunkEndFeed
    case .chunkEndFeed:
      try expect(byte, .lineFeed)
      place = .chunkSize(value: 0, digits: 0)
    case .trailers: try takeTrailer(byte)
    case .plain, .chunk, .complete: break
    }
  }

  /// Hexadecimal digits, fifteen at most; no sign, no space, no underscore.
  private mutating func takeSize(_ byte: UInt8, _ value: Int, _ digits: Int) throws(HTTPFailure) {
    if let digit = byte.hexadecimal {
      guard digits < 15 else { throw .bad("chunk size too long") }
      place = .chunkSize(value: value << 4 | Int(digit), digits: digits + 1)
      return
    }
    guard digits > 0 else { throw .bad("malformed chunk size") }
    size = value
    lineLength = digits
    switch byte {
    case .carriageReturn: place = .chunkSizeEnd(value)
    case UInt8(ascii: ";"): place = .chunkExtension(.beforeName)
    default: throw .bad("malformed chunk size")
    }
  }

  /// Extensions are passed over (RFC 9112 §7.1.1), but not without bound, nor when they are malformed: servers
  /// have disagreed about where such a line ends.
  private mutating func takeExtension(_ byte: UInt8, _ part: Extension) throws(HTTPFailure) {
    lineLength += 1
    guard lineLength <= longestLine else { throw .bad("chunk extension too long") }
    guard byte == .carriageReturn || byte.isFieldContent else {
      throw .bad("control character in a chunk extension")
    }
    guard let next = BodyReader.follow(part, byte) else {
      let mayEnd = part == .name || part == .value || part == .closed
      guard byte == .carriageReturn, mayEnd else { throw .bad("malformed chunk extension") }
      place = .chunkSizeEnd(size)
      return
    }
    place = .chunkExtension(next)
  }

  /// `*( BWS ";" BWS name [ BWS "=" BWS ( token / quoted-string ) ] )`, from behind the first semicolon; nil when
  /// the byte cannot stand there.
  private static func follow(_ part: Extension, _ byte: UInt8) -> Extension? {
    if byte == .carriageReturn { return nil }
    switch part {
    case .quoted where byte == UInt8(ascii: "\""): return .closed
    case .quoted where byte == UInt8(ascii: "\\"): return .escaped
    case .quoted, .escaped: return .quoted
    case .beforeName where byte.isToken, .name where byte.isToken: return .name
    case .beforeValue where byte.isToken, .value where byte.isToken: return .value
    case .beforeValue where byte == UInt8(ascii: "\""): return .quoted
    case .beforeName where byte.isBlank, .beforeValue where byte.isBlank: return part
    case .name where byte.isBlank, .afterName where byte.isBlank: return .afterName
    case .name where byte == UInt8(ascii: "="), .afterName where byte == UInt8(ascii: "="):
      return .beforeValue
    case .beforeName, .beforeValue: return nil
    case .name, .afterName, .value, .afterValue, .closed:
      if byte == UInt8(ascii: ";") { return .beforeName }
      return byte.isBlank ? .afterValue : nil
    }
  }

  private mutating func begin(chunk size: Int) throws(HTTPFailure) {
    guard size <= allowed else { throw HTTPFailure(.contentTooLarge, "body too large") }
    allowed -= size
    place = size > 0 ? .chunk(size) : .trailers
  }

  private func expect(_ byte: UInt8, _ wanted: UInt8) throws(HTTPFailure) {
    guard byte == wanted else { throw .bad("malformed chunk") }
  }

  // MARK: Trailers

  /// Trailer fields are checked as head fields are, and dropped (RFC 9110 §6.5.1).
  private mutating func takeTrailer(_ byte: UInt8) throws(HTTPFailure) {
    trailerLength += 1
    guard trailerLength <= longestTrailers else {
      throw HTTPFailure(.headerFieldsTooLarge, "trailers too long")
    }
    guard byte == .lineFeed else {
      line.append(byte)
      return
    }
    guard line.popLast() == .carriageReturn else { throw .bad("line without CR") }
    if line.isEmpty {
      place = .complete
      return
    }
    try line.withUnsafeBufferPointer { line throws(HTTPFailure) in try BodyReader.check(trailer: line) }
    line.removeAll(keepingCapacity: true)
  }

  /// A trailer must not frame or route the message (RFC 9110 §6.5.1).
  private static func check(trailer line: UnsafeBufferPointer<UInt8>) throws(HTTPFailure) {
    let colon = line.firstIndex { !$0.isToken } ?? line.count
    guard colon > 0, colon < line.count, line[colon] == UInt8(ascii: ":"),
      line[colon...].allSatisfy(\.isFieldContent)
    else { throw .bad("malformed trailer") }
    let name = line.part(0, colon)
    if name.spellsIgnoringCase("content-length") || name.spellsIgnoringCase("transfer-encoding")
      || name.spellsIgnoringCase("host")
    {
      throw .bad("framing field in the trailers")
    }
  }
}
