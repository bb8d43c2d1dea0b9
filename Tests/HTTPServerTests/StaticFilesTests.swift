import Glibc
import Testing

@testable import HTTPServer

@Suite struct StaticFilesTests {
  /// A folder with files, and beside it what must not be reached.
  final class Site {
    let root: String
    let files: StaticFiles

    init() throws {
      root = try TestServer.makeFolder()
      mkdir(root + "/public", 0o700)
      mkdir(root + "/public/css", 0o700)
      mkdir(root + "/public/.git", 0o700)
      try TestServer.write(root + "/secret.txt", Array("secret".utf8))
      try TestServer.write(root + "/public/index.html", Array("<p>".utf8))
      try TestServer.write(root + "/public/css/site.css", Array("p{}".utf8))
      try TestServer.write(root + "/public/.env", Array("key".utf8))
      try TestServer.write(root + "/public/.git/config", Array("key".utf8))
      try TestServer.write(root + "/public/đơn.pdf", Array("%PDF".utf8))
      try TestServer.write(root + "/public/large.bin", [UInt8](repeating: 9, count: 70_000))
      symlink(root + "/secret.txt", root + "/public/link.txt")
      symlink(root, root + "/public/up")
      symlink("css", root + "/public/inner")
      mkfifo(root + "/public/pipe.txt", 0o600)
      files = try StaticFiles(folder: root + "/public")
    }

    deinit { TestServer.remove(root) }

    func get(_ path: String, _ headers: [(String, String)] = []) throws -> Response {
      let router = try Router([files.route(below: "/public")])
      return try router.respond(
        to: Request(method: .get, target: "/public/" + path, headers: headers), context: LaneHooks.NoContext()
      )
    }
  }

  @Test(arguments: [
    ("index.html", "text/html; charset=utf-8", "<p>"),
    ("css/site.css", "text/css; charset=utf-8", "p{}"),
    ("%C4%91%C6%A1n.pdf", "application/pdf", "%PDF"),
  ]) func serves(path: String, type: String, content: String) throws {
    let response = try Site().get(path)
    #expect(response.type == type)
    #expect(response.body.text == content)
    #expect(response.headers["Cache-Control"] == "public, max-age=3600")
  }

  @Test(arguments: [
    "nope", "css", "css/", "css//site.css", "index.html/", "index.html/x", ".env", ".git/config",
    "css/../.env",
    "../secret.txt", "..%2fsecret.txt", "%2e%2e/secret.txt", "..", "%2e%2e", "....//secret.txt",
    "link.txt", "up/secret.txt", "inner/site.css", "pipe.txt", "index.html%00.css", "%2Fetc/passwd",
    "..\\secret.txt", "..%5csecret.txt", "%252e%252e/secret.txt", "/etc/passwd", "con%CC%81", "%E0%80%AF..",
  ]) func thereIsNoWayOut(path: String) throws {
    let site = try Site()
    let failure = #expect(throws: HTTPFailure.self) { try site.get(path) }
    #expect(failure?.status == .notFound || failure?.status == .badRequest)
  }

