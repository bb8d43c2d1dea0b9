/// The four steps of letter 000 as a table: cán bộ một cửa tiếp nhận → chuyên môn → lãnh đạo ký duyệt → một
/// cửa trả, with every turn of NĐ 61 arts 15–22. What no row allows is refused, so skipping sign-off is impossible by
/// construction (F000-06).
public enum Flow {
  /// A row: who may do what from where, where it leads, and what must hold.
  public struct Edge: Sendable, Hashable {
    /// The state it starts from.
    public let from: DossierState
    /// What is done.
    public let verb: Verb
    /// Who may do it.
    public let role: Role
    /// The state it leads to.
    public let to: DossierState
    /// What must hold besides.
    public let guards: [Guard]
    /// The article or requirement it follows.
    public let article: String
  }

  /// What the table says to one triple.
  public enum Answer: Sendable, Hashable {
    /// A row allows it, if its guards hold.
    case allowed(Edge)
    /// The role never does this at all, in any state.
    case roleNever
    /// The role may do it, but not in this state.
    case notInThisState
  }

  /// Every row.
  public static let edges: [Edge] =
    moves + papers + results + notes + supplements + endings + late + stages + handovers + mistakes
    + amendments + points

  private static let moves: [Edge] = [
    Edge(
      from: .draft, verb: .submit, role: .applicant, to: .submitted,
      guards: [.formComplete, .requiredFilesAttached], article: "NĐ 61 art 16; NĐ 45 art 11"),
    Edge(
      from: .draft, verb: .receive, role: .oneStopOfficer, to: .received,
      guards: [.requiredPapersDigitised, .appointmentKnown, .pointKnown], article: "NĐ 61 art 17; F003-05"),
    Edge(
      from: .submitted, verb: .receive, role: .oneStopOfficer, to: .received,
      guards: [.requiredPapersDigitised, .appointmentKnown, .paymentSettled, .pointKnown],
      article: "NĐ 61 art 17; F003-05"
    ),
    Edge(
      from: .received, verb: .forward, role: .oneStopOfficer, to: .processing,
      guards: [.requiredPapersSettled], article: "NĐ 61 art 18; F001-03"),
    Edge(
      from: .processing, verb: .handBack, role: .specialist, to: .received,
      guards: [.ownDesk, .reasonGiven], article: "NĐ 61 art 19.1"),
    Edge(
      from: .processing, verb: .submitForSignOff, role: .specialist, to: .awaitingSignOff,
      guards: [.ownDesk, .takenOver, .stagesClosed, .outcomeReady], article: "NĐ 61 arts 19.2, 19.8"),
    Edge(
      from: .awaitingSignOff, verb: .sendBack, role: .leader, to: .processing,
      guards: [.ownDesk, .reasonGiven], article: "NĐ 61 art 19"),
    Edge(
      from: .awaitingSignOff, verb: .signOff, role: .leader, to: .signed,
      guards: [.ownDesk, .notProcessor, .outcomeReady], article: "NĐ 61 art 19; F000-06"),
    Edge(
      from: .signed, verb: .takeBack, role: .oneStopOfficer, to: .atCounter, guards: [.pointKnown],
      article: "NĐ 61 art 20"),
    Edge(
      from: .atCounter, verb: .returnResult, role: .oneStopOfficer, to: .returned,
      guards: [
        .resultAttachedOrExcepted, .amendmentSettled, .paymentSettled, .collectorNamed, .resultHere,
      ],
      article: "NĐ 61 art 20; F001-02"),
  ]

  private static let papers: [Edge] =
    stays(
      .attachPaper,
      [(.draft, .applicant), (.supplementingFiling, .applicant), (.supplementing, .applicant)]
        + atCounter.map { ($0, .oneStopOfficer) },
      article: "NĐ 61 art 17.1")
    + stays(
      .removePaper, [(.draft, .applicant), (.received, .oneStopOfficer)], article: "NĐ 61 art 17.1")
    + stays(
      .reusePaper, [(.draft, .applicant)] + atCounter.map { ($0, .oneStopOfficer) },
      guards: [.consentGiven, .reusable], article: "NĐ 107/2021; F003-05; decision 1")
    + stays(.markShown, atCounter.map { ($0, .oneStopOfficer) }, article: "decision 7")
    + stays(
      .exceptPaper, atCounter.map { ($0, .oneStopOfficer) }, guards: [.reasonGiven], article: "decision 7")

  /// Where the counter handles papers.
  private static let atCounter: [DossierState] = [
    .draft, .supplementingFiling, .received, .supplementing, .supplementAnswered,
  ]

  private static let results: [Edge] =
    stays(.attachResult, [(.processing, .specialist)], guards: [.ownDesk, .takenOver], article: "F001-02")
    + stays(.attachResult, whileOpen.map { ($0, .partner) }, guards: [.ownStage], article: "NĐ 61 art 19.7")
    + stays(
      .attachResult, [(.received, .oneStopOfficer)], guards: [.deskMayDecide], article: "NĐ 61 art 17.5")
    + stays(
      .attachResult, [(.signed, .oneStopOfficer), (.atCounter, .oneStopOfficer)],
      guards: [.signedResultLacksFile], article: "F001-02; decision 9")
    + stays(.removeResult, [(.processing, .specialist)], guards: [.ownDesk], article: "F001-02")
    + stays(
      .exceptResult,
      [(.signed, .leader), (.signed, .chairman), (.atCounter, .leader), (.atCounter, .chairman)],
      guards: [.reasonGiven], article: "F001-02; decision 7")

  private static let notes: [Edge] = stays(
    .note,
    DossierState.allCases.filter { $0 != .draft && !$0.isClosed }.flatMap { state in
      [Role.oneStopOfficer, .specialist, .leader, .chairman, .partner].map { (state, $0) }
    }, guards: [.reasonGiven], article: "TT 01/2018 art 17")

  /// Rows of a verb that leaves the state alone.
  static func stays(
    _ verb: Verb, _ places: [(DossierState, Role)], guards: [Guard] = [], article: String
  ) -> [Edge] {
    places.map { Edge(from: $0.0, verb: verb, role: $0.1, to: $0.0, guards: guards, article: article) }
  }

  private struct Key: Hashable {
    let state: DossierState
    let verb: Verb
    let role: Role
  }

  private static let table = Dictionary(
    edges.map { (Key(state: $0.from, verb: $0.verb, role: $0.role), $0) },
    uniquingKeysWith: { _, _ in preconditionFailure("two rows for one state, verb and role") })

  private static let rolesOfVerb = Dictionary(grouping: edges, by: \.verb).mapValues { Set($0.map(\.role)) }

  /// Answers every triple.
  public static func answer(_ state: DossierState, _ verb: Verb, _ role: Role) -> Answer {
    if let edge = table[Key(state: state, verb: verb, role: role)] { return .allowed(edge) }
    return rolesOfVerb[verb]?.contains(role) == true ? .notInThisState : .roleNever
  }
}
