import Testing

@testable import HTTPServer

/// Each limit is so short that it must strike and each test waits for what follows; none measures time.
@Suite struct TimeoutTests {
  static func server(_ set: (inout Limits) -> Void) throws -> TestServer {
    var limits = Limits()
    set(&limits)
    return try TestServer(
      [
        Route(.put, "/", lane: .read, body: .bytes(maximum: 100)) { _, _ in plain("put") },
        Route(.get, "/", lane: .read) { _, _ in plain("hello") },
        Route(.get, "/big", lane: .read) { _, _ in
          Response(type: "", body: [UInt8](repeating: 0x41, count: 64 << 20))
        },
      ], limits: limits)
  }

  @Test func aHeadThatStopsIs408() throws {
    let server = try TimeoutTests.server { $0.headSeconds = 0.05 }
    let client = try server.client()
    client.send("GET / HTTP/1.1\r\n")
    let text = client.readToEnd()
    #expect(text.hasPrefix("HTTP/1.1 408 Request Timeout\r\n"))
    #expect(text.contains("Connection: close\r\n"))
  }

  @Test func aHeadRequestThatStopsGetsNoContent() throws {
    let server = try TimeoutTests.server { $0.headSeconds = 0.05 }
    let client = try server.client()
    client.send("HEAD / HTTP/1.1\r\n")
    let text = client.readToEnd()
    #expect(text.hasPrefix("HTTP/1.1 408 Request Timeout\r\n"))
    #expect(text.hasSuffix("\r\n\r\n"))
  }

  @Test func aClientThatSaysNothingIsClosedSilently() throws {
    let server = try TimeoutTests.server { $0.headSeconds = 0.05 }
    #expect(try server.client().readToEnd().isEmpty)
  }

  @Test func aBodyThatStopsIs408() throws {
    let server = try TimeoutTests.server { $0.bodySeconds = 0.05 }
    let client = try server.client()
    client.send("PUT / HTTP/1.1\r\nHost: t\r\nContent-Length: 10\r\n\r\nabc")
    #expect(client.readToEnd().hasPrefix("HTTP/1.1 408 Request Timeout\r\n"))
  }

  @Test func anIdleConnectionIsClosedSilently() throws {
    let server = try TimeoutTests.server { $0.idleSeconds = 0.05 }
    let client = try server.client()
    #expect(client.get("/").body.text == "hello")
    #expect(client.readToEnd().isEmpty)
  }

  @Test func aReaderThatStopsIsCutOff() throws {
    let server = try TimeoutTests.server {
      $0.writeSeconds = 0.05
      $0.minimumRate = 1 << 40
      $0.idleSeconds = 0.05
    }
    let client = try server.client()
    client.send("GET /big HTTP/1.1\r\nHost: t\r\n\r\n")
    #expect(client.get("/").status == 200)
    #expect(client.readToEnd().utf8.count < 64 << 20)
  }

  @Test func aSlowBodyIsGivenTimeByItsSize() throws {
    let server = try TimeoutTests.server {
      $0.bodySeconds = 0.05
      $0.minimumRate = 1
    }
    let client = try server.client()
    // Ten bytes buy ten seconds at one byte a second; the rest comes long before.
    client.send("PUT / HTTP/1.1\r\nHost: t\r\nContent-Length: 11\r\n\r\n0123456789")
    client.send("x")
    #expect(client.response().body.text == "put")
  }

  @Test func lingeringEnds() throws {
    let server = try TimeoutTests.server { $0.lingerSeconds = 0.05 }
    let client = try server.client()
    client.send("GET / HTTP/1.1\r\nHost: t\r\nConnection: close\r\n\r\n")
    #expect(client.readToEnd().hasSuffix("hello"))
    // Nothing is heard of a client that keeps its side open; the server lets go all the same.
    server.server.stop(within: 60)
    #expect(server.server.port == 0)
  }
}
