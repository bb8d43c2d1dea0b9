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
  /// How many originals, certified copies and photocopies; all 0 where the list names no number.
  public let originals: Int, certifiedCopies: Int, photocopies: Int
  /// Which answer in the form makes it needed.
  public let condition: Condition?
  /// Which template to use, and where it is from.
  public let templateNote: String?
  /// Whether it is the application itself, for which an electronic form filled in online stands.
  public let isForm: Bool

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
    templateNote: String? = nil, isForm: Bool = false
  ) {
    self.id = id
    self.name = name
    self.group = group
    self.kind = kind
    self.required = required
    (self.originals, self.certifiedCopies, self.photocopies) = (originals, certifiedCopies, photocopies)
    self.condition = condition
    self.templateNote = templateNote
    self.isForm = isForm
  }

  /// Reads a paper; what is left out is as in the initialiser above.
  public init(from decoder: any Decoder) throws {
    let box = try decoder.container(keyedBy: CodingKeys.self)
    self.init(
      id: try box.decode(String.self, forKey: .id),
      name: try box.decode(String.self, forKey: .name),
      group: try box.decodeIfPresent(String.self, forKey: .group),
      kind: try box.decodeIfPresent(Kind.self, forKey: .kind) ?? .submit,
      required: try box.decodeIfPresent(Bool.self, forKey: .required) ?? true,
      originals: try box.decodeIfPresent(Int.self, forKey: .originals) ?? 0,
      certifiedCopies: try box.decodeIfPresent(Int.self, forKey: .certifiedCopies) ?? 0,
      photocopies: try box.decodeIfPresent(Int.self, forKey: .photocopies) ?? 0,
      condition: try box.decodeIfPresent(Condition.self, forKey: .condition),
      templateNote: try box.decodeIfPresent(String.self, forKey: .templateNote),
      isForm: try box.decodeIfPresent(Bool.self, forKey: .isForm) ?? false)
  }

  /// "1 bản chính, 2 bản chụp"; empty where the list names no number.
  public var copies: String {
    [(originals, "bản chính"), (certifiedCopies, "bản chứng thực"), (photocopies, "bản chụp")]
      .filter { $0.0 > 0 }.map { "\($0.0) \($0.1)" }.joined(separator: ", ")
  }
}

extension ProcedureRevision {
  /// The papers to ask for.
  ///
  /// With an electronic form filled in: those whose conditions its answers meet, without the form on paper. At
  /// the counter without one: all, for the officer sees which case it is.
  public func askedPapers(_ filledIn: AppliedForm?) -> [Paper] {
    guard let filledIn else { return papers }
    return papers.filter { paper in
      !paper.isForm && paper.condition?.holds(for: filledIn.answers, on: filledIn.today) ?? true
    }
  }

  /// The papers without which the dossier may not go forward (F001-03, decision 7); of papers with a condition
  /// only an electronic form can tell, and those of another case than the one named are not needed.
  public func neededPapers(_ filledIn: AppliedForm?, case caseName: String? = nil) -> [Paper] {
    askedPapers(filledIn).filter { paper in
      paper.required && paper.kind != .note && (filledIn != nil || paper.condition == nil)
        && (caseName == nil || !caseNames.contains(paper.group ?? "") || paper.group == caseName)
    }
  }
}
