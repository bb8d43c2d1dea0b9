/// A text as a search sees it (`VietnameseText.folded`), in bytes, so that looking through a catalogue of names costs
/// little more than reading them.
public struct FoldedText: Hashable, Sendable {
  private let bytes: [UInt8]
  /// Where its words begin.
  private let starts: [Int]

  /// Folds a text.
  public init(_ text: String) { self.init(folded: Array(VietnameseText.folded(text).utf8)[...]) }

  private init(folded: ArraySlice<UInt8>) {
    let bytes = Array(folded)
    starts = bytes.indices.filter {
      bytes[$0] != UInt8(ascii: " ") && ($0 == 0 || bytes[$0 - 1] == UInt8(ascii: " "))
    }
    self.bytes = bytes
  }

  /// Its length in bytes, by which shorter names come before longer ones.
  public var length: Int { bytes.count }

  /// Its words.
  public var words: [FoldedText] {
    bytes.split(separator: UInt8(ascii: " ")).map { FoldedText(folded: $0) }
  }

  /// Whether it begins with another.
  public func begins(with other: FoldedText) -> Bool { holds(other, at: 0) }

  /// Whether one of its words begins with another text.
  public func hasWord(beginningWith other: FoldedText) -> Bool { starts.contains { holds(other, at: $0) } }

  /// Whether another text stands somewhere in it.
  public func contains(_ other: FoldedText) -> Bool {
    other.length <= length && (0...length - other.length).contains { holds(other, at: $0) }
  }

  private func holds(_ other: FoldedText, at place: Int) -> Bool {
    guard place + other.length <= length else { return false }
    for index in 0..<other.length where bytes[place + index] != other.bytes[index] { return false }
    return true
  }
}

extension FoldedText: Comparable {
  /// Alphabetically.
  public static func < (left: FoldedText, right: FoldedText) -> Bool {
    left.bytes.lexicographicallyPrecedes(right.bytes)
  }
}
