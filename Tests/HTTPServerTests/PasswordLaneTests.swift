import Testing

@testable import HTTPServer

/// Whoever tries passwords holds up other passwords at most, and of these not all.
@Suite struct PasswordLaneTests {
  private let begun = Gate()
  private let release = Gate()

  private func server(_ limits: Limits) throws -> TestServer {
    try TestServer(
      [
        Route(.post, "/login", lane: .password) { [begun, release] _, _ in
          begun.open()
          release.pass()
          return plain("tried")
        },
        Route(.post, "/report", lane: .costly) { _, _ in plain("reported") },
        UploadTests.route(.write, UploadTests.describe),
      ], limits: limits)
  }

  private func send(_ client: Client) { client.send("POST /login HTTP/1.1\r\nHost: t\r\n\r\n") }

  @Test func aFullQueueLeavesTheCostlyLaneAlone() throws {
    var limits = Limits()
    limits.passwordQueue = 1
    let server = try server(limits)
    let clients = try (0..<3).map { _ in try server.client() }
    send(clients[0])
    begun.pass()
    for client in clients[1...] { send(client) }
    _ = server.event { if case .overloaded(.passwordQueue) = $0 { true } else { nil } }
    let other = try server.client()
    #expect(other.post("/report", []).body.text == "reported")
    let upload = other.post(
      "/upload", type: UploadTests.type, UploadTests.body([("paper", "abc.txt", [UInt8]("abc"))]))
    #expect(upload.status == 200)
    release.open()
    #expect(clients[0].response().status == 200)
    #expect([clients[1].response().status, clients[2].response().status].sorted() == [200, 503])
  }

  @Test func aPeerHasAShareOfTheQueue() throws {
    var limits = Limits()
    limits.passwordShare = 1
    let server = try server(limits)
    let clients = try (0..<2).map { _ in try server.client() }
    send(clients[0])
    begun.pass()
    send(clients[1])
    let refused = try server.client()
    // The one that waits may come to its loop after this one; either is beyond the share.
    send(refused)
    _ = server.event { if case .overloaded(.passwordShare) = $0 { true } else { nil } }
    let other = try server.client(from: 2)
    send(other)
    release.open()
    #expect(other.response().status == 200)
    #expect(clients[0].response().status == 200)
    #expect([clients[1].response().status, refused.response().status].sorted() == [200, 503])
    send(refused)
    #expect(refused.response().status == 200)
  }
}
