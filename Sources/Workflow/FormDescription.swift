/// An application form (tờ khai điện tử) as data: pages, checks, summaries and prints are all drawn from it.
public struct FormDescription: Codable, Hashable, Sendable {
  /// The name procedures link to, such as "khai-sinh".
  public let id: String
  /// The title as printed, such as "Tờ khai đăng ký khai sinh".
  public let title: String
  /// Whether somebody has compared the fields with the text of the law; otherwise "chưa đối chiếu" (decision 6).
  public let verified: Bool
  /// Where the fields come from.
  public let source: String?
  /// Paths of the name of the person the application is about; the first one answered counts.
  public let subject: [String]
  /// The parts of the form, in order.
  public let sections: [FormSection]

  /// A form of these sections.
  public init(
    id: String, title: String, verified: Bool = false, source: String? = nil, subject: [String] = [],
    sections: [FormSection]
  ) {
    self.id = id
    self.title = title
    self.verified = verified
    self.source = source
    self.subject = subject
    self.sections = sections
  }

  /// All fields, before any condition.
  public var fields: [FormField] { sections.flatMap(\.fields) }

  /// The name of the person the application is about, for lists and the summary line of the dossier.
  public func subjectName(in answers: FormAnswers) -> String? {
    subject.lazy.compactMap { answers.text($0) }.first
  }
}

/// Part of a form under one heading.
public struct FormSection: Codable, Hashable, Sendable {
  /// The heading, such as "Thông tin về người mẹ".
  public let title: String
  /// A sentence under the heading.
  public let hint: String?
  /// When the section applies; always, if nothing is said.
  public let condition: Condition?
  /// Its fields, in order.
  public let fields: [FormField]

  /// A section of these fields.
  public init(title: String, hint: String? = nil, condition: Condition? = nil, fields: [FormField]) {
    self.title = title
    self.hint = hint
    self.condition = condition
    self.fields = fields
  }
}
