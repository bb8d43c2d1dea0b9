/// The header fields of a response, in the order they were set. Names compare without case
/// (RFC 9110 §5.1). No value can end a line early: control characters become spaces (RFC 9110 §5.5), so a
/// value made from input cannot split a response.
public struct Headers: Sendable {
  /// Name and value of each field, as they will be sent.
  public private(set) var fields: [(name: String, value: String)] = []

  /// No fields.
  public init() {}

  /// The first value of the field.
  public subscript(_ name: String) -> String? {
    fields.first { Headers.same($0.name, name) }?.value
  }

  /// Replaces every field of that name by one.
  public mutating func set(_ name: String, _ value: String) {
    remove(name)
    add(name, value)
  }

  /// Adds a field beside others of the same name, as Set-Cookie needs (RFC 6265 §3).
  public mutating func add(_ name: String, _ value: String) {
    precondition(!name.isEmpty && name.utf8.allSatisfy(\.isToken), "a field name is a token")
    precondition(!Headers.isFraming(name), "the server frames its own messages")
    fields.append((name, Headers.clean(value)))
  }

  /// Adds fields that were looked at when they were made, beside what is here.
  public mutating func add(_ others: Headers) { fields += others.fields }

  /// Removes every field of that name.
  public mutating func remove(_ name: String) {
    fields.removeAll { Headers.same($0.name, name) }
  }

  private static func same(_ one: String, _ other: String) -> Bool {
    let a = one.utf8
    let b = other.utf8
    return a.count == b.count && zip(a, b).allSatisfy { $0.lowercased == $1.lowercased }
  }

  /// Fields the server alone may write: two lengths in one response are a smuggled response.
  private static func isFraming(_ name: String) -> Bool {
    switch name.utf8.count {
    case 4: same(name, "date")
    case 10: same(name, "connection")
    case 14: same(name, "content-length")
    case 17: same(name, "transfer-encoding")
    default: false
    }
  }

  private static func clean(_ value: String) -> String {
    if value.utf8.allSatisfy(\.isFieldContent) { return value }
    return String(decoding: value.utf8.map { $0.isFieldContent ? $0 : .space }, as: UTF8.self)
  }
}
