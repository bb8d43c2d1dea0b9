/// What is submitted for sign-off.
public enum Outcome: Sendable, Hashable, Codable {
  /// What was applied for.
  case granted
  /// A refusal after review: the written reason is the result (art 19.8).
  case refused(RefusalReason, why: String)

  /// Whether it is a refusal.
  public var isRefusal: Bool { self != .granted }
}

/// Why a dossier is refused, at the door (art 17) or after review (art 19.8); F001-04.
public enum RefusalReason: String, Sendable, Codable, CaseIterable {
  /// Another agency decides on it.
  case notCompetent = "not-competent"
  /// The conditions of the law are not met.
  case notEligible = "not-eligible"
  /// The papers were not completed in spite of guidance.
  case notCompleted = "not-completed"
  /// The same was filed already.
  case duplicate
  /// Papers are false.
  case falsePapers = "false-papers"
}

/// Why processing stops (dừng giải quyết; state 8); F001-04.
public enum StopReason: String, Sendable, Codable, CaseIterable {
  /// The citizen did not complete the dossier within the time allowed (decision 10).
  case notCompleted = "not-completed"
  /// A court, an inspection or another authority deals with the matter first.
  case otherProceeding = "other-proceeding"
  /// The applicant has died, or the thing applied for no longer exists.
  case objectGone = "object-gone"
  /// The financial duty was not fulfilled.
  case notPaid = "not-paid"
}

/// Why a dossier is late (art 19.9); F001-04.
public enum DelayReason: String, Sendable, Codable, CaseIterable {
  /// Verification takes longer than foreseen.
  case verification
  /// A consulted agency has not answered.
  case partner
  /// The person in charge is away.
  case absence
  /// More dossiers than the unit can process.
  case overload
  /// The information system failed.
  case system
  /// Storm, flood or other force majeure.
  case forceMajeure = "force-majeure"
}

/// A stop put before the leader.
public struct StopProposal: Sendable, Hashable, Codable {
  /// Its kind.
  public let code: StopReason
  /// In words.
  public let why: String

  /// A proposal with its reason.
  public init(code: StopReason, why: String) {
    self.code = code
    self.why = why
  }
}
