import Glibc
import Workflow

/// A call to the file system that failed.
public struct FileFault: Error, Sendable, Equatable, CustomStringConvertible {
  /// The call, such as `open`.
  public let call: String
  /// What it was about.
  public let path: String
  /// `errno`.
  public let code: Int32

  /// "open /data/keys: Permission denied".
  public var description: String { "\(call) \(path): \(String(cString: strerror(code)))" }
}

/// An open file that closes itself.
struct OpenFile: ~Copyable {
  let descriptor: Int32
  private let path: String

  init(_ path: String, _ flags: Int32 = O_RDONLY, mode: mode_t = 0o600) throws(FileFault) {
    self.path = path
    descriptor = Glibc.open(path, flags | O_CLOEXEC | O_NOFOLLOW, mode)
    if descriptor < 0 { throw FileFault(call: "open", path: path, code: errno) }
  }

  deinit { close(descriptor) }

  func status() throws(FileFault) -> stat {
    var status = stat()
    try check(fstat(descriptor, &status), "stat", path)
    return status
  }

  /// Its length in bytes.
  func size() throws(FileFault) -> Int { Int(try status().st_size) }

  /// Content and length are on disk when this returns.
  func sync() throws(FileFault) { try check(fsync(descriptor), "fsync", path) }

  func setMode(_ mode: mode_t) throws(FileFault) { try check(fchmod(descriptor, mode), "chmod", path) }

  /// Sets its times of change and of reading.
  func setTime(_ moment: Moment) throws(FileFault) {
    let time = timespec(tv_sec: Int(moment.seconds), tv_nsec: 0)
    try check(futimens(descriptor, [time, time]), "utimens", path)
  }

  func truncate() throws(FileFault) { try check(ftruncate(descriptor, 0), "truncate", path) }

  /// Up to `count` bytes at an offset; fewer only at the end of the file.
  func read(at offset: Int, count: Int) throws(FileFault) -> [UInt8] {
    var bytes = [UInt8](repeating: 0, count: count)
    var filled = 0
    while filled < count {
      let got = bytes.withUnsafeMutableBytes {
        pread(descriptor, $0.baseAddress?.advanced(by: filled), count - filled, off_t(offset + filled))
      }
      if got < 0, errno == EINTR { continue }
      if got < 0 { throw FileFault(call: "read", path: path, code: errno) }
      if got == 0 { break }
      filled += got
    }
    bytes.removeLast(count - filled)
    return bytes
  }

  /// The whole content, piece by piece.
  func readAll(_ visit: (UnsafeRawBufferPointer) -> Void) throws(FileFault) {
    var offset = 0
    while true {
      let piece = try read(at: offset, count: 256 * 1024)
      if piece.isEmpty { return }
      piece.withUnsafeBytes(visit)
      offset += piece.count
    }
  }

  func write(_ bytes: [UInt8]) throws(FileFault) {
    var written = 0
    while written < bytes.count {
      let put = bytes.withUnsafeBytes {
        Glibc.write(descriptor, $0.baseAddress?.advanced(by: written), bytes.count - written)
      }
      if put < 0, errno == EINTR { continue }
      if put < 0 { throw FileFault(call: "write", path: path, code: errno) }
      written += put
    }
  }
}

/// Folders and names.
enum FileSystem {
  /// Makes a folder for its owner only, unless it is there.
  static func makeFolder(_ path: String) throws(FileFault) {
    if mkdir(path, 0o700) == 0 || errno == EEXIST { return }
    throw FileFault(call: "mkdir", path: path, code: errno)
  }

  /// New, renamed and removed names of a folder are on disk when this returns.
  static func syncFolder(_ path: String) throws(FileFault) {
    try OpenFile(path, O_RDONLY | O_DIRECTORY).sync()
  }

  /// Nil if there is nothing at the path. Does not follow a link.
  static func status(_ path: String) -> stat? {
    var status = stat()
    return lstat(path, &status) == 0 ? status : nil
  }

  /// Names in a folder, sorted.
  static func names(in path: String) throws(FileFault) -> [String] {
    guard let folder = opendir(path) else { throw FileFault(call: "opendir", path: path, code: errno) }
    defer { closedir(folder) }
    var names: [String] = []
    while let entry = readdir(folder) {
      let name = withUnsafePointer(to: &entry.pointee.d_name) {
        $0.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
      }
      if name != ".", name != ".." { names.append(name) }
    }
    return names.sorted()
  }

  static func rename(_ from: String, to path: String) throws(FileFault) {
    try check(Glibc.rename(from, path), "rename", path)
  }

  static func remove(_ path: String) throws(FileFault) { try check(unlink(path), "unlink", path) }

  /// The folder a path is in.
  static func folder(of path: String) -> String {
    guard let slash = path.lastIndex(of: "/") else { return "." }
    return slash == path.startIndex ? "/" : String(path[..<slash])
  }
}

private func check(_ result: Int32, _ call: String, _ path: String) throws(FileFault) {
  if result != 0 { throw FileFault(call: call, path: path, code: errno) }
}
