import Glibc
import Testing

@testable import HTTPServer

@Suite struct UploadTests {
  static let type = "multipart/form-data; boundary=b"

  static func body(_ parts: [(name: String, filename: String?, content: [UInt8])]) -> [UInt8] {
    var body: [UInt8] = []
    for part in parts {
      let file = part.filename.map { "; filename=\"\($0)\"" } ?? ""
      body += Array("--b\r\nContent-Disposition: form-data; name=\"\(part.name)\"\(file)\r\n\r\n".utf8)
      body += part.content + Array("\r\n".utf8)
    }
    return body + Array("--b--\r\n".utf8)
  }

  static func route(_ lane: Lane, file: Int = 1 << 20, _ handler: @escaping Handler) -> Route {
    Route(
      .post, "/upload", lane: lane, body: .multipart(maximumTotal: 1 << 21, maximumFile: file),
      handler: handler)
  }

  @Sendable static func describe(_ request: Request, _ context: AnyObject) -> Response {
    let fields = request.form.fields.map { "\($0.name)=\($0.value)" }
    let files = request.files.map { "\($0.field)@\($0.filename) \($0.size) \($0.sha256) \($0.head.count)" }
    return plain((fields + files).joined(separator: "\n"))
  }

  static let abc = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"

  @Test(arguments: Lane.allCases) func reachesTheHandler(lane: Lane) throws {
    let server = try TestServer([UploadTests.route(lane, UploadTests.describe)])
    let answer = try server.client().post(
      "/upload", type: UploadTests.type,
      UploadTests.body([
        ("note", nil, [UInt8]("ghi chú")), ("paper", "abc.txt", [UInt8]("abc")), ("empty", "", []),
      ]))
    #expect(answer.status == 200)
    #expect(answer.body.text == "note=ghi chú\npaper@abc.txt 3 \(UploadTests.abc) 3")
    server.waitUntilUploadsAreGone()
  }

  @Test func keepsWhatTheHandlerMoves() throws {
    let target = try TestServer.makeFolder()
    defer { TestServer.remove(target) }
    let server = try TestServer([
      UploadTests.route(.write) { request, _ in
        #expect(rename(request.files[0].path, target + "/kept") == 0)
        return plain("moved")
      }
    ])
    let big = [UInt8](repeating: 7, count: 300_000)
    let answer = try server.client().post(
      "/upload", type: UploadTests.type, UploadTests.body([("a", "a", big), ("b", "b", big)]))
    #expect(answer.status == 200)
    server.waitUntilUploadsAreGone()
    #expect(try OpenFile(path: target + "/kept").contents() == big)
  }

  @Test func takesChunkedUploads() throws {
    let server = try TestServer([UploadTests.route(.write, UploadTests.describe)])
    let body = UploadTests.body([("paper", "abc.txt", [UInt8]("abc"))])
    let client = try server.client()
    client.send(
      "POST /upload HTTP/1.1\r\nHost: t\r\nContent-Type: \(UploadTests.type)\r\nTransfer-Encoding: chunked\r\n\r\n"
    )
    for byte in body { client.send("1\r\n" + String(UnicodeScalar(byte)) + "\r\n") }
    client.send("0\r\n\r\n")
    #expect(client.response().body.text == "paper@abc.txt 3 \(UploadTests.abc) 3")
  }

  @Test func removesWhatWasCutOff() throws {
    let server = try TestServer([UploadTests.route(.write, UploadTests.describe)])
    let client = try server.client()
    client.send(
      "POST /upload HTTP/1.1\r\nHost: t\r\nContent-Type: \(UploadTests.type)\r\nContent-Length: 9999\r\n\r\n")
    client.send("--b\r\nContent-Disposition: form-data; name=a; filename=x\r\n\r\nsome content")
    while server.uploads.isEmpty { usleep(1000) }
    client.endOutput()
    #expect(client.readToEnd().isEmpty)
    server.waitUntilUploadsAreGone()
  }

  @Test(arguments: [
    ("a", [UInt8](repeating: 1, count: 1001), 413),
    ("a", [UInt8](repeating: 1, count: 1000), 200),
  ]) func boundsEachFile(name: String, content: [UInt8], status: Int) throws {
    let server = try TestServer([UploadTests.route(.write, file: 1000, UploadTests.describe)])
    let body = UploadTests.body([("a", name, content)])
    #expect(try server.client().post("/upload", type: UploadTests.type, body).status == status)
    server.waitUntilUploadsAreGone()
  }

