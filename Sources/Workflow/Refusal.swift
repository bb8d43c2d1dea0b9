/// Why an action is refused; each reason knows enough to tell the person what to mend.
public enum Refusal: Error, Sendable, Hashable {
  /// The role never does this (F000-03, F001-06).
  case notForRole(Verb, Role)
  /// Not now: the dossier stands elsewhere.
  case notInState(Verb, DossierState)
  /// It lies on somebody else's desk.
  case notYourDesk
  /// The form still has open problems.
  case formIncomplete(problems: Int)
  /// Papers without file, tick or exception, by name (F001-03).
  case papersMissing([String])
  /// No such paper in this dossier's list.
  case noSuchPaper
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
}
