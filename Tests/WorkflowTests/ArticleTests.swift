import Testing
import Workflow

/// Arts 17–22 off the straight way: refusals, ends, fees, hand-over, partners, the desk officer, mistakes.
@Suite("Articles 17–22: the other turns") struct ArticleTests {
  typealias C = FlowCase

  private static func processing(_ channel: Channel = .online) throws -> Dossier {
    var dossier = C.dossier(in: .submitted, channel: channel, policy: Dossier.Policy())
    _ = try dossier.doing(.receive(appointmentByHand: nil), by: C.officer)
    _ = try dossier.doing(C.action(.forward), by: C.officer)
    return dossier
  }

  // MARK: Ends

  @Test("art 17: refused at the door with a reason; it was never received and nothing runs on")
  func refusedAtTheDoor() throws {
    var dossier = C.dossier(in: .submitted)
    #expect(dossier.refusal(of: .refuse(.notCompetent, why: " "), by: C.officer) == .reasonMissing)
    _ = try dossier.doing(.refuse(.notCompetent, why: "Thuộc Sở Tư pháp"), by: C.officer)
    #expect(dossier.nationalStatus == 3 && dossier.receptionDue == nil && dossier.lateFrom == nil)
    #expect(dossier.receivedAt == nil && dossier.finishedAt == nil)
  }

  @Test("art 19.8: a refusal after review is the result: signed, returned, without a file")
  func refusedAfterReview() throws {
    var dossier = try Self.processing()
    let refusal = { Action.submitForSignOff(to: C.leader.person, outcome: .refused(.notEligible, why: $0)) }
    #expect(dossier.refusal(of: .submitForSignOff(to: C.leader.person), by: C.specialist) == .resultMissing)
    #expect(dossier.refusal(of: refusal(" "), by: C.specialist) == .resultMissing)
    _ = try dossier.doing(refusal("Không đủ tuổi"), by: C.specialist)
    let told = try dossier.doing(C.action(.signOff), by: C.leader)
    #expect(told == [.notifyApplicant(.refusedAfterReview)] && dossier.finishedAt == C.now)
    _ = try dossier.doing(.takeBack, by: C.officer)
    _ = try dossier.doing(C.action(.returnResult), by: C.officer)
    #expect(dossier.nationalStatus == 10)
  }

  @Test("a refusal that is sent back is off the table")
  func refusalSentBack() throws {
    var dossier = try Self.processing()
    let refusal = Outcome.refused(.notEligible, why: "Không đủ tuổi")
    _ = try dossier.doing(.submitForSignOff(to: C.leader.person, outcome: refusal), by: C.specialist)
    _ = try dossier.doing(.sendBack(reason: "Đủ tuổi"), by: C.leader)
    #expect(dossier.turns.outcome == .granted)
    #expect(dossier.refusal(of: .submitForSignOff(to: C.leader.person), by: C.specialist) == .resultMissing)
  }

  @Test("decision 12: withdrawn until sign-off, by the citizen or at the counter; not after")
  func withdrawal() throws {
    for actor in [C.citizen, C.officer] {
      for state in DossierState.allCases {
        let isOpen = (state.isBeingSolved || state == .submitted || state == .supplementingFiling)
        let refusal = C.dossier(in: state).refusal(of: .withdraw(reason: ""), by: actor)
        #expect((refusal == nil) == isOpen, "\(state)")
      }
    }
  }

  @Test("whatever ends ends wholly: stages, unsigned letters, fees and paper on its way")
  func endsWholly() throws {
    var dossier = try Self.processing(.counter)
    _ = try dossier.doing(.takeOver, by: C.specialist)
    _ = try dossier.doing(.openStage(C.order), by: C.specialist)
    _ = try dossier.doing(.demandPayment(amount: 8_000, why: "Lệ phí"), by: C.officer)
    _ = try dossier.doing(
      .draftApology(.partner, why: "Chậm", newDate: moment("2026-09-25T17:00")), by: C.specialist)
    _ = try dossier.doing(.withdraw(reason: "Không cần nữa"), by: C.citizen)
    #expect(dossier.turns.stages.allSatisfy { !$0.isOpen })
    #expect(dossier.turns.apology == nil && dossier.turns.payment == nil && dossier.turns.handover == nil)
    #expect(dossier.nationalStatus == 7 && dossier.finishedAt == C.now && !dossier.isBeingSolved)
    _ = try dossier.doing(.returnPapers(to: C.collector), by: C.officer)
    #expect(dossier.refusal(of: .returnPapers(to: C.collector), by: C.officer) == .papersReturned)
  }

