import Testing
import Workflow

/// Arts 11.2.c, 17 and 19.4: a dossier is completed through the one-stop, once while it guides and once after review.
@Suite("Articles 11.2.c, 17, 19.4: supplements") struct ArticleSupplementTests {
  typealias C = FlowCase

  private static let items = Action.requestSupplement(C.items)

  /// Received, forwarded and on the specialist's desk.
  private static func processing(
    _ policy: Dossier.Policy = Dossier.Policy(), legal: TimeLimit? = .workingDays(10)
  )
    throws -> Dossier
  {
    var dossier = C.dossier(in: .submitted, legal: legal, policy: policy)
    _ = try dossier.doing(.receive(appointmentByHand: nil), by: C.officer)
    _ = try dossier.doing(C.action(.forward), by: C.officer)
    return dossier
  }

  @Test("art 17: one supplement at receipt, one after review, a third is refused")
  func oncePerPhase() throws {
    var dossier = C.dossier(in: .submitted, legal: .workingDays(10), policy: Dossier.Policy())
    _ = try dossier.doing(Self.items, by: C.officer)
    _ = try dossier.doing(.answerSupplement([""]), by: C.citizen)
    #expect(dossier.refusal(of: Self.items, by: C.officer) == .supplementUsed)
    _ = try dossier.doing(.receive(appointmentByHand: nil), by: C.officer)
    #expect(dossier.turns.supplements[0].acceptedAt == C.now)
    #expect(dossier.refusal(of: Self.items, by: C.officer) == .supplementUsed)
    _ = try dossier.doing(C.action(.forward), by: C.officer)
    _ = try dossier.doing(.proposeSupplement(C.items), by: C.specialist)
    _ = try dossier.doing(Self.items, by: C.officer)
    #expect(dossier.turns.supplements.map(\.phase) == [.beforeForwarding, .afterReview])
    _ = try dossier.doing(.answerSupplement([""]), by: C.citizen)
    _ = try dossier.doing(.acceptSupplement, by: C.officer)
    _ = try dossier.doing(C.action(.forward), by: C.officer)
    #expect(dossier.refusal(of: .proposeSupplement(C.items), by: C.specialist) == .supplementUsed)
  }

  @Test("art 5.1.e: the specialist reaches the citizen through the one-stop only")
  func throughTheOneStop() throws {
    for state in DossierState.allCases {
      #expect(Flow.answer(state, .requestSupplement, .specialist) == .roleNever)
    }
    var dossier = try Self.processing()
    _ = try dossier.doing(.proposeSupplement(C.items), by: C.specialist)
    #expect(dossier.desk == .counter(C.agency) && dossier.turns.proposed == C.items)
    _ = try dossier.doing(.sendBack(reason: "Giấy này đã có"), by: C.officer)
    #expect(dossier.state == .processing && dossier.turns.proposed.isEmpty)
  }

  @Test("decision 10: a refused item reopens the same slip, which is no second request")
  func reopening() throws {
    var dossier = C.dossier(in: .submitted, policy: Dossier.Policy())
    let two =
      C.items + [SupplementItem(subject: .other, name: "Ảnh", code: .missing, why: "Chưa có", toDo: "Nộp")]
    _ = try dossier.doing(.requestSupplement(two), by: C.officer)
    #expect(dossier.refusal(of: .answerSupplement(["một"]), by: C.citizen) == .itemsUnanswered)
    _ = try dossier.doing(.answerSupplement(["", "đã gửi"]), by: C.citizen)
    for faults in [[nil, nil], [nil, " "], ["sai"]] as [[String?]] {
      #expect(dossier.refusal(of: .reopenSupplement(faults), by: C.officer) == .itemsUnanswered)
    }
    let effects = try dossier.doing(.reopenSupplement([nil, "Ảnh mờ"]), by: C.officer)
    #expect(effects == [.issueSlip(.supplement), .notifyApplicant(.supplementReopened)])
    #expect(dossier.state == .supplementingFiling && dossier.turns.supplements.count == 1)
    #expect(dossier.turns.supplements[0].items.map(\.fault) == [nil, "Ảnh mờ"])
    #expect(dossier.turns.supplements[0].items.map(\.answer) == ["", nil])
    #expect(dossier.turns.supplements[0].waits.count == 2)
    _ = try dossier.doing(.answerSupplement(["", "ảnh mới"]), by: C.officer)
    _ = try dossier.doing(.receive(appointmentByHand: nil), by: C.officer)
    #expect(dossier.turns.openSupplement == nil)
  }

  @Test("art 17: after the answer the counter has its eight working hours again")
  func receptionClock() throws {
    var dossier = C.dossier(in: .submitted, policy: Dossier.Policy())
    _ = try dossier.doing(Self.items, by: C.officer)
    #expect(dossier.receptionDue == nil)
    _ = try dossier.doing(.answerSupplement([""]), by: C.citizen, at: moment("2026-09-10T09:00"))
    #expect(dossier.receptionDue == moment("2026-09-11T09:00"))
  }

  @Test("art 17: paper that the counter does not receive has a number, a slip and comes back")
  func paperAtTheDoor() throws {
    var dossier = C.dossier(in: .draft, channel: .counter, policy: Dossier.Policy())
    let effects = try dossier.doing(Self.items, by: C.officer)
    #expect(effects.first == .issueSubmissionNumber(day: C.now.day) && dossier.submittedAt == C.now)
    _ = try dossier.doing(.answerSupplement(["Đã mang tới"]), by: C.officer, at: moment("2026-09-09T08:00"))
    _ = try dossier.doing(.receive(appointmentByHand: nil), by: C.officer, at: moment("2026-09-09T08:05"))
    #expect(dossier.receivedAt == moment("2026-09-09T08:05"))
    #expect(dossier.clockFrom == dossier.receivedAt)
  }

