import Glibc

/// An open regular file, closed when nobody holds it any more. It is read by offset only, so it can pass
/// between threads.
final class OpenFile: Sendable {
  let descriptor: Int32
  let size: Int
  /// Nanoseconds since 1970.
  let modified: Int64
  let inode: UInt64

  /// Opens for reading; throws when there is no regular file of that name.
  convenience init(path: String) throws {
    try self.init(taking: Glibc.open(path, O_RDONLY | O_CLOEXEC), name: path)
  }

  /// Takes over a descriptor (negative: `errno` tells why not).
  init(taking descriptor: Int32, name: String) throws {
    guard descriptor >= 0 else { throw SystemFailure(call: "open \(name)", code: errno) }
    var info = stat()
    guard fstat(descriptor, &info) == 0, info.st_mode & S_IFMT == S_IFREG else {
      Glibc.close(descriptor)
      throw SystemFailure(call: "open \(name)", code: EISDIR)
    }
    self.descriptor = descriptor
    size = Int(info.st_size)
    modified = Int64(info.st_mtim.tv_sec) * 1_000_000_000 + Int64(info.st_mtim.tv_nsec)
    inode = UInt64(info.st_ino)
  }

  deinit { close(descriptor) }

  /// The whole file; nil when it changed its size meanwhile.
  func contents() -> [UInt8]? {
    var complete = true
    let bytes = [UInt8](unsafeUninitializedCapacity: size) { buffer, count in
      while count < size {
        let got = pread(descriptor, buffer.baseAddress! + count, size - count, off_t(count))
        if got < 0, errno == EINTR { continue }
        guard got > 0 else {
          complete = false
          return
        }
        count += got
      }
    }
    return complete ? bytes : nil
  }
}

/// A system call failed.
public struct SystemFailure: Error, Sendable, Equatable, CustomStringConvertible {
  /// What was tried.
  public let call: String
  /// The value of `errno`.
  public let code: Int32

  init(call: String, code: Int32) {
    self.call = call
    self.code = code
  }

  /// The call and the system's words.
  public var description: String { "\(call): \(String(cString: strerror(code)))" }
}
