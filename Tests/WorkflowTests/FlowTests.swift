import Testing
import Workflow

/// The flow table, written out a second time as letter 000 tells it, and compared triple by triple.
@Suite("Flow: letter 000's four steps as a table") struct FlowTests {
  /// One line a row: from, who, verb, to, and what must hold. Several states or roles stand beside one another;
  /// "=" is the state itself.
  static let letter = """
    # 0. The citizen files online, or the counter begins a paper dossier.
    draft | applicant | submit | submitted | formComplete requiredFilesAttached
    draft | applicant | attach-paper | draft |
    draft | applicant | remove-paper | draft |
    draft | applicant | reuse-paper | draft | consentGiven reusable
    draft | oneStopOfficer | attach-paper | draft |
    draft | oneStopOfficer | mark-shown | draft |
    draft | oneStopOfficer | except-paper | draft | reasonGiven

    # 1. Cán bộ một cửa tiếp nhận, then forwards.
    draft | oneStopOfficer | receive | received | requiredPapersDigitised appointmentKnown pointKnown
    submitted | oneStopOfficer | receive | received | requiredPapersDigitised appointmentKnown paymentSettled pointKnown
    received | oneStopOfficer | attach-paper | received |
    received | oneStopOfficer | remove-paper | received |
    received | oneStopOfficer | mark-shown | received |
    received | oneStopOfficer | except-paper | received | reasonGiven
    received | oneStopOfficer | forward | processing | requiredPapersSettled

    # 2. Chuyên môn processes.
    processing | specialist | hand-back | received | ownDesk reasonGiven
    processing | specialist | attach-result | processing | ownDesk takenOver
    processing | specialist | remove-result | processing | ownDesk
    processing | specialist | submit-for-sign-off | awaiting-sign-off | ownDesk takenOver stagesClosed outcomeReady

    # 3. Lãnh đạo ký duyệt.
    awaiting-sign-off | leader | send-back | processing | ownDesk reasonGiven
    awaiting-sign-off | leader | sign-off | signed | ownDesk notProcessor outcomeReady

    # 4. Một cửa takes the result back and returns it.
    signed | oneStopOfficer | take-back | at-counter | pointKnown
    signed | oneStopOfficer | attach-result | signed | signedResultLacksFile
    signed | leader | except-result | signed | reasonGiven
    signed | chairman | except-result | signed | reasonGiven
    at-counter | oneStopOfficer | attach-result | at-counter | signedResultLacksFile
    at-counter | leader | except-result | at-counter | reasonGiven
    at-counter | chairman | except-result | at-counter | reasonGiven
    at-counter | oneStopOfficer | return | returned | resultAttachedOrExcepted amendmentSettled paymentSettled collectorNamed resultHere

    # Art 17, 11.2.c: refused or completed at the door; once.
    draft | oneStopOfficer | refuse | refused | reasonGiven
    submitted | oneStopOfficer | refuse | refused | reasonGiven
    supplementing-filing | oneStopOfficer | refuse | refused | reasonGiven
    draft | oneStopOfficer | request-supplement | supplementing-filing | supplementUnused itemsNamed
    submitted | oneStopOfficer | request-supplement | supplementing-filing | supplementUnused itemsNamed
    received | oneStopOfficer | request-supplement | supplementing | supplementUnused itemsNamed notOverdue
    supplementing-filing | applicant oneStopOfficer | answer-supplement | submitted | itemsAnswered
    submitted | oneStopOfficer | reopen-supplement | supplementing-filing | itemsFaulted
    supplementing-filing supplementing | applicant oneStopOfficer | attach-paper | = |
    supplement-answered | oneStopOfficer | attach-paper | = |
    supplementing-filing supplementing supplement-answered | oneStopOfficer | mark-shown | = |
    supplementing-filing supplementing supplement-answered | oneStopOfficer | except-paper | = | reasonGiven

    # NĐ 107/2021: what the person handed in or was given before is used again, wherever papers are handled.
    draft supplementing-filing received supplementing supplement-answered | oneStopOfficer | reuse-paper | = | consentGiven reusable

    # Art 19.4: after review, through the one-stop; once, within three working days or by a leader's leave.
    processing | specialist | propose-supplement | supplement-proposed | ownDesk takenOver supplementUnused supplementInTime itemsNamed notOverdue
    supplement-proposed | oneStopOfficer | send-back | processing | reasonGiven
    supplement-proposed | oneStopOfficer | request-supplement | supplementing | supplementUnused supplementInTime itemsNamed notOverdue
    processing supplement-proposed | leader | allow-supplement | = | reasonGiven
    supplementing | applicant oneStopOfficer | answer-supplement | supplement-answered | itemsAnswered
    supplement-answered | oneStopOfficer | reopen-supplement | supplementing | itemsFaulted
    supplement-answered | oneStopOfficer | accept-supplement | received | requiredPapersDigitised

    # Stop and withdrawal.
    processing | specialist | propose-stop | stop-proposed | ownDesk takenOver reasonGiven
    stop-proposed | leader | send-back | processing | ownDesk reasonGiven
    stop-proposed | leader | stop | stopped | ownDesk notProcessor reasonGiven
    supplementing | leader | stop | stopped | capReached notProcessor reasonGiven
    submitted supplementing-filing received processing supplement-proposed supplementing supplement-answered awaiting-sign-off stop-proposed | applicant oneStopOfficer | withdraw | withdrawn |
    refused withdrawn stopped | oneStopOfficer | return-papers | = | papersHere collectorNamed

    # Art 22: fees.
    submitted received processing supplement-proposed supplement-answered awaiting-sign-off stop-proposed signed at-counter | oneStopOfficer | demand-payment | = | amountNamed reasonGiven
    submitted received processing supplement-proposed supplement-answered awaiting-sign-off stop-proposed signed at-counter supplementing-filing supplementing | oneStopOfficer | record-payment | = | paymentDue

    # Arts 19.3, 19.9.
    processing | specialist | verify | = | ownDesk takenOver recordComplete
    processing | specialist | extend | = | ownDesk takenOver extensionUnused notOverdue reasonGiven
    processing | specialist | draft-apology | = | ownDesk apologyUnused reasonGiven
    processing awaiting-sign-off | leader | draft-apology | = | apologyUnused reasonGiven
    processing awaiting-sign-off | leader | apologise | = | apologyDrafted
    received processing awaiting-sign-off signed at-counter returned supplementing-filing supplement-proposed supplementing supplement-answered stop-proposed refused withdrawn stopped | oneStopOfficer | record-notice | = |

    # Arts 19.5–19.7.
    processing | specialist | open-stage | = | ownDesk takenOver taskNamed
    received processing supplement-proposed supplementing supplement-answered | partner | take-stage | = | ownStage
    received processing supplement-proposed supplementing supplement-answered | partner | answer-stage | = | ownStage reasonGiven
    received processing supplement-proposed supplementing supplement-answered | partner | attach-result | = | ownStage
    processing | specialist | report-stage | = | ownDesk stageLate
    processing | specialist | close-stage | = | ownDesk stageOpen reasonGiven

    # Arts 12.8, 17.4, 17.5, 18.
    processing | specialist | take-over | = | ownDesk inTransit
    processing awaiting-sign-off stop-proposed | leader chairman | reassign | = | otherPerson reasonGiven
    received | oneStopOfficer | attach-result | = | deskMayDecide
    received | oneStopOfficer | decide-at-desk | at-counter | requiredPapersSettled stagesClosed deskMayDecide delegationNamed outcomeReady pointKnown

    # Several points: a result travels with two signatures to where it is picked up.
    at-counter | oneStopOfficer | send-result | = | awaitedElsewhere resultHere
    at-counter | oneStopOfficer | take-result | = | onItsWayHere
    submitted received processing awaiting-sign-off signed at-counter supplementing-filing supplement-proposed supplementing supplement-answered stop-proposed | applicant oneStopOfficer | choose-pick-up | = | otherPoint notOnItsWay

    # Mistakes and changed calendars.
    received processing awaiting-sign-off supplement-proposed supplementing supplement-answered stop-proposed | oneStopOfficer | correct | = | dayOfReceipt reasonGiven
    received processing awaiting-sign-off supplement-proposed stop-proposed signed at-counter returned | chairman | backdate | = | momentInOrder reasonGiven
    received processing awaiting-sign-off supplement-proposed supplementing supplement-answered stop-proposed | leader chairman | recount | = | reasonGiven

    # Art 21: a wrong result is corrected and signed anew.
    at-counter returned | oneStopOfficer | report-error | = | amendmentNone reasonGiven
    at-counter returned | specialist | attach-result | = | amendmentAwaited
    at-counter returned | leader | amend | = | amendmentAwaited amendmentReady notProcessor
    returned | oneStopOfficer | return-amended | = | amendmentSigned collectorNamed

    # Notes, by whoever works on it, from filing to return.
    submitted received processing awaiting-sign-off signed at-counter supplementing-filing supplement-proposed supplementing supplement-answered stop-proposed | oneStopOfficer specialist leader chairman partner | note | = | reasonGiven
    """

