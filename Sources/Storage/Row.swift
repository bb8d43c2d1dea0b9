import SQLite

/// A row of a result, read by column index from 0. Valid only inside the closure that receives it.
///
/// Reading a NULL as a value, or a value as another type, makes the query throw ``DatabaseError``
/// (`wrongType`) once the closure returns; until then a zero or an empty value stands in.
public struct Row {
  let cells: EngineRow

  /// Whether the column is NULL.
  public func isNull(_ column: Int) -> Bool { cells.isNull(column) }

  /// An integer.
  public func int(_ column: Int) -> Int { Int(cells.int64(column)) }

  /// An integer of 64 bits.
  public func int64(_ column: Int) -> Int64 { cells.int64(column) }

  /// A truth value, stored as 0 or 1.
  public func bool(_ column: Int) -> Bool { cells.int64(column) != 0 }

  /// A number.
  public func double(_ column: Int) -> Double { cells.double(column) }

  /// Text.
  public func text(_ column: Int) -> String { cells.text(column) }

  /// Bytes.
  public func bytes(_ column: Int) -> [UInt8] { cells.bytes(column) }

  /// An integer, or nil for NULL.
  public func optionalInt(_ column: Int) -> Int? { isNull(column) ? nil : int(column) }

  /// An integer of 64 bits, or nil for NULL.
  public func optionalInt64(_ column: Int) -> Int64? { isNull(column) ? nil : int64(column) }

  /// A truth value, or nil for NULL.
  public func optionalBool(_ column: Int) -> Bool? { isNull(column) ? nil : bool(column) }

  /// A number, or nil for NULL.
  public func optionalDouble(_ column: Int) -> Double? { isNull(column) ? nil : double(column) }

  /// Text, or nil for NULL.
  public func optionalText(_ column: Int) -> String? { isNull(column) ? nil : text(column) }

  /// Bytes, or nil for NULL.
  public func optionalBytes(_ column: Int) -> [UInt8]? { isNull(column) ? nil : bytes(column) }
}
