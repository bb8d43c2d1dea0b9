import COpenSSL
import Glibc

/// The certificates of authorities (tổ chức chứng thực) whose time-stamps and signatures an installation trusts: what it
/// laid as `.pem` or `.crt` files into one folder. An empty folder trusts nobody.
public struct TrustAnchors: Sendable {
  private let certificates: [[UInt8]]
  /// Tells one set of certificates from another: the SHA-256 of all of them, in hexadecimal digits.
  public let mark: String
  /// How many there are.
  public var count: Int { certificates.count }

  /// Those of a folder, by name; a file that holds no certificate in PEM adds none.
  public init(folder: String) {
    let names = Self.names(in: folder).filter { $0.hasSuffix(".pem") || $0.hasSuffix(".crt") }.sorted()
    certificates = names.flatMap { Self.read("\(folder)/\($0)") }
    var digest = [UInt8](repeating: 0, count: 32)
    let all = certificates.flatMap { $0 }
    SHA256(all, all.count, &digest)
    let digits = Array("0123456789abcdef".utf8)
    mark = String(decoding: digest.flatMap { [digits[Int($0 >> 4)], digits[Int($0 & 15)]] }, as: UTF8.self)
  }

  private static func names(in folder: String) -> [String] {
    guard let entries = opendir(folder) else { return [] }
    defer { closedir(entries) }
    var names: [String] = []
    while let entry = readdir(entries) {
      names.append(
        withUnsafePointer(to: &entry.pointee.d_name) {
          $0.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
        })
    }
    return names
  }

  private static func read(_ path: String) -> [[UInt8]] {
    guard let file = BIO_new_file(path, "r") else { return [] }
    defer { BIO_free(file) }
    var found: [[UInt8]] = []
    while let certificate = PEM_read_bio_X509(file, nil, nil, nil) {
      defer { X509_free(certificate) }
      var bytes = [UInt8](repeating: 0, count: Int(i2d_X509(certificate, nil)))
      bytes.withUnsafeMutableBufferPointer { buffer in
        var next = buffer.baseAddress
        _ = i2d_X509(certificate, &next)
      }
      found.append(bytes)
    }
    ERR_clear_error()
    return found
  }

  /// A store of them that judges certificates as they stood at a moment, in seconds since 1970; freed by who asks.
  func store(at seconds: Int) -> OpaquePointer? {
    guard let store = X509_STORE_new() else { return nil }
    for bytes in certificates {
      bytes.withUnsafeBufferPointer { buffer in
        var next = buffer.baseAddress
        guard let certificate = d2i_X509(nil, &next, buffer.count) else { return }
        X509_STORE_add_cert(store, certificate)
        X509_free(certificate)
      }
    }
    let parameters = X509_STORE_get0_param(store)
    X509_VERIFY_PARAM_set_time(parameters, seconds)
    return store
  }
}
