import Testing

@testable import HTTPServer

@Suite struct RequestParserTests {
  struct Good: Sendable, CustomTestStringConvertible {
    let wire: String
    let method: Method
    let target: String
    var fields: [String] = []
    var length: Int?
    var chunked = false
    var keepsAlive = true
    var expects = false
    var testDescription: String { String(wire.prefix(40)) }
  }

  static let good = [
    Good(wire: "GET / HTTP/1.1\r\nHost: a\r\n\r\n", method: .get, target: "/", fields: ["Host=a"]),
    Good(wire: "\r\nGET / HTTP/1.1\r\nHost: a\r\n\r\n", method: .get, target: "/", fields: ["Host=a"]),
    Good(
      wire: "HEAD /x?y=%20 HTTP/1.1\r\nhost:a\r\n\r\n", method: .head, target: "/x?y=%20", fields: ["host=a"]),
    Good(
      wire: "PUT /p HTTP/1.1\r\nHOST:  a:80 \t\r\n\r\n", method: .put, target: "/p", fields: ["HOST=a:80"]),
    Good(wire: "DELETE /p HTTP/1.1\r\nHost:\r\n\r\n", method: .delete, target: "/p", fields: ["Host="]),
    Good(
      wire: "GET /p HTTP/1.1\r\nHost: [2001:db8::192.0.2.1]\r\n\r\n", method: .get, target: "/p",
      fields: ["Host=[2001:db8::192.0.2.1]"]),
    Good(
      wire: "GET /p HTTP/1.1\r\nHost: A-z.~_%C4%91!$&'()*+;=:\r\n\r\n", method: .get, target: "/p",
      fields: ["Host=A-z.~_%C4%91!$&'()*+;=:"]),
    Good(
      wire: "OPTIONS * HTTP/1.1\r\nHost: [::1]:8080\r\n\r\n", method: .options, target: "*",
      fields: ["Host=[::1]:8080"]),
    Good(
      wire: "PATCH http://a/b HTTP/1.1\r\nHost: a\r\n\r\n", method: .patch, target: "http://a/b",
      fields: ["Host=a"]),
    Good(
      wire: "POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 0012\r\n\r\n", method: .post, target: "/",
      fields: ["Host=a", "Content-Length=0012"], length: 12),
    Good(
      wire: "POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: Chunked\r\n\r\n", method: .post, target: "/",
      fields: ["Host=a", "Transfer-Encoding=Chunked"], chunked: true),
    Good(
      wire: "POST / HTTP/1.1\r\nHost: a\r\nExpect: 100-Continue\r\nContent-Length: 1\r\n\r\n", method: .post,
      target: "/", fields: ["Host=a", "Expect=100-Continue", "Content-Length=1"], length: 1, expects: true),
    Good(
      wire: "GET / HTTP/1.1\r\nHost: a\r\nConnection: x, Close\r\n\r\n", method: .get, target: "/",
      fields: ["Host=a", "Connection=x, Close"], keepsAlive: false),
    Good(
      wire: "GET /!$%&'()*+,-./09:;=?@AZ[\\]^_`az{|}~ HTTP/1.0\r\n\r\n", method: .get,
      target: "/!$%&'()*+,-./09:;=?@AZ[\\]^_`az{|}~", keepsAlive: false),
    Good(wire: "GET / HTTP/1.0\r\n\r\n", method: .get, target: "/", keepsAlive: false),
    Good(
      wire: "GET / HTTP/1.0\r\nConnection: Keep-Alive\r\n\r\n", method: .get, target: "/",
      fields: ["Connection=Keep-Alive"]),
    Good(
      wire: "GET / HTTP/1.0\r\nConnection: keep-alive, close\r\n\r\n", method: .get, target: "/",
      fields: ["Connection=keep-alive, close"], keepsAlive: false),
    Good(
      wire: "GET / HTTP/1.1\r\nHost: a\r\nX: Đà Nẵng\r\n!#$%&'*+-.^_`|~09: v\r\n\r\n", method: .get,
      target: "/",
      fields: ["Host=a", "X=Đà Nẵng", "!#$%&'*+-.^_`|~09=v"]),
    Good(
      wire: "GET / HTTP/1.1\r\nHost: a\r\nX: a\tb  c\r\nX:\r\n\r\n", method: .get, target: "/",
      fields: ["Host=a", "X=a\tb  c", "X="]),
  ]

