extension Flow {
  /// What was mistyped, recorded late, or counted by an older calendar (F000-04; decision 12).
  static let mistakes: [Edge] =
    stays(
      .correct, beingSolved.map { ($0, .oneStopOfficer) }, guards: [.dayOfReceipt, .reasonGiven],
      article: "decision 12")
    + stays(
      .backdate, datable.map { ($0, .chairman) },
      guards: [.momentInOrder, .reasonGiven], article: "F000-04; decision 12")
    + stays(
      .recount, beingSolved.flatMap { state in [Role.leader, .chairman].map { (state, $0) } },
      guards: [.reasonGiven], article: "rules §9")

  /// Where the dates of receipt, finish and hand-over are not those of a supplement.
  private static let datable: [DossierState] = [
    .received, .processing, .awaitingSignOff, .supplementProposed, .stopProposed, .signed, .atCounter,
    .returned,
  ]

  private static let beingSolved = DossierState.allCases.filter(\.isBeingSolved)
}
