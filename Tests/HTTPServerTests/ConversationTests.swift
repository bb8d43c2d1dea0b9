import Glibc
import Testing

@testable import HTTPServer

/// Replays the golden conversations; see `Conversations/README.md`.
@Suite struct ConversationTests {
  struct Refusal: StatusError { let status: Status }
  struct Broken: Error {}

  /// A folder with one file that is always of the same age, so that its tag is known.
  final class Site {
    let folder: String
    let files: StaticFiles

    init() throws {
      folder = try TestServer.makeFolder()
      try TestServer.write(folder + "/page.txt", Array("0123456789".utf8))
      let moment = timespec(tv_sec: 1_000_000_000, tv_nsec: 0)
      utimensat(AT_FDCWD, folder + "/page.txt", [moment, moment], 0)
      files = try StaticFiles(folder: folder)
    }

    deinit { TestServer.remove(folder) }
  }

  static let routes = [
    Route(.get, "/", lane: .read) { _, _ in plain("hello") },
    Route(.get, "/agent", lane: .read) { request, _ in plain("[\(request.header("user-agent") ?? "")]") },
    Route(.post, "/agent", lane: .read, body: .bytes(maximum: 100)) { request, _ in
      plain("[\(request.header("user-agent") ?? "")]")
    },
    Route(.get, "/where", lane: .read) { request, _ in plain("\(request.path) \(request.target)") },
    Route(.get, "/cookie", lane: .read) { request, _ in plain(request.cookie("s").map { "[\($0)]" } ?? "none")
    },
    Route(.get, "/set-cookie", lane: .read) { _, _ in
      var response = plain("set")
      response.setCookie(Cookie("a", "1"))
      response.setCookie(Cookie("b", "2", maxAge: 60, secure: true))
      return response
    },
    Route(.get, "/status/:code", lane: .read) { request, _ in
      plain("content", status: Status(Int(request.parameter("code") ?? "") ?? 500))
    },
    Route(.put, "/bytes", lane: .write, body: .bytes(maximum: 100)) { request, _ in
      Response(type: "text/plain", body: request.body)
    },
    Route(.patch, "/bytes", lane: .costly, body: .bytes(maximum: 100)) { request, _ in
      Response(type: "text/plain", body: request.body)
    },
    Route(.get, "/query", lane: .read) { request, _ in list(request.query) },
    Route(.get, "/dossiers/:id", lane: .read) { request, _ in plain(request.parameter("id") ?? "") },
    Route(.delete, "/dossiers/:id", lane: .write) { _, _ in Response(status: .noContent, type: "") },
    Route(.get, "/write", lane: .write) { _, _ in plain("written") },
    Route(.get, "/costly", lane: .costly) { _, _ in .handOn(to: .write) { _ in plain("costly") } },
    Route(.get, "/redirect", lane: .read) { request, _ in .redirect(request.query["to"] ?? "") },
    Route(.get, "/forbidden", lane: .read) { _, _ in throw Refusal(status: .forbidden) },
    Route(.get, "/fail", lane: .read) { _, _ in throw Broken() },
    Route(.post, "/form", lane: .write, body: .form(maximum: 1000)) { request, _ in list(request.form) },
    Route(.post, "/upload", lane: .write, body: .multipart(maximumTotal: 5000, maximumFile: 1000)) {
      request, _ in
      let files = request.files.map { "\($0.field)@\($0.filename) \($0.size) \($0.sha256)\n" }
      return plain(list(request.form).body.text + files.joined())
    },
  ]

  static var limits: Limits {
    var limits = Limits()
    limits.requestLine = 256
    limits.head = 1024
    limits.headerFields = 20
    limits.chunkLine = 40
    limits.trailers = 64
    limits.formFields = 20
    limits.parts = 5
    limits.partHead = 200
    limits.multipartText = 1000
    limits.lingerSeconds = 60  // a slow machine must not turn an answer into a reset
    return limits
  }

  static func server(_ site: Site) throws -> TestServer {
    try TestServer(routes + [site.files.route(below: "/files")], limits: limits)
  }

  @Sendable static func list(_ form: Form) -> Response {
    plain(form.fields.map { "\($0.name)=\($0.value)\n" }.joined())
  }

  @Test func thereAreMany() {
    #expect(Conversation.all.count >= 600)
    #expect(Conversation.all.allSatisfy { $0.note.count > 10 })
  }

  @Test(arguments: Conversation.all) func replays(conversation: Conversation) throws {
    let site = try Site()
    let server = try ConversationTests.server(site)
    for cut in [conversation.whole] + conversation.halves + [conversation.bytes] {
      let client = try server.client()
      #expect(conversation.replay(cut, client) == conversation.expected)
    }
    if conversation.canBeFollowed {
      try ConversationTests.expect(conversation, before: conversation, server)
    }
  }

