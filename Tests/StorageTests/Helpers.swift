import Foundation
import Storage

/// A folder of its own for one test.
func withFolder<T>(_ body: (String) throws -> T) throws -> T {
  let path = FileManager.default.temporaryDirectory.path + "/motcua-storage-\(UUID().uuidString)"
  try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: false)
  defer { try? FileManager.default.removeItem(atPath: path) }
  return try body(path)
}

/// A fresh database with the tables of some statements.
func withDatabase<T>(_ statements: String..., body: (Database) throws -> T) throws -> T {
  try withFolder { folder in
    let database = try Database(path: folder + "/test.db")
    for statement in statements { try database.write { try $0.execute(statement) } }
    return try body(database)
  }
}

/// Files in a folder of the test, by their names below it.
func write(_ files: [String: [UInt8]], in folder: String) throws {
  for (name, bytes) in files { try Data(bytes).write(to: URL(fileURLWithPath: "\(folder)/\(name)")) }
}

/// The permission bits of a file or folder.
func mode(of path: String) throws -> Int {
  let attributes = try FileManager.default.attributesOfItem(atPath: path)
  return attributes[.posixPermissions] as? Int ?? -1
}

/// Names in a folder, sorted.
func names(in path: String) throws -> [String] {
  try FileManager.default.contentsOfDirectory(atPath: path).sorted()
}

/// The error that a call throws; nil if it throws none.
func failure<T>(_ call: () throws -> T) -> (any Error)? {
  do {
    _ = try call()
    return nil
  } catch {
    return error
  }
}

/// The kind of database error that a call throws.
func databaseFailure<T>(_ call: () throws -> T) -> DatabaseError.Kind? {
  (failure(call) as? DatabaseError)?.kind
}

/// Runs a closure on a thread of its own and waits for it.
func onAnotherThread(_ body: @escaping @Sendable () throws -> Void) throws {
  nonisolated(unsafe) var result = Result<Void, any Error>.success(())
  let done = DispatchSemaphore(value: 0)
  Thread {
    result = Result { try body() }
    done.signal()
  }.start()
  done.wait()
  try result.get()
}
