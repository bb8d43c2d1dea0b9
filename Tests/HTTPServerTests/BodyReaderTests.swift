import Testing

@testable import HTTPServer

@Suite struct BodyReaderTests {
  /// What the reader makes of pieces: the content, what it left, and why it failed.
  static func read(
    _ pieces: [[UInt8]], length: Int? = nil, maximum: Int = 1000, limits: Limits = Limits()
  ) -> (content: String, left: String, complete: Bool, failure: HTTPFailure?) {
    var head = RequestHead()
    head.contentLength = length
    head.isChunked = length == nil
    var reader = BodyReader(head, maximum: maximum, limits: limits)
    var content: [UInt8] = []
    var left: [UInt8] = []
    do throws(HTTPFailure) {
      for piece in pieces {
        let used = try piece.withUnsafeBufferPointer { bytes throws(HTTPFailure) in
          try reader.read(bytes) { content += Array($0) }
        }
        left += piece[used...]
      }
    } catch {
      return (content.text, left.text, reader.isComplete, error)
    }
    return (content.text, left.text, reader.isComplete, nil)
  }

  @Test func readsALength() {
    for pieces in Cut.all([UInt8]("hello, next")) {
      let result = BodyReaderTests.read(pieces, length: 5)
      #expect(result.content == "hello")
      #expect(result.left == ", next")
      #expect(result.complete)
    }
    #expect(BodyReaderTests.read([[UInt8]("hell")], length: 5).complete == false)
    #expect(BodyReaderTests.read([], length: 0).complete)
  }

  @Test(arguments: [
    ("0\r\n\r\n", ""),
    ("5\r\nhello\r\n0\r\n\r\n", "hello"),
    ("1\r\nh\r\n04\r\nello\r\n000\r\n\r\n", "hello"),
    ("A\r\n0123456789\r\na\r\n0123456789\r\n0\r\n\r\n", "01234567890123456789"),
    ("5;name=value;other=\"quoted\"\r\nhello\r\n0;last\r\n\r\n", "hello"),
    ("5; a ;b\t= c;d=\"\\\" ;\u{C4}\";e\r\nhello\r\n0\r\n\r\n", "hello"),
    ("5\r\nhello\r\n0\r\nX-Sum: 1\r\nY:\r\n\r\n", "hello"),
    ("3\r\n\r\n\r\r\n0\r\n\r\n", "\r\n\r"),
  ]) func readsChunks(wire: String, content: String) {
    for pieces in Cut.all([UInt8](wire + "GET")) {
      let result = BodyReaderTests.read(pieces)
      #expect(result.failure == nil)
      #expect(result.content == content)
      #expect(result.left == "GET")
      #expect(result.complete)
    }
  }

  @Test(arguments: [
    ("\r\n", "malformed chunk size"),
    (" 5\r\n", "malformed chunk size"),
    ("5 \r\n", "malformed chunk size"),
    ("+5\r\n", "malformed chunk size"),
    ("-5\r\n", "malformed chunk size"),
    ("0x5\r\n", "malformed chunk size"),
    ("5_0\r\n", "malformed chunk size"),
    ("5\n", "malformed chunk size"),
    (";x\r\n", "malformed chunk size"),
    ("0000000000000005\r\n", "chunk size too long"),
    ("5\rx", "malformed chunk"),
    ("5\r\nhelloX", "malformed chunk"),
    ("5\r\nhello\n", "malformed chunk"),
    ("5\r\nhello\r5", "malformed chunk"),
    ("5;a\nb", "control character in a chunk extension"),
    ("5;a\u{0}\r\n", "control character in a chunk extension"),
    ("5;\r\n", "malformed chunk extension"),
    ("5;;a\r\n", "malformed chunk extension"),
    ("5;a \r\n", "malformed chunk extension"),
    ("5;a=\r\n", "malformed chunk extension"),
    ("5;a=b c\r\n", "malformed chunk extension"),
    ("5;a b\r\n", "malformed chunk extension"),
    ("5;=b\r\n", "malformed chunk extension"),
    ("5;a=\"b\r\n", "malformed chunk extension"),
    ("5;a=\"b\\\r\n", "malformed chunk extension"),
    ("5;a=\"b\"c\r\n", "malformed chunk extension"),
    ("5;a=b\"c\"\r\n", "malformed chunk extension"),
    ("5;a\rb", "malformed chunk"),
    ("0\r\nX\r\n", "malformed trailer"),
    ("0\r\nX : y\r\n", "malformed trailer"),
    ("0\r\n X: y\r\n", "malformed trailer"),
    ("0\r\nX: y\n", "line without CR"),
    ("0\r\n\n", "line without CR"),
    ("0\r\nX: a\u{1}\r\n", "malformed trailer"),
    ("0\r\nContent-Length: 5\r\n", "framing field in the trailers"),
    ("0\r\ntransfer-encoding: chunked\r\n", "framing field in the trailers"),
    ("0\r\nHost: b\r\n", "framing field in the trailers"),
  ]) func refusesMalformedChunks(wire: String, reason: String) {
    for pieces in Cut.all([UInt8](wire)) {
      #expect(BodyReaderTests.read(pieces).failure == HTTPFailure(.badRequest, reason))
    }
  }

  @Test func boundsTheContent() {
    let wire = [UInt8]("5\r\nhello\r\n1\r\n!\r\n0\r\n\r\n")
    #expect(BodyReaderTests.read([wire], maximum: 6).complete)
    for pieces in Cut.all(wire) {
      let failure = BodyReaderTests.read(pieces, maximum: 5).failure
      #expect(failure == HTTPFailure(.contentTooLarge, "body too large"))
    }
    #expect(BodyReaderTests.read([[UInt8]("0\r\n\r\n")], maximum: 0).complete)
  }

  @Test func boundsExtensionsAndTrailers() {
    var limits = Limits()
    limits.chunkLine = 4
    #expect(BodyReaderTests.read([[UInt8]("5;x\r\nhello")], limits: limits).content == "hello")
    #expect(
      BodyReaderTests.read([[UInt8]("5;xxxx\r\n")], limits: limits).failure
        == HTTPFailure(.badRequest, "chunk extension too long"))
    limits.trailers = 8
    #expect(BodyReaderTests.read([[UInt8]("0\r\nX: y\r\n\r\n")], limits: limits).complete)
    #expect(
      BodyReaderTests.read([[UInt8]("0\r\nX: yy\r\n\r\n")], limits: limits).failure
        == HTTPFailure(.headerFieldsTooLarge, "trailers too long"))
  }
}
