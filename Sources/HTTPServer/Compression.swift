import CZlib

/// The gzip content coding (RFC 9110 §8.4.1.3), for static files: they hold no secret beside text that an attacker
/// chooses, so their length tells nothing.
enum Compression {
  /// The bytes as one gzip member; nil when the library refused or nothing was won.
  static func gzip(_ bytes: [UInt8]) -> [UInt8]? {
    var stream = z_stream()
    guard motcua_gzip_begin(&stream, Z_BEST_COMPRESSION) == Z_OK else { return nil }
    defer { deflateEnd(&stream) }
    var input = bytes
    let bound = Int(deflateBound(&stream, UInt(bytes.count)))
    let packed = input.withUnsafeMutableBufferPointer { source in
      [UInt8](unsafeUninitializedCapacity: bound) { target, count in
        stream.next_in = source.baseAddress
        stream.avail_in = UInt32(source.count)
        stream.next_out = target.baseAddress
        stream.avail_out = UInt32(bound)
        count = deflate(&stream, Z_FINISH) == Z_STREAM_END ? bound - Int(stream.avail_out) : 0
      }
    }
    return packed.isEmpty || packed.count >= bytes.count ? nil : packed
  }

  /// Whether a client takes gzip (RFC 9110 §12.5.3); a weight of zero is a refusal.
  static func isAccepted(_ field: String?) -> Bool {
    guard let field else { return false }
    return field.split(separator: ",").contains { item in
      let parts = item.split(separator: ";").map { $0.filter { $0 != " " && $0 != "\t" }.lowercased() }
      guard let coding = parts.first, coding == "gzip" || coding == "*" else { return false }
      return !parts.dropFirst().contains { $0.hasPrefix("q=0") && !$0.contains { ("1"..."9").contains($0) } }
    }
  }
}
