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
  /// To a leader: the result, or a refusal after review (art 19.8).
  case submitForSignOff(to: PersonID, outcome: Outcome = .granted)
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
  /// A file taken off a paper; a reused one by what it was.
  case removePaper(paper: String, reused: Reuse.Kind? = nil)
  /// A file of an earlier dossier for a paper of the list.
  case reusePaper(paper: String, Reuse)
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
  /// Refused at the door, why.
  case refuse(RefusalReason, why: String)
  /// What the specialist wants completed.
  case proposeSupplement([SupplementItem])
  /// A late supplement allowed, why.
  case allowSupplement(reason: String)
  /// The slip; after a specialist's proposal, its items as the counter words them.
  case requestSupplement([SupplementItem])
  /// What the citizen wrote to each item, in the slip's order; empty text is a tick without words.
  case answerSupplement([String])
  /// Every item accepted.
  case acceptSupplement
  /// Why items were not accepted, in the slip's order; nil accepts one.
  case reopenSupplement([String?])
  /// A stop put before a leader.
  case proposeStop(StopReason, why: String, to: PersonID)
  /// Stopped, why.
  case stop(StopReason, why: String)
  /// Withdrawn, why (may be empty: a citizen owes no reason).
  case withdraw(reason: String)
  /// The citizen's papers given back, to whom.
  case returnPapers(to: Collector)
  /// A fee demanded, in đồng, for what.
  case demandPayment(amount: Int, why: String)
  /// Paid, with the number of the receipt.
  case recordPayment(receipt: String)
  /// A verification's record.
  case verify(Verification)
  /// An extension of the procedure, why.
  case extend(String, why: String)
  /// A letter of apology, why and until when.
  case draftApology(DelayReason, why: String, newDate: Moment)
  /// The letter signed.
  case apologise
  /// A notice left by some way, with its number or the person reached.
  case recordNotice(Notice, NoticeChannel, reference: String)
  /// The paper is here.
  case takeOver
  /// Another agency takes part.
  case openStage(StageOrder)
  /// A stage taken over.
  case takeStage(Int)
  /// A stage answered, with the code of its result where it has one.
  case answerStage(Int, answer: String, resultCode: String)
  /// The head of Một cửa told that a stage is overdue.
  case reportStage(Int)
  /// A stage closed without an answer, why.
  case closeStage(Int, why: String)
  /// Decided at the desk, under which delegation, with the result's number.
  case decideAtDesk(delegation: String, number: String)
  /// To another person of the same kind, why.
  case reassign(to: PersonID, why: String)
  /// What was mistyped is corrected, why.
  case correct(why: String)
  /// An event took place earlier than it was recorded, why.
  case backdate(Milestone, to: Moment, why: String)
  /// The result is wrong, in what.
  case reportError(why: String)
  /// The corrected result signed.
  case amend
  /// The corrected result handed over.
  case returnAmended(to: Collector)
  /// Due dates counted again by the calendar of today, why.
  case recount(why: String)
  /// The result leaves for the point where it is picked up.
  case sendResult
  /// The result has come to the point where it is picked up.
  case takeResult
  /// Where the result is picked up.
  case choosePickUp(PointID)

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
    case .reusePaper: .reusePaper
    case .markShown: .markShown
    case .exceptPaper: .exceptPaper
    case .attachResult: .attachResult
    case .removeResult: .removeResult
    case .exceptResult: .exceptResult
    case .note: .note
    case .refuse: .refuse
    case .proposeSupplement: .proposeSupplement
    case .allowSupplement: .allowSupplement
    case .requestSupplement: .requestSupplement
    case .answerSupplement: .answerSupplement
    case .acceptSupplement: .acceptSupplement
    case .reopenSupplement: .reopenSupplement
    case .proposeStop: .proposeStop
    case .stop: .stop
    case .withdraw: .withdraw
    case .returnPapers: .returnPapers
    case .demandPayment: .demandPayment
    case .recordPayment: .recordPayment
    case .verify: .verify
    case .extend: .extend
    case .draftApology: .draftApology
    case .apologise: .apologise
    case .recordNotice: .recordNotice
    case .takeOver: .takeOver
    case .openStage: .openStage
    case .takeStage: .takeStage
    case .answerStage: .answerStage
    case .reportStage: .reportStage
    case .closeStage: .closeStage
    case .decideAtDesk: .decideAtDesk
    case .reassign: .reassign
    case .correct: .correct
    case .backdate: .backdate
    case .recount: .recount
    case .sendResult: .sendResult
    case .takeResult: .takeResult
    case .choosePickUp: .choosePickUp
    case .reportError: .reportError
    case .amend: .amend
    case .returnAmended: .returnAmended
    }
  }

  /// What was written as a reason, for the journal.
  public var reason: String? {
    switch self {
    case .handBack(let reason), .sendBack(let reason), .exceptResult(let reason),
      .allowSupplement(let reason),
      .withdraw(let reason), .refuse(_, let reason), .stop(_, let reason), .proposeStop(_, let reason, _),
      .demandPayment(_, let reason), .extend(_, let reason), .draftApology(_, let reason, _),
      .closeStage(_, let reason), .reassign(_, let reason), .reportError(let reason), .correct(let reason),
      .backdate(_, _, let reason),
      .recount(let reason), .submitForSignOff(_, .refused(_, let reason)):
      reason
    case .note(let text): text
    case .answerStage(_, let answer, _): answer
    case .exceptPaper(_, let exception): exception.reason
    default: nil
    }
  }
}

/// What can have happened earlier than it was recorded (F000-04).
public enum Milestone: String, Sendable, Codable, CaseIterable {
  /// Tiếp nhận.
  case receipt
  /// Ký duyệt hoặc có kết quả: what decides about lateness (decision 9).
  case finish
  /// Trả kết quả.
  case handOver = "hand-over"
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
    /// The account on the portal, for a result that is a signed file (art 20).
    case account
  }

  /// Full name.
  public let name: String
  /// Number of the identity paper shown.
  public let identity: String
  /// Relation to the owner.
  public let relation: Relation
  /// Number of the consignment, where it went by post.
  public let consignment: String

  /// Who took it.
  public init(name: String, identity: String, relation: Relation, consignment: String = "") {
    self.name = name
    self.identity = identity
    self.relation = relation
    self.consignment = consignment
  }

  /// Whether the receiver is known: by name and paper shown, by the number of the consignment, or as the account.
  var isNamed: Bool {
    switch relation {
    case .account: true
    case .post: !name.isEmpty && !consignment.isEmpty
    case .owner, .submitter, .relative, .authorised: !name.isEmpty && !identity.isEmpty
    }
  }
}
