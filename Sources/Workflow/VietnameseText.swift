internal import Foundation

extension String {
  /// How long a text is where a limit is told to people: in code points, so that a letter under a thousand marks is no
  /// single character.
  public var codePoints: Int { unicodeScalars.count }
}

/// Text as people type and paste it, made fit to store, to compare and to find.
public enum VietnameseText {
  /// The text on one line: NFC, without control, direction and invisible characters, blanks folded and trimmed.
  ///
  /// Swift compares strings canonically but SQLite compares bytes, so everything is composed once, at the edge
  /// (decision 2). Direction marks are dropped because a name that holds one shows other letters than it stores.
  public static func normalised(_ text: String) -> String {
    isPlain(text) ? text : composed(text, keepingLines: false)
  }

  /// The same for text of several lines: line breaks stay, at most one blank line stands between two others.
  public static func normalisedLines(_ text: String) -> String {
    isPlain(text) ? text : composed(text, keepingLines: true)
  }

  /// The text as a search sees it: lower case, without diacritics, `đ` as `d`.
  ///
  /// Both what is stored for search and what is searched for go through this one function, because the folding
  /// of SQLite leaves `đ` alone.
  public static func folded(_ text: String) -> String {
    let source = isPlain(text) ? text : composed(text, keepingLines: false)
    var result = String.UnicodeScalarView()
    for scalar in source.unicodeScalars {
      fold(scalar, into: &result)
    }
    return String(result)
  }

  /// Whether the text holds control characters that no keyboard types, NUL before all; tabs and line breaks do
  /// not count.
  public static func hasControlCharacters(_ text: String) -> Bool {
    text.utf8.contains { $0 < 0x20 && !(0x09...0x0D).contains($0) || $0 == 0x7F }
      || text.unicodeScalars.contains { (0x80...0x9F).contains($0.value) && $0.value != 0x85 }
  }

  /// Printable ASCII with single blanks inside is already normal: the common case of numbers, codes and mail.
  private static func isPlain(_ text: String) -> Bool {
    var previous: UInt8 = 0x20
    for byte in text.utf8 {
      guard byte > 0x20 && byte < 0x7F || byte == 0x20 && previous != 0x20 else { return false }
      previous = byte
    }
    return previous != 0x20 || text.isEmpty
  }

  private static func composed(_ text: String, keepingLines: Bool) -> String {
    var result = String.UnicodeScalarView()
    var blank = false
    var breaks = 0
    for scalar in text.precomposedStringWithCanonicalMapping.unicodeScalars where !isDropped(scalar) {
      if isLineBreak(scalar) {
        breaks += 1
      } else if scalar.properties.isWhitespace {
        blank = true
      } else {
        if !result.isEmpty { appendGap(blank: blank, breaks: breaks, keepingLines, to: &result) }
        (blank, breaks) = (false, 0)
        result.append(scalar)
      }
    }
    return String(result)
  }

  private static func appendGap(
    blank: Bool, breaks: Int, _ keepingLines: Bool, to result: inout String.UnicodeScalarView
  ) {
    if keepingLines, breaks > 0 {
      result.append(contentsOf: repeatElement("\n", count: min(breaks, 2)))
    } else if blank || breaks > 0 {
      result.append(" ")
    }
  }

  /// A carriage return is a blank like others; the line feed after it counts.
  private static func isLineBreak(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0x0A, 0x0B, 0x0C, 0x85, 0x2028, 0x2029: true
    default: false
    }
  }

  /// Controls, direction marks and overrides, joiners, soft hyphens, byte order marks and tags; not the blanks
  /// and line breaks among them.
  private static func isDropped(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0x09...0x0D, 0x85: false
    default: scalar.properties.generalCategory == .control || scalar.properties.generalCategory == .format
    }
  }

  /// ASCII letters directly, Latin letters by table, the rest by their own decomposition.
  private static func fold(_ scalar: Unicode.Scalar, into result: inout String.UnicodeScalarView) {
    switch scalar.value {
    case 0x41...0x5A: result.append(Unicode.Scalar(UInt8(scalar.value) + 0x20))
    case 0..<0x80: result.append(scalar)
    case 0x80..<0x1F00: result.append(contentsOf: latin[Int(scalar.value) - 0x80])
    default: result.append(contentsOf: base(of: scalar))
    }
  }

  private static let latin: [[Unicode.Scalar]] = (0x80..<0x1F00).map { value in
    Unicode.Scalar(UInt32(value)).map(base) ?? []
  }

  /// The letters under the marks. Eth is folded like `đ`: old Vietnamese fonts wrote the one for the other.
  private static func base(of scalar: Unicode.Scalar) -> [Unicode.Scalar] {
    switch scalar {
    case "đ", "Đ", "ð", "Ð": return ["d"]
    default:
      let parts = String(scalar).decomposedStringWithCanonicalMapping.unicodeScalars
      let letters = parts.filter { $0.properties.generalCategory != .nonspacingMark }
      return letters.flatMap { Array($0.properties.lowercaseMapping.unicodeScalars) }
    }
  }
}
