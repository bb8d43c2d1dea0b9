import Glibc

/// Bytes for standard output, gathered and written in large pieces.
struct OutputBytes {
  private static let pieceSize = 1 << 16

  private var bytes: [UInt8] = []

  init() { bytes.reserveCapacity(2 * Self.pieceSize) }

  mutating func append(_ text: String) { bytes.append(contentsOf: text.utf8) }

  mutating func append(_ text: UnsafeBufferPointer<UInt8>) { bytes.append(contentsOf: text) }

  /// Ends a line; writes when enough has come together.
  mutating func endLine() throws {
    bytes.append(0x0A)
    if bytes.count >= Self.pieceSize { try flush() }
  }

  mutating func flush() throws {
    var done = 0
    while done < bytes.count {
      let count = bytes.withUnsafeBytes { write(STDOUT_FILENO, $0.baseAddress! + done, $0.count - done) }
      if count < 0, errno == EINTR { continue }
      if count < 0 { throw Trouble("Cannot write: \(String(cString: strerror(errno)))") }
      done += count
    }
    bytes.removeAll(keepingCapacity: true)
  }
}
