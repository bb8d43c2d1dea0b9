/// What must have been answered for a field, a section or a paper to apply.
///
/// Written as `{"field": "parentsMarried", "equals": "yes"}`, or with `anyOf`, `noneOf`, `answered`, `ageAtLeast`.
public struct Condition: Hashable, Sendable {
  /// The path of the answer that decides.
  public let field: String
  /// What the answer must be.
  public let test: Test

  /// What an answer must be.
  public enum Test: Hashable, Sendable {
    /// One of these; with several answers, at least one of them.
    case anyOf([String])
    /// None of these; holds also when nothing is answered.
    case noneOf([String])
    /// Anything at all, or nothing.
    case answered(Bool)
    /// A birth date of at least so many years ago, such as nine for a child's own consent.
    case ageAtLeast(Int)
  }

  /// A condition.
  public init(_ field: String, _ test: Test) {
    self.field = field
    self.test = test
  }

  /// Whether the condition holds for the answers on a day.
  public func holds(for answers: FormAnswers, on today: Day) -> Bool {
    let given = answers.all(field)
    return switch test {
    case .anyOf(let values): given.contains(where: values.contains)
    case .noneOf(let values): !given.contains(where: values.contains)
    case .answered(let wanted): given.isEmpty != wanted
    case .ageAtLeast(let years):
      given.first.flatMap(PartialDate.init)?.age(on: today).map { $0 >= years } ?? false
    }
  }
}

extension Condition {
  /// The condition in words, by the path and the values of the form, for the administrator.
  public var vietnamese: String {
    switch test {
    case .anyOf(let values): "“\(field)” là \(values.joined(separator: ", "))"
    case .noneOf(let values): "“\(field)” không là \(values.joined(separator: ", "))"
    case .answered(let wanted): "“\(field)” \(wanted ? "đã" : "chưa") trả lời"
    case .ageAtLeast(let years): "“\(field)” cho thấy từ đủ \(years) tuổi"
    }
  }
}

extension Condition: Codable {
  private enum Key: String, CodingKey {
    case field, equals, anyOf, noneOf, answered, ageAtLeast
  }

  /// Reads a condition, which has exactly one test.
  public init(from decoder: any Decoder) throws {
    let box = try decoder.container(keyedBy: Key.self)
    field = try box.decode(String.self, forKey: .field)
    let tests: [Test?] = [
      try box.decodeIfPresent(String.self, forKey: .equals).map { .anyOf([$0]) },
      try box.decodeIfPresent([String].self, forKey: .anyOf).map { .anyOf($0) },
      try box.decodeIfPresent([String].self, forKey: .noneOf).map { .noneOf($0) },
      try box.decodeIfPresent(Bool.self, forKey: .answered).map { .answered($0) },
      try box.decodeIfPresent(Int.self, forKey: .ageAtLeast).map { .ageAtLeast($0) },
    ]
    guard let test = tests.compactMap(\.self).first, tests.compactMap(\.self).count == 1 else {
      throw DecodingError.dataCorruptedError(
        forKey: .field, in: box, debugDescription: "a condition on “\(field)” needs exactly one test")
    }
    self.test = test
  }

  /// Writes the condition as it is read.
  public func encode(to encoder: any Encoder) throws {
    var box = encoder.container(keyedBy: Key.self)
    try box.encode(field, forKey: .field)
    switch test {
    case .anyOf(let values) where values.count == 1: try box.encode(values[0], forKey: .equals)
    case .anyOf(let values): try box.encode(values, forKey: .anyOf)
    case .noneOf(let values): try box.encode(values, forKey: .noneOf)
    case .answered(let wanted): try box.encode(wanted, forKey: .answered)
    case .ageAtLeast(let years): try box.encode(years, forKey: .ageAtLeast)
    }
  }
}
