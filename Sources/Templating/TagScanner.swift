/// A tag's place in the source and the range between its braces.
struct Tag: Equatable {
  let offset: Int
  let content: Range<Int>
}

/// Cuts a template's bytes into text and tags.
///
/// A tag that does not print (`#`, `/`, `!`, `>`, `else`, `layout`) and stands alone on its line takes
/// the whole line with it, so that pages have no blank lines where conditions were.
struct TagScanner {
  enum Token: Equatable {
    case text(Range<Int>)
    case tag(Tag)
    case unclosed(Int)
  }

  private let bytes: [UInt8]
  private var position = 0
  private var waiting: Tag?

  init(bytes: [UInt8]) { self.bytes = bytes }

  mutating func next() -> Token? {
    if let tag = waiting {
      waiting = nil
      return .tag(tag)
    }
    guard position < bytes.count else { return nil }
    guard let start = opening(from: position) else {
      defer { position = bytes.count }
      return .text(position..<bytes.count)
    }
    guard let end = closing(from: start + 2) else {
      position = bytes.count
      return .unclosed(start)
    }
    let tag = Tag(offset: start, content: start + 2..<end)
    let line = wholeLine(of: tag)
    let text = position..<(line?.lowerBound ?? start)
    position = line?.upperBound ?? end + 2
    if text.isEmpty { return .tag(tag) }
    waiting = tag
    return .text(text)
  }

  static func isSpace(_ byte: UInt8) -> Bool { byte == 0x20 || (0x09...0x0D).contains(byte) }

  private func opening(from start: Int) -> Int? {
    (start..<bytes.count).first { isPair($0, UInt8(ascii: "{")) }
  }

  /// The `}}` that ends a tag: placeholders `{name}` inside it keep their braces; comments have none.
  private func closing(from start: Int) -> Int? {
    let isComment = start < bytes.count && bytes[start] == UInt8(ascii: "!")
    var depth = 0
    for index in start..<bytes.count {
      if depth == 0 && isPair(index, UInt8(ascii: "}")) { return index }
      if isComment { continue }
      if bytes[index] == UInt8(ascii: "{") { depth += 1 }
      if bytes[index] == UInt8(ascii: "}") && depth > 0 { depth -= 1 }
    }
    return nil
  }

  private func isPair(_ index: Int, _ byte: UInt8) -> Bool {
    bytes[index] == byte && index + 1 < bytes.count && bytes[index + 1] == byte
  }

  /// The line with its line feed, when the tag stands alone on it and prints nothing itself.
  private func wholeLine(of tag: Tag) -> Range<Int>? {
    guard printsNothing(tag) else { return nil }
    var start = tag.offset
    while start > position && Self.isBlank(bytes[start - 1]) { start -= 1 }
    guard start == 0 || bytes[start - 1] == UInt8(ascii: "\n") else { return nil }
    var end = tag.content.upperBound + 2
    while end < bytes.count && Self.isBlank(bytes[end]) { end += 1 }
    if end == bytes.count { return start..<end }
    return bytes[end] == UInt8(ascii: "\n") ? start..<end + 1 : nil
  }

  private func printsNothing(_ tag: Tag) -> Bool {
    let inside = bytes[tag.content].drop(while: Self.isSpace)
    guard let first = inside.first else { return false }
    if "#/!>".utf8.contains(first) { return true }
    let word = inside.prefix { !Self.isSpace($0) }
    return word.elementsEqual("else".utf8) || word.elementsEqual("layout".utf8)
  }

  /// White space within a line; a carriage return belongs to the line's end.
  private static func isBlank(_ byte: UInt8) -> Bool { byte == 0x20 || byte == 0x09 || byte == 0x0D }
}
