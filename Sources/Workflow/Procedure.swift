/// A procedure through all its revisions.
public struct Procedure: Codable, Hashable, Sendable {
  /// The national code.
  public let code: String
  /// The revisions, the earliest first.
  public let revisions: [ProcedureRevision]

  /// A procedure; revisions of other codes are left out.
  public init(code: String, revisions: [ProcedureRevision]) {
    self.code = code
    self.revisions = revisions.filter { $0.code == code }.sorted { $0.effectiveFrom < $1.effectiveFrom }
  }

  /// The revision in force on a day; of two that overlap, the later one.
  public func revision(on day: Day) -> ProcedureRevision? {
    revisions.last { $0.isInForce(on: day) }
  }

  /// Whether a text is a national code: a digit, a point, six digits (rules §4.3).
  public static func isCode(_ text: String) -> Bool {
    let bytes = Array(text.utf8)
    return bytes.count == 8 && bytes[1] == UInt8(ascii: ".")
      && bytes.enumerated().allSatisfy { $0 == 1 || (0x30...0x39).contains($1) }
  }
}

/// A field of administration (lĩnh vực), by which procedures are listed and roles limited.
public struct ProcedureField: Codable, Hashable, Sendable {
  /// Its name in addresses, such as "ho-tich".
  public let id: String
  /// Its name, such as "Hộ tịch".
  public let name: String

  /// A field.
  public init(id: String, name: String) {
    self.id = id
    self.name = name
  }
}
