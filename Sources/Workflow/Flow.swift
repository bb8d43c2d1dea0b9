/// The four steps of letter 000 as a table: cán bộ một cửa tiếp nhận → chuyên môn → lãnh đạo ký duyệt → một
/// cửa trả. What no row allows is refused, so skipping sign-off is impossible by construction (F000-06).
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

  /// What must hold besides state and role; each is a question to the dossier.
  public enum Guard: String, Sendable, CaseIterable {
    /// The form has no open problem.
    case formComplete
    /// Every required paper to be submitted has a file (F001-03).
    case requiredFilesAttached
    /// Every required paper to be submitted has a file or a marked exception: paper becomes electronic at receipt
    /// (F003-05).
    case requiredPapersDigitised
    /// Every required paper has a file, a tick or a marked exception (F001-03, decision 7).
    case requiredPapersSettled
    /// The actor is the one on whose desk it lies.
    case ownDesk
    /// A reason is written.
    case reasonGiven
    /// A result file is attached, unless the result exists on paper only (F001-02).
    case resultAttached
    /// No file was signed: only a result that exists on paper is scanned at the counter, nothing joins a signed one.
    case signedResultLacksFile
    /// A result file, or the recorded exception (F001-02, decision 7).
    case resultAttachedOrExcepted
    /// The actor did not process it (decision 3).
    case notProcessor
    /// An appointment can be computed, or the officer set one by hand (decision 6).
    case appointmentKnown
    /// The collector is named (art 6–7: who collected, identity, relation).
    case collectorNamed
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
  public static let edges: [Edge] = moves + papers + results + notes

  private static let moves: [Edge] = [
    Edge(
      from: .draft, verb: .submit, role: .applicant, to: .submitted,
      guards: [.formComplete, .requiredFilesAttached], article: "NĐ 61 art 16; NĐ 45 art 11"),
    Edge(
      from: .draft, verb: .receive, role: .oneStopOfficer, to: .received,
      guards: [.requiredPapersDigitised, .appointmentKnown], article: "NĐ 61 art 17; F003-05"),
    Edge(
      from: .submitted, verb: .receive, role: .oneStopOfficer, to: .received,
      guards: [.requiredPapersDigitised, .appointmentKnown], article: "NĐ 61 art 17; F003-05"),
    Edge(
      from: .received, verb: .forward, role: .oneStopOfficer, to: .processing,
      guards: [.requiredPapersSettled], article: "NĐ 61 art 18; F001-03"),
    Edge(
      from: .processing, verb: .handBack, role: .specialist, to: .received,
      guards: [.ownDesk, .reasonGiven], article: "NĐ 61 art 19.1"),
    Edge(
      from: .processing, verb: .submitForSignOff, role: .specialist, to: .awaitingSignOff,
      guards: [.ownDesk, .resultAttached], article: "NĐ 61 art 19.2"),
    Edge(
      from: .awaitingSignOff, verb: .sendBack, role: .leader, to: .processing,
      guards: [.ownDesk, .reasonGiven], article: "NĐ 61 art 19"),
    Edge(
      from: .awaitingSignOff, verb: .signOff, role: .leader, to: .signed,
      guards: [.ownDesk, .notProcessor, .resultAttached], article: "NĐ 61 art 19; F000-06"),
    Edge(
      from: .signed, verb: .takeBack, role: .oneStopOfficer, to: .atCounter, guards: [],
      article: "NĐ 61 art 20"),
    Edge(
      from: .atCounter, verb: .returnResult, role: .oneStopOfficer, to: .returned,
      guards: [.resultAttachedOrExcepted, .collectorNamed], article: "NĐ 61 art 20; F001-02"),
  ]

  private static let papers: [Edge] =
    stays(
      .attachPaper, [(.draft, .applicant), (.draft, .oneStopOfficer), (.received, .oneStopOfficer)],
      article: "NĐ 61 art 17.1")
    + stays(.removePaper, [(.draft, .applicant), (.received, .oneStopOfficer)], article: "NĐ 61 art 17.1")
    + stays(.markShown, [(.draft, .oneStopOfficer), (.received, .oneStopOfficer)], article: "decision 7")
    + stays(
      .exceptPaper, [(.draft, .oneStopOfficer), (.received, .oneStopOfficer)], guards: [.reasonGiven],
      article: "decision 7")

  private static let results: [Edge] =
    stays(.attachResult, [(.processing, .specialist)], guards: [.ownDesk], article: "F001-02")
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
    [DossierState.submitted, .received, .processing, .awaitingSignOff, .signed, .atCounter].flatMap {
      state in [Role.oneStopOfficer, .specialist, .leader, .chairman].map { (state, $0) }
    }, guards: [.reasonGiven], article: "TT 01/2018 art 17")

  private static func stays(
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
