import COpenSSL

/// The SHA-256 of a file's content, which is also its name among the attachments.
public struct ContentHash: Sendable, Hashable {
  /// 64 lowercase hexadecimal digits; nothing else is accepted, so it cannot lead out of a folder.
  public let hex: String

  /// From its 64 lowercase hexadecimal digits, as stored in the database.
  public init?(hex: String) {
    let isHex = hex.utf8.allSatisfy { (0x30...0x39).contains($0) || (0x61...0x66).contains($0) }
    guard hex.utf8.count == 64, isHex else { return nil }
    self.hex = hex
  }

  /// From its 32 bytes, as a hash function returns them.
  public init?(bytes: [UInt8]) {
    guard bytes.count == 32 else { return nil }
    let digits = Array("0123456789abcdef".utf8)
    let hex = bytes.flatMap { [digits[Int($0 >> 4)], digits[Int($0 & 15)]] }
    self.hex = String(decoding: hex, as: UTF8.self)
  }

  /// Of bytes in memory.
  public init(of content: [UInt8]) {
    var hash = StreamingHash()
    content.withUnsafeBytes { hash.update($0) }
    self = hash.finish()
  }

  /// Of a file, read in pieces.
  public init(ofFileAt path: String) throws {
    let file = try OpenFile(path)
    var hash = StreamingHash()
    try file.readAll { hash.update($0) }
    self = hash.finish()
  }
}

/// SHA-256 over pieces.
private struct StreamingHash: ~Copyable {
  private let context = EVP_MD_CTX_new()

  init() { EVP_DigestInit_ex(context, EVP_sha256(), nil) }

  deinit { EVP_MD_CTX_free(context) }

  mutating func update(_ piece: UnsafeRawBufferPointer) {
    EVP_DigestUpdate(context, piece.baseAddress, piece.count)
  }

  mutating func finish() -> ContentHash {
    var bytes = [UInt8](repeating: 0, count: 32)
    EVP_DigestFinal_ex(context, &bytes, nil)
    guard let hash = ContentHash(bytes: bytes) else { preconditionFailure("SHA-256 has 32 bytes") }
    return hash
  }
}
