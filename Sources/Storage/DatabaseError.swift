/// What the database refused or failed at, told without naming the engine. Holds the SQL text, never
/// the arguments, and may therefore stand in a log.
public struct DatabaseError: Error, Sendable, Equatable {
  /// What a caller may want to tell apart.
  public enum Kind: Sendable, Equatable {
    /// A second row with the same key.
    case unique
    /// A row refers to one that is not there, or is still referred to.
    case foreignKey
    /// NULL where none may be.
    case notNull
    /// A CHECK does not hold.
    case check
    /// A trigger refused, as the journal does with UPDATE and DELETE.
    case refusedByTrigger
    /// A value of another type than the column has, or than the decoding asked for.
    case wrongType
    /// Another process holds the lock.
    case busy
    /// This access may not write.
    case readOnly
    /// The disk, or the size allowed to the database, is full.
    case full
    /// The disk failed.
    case inputOutput
    /// Memory ran out.
    case outOfMemory
    /// The file is damaged, or is not a database.
    case corrupt
    /// An earlier error rolled the whole transaction back; every request of its batch has failed.
    case transactionLost
    /// A write was begun inside a write.
    case nestedWrite
    /// A read was begun inside a write, where it would not see what the write did.
    case readInsideWrite
    /// Writer contexts are made once: one thread owns the writer.
    case writerTaken
    /// A mistake in the calling code: wrong SQL, wrong number of arguments, a write outside a write.
    case misuse
    /// Anything else.
    case other
  }

  /// What happened.
  public let kind: Kind
  /// The engine's words.
  public let message: String
  /// The statement, with `$1` in place of every value.
  public let sql: String?

  /// An error found by the face itself.
  public init(_ kind: Kind, _ message: String, sql: String? = nil) {
    self.kind = kind
    self.message = message
    self.sql = sql
  }
}

extension DatabaseError: CustomStringConvertible {
  /// Kind, message and SQL on one line.
  public var description: String {
    let text = "database: \(message) (\(kind))"
    return sql.map { "\(text) in: \($0)" } ?? text
  }
}
