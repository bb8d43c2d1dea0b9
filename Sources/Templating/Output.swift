/// The bytes of a page as they are written.
///
/// They go straight into the storage of the page's array; only a page that outgrows the guess of its
/// size moves to memory of its own.
struct Output {
  private(set) var count = 0
  private(set) var hasOutgrown = false
  private var bytes: UnsafeMutablePointer<UInt8>
  private var capacity: Int
  private let classes: UnsafePointer<UInt8>

  /// A page of about `size` bytes, written by `write`.
  static func page(ofAbout size: Int, _ write: (inout Output) -> Void) -> [UInt8] {
    var outgrown: UnsafeBufferPointer<UInt8>?
    let page = [UInt8](unsafeUninitializedCapacity: size) { storage, count in
      EscapeTable.classes.withUnsafeBufferPointer { classes in
        guard let bytes = storage.baseAddress, let classes = classes.baseAddress else { return }
        var output = Output(bytes: bytes, capacity: storage.count, classes: classes)
        write(&output)
        if output.hasOutgrown { outgrown = output.written } else { count = output.count }
      }
    }
    guard let outgrown else { return page }
    defer { outgrown.deallocate() }
    return Array(outgrown)
  }

  private init(bytes: UnsafeMutablePointer<UInt8>, capacity: Int, classes: UnsafePointer<UInt8>) {
    (self.bytes, self.capacity, self.classes) = (bytes, capacity, classes)
  }

  private var written: UnsafeBufferPointer<UInt8> { UnsafeBufferPointer(start: bytes, count: count) }

  private mutating func reserve(_ extra: Int) { if count &+ extra > capacity { grow(extra) } }

  @inline(never)
  private mutating func grow(_ extra: Int) {
    let larger = UnsafeMutablePointer<UInt8>.allocate(capacity: max(count + extra, capacity * 2))
    larger.update(from: bytes, count: count)
    if hasOutgrown { bytes.deallocate() }
    (bytes, capacity, hasOutgrown) = (larger, max(count + extra, capacity * 2), true)
  }

  // MARK: writing

  mutating func append(_ text: UnsafeBufferPointer<UInt8>) {
    if let start = text.baseAddress { append(start, text.count) }
  }

  @inline(__always)
  mutating func append(_ start: UnsafePointer<UInt8>, _ length: Int) {
    reserve(length)
    (bytes + count).update(from: start, count: length)
    count &+= length
  }

  mutating func append(_ text: [UInt8]) { text.withUnsafeBufferPointer { append($0) } }

  mutating func append(_ text: String, _ escaping: Escaping) {
    let isWritten: Void? = text.utf8.withContiguousStorageIfAvailable { append($0, escaping) }
    if isWritten == nil { append(Array(text.utf8), escaping) }
  }

  /// A number needs no escaping anywhere.
  mutating func append(_ number: Int) {
    reserve(20)
    var rest = number.magnitude
    var digits = 1
    var limit: UInt = 10
    while rest >= limit && digits < 19 { (digits, limit) = (digits + 1, limit &* 10) }
    if number < 0 {
      bytes[count] = UInt8(ascii: "-")
      count += 1
    }
    for index in (0..<digits).reversed() {
      bytes[count + index] = UInt8(ascii: "0") + UInt8(truncatingIfNeeded: rest % 10)
      rest /= 10
    }
    count += digits
  }

  private mutating func append(_ text: [UInt8], _ escaping: Escaping) {
    text.withUnsafeBufferPointer { append($0, escaping) }
  }

  private mutating func append(_ text: UnsafeBufferPointer<UInt8>, _ escaping: Escaping) {
    switch escaping {
    case .text: appendText(text)
    case .none: append(text)
    case .address:
      if Escaping.isHarmless(text) { appendText(text) } else { append(Escaping.refusedAddress) }
    case .segment: appendSegment(text)
    case .firstSegment:
      if text.isEmpty { append(Escaping.refusedSegment) } else { appendSegment(text) }
    }
  }

  private mutating func appendText(_ text: UnsafeBufferPointer<UInt8>) {
    if PlainText.isPlain(text, classes) { append(text) } else { appendEscaped(text) }
  }

