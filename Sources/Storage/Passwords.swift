import COpenSSL

/// Passwords by scrypt, N=2^15 r=8 p=3 (decision 23): 32 MiB and some 170 ms, so only ever in the password lane.
public enum Passwords {
  /// Why a chosen password is refused.
  public enum Weakness: Error, Sendable, Hashable {
    /// Fewer than ten characters.
    case tooShort
    /// More than 200 bytes.
    case tooLong
    /// The login name itself or one of the usual ones.
    case tooEasy
  }

  private static let cost: UInt64 = 1 << 15
  private static let blockSize: UInt64 = 8
  private static let lanes: UInt64 = 3
  private static let memory: UInt64 = 96 << 20
  private static let easy: Set<String> = [
    "1234567890", "0123456789", "password12", "matkhau123", "qwertyuiop", "1111111111", "0000000000",
  ]

  /// Checks a password that a person chooses.
  public static func check(_ password: String, login: String) throws(Weakness) {
    guard password.count >= 10 else { throw .tooShort }
    guard password.utf8.count <= 200 else { throw .tooLong }
    let lower = password.lowercased()
    guard lower != login.lowercased(), !easy.contains(lower), Set(lower).count > 2 else { throw .tooEasy }
  }

  /// The stored form: `scrypt$15$8$3$salt$key`, hexadecimal.
  public static func hash(_ password: String) -> String {
    let salt = Secrets.random(16)
    let key = derive(password, salt)
    return "scrypt$15$8$3$\(Hex.text(salt))$\(Hex.text(key))"
  }

  /// Whether a password belongs to a stored form; false for a form it cannot read.
  public static func verify(_ password: String, against stored: String) -> Bool {
    let parts = stored.split(separator: "$")
    guard parts.count == 6, parts[..<4] == ["scrypt", "15", "8", "3"], let salt = Hex.bytes(parts[4]),
      let key = Hex.bytes(parts[5])
    else { return false }
    return Secrets.areEqual(derive(password, salt), key)
  }

  /// Does the work of a verification whose account does not exist, so that time tells nothing.
  public static func pretend(_ password: String) { _ = derive(password, [UInt8](repeating: 0, count: 16)) }

  private static func derive(_ password: String, _ salt: [UInt8]) -> [UInt8] {
    var key = [UInt8](repeating: 0, count: 32)
    let bytes = Array(password.utf8)
    let done = bytes.withUnsafeBytes { raw in
      EVP_PBE_scrypt(
        raw.baseAddress?.assumingMemoryBound(to: CChar.self), bytes.count, salt, salt.count, cost, blockSize,
        lanes, memory, &key, key.count)
    }
    precondition(done == 1, "scrypt was refused its memory")
    return key
  }
}

/// Random tokens, their hashes and comparison in constant time.
public enum Secrets {
  /// Random bytes from the system.
  public static func random(_ count: Int) -> [UInt8] {
    var bytes = [UInt8](repeating: 0, count: count)
    precondition(RAND_bytes(&bytes, Int32(count)) == 1, "the system gave no randomness")
    return bytes
  }

  /// A token of 256 bits, hexadecimal: session, device, one-time key.
  public static func token() -> String { Hex.text(random(32)) }

  /// SHA-256 of a text, hexadecimal: what is stored in place of a token.
  public static func hash(_ text: String) -> String {
    var digest = [UInt8](repeating: 0, count: 32)
    let bytes = Array(text.utf8)
    _ = SHA256(bytes, bytes.count, &digest)
    return Hex.text(digest)
  }

  /// HMAC-SHA-256 of a text, hexadecimal: forgery tokens.
  public static func seal(_ text: String, key: [UInt8]) -> String {
    var digest = [UInt8](repeating: 0, count: 32)
    let bytes = Array(text.utf8)
    _ = HMAC(EVP_sha256(), key, Int32(key.count), bytes, bytes.count, &digest, nil)
    return Hex.text(digest)
  }

  /// Compares without telling where the first difference is.
  public static func areEqual(_ one: [UInt8], _ other: [UInt8]) -> Bool {
    one.count == other.count && CRYPTO_memcmp(one, other, one.count) == 0
  }

  /// Compares texts without telling where the first difference is.
  public static func areEqual(_ one: String, _ other: String) -> Bool {
    areEqual(Array(one.utf8), Array(other.utf8))
  }
}

enum Hex {
  private static let digits = Array("0123456789abcdef".utf8)

  static func text(_ bytes: [UInt8]) -> String {
    String(unsafeUninitializedCapacity: bytes.count * 2) { buffer in
      for (index, byte) in bytes.enumerated() {
        buffer[2 * index] = digits[Int(byte >> 4)]
        buffer[2 * index + 1] = digits[Int(byte & 15)]
      }
      return bytes.count * 2
    }
  }

  static func bytes(_ text: some StringProtocol) -> [UInt8]? {
    let units = Array(text.utf8)
    guard units.count.isMultiple(of: 2) else { return nil }
    var bytes: [UInt8] = []
    for index in stride(from: 0, to: units.count, by: 2) {
      guard let high = value(units[index]), let low = value(units[index + 1]) else { return nil }
      bytes.append(high << 4 | low)
    }
    return bytes
  }

  private static func value(_ unit: UInt8) -> UInt8? {
    digits.firstIndex(of: unit).map(UInt8.init)
  }
}
