extension Secrets {
  private static let syllables = [
    "an", "binh", "cam", "dao", "ga", "hoa", "khe", "lua", "mai", "nui", "oi", "que", "ruong", "sen", "tre",
    "voi",
  ]

  /// A first or one-time password that can be read aloud at a counter: six syllables of sixteen and four digits,
  /// 37 bits, good for the one sign-in that must replace it.
  public static func readable() -> String {
    let bytes = random(8)
    let words = bytes[..<6].map { syllables[Int($0 & 15)] }
    let number = (Int(bytes[6]) << 8 | Int(bytes[7])) % 10_000
    return words.joined(separator: "-") + "-" + Serials.padded(number, to: 4)
  }
}
