import Workflow

/// A turn off the straight way that a demo dossier takes (arts 17–19.9).
enum DemoTurn: CaseIterable {
  /// Asked to complete it before receipt, completed, and on its way like any other.
  case completedAtReceipt
  /// The same after review.
  case completedAfterReview
  /// A letter of apology with a new date.
  case apologised
  /// A fee demanded and paid.
  case paid
  /// Verified on the spot.
  case verified
  /// Another agency takes part.
  case consulted
  /// Refused after review: the reason is the result.
  case refusedAfterReview
  /// Ends that are no result.
  case refusedAtDoor, withdrawn, stopped
  /// Left, today, while the citizen completes it before receipt.
  case awaitedAtReceipt
  /// Left, today, in one of the steps of a supplement after review.
  case proposed, awaited, answered
  /// Left, today, with a stop before the leader.
  case stopProposed

  /// The state in which it leaves the dossier; nil where the dossier goes on.
  var end: DossierState? {
    switch self {
    case .completedAtReceipt, .completedAfterReview, .apologised, .paid, .verified, .consulted,
      .refusedAfterReview:
      nil
    case .refusedAtDoor: .refused
    case .withdrawn: .withdrawn
    case .stopped: .stopped
    case .awaitedAtReceipt: .supplementingFiling
    case .proposed: .supplementProposed
    case .awaited: .supplementing
    case .answered: .supplementAnswered
    case .stopProposed: .stopProposed
    }
  }

  /// The state of the straight way from which a turn with an end leaves it.
  var leaves: DossierState {
    switch self {
    case .awaitedAtReceipt: .submitted
    case .proposed, .awaited, .answered, .stopProposed: .processing
    default: .returned
    }
  }

  /// Whether a dossier of this way of filing can take it in these times; a supplement after review must be asked for
  /// within three working days of receipt (art 19.4).
  func fits(_ timeline: DemoTimeline, isOnline: Bool, isBeside: Bool) -> Bool {
    switch self {
    case .completedAtReceipt, .awaitedAtReceipt: isOnline
    case .consulted: !isBeside
    case .completedAfterReview, .proposed, .awaited, .answered:
      Int(timeline.forwarded - timeline.received) < DemoClock.day
        && Int(timeline.due - timeline.received) > 2 * DemoClock.day
    default: true
    }
  }

  /// What most dossiers that are over, or are being solved, went through on the side, by weight.
  static let onTheWay = Lottery<(turn: DemoTurn?, weight: Double)>(
    [
      (nil, 76), (.completedAtReceipt, 3), (.completedAfterReview, 3), (.paid, 2), (.verified, 2),
      (.consulted, 3),
      (.refusedAfterReview, 1.5),
    ], weight: \.weight)

  /// How dossiers end without what was applied for, by weight; nil is the usual return.
  static let ends = Lottery<(turn: DemoTurn?, weight: Double)>(
    [(nil, 93), (.refusedAtDoor, 3), (.withdrawn, 2.5), (.stopped, 1.5)], weight: \.weight)
}

/// What is done on the way of a turn.
enum DemoTurnStep {
  /// A supplement: wanted by the specialist, asked for, answered, accepted.
  case proposeSupplement, requestSupplement, answerSupplement, acceptSupplement
  /// Ends that are no result, and the papers given back.
  case refuse, withdraw, proposeStop, stop, returnPapers
  /// A refusal after review is put before the leader.
  case submitRefusal
  /// A fee.
  case demandPayment, recordPayment
  /// Verified on the spot.
  case verify
  /// A letter of apology: drafted by the specialist or the leader, signed, told.
  case draftApology(by: Role), apologise, tellApology
  /// Another agency: asked, at work, answered.
  case openStage, takeStage, answerStage
}
