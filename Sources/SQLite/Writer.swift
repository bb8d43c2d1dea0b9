import CSQLite

/// Group commit: one transaction for a batch of jobs, each in a savepoint of its own.
///
/// Some errors (disk full, input/output, out of memory) make SQLite roll back the *whole* transaction
/// and go on in autocommit mode. Then the batch ``isLost``: no job runs on, and every job of the
/// batch has failed, those that had ended well included.
public final class Writer {
  /// The connection on which the jobs run.
  public let connection: Connection
  private var isOpen = false

  /// A writer on a connection opened for writing.
  public init(_ connection: Connection) { self.connection = connection }

  /// Whether a batch was begun whose transaction is gone.
  public var isLost: Bool { isOpen && connection.isAutocommit }

  /// Whether statements may run: a batch was begun and its transaction still stands.
  public var isActive: Bool { isOpen && !connection.isAutocommit }

  /// Begins a batch, taking the write lock at once.
  public func begin() throws(SQLiteError) {
    if isOpen { throw SQLiteError(SQLITE_MISUSE, "A batch is open already") }
    try connection.run("BEGIN IMMEDIATE")
    isOpen = true
  }

  /// Runs one job. If it throws, what it changed is undone and the other jobs stand.
  public func inSavepoint<T>(_ job: () throws -> T) throws -> T {
    try checkActive()
    try connection.run("SAVEPOINT job")
    do {
      let value = try job()
      try release()
      return value
    } catch {
      try undo()
      throw error
    }
  }

  /// Makes the batch durable; it is on disk when this returns. If it throws, nothing of it stands.
  public func commit() throws(SQLiteError) {
    defer { isOpen = false }
    try checkActive()
    do {
      try connection.run("COMMIT")
    } catch {
      rollBack()
      throw error
    }
  }

  /// Gives the batch up.
  public func rollBack() {
    if !connection.isAutocommit { try? connection.run("ROLLBACK") }
    isOpen = false
  }

  /// Throws unless a batch is open and its transaction stands.
  public func checkActive() throws(SQLiteError) {
    if isActive { return }
    if isOpen { throw SQLiteError.transactionLost }
    throw SQLiteError(SQLITE_MISUSE, "Nothing may be written outside a batch")
  }

  /// Ends a job that went well, unless it left foreign keys unmet: those would only be found by the
  /// commit, which would fail the jobs of others.
  private func release() throws(SQLiteError) {
    try checkActive()
    if connection.hasUnmetForeignKeys {
      throw SQLiteError(SQLiteError.foreignKey, "FOREIGN KEY constraint failed")
    }
    try connection.run("RELEASE job")
  }

  private func undo() throws(SQLiteError) {
    try checkActive()
    try connection.run("ROLLBACK TO job")
    try connection.run("RELEASE job")
  }
}

extension SQLiteError {
  /// The transaction of the batch was rolled back by SQLite after an earlier error.
  public static let transactionLost = SQLiteError(
    abortRollback, "The transaction was rolled back; every request of the batch has failed")
}