  @Test("a stop is proposed with a reason and signed by a leader who did not process it")
  func stop() throws {
    var dossier = try Self.processing()
    _ = try dossier.doing(.proposeStop(.objectGone, why: "Đã mất", to: C.leader.person), by: C.specialist)
    #expect(dossier.desk == .leader(C.leader.person))
    let own = Dossier.Actor(person: C.specialist.person, role: .leader)
    #expect(dossier.refusal(of: .stop(.objectGone, why: "Đã mất"), by: own) == .notYourDesk)
    _ = try dossier.doing(.stop(.objectGone, why: "Đã mất"), by: C.leader)
    #expect(dossier.state == .stopped && dossier.turns.stop?.code == .objectGone)
  }

  // MARK: Art 18, 19.5–19.7, 20, 22

  @Test(
    "art 18: paper arrives the same day; received after 15:00, by the start of the next working day",
    arguments: [
      ("2026-09-08T14:59", "2026-09-08T17:00"), ("2026-09-08T15:00", "2026-09-08T17:00"),
      ("2026-09-08T15:01", "2026-09-09T07:00"), ("2026-09-11T16:00", "2026-09-14T07:00"),
    ])
  func handoverDue(_ given: String, _ due: String) throws {
    var dossier = C.dossier(in: .received, channel: .counter)
    _ = try dossier.doing(C.action(.forward), by: C.officer, at: moment(given))
    #expect(dossier.turns.handover?.due == moment(due))
  }

  @Test("art 18: until the receiver signs for the paper he does nothing with it but give it back")
  func signedFor() throws {
    let dossier = try Self.processing(.counter)
    for verb in [Verb.submitForSignOff, .attachResult, .proposeSupplement, .openStage, .verify, .proposeStop]
    {
      #expect(dossier.refusal(of: C.action(verb), by: C.specialist) == .notTakenOver, "\(verb)")
    }
    #expect(dossier.refusal(of: C.action(.handBack), by: C.specialist) == nil)
    let other = Dossier.Actor(person: PersonID(90), role: .specialist)
    #expect(dossier.refusal(of: .takeOver, by: other) == .notYourDesk)
    #expect(try Self.processing(.online).turns.handover == nil)
  }

  @Test("arts 19.5–19.7: several agencies at once, each with its clock; the lead waits for all of them")
  func partners() throws {
    var dossier = try Self.processing()
    let second = StageOrder(
      kind: .parallel, agency: AgencyID(13), task: "Cấp thẻ", limit: .workingDays(4))
    _ = try dossier.doing(.openStage(C.order), by: C.specialist)
    #expect(try dossier.doing(.openStage(second), by: C.specialist) == [.issueSlip(.transfer)])
    #expect(dossier.turns.stages.map(\.due.iso) == ["2026-09-10T17:00", "2026-09-14T17:00"])
    let submit = Action.submitForSignOff(to: C.leader.person)
    _ = try dossier.doing(.attachResult, by: C.specialist)
    #expect(dossier.refusal(of: submit, by: C.specialist) == .stagesOpen)
    let partner = C.actor(.partner)
    let answer = Action.answerStage(1, answer: "Đồng ý", resultCode: "KQ.G01.000065")
    #expect(dossier.refusal(of: .answerStage(2, answer: "x", resultCode: ""), by: partner) == .noSuchStage)
    #expect(dossier.refusal(of: .answerStage(1, answer: " ", resultCode: ""), by: partner) == .reasonMissing)
    _ = try dossier.doing(.takeStage(1), by: partner)
    _ = try dossier.doing(answer, by: partner)
    #expect(dossier.turns.stages[0].resultCode == "KQ.G01.000065" && !dossier.turns.stages[0].isOpen)
    #expect(dossier.refusal(of: answer, by: partner) == .noSuchStage)
    #expect(dossier.isMaker(partner.person))
    _ = try dossier.doing(.closeStage(2, why: "Không cần nữa"), by: C.specialist)
    #expect(dossier.refusal(of: submit, by: C.specialist) == nil)
    #expect(dossier.appointment == moment("2026-09-11T17:00"))
  }

