public import HTTPServer
public import Storage

/// What a lane's thread gives to every handler: its own connection and the reference data of its batch.
public final class LaneContext {
  let lane: Lane
  private let reader: ReadContext?
  private let writer: WriteContext?
  private let cache: ReferenceCache
  private var held: Reference?

  /// Made once on each lane thread.
  public init(lane: Lane, database: Database, cache: ReferenceCache) throws {
    self.lane = lane
    self.cache = cache
    reader = lane == .write ? nil : try database.makeReader()
    writer = lane == .write ? try database.makeWriter() : nil
  }

  /// Reading, on any lane.
  var db: ReadAccess { reader?.access ?? writer!.access }

  /// Writing; a handler of another lane that asks for it is a fault of the route's declaration.
  var writing: WriteAccess {
    guard let writer else { preconditionFailure("only the write lane writes; declare the route's lane") }
    return writer.access
  }

  /// Reference data as of this batch; the writer's own stays with it, since it may not be committed yet.
  func reference() throws -> Reference {
    if let held { return held }
    let reference = try cache.current(db, isShared: writer == nil)
    held = reference
    return reference
  }

  /// Reference data was changed by this handler: what follows in the batch reads it anew.
  func forgetReference() { held = nil }

  /// Runs a step whose error will be answered: on the write lane what it wrote is undone before the error comes
  /// out, and the rest of the job stands. Elsewhere there is nothing to undo.
  @discardableResult
  func undoing<Value>(_ step: () throws -> Value) throws -> Value {
    guard let writer else { return try step() }
    do { return try writer.job(step) } catch {
      held = nil
      throw error
    }
  }

  /// The hooks that give the server's lanes their database.
  public static func hooks(database: Database, cache: ReferenceCache) -> LaneHooks {
    LaneHooks(
      makeContext: { try LaneContext(lane: $0, database: database, cache: cache) },
      batchBegins: { _, context in try of(context).begin() },
      batchEnds: { _, context in try of(context).end() },
      job: { _, context, handler in try of(context).undoing(handler) },
      batchIsLost: { of($0).writer?.isLost ?? false })
  }

  static func of(_ context: AnyObject) -> LaneContext { context as! LaneContext }

  private func begin() throws {
    held = nil
    try reader?.beginBatch()
    try writer?.beginBatch()
  }

  private func end() throws {
    reader?.endBatch()
    try writer?.endBatch()
  }
}