  @Test func refusesAWholeThatIsTooLargeBeforeItComes() throws {
    let server = try TestServer([UploadTests.route(.write, UploadTests.describe)])
    let client = try server.client()
    client.send(
      "POST /upload HTTP/1.1\r\nHost: t\r\nContent-Type: \(UploadTests.type)\r\nContent-Length: 2097153\r\n"
        + "Expect: 100-continue\r\n\r\n")
    let answer = client.response()
    #expect(answer.status == 413)
    #expect(answer["Connection"] == "close")
  }

  /// Nothing of the body is read or stored for whom the route does not admit.
  @Test func asksTheRouteBeforeTheFirstByteIsStored() throws {
    let route = Route(
      .post, "/upload", lane: .write, body: .multipart(maximumTotal: 2 << 20, maximumFile: 1 << 20),
      admission: { request, _ throws(HTTPFailure) in
        guard request.header("Cookie") == "yes" else { throw HTTPFailure(.unauthorized, "no cookie") }
      }, handler: UploadTests.describe)
    let server = try TestServer([route])
    let head = "POST /upload HTTP/1.1\r\nHost: t\r\nContent-Type: \(UploadTests.type)\r\n"
    let stranger = try server.client()
    stranger.send(
      head + "Content-Length: 9999\r\n\r\n--b\r\nContent-Disposition: form-data; name=a; filename=x\r\n\r\nx")
    let answer = stranger.response()
    #expect(answer.status == 401 && answer["Connection"] == "close")
    #expect(server.uploads.isEmpty)
    let body = UploadTests.body([("paper", "abc.txt", [UInt8]("abc"))])
    let known = try server.client()
    known.send(head + "Cookie: yes\r\nContent-Length: \(body.count)\r\n\r\n")
    known.send(String(decoding: body, as: UTF8.self))
    #expect(known.response().status == 200)
  }

  @Test func boundsText() throws {
    var limits = Limits()
    limits.multipartText = 10
    let server = try TestServer([UploadTests.route(.write, UploadTests.describe)], limits: limits)
    let fits = UploadTests.body([("a", nil, [UInt8]("12345")), ("b", nil, [UInt8]("67890"))])
    #expect(try server.client().post("/upload", type: UploadTests.type, fits).status == 200)
    let tooMuch = UploadTests.body([("a", nil, [UInt8]("12345")), ("b", nil, [UInt8]("678901"))])
    #expect(try server.client().post("/upload", type: UploadTests.type, tooMuch).status == 413)
  }

  @Test func isTheSameInMemory() throws {
    let folder = try TestServer.makeFolder()
    defer { TestServer.remove(folder) }
    let body = UploadTests.body([("note", nil, [UInt8]("x")), ("paper", "abc.txt", [UInt8]("abc"))])
    let request = Request(
      method: .post, target: "/upload", headers: [("Content-Type", UploadTests.type)], body: body,
      temporaryFolder: folder)
    let router = try Router([UploadTests.route(.write, UploadTests.describe)])
    let response = try router.respond(to: request, context: request.storage)
    #expect(response.body.text == "note=x\npaper@abc.txt 3 \(UploadTests.abc) 3")
    let small = try Router([UploadTests.route(.write, file: 2, UploadTests.describe)])
    #expect(throws: HTTPFailure(.contentTooLarge, "file too large")) {
      try small.respond(to: request, context: request.storage)
    }
  }

  @Test func sweepsWhatAKilledProcessLeft() throws {
    let folder = try TestServer.makeFolder()
    defer { TestServer.remove(folder) }
    try TestServer.write(folder + "/upload-left", [1])
    try TestServer.write(folder + "/other", [1])
    SpoolFile.sweep(folder)
    #expect(TestServer.names(in: folder) == ["other"])
  }

  @Test func tellsThatTheFolderIsGone() throws {
    let server = try TestServer([UploadTests.route(.write, UploadTests.describe)])
    TestServer.remove(server.folder + "/uploads")
    let body = UploadTests.body([("a", "a", [1])])
    #expect(try server.client().post("/upload", type: UploadTests.type, body).status == 500)
  }

  @Test(arguments: [
    (ENOSPC, Status.insufficientStorage), (EDQUOT, .insufficientStorage), (EIO, .internalServerError),
  ])
  func namesTheTrouble(code: Int32, status: Status) {
    #expect(SpoolFile.failure(code).status == status)
  }
}
