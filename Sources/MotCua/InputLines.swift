import Glibc

/// The lines of a descriptor, read in large pieces into one buffer that is used again and again.
struct InputLines {
  /// The longest line that is handed on, in bytes.
  static let longest = 16_384
  private static let pieceSize = 1 << 18

  private let descriptor: Int32
  private var bytes = [UInt8](repeating: 0, count: Self.pieceSize)
  private var filled = 0
  private var isTooLong = false

  init(_ descriptor: Int32) { self.descriptor = descriptor }

  /// Calls `line` for each line, without its line break, and with nil for one that is too long; and `pause`
  /// whenever all that has come so far is done.
  mutating func forEach(
    _ line: (UnsafeBufferPointer<UInt8>?) throws -> Void, pause: () throws -> Void
  ) throws {
    while try fill() {
      try handOn(line)
      try pause()
    }
    if filled > 0 || isTooLong { try bytes.withUnsafeBufferPointer { try whole($0[..<filled], line) } }
    try pause()
  }

  /// False at the end of the input.
  private mutating func fill() throws -> Bool {
    while true {
      let count = bytes.withUnsafeMutableBytes {
        read(descriptor, $0.baseAddress! + filled, $0.count - filled)
      }
      if count < 0, errno == EINTR { continue }
      if count < 0 { throw Trouble("Cannot read: \(String(cString: strerror(errno)))") }
      filled += count
      return count > 0
    }
  }

  /// Hands on the whole lines; the rest, if it may still become one, moves to the front.
  private mutating func handOn(_ line: (UnsafeBufferPointer<UInt8>?) throws -> Void) throws {
    let rest = try bytes.withUnsafeBufferPointer { bytes in
      var start = 0
      while let end = memchr(bytes.baseAddress! + start, 0x0A, filled - start) {
        let length = UnsafeRawPointer(end) - UnsafeRawPointer(bytes.baseAddress! + start)
        try whole(bytes[start..<start + length], line)
        isTooLong = false
        start += length + 1
      }
      return start
    }
    bytes.withUnsafeMutableBytes { _ = memmove($0.baseAddress!, $0.baseAddress! + rest, filled - rest) }
    filled -= rest
    if filled > Self.longest {
      isTooLong = true
      filled = 0
    }
  }

  private func whole(
    _ bytes: Slice<UnsafeBufferPointer<UInt8>>, _ line: (UnsafeBufferPointer<UInt8>?) throws -> Void
  ) throws {
    let text = bytes.last == 0x0D ? bytes.dropLast() : bytes
    try line(isTooLong || text.count > Self.longest ? nil : UnsafeBufferPointer(rebasing: text))
  }
}
