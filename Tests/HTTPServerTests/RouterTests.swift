import Testing

@testable import HTTPServer

@Suite struct RouterTests {
  static func router(_ routes: [(Method, String)]) throws -> Router {
    try Router(routes.map { Route($0.0, $0.1, lane: .read) { _, _ in Response() } })
  }

  static let site: [(Method, String)] = [
    (.get, "/"), (.get, "/dossiers"), (.post, "/dossiers"), (.get, "/dossiers/new"),
    (.get, "/dossiers/:id"), (.post, "/dossiers/:id/return"), (.get, "/dossiers/:id/papers/:paper"),
    (.get, "/:agency/overdue"), (.get, "/public/*file"), (.get, "/public/logo"), (.delete, "/dossiers/:code"),
    (.get, "/trailing/"),
  ]

  @Test(arguments: [
    (Method.get, "/", "/", []),
    (.get, "/dossiers", "/dossiers", []),
    (.post, "/dossiers", "/dossiers", []),
    (.get, "/dossiers/new", "/dossiers/new", []),
    (.get, "/dossiers/42", "/dossiers/:id", ["id=42"]),
    (.delete, "/dossiers/42", "/dossiers/:code", ["code=42"]),
    (.get, "/dossiers/Hồ sơ", "/dossiers/:id", ["id=Hồ sơ"]),
    (.post, "/dossiers/42/return", "/dossiers/:id/return", ["id=42"]),
    (.get, "/dossiers/42/papers/7", "/dossiers/:id/papers/:paper", ["id=42", "paper=7"]),
    (.get, "/dossiers/overdue", "/dossiers/:id", ["id=overdue"]),
    (.get, "/H29/overdue", "/:agency/overdue", ["agency=H29"]),
    (.get, "/public/overdue", "/public/*file", ["file=overdue"]),
    (.get, "/public/a/b.css", "/public/*file", ["file=a/b.css"]),
    (.get, "/public/logo", "/public/logo", []),
    (.get, "/public/logo/x", "/public/*file", ["file=logo/x"]),
    (.head, "/dossiers/42", "/dossiers/:id", ["id=42"]),
    (.get, "/trailing/", "/trailing/", []),
  ]) func finds(method: Method, path: String, pattern: String, parameters: [String]) throws {
    let router = try RouterTests.router(RouterTests.site)
    var ranges: [Range<Int>] = []
    guard
      case .route(let index) = [UInt8](path).withUnsafeBufferPointer({ router.match(method, $0, &ranges) })
    else { return #expect(Bool(false), "no route") }
    #expect(router.routes[index].pattern == pattern)
    let bytes = [UInt8](path)
    let found = zip(router.endpoints[index].parameterNames, ranges).map { "\($0)=\(Array(bytes[$1]).text)" }
    #expect(found == parameters)
  }

  @Test(arguments: [
    "/nope", "/dossiers/", "/dossiers/42/", "/dossiers//papers/7", "//", "/public", "/public/", "/trailing",
    "", "*", "dossiers", "/DOSSIERS",
  ]) func missesPath(path: String) throws {
    let router = try RouterTests.router(RouterTests.site)
    #expect(router.matches(path: path) == false)
    var ranges: [Range<Int>] = []
    guard case .nothing = [UInt8](path).withUnsafeBufferPointer({ router.match(.get, $0, &ranges) }) else {
      return #expect(Bool(false), "something matched")
    }
  }

  @Test func namesOtherMethods() throws {
    let router = try RouterTests.router(RouterTests.site)
    func others(_ path: String) -> [Method]? {
      var ranges: [Range<Int>] = []
      let match = [UInt8](path).withUnsafeBufferPointer { router.match(.put, $0, &ranges) }
      if case .otherMethods(let methods) = match { return methods }
      return nil
    }
    #expect(others("/dossiers") == [.get, .head, .post])
    #expect(others("/dossiers/42/return") == [.post])
    #expect(others("/dossiers/42") == [.get, .head, .delete])
  }

  @Test func prefersAHeadRoute() throws {
    let router = try RouterTests.router([(.get, "/a"), (.head, "/a")])
    #expect(router.route(.head, path: "/a")?.method == .head)
    #expect(router.route(.get, path: "/a?x=1")?.method == .get)
  }

  @Test(arguments: ["", "a", "/:", "/*", "/*rest/more", "/:a/:a", "/:a/*a"])
  func refusesPattern(pattern: String) {
    #expect(throws: Router.Fault.malformed(pattern: pattern)) { try RouterTests.router([(.get, pattern)]) }
  }

  @Test(arguments: [("/a", "/a"), ("/a/:x", "/a/:y"), ("/a/*x", "/a/*y"), ("/:a/b/:c", "/:d/b/:e")])
  func refusesAmbiguity(one: String, other: String) {
    #expect(throws: Router.Fault.ambiguous(pattern: other, other: one)) {
      try RouterTests.router([(.get, one), (.get, other)])
    }
    #expect(throws: Never.self) { try RouterTests.router([(.get, one), (.post, other)]) }
  }

