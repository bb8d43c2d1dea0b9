/// A template's text, and where in it a byte stands.
struct Source: Sendable {
  let path: String
  let bytes: [UInt8]

  /// The place of a byte, its column in characters.
  func place(at offset: Int) -> Place {
    var line = 1
    var column = 1
    for byte in bytes[..<min(offset, bytes.count)] {
      if byte == UInt8(ascii: "\n") {
        (line, column) = (line + 1, 1)
      } else if byte & 0xC0 != 0x80 {
        column += 1
      }
    }
    return Place(file: path, line: line, column: column)
  }

  /// The place where a text first stands; the whole file when it is written differently there.
  func place(of text: String) -> Place {
    let wanted = Array(text.utf8)
    let last = bytes.count - wanted.count
    let found = last < 0 ? nil : (0...last).first { bytes[$0...].starts(with: wanted) }
    return found.map(place(at:)) ?? Place(file: path, line: 0, column: 0)
  }

  /// The first byte that has no place in an HTML file: a control character, or one that is not UTF-8.
  var firstUnfit: Int? {
    if let control = bytes.firstIndex(where: { $0 < 0x20 && !TagScanner.isSpace($0) || $0 == 0x7F }) {
      return control
    }
    let repaired = Array(String(decoding: bytes, as: UTF8.self).utf8)
    return repaired == bytes ? nil : zip(repaired, bytes).enumerated().first { $1.0 != $1.1 }?.offset ?? 0
  }

  /// The range without a line end it begins with.
  func afterLineEnd(_ range: Range<Int>) -> Range<Int> {
    let start = bytes[range].firstIndex { $0 != 0x20 && $0 != 0x09 && $0 != 0x0D }
    guard let start, bytes[start] == UInt8(ascii: "\n") else { return range }
    return start + 1..<range.upperBound
  }

  func text(_ range: Range<Int>) -> String { String(decoding: bytes[range], as: UTF8.self) }
}

/// What may be written as a name.
enum Name {
  private static let reserved: Set<String> = ["frame", "else", "content", "t", "raw", "block", "layout"]

  /// A field's name: a letter, then letters, digits and `_`, and none of the words of the syntax.
  static func isPlain(_ name: String) -> Bool {
    isWord(name[...]) && !reserved.contains(name)
  }

  /// What may stand in a tag: names joined by dots, `.` alone, or `@number` and its like.
  static func isPath(_ name: String) -> Bool {
    if name == "." { return true }
    if name.first == "@" { return isWord(name.dropFirst()) }
    return name.split(separator: ".", omittingEmptySubsequences: false).allSatisfy(isWord)
  }

  private static func isWord(_ name: Substring) -> Bool {
    guard let first = name.utf8.first, isLetter(first) else { return false }
    return name.utf8.allSatisfy { isLetter($0) || isDigit($0) || $0 == UInt8(ascii: "_") }
  }

  private static func isDigit(_ byte: UInt8) -> Bool { (0x30...0x39).contains(byte) }
  private static func isLetter(_ byte: UInt8) -> Bool { (0x61...0x7A).contains(byte | 0x20) }
}
