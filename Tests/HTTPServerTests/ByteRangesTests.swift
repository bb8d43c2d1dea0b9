import Testing

@testable import HTTPServer

/// Parts of files (RFC 9110 §14).
@Suite struct ByteRangesTests {
  @Test(
    "a range is read as RFC 9110 §14.1.2 writes it",
    arguments: [
      ("bytes=0-0", [0..<1]), ("bytes=0-499", [0..<500]), ("bytes=500-", [500..<1000]),
      ("bytes=-1", [999..<1000]), ("bytes=-5000", [0..<1000]),
      ("bytes=990-99999999999999999999", [990..<1000]),
      ("Bytes=1-2", [1..<3]), ("bytes= 1-2 ,\t500-501 ", [1..<3, 500..<502]), ("bytes=,1-2,,", [1..<3]),
      // In the order asked for, unless parts are joined.
      ("bytes=500-501,1-2", [500..<502, 1..<3]), ("bytes=0-99,150-199", [0..<200]),
      ("bytes=500-600,0-1,550-700", [0..<2, 500..<701]), ("bytes=0-,0-,0-", [0..<1000]),
      // What lies beyond falls away.
      ("bytes=1-2,1000-1001", [1..<3]), ("bytes=1-2,-0", [1..<3]),
    ])
  func parts(field: String, parts: [Range<Int>]) {
    #expect(ByteRanges(field, size: 1000) == .parts(parts))
  }

  @Test(
    "what is no range, or too many, is not looked at (§14.2)",
    arguments: [
      "", "bytes", "bytes=", "bytes=,", "bytes=-", "bytes=2-1", "bytes=a-b", "bytes=1-2;3-4", "bytes=+1-2",
      "bytes=1-2-3", "bytes=--1", "bytes=1 -2", "lines=1-2", " bytes=1-2", "bytes =1-2", "bytes=1-2,x",
      "bytes=\u{661}-", "bytes=" + String(repeating: "0-0,", count: 17),
    ])
  func all(field: String) {
    #expect(ByteRanges(field, size: 1000) == .all)
  }

  @Test(
    "a part of nothing cannot be sent (§15.5.17)",
    arguments: [
      ("bytes=1000-", 1000), ("bytes=-0", 1000), ("bytes=0-", 0), ("bytes=-1", 0), ("bytes=9-9,8-", 3),
    ])
  func none(field: String, size: Int) {
    #expect(ByteRanges(field, size: size) == .none)
  }

  /// A folder with one file of known bytes, too large to be held in memory.
  private final class Site {
    static let bytes = (0..<300_000).map { UInt8(truncatingIfNeeded: $0 &* 31 &+ $0 >> 8) }
    let root: String
    let server: TestServer

    init() throws {
      root = try TestServer.makeFolder()
      try TestServer.write(root + "/a.pdf", Self.bytes)
      try TestServer.write(root + "/a.css", Array("p{color:red}".utf8))
      server = try TestServer([StaticFiles(folder: root).route(below: "/public")])
    }

    deinit { TestServer.remove(root) }
  }

  @Test("a file as large as a number") func largest() {
    #expect(ByteRanges("bytes=-1,0-", size: .max) == .parts([0..<Int.max]))
    #expect(ByteRanges("bytes=0-1,-1", size: .max) == .parts([0..<2, Int.max - 1..<Int.max]))
  }

  @Test("one part is sent as it is (§15.3.7.1)") func one() throws {
    let site = try Site()
    let client = try site.server.client()
    let whole = client.get("/public/a.pdf")
    #expect(whole.status == 200)
    #expect(whole["Accept-Ranges"] == "bytes")
    #expect(whole.body == Site.bytes)
    for range in [0..<1, 70_000..<200_000, 299_999..<300_000, 0..<300_000] {
      client.send(
        "GET /public/a.pdf HTTP/1.1\r\nHost: t\r\nRange: bytes=\(range.lowerBound)-\(range.upperBound - 1)\r\n\r\n"
      )
      let part = client.response()
      #expect(part.status == 206)
      #expect(part["Content-Range"] == "bytes \(range.lowerBound)-\(range.upperBound - 1)/300000")
      #expect(part["Content-Type"] == "application/pdf")
      #expect(part["ETag"] == whole["ETag"])
      #expect(part.body == Array(Site.bytes[range]))
    }
    #expect(client.get("/public/a.css").body.text == "p{color:red}")
  }

