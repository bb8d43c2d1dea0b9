/// The turns a dossier took off the straight way, as far as the flow decides on them: the projection of the
/// journal's entries about them.
public struct Turns: Sendable, Hashable, Codable {
  /// Requests to complete it, in order: at most one of each phase (decision 10).
  public internal(set) var supplements: [Supplement] = []
  /// What the specialist wants the counter to ask for.
  public internal(set) var proposed: [SupplementItem] = []
  /// Whether a leader allowed a supplement after three working days (decision 10).
  public internal(set) var isLateSupplementAllowed = false
  /// What is submitted for sign-off.
  public internal(set) var outcome = Outcome.granted
  /// The stop put before the leader.
  public internal(set) var stop: StopProposal?
  /// The fee demanded.
  public internal(set) var payment: Payment?
  /// The letter of apology, drafted or signed; one at most (art 19.9).
  public internal(set) var apology: Apology?
  /// Records of verification (art 19.3).
  public internal(set) var verifications: [Verification] = []
  /// Extensions used, by id.
  public internal(set) var extended: [String] = []
  /// The paper on its way to the specialist; nil once he has signed for it.
  public internal(set) var handover: Handover?
  /// Parts at other agencies.
  public internal(set) var stages: [Stage] = []
  /// The decision that let the desk officer decide (art 17.5); empty where a leader signed.
  public internal(set) var delegation = ""
  /// When the citizen's papers were given back after a refusal, stop or withdrawal.
  public internal(set) var papersReturnedAt: Moment?
  /// Corrections of the result, in order (art 21).
  public internal(set) var amendments: [Amendment] = []
  /// How often the receipt was issued; the newest replaces those before.
  public internal(set) var receiptVersion = 1

  /// No turn taken.
  public init() {}

  /// The request that the citizen has in hand, or whose answer the counter must check.
  public var openSupplement: Supplement? { supplements.last { $0.acceptedAt == nil } }

  /// Whether a fee is demanded and not paid.
  public var isPaymentDue: Bool { payment?.isDue ?? false }
}
