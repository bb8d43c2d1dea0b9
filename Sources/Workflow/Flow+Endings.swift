extension Flow {
  /// Ends that are no result, and what is paid or given back on the way (arts 17, 19.8; rules §15; decision 12).
  static let endings: [Edge] =
    [DossierState.draft, .submitted, .supplementingFiling].map {
      Edge(
        from: $0, verb: .refuse, role: .oneStopOfficer, to: .refused, guards: [.reasonGiven],
        article: "NĐ 61 art 17")
    }
    + untilSignOff.flatMap { state in
      [Role.applicant, .oneStopOfficer].map {
        Edge(
          from: state, verb: .withdraw, role: $0, to: .withdrawn, guards: [],
          article: "decision 12; rules §15")
      }
    }
    + [
      Edge(
        from: .processing, verb: .proposeStop, role: .specialist, to: .stopProposed,
        guards: [.ownDesk, .takenOver, .reasonGiven], article: "TT 03/2025 Mẫu 05; rules §15"),
      Edge(
        from: .stopProposed, verb: .sendBack, role: .leader, to: .processing,
        guards: [.ownDesk, .reasonGiven],
        article: "rules §15"),
      Edge(
        from: .stopProposed, verb: .stop, role: .leader, to: .stopped,
        guards: [.ownDesk, .notProcessor, .reasonGiven], article: "TT 03/2025 Mẫu 05; rules §15"),
      Edge(
        from: .supplementing, verb: .stop, role: .leader, to: .stopped,
        guards: [.capReached, .notProcessor, .reasonGiven], article: "decision 10"),
    ]
    + stays(
      .returnPapers,
      [(.refused, .oneStopOfficer), (.withdrawn, .oneStopOfficer), (.stopped, .oneStopOfficer)],
      guards: [.papersHere, .collectorNamed], article: "NĐ 61 art 20; rules §15")
    + stays(
      .demandPayment, withOffice.map { ($0, .oneStopOfficer) }, guards: [.amountNamed, .reasonGiven],
      article: "NĐ 61 art 22; decision 8")
    + stays(
      .recordPayment, (withOffice + [.supplementingFiling, .supplementing]).map { ($0, .oneStopOfficer) },
      guards: [.paymentDue], article: "NĐ 61 art 22; NĐ 45 art 13.8")

  /// Where a citizen may still withdraw (decision 12).
  private static let untilSignOff: [DossierState] = [
    .submitted, .supplementingFiling, .received, .processing, .supplementProposed, .supplementing,
    .supplementAnswered, .awaitingSignOff, .stopProposed,
  ]

  /// Where the office has the dossier, with or without a result.
  private static let withOffice: [DossierState] = [
    .submitted, .received, .processing, .supplementProposed, .supplementAnswered, .awaitingSignOff,
    .stopProposed, .signed, .atCounter,
  ]
}
