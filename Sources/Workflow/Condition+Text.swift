extension Condition {
  /// What is wrong with a condition that somebody typed, or with one that a form cannot meet.
  public enum Fault: Error, Hashable, Sendable {
    /// It does not begin with the path of a field.
    case fieldMissing
    /// After the path stands neither a sign nor one of the words.
    case notUnderstood(String)
    /// A sign without an answer behind it, or an answer left out between commas.
    case valueMissing
    /// A quotation mark that is never closed.
    case quoteOpen
    /// The form has no such field, or none at such a place.
    case unknownField(String)
    /// The field offers no such answer.
    case unknownValue(String, of: String)
    /// The age of what is no date.
    case notADate(String)
  }

  /// The condition as an administrator types it: `request = change, ethnicity`, `purpose ≠ other`,
  /// `issuedBefore đã trả lời`, `issuedBefore chưa trả lời`, `person.birthDate từ đủ 9 tuổi`.
  public var text: String {
    switch test {
    case .anyOf(let values): "\(field) = \(Self.listed(values))"
    case .noneOf(let values): "\(field) ≠ \(Self.listed(values))"
    case .answered(true): "\(field) \(Self.answered)"
    case .answered(false): "\(field) \(Self.unanswered)"
    case .ageAtLeast(let years): "\(field) từ đủ \(years) tuổi"
    }
  }

  /// Reads what `text` writes; `!=` stands for `≠`.
  public init(typed text: String) throws(Fault) {
    let path = text.prefix { $0 == "." || $0.isASCII && ($0.isLetter || $0.isNumber) }
    if path.isEmpty { throw .fieldMissing }
    let rest = text.dropFirst(path.count).drop { $0 == " " }
    self.init(String(path), try Self.test(rest))
  }

  private static let answered = "đã trả lời"
  private static let unanswered = "chưa trả lời"

  private static func test(_ text: Substring) throws(Fault) -> Test {
    if text.hasPrefix("=") { return .anyOf(try values(text.dropFirst())) }
    if text.hasPrefix("≠") { return .noneOf(try values(text.dropFirst())) }
    if text.hasPrefix("!=") { return .noneOf(try values(text.dropFirst(2))) }
    if text == answered { return .answered(true) }
    if text == unanswered { return .answered(false) }
    let words = text.split(separator: " ")
    if words.count == 4, words[..<2] == ["từ", "đủ"], words[3] == "tuổi", let years = Int(words[2]),
      (1...150).contains(years)
    {
      return .ageAtLeast(years)
    }
    throw .notUnderstood(String(text))
  }

  /// Answers between commas; one that holds a comma or a quotation mark stands in quotation marks, doubled inside.
  private static func values(_ text: Substring) throws(Fault) -> [String] {
    var (values, rest) = ([String](), text)
    while true {
      rest = rest.drop { $0 == " " }
      values.append(try rest.first == "\"" ? quoted(&rest) : plain(&rest))
      rest = rest.drop { $0 == " " }
      if rest.isEmpty { return values }
      guard rest.first == "," else { throw .notUnderstood(String(rest)) }
      rest.removeFirst()
    }
  }

  private static func plain(_ rest: inout Substring) throws(Fault) -> String {
    let value = rest.prefix { $0 != "," }
    rest = rest.dropFirst(value.count)
    if value.contains("\"") { throw .notUnderstood(String(value)) }
    let whole = VietnameseText.normalised(String(value))
    if whole.isEmpty { throw .valueMissing }
    return whole
  }

  private static func quoted(_ rest: inout Substring) throws(Fault) -> String {
    var (value, isBegun) = ("", false)
    while rest.first == "\"" {
      if isBegun { value.append("\"") }
      isBegun = true
      rest.removeFirst()
      let piece = rest.prefix { $0 != "\"" }
      value += piece
      rest = rest.dropFirst(piece.count)
      guard !rest.isEmpty else { throw .quoteOpen }
      rest.removeFirst()
    }
    if value.isEmpty { throw .valueMissing }
    return value
  }

  private static func listed(_ values: [String]) -> String {
    values.map { value in
      let isPlain = !value.contains { $0 == "," || $0 == "\"" } && VietnameseText.normalised(value) == value
      return isPlain ? value : "\"\(value.replacing("\"", with: "\"\""))\""
    }.joined(separator: ", ")
  }
}

extension Condition.Fault {
  /// What is wrong, in words, for the administrator.
  public var vietnamese: String {
    switch self {
    case .fieldMissing: "phải bắt đầu bằng mục của biểu mẫu"
    case .notUnderstood(let text): "không hiểu “\(text)”"
    case .valueMissing: "thiếu câu trả lời"
    case .quoteOpen: "dấu ngoặc kép chưa đóng"
    case .unknownField(let path): "dựa vào “\(path)”, không có ở phía trước"
    case .unknownValue(let value, let path): "chờ câu trả lời “\(value)” mà “\(path)” không có"
    case .notADate(let path): "tính tuổi theo “\(path)”, không phải ngày sinh"
    }
  }
}
