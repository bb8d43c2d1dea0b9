/// A person's name as papers write it: family name first, given name last.
public struct PersonName: Hashable, Sendable {
  /// The whole name, normalised.
  public let text: String

  /// The longest name a form takes, in characters.
  public static let maximumLength = 120

  /// Reads a name; it must hold a letter, and nothing but letters, blanks and the signs that names hold.
  ///
  /// Digits, brackets and symbols are slips of the finger or worse; foreign letters are welcome.
  public init?(_ typed: String) {
    guard typed.utf8.count <= Self.maximumLength * 16 else { return nil }
    let text = VietnameseText.normalised(typed)
    let scalars = text.unicodeScalars
    guard scalars.count <= Self.maximumLength, scalars.contains(where: \.properties.isAlphabetic),
      scalars.allSatisfy(Self.isAllowed)
    else { return nil }
    self.text = text
  }

  /// The family name: the first word.
  public var family: String { String(words.first ?? "") }

  /// The given name: the last word, by which Vietnamese lists are sorted and people are addressed.
  public var given: String { String(words.last ?? "") }

  /// What stands between family and given name.
  public var middle: String { words.dropFirst().dropLast().joined(separator: " ") }

  /// The name in capitals, as civil status papers print it.
  public var capitals: String { text.uppercased() }

  /// Sorts by given name, then family and middle names, without regard to diacritics.
  public var sortKey: String {
    VietnameseText.folded(([given, family, middle].filter { !$0.isEmpty }).joined(separator: " "))
  }

  private var words: [Substring] { text.split(separator: " ") }

  private static func isAllowed(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar {
    case " ", "-", "'", "’", ".", ",", "·": true
    default:
      scalar.properties.isAlphabetic || scalar.properties.generalCategory == .nonspacingMark
    }
  }
}