  @Test("several parts are sent between boundaries (§15.3.7.2)") func several() throws {
    let site = try Site()
    let client = try site.server.client()
    client.send("GET /public/a.pdf HTTP/1.1\r\nHost: t\r\nRange: bytes=250000-299999,0-99999,-1\r\n\r\n")
    let answer = client.response()
    #expect(answer.status == 206)
    #expect(answer["Content-Range"] == nil)
    let type = try #require(answer["Content-Type"])
    // The last byte lies within the first part already.
    let boundary = try #require(type.split(separator: "=").last)
    #expect(type == "multipart/byteranges; boundary=\(boundary)")
    var expected: [UInt8] = []
    for (range, start) in [(0..<100_000, "--"), (250_000..<300_000, "\r\n--")] {
      let place = "bytes \(range.lowerBound)-\(range.upperBound - 1)/300000"
      expected += Array(
        "\(start)\(boundary)\r\nContent-Type: application/pdf\r\nContent-Range: \(place)\r\n\r\n".utf8)
      expected += Site.bytes[range]
    }
    #expect(answer.body == expected + Array("\r\n--\(boundary)--\r\n".utf8))
    #expect(client.get("/public/a.css").body.text == "p{color:red}")
  }

  @Test("parts of a small file come from the file, not from its gzip") func small() throws {
    let site = try Site()
    let client = try site.server.client()
    client.send(
      "GET /public/a.css HTTP/1.1\r\nHost: t\r\nAccept-Encoding: gzip\r\nRange: bytes=2-6,9-\r\n\r\n")
    let joined = client.response()
    #expect(joined.status == 206)
    #expect(joined["Content-Encoding"] == nil)
    #expect(joined["Vary"] == "Accept-Encoding")
    #expect(joined["Content-Range"] == "bytes 2-11/12")
    #expect(joined.body.text == "color:red}")
  }

  @Test("parts beyond the end are 416 with the size") func beyond() throws {
    let site = try Site()
    let client = try site.server.client()
    client.send("GET /public/a.pdf HTTP/1.1\r\nHost: t\r\nRange: bytes=300000-\r\n\r\n")
    let answer = client.response()
    #expect(answer.status == 416)
    #expect(answer["Content-Range"] == "bytes */300000")
    #expect(answer.body.isEmpty)
  }

  @Test("If-Range, two fields, other methods and other conditions (§13.1.5, §13.2.2, §14.2)")
  func conditions() throws {
    let site = try Site()
    let client = try site.server.client()
    let whole = client.get("/public/a.pdf")
    let tag = try #require(whole["ETag"])
    let date = try #require(whole["Last-Modified"])
    let table: [(String, String, Int)] = [
      ("GET", "If-Range: \(tag)\r\n", 206), ("GET", "If-Range: W/\(tag)\r\n", 200),
      ("GET", "If-Range: \"x\"\r\n", 200), ("GET", "If-Range: Sun, 06 Nov 1994 08:49:37 GMT\r\n", 200),
      // The second of the change may not be over.
      ("GET", "If-Range: \(date)\r\n", 200), ("GET", "If-Range: x\r\n", 200),
      ("GET", "Range: bytes=0-1\r\n", 200), ("HEAD", "", 200), ("GET", "If-None-Match: \(tag)\r\n", 304),
      ("GET", "If-Match: \"x\"\r\n", 412), ("GET", "If-Match: \(tag)\r\n", 206),
    ]
    for (method, fields, status) in table {
      client.send("\(method) /public/a.pdf HTTP/1.1\r\nHost: t\r\nRange: bytes=1-2\r\n\(fields)\r\n")
      let answer = client.response(toHead: method == "HEAD")
      #expect(answer.status == status, "\(method) \(fields)")
      if status == 206 { #expect(answer.body == Array(Site.bytes[1...2])) }
    }
  }

  @Test("If-Range by date, once its second is over") func byDate() throws {
    let root = try TestServer.makeFolder()
    defer { TestServer.remove(root) }
    try TestServer.write(root + "/a.txt", Array("0123456789".utf8))
    TestServer.age(root + "/a.txt", seconds: 100)
    let router = try Router([StaticFiles(folder: root).route(below: "/public")])
    func get(_ headers: [(String, String)]) throws -> Response {
      try router.respond(
        to: Request(method: .get, target: "/public/a.txt", headers: headers), context: LaneHooks.NoContext())
    }
    let date = try #require(try get([]).headers["Last-Modified"])
    let later = HTTPDate.text(try #require(HTTPDate.seconds(date)) + 1)
    #expect(try get([("Range", "bytes=0-1"), ("If-Range", date)]).status == .partialContent)
    #expect(try get([("Range", "bytes=0-1"), ("If-Range", later)]).status == .ok)
  }
}