  /// What may follow on a connection that stays open: of every kind one.
  static let followers = [
    "get", "head", "no-content", "post-length", "post-chunked", "upload", "not-found", "pipelined",
    "http-1.0", "bare-line-feed", "length-and-chunked", "smuggled-request", "connection-close", "cut-in-head",
  ].compactMap { name in Conversation.all.first { $0.name == name } }

  @Test func theFollowersAreThere() { #expect(ConversationTests.followers.count == 14) }

  @Test(arguments: Conversation.all.filter(\.canBeFollowed)) func isFollowed(conversation: Conversation)
    throws
  {
    let site = try Site()
    let server = try ConversationTests.server(site)
    for follower in ConversationTests.followers {
      try ConversationTests.expect(conversation, before: follower, server)
    }
  }

  /// Both on one connection, sent together and one after the other.
  static func expect(_ first: Conversation, before second: Conversation, _ server: TestServer) throws {
    let both = [first.turns[0].sent, second.turns[0].sent]
    for pieces in [[both[0] + both[1]], both] {
      let heard = second.replay([pieces], try server.client())
      #expect(heard == first.expected + second.expected, "followed by \(second.name)")
    }
  }
}

/// One file.
struct Conversation: Sendable, CustomTestStringConvertible {
  struct Turn: Sendable {
    var sent: [UInt8] = []
    var expected = ""
  }

  let name: String
  private(set) var note = ""
  private(set) var turns = [Turn()]
  private(set) var staysOpen = false
  /// The client ends in the middle of a message.
  private(set) var isCutOff = false

  var testDescription: String { name }

  static let all: [Conversation] = {
    let folder = #filePath.dropLast("ConversationTests.swift".count) + "Conversations"
    return TestServer.names(in: String(folder)).filter { $0.hasSuffix(".txt") }.map { file in
      let bytes = (try? OpenFile(path: "\(folder)/\(file)").contents()) ?? []
      return Conversation(name: String(file.dropLast(4)), text: bytes.text)
    }
  }()

  init(name: String, text: String) {
    self.name = name
    for line in text.split(separator: "\n") {
      let content = String(line.dropFirst(2))
      switch line.first {
      case "#": note += content
      case ">":
        if !turns[turns.count - 1].expected.isEmpty { turns.append(Turn()) }
        turns[turns.count - 1].sent += Conversation.unescape(content)
      case "<": turns[turns.count - 1].expected += Conversation.unescape(content).text
      case "=":
        staysOpen = content == "open"
        isCutOff = content == "cut"
      default: break
      }
    }
  }

  private static func unescape(_ text: String) -> [UInt8] {
    var bytes: [UInt8] = []
    var rest = Array(text.utf8)[...]
    while let byte = rest.popFirst() {
      guard byte == UInt8(ascii: "\\"), let escape = rest.popFirst() else {
        bytes.append(byte)
        continue
      }
      switch escape {
      case UInt8(ascii: "r"): bytes.append(13)
      case UInt8(ascii: "n"): bytes.append(10)
      case UInt8(ascii: "t"): bytes.append(9)
      case UInt8(ascii: "0"): bytes.append(0)
      case UInt8(ascii: "x"):
        bytes.append(UInt8(Array(rest.prefix(2)).text, radix: 16) ?? 0)
        rest = rest.dropFirst(2)
      default: bytes.append(escape)
      }
    }
    return bytes
  }

  // MARK: Replaying

  var canBeFollowed: Bool { staysOpen && turns.count == 1 }

  var expected: String { turns.map(\.expected).joined() }

  /// The pieces of each turn.
  var whole: [[[UInt8]]] { turns.map { [$0.sent] } }
  var bytes: [[[UInt8]]] { turns.map { $0.sent.map { [$0] } } }

  /// Each turn in two, at one place after the other.
  var halves: [[[[UInt8]]]] {
    turns.indices.flatMap { index in
      (1..<max(2, turns[index].sent.count)).map { place in
        var cut = whole
        cut[index] = [Array(turns[index].sent[..<place]), Array(turns[index].sent[place...])]
        return cut
      }
    }
  }

  /// What the server says to these pieces, with its dates made alike.
  func replay(_ cut: [[[UInt8]]], _ client: Client) -> String {
    var heard = ""
    for (index, pieces) in cut.enumerated() {
      for piece in pieces { client.send(piece) }
      if index < cut.count - 1 {
        let stars =
          turns[index].expected.split(separator: "Date: *", omittingEmptySubsequences: false).count - 1
        heard += client.read(turns[index].expected.utf8.count + stars * (HTTPDate.length - 1)).text
      }
    }
    if staysOpen || isCutOff { client.endOutput() }
    return Conversation.hidingDates(heard + client.readToEnd())
  }

  private static func hidingDates(_ text: String) -> String {
    let parts = text.split(separator: "\r\nDate: ", omittingEmptySubsequences: false)
    let tails = parts.dropFirst().map { "\r\nDate: *" + $0.dropFirst(HTTPDate.length) }
    return parts[0] + tails.joined()
  }
}
