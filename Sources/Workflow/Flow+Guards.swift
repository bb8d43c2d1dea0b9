extension Flow {
  /// What must hold besides state and role; each is a question to the dossier.
  public enum Guard: String, Sendable, CaseIterable {
    /// The form has no open problem.
    case formComplete
    /// Every required paper to be submitted has a file (F001-03).
    case requiredFilesAttached
    /// Every required paper to be submitted has a file or a marked exception: paper becomes electronic at receipt
    /// (F003-05).
    case requiredPapersDigitised
    /// The person agreed that the earlier file is used again.
    case consentGiven
    /// The earlier file is that person's own, and still good (decision 1).
    case reusable
    /// Every required paper has a file, a tick or a marked exception (F001-03, decision 7).
    case requiredPapersSettled
    /// The actor is the one on whose desk it lies.
    case ownDesk
    /// A reason is written.
    case reasonGiven
    /// A result file is attached, unless the result exists on paper only (F001-02) or is a written refusal (art 19.8).
    case outcomeReady
    /// No file was signed: only a result that exists on paper is scanned at the counter, nothing joins a signed one.
    case signedResultLacksFile
    /// A result file, the recorded exception (F001-02, decision 7), or a written refusal (art 19.8).
    case resultAttachedOrExcepted
    /// The actor did not process it (decision 3).
    case notProcessor
    /// An appointment can be computed, or the officer set one by hand (decision 6).
    case appointmentKnown
    /// The collector is named (art 6–7: who collected, identity, relation).
    case collectorNamed
    /// The phase has had no request yet (art 11.2.c, art 17; decision 10).
    case supplementUnused
    /// Within three working days of receipt, or allowed by a leader (art 19.4; decision 10).
    case supplementInTime
    /// The slip names what, why and what to do.
    case itemsNamed
    /// The clock has not run out.
    case notOverdue
    /// Every item of the slip is answered.
    case itemsAnswered
    /// The citizen has answered the slip, and an item is refused with a reason.
    case itemsFaulted
    /// The time to complete the dossier is over (decision 10).
    case capReached
    /// No fee is due.
    case paymentSettled
    /// The fee is an amount, and none is due already.
    case amountNamed
    /// A fee is due.
    case paymentDue
    /// The record names place, participants and content (art 19.3).
    case recordComplete
    /// The procedure has the extension and it was not used (decision 11).
    case extensionUnused
    /// No letter was signed yet, and the new date is later (art 19.9).
    case apologyUnused
    /// A letter is drafted and not signed.
    case apologyDrafted
    /// The receiver has signed for the paper (art 18).
    case takenOver
    /// The paper is on its way.
    case inTransit
    /// The stage says what is to be done.
    case taskNamed
    /// The stage is open and of the actor's agency.
    case ownStage
    /// The stage is open.
    case stageOpen
    /// The stage is open and overdue.
    case stageLate
    /// No stage is open.
    case stagesClosed
    /// The procedure lets a desk officer decide (art 17.5).
    case deskMayDecide
    /// The delegation is named (art 17.5; decision 3).
    case delegationNamed
    /// It is still the day of receipt.
    case dayOfReceipt
    /// The earlier moment fits between those beside it (decision 12).
    case momentInOrder
    /// The citizen's papers are still here.
    case papersHere
    /// No correction is on its way.
    case amendmentNone
    /// A correction waits for its signature.
    case amendmentAwaited
    /// There is a corrected file, or the result is on paper only.
    case amendmentReady
    /// A correction is signed and not yet with the citizen.
    case amendmentSigned
    /// No correction waits for its signature.
    case amendmentSettled
    /// It goes to somebody else than the one who has it.
    case otherPerson
    /// The officer said at which point he sits, where the agency has several.
    case pointKnown
    /// The result lies where the officer sits.
    case resultHere
    /// The result lies elsewhere than where it is picked up, and is not on its way.
    case awaitedElsewhere
    /// The result is on its way to where the officer sits.
    case onItsWayHere
    /// It is another point than the one chosen before.
    case otherPoint
    /// The result is not on its way between two points.
    case notOnItsWay
  }
}
