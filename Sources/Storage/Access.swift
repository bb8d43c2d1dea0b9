/// Reading, on the connection of one thread. SQL is written in the dialect common to SQLite and
/// PostgreSQL, with `$1`, `$2` … as parameters.
public class ReadAccess {
  let engine: EngineConnection

  init(_ engine: EngineConnection) { self.engine = engine }

  /// Throws where a statement may not run now.
  func admit() throws {}

  /// Every row of a result, decoded.
  public func query<T>(
    _ sql: String, _ arguments: any SQLParameter..., decode: (Row) throws -> T
  ) throws -> [T] {
    try query(sql, arguments: arguments, decode: decode)
  }

  /// Every row of a result, decoded.
  public func query<T>(
    _ sql: String, arguments: [any SQLParameter], decode: (Row) throws -> T
  ) throws -> [T] {
    var values: [T] = []
    try each(sql, arguments: arguments) { row in
      values.append(try decode(row))
      return true
    }
    return values
  }

  /// The first row of a result, decoded; nil if there is none.
  public func first<T>(
    _ sql: String, _ arguments: any SQLParameter..., decode: (Row) throws -> T
  ) throws -> T? {
    try first(sql, arguments: arguments, decode: decode)
  }

  /// The first row of a result, decoded; nil if there is none.
  public func first<T>(
    _ sql: String, arguments: [any SQLParameter], decode: (Row) throws -> T
  ) throws -> T? {
    var value: T?
    try each(sql, arguments: arguments) { row in
      value = try decode(row)
      return false
    }
    return value
  }

  /// Visits rows as they are found, until `visit` returns false. Keeps none in memory.
  public func each(
    _ sql: String, _ arguments: any SQLParameter..., visit: (Row) throws -> Bool
  ) throws {
    try each(sql, arguments: arguments, visit: visit)
  }

  /// Visits rows as they are found, until `visit` returns false. Keeps none in memory.
  public func each(
    _ sql: String, arguments: [any SQLParameter], visit: (Row) throws -> Bool
  ) throws {
    try admit()
    try engine.each(sql, arguments, visit)
  }
}

/// Reading and writing, inside one transaction on the single writer.
public final class WriteAccess: ReadAccess {
  override func admit() throws { try engine.admitWrite() }

  /// Runs a statement and returns how many rows it inserted, updated or deleted itself (not through
  /// triggers or cascades). For `RETURNING` use `query` or `first`.
  @discardableResult
  public func execute(_ sql: String, _ arguments: any SQLParameter...) throws -> Int {
    try execute(sql, arguments: arguments)
  }

  /// Runs a statement and returns how many rows it inserted, updated or deleted itself.
  @discardableResult
  public func execute(_ sql: String, arguments: [any SQLParameter]) throws -> Int {
    try admit()
    return try engine.execute(sql, arguments)
  }
}
