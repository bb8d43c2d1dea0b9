import Glibc
import Testing

@testable import HTTPServer

/// The server over loopback sockets.
@Suite struct ServerTests {
  struct Refusal: StatusError { let status: Status }
  struct Secret: Error { let detail = "the password is 12345" }

  static let routes = [
    Route(.get, "/", lane: .read) { _, _ in plain("hello") },
    Route(.get, "/echo/:name", lane: .read) { request, _ in
      plain(
        "\(request.method.name) \(request.path) \(request.parameter("name")!) \(request.query["q"] ?? "-")")
    },
    Route(.get, "/peer", lane: .read) { request, _ in plain(request.peer + request.id) },
    Route(.post, "/form", lane: .write, body: .form(maximum: 100)) { request, _ in
      plain(request.form.fields.map { "\($0.name)=\($0.value)" }.joined(separator: ","))
    },
    Route(.put, "/bytes", lane: .costly, body: .bytes(maximum: 1 << 22)) { request, _ in
      plain("\(request.body.count)")
    },
    Route(.get, "/big", lane: .read) { _, _ in
      Response(type: "", body: [UInt8](repeating: 0x41, count: 3 << 20))
    },
    Route(.get, "/refuse", lane: .read) { _, _ in throw Refusal(status: .forbidden) },
    Route(.get, "/break", lane: .read) { _, _ in throw Secret() },
    Route(.get, "/missing-file", lane: .read) { _, _ in .file(path: "/nonexistent", type: "x/y") },
    Route(.get, "/none", lane: .read) { _, _ in Response(status: .noContent, type: "", body: [1]) },
    Route(.get, "/on", lane: .read) { _, _ in
      .handOn(to: .costly) { _ in .handOn(to: .write) { _ in .handOn(to: .read) { _ in plain("all lanes") } }
      }
    },
  ]

  @Test func answersOnEveryLane() throws {
    let server = try TestServer(ServerTests.routes)
    let client = try server.client()
    #expect(client.get("/").body.text == "hello")
    #expect(client.get("/echo/%C4%91?q=1+2").body.text == "GET /echo/đ đ 1 2")
    #expect(client.post("/form", [UInt8]("a=1&b=%C4%91")).body.text == "a=1,b=đ")
    client.send("PUT /bytes HTTP/1.1\r\nHost: t\r\nContent-Length: 3\r\n\r\nabc")
    #expect(client.response().body.text == "3")
    #expect(client.get("/on").body.text == "all lanes")
    #expect(client.get("/peer").body.text.hasPrefix("127.0.0.1"))
  }

  @Test func writesACompleteHead() throws {
    let server = try TestServer(ServerTests.routes)
    let answer = try server.client().get("/")
    #expect(answer.head.hasPrefix("HTTP/1.1 200 OK\r\n"))
    #expect(answer["Content-Type"] == "text/plain")
    #expect(answer["Content-Length"] == "5")
    #expect(answer["Connection"] == nil)
    #expect(answer["Date"].flatMap(HTTPDate.seconds) != nil)
  }

  @Test func headIsGetWithoutContent() throws {
    let server = try TestServer(ServerTests.routes)
    let client = try server.client()
    client.send("HEAD / HTTP/1.1\r\nHost: t\r\n\r\nHEAD /nope HTTP/1.1\r\nHost: t\r\n\r\n")
    let found = client.response(toHead: true)
    #expect(found["Content-Length"] == "5")
    #expect(client.response(toHead: true).status == 404)
    #expect(client.get("/").body.text == "hello")
  }

  @Test func contentIsDroppedWhereThereIsNone() throws {
    let server = try TestServer(ServerTests.routes)
    let client = try server.client()
    let answer = client.get("/none")
    #expect(answer.status == 204)
    #expect(answer["Content-Length"] == nil)
    #expect(client.get("/").body.text == "hello")
  }

