/// Why an action is refused; each reason knows enough to tell the person what to mend.
public enum Refusal: Error, Sendable, Hashable {
  /// The role never does this (F000-03, F001-06).
  case notForRole(Verb, Role)
  /// Not now: the dossier stands elsewhere.
  case notInState(Verb, DossierState)
  /// It lies on somebody else's desk.
  case notYourDesk
  /// It lies on the person's own desk.
  case yourOwnDesk
  /// The day by which to explain is over or today.
  case answerDayTooEarly
  /// This person was not asked to explain, or has.
  case nothingToExplain
  /// The form still has open problems.
  case formIncomplete(problems: Int)
  /// Papers without file, tick or exception, by name (F001-03).
  case papersMissing([String])
  /// No such paper in this dossier's list.
  case noSuchPaper
  /// Nobody agreed that an earlier paper is used again.
  case consentMissing
  /// No earlier paper of this person, or one that is no longer good.
  case notReusable
  /// No result file (F001-02).
  case resultMissing
  /// The result was signed with its file; nothing is added to it.
  case resultSigned
  /// Nobody signs off what he processed (decision 3).
  case processedBySelf
  /// A reason must be written.
  case reasonMissing
  /// The procedure's time is unknown and no appointment was set by hand (decision 6).
  case appointmentMissing
  /// The appointment set by hand lies before the receipt.
  case appointmentBeforeReceipt
  /// Who collects must be named, with an identity number.
  case collectorMissing
  /// The phase has had its one request (decision 10).
  case supplementUsed
  /// Three working days since receipt are over and no leader allowed it (art 19.4, decision 10).
  case supplementTooLate
  /// The slip names nothing, or an item lacks its name, reason or advice.
  case itemsMissing
  /// Not every item is answered, or none of them is refused with a reason.
  case itemsUnanswered
  /// The due date is over: no pause can begin, no extension be granted.
  case overdue
  /// The citizen still has time to complete the dossier.
  case capNotReached
  /// A fee is due.
  case paymentDue
  /// No fee is due, or one is already.
  case noPaymentDue
  /// The amount is not one.
  case amountMissing
  /// A verification lacks its place, participants or content (art 19.3).
  case recordIncomplete
  /// The procedure has no such extension, or it was used.
  case noExtension
  /// One letter of apology was sent already (art 19.9).
  case apologyUsed
  /// The new date does not lie after the appointment and today.
  case newDateTooEarly
  /// No letter was drafted.
  case apologyMissing
  /// The result is being corrected (art 21).
  case beingAmended
  /// No correction waits for this.
  case noAmendment
  /// The receiver has not signed for the paper (art 18).
  case notTakenOver
  /// Nothing is on its way.
  case nothingToTakeOver
  /// No such stage, or none of this agency, or it is closed.
  case noSuchStage
  /// A stage says neither what is to be done.
  case taskMissing
  /// Other agencies have not answered.
  case stagesOpen
  /// The stage still has time.
  case stageInTime
  /// The procedure does not let a desk officer decide, or no delegation is named (art 17.5).
  case notDelegated
  /// Only on the day of receipt (issue of a second version).
  case notToday
  /// The moment lies in the future, or out of order.
  case momentOutOfOrder
  /// A late finish becomes one in time by a correction only (F004-02).
  case correctionNeeded
  /// The papers were given back already.
  case papersReturned
  /// It lies with this person already.
  case sameDesk
  /// The officer did not say at which of the agency's points he sits.
  case pointMissing
  /// The result lies at another point (art 20).
  case resultElsewhere(PointID)
  /// The result is on its way between two points.
  case resultOnItsWay
  /// The result lies where it is picked up, or left already.
  case nothingToSend
  /// The result is on its way to another point.
  case notYourPoint
  /// No such point of the agency, or it is closed.
  case noSuchPoint
  /// It is picked up there already.
  case samePoint
}
