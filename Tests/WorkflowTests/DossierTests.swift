import Testing
import Workflow

@Suite("Dossier: guards, effects, desks") struct DossierTests {
  @Test("every edge succeeds on a dossier in order, counts a version and leads where the table says")
  func everyEdgeSucceeds() throws {
    for edge in Flow.edges {
      var dossier = FlowCase.dossier(in: edge.from, for: edge.verb)
      let version = dossier.version
      _ = try dossier.doing(FlowCase.action(edge.verb), by: FlowCase.actor(edge.role))
      #expect(dossier.state == edge.to, "\(edge)")
      #expect(dossier.version == version + 1)
    }
  }

  @Test("what the table does not allow is refused and changes nothing")
  func everythingElseIsRefused() {
    for state in DossierState.allCases {
      for verb in Verb.allCases {
        for role in Role.allCases {
          let refusal = FlowCase.dossier(in: state, for: verb).refusal(
            of: FlowCase.action(verb), by: FlowCase.actor(role))
          switch Flow.answer(state, verb, role) {
          case .allowed: #expect(refusal == nil, "\(state) \(verb) \(role)")
          case .roleNever: #expect(refusal == .notForRole(verb, role))
          case .notInThisState: #expect(refusal == .notInState(verb, state))
          }
        }
      }
    }
  }

  @Test("each verb has the effects listed here, and no other")
  func effects() throws {
    let day = FlowCase.now.day
    let handedIn = Effect.issueSubmissionNumber(day: day)
    let expected: [Verb: [Effect]] = [
      .submit: [handedIn, .notifyApplicant(.submitted)],
      .receive: [.issueCode(day: day), .issueSlip(.receipt), .notifyApplicant(.received)],
      .signOff: [.notifyApplicant(.signed)], .takeBack: [.notifyApplicant(.readyEarly)],
      .returnResult: [.notifyApplicant(.returned)],
      .refuse: [.issueSlip(.refusal), .notifyApplicant(.refused)],
      .requestSupplement: [.issueSlip(.supplement), .notifyApplicant(.supplementRequested)],
      .answerSupplement: [.notifyApplicant(.submitted)],
      .acceptSupplement: [.issueSlip(.receipt), .notifyApplicant(.supplementAccepted)],
      .reopenSupplement: [.issueSlip(.supplement), .notifyApplicant(.supplementReopened)],
      .stop: [.issueSlip(.stop), .notifyApplicant(.stopped)], .withdraw: [.notifyApplicant(.withdrawn)],
      .demandPayment: [.notifyApplicant(.paymentDemanded)], .recordPayment: [.notifyApplicant(.paid)],
      .extend: [.notifyApplicant(.extended)],
      .apologise: [.issueSlip(.apology), .notifyApplicant(.apologised)],
      .decideAtDesk: [.notifyApplicant(.ready)],
      .correct: [.issueSlip(.receipt), .notifyApplicant(.corrected)],
      .takeResult: [.notifyApplicant(.readyEarly)],
      .choosePickUp: [.issueSlip(.receipt), .notifyApplicant(.pickUpMoved)],
      .reportError: [.notifyApplicant(.errorFound)], .amend: [.notifyApplicant(.amended)],
      .returnAmended: [.notifyApplicant(.returned)],
    ]
    for edge in Flow.edges {
      var dossier = FlowCase.dossier(in: edge.from, for: edge.verb)
      let effects = try dossier.doing(FlowCase.action(edge.verb), by: FlowCase.actor(edge.role))
      // A paper dossier that the counter does not receive has a number to be found by.
      let isHandedIn = edge.from == .draft && [.refuse, .requestSupplement].contains(edge.verb)
      // Before receipt there is no paper that says where.
      let hasReceipt = edge.verb != .choosePickUp || edge.from.isBeingSolved || edge.from.step == 4
      let usual = hasReceipt ? expected[edge.verb] ?? [] : []
      #expect(effects == (isHandedIn ? [handedIn] : []) + usual, "\(edge.verb)")
    }
  }

