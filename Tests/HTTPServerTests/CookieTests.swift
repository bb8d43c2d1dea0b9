import Testing

@testable import HTTPServer

@Suite struct CookieTests {
  static func value(_ name: String, _ field: String) -> String? {
    [UInt8](field).withUnsafeBufferPointer { Cookie.value(of: name, in: $0) }
  }

  @Test(arguments: [
    ("s=1", "1"),
    ("a=0; s=1; s=2", "1"),
    ("a=0;s=1", "1"),
    ("  s=1  ", "1"),
    ("s=", ""),
    ("s=a=b", "a=b"),
    ("s=\"q\"", "\"q\""),
    ("broken; =x; s=1", "1"),
    ("xs=0; s=1", "1"),
    (";;;s=1;", "1"),
  ]) func reads(field: String, value: String) {
    #expect(CookieTests.value("s", field) == value)
  }

  @Test(arguments: ["", "s", "S=1", "xs=1", "a=s=1", "s =1", ";", "a=\"; "])
  func misses(field: String) {
    #expect(CookieTests.value("s", field) == nil)
  }

  @Test func repairsBadBytes() {
    let value = [UInt8]([0x73, 0x3D, 0xFF]).withUnsafeBufferPointer { Cookie.value(of: "s", in: $0) }
    #expect(value == "\u{FFFD}")
  }

  @Test func writesItsLine() {
    #expect(Cookie("s", "abc").line == "s=abc; Path=/; HttpOnly; SameSite=Lax")
    let full = Cookie(
      "__Host-s", "x", path: "/", maxAge: 60, secure: true, httpOnly: false, sameSite: .strict)
    #expect(full.line == "__Host-s=x; Path=/; Max-Age=60; Secure; SameSite=Strict")
  }
}

@Suite struct HeadersTests {
  @Test func setsAddsAndRemoves() {
    var headers = Headers()
    headers.set("X-A", "1")
    headers.add("x-a", "2")
    #expect(headers["X-a"] == "1")
    headers.set("x-A", "3")
    #expect(headers.fields.map { "\($0.name)=\($0.value)" } == ["x-A=3"])
    headers.remove("X-A")
    #expect(headers.fields.isEmpty)
  }

  @Test(arguments: ["a\r\nSet-Cookie: x=1", "a\nb", "a\u{0}b", "a\rb"])
  func noValueEndsALine(value: String) {
    var headers = Headers()
    headers.set("Location", value)
    let sent = headers["Location"] ?? ""
    #expect(sent.utf8.allSatisfy { $0 >= 0x20 })
    #expect(sent.utf8.count == value.utf8.count)
  }

  @Test func eachCookieHasItsField() {
    var response = Response()
    response.setCookie(Cookie("a", "1"))
    response.setCookie(Cookie("b", "2"))
    #expect(response.headers.fields.map(\.name) == ["Set-Cookie", "Set-Cookie"])
  }
}