  @Test func pipelinedAnswersStayInOrder() throws {
    let server = try TestServer(ServerTests.routes)
    let client = try server.client()
    var wire = ""
    for index in 0..<300 {
      let lane = ["echo/\(index)", "on", "echo/x\(index)"][index % 3]
      wire += "GET /\(lane) HTTP/1.1\r\nHost: t\r\n\r\n"
    }
    client.send(wire)
    client.endOutput()
    for index in 0..<300 {
      let body = client.response().body.text
      #expect(
        body == ["GET /echo/\(index) \(index) -", "all lanes", "GET /echo/x\(index) x\(index) -"][index % 3])
    }
    #expect(client.readToEnd().isEmpty)
  }

  @Test func headsInPiecesAreKeptApart() throws {
    let number = Route(.get, "/", lane: .read) { request, _ in plain(request.header("X-Number") ?? "none") }
    let server = try TestServer([number])
    let clients = [try server.client(), try server.client(), try server.client()]
    for (number, client) in clients.enumerated() {
      client.send("GET / HTTP/1.1\r\nX-Number: \(number)\r\n")
      #expect(try server.client().get("/").body.text == "none")
    }
    for (number, client) in clients.enumerated() {
      client.send("X-Other: \(number)\r\nHost: t\r\n\r\n")
      #expect(client.response().body.text == "\(number)")
      #expect(client.get("/").body.text == "none")
    }
  }

  @Test func aPipelinedBodyFollowsItsHead() throws {
    let server = try TestServer(ServerTests.routes)
    let client = try server.client()
    let form = "POST /form HTTP/1.1\r\nHost: t\r\nContent-Type: application/x-www-form-urlencoded\r\n"
    client.send(
      form + "Content-Length: 3\r\n\r\na=1" + form + "Transfer-Encoding: chunked\r\n\r\n3\r\nb=2\r\n0\r\n\r\n"
        + "GET / HTTP/1.1\r\nHost: t\r\nConnection: close\r\n\r\n")
    #expect(client.response().body.text == "a=1")
    #expect(client.response().body.text == "b=2")
    let last = client.response()
    #expect(last.body.text == "hello")
    #expect(last["Connection"] == "close")
    #expect(client.readToEnd().isEmpty)
  }

  @Test func answersAClientThatHasStoppedSending() throws {
    let server = try TestServer(ServerTests.routes)
    let client = try server.client()
    client.send("GET /on HTTP/1.1\r\nHost: t\r\n\r\n")
    client.endOutput()
    #expect(client.response().body.text == "all lanes")
    #expect(client.readToEnd().isEmpty)
  }

  @Test func oldClientsCloseUnlessTheyAsk() throws {
    let server = try TestServer(ServerTests.routes)
    let closing = try server.client()
    closing.send("GET / HTTP/1.0\r\n\r\n")
    #expect(closing.readToEnd().hasSuffix("Connection: close\r\n\r\nhello"))
    let keeping = try server.client()
    keeping.send("GET / HTTP/1.0\r\nConnection: keep-alive\r\n\r\n")
    #expect(keeping.response()["Connection"] == "keep-alive")
    #expect(keeping.get("/").body.text == "hello")
  }

  @Test func saysContinueOnlyWhenTheBodyIsWanted() throws {
    let server = try TestServer(ServerTests.routes)
    let client = try server.client()
    client.send("PUT /bytes HTTP/1.1\r\nHost: t\r\nContent-Length: 3\r\nExpect: 100-continue\r\n\r\n")
    #expect(client.response().head == "HTTP/1.1 100 Continue\r\n\r\n")
    client.send("abc")
    #expect(client.response().body.text == "3")
    client.send("PUT /nope HTTP/1.1\r\nHost: t\r\nContent-Length: 3\r\nExpect: 100-continue\r\n\r\n")
    let refused = client.response()
    #expect(refused.status == 404)
    #expect(refused["Connection"] == "close")
  }

  @Test func bigBodiesGoBothWays() throws {
    let server = try TestServer(ServerTests.routes)
    let client = try server.client()
    let body = [UInt8](repeating: 0x42, count: 3 << 20)
    client.send("PUT /bytes HTTP/1.1\r\nHost: t\r\nContent-Length: \(body.count)\r\n\r\n")
    client.send(body)
    #expect(client.response().body.text == "\(3 << 20)")
    client.send("GET /big HTTP/1.1\r\nHost: t\r\n\r\nGET / HTTP/1.1\r\nHost: t\r\n\r\n")
    #expect(client.response().body == [UInt8](repeating: 0x41, count: 3 << 20))
    #expect(client.response().body.text == "hello")
  }

  @Test func anotherMethodIsToldWhichThereAre() throws {
    let server = try TestServer(ServerTests.routes)
    let client = try server.client()
    client.send("DELETE / HTTP/1.1\r\nHost: t\r\n\r\n")
    let answer = client.response()
    #expect(answer.status == 405)
    #expect(answer["Allow"] == "GET, HEAD")
    #expect(client.get("/").status == 200)
  }

  // MARK: Failures

  @Test func errorsKnowTheirStatusAndHideTheirText() throws {
    let server = try TestServer(ServerTests.routes)
    let client = try server.client()
    #expect(client.get("/refuse").status == 403)
    let answer = client.get("/break")
    #expect(answer.status == 500)
    #expect(!answer.body.text.contains("12345"))
    #expect(client.get("/missing-file").status == 500)
    #expect(client.get("/").status == 200)
    let failures = server.events.compactMap { event -> String? in
      if case .handlerFailed(_, let pattern, _) = event { return pattern }
      return nil
    }
    #expect(failures == ["/break", "/missing-file"])
  }

  @Test func eventsNamePatternsAndIds() throws {
    let server = try TestServer(ServerTests.routes)
    _ = try server.client().get("/echo/secret?q=secret")
    let finished = server.event { event -> ServerEvent.Finished? in
      if case .finished(let finished) = event { return finished }
      return nil
    }
    #expect(finished.pattern == "/echo/:name")
    #expect(finished.method == .get)
    #expect(finished.status == .ok)
    #expect(finished.bytes == "GET /echo/secret secret secret".utf8.count)
    #expect(finished.id.count == 8)
    #expect(finished.delivered)
  }

  @Test func idsDiffer() throws {
    let server = try TestServer(ServerTests.routes, loops: 2)
    var seen: Set<String> = []
    for _ in 0..<20 {
      let client = try server.client()
      for _ in 0..<10 { seen.insert(client.get("/peer").body.text) }
    }
    #expect(seen.count == 200)
  }

  @Test func refusalsAreReportedWithoutTheInput() throws {
    let server = try TestServer(ServerTests.routes)
    let client = try server.client()
    client.send("GET / HTTP/1.1\r\nHost: <script>\r\n\r\n")
    let text = client.readToEnd()
    #expect(text.hasPrefix("HTTP/1.1 400 Bad Request\r\n"))
    #expect(!text.contains("script"))
    let failure = server.event { event -> HTTPFailure? in
      if case .refused(_, "127.0.0.1", let failure) = event { return failure }
      return nil
    }
    #expect(failure == .bad("malformed Host"))
  }

  // MARK: Ceilings

  @Test(arguments: [
    ("GET /\(String(repeating: "x", count: 9000)) HTTP/1.1\r\nHost: t\r\n\r\n", 414),
    ("GET / HTTP/1.1\r\nHost: t\r\nX: \(String(repeating: "x", count: 40_000))\r\n\r\n", 431),
    (
      "POST /form HTTP/1.1\r\nHost: t\r\nContent-Type: application/x-www-form-urlencoded\r\nContent-Length: 101\r\n\r\n",
      413
    ),
    ("GET / HTTP/1.1\r\nHost: t\r\nContent-Length: 1\r\n\r\n", 413),
    ("PUT /bytes HTTP/1.1\r\nHost: t\r\nTransfer-Encoding: chunked\r\n\r\n4194305\r\n", 413),
  ]) func closesBeyondACeiling(wire: String, status: Int) throws {
    let server = try TestServer(ServerTests.routes)
    let client = try server.client()
    client.send(wire)
    let answer = client.response()
    #expect(answer.status == status)
    #expect(answer["Connection"] == "close")
    #expect(client.readToEnd().isEmpty)
  }

  @Test func turnsAwayBeyondTheLastConnection() throws {
    var limits = Limits()
    limits.connections = 2
    let server = try TestServer(ServerTests.routes, limits: limits)
    let first = try server.client()
    let second = try server.client()
    #expect(first.get("/").status == 200)
    #expect(second.get("/").status == 200)
    let third = try server.client()
    #expect(third.response().status == 503)
    #expect(third.readToEnd().isEmpty)
    first.send("GET / HTTP/1.1\r\nHost: t\r\nConnection: close\r\n\r\n")
    #expect(first.response().status == 200)
    first.endOutput()
    #expect(first.readToEnd().isEmpty)
    var status = 503
    while status == 503 { status = try server.client().get("/").status }
    #expect(status == 200)
  }

  @Test func reportsSlowReads() throws {
    var limits = Limits()
    limits.slowReadMicroseconds = -1
    let server = try TestServer(ServerTests.routes, limits: limits)
    _ = try server.client().get("/echo/x")
    let pattern = server.event { event -> String? in
      if case .slowRead(_, let pattern, _) = event { return pattern }
      return nil
    }
    #expect(pattern == "/echo/:name")
  }

  @Test func aSecondServerCannotShareThePort() throws {
    let server = try TestServer(ServerTests.routes)
    let other = Server(
      router: try Router([]), settings: Settings(port: server.server.port, temporaryFolder: server.folder),
      failurePage: { Response(status: $0.status) })
    #expect(throws: SystemFailure.self) { try other.start() }
    #expect(other.port == 0)
  }

  @Test func resetsHurtNobody() throws {
    let server = try TestServer(ServerTests.routes)
    for _ in 0..<20 {
      let client = try server.client()
      client.send("GET /big HTTP/1.1\r\nHost: t\r\n\r\nGET /on HTTP/1.1\r\nHost: t\r\n\r\n")
      client.abort()
    }
    #expect(try server.client().get("/").status == 200)
  }

  @Test func streamsFilesOfAnySize() throws {
    let folder = try TestServer.makeFolder()
    defer { TestServer.remove(folder) }
    let bytes = (0..<1_500_000).map { UInt8(truncatingIfNeeded: $0 &* 7 ^ $0 >> 9) }
    try TestServer.write(folder + "/f", bytes)
    let server = try TestServer([
      Route(.get, "/f", lane: .read) { _, _ in
        .file(path: folder + "/f", type: "application/pdf", disposition: "inline; filename=\"f.pdf\"")
      }
    ])
    let client = try server.client()
    client.send("GET /f HTTP/1.1\r\nHost: t\r\n\r\nHEAD /f HTTP/1.1\r\nHost: t\r\n\r\n")
    let answer = client.response()
    #expect(answer.body == bytes)
    #expect(answer["Content-Disposition"] == "inline; filename=\"f.pdf\"")
    #expect(client.response(toHead: true)["Content-Length"] == "1500000")
    #expect(client.get("/f").body == bytes)
  }
}
