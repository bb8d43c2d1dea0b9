import Glibc
import Synchronization
public import Workflow

/// The files of dossiers, each kept once under the hash of its content: `files/ab/cdef…`.
///
/// A file is on disk before the row that refers to it commits. A crash between the two leaves an
/// orphan, which ``sweep(_:named:at:)`` removes when it is old; never a row without its file. The time of
/// change of a file is when it was last kept, by the portal's clock.
public struct Attachments: Sendable {
  private let root: String
  /// Held while a file is linked into place or renewed, and while an old one is looked at and removed.
  private static let placing = Mutex(())

  /// The attachments of a data folder.
  public init(_ folder: DataFolder) { root = folder.filesPath }

  /// Where a file is, or would be.
  public func path(of hash: ContentHash) -> String {
    "\(shard(of: hash))/\(hash.hex.dropFirst(2))"
  }

  /// The size of a kept file; nil if it is not there.
  public func size(of hash: ContentHash) -> Int? {
    FileSystem.status(path(of: hash)).map { Int($0.st_size) }
  }

  /// A descriptor for reading, which the caller closes.
  public func open(_ hash: ContentHash) throws -> Int32 {
    let path = path(of: hash)
    let descriptor = Glibc.open(path, O_RDONLY | O_CLOEXEC | O_NOFOLLOW)
    if descriptor < 0 { throw FileFault(call: "open", path: path, code: errno) }
    return descriptor
  }

  /// Moves a received file into its place. File and names are on disk when this returns.
  ///
  /// Safe to repeat, also after a crash in the middle, and when the same content is kept at the same
  /// moment by another thread. The received file is gone afterwards.
  ///
  /// - Parameters:
  ///   - temporaryPath: the received file, on the same file system (`DataFolder.incomingPath`).
  ///   - sha256: its hash, taken while it was received.
  ///   - size: its length, taken while it was received; another length is refused.
  ///   - moment: when; the row that refers to it must follow within ``patience``.
  public func keep(temporaryPath: String, sha256: ContentHash, size: Int, at moment: Moment) throws {
    if try FileSystem.status(temporaryPath) == nil && renew(sha256, size, moment) { return }
    try seal(temporaryPath, size: size)
    let shard = shard(of: sha256)
    if FileSystem.status(shard) == nil {
      try FileSystem.makeFolder(shard)
      try FileSystem.syncFolder(root)
    }
    try Self.placing.withLock { _ in
      try place(temporaryPath, at: path(of: sha256), size: size)
      try setTime(of: sha256, moment)
    }
    try FileSystem.syncFolder(shard)
  }

  /// Notes that a file that is there was kept again; false where it is not.
  private func renew(_ hash: ContentHash, _ size: Int, _ moment: Moment) throws -> Bool {
    try Self.placing.withLock { _ in
      guard self.size(of: hash) == size else { return false }
      try setTime(of: hash, moment)
      return true
    }
  }

  /// On disk when this returns: a form may name the file after a crash.
  private func setTime(of hash: ContentHash, _ moment: Moment) throws {
    let file = try OpenFile(path(of: hash))
    try file.setTime(moment)
    try file.sync()
  }

  /// Makes the received file durable and read-only, if it is whole.
  private func seal(_ temporaryPath: String, size: Int) throws {
    let file = try OpenFile(temporaryPath)
    if try file.size() != size {
      throw FileFault(call: "keep", path: temporaryPath, code: EMSGSIZE)
    }
    try file.setMode(0o400)
    try file.sync()
  }

  /// Links the file into place. The same content may be there; if it has another length, the disk
  /// damaged it, and the new file replaces it.
  private func place(_ temporaryPath: String, at path: String, size: Int) throws {
    if link(temporaryPath, path) == 0 { return try FileSystem.remove(temporaryPath) }
    guard errno == EEXIST else { throw FileFault(call: "link", path: path, code: errno) }
    let status = FileSystem.status(path)
    if status.map({ Int($0.st_size) }) == size { return try FileSystem.remove(temporaryPath) }
    try FileSystem.rename(temporaryPath, to: path)
  }

  private func shard(of hash: ContentHash) -> String { "\(root)/\(hash.hex.prefix(2))" }
}

