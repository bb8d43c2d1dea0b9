import Testing

@testable import HTTPServer

@Suite struct MultipartTests {
  /// Notes what it is told.
  final class Recorder: MultipartSink {
    var parts: [(head: PartHead, content: [UInt8], ended: Bool)] = []

    func begin(part head: PartHead) { parts.append((head, [], false)) }

    func take(content bytes: UnsafeBufferPointer<UInt8>) { parts[parts.count - 1].content += Array(bytes) }

    func endPart() { parts[parts.count - 1].ended = true }

    /// `name=content` or `name@filename=content`
    var lines: [String] {
      parts.map { part in
        let file = part.head.filename.map { "@" + $0 } ?? ""
        return "\(part.head.name)\(file)=\(part.content.text)\(part.ended ? "" : "…")"
      }
    }
  }

  static func read(
    _ pieces: [[UInt8]], boundary: String = "b", limits: Limits = Limits()
  ) -> (lines: [String], failure: HTTPFailure?) {
    var reader = MultipartReader(boundary: Array(boundary.utf8), limits: limits)
    let recorder = Recorder()
    do throws(HTTPFailure) {
      for piece in pieces {
        try piece.withUnsafeBufferPointer { bytes throws(HTTPFailure) in
          try reader.read(bytes, into: recorder)
        }
      }
      try reader.finish()
    } catch {
      return (recorder.lines, error)
    }
    return (recorder.lines, nil)
  }

  static func text(_ name: String, _ value: String) -> String {
    "--b\r\nContent-Disposition: form-data; name=\"\(name)\"\r\n\r\n\(value)\r\n"
  }

  static func file(_ disposition: String, _ value: String = "x") -> String {
    "--b\r\nContent-Disposition: form-data; \(disposition)\r\nContent-Type: image/png\r\n\r\n\(value)\r\n"
  }

  static let good: [(String, [String])] = [
    ("--b--\r\n", []),
    ("--b--", []),
    (text("a", "1") + "--b--\r\n", ["a=1"]),
    (text("a", "") + text("b", "2") + "--b--\r\n", ["a=", "b=2"]),
    ("preamble\r\n" + text("a", "1") + "--b--\r\nepilogue --b\r\n", ["a=1"]),
    ("\r\n" + text("a", "1") + "--b--", ["a=1"]),
    (text("a", "\r\n\r\n--\r\n-b\r\n--a\r\r\n") + "--b--", ["a=\r\n\r\n--\r\n-b\r\n--a\r\r\n"]),
    (text("a", "--") + "--b--", ["a=--"]),
    (text("a", "-\r\n--") + "--b--", ["a=-\r\n--"]),
    (text("a", "1") + "--b-- \t\r\nepilogue", ["a=1"]),
    (text("a", "1") + "--b-- ", ["a=1"]),
    (
      "--b\r\nContent-Disposition: form-data; name=a\r\nContent-Transfer-Encoding: 8BIT\r\n\r\n1\r\n--b--",
      ["a=1"]
    ),
    (text("a", "\r") + "--b--", ["a=\r"]),
    ("--b \t\r\nContent-Disposition: form-data; name=a\r\n\r\n1\r\n--b--", ["a=1"]),
    ("--b\r\ncontent-disposition:form-data;name=a\r\nX: y\r\n\r\n1\r\n--b--", ["a=1"]),
    (file("name=\"f\"; filename=\"ảnh.png\"", "\u{89}PNG") + "--b--", ["f@ảnh.png=\u{89}PNG"]),
    (file("filename=x.png; name=f") + "--b--", ["f@x.png=x"]),
    (file("name=\"f\"; filename=\"C:\\Hồ sơ\\đơn.pdf\"") + "--b--", ["f@đơn.pdf=x"]),
    (file("name=\"f\"; filename=\"../../etc/passwd\"") + "--b--", ["f@passwd=x"]),
    (file("name=\"f\"; filename=\"a/\"") + "--b--", ["f@=x"]),
    (file("name=\"f\"; filename=\"a%22b%0D%0Ac%25.png\"") + "--b--", ["f@a\"bc%25.png=x"]),
    (file("name=\"f\"; filename=\"a\\\"b.png\"") + "--b--", ["f@a\"b.png=x"]),
    (file("name=\"a;b=c\"; filename=\"\"") + "--b--", ["a;b=c@=x"]),
    (file("name=f; filename=x; filename*=UTF-8''evil.html") + "--b--", ["f@x=x"]),
    (text("a", "1") + text("a", "2") + "--b--", ["a=1", "a=2"]),
  ]

  @Test(arguments: good) func readsHowever(itIsCut wire: String, lines: [String]) {
    for pieces in Cut.all([UInt8](wire)) {
      let result = MultipartTests.read(pieces)
      #expect(result.failure == nil)
      #expect(result.lines == lines)
    }
  }