  @Test func looksAtEveryByteOfAValue() {
    for length in 1...20 {
      for place in 0..<length {
        for byte in UInt8.min ... .max {
          var value = [UInt8](repeating: UInt8(ascii: "v"), count: length)
          value[place] = byte
          #expect(value.withUnsafeBufferPointer { $0.isFieldContent } == byte.isFieldContent)
        }
      }
    }
  }

  @Test(arguments: good) func readsHowever(itIsCut good: Good) {
    let bytes = [UInt8](good.wire)
    for pieces in Cut.all(bytes) {
      let (progress, head) = parse(pieces)
      #expect(progress == .complete(bytes.count))
      #expect(head.method == good.method)
      #expect(Array(bytes[head.target]).text == good.target)
      let fields = head.fields.elements.map { field in
        let name = Array(bytes[Int(field.nameStart)..<Int(field.nameEnd)]).text
        return name + "=" + Array(bytes[Int(field.valueStart)..<Int(field.valueEnd)]).text
      }
      #expect(fields == good.fields)
      #expect(head.contentLength == good.length)
      #expect(head.isChunked == good.chunked)
      #expect(head.keepsAlive == good.keepsAlive)
      #expect(head.expectsContinue == good.expects)
    }
  }

  struct Bad: Sendable, CustomTestStringConvertible {
    let wire: String
    let status: Status
    let reason: String
    init(_ wire: String, _ reason: String) { self.init(wire, .badRequest, reason) }
    init(_ wire: String, _ status: Status, _ reason: String) {
      self.wire = wire
      self.status = status
      self.reason = reason
    }
    var testDescription: String { "\(reason): \(wire.prefix(30))" }
  }

  static let host = "Host: a\r\n"

  static let badLines = [
    Bad("\r\n\r\nGET / HTTP/1.1\r\n", "empty lines before the request line"),
    Bad("GET / HTTP/1.1\nHost: a\r\n\r\n", "line without CR"),
    Bad("GET / HTTP/1.1\r\nHost: a\n\r\n", "line without CR"),
    Bad("GET / HTTP/1.1\r\nHost: a\r\n\n", "line without CR"),
    Bad("\n", "line without CR"),
    Bad("GET / HTTP/1.1\r\rHost: a\r\n", "malformed version"),
    Bad(" GET / HTTP/1.1\r\n", "malformed method"),
    Bad("GET\r\n", "malformed method"),
    Bad("GE(T / HTTP/1.1\r\n", "malformed method"),
    Bad("GET  / HTTP/1.1\r\n", "malformed target"),
    Bad("GET\t/ HTTP/1.1\r\n", "malformed method"),
    Bad("GET /\r\n", "malformed target"),
    Bad("GET / \r\n", "malformed version"),
    Bad("GET /  HTTP/1.1\r\n", "malformed version"),
    Bad("GET / HTTP/1.1 \r\n", "malformed version"),
    Bad("GET /a b HTTP/1.1\r\n", "malformed version"),
    Bad("GET /#x HTTP/1.1\r\n", "malformed target"),
    Bad("GET /đ HTTP/1.1\r\n", "malformed target"),
    Bad("GET /\" HTTP/1.1\r\n", "malformed target"),
    Bad("GET /<a HTTP/1.1\r\n", "malformed target"),
    Bad("GET /?a=> HTTP/1.1\r\n", "malformed target"),
    Bad("GET /\u{0} HTTP/1.1\r\n", "malformed target"),
    Bad("GET /\u{7F} HTTP/1.1\r\n", "malformed target"),
    Bad("GET / http/1.1\r\n", "malformed version"),
    Bad("GET / HTTP/1\r\n", "malformed version"),
    Bad("GET / HTTP/1.11\r\n", "malformed version"),
    Bad("GET / HTTP/2.0\r\n", .versionNotSupported, "version other than 1.0 and 1.1"),
    Bad("GET / HTTP/1.2\r\n", .versionNotSupported, "version other than 1.0 and 1.1"),
    Bad("GET / HTTP/0.9\r\n", .versionNotSupported, "version other than 1.0 and 1.1"),
    Bad("PRI * HTTP/2.0\r\n", .versionNotSupported, "version other than 1.0 and 1.1"),
    Bad("get / HTTP/1.1\r\n", .notImplemented, "unknown method"),
    Bad("TRACE / HTTP/1.1\r\n", .notImplemented, "unknown method"),
    Bad("CONNECT a:1 HTTP/1.1\r\n", .notImplemented, "unknown method"),
    Bad("GETT / HTTP/1.1\r\n", .notImplemented, "unknown method"),
  ]

