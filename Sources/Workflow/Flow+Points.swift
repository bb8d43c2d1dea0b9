extension Flow {
  /// Between the points of an agency that has several: results are handed over and signed for like paper (art 18), and
  /// picked up where the citizen chose (art 20).
  static let points: [Edge] =
    stays(
      .sendResult, [(.atCounter, .oneStopOfficer)], guards: [.awaitedElsewhere, .resultHere],
      article: "NĐ 61 arts 18, 20")
    + stays(
      .takeResult, [(.atCounter, .oneStopOfficer)], guards: [.onItsWayHere], article: "NĐ 61 arts 18, 20")
    + stays(
      .choosePickUp,
      beforeReturn.flatMap { state in [Role.applicant, .oneStopOfficer].map { (state, $0) } },
      guards: [.otherPoint, .notOnItsWay], article: "NĐ 61 art 20")

  /// Filed, and without its result in the citizen's hand.
  private static let beforeReturn = DossierState.allCases.filter { $0 != .draft && !$0.isClosed }
}
