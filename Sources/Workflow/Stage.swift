/// A part of a dossier that another agency works on (chặng phối hợp): one dossier, one number, counted once; each
/// agency sees its own clock (arts 19.5–19.7).
public struct Stage: Sendable, Hashable, Codable, Identifiable {
  /// In which way the agency takes part.
  public enum Kind: String, Sendable, Codable, CaseIterable {
    /// Asked for its opinion by a date (lấy ý kiến; art 19.5).
    case consultation
    /// Works at the same time under a lead agency (liên thông cùng cấp; art 19.6).
    case parallel
    /// Of a higher level, through its own one-stop; its result comes back to the receiving one (art 19.7).
    case higherLevel = "higher-level"
  }

  /// Its number in the dossier, from 1.
  public let id: Int
  /// In which way the agency takes part.
  public let kind: Kind
  /// Who is asked.
  public let agency: AgencyID
  /// What is to be done.
  public let task: String
  /// When it was sent.
  public let openedAt: Moment
  /// By when.
  public let due: Moment
  /// Who took it over there.
  public internal(set) var holder: PersonID?
  /// When it was taken over.
  public internal(set) var takenAt: Moment?
  /// What was answered.
  public internal(set) var answer: String
  /// Code of its result, where it has one (rules §10.4).
  public internal(set) var resultCode: String
  /// When it was answered, or closed without an answer.
  public internal(set) var closedAt: Moment?
  /// When the lead agency told the head of Một cửa that it is overdue (art 19.5).
  public internal(set) var reportedAt: Moment?

  /// Whether an answer is still awaited.
  public var isOpen: Bool { closedAt == nil }

  /// Whether the agency answered, or at an instant has still time to.
  public func isLate(at moment: Moment) -> Bool { (closedAt ?? moment) > due }
}

/// What is asked of another agency.
public struct StageOrder: Sendable, Hashable, Codable {
  /// In which way it takes part.
  public let kind: Stage.Kind
  /// Who is asked.
  public let agency: AgencyID
  /// What is to be done.
  public let task: String
  /// In which time.
  public let limit: TimeLimit

  /// An order.
  public init(kind: Stage.Kind, agency: AgencyID, task: String, limit: TimeLimit) {
    self.kind = kind
    self.agency = agency
    self.task = task
    self.limit = limit
  }
}