  // MARK: In memory

  final class Context: Sendable {}

  @Test func respondsInMemory() throws {
    let router = try Router([
      Route(.get, "/hello/:name", lane: .read) { request, _ in
        Response(body: Array("\(request.parameter("name") ?? "") \(request.query["q"] ?? "")".utf8))
      }
    ])
    let response = try router.respond(
      to: Request(method: .get, target: "/hello/L%C3%AA?q=x"), context: Context())
    #expect(response.body.text == "Lê x")
  }

  @Test func followsStepsAndJobs() throws {
    let done = Monitor<[String]>([])
    let router = try Router([
      Route(.post, "/", lane: .costly) { _, _ in
        done.withLock { $0.append("hash") }
        return .handOn(to: .write) { context in
          done.withLock { $0.append("row \(context is Context)") }
          var response = Response.redirect("/home")
          response.afterwards { _ in done.withLock { $0.append("afterwards") } }
          return response
        }
      }
    ])
    let response = try router.respond(to: Request(method: .post, target: "/"), context: Context())
    #expect(response.status == .seeOther)
    #expect(response.headers["location"] == "/home")
    #expect(done.withLock { $0 } == ["hash", "row true", "afterwards"])
  }

  @Test(arguments: [
    (Method.get, "/nope", "", "", Status.notFound),
    (.put, "/form", "", "", .methodNotAllowed),
    (.get, "/../x", "", "", .badRequest),
    (.get, "/none?a=%zz", "", "", .badRequest),
    (.get, "/none", "x", "text/plain", .contentTooLarge),
    (.post, "/form", "a=1", "text/plain", .unsupportedMediaType),
    (.post, "/form", "a=%", "application/x-www-form-urlencoded", .badRequest),
    (.post, "/form", "a=123456789", "application/x-www-form-urlencoded", .contentTooLarge),
    (.post, "/form", "a=1", "multipart/form-data; boundary=b", .badRequest),
    (.post, "/form", "--b--", "multipart/form-data; boundary=b", .unsupportedMediaType),
    (.post, "/upload", "--b--", "multipart/form-data", .badRequest),
  ]) func refusesInMemory(method: Method, target: String, body: String, type: String, status: Status) throws {
    let answer: Handler = { _, _ in Response() }
    let router = try Router([
      Route(.get, "/none", lane: .read, handler: answer),
      Route(.post, "/form", lane: .write, body: .form(maximum: 10), handler: answer),
      Route(
        .post, "/upload", lane: .write, body: .multipart(maximumTotal: 99, maximumFile: 9), handler: answer),
    ])
    let headers = type.isEmpty ? [] : [("Content-Type", type)]
    let request = Request(method: method, target: target, headers: headers, body: Array(body.utf8))
    let failure = #expect(throws: HTTPFailure.self) { try router.respond(to: request, context: Context()) }
    #expect(failure?.status == status)
  }
}
