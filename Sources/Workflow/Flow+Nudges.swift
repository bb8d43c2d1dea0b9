extension Flow {
  /// Whoever is responsible for an agency reminds those who work there, and has them explain (F000-08, F000-10).
  static let nudges: [Edge] =
    stays(
      .remind, nudged, guards: [.notOwnDesk, .reasonGiven], article: "NĐ 61 art 19.9; F000-08")
    + stays(
      .askExplanation, nudged, guards: [.notOwnDesk, .reasonGiven, .answerDayAhead],
      article: "NĐ 61 art 19.9; F000-10")
    + stays(
      .explain,
      DossierState.allCases.filter { $0 != .draft }.flatMap { state in
        [Role.oneStopOfficer, .specialist, .leader].map { (state, $0) }
      }, guards: [.explanationOwed, .reasonGiven], article: "NĐ 61 art 19.9; F000-10")

  /// Where something is to be done in the office.
  private static let nudged: [(DossierState, Role)] = DossierState.allCases
    .filter { $0 != .draft && !$0.isClosed && !$0.awaitsApplicant }
    .flatMap { state in [Role.leader, .chairman].map { (state, $0) } }
}
