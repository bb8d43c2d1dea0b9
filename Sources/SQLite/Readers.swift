/// A read transaction over a batch of requests: all of them see the database at one moment, and a
/// point read costs half of what it costs alone.
public final class Reader {
  /// The connection on which the batch reads.
  public let connection: Connection

  /// A reader on any connection.
  public init(_ connection: Connection) { self.connection = connection }

  /// Begins a read transaction. Its moment is that of the first read, so an idle batch costs little.
  public func begin() throws(SQLiteError) { try connection.run("BEGIN") }

  /// Ends the read transaction, also after an error that ended it already.
  public func end() {
    if !connection.isAutocommit, (try? connection.run("COMMIT")) == nil { try? connection.run("ROLLBACK") }
  }
}