  private struct Row {
    let from: DossierState
    let role: Role
    let verb: Verb
    let to: DossierState
    let guards: Set<Flow.Guard>
  }

  private static let rows = letter.split(separator: "\n").filter { !$0.hasPrefix("#") }.flatMap { line in
    let cells = line.split(separator: "|", omittingEmptySubsequences: false).map {
      $0.split(separator: " ").map(String.init)
    }
    return cells[0].flatMap { from in
      cells[1].map { role in
        Row(
          from: DossierState(rawValue: from)!, role: Role(rawValue: role)!,
          verb: Verb(rawValue: cells[2][0])!,
          to: DossierState(rawValue: cells[3][0] == "=" ? from : cells[3][0])!,
          guards: Set(cells[4].map { Flow.Guard(rawValue: $0)! }))
      }
    }
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
    #expect(
      Self.reached(from: .draft) { $0.verb != .signOff && $0.verb != .decideAtDesk }.isDisjoint(with: result))
    #expect(Self.reached(from: .draft).isSuperset(of: result))
  }

  @Test(
    "F000-06: each of the four steps is on every way to the return",
    arguments: [Verb.receive, .forward, .submitForSignOff, .signOff, .takeBack, .returnResult])
  func noStepIsSkipped(_ step: Verb) {
    // Art 17.5: the desk officer's delegated decision is a sign-off of its own, not a step left out (decision 3).
    #expect(!Self.reached(from: .draft) { $0.verb != step && $0.verb != .decideAtDesk }.contains(.returned))
  }

  @Test("every state is reached from a draft, and from every state the return")
  func everyStateIsAlive() {
    #expect(Self.reached(from: .draft) == Set(DossierState.allCases))
    for state in DossierState.allCases {
      #expect(
        Self.reached(from: state).contains(.returned) == ![.refused, .withdrawn, .stopped].contains(state))
      if state.isClosed { #expect(Self.reached(from: state) == [state]) }
    }
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
      #expect(Set(edge.guards).isSuperset(of: [.notProcessor, .ownDesk, .outcomeReady]))
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
      (.supplementingFiling, 5, 0), (.supplementProposed, 4, 2), (.supplementing, 5, 1),
      (.supplementAnswered, 5, 1), (.stopProposed, 4, 3), (.refused, 3, 5), (.withdrawn, 7, 5),
      (.stopped, 8, 5),
    ] as [(DossierState, Int?, Int)])
  func nationalStatus(_ state: DossierState, _ status: Int?, _ step: Int) {
    #expect(state.nationalStatus(paymentDue: false) == status)
    #expect(state.nationalStatus(paymentDue: true) == ([1, 2, 4].contains(status) ? 6 : status))
    #expect(state.step == step)
    #expect(state.isBeingSolved == (1...3).contains(step))
    #expect(state.isClosed == (step == 5))
  }

  @Test("no state is forgotten in the table above")
  func statesAreCounted() { #expect(DossierState.allCases.count == 16) }

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
