/// What a dossier lacks for its next step (còn thiếu gì): whom to ask, said in one word.
public enum Lack: Sendable, Hashable, CaseIterable {
  /// A file of it is lost or cannot be read: nothing goes on before it is there again.
  case file
  /// The counter has not received it.
  case reception
  /// The citizen has not completed it.
  case completion
  /// The counter has not forwarded it.
  case forwarding
  /// The counter has not issued the slip that the specialist asks for.
  case slip
  /// The counter has not looked at what the citizen sent.
  case check
  /// The specialist has not signed for the paper (art 18).
  case takeOver
  /// Another agency has not answered (arts 19.5–19.7).
  case partner
  /// There is no result yet.
  case result
  /// The result is there and was not submitted for sign-off.
  case submission
  /// The leader has not signed.
  case signature
  /// The leader has not decided on the stop put before him.
  case decision
  /// The counter has not taken the result back (art 20).
  case takeBack
  /// The result lies at another point than the one where it is picked up.
  case transport
  /// A fee is not paid (art 22).
  case fee
  /// The citizen has not fetched the result.
  case collection

  /// What decides besides the state.
  public struct Facts: Sendable, Hashable {
    /// A result file is there.
    public var hasResult = false
    /// The paper is on its way to the specialist.
    public var isInTransit = false
    /// Another agency was asked and has not answered.
    public var isAtPartner = false
    /// A fee is demanded and not paid.
    public var isPaymentDue = false
    /// The result lies elsewhere than where it is picked up.
    public var isElsewhere = false
    /// A file is known to be lost or unreadable.
    public var isDamaged = false

    /// Nothing of it.
    public init() {}
  }

  /// What a dossier in a state lacks; nil where it is a draft or over.
  public static func of(_ state: DossierState, _ facts: Facts) -> Lack? {
    if facts.isDamaged && state != .draft && !state.isClosed { return .file }
    return switch state {
    case .draft, .returned, .refused, .stopped, .withdrawn: nil
    case .submitted: .reception
    case .supplementingFiling, .supplementing: .completion
    case .received: .forwarding
    case .supplementProposed: .slip
    case .supplementAnswered: .check
    case .processing: processing(facts)
    case .awaitingSignOff: .signature
    case .stopProposed: .decision
    case .signed: .takeBack
    case .atCounter: facts.isElsewhere ? .transport : facts.isPaymentDue ? .fee : .collection
    }
  }

  private static func processing(_ facts: Facts) -> Lack {
    if facts.isInTransit { return .takeOver }
    if facts.isAtPartner { return .partner }
    return facts.hasResult ? .submission : .result
  }
}
