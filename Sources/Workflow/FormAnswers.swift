/// What was typed into a form, flat by path: "child.name", "witnesses.2.name".
///
/// Exactly what an HTML form posts, valid or not, so that a draft saves anything. Coded as a plain JSON object.
public struct FormAnswers: Hashable, Sendable {
  /// The answers by path; a multiple choice has several.
  public var values: [String: [String]]

  /// Answers as posted.
  public init(_ values: [String: [String]] = [:]) {
    self.values = values
  }

  /// The answers to a path that hold more than blanks and invisible characters.
  public func all(_ path: String) -> [String] {
    (values[path] ?? []).filter { !Self.isBlank($0) }
  }

  /// How much of an answer is looked at for something visible.
  private static let mostLookedAt = 4_096

  /// Whether an answer shows nothing, as far as anybody looks. A control character counts as visible, for somebody
  /// must be told of it.
  public static func isBlank(_ text: String) -> Bool {
    text.unicodeScalars.prefix(mostLookedAt).allSatisfy {
      $0.properties.isWhitespace || $0.properties.generalCategory == .format
    }
  }

  /// About how many bytes all answers take with their paths.
  public var bytes: Int {
    values.reduce(0) { sum, answer in answer.value.reduce(sum + answer.key.utf8.count) { $0 + $1.utf8.count }
    }
  }

  /// The first answer to a path, normalised.
  public func text(_ path: String) -> String? {
    guard let first = all(path).first, case let text = VietnameseText.normalised(first), !text.isEmpty
    else { return nil }
    return text
  }

  /// The one answer to a path; setting `nil` takes all answers away.
  public subscript(path: String) -> String? {
    get { values[path]?.first }
    set { values[path] = newValue.map { [$0] } }
  }

  /// The numbers of the rows of a table that hold an answer, from 1, whatever gaps a removed row left.
  public func rows(of table: String) -> [Int] {
    let prefix = table + "."
    let numbers = values.keys.lazy.filter { $0.hasPrefix(prefix) && !all($0).isEmpty }.compactMap {
      path -> Int? in
      let digits = path.dropFirst(prefix.count).prefix { $0 != "." }
      guard (1...3).contains(digits.utf8.count), !digits.hasPrefix("0"),
        digits.utf8.allSatisfy({ (0x30...0x39).contains($0) })
      else { return nil }
      return Int(digits)
    }
    return Set(numbers).sorted()
  }
}

extension FormAnswers: Codable {
  /// Reads the plain object.
  public init(from decoder: any Decoder) throws {
    values = try decoder.singleValueContainer().decode([String: [String]].self)
  }

  /// Writes the plain object.
  public func encode(to encoder: any Encoder) throws {
    var box = encoder.singleValueContainer()
    try box.encode(values)
  }
}