  @Test("what changes papers and results alone leaves state, desk and clocks alone; nothing else does")
  func stayingVerbs() throws {
    let onlyPapers: Set<Verb> = [
      .attachPaper, .removePaper, .reusePaper, .markShown, .exceptPaper, .attachResult, .removeResult, .note,
      .recordNotice,
    ]
    for edge in Flow.edges where edge.verb != .recount {
      let before = FlowCase.dossier(in: edge.from, for: edge.verb)
      var after = before
      _ = try after.doing(FlowCase.action(edge.verb), by: FlowCase.actor(edge.role))
      // The file of a correction is noted with it (art 21).
      let isNoted = edge.verb == .recordNotice || before.openAmendment != nil
      #expect(
        isNoted || after.differsInPapersOnly(from: before) == onlyPapers.contains(edge.verb), "\(edge)")
    }
  }

  // MARK: Guards

  @Test("formComplete") func formComplete() {
    let draft = FlowCase.dossier(in: .draft)
    #expect(draft.refusal(of: .submit(formProblems: 2), by: FlowCase.citizen) == .formIncomplete(problems: 2))
    #expect(draft.refusal(of: .submit(formProblems: 0), by: FlowCase.citizen) == nil)
  }

  @Test("requiredFilesAttached: files for what is submitted; what is only shown comes later")
  func requiredFilesAttached() {
    let cases: [(Dossier.PaperStatus, Bool)] = [
      (FlowCase.paper(), false), (FlowCase.paper(files: 1), true), (FlowCase.paper(required: false), true),
      (FlowCase.paper(shown: true), true), (FlowCase.paper(exception: FlowCase.exception), false),
    ]
    for (paper, isAllowed) in cases {
      let draft = FlowCase.dossier(in: .draft, papers: [paper, FlowCase.paper("khac", files: 1)])
      let refusal = draft.refusal(of: .submit(formProblems: 0), by: FlowCase.citizen)
      #expect(refusal == (isAllowed ? nil : .papersMissing(["Giấy to-khai"])), "\(paper)")
    }
  }

  @Test("requiredPapersDigitised: file or exception before receipt; what is only shown needs neither")
  func requiredPapersDigitised() {
    let cases: [(Dossier.PaperStatus, Bool)] = [
      (FlowCase.paper(), false), (FlowCase.paper(files: 1), true), (FlowCase.paper(required: false), true),
      (FlowCase.paper(shown: true), true), (FlowCase.paper(exception: FlowCase.exception), true),
      (FlowCase.paper(isShown: true), false),
    ]
    for state in [DossierState.draft, .submitted] {
      for (paper, isAllowed) in cases {
        let refusal = FlowCase.dossier(in: state, papers: [paper]).refusal(
          of: .receive(appointmentByHand: nil), by: FlowCase.officer)
        #expect(refusal == (isAllowed ? nil : .papersMissing(["Giấy to-khai"])), "\(paper)")
      }
    }
  }

  @Test("requiredPapersSettled: file, tick or exception before forwarding; every missing paper is named")
  func requiredPapersSettled() {
    let cases: [(Dossier.PaperStatus, Bool)] = [
      (FlowCase.paper(), false), (FlowCase.paper(files: 1), true), (FlowCase.paper(required: false), true),
      (FlowCase.paper(shown: true), false), (FlowCase.paper(shown: true, isShown: true), true),
      (FlowCase.paper(shown: true, files: 1), true), (FlowCase.paper(isShown: true), false),
      (FlowCase.paper(exception: FlowCase.exception), true),
      (FlowCase.paper(shown: true, exception: FlowCase.exception), true),
    ]
    let forward = Action.forward(to: FlowCase.specialist.person, unit: FlowCase.agency)
    for (paper, isAllowed) in cases {
      let dossier = FlowCase.dossier(in: .received, papers: [paper])
      let refusal = dossier.refusal(of: forward, by: FlowCase.officer)
      #expect(refusal == (isAllowed ? nil : .papersMissing(["Giấy to-khai"])), "\(paper)")
    }
    let two = FlowCase.dossier(in: .received, papers: [FlowCase.paper("a"), FlowCase.paper("b")])
    #expect(two.refusal(of: forward, by: FlowCase.officer) == .papersMissing(["Giấy a", "Giấy b"]))
  }

  @Test("ownDesk: a colleague of the same role is refused")
  func ownDesk() {
    let other = PersonID(99)
    for edge in Flow.edges where edge.guards.contains(.ownDesk) {
      let refusal = FlowCase.dossier(in: edge.from, for: edge.verb).refusal(
        of: FlowCase.action(edge.verb), by: Dossier.Actor(person: other, role: edge.role))
      #expect(refusal == .notYourDesk, "\(edge.verb)")
    }
  }

  @Test("reasonGiven: no reason, or blanks only, is none", arguments: ["", "   ", "\n\t ", "\u{00a0}"])
  func reasonGiven(_ blank: String) {
    for edge in Flow.edges where edge.guards.contains(.reasonGiven) {
      let refusal = FlowCase.dossier(in: edge.from, for: edge.verb).refusal(
        of: FlowCase.action(edge.verb, reason: blank), by: FlowCase.actor(edge.role))
      #expect(refusal == .reasonMissing, "\(edge.verb)")
    }
  }

  @Test("outcomeReady: at least one file, unless the result exists on paper only")
  func outcomeReady() {
    let moves: [(DossierState, Verb, Dossier.Actor)] = [
      (.processing, .submitForSignOff, FlowCase.specialist), (.awaitingSignOff, .signOff, FlowCase.leader),
    ]
    for (state, verb, actor) in moves {
      let action = FlowCase.action(verb)
      #expect(FlowCase.dossier(in: state, results: 0).refusal(of: action, by: actor) == .resultMissing)
      #expect(FlowCase.dossier(in: state, results: 0, paperOnly: true).refusal(of: action, by: actor) == nil)
      #expect(
        FlowCase.dossier(in: state, results: 0, excepted: true).refusal(of: action, by: actor)
          == .resultMissing)
    }
  }

  @Test("resultAttachedOrExcepted: also for a result on paper, a file or the recorded exception")
  func resultAttachedOrExcepted() {
    let action = FlowCase.action(.returnResult)
    let none = FlowCase.dossier(in: .atCounter, results: 0)
    #expect(none.refusal(of: action, by: FlowCase.officer) == .resultMissing)
    let paper = FlowCase.dossier(in: .atCounter, results: 0, paperOnly: true)
    #expect(paper.refusal(of: action, by: FlowCase.officer) == .resultMissing)
    let excepted = FlowCase.dossier(in: .atCounter, results: 0, excepted: true)
    #expect(excepted.refusal(of: action, by: FlowCase.officer) == nil)
  }

  @Test("notProcessor: nobody signs off what he processed, also when it was sent to him")
  func notProcessor() {
    let leader = FlowCase.leader
    let own = FlowCase.dossier(in: .awaitingSignOff, processor: leader.person)
    #expect(own.refusal(of: FlowCase.action(.signOff), by: leader) == .processedBySelf)
  }

  @Test("appointmentKnown: where no time is known an appointment by hand is needed, and in the future")
  func appointmentKnown() throws {
    let unknown = FlowCase.dossier(in: .submitted, legal: nil)
    let later = moment("2026-09-15T16:30")
    let refusal = { (byHand: Moment?) in
      unknown.refusal(of: .receive(appointmentByHand: byHand), by: FlowCase.officer)
    }
    #expect(refusal(nil) == .appointmentMissing)
    #expect(refusal(FlowCase.now) == .appointmentBeforeReceipt)
    #expect(refusal(later) == nil)
    var received = unknown
    _ = try received.doing(.receive(appointmentByHand: later), by: FlowCase.officer)
    #expect(received.appointment == later)
    #expect(received.legalDue == nil)
    #expect(received.lateFrom == moment("2026-09-16T00:00"))
  }

  @Test("collectorNamed: name and identity number")
  func collectorNamed() {
    let ready = FlowCase.dossier(in: .atCounter)
    for (name, identity) in [("", "038190001234"), ("Lê Thị Hoa", ""), ("", "")] {
      let collector = Collector(name: name, identity: identity, relation: .owner)
      #expect(ready.refusal(of: .returnResult(to: collector), by: FlowCase.officer) == .collectorMissing)
    }
  }

  @Test("a paper that is not in the list is refused")
  func noSuchPaper() {
    let received = FlowCase.dossier(in: .received)
    for action in [
      Action.attachPaper(paper: "x"), .removePaper(paper: "x"), .markShown(paper: "x"),
      .exceptPaper(paper: "x", FlowCase.exception),
    ] {
      #expect(received.refusal(of: action, by: FlowCase.officer) == .noSuchPaper)
    }
  }

  // MARK: Clocks and desks

  @Test("receipt: the appointment follows the committed time, the limit by law is kept beside it (F002-06)")
  func twoDueDates() throws {
    var dossier = FlowCase.dossier(in: .submitted, legal: .workingDays(5), committed: .workingDays(2))
    _ = try dossier.doing(FlowCase.action(.receive), by: FlowCase.officer)
    #expect(dossier.appointment == moment("2026-09-10T17:00"))
    #expect(dossier.legalDue == moment("2026-09-15T17:00"))
    #expect(dossier.receivedAt == FlowCase.now)
  }

  @Test("filing starts the reception clock of eight working hours")
  func receptionClock() throws {
    var dossier = FlowCase.dossier(in: .draft)
    _ = try dossier.doing(FlowCase.action(.submit), by: FlowCase.citizen)
    #expect(dossier.receptionDue == moment("2026-09-09T08:30"))
    #expect(dossier.appointment == nil)
  }

  @Test("late from: days from the next midnight, hours from the next minute (decision 9)")
  func lateFrom() throws {
    let due = { (limit: TimeLimit) throws -> Moment? in
      var dossier = FlowCase.dossier(in: .submitted, legal: limit)
      _ = try dossier.doing(FlowCase.action(.receive), by: FlowCase.officer)
      return dossier.lateFrom
    }
    #expect(try due(.workingDays(3)) == moment("2026-09-12T00:00"))
    #expect(try due(.sameDay) == moment("2026-09-09T00:00"))
    #expect(try due(.workingHours(4)) == moment("2026-09-08T14:31"))
    #expect(FlowCase.dossier(in: .submitted).lateFrom == nil)
  }

  @Test("finished is the sign-off with its file, or the result on paper lying at the counter (decision 9)")
  func finished() throws {
    var signed = FlowCase.dossier(in: .awaitingSignOff)
    _ = try signed.doing(FlowCase.action(.signOff), by: FlowCase.leader)
    #expect(signed.finishedAt == FlowCase.now)
    let later = moment("2026-09-09T09:00")
    _ = try signed.doing(.takeBack, by: FlowCase.officer, at: later)
    #expect(signed.finishedAt == FlowCase.now)

    var paper = FlowCase.dossier(in: .awaitingSignOff, results: 0, paperOnly: true)
    _ = try paper.doing(FlowCase.action(.signOff), by: FlowCase.leader)
    #expect(paper.finishedAt == nil)
    _ = try paper.doing(.takeBack, by: FlowCase.officer, at: later)
    #expect(paper.finishedAt == later)
  }

  @Test("whose desk it lies on in every state")
  func desks() {
    let expected: [DossierState: Desk] = [
      .draft: .applicant, .submitted: .counter(FlowCase.agency), .received: .counter(FlowCase.agency),
      .processing: .specialist(FlowCase.specialist.person), .awaitingSignOff: .leader(FlowCase.leader.person),
      .signed: .counter(FlowCase.agency), .atCounter: .counter(FlowCase.agency), .returned: .nobody,
      .supplementingFiling: .applicant, .supplementing: .applicant,
      .supplementProposed: .counter(FlowCase.agency), .supplementAnswered: .counter(FlowCase.agency),
      .stopProposed: .leader(FlowCase.leader.person), .refused: .nobody, .withdrawn: .nobody,
      .stopped: .nobody,
    ]
    for state in DossierState.allCases { #expect(FlowCase.dossier(in: state).desk == expected[state]) }
  }

  @Test("forwarding and handing back move unit and processor; a later result count never falls below none")
  func units() throws {
    var dossier = FlowCase.dossier(in: .received)
    _ = try dossier.doing(FlowCase.action(.forward), by: FlowCase.officer)
    #expect((dossier.unit, dossier.processor) == (FlowCase.department, FlowCase.specialist.person))
    _ = try dossier.doing(.removeResult, by: FlowCase.specialist)
    #expect(dossier.resultFiles == 0)
    _ = try dossier.doing(FlowCase.action(.handBack), by: FlowCase.specialist)
    #expect((dossier.unit, dossier.processor) == (FlowCase.agency, nil))
  }

  @Test("a button is offered where the table allows it, on the own desk only")
  func offers() {
    for state in DossierState.allCases {
      for verb in Verb.allCases {
        for role in Role.allCases {
          let isAllowed = if case .allowed = Flow.answer(state, verb, role) { true } else { false }
          let dossier = FlowCase.dossier(in: state, for: verb)
          #expect(dossier.offers(verb, to: FlowCase.actor(role)) == isAllowed, "\(state) \(verb) \(role)")
        }
      }
    }
    let colleague = Dossier.Actor(person: PersonID(98), role: .specialist)
    #expect(!FlowCase.dossier(in: .processing).offers(.submitForSignOff, to: colleague))
  }

  @Test("nothing joins a result that was signed with its file")
  func signedResultLacksFile() throws {
    let officer = FlowCase.actor(.oneStopOfficer)
    for state in [DossierState.signed, .atCounter] {
      var signed = FlowCase.dossier(in: state, paperOnly: false)
      #expect(!signed.offers(.attachResult, to: officer))
      #expect(throws: Refusal.resultSigned) {
        try signed.apply(.attachResult, by: officer, at: FlowCase.now, clockwork: FlowCase.clockwork)
      }
      var bare = FlowCase.dossier(in: state, results: 0, paperOnly: false)
      #expect(bare.offers(.attachResult, to: officer))
      _ = try bare.apply(.attachResult, by: officer, at: FlowCase.now, clockwork: FlowCase.clockwork)
      #expect(bare.resultFiles == 1)
    }
  }
}
