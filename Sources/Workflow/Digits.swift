/// Reads text of a fixed shape byte by byte: digits and the signs between them.
struct DigitReader {
  private var bytes: String.UTF8View.Iterator
  private var next: UInt8?

  init(_ text: String) {
    bytes = text.utf8.makeIterator()
    next = bytes.next()
  }

  var atEnd: Bool { next == nil }

  /// A number of at least `fewest` and at most `most` ASCII digits.
  mutating func number(_ fewest: Int, _ most: Int) -> Int? {
    var value = 0
    var count = 0
    while count < most, let byte = next, byte &- 0x30 < 10 {
      value = value * 10 + Int(byte &- 0x30)
      count += 1
      next = bytes.next()
    }
    return count < fewest ? nil : value
  }

  /// Whether the next byte is `sign`, which is then passed over.
  mutating func take(_ sign: Unicode.Scalar) -> Bool {
    guard let byte = next, UInt32(byte) == sign.value else { return false }
    next = bytes.next()
    return true
  }
}

extension String {
  /// Joins signs, texts and zero-padded numbers without an allocation for each part.
  init(shape parts: DigitPart...) {
    self.init(unsafeUninitializedCapacity: parts.reduce(0) { $0 + $1.width }) { buffer in
      var count = 0
      for part in parts {
        count += part.write(into: buffer, at: count)
      }
      return count
    }
  }
}

/// A part of a text of fixed shape.
enum DigitPart {
  /// An ASCII character.
  case sign(Unicode.Scalar)
  case text(StaticString)
  case number(Int, width: Int)

  fileprivate var width: Int {
    switch self {
    case .sign: 1
    case .text(let text): text.utf8CodeUnitCount
    case .number(_, let width): width
    }
  }

  /// Writes the part and returns how many bytes it took; a number shows its last `width` digits.
  fileprivate func write(into buffer: UnsafeMutableBufferPointer<UInt8>, at start: Int) -> Int {
    switch self {
    case .sign(let scalar):
      buffer[start] = UInt8(ascii: scalar)
      return 1
    case .text(let text):
      for place in 0..<text.utf8CodeUnitCount { buffer[start + place] = text.utf8Start[place] }
      return text.utf8CodeUnitCount
    case .number(var value, let width):
      for place in stride(from: start + width - 1, through: start, by: -1) {
        buffer[place] = 0x30 + UInt8(value % 10)
        value /= 10
      }
      return width
    }
  }
}

extension BinaryInteger {
  /// Division that rounds down, also for days before 1970.
  func dividedDown(by divisor: Self) -> (quotient: Self, remainder: Self) {
    let (quotient, remainder) = quotientAndRemainder(dividingBy: divisor)
    return remainder < 0 ? (quotient - 1, remainder + divisor) : (quotient, remainder)
  }
}
