/// A value as the database stores it.
public enum SQLValue: Sendable, Equatable {
  case null
  case integer(Int64)
  case real(Double)
  case text(String)
  case bytes([UInt8])
}

/// What may stand for `$1`, `$2` … in a statement.
///
/// Text is stored byte for byte: whoever takes text in from outside normalises it (NFC) at the edge.
public protocol SQLParameter {
  /// The value to store.
  var sqlValue: SQLValue { get }
}

extension SQLValue: SQLParameter {
  /// Itself, so that `SQLValue.null` can be written.
  public var sqlValue: SQLValue { self }
}

extension Int: SQLParameter {
  /// An integer.
  public var sqlValue: SQLValue { .integer(Int64(self)) }
}

extension Int64: SQLParameter {
  /// An integer.
  public var sqlValue: SQLValue { .integer(self) }
}

extension Bool: SQLParameter {
  /// 1 or 0.
  public var sqlValue: SQLValue { .integer(self ? 1 : 0) }
}

extension Double: SQLParameter {
  /// A real number.
  public var sqlValue: SQLValue { .real(self) }
}

extension String: SQLParameter {
  /// Text.
  public var sqlValue: SQLValue { .text(self) }
}

extension [UInt8]: SQLParameter {
  /// Bytes.
  public var sqlValue: SQLValue { .bytes(self) }
}

extension Optional: SQLParameter where Wrapped: SQLParameter {
  /// The value, or NULL.
  public var sqlValue: SQLValue { self?.sqlValue ?? .null }
}
