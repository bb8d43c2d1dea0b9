import CSQLite

/// The current row of a statement, read by column index from 0. Valid only until the next step.
///
/// A value of another type than asked for is a fault that ``Statement/checkRow()`` throws; SQLite's
/// silent conversions would hide mistakes that PostgreSQL refuses.
public struct Row {
  let handle: OpaquePointer
  let statement: Statement

  /// Whether the column is NULL.
  public func isNull(_ column: Int) -> Bool {
    if type(column) != SQLITE_NULL { return false }
    if column >= Int(sqlite3_data_count(handle)) {
      statement.reportFault(column: column, expected: "a column of this row")
    }
    return true
  }

  /// An integer.
  public func int64(_ column: Int) -> Int64 {
    if type(column) != SQLITE_INTEGER { statement.reportFault(column: column, expected: "an integer") }
    return sqlite3_column_int64(handle, Int32(column))
  }

  /// A number; an integer is converted.
  public func double(_ column: Int) -> Double {
    let type = type(column)
    if type != SQLITE_FLOAT && type != SQLITE_INTEGER {
      statement.reportFault(column: column, expected: "a number")
    }
    return sqlite3_column_double(handle, Int32(column))
  }

  /// Text, NUL bytes included.
  public func text(_ column: Int) -> String {
    guard type(column) == SQLITE_TEXT, let start = sqlite3_column_text(handle, Int32(column)) else {
      statement.reportFault(column: column, expected: "text")
      return ""
    }
    let count = Int(sqlite3_column_bytes(handle, Int32(column)))
    return String(decoding: UnsafeBufferPointer(start: start, count: count), as: UTF8.self)
  }

  /// Bytes.
  public func bytes(_ column: Int) -> [UInt8] {
    if type(column) != SQLITE_BLOB { statement.reportFault(column: column, expected: "bytes") }
    guard let start = sqlite3_column_blob(handle, Int32(column)) else { return [] }
    let count = Int(sqlite3_column_bytes(handle, Int32(column)))
    return [UInt8](UnsafeRawBufferPointer(start: start, count: count))
  }

  private func type(_ column: Int) -> Int32 { sqlite3_column_type(handle, Int32(column)) }
}
