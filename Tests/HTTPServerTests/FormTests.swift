import Testing

@testable import HTTPServer

@Suite struct FormTests {
  static func form(_ text: String, most: Int = 100) throws(HTTPFailure) -> Form {
    try [UInt8](text).withUnsafeBufferPointer { bytes throws(HTTPFailure) in
      try Form(urlencoded: bytes, maximumFields: most)
    }
  }

  @Test(arguments: [
    ("", []),
    ("a=1", ["a|1"]),
    ("a=1&b=2&a=3", ["a|1", "b|2", "a|3"]),
    ("a", ["a|"]),
    ("a=", ["a|"]),
    ("=b", ["|b"]),
    ("&&a=1&", ["a|1"]),
    ("a=b=c", ["a|b=c"]),
    ("a+b=c+d", ["a b|c d"]),
    ("a=%2B%26%3D", ["a|+&="]),
    ("ten=%C4%90%C3%A0", ["ten|Đà"]),
    ("ten=Đà", ["ten|Đà"]),
    ("a=%00", ["a|\u{0}"]),
    ("a=%e2%80%8F", ["a|\u{200F}"]),
  ]) func decodes(text: String, fields: [String]) throws {
    #expect(try FormTests.form(text).fields.map { "\($0.name)|\($0.value)" } == fields)
  }

  @Test(arguments: [
    "a=%", "a=%1", "a=%zz", "%=a", "a=%C0%AF", "a=%FF", "a=%ED%A0%80", "a=%F4%90%80%80", "%C3=a",
  ]) func refuses(text: String) {
    let failure = #expect(throws: HTTPFailure.self) { try FormTests.form(text) }
    #expect(failure?.status == .badRequest)
  }

  @Test func refusesRawBytesThatAreNotText() {
    #expect(throws: HTTPFailure.bad("a form field is not UTF-8")) {
      try [UInt8]([0x61, 0x3D, 0xFF]).withUnsafeBufferPointer { bytes throws(HTTPFailure) in
        _ = try Form(urlencoded: bytes, maximumFields: 1)
      }
    }
  }

  @Test func boundsTheNumberOfFields() throws {
    #expect(try FormTests.form("a&b&c", most: 3).fields.count == 3)
    let failure = #expect(throws: HTTPFailure.self) { try FormTests.form("a&b&c&d", most: 3) }
    #expect(failure?.status == .contentTooLarge)
  }

  @Test func looksUp() {
    let form = Form([("a", "1"), ("b", "2"), ("a", "3")])
    #expect(form["a"] == "1")
    #expect(form["c"] == nil)
    #expect(form.all("a") == ["1", "3"])
    #expect(form.all("c").isEmpty)
  }
}