  static let badFields =
    [
      Bad("Host: a\r\nHost: a\r\n", "two Host fields"),
      Bad("Host: a, b\r\n", "malformed Host"),
      Bad("Host: a/b\r\n", "malformed Host"),
      Bad("Host: u@a\r\n", "malformed Host"),
      Bad("Host: a,b\r\n", "malformed Host"),
      Bad("Host: a:b\r\n", "malformed Host"),
      Bad("Host: a:-1\r\n", "malformed Host"),
      Bad("Host: a:1:2\r\n", "malformed Host"),
      Bad("Host: a%zz\r\n", "malformed Host"),
      Bad("Host: a%4\r\n", "malformed Host"),
      Bad("Host: ::1\r\n", "malformed Host"),
      Bad("Host: [::1\r\n", "malformed Host"),
      Bad("Host: []\r\n", "malformed Host"),
      Bad("Host: [::1]a\r\n", "malformed Host"),
      Bad("Host: [::g]\r\n", "malformed Host"),
      Bad("Host: [fe80::1%25eth0]\r\n", "malformed Host"),
      Bad("Host: a[::1]\r\n", "malformed Host"),
      Bad(" Host: a\r\n", "folded field line"),
      Bad(host + " folded\r\n", "folded field line"),
      Bad(host + "\tfolded\r\n", "folded field line"),
      Bad(host + "X : v\r\n", "malformed field name"),
      Bad(host + "X\r\n", "malformed field name"),
      Bad(host + ": v\r\n", "malformed field name"),
      Bad(host + "X(: v\r\n", "malformed field name"),
      Bad(host + "Đ: v\r\n", "malformed field name"),
      Bad(host + "X: a\u{0}b\r\n", "control character in a field value"),
      Bad(host + "X: a\rb\r\n", "control character in a field value"),
      Bad(host + "X: a\u{7F}\r\n", "control character in a field value"),
      Bad(host + "X: a\u{1B}[\r\n", "control character in a field value"),
      Bad(host + "Content-Length: 1\r\nContent-Length: 1\r\n", "two Content-Length fields"),
      Bad(host + "Content-Length: 1, 1\r\n", "malformed Content-Length"),
      Bad(host + "Content-Length: +1\r\n", "malformed Content-Length"),
      Bad(host + "Content-Length: -1\r\n", "malformed Content-Length"),
      Bad(host + "Content-Length: 1_0\r\n", "malformed Content-Length"),
      Bad(host + "Content-Length: 0x1\r\n", "malformed Content-Length"),
      Bad(host + "Content-Length: 1 2\r\n", "malformed Content-Length"),
      Bad(host + "Content-Length:\r\n", "malformed Content-Length"),
      Bad(host + "Content-Length: 1000000000000000000\r\n", "malformed Content-Length"),
      Bad(host + "Transfer-Encoding: identity\r\n", "the last transfer coding is not chunked"),
      Bad(host + "Transfer-Encoding: chunked, gzip\r\n", "the last transfer coding is not chunked"),
      Bad(host + "Transfer-Encoding: chunked;q=1\r\n", "the last transfer coding is not chunked"),
      Bad(host + "Transfer-Encoding: \u{B}chunked\r\n", "control character in a field value"),
      Bad(
        host + "Transfer-Encoding: gzip, chunked\r\n", .notImplemented, "transfer coding other than chunked"),
      Bad(
        host + "Transfer-Encoding: gzip;q=1, x,chunked\r\n", .notImplemented,
        "transfer coding other than chunked"),
      Bad(host + "Transfer-Encoding: chunked, chunked\r\n", "malformed list of transfer codings"),
      Bad(host + "Transfer-Encoding: , chunked\r\n", "malformed list of transfer codings"),
      Bad(host + "Transfer-Encoding: gzip,,chunked\r\n", "malformed list of transfer codings"),
      Bad(host + "Transfer-Encoding: ;q=1, chunked\r\n", "malformed list of transfer codings"),
      Bad(host + "Transfer-Encoding: a b, chunked\r\n", "malformed list of transfer codings"),
      Bad(host + "Transfer-Encoding: chunked,\r\n", "the last transfer coding is not chunked"),
      Bad(host + "Transfer-Encoding:\r\n", "the last transfer coding is not chunked"),
      Bad(
        host + "Transfer-Encoding: chunked\r\nTransfer-Encoding: chunked\r\n",
        "two Transfer-Encoding fields"),
      Bad(host + "Transfer-Encoding: chunked\r\nContent-Length: 1\r\n\r\n", "both length fields"),
      Bad(host + "Content-Length: 1\r\nTransfer-Encoding: chunked\r\n\r\n", "both length fields"),
      Bad(host + "Expect: cake\r\n", .expectationFailed, "unknown expectation"),
      Bad("X: y\r\n\r\n", "no Host field"),
    ].map { Bad("POST / HTTP/1.1\r\n" + $0.wire, $0.status, $0.reason) } + [
      Bad("POST / HTTP/1.0\r\nTransfer-Encoding: chunked\r\n\r\n", "Transfer-Encoding in HTTP/1.0")
    ]

