/// The number of a stored thing, typed by what it numbers, so that a person's number never passes for a
/// dossier's.
public struct Identifier<Thing>: Hashable, Sendable, Codable, CustomStringConvertible {
  /// The stored number.
  public let value: Int64

  /// Wraps a stored number.
  public init(_ value: Int64) { self.value = value }

  /// Reads a number as it stands in a URL; nil for anything but digits.
  public init?(_ text: String) {
    guard !text.isEmpty, text.utf8.allSatisfy({ (48...57).contains($0) }), let value = Int64(text) else {
      return nil
    }
    self.value = value
  }

  /// Reads the bare number.
  public init(from decoder: any Decoder) throws {
    value = try decoder.singleValueContainer().decode(Int64.self)
  }

  /// Writes the bare number.
  public func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    try container.encode(value)
  }

  /// The bare number, as it stands in a URL.
  public var description: String { String(value) }
}

/// Numbers a `Dossier`.
public typealias DossierID = Identifier<Dossier>
/// Numbers a `Person`.
public typealias PersonID = Identifier<Person>
/// Numbers an `Agency`.
public typealias AgencyID = Identifier<Agency>
