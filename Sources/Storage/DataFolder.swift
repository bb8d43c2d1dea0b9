import COpenSSL
import Glibc

/// The writable folder of an installation; a backup of it is a backup of the portal.
///
/// ```
/// portal.db   the database, with portal.db-wal and portal.db-shm beside it
/// files/      attachments by the hash of their content
/// incoming/   uploads being received; what is left here after a crash belongs to nobody
/// keys/       secrets of 32 random bytes
/// trust/      certificates of the authorities whose time-stamps and signatures count, as .pem or .crt
/// serve.lock  held by the process that writes
/// ```
public struct DataFolder: Sendable {
  /// Where it is.
  public let path: String

  /// The database file.
  public var databasePath: String { path + "/portal.db" }
  /// Where attachments are kept.
  public var filesPath: String { path + "/files" }
  /// Where uploads are received, on the same file system as the attachments.
  public var incomingPath: String { path + "/incoming" }
  /// Where the certificates lie of those whose time-stamps and signatures count as proof.
  public var trustPath: String { path + "/trust" }
  private var keysPath: String { path + "/keys" }
  private var lockPath: String { path + "/serve.lock" }

  /// Why a data folder cannot be used.
  public enum Fault: Error, Equatable, CustomStringConvertible {
    case notADataFolder(String)
    case openToOthers(String)
    case inUse(path: String, process: Int?)
    case damagedKey(String)

    /// In words for the operator.
    public var description: String {
      switch self {
      case .notADataFolder(let path):
        "\(path) holds no portal.db: not a data folder"
      case .openToOthers(let path):
        "\(path) may be read or changed by other users of this machine: chmod go-rwx it"
      case .inUse(let path, let process):
        "\(path) is in use by process \(process.map(String.init) ?? "unknown"): stop it first"
      case .damagedKey(let path):
        "\(path) does not hold 32 bytes: restore it from the backup"
      }
    }
  }

  /// A data folder that must be there already.
  public init(existing path: String) throws {
    self.path = path
    if FileSystem.status(databasePath) == nil { throw Fault.notADataFolder(path) }
  }

  /// A data folder, made if it is missing, readable by its owner only.
  public init(creating path: String) throws {
    self.path = path
    try FileSystem.makeFolder(path)
    // Who may write to the folder could replace the database; who only passes through finds 0700 inside.
    if let status = FileSystem.status(path), status.st_mode & 0o022 != 0 { throw Fault.openToOthers(path) }
    for folder in [filesPath, incomingPath, keysPath, trustPath] { try FileSystem.makeFolder(folder) }
    // An empty file is an empty database, and SQLite gives its WAL the permissions of the file. One
    // that is there is not touched: closing it would drop the locks of a connection of this process.
    if FileSystem.status(databasePath) == nil { _ = try OpenFile(databasePath, O_RDWR | O_CREAT) }
    try FileSystem.syncFolder(path)
    try FileSystem.syncFolder(FileSystem.folder(of: path))
  }

  /// Bytes that may still be written to the disk.
  public var freeBytes: Int64 {
    var status = statvfs()
    return statvfs(path, &status) == 0 ? Int64(status.f_bavail) * Int64(status.f_frsize) : 0
  }

  /// Removes what a crash left among the uploads; call it with the lock held and nothing serving.
  @discardableResult
  public func clearIncoming() throws -> Int {
    let names = try FileSystem.names(in: incomingPath)
    for name in names { try FileSystem.remove("\(incomingPath)/\(name)") }
    return names.count
  }
}

// MARK: - One writing process

extension DataFolder {
  /// Holds the data folder until it is released; the kernel releases it when the process dies.
  public final class Lock: Sendable {
    private let descriptor: Int32

    fileprivate init(_ descriptor: Int32) { self.descriptor = descriptor }

    deinit { close(descriptor) }
  }

  /// Takes the folder for this process, or says which process has it.
  public func lock() throws -> Lock {
    let descriptor = open(lockPath, O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0o600)
    if descriptor < 0 { throw FileFault(call: "open", path: lockPath, code: errno) }
    let lock = Lock(descriptor)
    if flock(descriptor, LOCK_EX | LOCK_NB) != 0 {
      guard errno == EWOULDBLOCK else { throw FileFault(call: "flock", path: lockPath, code: errno) }
      throw Fault.inUse(path: path, process: try holder())
    }
    let file = try OpenFile(lockPath, O_WRONLY)
    try file.truncate()
    try file.write(Array("\(getpid())\n".utf8))
    return lock
  }

  private func holder() throws -> Int? {
    let text = try OpenFile(lockPath).read(at: 0, count: 20)
    return Int(String(decoding: text.prefix { $0 != 0x0a }, as: UTF8.self))
  }
}

// MARK: - Keys

extension DataFolder {
  /// The 32 secret bytes of a name, made at the first call. Two processes that ask at once get the
  /// same ones.
  public func key(named name: String) throws -> [UInt8] {
    let path = "\(keysPath)/\(name).key"
    if FileSystem.status(path) == nil { try makeKey(path) }
    let file = try OpenFile(path)
    if try file.status().st_mode & 0o077 != 0 { throw Fault.openToOthers(path) }
    let key = try file.read(at: 0, count: 33)
    if key.count != 32 { throw Fault.damagedKey(path) }
    return key
  }

  /// Writes a key aside and links it into place whole, so that a crash leaves none or all of it.
  private func makeKey(_ path: String) throws {
    let temporary = "\(path).\(getpid())-\(UInt32.random(in: 0...UInt32.max))"
    try writeSecret(temporary)
    defer { unlink(temporary) }
    if link(temporary, path) != 0, errno != EEXIST {
      throw FileFault(call: "link", path: path, code: errno)
    }
    try FileSystem.syncFolder(keysPath)
  }

  private func writeSecret(_ path: String) throws {
    var secret = [UInt8](repeating: 0, count: 32)
    precondition(RAND_bytes(&secret, 32) == 1, "No randomness")
    let file = try OpenFile(path, O_WRONLY | O_CREAT | O_EXCL)
    try file.write(secret)
    try file.sync()
  }
}

// MARK: - Looking on

extension DataFolder {
  /// What stands in the way of using the folder; nil if nothing does. Changes nothing.
  public var fault: (any Error)? {
    for path in [path, filesPath, incomingPath, keysPath, databasePath] {
      guard let status = FileSystem.status(path) else { return Fault.notADataFolder(path) }
      if status.st_mode & 0o022 != 0 { return Fault.openToOthers(path) }
    }
    return nil
  }

  /// Whether a process holds the folder now.
  public var isInUse: Bool {
    let descriptor = open(lockPath, O_RDONLY | O_CLOEXEC | O_NOFOLLOW)
    guard descriptor >= 0 else { return false }
    defer { close(descriptor) }
    return flock(descriptor, LOCK_SH | LOCK_NB) != 0
  }
}
