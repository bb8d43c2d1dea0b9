extension Flow {
  /// From hand to hand: paper on its way, deputies, and the desk officer who may decide (arts 12.8, 17.5, 18).
  static let handovers: [Edge] =
    stays(.takeOver, [(.processing, .specialist)], guards: [.ownDesk, .inTransit], article: "NĐ 61 art 18")
    + stays(
      .reassign,
      [DossierState.processing, .awaitingSignOff, .stopProposed].flatMap { state in
        [Role.leader, .chairman].map { (state, $0) }
      }, guards: [.otherPerson, .reasonGiven], article: "NĐ 61 art 12.8")
    + [
      Edge(
        from: .received, verb: .decideAtDesk, role: .oneStopOfficer, to: .atCounter,
        guards: [
          .requiredPapersSettled, .stagesClosed, .deskMayDecide, .delegationNamed, .outcomeReady, .pointKnown,
        ],
        article: "NĐ 61 arts 17.4, 17.5; decision 3")
    ]
}
