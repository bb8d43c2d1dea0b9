import CZlib
import Testing

@testable import HTTPServer

@Suite struct CompressionTests {
  @Test func gzipUnpacksToTheSame() throws {
    let bytes = Array(String(repeating: "Tiếp nhận hồ sơ. ", count: 500).utf8)
    let packed = try #require(Compression.gzip(bytes))
    #expect(packed.count < bytes.count / 10)
    #expect(unpacked(packed, to: bytes.count) == bytes)
  }

  @Test func whatDoesNotShrinkStaysAsItIs() {
    #expect(Compression.gzip([1, 2, 3]) == nil)
    #expect(Compression.gzip([]) == nil)
  }

  @Test(arguments: [
    ("gzip", true), ("gzip, deflate, br", true), ("br;q=1.0, gzip;q=0.8", true), ("*", true), ("GZIP", true),
    ("gzip;q=0", false), ("gzip; q=0.0", false), ("gzip;q=0.001", true), ("identity", false), ("", false),
  ]) func accepts(field: String, expected: Bool) {
    #expect(Compression.isAccepted(field) == expected)
  }

  @Test func noFieldIsNoConsent() { #expect(!Compression.isAccepted(nil)) }

  @Test func aStyleSheetTravelsPacked() throws {
    let root = try TestServer.makeFolder()
    defer { TestServer.remove(root) }
    let sheet = Array(String(repeating: "p { margin: 0 }\n", count: 200).utf8)
    try TestServer.write(root + "/site.css", sheet)
    let files = try StaticFiles(folder: root)
    let get = { (headers: [(String, String)]) in
      try files.respond(to: Request(method: .get, target: "/", headers: headers), path: "site.css")
    }
    let plain = try get([])
    #expect(plain.body == sheet)
    #expect(plain.headers["Content-Encoding"] == nil)
    #expect(plain.headers["Vary"] == "Accept-Encoding")
    let packed = try get([("Accept-Encoding", "gzip")])
    #expect(packed.headers["Content-Encoding"] == "gzip")
    #expect(packed.headers["Vary"] == "Accept-Encoding")
    #expect(unpacked(packed.body, to: sheet.count) == sheet)
    let tag = try #require(packed.headers["ETag"])
    #expect(try get([("If-None-Match", tag), ("Accept-Encoding", "gzip")]).status == .notModified)
  }

  private func unpacked(_ bytes: [UInt8], to count: Int) -> [UInt8] {
    var stream = z_stream()
    guard motcua_gunzip_begin(&stream) == Z_OK else { return [] }
    defer { inflateEnd(&stream) }
    var input = bytes
    return input.withUnsafeMutableBufferPointer { source in
      [UInt8](unsafeUninitializedCapacity: count) { target, filled in
        stream.next_in = source.baseAddress
        stream.avail_in = UInt32(source.count)
        stream.next_out = target.baseAddress
        stream.avail_out = UInt32(count)
        filled = inflate(&stream, Z_FINISH) == Z_STREAM_END ? count - Int(stream.avail_out) : 0
      }
    }
  }
}
