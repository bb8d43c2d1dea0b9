/// A picture of a page: light paper with dark lines of writing, whose lengths follow from the name.
struct DemoPicture {
  private static let width = 20
  private static let height = 28

  private let name: String

  init(_ name: String) { self.name = name }

  /// Whether a block of the page is written on.
  private func isDark(_ column: Int, _ row: Int) -> Bool {
    guard row >= 3, row < Self.height - 3, row.isMultiple(of: 2), column >= 2 else { return false }
    let letter = Int(Array(name.utf8)[(row * 7) % max(name.utf8.count, 1)])
    return column < Self.width - 2 - letter % 8
  }

  private var blocks: [[Bool]] {
    (0..<Self.height).map { row in (0..<Self.width).map { isDark($0, row) } }
  }

  // MARK: JPEG

  /// Grey, baseline, 160 × 224 pixels. A block has one shade, so that only its first coefficient is written: 0
  /// where the shade stays, ±56 where it changes.
  var jpeg: [UInt8] {
    var bits = BitWriter()
    var shade = false
    bits.write(0b10, 2)
    bits.write(0b111000, 6)
    for (index, isDark) in blocks.flatMap(\.self).enumerated() {
      if isDark != shade {
        bits.write(0b10, 2)
        bits.write(isDark ? 0b000111 : 0b111000, 6)
      } else if index > 0 {
        bits.write(0b0, 1)
      }
      bits.write(0b0, 1)
      shade = isDark
    }
    return head + bits.finished + [0xff, 0xd9]
  }

  private var head: [UInt8] {
    let counts = { (lengths: [UInt8]) in lengths + [UInt8](repeating: 0, count: 16 - lengths.count) }
    let size = [Self.height * 8, Self.width * 8].flatMap { [UInt8($0 >> 8), UInt8($0 & 255)] }
    return [0xff, 0xd8] + segment(0xe0, Array("JFIF\0".utf8) + [1, 1, 0, 0, 1, 0, 1, 0, 0])
      + segment(0xfe, Array(name.utf8.prefix(500)))
      + segment(0xdb, [0] + [UInt8](repeating: 16, count: 64))
      + segment(0xc0, [8] + size + [1, 1, 0x11, 0])
      + segment(0xc4, [0x00] + counts([1, 1]) + [0, 6]) + segment(0xc4, [0x10] + counts([1]) + [0])
      + segment(0xda, [1, 1, 0, 0, 63, 0])
  }

  private func segment(_ marker: UInt8, _ body: [UInt8]) -> [UInt8] {
    let length = body.count + 2
    return [0xff, marker, UInt8(length >> 8), UInt8(length & 255)] + body
  }

  // MARK: PNG

  /// Two shades, one pixel a block in each direction, eight times as large: 160 × 224 pixels, not compressed.
  var png: [UInt8] {
    let rows = blocks.flatMap { row -> [UInt8] in
      let line: [UInt8] = [0] + row.map { $0 ? 0x00 : 0xff }
      return repeatElement(line, count: 8).flatMap(\.self)
    }
    let size = [Self.width * 8, Self.height * 8].flatMap { Self.big(UInt32($0)) }
    return [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a] + chunk("IHDR", size + [1, 0, 0, 0, 0])
      + chunk("iTXt", Array("Title\0\0\0\0\0\(name)".utf8)) + chunk("IDAT", Self.stored(rows))
      + chunk("IEND", [])
  }

  private func chunk(_ kind: String, _ body: [UInt8]) -> [UInt8] {
    let content = Array(kind.utf8) + body
    return Self.big(UInt32(body.count)) + content + Self.big(Self.crc(content))
  }

  /// A zlib stream of one block that is not compressed.
  private static func stored(_ bytes: [UInt8]) -> [UInt8] {
    let count = UInt16(bytes.count)
    let lengths = [count, ~count].flatMap { [UInt8($0 & 255), UInt8($0 >> 8)] }
    var (low, high) = (UInt32(1), UInt32(0))
    for byte in bytes {
      low = (low + UInt32(byte)) % 65_521
      high = (high + low) % 65_521
    }
    return [0x78, 0x01, 0x01] + lengths + bytes + big(high << 16 | low)
  }

  private static func crc(_ bytes: [UInt8]) -> UInt32 {
    var crc = UInt32.max
    for byte in bytes {
      crc ^= UInt32(byte)
      for _ in 0..<8 { crc = crc & 1 == 0 ? crc >> 1 : (crc >> 1) ^ 0xedb8_8320 }
    }
    return ~crc
  }

  private static func big(_ number: UInt32) -> [UInt8] {
    [24, 16, 8, 0].map { UInt8(truncatingIfNeeded: number >> $0) }
  }
}

/// Bits as JPEG packs them: high first, a zero byte after 0xff, filled up with ones.
private struct BitWriter {
  private var bytes: [UInt8] = []
  private var current = 0
  private var count = 0

  mutating func write(_ value: Int, _ width: Int) {
    for shift in stride(from: width - 1, through: 0, by: -1) {
      current = current << 1 | (value >> shift & 1)
      count += 1
      if count == 8 { flush() }
    }
  }

  private mutating func flush() {
    bytes.append(UInt8(current))
    if current == 0xff { bytes.append(0) }
    (current, count) = (0, 0)
  }

  var finished: [UInt8] {
    var copy = self
    while copy.count > 0 { copy.write(1, 1) }
    return copy.bytes
  }
}
