extension UnsafeBufferPointer<UInt8> {
  /// Whether these bytes are exactly the given text; case matters.
  @inline(__always)
  func spells(_ text: StaticString) -> Bool {
    guard count == text.utf8CodeUnitCount else { return false }
    let other = text.utf8Start
    for index in 0..<count where self[index] != other[index] { return false }
    return true
  }

  /// Whether these bytes are the given lower-case text, in any case (field names: RFC 9110 §5.1).
  @inline(__always)
  func spellsIgnoringCase(_ text: StaticString) -> Bool {
    guard count == text.utf8CodeUnitCount else { return false }
    let other = text.utf8Start
    for index in 0..<count where self[index].lowercased != other[index] { return false }
    return true
  }

  /// Whether both name the same field or host.
  func equalsIgnoringCase(_ other: UnsafeBufferPointer<UInt8>) -> Bool {
    guard count == other.count else { return false }
    for index in 0..<count where self[index].lowercased != other[index].lowercased { return false }
    return true
  }

  /// A part of the buffer that starts at zero again.
  @inline(__always)
  func part(_ start: Int, _ end: Int) -> UnsafeBufferPointer<UInt8> {
    assert(0 <= start && start <= end && end <= count)
    return UnsafeBufferPointer(start: baseAddress.map { $0 + start }, count: end - start)
  }

  /// Where the byte stands first, from some place on; the end when nowhere.
  @inline(__always)
  func place(of byte: UInt8, from start: Int = 0) -> Int {
    var index = start
    while index < count, self[index] != byte { index += 1 }
    return index
  }

  /// Without spaces and tabs on either end (OWS, RFC 9110 §5.6.3).
  func trimmed() -> UnsafeBufferPointer<UInt8> {
    var start = 0
    var end = count
    while start < end, self[start].isBlank { start += 1 }
    while end > start, self[end - 1].isBlank { end -= 1 }
    return part(start, end)
  }

  /// Whether every byte may stand in a field value: eight at a time, and one by one only where a word holds a
  /// control character or a tab.
  var isFieldContent: Bool {
    guard let start = UnsafeRawPointer(baseAddress) else { return true }
    var index = 0
    while index &+ 8 <= count {
      let word = start.loadUnaligned(fromByteOffset: index, as: UInt64.self)
      if word.mayHoldControl, !part(index, index + 8).allSatisfy(\.isFieldContent) { return false }
      index &+= 8
    }
    return part(index, count).allSatisfy(\.isFieldContent)
  }

  /// Text for people and handlers; bytes that are not UTF-8 become U+FFFD.
  var text: String { String(decoding: self, as: UTF8.self) }
}

extension UInt64 {
  /// False only when none of the eight bytes is below 0x20 or is 0x7F. The subtraction borrows into the top bit of a
  /// byte that is too small; it may also do so above such a byte, so a second look decides.
  @inline(__always)
  fileprivate var mayHoldControl: Bool {
    let delete = self ^ 0x7F7F_7F7F_7F7F_7F7F
    let small = (self &- 0x2020_2020_2020_2020) & ~self
    let zero = (delete &- 0x0101_0101_0101_0101) & ~delete
    return (small | zero) & 0x8080_8080_8080_8080 != 0
  }
}

extension UInt8 {
  static let tab = UInt8(ascii: "\t")
  static let lineFeed = UInt8(ascii: "\n")
  static let carriageReturn = UInt8(ascii: "\r")
  static let space = UInt8(ascii: " ")

  /// ASCII only.
  @inline(__always)
  var lowercased: UInt8 { self &- 65 < 26 ? self | 0x20 : self }

  @inline(__always)
  var isBlank: Bool { self == .space || self == .tab }

  @inline(__always)
  var isDigit: Bool { self &- 48 < 10 }

  /// `tchar` of RFC 9110 §5.6.2, as a bit set over ASCII.
  @inline(__always)
  var isToken: Bool {
    let set: UInt64 = self < 64 ? 0x03FF_6CFA_0000_0000 : 0x57FF_FFFF_C7FF_FFFE
    return self < 128 && (set >> UInt64(self & 63)) & 1 == 1
  }

  /// What a field value may hold: visible characters, space, tab and obs-text (RFC 9110 §5.5).
  @inline(__always)
  var isFieldContent: Bool { (self >= 0x20 && self != 0x7F) || self == .tab }

  /// The value of a hexadecimal digit.
  @inline(__always)
  var hexadecimal: UInt8? {
    if isDigit { return self &- 48 }
    let letter = self | 0x20
    return letter &- 97 < 6 ? letter &- 87 : nil
  }
}
