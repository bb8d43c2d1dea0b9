/// A value that files, database columns and people all write as the same text.
///
/// Conforming types are coded as that text, so that a table of reference data can be read and checked by eye.
public protocol TextCodable: LosslessStringConvertible, Codable {}

extension TextCodable {
  /// Reads the text, and refuses what the type itself refuses.
  public init(from decoder: any Decoder) throws {
    let container = try decoder.singleValueContainer()
    let text = try container.decode(String.self)
    guard let value = Self(text) else {
      throw DecodingError.dataCorruptedError(
        in: container, debugDescription: "“\(text)” is not a \(Self.self)")
    }
    self = value
  }

  /// Writes the text.
  public func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    try container.encode(description)
  }
}
