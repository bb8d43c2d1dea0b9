/// The fields of one line of comma-separated values.
///
/// A field may stand in double quotes; within them a comma is text and a double quote is written twice.
public struct CSVLine: Hashable, Sendable {
  /// The fields, in order; an empty line has one empty field.
  public let fields: [String]

  /// Why a line is refused.
  public enum Fault: Error, Hashable, Sendable {
    /// A quote is opened and not closed on the line.
    case quoteNotClosed
    /// Something stands between a closing quote and the next comma.
    case textAfterQuote
  }

  /// Reads a line without its line break.
  public init(_ bytes: UnsafeBufferPointer<UInt8>) throws(Fault) {
    var fields: [String] = []
    fields.reserveCapacity(4)
    var place = 0
    while true {
      fields.append(
        place < bytes.count && bytes[place] == UInt8(ascii: "\"")
          ? try Self.quoted(bytes, &place) : Self.plain(bytes, &place))
      guard place < bytes.count else { break }
      guard bytes[place] == UInt8(ascii: ",") else { throw .textAfterQuote }
      place += 1
    }
    self.fields = fields
  }

  private static func plain(_ bytes: UnsafeBufferPointer<UInt8>, _ place: inout Int) -> String {
    let start = place
    while place < bytes.count, bytes[place] != UInt8(ascii: ",") { place += 1 }
    return String(decoding: UnsafeBufferPointer(rebasing: bytes[start..<place]), as: UTF8.self)
  }

  private static func quoted(
    _ bytes: UnsafeBufferPointer<UInt8>, _ place: inout Int
  ) throws(Fault) -> String {
    var text: [UInt8] = []
    place += 1
    while place < bytes.count {
      let byte = bytes[place]
      place += 1
      guard byte == UInt8(ascii: "\"") else {
        text.append(byte)
        continue
      }
      guard place < bytes.count, bytes[place] == byte else { return String(decoding: text, as: UTF8.self) }
      text.append(byte)
      place += 1
    }
    throw .quoteNotClosed
  }
}
