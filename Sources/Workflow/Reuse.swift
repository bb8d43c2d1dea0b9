/// How a paper of a dossier stands on its way from paper to file, as the national portal numbers it (NĐ 107/2021;
/// F003-05; rules §1.10).
public enum Digitisation: Int, Sendable, Codable, CaseIterable {
  /// On paper only.
  case notDigitised = 0
  /// Scanned or sent as a file for this dossier.
  case digitised = 1
  /// A paper of an earlier dossier stands for it.
  case reusedComponent = 2
  /// The result of an earlier dossier stands for it.
  case reusedResult = 3
}

/// A file of an earlier dossier that stands in a later one by reference, never copied, because its person agrees
/// (NĐ 107/2021).
public struct Reuse: Sendable, Hashable {
  /// What the earlier file was.
  public enum Kind: String, Sendable, Codable, CaseIterable {
    /// Thành phần hồ sơ: a paper handed in.
    case component
    /// Kết quả: what the office issued.
    case result
  }

  /// The earlier file, with all that decides about its reuse.
  public struct Source: Sendable, Hashable {
    /// Its stored number.
    public let file: Int64
    /// What it was.
    public let kind: Kind
    /// Whose dossier it stands in; nil where no identity is known.
    public let owner: IdentityNumber?
    /// Whether a counter saw that identity: the dossier was handed in there, or filed from the account bound to it
    /// (decision 1).
    public let isProven: Bool
    /// Where its dossier stands.
    public let state: DossierState
    /// Whether a counter received its dossier, and so looked at the paper.
    public let wasReceived: Bool
    /// How its dossier was answered.
    public let outcome: Outcome

    /// The facts of one file.
    public init(
      file: Int64, kind: Kind, owner: IdentityNumber?, isProven: Bool, state: DossierState, wasReceived: Bool,
      outcome: Outcome
    ) {
      self.file = file
      self.kind = kind
      self.owner = owner
      self.isProven = isProven
      self.state = state
      self.wasReceived = wasReceived
      self.outcome = outcome
    }

    /// Whether it is this person's own and still good: a paper that a counter received and nobody found false, a result
    /// that was handed out or may be (decision 1).
    public func isReusable(by person: IdentityNumber) -> Bool {
      guard isProven, wasReceived, person.kind != .none, owner == person else { return false }
      if case .refused(.falsePapers, _) = outcome { return false }
      return switch kind {
      case .component: true
      case .result: (state == .atCounter || state == .returned) && !outcome.isRefusal
      }
    }
  }

  /// The earlier file.
  public let source: Source
  /// Who asks for it: the person at the counter, identity paper in hand, or the one whose account is bound; nil where
  /// neither is known.
  public let person: IdentityNumber?
  /// Whether that person agreed.
  public let isConsented: Bool

  /// A file that somebody wants to use again.
  public init(_ source: Source, for person: IdentityNumber?, isConsented: Bool) {
    self.source = source
    self.person = person
    self.isConsented = isConsented
  }

  /// Whether the file is the person's own, and still good.
  var isAllowed: Bool { person.map { source.isReusable(by: $0) } ?? false }
}
