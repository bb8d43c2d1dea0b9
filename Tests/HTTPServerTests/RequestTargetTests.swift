import Testing

@testable import HTTPServer

@Suite struct RequestTargetTests {
  static func resolve(
    _ target: String, _ method: Method = .get, host: String? = "a"
  ) throws(HTTPFailure) -> (path: String, query: String) {
    let bytes = [UInt8](target)
    let path = ByteBuffer(capacity: 1)
    let query = try bytes.withUnsafeBufferPointer { target throws(HTTPFailure) in
      guard let host else {
        return try RequestTarget.resolve(target, method: method, host: nil, path: path)
      }
      return try [UInt8](host).withUnsafeBufferPointer { host throws(HTTPFailure) in
        try RequestTarget.resolve(target, method: method, host: host, path: path)
      }
    }
    return (path.elements.text, Array(bytes[query]).text)
  }

  @Test(arguments: [
    ("/", "/", ""),
    ("/a/b", "/a/b", ""),
    ("/a?", "/a", ""),
    ("/a?b=c&d?e", "/a", "b=c&d?e"),
    ("/?/../x", "/", "/../x"),
    ("/a+b", "/a+b", ""),
    ("/%61%2D%7e", "/a-~", ""),
    ("/H%E1%BB%93%20s%C6%A1", "/Hồ sơ", ""),
    ("/...", "/...", ""),
    ("/.a/b.", "/.a/b.", ""),
    ("/a//b/", "/a//b/", ""),
    ("/%3F%23%25", "/?#%", ""),
    ("http://a", "/", ""),
    ("http://a/", "/", ""),
    ("HTTPS://A/x?y", "/x", "y"),
    ("http://a?y", "/", "y"),
  ]) func resolves(target: String, path: String, query: String) throws {
    let result = try RequestTargetTests.resolve(target)
    #expect(result.path == path)
    #expect(result.query == query)
  }

  @Test(arguments: [
    "a", "*", "//a@b/..", "/..", "/../", "/a/..", "/a/../b", "/.", "/a/./b", "/%2e%2E/x", "/.%2e/",
    "/%2Fetc", "/a%2fb", "/%5c", "/a\\b", "/%00", "/%0d%0aX", "/%7f", "/%", "/%1", "/%g1", "/%1g", "/a%",
    "/%C0%AE", "/%FF", "/%ED%A0%80", "/%E1%BB", "http://", "http:///x", "http://b/", "http://a:80/",
    "http://u@a/", "ftp://a/", "mailto:a@b", "http://:80/", "http://a:b/", "http://[a]/",
  ]) func refuses(target: String) {
    #expect(throws: HTTPFailure.self) { try RequestTargetTests.resolve(target) }
  }

  @Test func takesAsteriskForOptionsOnly() throws {
    #expect(try RequestTargetTests.resolve("*", .options).path == "*")
  }

  @Test func absoluteFormNeedsNoHostInOldVersions() throws {
    #expect(try RequestTargetTests.resolve("http://b/x", host: nil).path == "/x")
  }
}