  @Test(
    "art 19.4: within three working days of receipt, exactly the third still; then only by a leader's leave")
  func threeWorkingDays() throws {
    let propose = Action.proposeSupplement(C.items)
    var dossier = try Self.processing()
    #expect(dossier.refusal(of: propose, by: C.specialist, at: moment("2026-09-11T16:59")) == nil)
    let late = moment("2026-09-14T08:00")
    #expect(dossier.refusal(of: propose, by: C.specialist, at: late) == .supplementTooLate)
    #expect(dossier.refusal(of: .allowSupplement(reason: " "), by: C.leader, at: late) == .reasonMissing)
    _ = try dossier.doing(.allowSupplement(reason: "Luật đất đai cho phép"), by: C.leader, at: late)
    _ = try dossier.doing(propose, by: C.specialist, at: late)
    _ = try dossier.doing(Self.items, by: C.officer, at: late)
    #expect(dossier.turns.supplements[0].wasAllowedLate)
  }

  @Test("decision 10: no pause begins after the due date")
  func notAfterDue() throws {
    var dossier = try Self.processing(legal: .workingDays(2))
    _ = try dossier.doing(.allowSupplement(reason: "Cần"), by: C.leader)
    let late = moment("2026-09-11T08:00")
    #expect(dossier.refusal(of: .proposeSupplement(C.items), by: C.specialist, at: late) == .overdue)
  }

  @Test("art 19.4: the processing clock is counted again from zero once the dossier is complete (restart)")
  func restart() throws {
    var dossier = try Self.processing(Dossier.Policy(supplementClock: .restart), legal: .workingDays(5))
    #expect(dossier.appointment == moment("2026-09-15T17:00"))
    _ = try dossier.doing(.proposeSupplement(C.items), by: C.specialist, at: moment("2026-09-10T10:00"))
    _ = try dossier.doing(Self.items, by: C.officer, at: moment("2026-09-10T11:00"))
    #expect(dossier.lateFrom! > moment("2100-01-01T00:00") && dossier.isBeingSolved)
    _ = try dossier.doing(.answerSupplement([""]), by: C.citizen, at: moment("2026-09-21T09:00"))
    // The counter's time to check is not at the citizen's cost.
    _ = try dossier.doing(.acceptSupplement, by: C.officer, at: moment("2026-09-22T09:00"))
    #expect(dossier.appointment == moment("2026-09-28T17:00"))
    #expect(dossier.judgedDue == dossier.appointment && dossier.legalDue == dossier.appointment)
    #expect(dossier.clockFrom == moment("2026-09-21T09:00") && dossier.pauses.isEmpty)
    #expect(dossier.state == .received && dossier.processor == C.specialist.person)
  }

  @Test("decision 10: or the clock stands still and goes on where it stopped (pause)")
  func pause() throws {
    var dossier = try Self.processing(Dossier.Policy(supplementClock: .pause), legal: .workingDays(5))
    _ = try dossier.doing(.proposeSupplement(C.items), by: C.specialist, at: moment("2026-09-10T10:00"))
    _ = try dossier.doing(Self.items, by: C.officer, at: moment("2026-09-10T11:00"))
    _ = try dossier.doing(.answerSupplement([""]), by: C.citizen, at: moment("2026-09-21T09:00"))
    _ = try dossier.doing(.acceptSupplement, by: C.officer, at: moment("2026-09-22T09:00"))
    // 10, 11 and 14–18 September are seven working days of waiting.
    #expect(dossier.appointment == moment("2026-09-24T17:00"))
    #expect(dossier.clockFrom == C.now)
    #expect(
      dossier.pauses == [Deadline.Pause(from: moment("2026-09-10T11:00"), to: moment("2026-09-21T09:00"))])
  }

  @Test("decision 10: an appointment set by hand moves on by the working days of the wait")
  func byHand() throws {
    var dossier = C.dossier(in: .submitted, legal: nil, policy: Dossier.Policy())
    _ = try dossier.doing(.receive(appointmentByHand: moment("2026-09-15T17:00")), by: C.officer)
    _ = try dossier.doing(Self.items, by: C.officer, at: moment("2026-09-08T11:00"))
    _ = try dossier.doing(.answerSupplement([""]), by: C.citizen, at: moment("2026-09-10T09:00"))
    // The day of receipt was not counted, so 9 September alone is.
    #expect(dossier.appointment == moment("2026-09-16T17:00"))
  }

  @Test("decision 10: when the time to complete is over a leader may stop, not before")
  func cap() throws {
    let policy = Dossier.Policy(waitingCap: .workingDays(5))
    var dossier = try Self.processing(policy)
    _ = try dossier.doing(.proposeSupplement(C.items), by: C.specialist)
    _ = try dossier.doing(Self.items, by: C.officer)
    #expect(dossier.waitingEnds(C.clockwork) == moment("2026-09-15T17:00"))
    let stop = Action.stop(.notCompleted, why: "Không nộp bổ sung")
    #expect(dossier.refusal(of: stop, by: C.leader, at: moment("2026-09-15T17:00")) == .capNotReached)
    let effects = try dossier.doing(stop, by: C.leader, at: moment("2026-09-16T08:00"))
    #expect(effects == [.issueSlip(.stop), .notifyApplicant(.stopped)])
    #expect(dossier.nationalStatus == 8 && dossier.finishedAt == moment("2026-09-16T08:00"))
  }
}
