import Foundation

extension ArraySlice<UInt8> {
  /// Where some text stands first.
  func first(of text: String) -> Range<Int>? {
    let needle = Array(text.utf8)
    return withUnsafeBytes { hay in
      needle.withUnsafeBytes { needle in
        Self.find(needle, in: hay).map { startIndex + $0..<startIndex + $0 + needle.count }
      }
    }
  }

  private static func find(_ needle: UnsafeRawBufferPointer, in hay: UnsafeRawBufferPointer) -> Int? {
    guard let base = hay.baseAddress, let first = needle.baseAddress else { return nil }
    var offset = 0
    while hay.count - offset >= needle.count {
      let left = hay.count - offset - needle.count + 1
      guard let found = memchr(base + offset, Int32(needle[0]), left) else { return nil }
      offset = base.distance(to: found)
      if memcmp(base + offset, first, needle.count) == 0 { return offset }
      offset += 1
    }
    return nil
  }
}

extension [UInt8] {
  /// Whether some text stands in it.
  func holds(_ text: String) -> Bool { self[...].first(of: text) != nil }
}
