extension Flow {
  /// What moves an appointment, and the word to the citizen about it (arts 19.3, 19.9; decisions 11, 13).
  static let late: [Edge] =
    stays(
      .verify, [(.processing, .specialist)], guards: [.ownDesk, .takenOver, .recordComplete],
      article: "NĐ 61 art 19.3")
    + stays(
      .extend, [(.processing, .specialist)],
      guards: [.ownDesk, .takenOver, .extensionUnused, .notOverdue, .reasonGiven],
      article: "NĐ 61 art 19.3; decision 11")
    + stays(
      .draftApology, [(.processing, .specialist)], guards: [.ownDesk, .apologyUnused, .reasonGiven],
      article: "NĐ 61 art 19.9")
    + stays(
      .draftApology, [(.processing, .leader), (.awaitingSignOff, .leader)],
      guards: [.apologyUnused, .reasonGiven], article: "NĐ 61 art 19.9")
    + stays(
      .apologise, [(.processing, .leader), (.awaitingSignOff, .leader)], guards: [.apologyDrafted],
      article: "NĐ 61 art 19.9")
    + stays(
      .recordNotice, told.map { ($0, .oneStopOfficer) }, article: "NĐ 61 art 19.9; decision 13")

  /// Where something is told to the citizen.
  private static let told = DossierState.allCases.filter { $0 != .draft && $0 != .submitted }
}