  @inline(never)
  private mutating func appendEscaped(_ text: UnsafeBufferPointer<UInt8>) {
    var index = 0
    while index < text.count {
      reserve(6)  // the longest reference
      let byte = text[index]
      switch classes[Int(byte)] & EscapeTable.kinds {
      case EscapeTable.plain: put(byte)
      case EscapeTable.reference:
        let reference = EscapeTable.reference(for: byte)
        append(UnsafeBufferPointer(start: reference.utf8Start, count: reference.utf8CodeUnitCount))
      case EscapeTable.dropped: break
      default:
        let dropped = EscapeTable.lengthToDrop(text, at: index)
        if dropped == 0 { put(byte) } else { index += dropped - 1 }
      }
      index += 1
    }
  }

  private mutating func appendSegment(_ text: UnsafeBufferPointer<UInt8>) {
    let isDots = text.count <= 2 && !text.isEmpty && text.allSatisfy { $0 == UInt8(ascii: ".") }
    if isDots { return append(Escaping.refusedSegment) }
    if PlainText.isUnreserved(text, classes) { return append(text) }
    reserve(text.count * 3)
    for byte in text {
      if classes[Int(byte)] & EscapeTable.unreserved != 0 { put(byte) } else { putEncoded(byte) }
    }
  }

  private mutating func putEncoded(_ byte: UInt8) {
    put(UInt8(ascii: "%"))
    put(hexDigit(byte >> 4))
    put(hexDigit(byte & 15))
  }

  private func hexDigit(_ value: UInt8) -> UInt8 { value < 10 ? 0x30 + value : 0x37 + value }

  /// One byte, for which there is room.
  private mutating func put(_ byte: UInt8) {
    bytes[count] = byte
    count &+= 1
  }
}

/// Most values have nothing to escape, and that is found out without a branch for each byte.
enum PlainText {
  /// Whether every byte stays as it is in an address.
  @inline(__always)
  static func isUnreserved(
    _ text: UnsafeBufferPointer<UInt8>, _ classes: UnsafePointer<UInt8>
  ) -> Bool {
    var all: UInt8 = EscapeTable.unreserved
    for byte in text { all &= classes[Int(byte)] }
    return all != 0
  }

  /// False when there is something to escape; it may also be false for a few harmless characters.
  @inline(__always)
  static func isPlain(_ text: UnsafeBufferPointer<UInt8>, _ classes: UnsafePointer<UInt8>) -> Bool {
    guard let start = text.baseAddress else { return true }
    let count = text.count
    var special: UInt8 = 0
    var index = 0
    if count >= 16 {
      while index &+ 16 <= count {
        special |= special16(start + index)
        index &+= 16
      }
      return special | special16(start + (count &- 16)) == 0
    }
    while index < count {
      special |= classes[Int(start[index])]
      index &+= 1
    }
    return special & EscapeTable.kinds == 0
  }

  /// Not 0 when one of sixteen bytes needs a look. The compiler makes vector instructions of this loop;
  /// written with `SIMD16`, whose comparisons Swift 6.3 takes apart, it is fifty times slower.
  @inline(__always)
  private static func special16(_ bytes: UnsafePointer<UInt8>) -> UInt8 {
    var special: UInt8 = 0
    var index = 0
    while index < 16 {
      special |= special1(bytes[index])
      index &+= 1
    }
    return special
  }

  /// 1 for every byte that `EscapeTable` does not call plain, and a few more, by as few comparisons as
  /// possible: control characters; `" & '` and `#`; `<` and `>`; DEL, 0xC2, and 0xE2 upward.
  @inline(__always)
  static func special1(_ byte: UInt8) -> UInt8 {
    (byte < 0x20 ? 1 : 0) | (byte & 0xFA == 0x22 ? 1 : 0) | (byte | 2 == 0x3E ? 1 : 0)
      | (byte == 0x7F ? 1 : 0) | (byte == 0xC2 ? 1 : 0) | (byte >= 0xE2 ? 1 : 0)
  }
}
