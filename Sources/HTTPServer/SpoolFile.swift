internal import COpenSSL
import Glibc
import Synchronization

/// A temporary file of an upload. It is removed when nobody holds it any more; a handler keeps the content by
/// moving or linking the file elsewhere.
final class SpoolFile: Sendable {
  static let prefix = "upload-"

  let path: String
  /// Negative once closed.
  private let descriptor: Mutex<Int32>

  /// Makes an empty file with a name of its own, readable by nobody else.
  init(in folder: String) throws(HTTPFailure) {
    let name = String(UInt64.random(in: .min ... .max), radix: 36)
    path = "\(folder)/\(SpoolFile.prefix)\(name)"
    let opened = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
    guard opened >= 0 else { throw SpoolFile.failure(errno) }
    descriptor = Mutex(opened)
  }

  deinit {
    close()
    unlink(path)
  }

  func write(_ bytes: UnsafeBufferPointer<UInt8>) throws(HTTPFailure) {
    let file = descriptor.withLock { $0 }
    var done = 0
    while done < bytes.count {
      let count = Glibc.write(file, bytes.baseAddress! + done, bytes.count - done)
      if count < 0, errno == EINTR { continue }
      guard count > 0 else { throw SpoolFile.failure(errno) }
      done += count
    }
  }

  /// Waits until the content is on the disk, then closes the descriptor.
  func sync() throws(HTTPFailure) {
    guard fsync(descriptor.withLock { $0 }) == 0 else { throw SpoolFile.failure(errno) }
    close()
  }

  private func close() {
    descriptor.withLock { descriptor in
      if descriptor >= 0 { _ = Glibc.close(descriptor) }
      descriptor = -1
    }
  }

  /// 507 when there is no room, 500 for any other trouble.
  static func failure(_ code: Int32) -> HTTPFailure {
    code == ENOSPC || code == EDQUOT
      ? HTTPFailure(.insufficientStorage, "no room for an upload")
      : HTTPFailure(.internalServerError, "cannot spool an upload: \(String(cString: strerror(code)))")
  }

  /// Removes what a killed process left behind.
  static func sweep(_ folder: String) {
    guard let directory = opendir(folder) else { return }
    defer { closedir(directory) }
    while let entry = readdir(directory) {
      let name = withUnsafePointer(to: &entry.pointee.d_name) {
        $0.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
      }
      if name.hasPrefix(prefix) { unlink("\(folder)/\(name)") }
    }
  }
}

/// SHA-256 as the bytes come (FIPS 180-4, by libcrypto).
final class SHA256 {
  private let context: OpaquePointer

  init() {
    context = EVP_MD_CTX_new()
    EVP_DigestInit_ex(context, EVP_sha256(), nil)
  }

  deinit { EVP_MD_CTX_free(context) }

  func update(_ bytes: UnsafeBufferPointer<UInt8>) {
    EVP_DigestUpdate(context, bytes.baseAddress, bytes.count)
  }

  /// Lower-case hexadecimal; the hash takes nothing more after it.
  func finish() -> String {
    let digest = [UInt8](unsafeUninitializedCapacity: 32) { buffer, count in
      EVP_DigestFinal_ex(context, buffer.baseAddress, nil)
      count = 32
    }
    return digest.map { byte in
      let text = String(byte, radix: 16)
      return byte < 16 ? "0" + text : text
    }.joined()
  }
}
