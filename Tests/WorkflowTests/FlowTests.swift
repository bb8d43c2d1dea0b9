import Testing
import Workflow

/// The flow table, written out a second time as letter 000 tells it, and compared triple by triple.
@Suite("Flow: letter 000's four steps as a table") struct FlowTests {
  /// One line a row: from, who, verb, to, and what must hold. Several states, or several roles, are joined by "|".
  static let letter = """
    # 0. The citizen files online, or the counter begins a paper dossier.
    draft | applicant | submit | submitted | formComplete requiredFilesAttached
    draft | applicant | attach-paper | draft |
    draft | applicant | remove-paper | draft |
    draft | oneStopOfficer | attach-paper | draft |
    draft | oneStopOfficer | mark-shown | draft |
    draft | oneStopOfficer | except-paper | draft | reasonGiven

    # 1. Cán bộ một cửa tiếp nhận, then forwards.
    draft | oneStopOfficer | receive | received | requiredPapersDigitised appointmentKnown
    submitted | oneStopOfficer | receive | received | requiredPapersDigitised appointmentKnown
    received | oneStopOfficer | attach-paper | received |
    received | oneStopOfficer | remove-paper | received |
    received | oneStopOfficer | mark-shown | received |
    received | oneStopOfficer | except-paper | received | reasonGiven
    received | oneStopOfficer | forward | processing | requiredPapersSettled

    # 2. Chuyên môn processes.
    processing | specialist | hand-back | received | ownDesk reasonGiven
    processing | specialist | attach-result | processing | ownDesk
    processing | specialist | remove-result | processing | ownDesk
    processing | specialist | submit-for-sign-off | awaiting-sign-off | ownDesk resultAttached

    # 3. Lãnh đạo ký duyệt.
    awaiting-sign-off | leader | send-back | processing | ownDesk reasonGiven
    awaiting-sign-off | leader | sign-off | signed | ownDesk notProcessor resultAttached

    # 4. Một cửa takes the result back and returns it.
    signed | oneStopOfficer | take-back | at-counter |
    signed | oneStopOfficer | attach-result | signed | signedResultLacksFile
    signed | leader | except-result | signed | reasonGiven
    signed | chairman | except-result | signed | reasonGiven
    at-counter | oneStopOfficer | attach-result | at-counter | signedResultLacksFile
    at-counter | leader | except-result | at-counter | reasonGiven
    at-counter | chairman | except-result | at-counter | reasonGiven
    at-counter | oneStopOfficer | return | returned | resultAttachedOrExcepted collectorNamed

    # Notes, by whoever works on it, from filing to return.
    submitted | oneStopOfficer | note | submitted | reasonGiven
    submitted | specialist | note | submitted | reasonGiven
    submitted | leader | note | submitted | reasonGiven
    submitted | chairman | note | submitted | reasonGiven
    received | oneStopOfficer | note | received | reasonGiven
    received | specialist | note | received | reasonGiven
    received | leader | note | received | reasonGiven
    received | chairman | note | received | reasonGiven
    processing | oneStopOfficer | note | processing | reasonGiven
    processing | specialist | note | processing | reasonGiven
    processing | leader | note | processing | reasonGiven
    processing | chairman | note | processing | reasonGiven
    awaiting-sign-off | oneStopOfficer | note | awaiting-sign-off | reasonGiven
    awaiting-sign-off | specialist | note | awaiting-sign-off | reasonGiven
    awaiting-sign-off | leader | note | awaiting-sign-off | reasonGiven
    awaiting-sign-off | chairman | note | awaiting-sign-off | reasonGiven
    signed | oneStopOfficer | note | signed | reasonGiven
    signed | specialist | note | signed | reasonGiven
    signed | leader | note | signed | reasonGiven
    signed | chairman | note | signed | reasonGiven
    at-counter | oneStopOfficer | note | at-counter | reasonGiven
    at-counter | specialist | note | at-counter | reasonGiven
    at-counter | leader | note | at-counter | reasonGiven
    at-counter | chairman | note | at-counter | reasonGiven
    """

  private struct Row {
    let from: DossierState
    let role: Role
    let verb: Verb
    let to: DossierState
    let guards: Set<Flow.Guard>
  }

  private static let rows = letter.split(separator: "\n").filter { !$0.hasPrefix("#") }.map { line in
    let cells = line.split(separator: "|", omittingEmptySubsequences: false).map {
      $0.split(separator: " ").map(String.init)
    }
    return Row(
      from: DossierState(rawValue: cells[0][0])!, role: Role(rawValue: cells[1][0])!,
      verb: Verb(rawValue: cells[2][0])!, to: DossierState(rawValue: cells[3][0])!,
      guards: Set(cells[4].map { Flow.Guard(rawValue: $0)! }))
  }

