extension Flow {
  /// Requests to complete a dossier: once while the counter guides, once after review, always through the one-stop
  /// (arts 5.1.e, 11.2.c, 17, 19.4; decision 10).
  static let supplements: [Edge] =
    [
      Edge(
        from: .draft, verb: .requestSupplement, role: .oneStopOfficer, to: .supplementingFiling,
        guards: [.supplementUnused, .itemsNamed], article: "NĐ 61 arts 11.2.c, 17"),
      Edge(
        from: .submitted, verb: .requestSupplement, role: .oneStopOfficer, to: .supplementingFiling,
        guards: [.supplementUnused, .itemsNamed], article: "NĐ 61 arts 11.2.c, 17"),
      Edge(
        from: .received, verb: .requestSupplement, role: .oneStopOfficer, to: .supplementing,
        guards: [.supplementUnused, .itemsNamed, .notOverdue], article: "NĐ 61 art 11.2.c"),
      Edge(
        from: .processing, verb: .proposeSupplement, role: .specialist, to: .supplementProposed,
        guards: [.ownDesk, .takenOver, .supplementUnused, .supplementInTime, .itemsNamed, .notOverdue],
        article: "NĐ 61 art 19.4"),
      Edge(
        from: .supplementProposed, verb: .sendBack, role: .oneStopOfficer, to: .processing,
        guards: [.reasonGiven], article: "NĐ 61 art 19.4"),
      Edge(
        from: .supplementProposed, verb: .requestSupplement, role: .oneStopOfficer, to: .supplementing,
        guards: [.supplementUnused, .supplementInTime, .itemsNamed, .notOverdue], article: "NĐ 61 art 19.4"),
      Edge(
        from: .supplementingFiling, verb: .answerSupplement, role: .applicant, to: .submitted,
        guards: [.itemsAnswered], article: "NĐ 61 art 17"),
      Edge(
        from: .supplementingFiling, verb: .answerSupplement, role: .oneStopOfficer, to: .submitted,
        guards: [.itemsAnswered], article: "NĐ 61 art 17"),
      Edge(
        from: .supplementing, verb: .answerSupplement, role: .applicant, to: .supplementAnswered,
        guards: [.itemsAnswered], article: "NĐ 61 art 19.4"),
      Edge(
        from: .supplementing, verb: .answerSupplement, role: .oneStopOfficer, to: .supplementAnswered,
        guards: [.itemsAnswered], article: "NĐ 61 art 19.4"),
      Edge(
        from: .submitted, verb: .reopenSupplement, role: .oneStopOfficer, to: .supplementingFiling,
        guards: [.itemsFaulted], article: "decision 10"),
      Edge(
        from: .supplementAnswered, verb: .reopenSupplement, role: .oneStopOfficer, to: .supplementing,
        guards: [.itemsFaulted], article: "decision 10"),
      Edge(
        from: .supplementAnswered, verb: .acceptSupplement, role: .oneStopOfficer, to: .received,
        guards: [.requiredPapersDigitised], article: "NĐ 61 art 19.4"),
    ]
    + stays(
      .allowSupplement, [(.processing, .leader), (.supplementProposed, .leader)], guards: [.reasonGiven],
      article: "NĐ 61 art 19.4; decision 10")
}