  @Test(
    "art 21: a wrong result is corrected and signed anew, also after its return; no date moves, nothing is paid"
  )
  func amendment() throws {
    for state in [DossierState.atCounter, .returned] {
      var dossier = C.dossier(in: state, paperOnly: false)
      let before = dossier
      #expect(dossier.refusal(of: .attachResult, by: C.specialist) == .noAmendment)
      #expect(dossier.refusal(of: .reportError(why: " "), by: C.officer) == .reasonMissing)
      _ = try dossier.doing(.reportError(why: "Sai năm sinh"), by: C.officer)
      #expect(dossier.refusal(of: .reportError(why: "Sai tên"), by: C.officer) == .beingAmended)
      #expect(dossier.refusal(of: .amend, by: C.leader) == .resultMissing)
      if state == .atCounter {
        #expect(dossier.refusal(of: C.action(.returnResult), by: C.officer) == .beingAmended)
      }
      _ = try dossier.doing(.attachResult, by: C.specialist)
      let maker = Dossier.Actor(person: C.specialist.person, role: .leader)
      #expect(dossier.refusal(of: .amend, by: maker) == .processedBySelf)
      #expect(try dossier.doing(.amend, by: C.leader) == [.notifyApplicant(.amended)])
      _ = try dossier.doing(
        state == .returned ? C.action(.returnAmended) : C.action(.returnResult), by: C.officer)
      #expect(dossier.openAmendment == nil && dossier.state == .returned)
      #expect(dossier.finishedAt == before.finishedAt && dossier.lateFrom == before.lateFrom)
      #expect(
        dossier.refusal(of: C.action(.demandPayment), by: C.officer) == .notInState(.demandPayment, .returned)
      )
    }
  }

  @Test("art 19.5: an overdue partner is reported to the head of Một cửa, one in time is not")
  func overduePartner() throws {
    var dossier = try Self.processing()
    _ = try dossier.doing(.openStage(C.order), by: C.specialist)
    #expect(dossier.refusal(of: .reportStage(1), by: C.specialist) == .stageInTime)
    let late = moment("2026-09-10T17:01")
    _ = try dossier.doing(.reportStage(1), by: C.specialist, at: late)
    #expect(dossier.turns.stages[0].reportedAt == late)
  }

  @Test("art 20: before the appointment the return is announced as early")
  func earlyReturn() throws {
    for (day, notice) in [("10", Notice.readyEarly), ("11", .ready), ("14", .ready)] {
      var dossier = C.dossier(in: .signed)
      let effects = try dossier.doing(.takeBack, by: C.officer, at: moment("2026-09-\(day)T10:00"))
      #expect(effects == [.notifyApplicant(notice)])
    }
  }

  @Test("art 20: by post with the consignment's number, to the account without a paper shown")
  func waysOfReturn() {
    let ready = C.dossier(in: .atCounter)
    let cases: [(Collector, Refusal?)] = [
      (Collector(name: "Bưu điện", identity: "", relation: .post), .collectorMissing),
      (Collector(name: "Bưu điện", identity: "", relation: .post, consignment: "EB1VN"), nil),
      (Collector(name: "", identity: "", relation: .account), nil),
    ]
    for (collector, refusal) in cases {
      #expect(ready.refusal(of: .returnResult(to: collector), by: C.officer) == refusal)
    }
  }

  @Test("art 22, decision 8: a fee holds back receipt and return, not the clock")
  func fees() throws {
    var filed = C.dossier(in: .submitted)
    _ = try filed.doing(.demandPayment(amount: 8_000, why: "Lệ phí"), by: C.officer)
    #expect(filed.nationalStatus == 6)
    #expect(filed.refusal(of: .receive(appointmentByHand: nil), by: C.officer) == .paymentDue)
    #expect(filed.refusal(of: .demandPayment(amount: 1, why: "x"), by: C.officer) == .noPaymentDue)
    _ = try filed.doing(.recordPayment(receipt: "BL-7"), by: C.officer)
    _ = try filed.doing(.receive(appointmentByHand: nil), by: C.officer)
    #expect(filed.turns.payment?.receipt == "BL-7" && filed.nationalStatus == 2)
    var received = C.dossier(in: .processing)
    let due = received.appointment
    _ = try received.doing(.demandPayment(amount: 8_000, why: "Lệ phí"), by: C.officer)
    #expect(received.appointment == due && received.lateFrom != nil)
    #expect(received.refusal(of: .demandPayment(amount: 0, why: "x"), by: C.officer) == .noPaymentDue)
  }

  // MARK: Arts 12.8, 17.5, 21; F000-04

  @Test("art 17.5: the desk officer decides under a named delegation, where the procedure lets him")
  func deskOfficer() throws {
    var dossier = C.dossier(in: .received, results: 1)
    let decide = { Action.decideAtDesk(delegation: $0, number: "3/CT") }
    #expect(dossier.refusal(of: decide(" "), by: C.officer) == .notDelegated)
    let plain = C.dossier(in: .received, results: 1, policy: Dossier.Policy())
    #expect(plain.refusal(of: decide("05/QĐ"), by: C.officer) == .notDelegated)
    #expect(C.dossier(in: .received).refusal(of: decide("05/QĐ"), by: C.officer) == .resultMissing)
    _ = try dossier.doing(decide("05/QĐ"), by: C.officer)
    #expect(dossier.signer == C.officer.person && dossier.finishedAt == C.now)
    #expect(dossier.turns.delegation == "05/QĐ" && dossier.state == .atCounter)
  }

  @Test("art 12.8: a deputy takes over; for the signature nobody who processed it")
  func deputy() throws {
    var dossier = try Self.processing()
    #expect(
      dossier.refusal(of: .reassign(to: C.specialist.person, why: "Nghỉ"), by: C.leader) == .sameDesk)
    _ = try dossier.doing(.reassign(to: PersonID(77), why: "Nghỉ ốm"), by: C.leader)
    #expect(dossier.desk == .specialist(PersonID(77)))
    let waiting = C.dossier(in: .awaitingSignOff)
    let toMaker = Action.reassign(to: C.specialist.person, why: "Đi họp")
    #expect(waiting.refusal(of: toMaker, by: C.chairman) == .processedBySelf)
  }

  @Test("what was mistyped is corrected on the day of receipt, and the receipt issued anew")
  func correction() throws {
    var dossier = try Self.processing()
    #expect(
      dossier.refusal(of: .correct(why: "Sai tên"), by: C.officer, at: moment("2026-09-09T07:00"))
        == .notToday)
    _ = try dossier.doing(.correct(why: "Sai tên"), by: C.officer)
    #expect(dossier.turns.receiptVersion == 2)
  }

  @Test("F000-04: an earlier moment needs a chairman and a reason, and fits between those beside it")
  func backdating() throws {
    let before = { (m: Milestone, at: String) in Action.backdate(m, to: moment(at), why: "Máy hỏng") }
    let later = moment("2026-09-09T08:00")
    var ready = C.dossier(in: .atCounter, for: .backdate)
    for role in [Role.leader, .oneStopOfficer] {
      #expect(
        ready.refusal(of: before(.receipt, "2026-09-07T09:00"), by: C.actor(role))
          == .notForRole(.backdate, role))
    }
    for (milestone, at) in [
      (Milestone.receipt, "2026-09-07T07:59"), (.receipt, "2026-09-08T08:30"), (.receipt, "2026-09-08T09:00"),
      (.finish, "2026-09-08T08:29"), (.finish, "2026-09-08T08:30"), (.handOver, "2026-09-08T08:29"),
    ] {
      let refusal = ready.refusal(of: before(milestone, at), by: C.chairman, at: later)
      #expect(refusal == .momentOutOfOrder, "\(milestone) \(at)")
    }
    _ = try ready.doing(before(.receipt, "2026-09-07T09:00"), by: C.chairman, at: later)
    #expect(ready.receivedAt == moment("2026-09-07T09:00"))
    #expect(ready.appointment == moment("2026-09-10T17:00"))
  }

  @Test("F004-02: no chairman alone makes a late finish one in time")
  func backdatingLate() throws {
    var dossier = C.dossier(in: .awaitingSignOff)
    let due = try #require(dossier.judgedDue)
    let late = Moment(day: due.day + 5, minuteOfDay: 600)
    _ = try dossier.doing(.signOff(number: "1", authority: .onBehalf), by: C.leader, at: late)
    let before = { (day: Day) in
      Action.backdate(.finish, to: Moment(day: day, minuteOfDay: 600), why: "Máy hỏng")
    }
    let after = Moment(seconds: late.seconds + 86_400)
    #expect(dossier.refusal(of: before(due.day), by: C.chairman, at: after) == .correctionNeeded)
    #expect(dossier.refusal(of: before(due.day + 1), by: C.chairman, at: after) == nil)
  }

  @Test("rules §9: due dates are counted by a changed calendar only as an action with a reason")
  func recount() throws {
    var dossier = try Self.processing()
    #expect(dossier.refusal(of: .recount(why: ""), by: C.chairman) == .reasonMissing)
    let summer = try WorkingHours(seasons: [
      WorkingHours.Season(from: MonthDay("01-01")!, shifts: [Shift("07:00-11:00")!, Shift("13:00-16:30")!])
    ])
    _ = try dossier.apply(
      .recount(why: "Đổi giờ làm việc"), by: C.chairman, at: C.now,
      clockwork: Dossier.Clockwork(calendar: Reference.calendar, hours: summer))
    #expect(dossier.appointment == moment("2026-09-11T16:30"))
  }
}
