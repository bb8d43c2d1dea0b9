/// How a value is made safe for the place it is printed in.
enum Escaping: Sendable {
  /// Text between tags, in a quoted attribute, or in title and textarea: `& < > " '` become references.
  ///
  /// Control characters (but tab and line ends) and noncharacters are dropped, since HTML has no place
  /// for them; so are the bidirectional embeddings, overrides and isolates U+202A–202E and U+2066–2069:
  /// one left open in a name would turn round the text that follows it on the page ("Trojan source"),
  /// and Vietnamese needs none. Marks that act only on their neighbours (U+200E, U+200F) stay.
  case text
  /// A whole address: printed like text when it is harmless, else replaced.
  case address
  /// A part of an address's path, query or fragment, percent-encoded (RFC 3986 §2.1). A part that is
  /// just `.` or `..` is replaced, because browsers would walk up the path with it, encoded or not.
  case segment
  /// The same for the first part of a path: an empty value is replaced as well, because `//` would make
  /// the next part a host.
  case firstSegment
  /// `{{raw …}}`
  case none
}

extension Escaping {
  /// What stands in for an address that is refused.
  static let refusedAddress = Array("about:invalid#refused".utf8)
  /// What stands in for a part of an address that would change its path: U+FFFD, which no route has.
  static let refusedSegment = Array("%EF%BF%BD".utf8)

  /// Whether a person can safely follow an address: relative to this site, or http, https, mailto, tel.
  ///
  /// Refused are control characters anywhere (browsers drop tabs and line ends: `java\tscript:`), leading
  /// spaces, and beginnings that lead to another host without saying so (`//`, `/\`).
  static func isHarmless(_ address: UnsafeBufferPointer<UInt8>) -> Bool {
    if address.contains(where: { $0 < 0x20 || $0 == 0x7F }) { return false }
    let end = address.firstIndex { ":/?#\\".utf8.contains($0) } ?? address.count
    if address.prefix(end).contains(0x20) { return false }
    if end == address.count { return true }
    switch address[end] {
    case UInt8(ascii: ":"): return schemes.contains { isScheme($0, address.prefix(end)) }
    case UInt8(ascii: "/"): return end > 0 || address.count == 1 || !"/\\".utf8.contains(address[1])
    case UInt8(ascii: "\\"): return false
    default: return true
    }
  }

  private static let schemes = ["http", "https", "mailto", "tel"].map { Array($0.utf8) }

  private static func isScheme(_ scheme: [UInt8], _ written: Slice<UnsafeBufferPointer<UInt8>>) -> Bool {
    scheme.count == written.count && zip(scheme, written).allSatisfy { $0 == $1 | 0x20 }
  }
}

/// What the writer does with a byte of text.
enum EscapeTable {
  static let plain: UInt8 = 0
  /// Becomes a character reference.
  static let reference: UInt8 = 1
  /// A control character.
  static let dropped: UInt8 = 2
  /// May begin a character that is dropped.
  static let suspect: UInt8 = 3
  /// The part of a class that says which of these it is.
  static let kinds: UInt8 = 3
  /// Set beside the kind for letters, digits and `- . _ ~`: all that stays as it is in a part of an
  /// address (RFC 3986 §2.3).
  static let unreserved: UInt8 = 0x80

  /// Read once by each renderer: a global would cost a `swift_once` at every access.
  static let classes: [UInt8] = (0...255).map { kind(of: $0) | (isUnreserved($0) ? unreserved : plain) }

  private static func kind(of byte: UInt8) -> UInt8 {
    switch byte {
    case UInt8(ascii: "\t"), UInt8(ascii: "\n"), UInt8(ascii: "\r"): plain
    case UInt8(ascii: "&"), UInt8(ascii: "<"), UInt8(ascii: ">"), UInt8(ascii: "\""), UInt8(ascii: "'"):
      reference
    case 0..<0x20, 0x7F: dropped
    case 0xC2, 0xE2, 0xEF...: suspect
    default: plain
    }
  }

  static func reference(for byte: UInt8) -> StaticString {
    switch byte {
    case UInt8(ascii: "&"): "&amp;"
    case UInt8(ascii: "<"): "&lt;"
    case UInt8(ascii: ">"): "&gt;"
    case UInt8(ascii: "\""): "&quot;"
    default: "&#39;"
    }
  }

  /// How many bytes to drop at a suspect byte: 0 when its character is harmless. `text` is valid UTF-8.
  static func lengthToDrop(_ text: UnsafeBufferPointer<UInt8>, at index: Int) -> Int {
    let second = text[index + 1]
    switch text[index] {
    case 0xC2: return second < 0xA0 ? 2 : 0  // U+0080–009F, controls
    case 0xE2:
      let third = text[index + 2]
      let isEmbedding = second == 0x80 && (0xAA...0xAE).contains(third)  // U+202A–202E
      let isIsolate = second == 0x81 && (0xA6...0xA9).contains(third)  // U+2066–2069
      return isEmbedding || isIsolate ? 3 : 0
    case 0xEF:
      let third = text[index + 2]
      let isBlock = second == 0xB7 && (0x90...0xAF).contains(third)  // U+FDD0–FDEF
      return isBlock || (second == 0xBF && third >= 0xBE) ? 3 : 0  // U+FFFE, U+FFFF
    default:  // the last two of each higher plane
      let isLastOfPlane = second & 0x0F == 0x0F && text[index + 2] == 0xBF && text[index + 3] >= 0xBE
      return isLastOfPlane ? 4 : 0
    }
  }

  private static func isUnreserved(_ byte: UInt8) -> Bool {
    switch byte {
    case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, 0x2D, 0x2E, 0x5F, 0x7E: true
    default: false
    }
  }
}