  /// The handler holds by itself, whatever a router would let through.
  @Test(arguments: ["../secret.txt", "css/../../secret.txt", "./index.html", "", "/", "a\u{0}b"])
  func neitherWithoutTheRouter(path: String) throws {
    let site = try Site()
    #expect(throws: HTTPFailure(.notFound, "no such file")) {
      try site.files.respond(to: Request(method: .get, target: "/"), path: path)
    }
  }

  @Test func answersConditions() throws {
    let site = try Site()
    let first = try site.get("index.html")
    let tag = try #require(first.headers["ETag"])
    let date = try #require(first.headers["Last-Modified"])
    let later = HTTPDate.text(try #require(HTTPDate.seconds(date)) + 60)
    let table: [([(String, String)], Status)] = [
      ([("If-None-Match", tag)], .notModified),
      ([("If-None-Match", "W/\(tag)")], .notModified),
      ([("If-None-Match", "\"x\" , \(tag)")], .notModified),
      ([("If-None-Match", "*")], .notModified),
      ([("If-None-Match", "\"x\"")], .ok),
      ([("If-None-Match", "\"x\""), ("If-Modified-Since", later)], .ok),
      ([("If-Modified-Since", date)], .notModified),
      ([("If-Modified-Since", later)], .notModified),
      ([("If-Modified-Since", "Sun, 06 Nov 1994 08:49:37 GMT")], .ok),
      ([("If-Modified-Since", "yesterday")], .ok),
    ]
    for (headers, status) in table {
      let response = try site.get("index.html", headers)
      #expect(response.status == status, "\(headers)")
      #expect(response.headers["ETag"] == tag)
      #expect(response.body.isEmpty == (status == .notModified))
    }
  }

  @Test func anotherStateIs412() throws {
    let site = try Site()
    let first = try site.get("index.html")
    let tag = try #require(first.headers["ETag"])
    let date = try #require(first.headers["Last-Modified"])
    let earlier = HTTPDate.text(try #require(HTTPDate.seconds(date)) - 60)
    let met = [
      [("If-Match", tag)], [("If-Match", "\"x\", \(tag)")], [("If-Match", "*")],
      [("If-Unmodified-Since", date)], [("If-Unmodified-Since", "yesterday")],
      [("If-Match", tag), ("If-Unmodified-Since", earlier)],
    ]
    for headers in met { #expect(try site.get("index.html", headers).status == .ok) }
    #expect(try site.get("index.html", [("If-Match", tag), ("If-None-Match", tag)]).status == .notModified)
    let unmet = [
      [("If-Match", "\"x\"")], [("If-Match", "W/\(tag)")], [("If-Unmodified-Since", earlier)],
      [("If-Match", "\"x\""), ("If-None-Match", tag)], [("If-Match", "")],
    ]
    for headers in unmet {
      let failure = #expect(throws: HTTPFailure.self) { try site.get("index.html", headers) }
      #expect(failure?.status == .preconditionFailed)
    }
  }

  @Test func tagsChangeWithTheFile() throws {
    let site = try Site()
    let before = try site.get("index.html").headers["ETag"]
    try TestServer.write(site.root + "/public/index.html", Array("<p>longer".utf8))
    #expect(try site.get("index.html").headers["ETag"] != before)
  }

  @Test func largeFilesAreStreamed() throws {
    let site = try Site()
    let server = try TestServer([site.files.route(below: "/public")])
    let client = try server.client()
    let answer = client.get("/public/large.bin")
    #expect(answer["Content-Type"] == "application/octet-stream")
    #expect(answer.body == [UInt8](repeating: 9, count: 70_000))
    let tag = try #require(answer["ETag"])
    client.send("GET /public/large.bin HTTP/1.1\r\nHost: t\r\nIf-None-Match: \(tag)\r\n\r\n")
    let fresh = client.response()
    #expect(fresh.status == 304)
    #expect(fresh["Content-Length"] == nil)
    #expect(client.get("/public/index.html").body.text == "<p>")
  }

  @Test func aFolderThatIsMissingIsToldAtOnce() {
    #expect(throws: SystemFailure.self) { try StaticFiles(folder: "/nonexistent") }
  }

  @Test(arguments: [
    ("a.JS", "text/javascript; charset=utf-8"), ("a", "application/octet-stream"),
    ("a.b.svg", "image/svg+xml"), ("x.exe", "application/octet-stream"),
  ])
  func typesGoByExtension(name: String, type: String) {
    #expect(StaticFiles.type(of: name) == type)
  }
}

@Suite struct HTTPDateTests {
  @Test func writes() {
    #expect(HTTPDate.text(784_111_777) == "Sun, 06 Nov 1994 08:49:37 GMT")
    #expect(HTTPDate.text(0) == "Thu, 01 Jan 1970 00:00:00 GMT")
    #expect(HTTPDate.text(1_896_220_799) == "Fri, 01 Feb 2030 23:59:59 GMT")
  }

  @Test(arguments: [
    "Sun, 06 Nov 1994 08:49:37 GMT", "Sunday, 06-Nov-94 08:49:37 GMT", "Sun Nov  6 08:49:37 1994",
  ]) func readsAllForms(text: String) {
    #expect(HTTPDate.seconds(text) == 784_111_777)
  }

  @Test(arguments: [
    "", "0", "Sun, 06 Nov 1994 08:49:37", "Sun, 06 Nov 1994 08:49:37 GMT+7", "Sun, 32 Nov 1994 08:49:37 GMT",
  ])
  func refuses(text: String) {
    #expect(HTTPDate.seconds(text) == nil)
  }
}