  @Test("every state × verb × role is answered as the letter says")
  func everyTriple() {
    var allowed = 0
    for state in DossierState.allCases {
      for verb in Verb.allCases {
        for role in Role.allCases {
          let answer = Flow.answer(state, verb, role)
          let row = Self.rows.first { $0.from == state && $0.verb == verb && $0.role == role }
          switch answer {
          case .allowed(let edge):
            allowed += 1
            #expect(row != nil, "\(role) may not \(verb) in \(state)")
            #expect(edge.to == row?.to)
            #expect(Set(edge.guards) == row?.guards, "\(state) \(verb) \(role)")
            #expect(!edge.article.isEmpty)
          case .notInThisState:
            #expect(row == nil)
            #expect(Self.rows.contains { $0.verb == verb && $0.role == role })
          case .roleNever:
            #expect(!Self.rows.contains { $0.verb == verb && $0.role == role })
          }
        }
      }
    }
    #expect(allowed == Self.rows.count)
    #expect(Flow.edges.count == Self.rows.count)
  }

  @Test("a verb that stays does not move, and one that moves does")
  func movingVerbs() {
    for edge in Flow.edges { #expect(edge.verb.moves == (edge.from != edge.to), "\(edge)") }
  }

  @Test("F000-06: without sign-off no dossier comes to its result")
  func noPathSkipsSignOff() {
    let result: Set<DossierState> = [.signed, .atCounter, .returned]
    #expect(Self.reached(from: .draft) { $0.verb != .signOff }.isDisjoint(with: result))
    #expect(Self.reached(from: .draft).isSuperset(of: result))
  }

  @Test(
    "F000-06: each of the four steps is on every way to the return",
    arguments: [Verb.receive, .forward, .submitForSignOff, .signOff, .takeBack, .returnResult])
  func noStepIsSkipped(_ step: Verb) {
    #expect(!Self.reached(from: .draft) { $0.verb != step }.contains(.returned))
  }

  @Test("every state is reached from a draft, and from every state the return")
  func everyStateIsAlive() {
    #expect(Self.reached(from: .draft) == Set(DossierState.allCases))
    for state in DossierState.allCases { #expect(Self.reached(from: state).contains(.returned)) }
    #expect(Self.reached(from: .returned) == [.returned])
  }

  @Test("F000-03: only the one-stop officer receives and returns")
  func onlyTheCounter() {
    for verb in [Verb.receive, .takeBack, .returnResult, .forward] {
      for role in Role.allCases where role != .oneStopOfficer {
        for state in DossierState.allCases { #expect(Flow.answer(state, verb, role) == .roleNever) }
      }
    }
  }

  @Test("overseers, inspectors and administrators do nothing to dossiers")
  func whoOnlyLooks() {
    for role in [Role.overseer, .inspector, .administrator] {
      #expect(!Flow.edges.contains { $0.role == role })
    }
  }

  @Test("only a leader signs off, and never what he processed")
  func signOffIsGuarded() {
    let edges = Flow.edges.filter { $0.verb == .signOff }
    #expect(Set(edges.map(\.role)) == [.leader])
    for edge in edges {
      #expect(Set(edge.guards).isSuperset(of: [.notProcessor, .ownDesk, .resultAttached]))
    }
  }

  @Test("every guard is used")
  func everyGuard() {
    #expect(Set(Flow.edges.flatMap(\.guards)) == Set(Flow.Guard.allCases))
  }

  @Test(
    "every state has its step, and all that were filed their national status (rules §5.1)",
    arguments: [
      (DossierState.draft, nil, 0), (.submitted, 1, 0), (.received, 2, 1), (.processing, 4, 2),
      (.awaitingSignOff, 4, 3), (.signed, 9, 4), (.atCounter, 9, 4), (.returned, 10, 5),
    ] as [(DossierState, Int?, Int)])
  func nationalStatus(_ state: DossierState, _ status: Int?, _ step: Int) {
    #expect(state.nationalStatus == status)
    #expect(state.step == step)
    #expect(state.isBeingSolved == (1...3).contains(step))
  }

  @Test("no state is forgotten in the table above")
  func statesAreCounted() { #expect(DossierState.allCases.count == 8) }

  /// The states that some way of allowed edges leads to.
  private static func reached(
    from start: DossierState, by isOpen: (Flow.Edge) -> Bool = { _ in true }
  ) -> Set<DossierState> {
    var found: Set = [start]
    var open = [start]
    while let state = open.popLast() {
      for edge in Flow.edges where edge.from == state && isOpen(edge) && found.insert(edge.to).inserted {
        open.append(edge.to)
      }
    }
    return found
  }
}