  @Test(arguments: badLines + badFields) func refusesHowever(itIsCut bad: Bad) {
    let expected = RequestParser.Progress.failed(HTTPFailure(bad.status, bad.reason))
    for pieces in Cut.all([UInt8](bad.wire)) { #expect(parse(pieces).progress == expected) }
  }

  @Test func waitsForTheRest() {
    let wire = [UInt8]("GET / HTTP/1.1\r\nHost: a\r\n\r\n")
    for end in 0..<wire.count { #expect(parse([Array(wire[..<end])]).progress == .more) }
  }

  @Test func stopsBehindTheHead() {
    let wire = "GET / HTTP/1.1\r\nHost: a\r\n\r\n"
    #expect(parse(wire + wire).progress == .complete(wire.utf8.count))
  }

  // MARK: Ceilings, each met exactly and passed by one

  @Test func boundsTheRequestLine() {
    var limits = Limits()
    limits.requestLine = 40
    let line = "GET /\(String(repeating: "x", count: 40 - 16)) HTTP/1.1\r\n"
    #expect(line.utf8.count == 40)
    #expect(parse(line, limits: limits).progress == .more)
    let failure = HTTPFailure(.uriTooLong, "request line too long")
    for pieces in Cut.all([UInt8]("GET /\(String(repeating: "x", count: 40 - 15)) HTTP/1.1\r\n")) {
      #expect(parse(pieces, limits: limits).progress == .failed(failure))
    }
    #expect(parse(String(repeating: "x", count: 41), limits: limits).progress == .failed(failure))
  }

  @Test func boundsTheHead() {
    let wire = [UInt8]("GET / HTTP/1.1\r\nHost: a\r\nX: 12345\r\n\r\n")
    var limits = Limits()
    limits.head = wire.count
    limits.requestLine = wire.count
    #expect(parse([wire], limits: limits).progress == .complete(wire.count))
    limits.head = wire.count - 1
    for pieces in Cut.all(wire) {
      #expect(
        parse(pieces, limits: limits).progress
          == .failed(HTTPFailure(.headerFieldsTooLarge, "head too long")))
    }
  }

  @Test func boundsTheNumberOfFields() {
    var limits = Limits()
    limits.headerFields = 3
    let start = "GET / HTTP/1.1\r\nHost: a\r\nX: 1\r\nX: 2\r\n"
    #expect(parse(start, limits: limits).progress == .more)
    #expect(
      parse(start + "X: 3\r\n", limits: limits).progress
        == .failed(HTTPFailure(.headerFieldsTooLarge, "too many fields")))
  }

  @Test func readsAnotherHeadAfterReset() {
    var parser = RequestParser(limits: Limits())
    let first = [UInt8]("POST /a HTTP/1.0\r\nContent-Length: 3\r\nConnection: close\r\n\r\n")
    let second = [UInt8]("GET / HTTP/1.1\r\nHost: a\r\n\r\n")
    #expect(first.withUnsafeBufferPointer { parser.parse($0) } == .complete(first.count))
    parser.reset()
    #expect(second.withUnsafeBufferPointer { parser.parse($0) } == .complete(second.count))
    #expect(parser.head.contentLength == nil)
    #expect(parser.head.keepsAlive)
    #expect(parser.head.fields.count == 1)
  }
}
