/// A paper of the dossier (thành phần hồ sơ).
public struct Paper: Codable, Hashable, Sendable {
  /// Its name within the procedure, such as "chung-sinh".
  public let id: String
  /// Its name on pages and receipts.
  public let name: String
  /// The heading of the case it belongs to; papers without one belong to every case.
  public let group: String?
  /// Whether it is handed in or shown.
  public let kind: Kind
  /// Whether the dossier may not go forward without it (F001-03).
  public let required: Bool
  /// How many originals, certified copies and photocopies.
  public let originals: Int, certifiedCopies: Int, photocopies: Int
  /// Which answer in the form makes it needed.
  public let condition: Condition?
  /// Which template to use, and where it is from.
  public let templateNote: String?

  /// Whether a paper is handed in or shown (decision 7).
  public enum Kind: String, Codable, Hashable, Sendable {
    /// Nộp: needs a file.
    case submit
    /// Xuất trình: needs the officer's tick.
    case show
    /// A remark in the official list that is no paper at all.
    case note
  }

  /// A paper.
  public init(
    id: String, name: String, group: String? = nil, kind: Kind = .submit, required: Bool = true,
    originals: Int = 0, certifiedCopies: Int = 0, photocopies: Int = 0, condition: Condition? = nil,
    templateNote: String? = nil
  ) {
    self.id = id
    self.name = name
    self.group = group
    self.kind = kind
    self.required = required
    (self.originals, self.certifiedCopies, self.photocopies) = (originals, certifiedCopies, photocopies)
    self.condition = condition
    self.templateNote = templateNote
  }

  /// Whether the dossier needs the paper, given what was answered.
  public func isNeeded(for answers: FormAnswers, on today: Day) -> Bool {
    kind != .note && required && applies(to: answers, on: today)
  }

  /// Whether the paper is asked for at all, given what was answered.
  public func applies(to answers: FormAnswers, on today: Day) -> Bool {
    condition?.holds(for: answers, on: today) ?? true
  }

  /// "1 bản chính, 2 bản chụp"; empty where the list names no number.
  public var copies: String {
    [(originals, "bản chính"), (certifiedCopies, "bản chứng thực"), (photocopies, "bản chụp")]
      .filter { $0.0 > 0 }.map { "\($0.0) \($0.1)" }.joined(separator: ", ")
  }
}
