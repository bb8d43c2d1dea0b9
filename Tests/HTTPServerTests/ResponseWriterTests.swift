import Testing

@testable import HTTPServer

@Suite struct ResponseWriterTests {
  static func head(_ response: Response, _ frame: ResponseWriter.Frame = .init()) -> (String, Int) {
    let writer = ResponseWriter()
    writer.refresh(now: 784_111_777)
    let output = ByteBuffer(capacity: 1)
    let length = writer.write(response, frame, into: output)
    return (output.elements.text, length)
  }

  static let date = "Date: Sun, 06 Nov 1994 08:49:37 GMT\r\n"

  @Test func writesTheSmallestHead() {
    let (head, length) = ResponseWriterTests.head(Response(type: "", body: [1, 2, 3]))
    #expect(head == "HTTP/1.1 200 OK\r\n\(ResponseWriterTests.date)Content-Length: 3\r\n\r\n")
    #expect(length == 3)
  }

  @Test func writesFieldsInOrder() {
    var response = Response(status: Status(499), type: "a/b")
    response.set("X-A", "Đà Nẵng")
    response.setCookie(Cookie("s", "1"))
    let (head, _) = ResponseWriterTests.head(response, .init(closes: true))
    #expect(
      head == "HTTP/1.1 499 \r\n\(ResponseWriterTests.date)Content-Type: a/b\r\nX-A: Đà Nẵng\r\n"
        + "Set-Cookie: s=1; Path=/; HttpOnly; SameSite=Lax\r\nContent-Length: 0\r\nConnection: close\r\n\r\n")
  }

  @Test(arguments: [
    (Status.ok, ResponseWriter.Frame(isHead: true), "Content-Length: 2\r\n\r\n", 0),
    (.noContent, ResponseWriter.Frame(), "GMT\r\n\r\n", 0),
    (.notModified, ResponseWriter.Frame(), "GMT\r\n\r\n", 0),
    (.ok, ResponseWriter.Frame(minorVersion: 0), "Connection: keep-alive\r\n\r\n", 2),
    (.ok, ResponseWriter.Frame(minorVersion: 0, closes: true), "Connection: close\r\n\r\n", 2),
  ]) func framesAsTheRequestAsks(status: Status, frame: ResponseWriter.Frame, end: String, length: Int) {
    let result = ResponseWriterTests.head(Response(status: status, type: "", body: [1, 2]), frame)
    #expect(result.0.hasSuffix(end))
    #expect(result.1 == length)
  }

  @Test func countsInDecimal() {
    for number in [0, 7, 10, 99, 100, 12345, Int.max] {
      let output = ByteBuffer(capacity: 1)
      output.append(decimal: number)
      #expect(output.elements.text == "\(number)")
    }
  }
}

@Suite struct RequestTests {
  @Test func makesStringsOnlyOfWhatIsAsked() {
    let request = Request(
      method: .get, target: "/a%20b?q=1&q=2",
      headers: [("X-One", "1"), ("x-one", "2"), ("Cookie", "a=1; s=x"), ("Cookie", "t=y")], peer: "::1")
    #expect(request.path == "/a b")
    #expect(request.target == "/a%20b?q=1&q=2")
    #expect(request.query.all("q") == ["1", "2"])
    #expect(request.header("x-ONE") == "1")
    #expect(request.header("x-on") == nil)
    #expect(request.cookie("s") == "x")
    #expect(request.cookie("t") == "y")
    #expect(request.cookie("u") == nil)
    #expect(request.peer == "::1")
    #expect(request.parameter("id") == nil)
  }

  @Test func decodesFormsAndKeepsBodies() {
    let form = Request(
      method: .post, target: "/",
      headers: [("Content-Type", "Application/X-WWW-Form-Urlencoded; charset=utf-8")],
      body: Array("a=%C4%91".utf8))
    #expect(form.form["a"] == "đ")
    #expect(form.body.text == "a=%C4%91")
    let json = Request(
      method: .post, target: "/", headers: [("Content-Type", "application/json")], body: Array("{}".utf8))
    #expect(json.form.fields.isEmpty)
    #expect(json.body.text == "{}")
  }

  @Test func aStorageForgetsItsLastRequest() throws {
    let request = Request(
      method: .post, target: "/?a=1", headers: [("Content-Type", "application/x-www-form-urlencoded")],
      body: Array("b=2".utf8))
    let storage = request.storage
    storage.reset()
    let next = "GET / HTTP/1.1\r\nHost: t\r\n\r\n"
    var head = parse(next).head
    try Array(next.utf8).withUnsafeBufferPointer { bytes in
      try storage.fill(&head, bytes, maximumFields: 9)
    }
    #expect(storage.method == .get)
    #expect(storage.query.fields.isEmpty)
    #expect(storage.form.fields.isEmpty)
    #expect(storage.body.isEmpty)
    #expect(storage.header("content-type") == nil)
  }

  @Test func idsAreOneToOne() {
    var seen: Set<String> = []
    for number in 0..<10_000 { seen.insert(RequestID(UInt64(number)).text) }
    #expect(seen.count == 10_000)
    #expect(seen.allSatisfy { $0.utf8.count == 8 })
  }
}
