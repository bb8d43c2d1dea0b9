import Foundation
import Synchronization
import Testing

@testable import Storage

@Suite struct DataFolderTests {
  @Test func itIsMadeForItsOwnerOnly() throws {
    try withFolder { parent in
      let folder = try DataFolder(creating: parent + "/data")
      #expect(try names(in: folder.path) == ["files", "incoming", "keys", "portal.db", "trust"])
      for path in [folder.path, folder.filesPath, folder.incomingPath] {
        #expect(try mode(of: path) == 0o700)
      }
      try Database(path: folder.databasePath).write { try $0.execute("CREATE TABLE t (a INTEGER)") }
      #expect(try mode(of: folder.databasePath) == 0o600)
      _ = try DataFolder(creating: folder.path)  // again, with everything there
      _ = try DataFolder(existing: folder.path)
      #expect(folder.freeBytes > 0)
    }
  }

  @Test func theWALHasThePermissionsOfTheFile() throws {
    try withFolder { parent in
      let folder = try DataFolder(creating: parent + "/data")
      let database = try Database(path: folder.databasePath)
      try database.write { try $0.execute("CREATE TABLE t (a INTEGER)") }
      #expect(try mode(of: folder.databasePath + "-wal") == 0o600)
    }
  }

  @Test func aFolderThatOthersMayChangeIsRefused() throws {
    try withFolder { parent in
      chmod(parent, 0o777)
      let error = failure { _ = try DataFolder(creating: parent) }
      #expect(error as? DataFolder.Fault == .openToOthers(parent))
    }
  }

  @Test func anotherFolderIsNotTakenForADataFolder() throws {
    try withFolder { parent in
      let error = failure { _ = try DataFolder(existing: parent) }
      #expect(error as? DataFolder.Fault == .notADataFolder(parent))
    }
  }

  @Test func whatACrashLeftAmongTheUploadsIsRemoved() throws {
    try withFolder { parent in
      let folder = try DataFolder(creating: parent + "/data")
      try write(["upload-1": [1], "upload-2": []], in: folder.incomingPath)
      #expect(try folder.clearIncoming() == 2)
      #expect(try names(in: folder.incomingPath).isEmpty)
    }
  }

  // MARK: Lock

  @Test func aSecondHolderIsToldOfTheFirst() throws {
    try withFolder { parent in
      let folder = try DataFolder(creating: parent + "/data")
      var lock: DataFolder.Lock? = try folder.lock()
      let error = failure { _ = try folder.lock() } as? DataFolder.Fault
      #expect(error == .inUse(path: folder.path, process: Int(getpid())))
      #expect(error?.description.contains("process \(getpid())") == true)
      #expect(lock != nil)
      lock = nil
      _ = try folder.lock()
    }
  }

  @Test(.enabled(if: FileManager.default.isExecutableFile(atPath: "/usr/bin/flock")))
  func anotherProcessIsKeptOut() throws {
    try withFolder { parent in
      let folder = try DataFolder(creating: parent + "/data")
      let lock = try folder.lock()
      #expect(try flockSucceeds(folder.path) == false)
      withExtendedLifetime(lock) {}
    }
    try withFolder { parent in
      let folder = try DataFolder(creating: parent + "/data")
      do { _ = try folder.lock() }
      #expect(try flockSucceeds(folder.path))
    }
  }

  private func flockSucceeds(_ folder: String) throws -> Bool {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/usr/bin/flock")
    process.arguments = ["--nonblock", folder + "/serve.lock", "true"]
    try process.run()
    process.waitUntilExit()
    return process.terminationStatus == 0
  }

  // MARK: Keys

  @Test func aKeyIsMadeOnceAndKept() throws {
    try withFolder { parent in
      let folder = try DataFolder(creating: parent + "/data")
      let key = try folder.key(named: "session")
      #expect(key.count == 32 && Set(key).count > 8)
      #expect(try folder.key(named: "session") == key)
      #expect(try folder.key(named: "form") != key)
      #expect(try names(in: folder.path + "/keys") == ["form.key", "session.key"])
      #expect(try mode(of: folder.path + "/keys/session.key") == 0o600)
    }
  }

  @Test func callersAtOneMomentGetOneKey() throws {
    try withFolder { parent in
      let folder = try DataFolder(creating: parent + "/data")
      let keys = Mutex<Set<[UInt8]>>([])
      DispatchQueue.concurrentPerform(iterations: 16) { _ in
        if let key = try? folder.key(named: "session") { _ = keys.withLock { $0.insert(key) } }
      }
      #expect(keys.withLock { $0.count } == 1)
    }
  }

  @Test func damagedAndExposedKeysAreRefused() throws {
    try withFolder { parent in
      let folder = try DataFolder(creating: parent + "/data")
      let keys = folder.path + "/keys"
      try write(["short.key": [1, 2], "open.key": [UInt8](repeating: 1, count: 32)], in: keys)
      chmod(keys + "/short.key", 0o600)
      chmod(keys + "/open.key", 0o644)
      let short = failure { _ = try folder.key(named: "short") }
      let open = failure { _ = try folder.key(named: "open") }
      #expect(short as? DataFolder.Fault == .damagedKey(keys + "/short.key"))
      #expect(open as? DataFolder.Fault == .openToOthers(keys + "/open.key"))
    }
  }
}
