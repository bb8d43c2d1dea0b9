/// A verb with what it needs.
public enum Action: Sendable, Hashable {
  /// The citizen files; the form was checked by the caller.
  case submit(formProblems: Int)
  /// The counter receives; the appointment by hand only where the procedure's time is unknown (decision 6).
  case receive(appointmentByHand: Moment?)
  /// To a specialist of a unit.
  case forward(to: PersonID, unit: AgencyID)
  /// Back to the counter.
  case handBack(reason: String)
  /// To a leader.
  case submitForSignOff(to: PersonID)
  /// Back to the specialist.
  case sendBack(reason: String)
  /// Signed, with the result's number (số văn bản; empty where the result has none) and form of authority.
  case signOff(number: String, authority: Authority)
  /// The result lies at the counter.
  case takeBack
  /// Handed over to the person who collects.
  case returnResult(to: Collector)
  /// A file for a paper of the dossier's list.
  case attachPaper(paper: String)
  /// A file taken off a paper.
  case removePaper(paper: String)
  /// The paper was shown.
  case markShown(paper: String)
  /// No scan of this paper, why.
  case exceptPaper(paper: String, PaperException)
  /// A result file.
  case attachResult
  /// A result file taken off.
  case removeResult
  /// Return without a file, why.
  case exceptResult(reason: String)
  /// An internal note.
  case note(text: String)

  /// The verb alone.
  public var verb: Verb {
    switch self {
    case .submit: .submit
    case .receive: .receive
    case .forward: .forward
    case .handBack: .handBack
    case .submitForSignOff: .submitForSignOff
    case .sendBack: .sendBack
    case .signOff: .signOff
    case .takeBack: .takeBack
    case .returnResult: .returnResult
    case .attachPaper: .attachPaper
    case .removePaper: .removePaper
    case .markShown: .markShown
    case .exceptPaper: .exceptPaper
    case .attachResult: .attachResult
    case .removeResult: .removeResult
    case .exceptResult: .exceptResult
    case .note: .note
    }
  }

  /// What was written as a reason, for the journal.
  public var reason: String? {
    switch self {
    case .handBack(let reason), .sendBack(let reason), .exceptResult(let reason): reason
    case .note(let text): text
    case .exceptPaper(_, let exception): exception.reason
    default: nil
    }
  }
}

/// In whose name a leader signs (thể thức ký: TM., KT., TL.; decision 3).
public enum Authority: String, Sendable, Codable, CaseIterable {
  /// TM. ỦY BAN NHÂN DÂN – CHỦ TỊCH: for the committee.
  case onBehalf = "TM"
  /// KT. CHỦ TỊCH – PHÓ CHỦ TỊCH: a deputy for the chairman.
  case deputising = "KT"
  /// TL. CHỦ TỊCH: by order of the chairman.
  case byOrder = "TL"
}

/// Why a paper has no scan (decision 7): per paper, never for all.
public struct PaperException: Sendable, Hashable, Codable {
  /// The kinds that are told apart in lists.
  public enum Code: String, Sendable, Codable, CaseIterable {
    /// Cannot be scanned: format, binding, condition.
    case notScannable = "not-scannable"
    /// Will be shown when the result is collected.
    case shownOnReturn = "shown-on-return"
    /// The agency holds it already.
    case heldByAgency = "held-by-agency"
    /// Scanner out of order; to be scanned later.
    case deviceFailure = "device-failure"
  }

  /// The kind.
  public let code: Code
  /// In words.
  public let reason: String

  /// An exception with its reason.
  public init(code: Code, reason: String) {
    self.code = code
    self.reason = reason
  }
}

/// Who took the result (người nhận kết quả), checked at the counter (arts 6–7).
public struct Collector: Sendable, Hashable, Codable {
  /// In which relation to the owner.
  public enum Relation: String, Sendable, Codable, CaseIterable {
    /// The owner himself.
    case owner
    /// The one who filed.
    case submitter
    /// A relative.
    case relative
    /// A person with an authorisation paper.
    case authorised
    /// The postal operator.
    case post
  }

  /// Full name.
  public let name: String
  /// Number of the identity paper shown.
  public let identity: String
  /// Relation to the owner.
  public let relation: Relation

  /// Who took it.
  public init(name: String, identity: String, relation: Relation) {
    self.name = name
    self.identity = identity
    self.relation = relation
  }
}