  static let bad: [(String, String)] = [
    ("", "multipart body without its end"),
    ("nothing", "multipart body without its end"),
    (text("a", "1"), "multipart body without its end"),
    (text("a", "1") + "--b", "multipart body without its end"),
    (text("a", "1") + "--b-", "multipart body without its end"),
    (text("a", "1") + "--b-x", "malformed delimiter"),
    (text("a", "1") + "--bx", "malformed delimiter"),
    (text("a", "1") + "--b--x", "malformed delimiter"),
    (text("a", "1") + "--b--\rx", "malformed delimiter"),
    (text("a", "1") + "--b--\n", "malformed delimiter"),
    (text("a", "1") + "--b--\r", "multipart body without its end"),
    (text("a", "--b") + "--b--", "a part that begins with a delimiter"),
    ("--b\r\nContent-Disposition: form-data; name=a\r\n\r\n--b--", "a part that begins with a delimiter"),
    ("--b\n", "malformed delimiter"),
    ("--b\rx", "malformed delimiter"),
    ("--b \(String(repeating: " ", count: 64))\r\n", "malformed delimiter"),
    ("--b\r\n\r\n", "a part without Content-Disposition"),
    ("--b\r\nX: y\r\n\r\n", "a part without Content-Disposition"),
    ("--b\r\nContent-Disposition: form-data\r\n\r\n", "a part without name"),
    ("--b\r\nContent-Disposition: form-data; filename=x\r\n\r\n", "a part without name"),
    ("--b\r\nContent-Disposition: attachment; name=a\r\n\r\n", "a part that is no form-data"),
    ("--b\r\nContent-Disposition: form-data; name=\"a\r\n\r\n", "quoted parameter without its end"),
    ("--b\r\nContent-Disposition: form-data; name\r\n\r\n", "malformed parameter"),
    ("--b\r\nContent-Disposition: form-data; name=a b\r\n\r\n", "malformed parameter"),
    ("--b\r\nContent-Disposition: form-data; name=a; name=b\r\n\r\n", "a part with two names"),
    (
      "--b\r\nContent-Disposition: form-data; name=a; filename=x; filename=y\r\n\r\n",
      "a part with two file names"
    ),
    (
      "--b\r\nContent-Disposition: form-data; name=a\r\nContent-Disposition: form-data; name=b\r\n\r\n",
      "two Content-Disposition fields"
    ),
    ("--b\r\nContent-Disposition: form-data; name=\r\n\r\n", "malformed parameter"),
    ("--b\r\nContent-Disposition: form-data; name=\"a\u{0}\"\r\n\r\n", "control character in a part's field"),
    ("--b\r\nX: a\rb\r\n\r\n", "control character in a part's field"),
    ("--b\r\nX : y\r\n\r\n", "malformed field in a part"),
    ("--b\r\n folded\r\n\r\n", "malformed field in a part"),
    ("--b\r\nX: y\nZ: y\r\n\r\n", "line without CR in a part"),
  ]

  @Test(arguments: bad) func refusesHowever(itIsCut wire: String, reason: String) {
    for pieces in Cut.all([UInt8](wire)) {
      #expect(MultipartTests.read(pieces).failure == HTTPFailure(.badRequest, reason))
    }
  }

  @Test(arguments: [
    "Content-Transfer-Encoding: base64", "content-transfer-encoding:quoted-printable",
    "Content-Type: multipart/mixed; boundary=c", "content-type: Multipart/Form-Data",
  ]) func refusesWhatItWouldHaveToDecode(line: String) {
    let wire = "--b\r\nContent-Disposition: form-data; name=a\r\n\(line)\r\n\r\n1\r\n--b--"
    #expect(MultipartTests.read([[UInt8](wire)]).failure?.status == .unsupportedMediaType)
  }

  @Test func refusesANameThatIsNotText() {
    let wire =
      Array("--b\r\nContent-Disposition: form-data; name=\"".utf8) + [0xFF] + Array("\"\r\n\r\n".utf8)
    #expect(MultipartTests.read([wire]).failure == .bad("the name of a part is not UTF-8"))
  }

  @Test func boundsPartsAndHeads() {
    var limits = Limits()
    limits.parts = 2
    let three = MultipartTests.text("a", "1") + MultipartTests.text("a", "1") + MultipartTests.text("a", "1")
    #expect(MultipartTests.read([[UInt8](three)], limits: limits).failure?.status == .contentTooLarge)
    limits.partHead = 60
    let long = "--b\r\nContent-Disposition: form-data; name=\"\(String(repeating: "n", count: 60))\"\r\n\r\n"
    #expect(MultipartTests.read([[UInt8](long)], limits: limits).failure?.status == .headerFieldsTooLarge)
  }

  /// Every cut of a boundary across two buffers, with content that begins like it.
  @Test func findsBoundariesAcrossBuffers() {
    let boundary = "----WebKitFormBoundary7MA4YWxkTrZu0gW"
    let content = "\r\n------WebKitFormBoundary7MA4YWxkTrZu0g\r\n--\r\n"
    let wire = [UInt8](
      "--\(boundary)\r\nContent-Disposition: form-data; name=a\r\n\r\n\(content)\r\n--\(boundary)--\r\n")
    for pieces in Cut.all(wire) {
      #expect(MultipartTests.read(pieces, boundary: boundary).lines == ["a=" + content])
    }
  }

  @Test func carriesEveryByte() {
    let bytes = (0..<70_000).map { UInt8(truncatingIfNeeded: $0 &* 31 ^ $0 >> 8) }
    var reader = MultipartReader(boundary: Array("b".utf8), limits: Limits())
    let recorder = Recorder()
    let wire =
      Array("--b\r\nContent-Disposition: form-data; name=a\r\n\r\n".utf8) + bytes + Array("\r\n--b--".utf8)
    #expect(throws: Never.self) {
      for start in stride(from: 0, to: wire.count, by: 4093) {
        let piece = Array(wire[start..<min(start + 4093, wire.count)])
        try piece.withUnsafeBufferPointer { bytes throws(HTTPFailure) in
          try reader.read(bytes, into: recorder)
        }
      }
      try reader.finish()
    }
    #expect(recorder.parts.first?.content == bytes)
  }
}