// MARK: - Sweeping

extension Attachments {
  /// How long a kept file waits for the row that refers to it, in seconds: longer than any form can be under way,
  /// for a form ends with its session.
  public static let patience: Int64 = 86_400

  /// One of the 256 folders that the files lie in.
  public struct Shard: Sendable, Hashable {
    /// The two digits that the hashes in it begin with, and what comes after all of these.
    let first: String, next: String

    /// The folder whose turn it is: another one each minute, all of them in a little over four hours.
    public init(at moment: Moment) {
      let number = UInt8(truncatingIfNeeded: moment.seconds / 60)
      first = Hex.text([number])
      next = number == .max ? "g" : Hex.text([number + 1])
    }
  }

  /// Removes from a folder what no row refers to and nothing can refer to any more.
  ///
  /// - Parameter named: what rows refer to in this folder.
  /// - Returns: how many files were removed.
  @discardableResult
  public func sweep(_ shard: Shard, named: [Reference], at moment: Moment) throws -> Int {
    let folder = "\(root)/\(shard.first)"
    guard FileSystem.status(folder) != nil else { return 0 }
    let named = Set(named.map(\.hash.hex))
    return try FileSystem.names(in: folder).count { name in
      try !named.contains(shard.first + name) && removeOld("\(folder)/\(name)", moment)
    }
  }

  /// The files among some that are not there, have another length or cannot be opened.
  public func damaged(_ references: [Reference]) -> [ContentHash] {
    references.filter { reference in
      guard size(of: reference.hash) == reference.size, let descriptor = try? open(reference.hash) else {
        return true
      }
      close(descriptor)
      return false
    }.map(\.hash)
  }

  /// Looks again under the lock: the file may have been kept anew since the rows were read.
  private func removeOld(_ path: String, _ moment: Moment) throws -> Bool {
    try Self.placing.withLock { _ in
      guard let status = FileSystem.status(path),
        Int64(status.st_mtim.tv_sec) < moment.seconds - Self.patience
      else { return false }
      try FileSystem.remove(path)
      return true
    }
  }
}

// MARK: - Verification

extension Attachments {
  /// A file that a row of the database refers to.
  public struct Reference: Sendable, Hashable {
    /// The hash of its content.
    public let hash: ContentHash
    /// Its length.
    public let size: Int

    /// A reference as stored.
    public init(hash: ContentHash, size: Int) {
      self.hash = hash
      self.size = size
    }
  }

  /// What differs between the database and the folder.
  public struct Report: Sendable, Equatable {
    /// Referred to, but not there.
    public var missing: [ContentHash] = []
    /// There, with another length or content than its name says.
    public var damaged: [ContentHash] = []
    /// There, but nothing refers to them: uploads whose request failed. Paths below `files/`.
    public var orphans: [String] = []
    /// Whether every reference is good. Orphans do no harm.
    public var isGood: Bool { missing.isEmpty && damaged.isEmpty }
  }

  /// Compares the files with what the database refers to.
  ///
  /// - Parameter contents: whether to read every file and compare its hash, not only its length.
  public func verify(_ references: some Sequence<Reference>, contents: Bool = true) throws -> Report {
    var report = Report()
    var known: Set<String> = []
    for reference in references where known.insert(name(of: reference.hash)).inserted {
      if let size = size(of: reference.hash) {
        let isGood = try size == reference.size && (!contents || hasItsContent(reference.hash))
        if !isGood { report.damaged.append(reference.hash) }
      } else {
        report.missing.append(reference.hash)
      }
    }
    report.orphans = try names().filter { !known.contains($0) }
    return report
  }

  private func hasItsContent(_ hash: ContentHash) throws -> Bool {
    try ContentHash(ofFileAt: path(of: hash)) == hash
  }

  private func name(of hash: ContentHash) -> String { "\(hash.hex.prefix(2))/\(hash.hex.dropFirst(2))" }

  /// Every file, as `ab/cdef…`.
  private func names() throws -> [String] {
    try FileSystem.names(in: root).flatMap { shard in
      try FileSystem.names(in: "\(root)/\(shard)").map { "\(shard)/\($0)" }
    }
  }
}
