@testable import Workflow

/// People and dossiers for the tests of the flow.
enum FlowCase {
  /// The point where the officer sits, and another one.
  static let near = PointID(1), far = PointID(2)
  static let officer = Dossier.Actor(person: PersonID(1), role: .oneStopOfficer, point: near)
  static let farOfficer = Dossier.Actor(person: PersonID(9), role: .oneStopOfficer, point: far)
  static let specialist = Dossier.Actor(person: PersonID(2), role: .specialist)
  static let leader = Dossier.Actor(person: PersonID(3), role: .leader)
  static let chairman = Dossier.Actor(person: PersonID(4), role: .chairman)
  static let citizen = Dossier.Actor(person: PersonID(5), role: .applicant)

  static let agency = AgencyID(10)
  static let department = AgencyID(11)
  /// A Tuesday morning.
  static let now = moment("2026-09-08T08:30")
  static let clockwork = Dossier.Clockwork(calendar: Reference.calendar, hours: .standard)
  static let collector = Collector(name: "Lê Thị Hoa", identity: "038190001234", relation: .owner)
  static let exception = PaperException(code: .notScannable, reason: "Đóng quyển")

  static func paper(
    _ id: String = "to-khai", shown: Bool = false, required: Bool = true, files: Int = 0,
    isShown: Bool = false, exception: PaperException? = nil
  ) -> Dossier.PaperStatus {
    Dossier.PaperStatus(
      id: id, name: "Giấy \(id)", isShownOnly: shown, isRequired: required, files: files, isShown: isShown,
      exception: exception)
  }

  static let items = [
    SupplementItem(
      subject: .paper("to-khai"), name: "Tờ khai", code: .wrong, why: "Thiếu chữ ký", toDo: "Ký và nộp lại")
  ]
  static let partner = AgencyID(12)
  static let order = StageOrder(
    kind: .consultation, agency: partner, task: "Xác nhận nguồn gốc", limit: .workingDays(2))
  static let verification = Verification(
    at: now, place: "Thôn Vân Tiến", participants: "Trưởng thôn", content: "Đang cư trú")
  static let extensions = [Extension(id: "xa", name: "Xã vùng xa", time: .workingDays(5))]
  /// Later than every limit below.
  static let newDate = moment("2026-09-25T17:00")

  /// A dossier that has come to a state the usual way: papers in order, on the desks above. After the signature
  /// its result is one on paper, the only kind to which the counter adds a scan.
  static func dossier(
    in state: DossierState, papers: [Dossier.PaperStatus] = [paper(files: 1)], results: Int? = nil,
    excepted: Bool = false, legal: TimeLimit? = .workingDays(3), committed: TimeLimit? = nil,
    paperOnly: Bool? = nil, processor: PersonID? = specialist.person, signer: PersonID? = leader.person,
    channel: Channel = .online, policy: Dossier.Policy? = nil
  ) -> Dossier {
    let step = state.step
    let isReceived = state.isBeingSolved || step == 4 || [.returned, .stopped, .withdrawn].contains(state)
    return Dossier(
      id: DossierID(7), version: 4, state: state, channel: channel, agency: agency, unit: agency,
      terms: Dossier.Terms(
        legal: legal, committed: committed, resultOnPaperOnly: paperOnly ?? (step == 4),
        policy: policy ?? Dossier.Policy(extensions: extensions, isDelegable: true)),
      papers: papers,
      resultFiles: results ?? (step >= 2 ? 1 : 0), resultExcepted: excepted,
      submittedAt: state == .draft ? nil : now, receptionDue: nil, receivedAt: isReceived ? now : nil,
      appointment: isReceived ? moment("2026-09-11T17:00") : nil, legalDue: nil,
      finishedAt: step >= 4 ? now : nil, returnedAt: state == .returned ? now : nil,
      processor: step >= 2 ? processor : nil, signer: step >= 3 ? signer : nil, turns: turns(in: state))
  }

  private static func turns(in state: DossierState) -> Turns {
    var turns = Turns()
    switch state {
    case .supplementingFiling, .supplementing: turns.supplements = [slip(answered: false)]
    case .supplementAnswered: turns.supplements = [slip(answered: true)]
    case .supplementProposed: turns.proposed = items
    case .stopProposed: turns.stop = StopProposal(code: .otherProceeding, why: "Tòa án đang thụ lý")
    default: break
    }
    return turns
  }

  private static func slip(answered: Bool) -> Supplement {
    Supplement(
      phase: .beforeForwarding, items: items, waits: [Supplement.Wait(from: now, to: answered ? now : nil)],
      wasAllowedLate: false)
  }

  /// The same, so that a verb can be done by the usual person: what it needs has happened before.
  static func dossier(in state: DossierState, for verb: Verb) -> Dossier {
    var dossier = dossier(
      in: state, results: verb == .decideAtDesk ? 1 : nil, channel: verb == .takeOver ? .counter : .online)
    switch verb {
    case .recordPayment:
      dossier.turns.payment = Payment(amount: 8_000, what: "Lệ phí", demandedAt: now, receipt: "")
    case .apologise: dossier.turns.apology = apology
    case .recordNotice:
      dossier.turns.apology = apology
      dossier.turns.apology?.signedAt = now
    case .takeOver:
      dossier.turns.handover = Handover(giver: officer.person, givenAt: now, due: now)
    case .takeStage, .answerStage, .closeStage: dossier.turns.stages = [stage(due: newDate)]
    case .attachResult where [.atCounter, .returned].contains(state): dossier.turns.amendments = [amendment]
    case .amend, .returnAmended:
      dossier.turns.amendments = [amendment]
      dossier.turns.amendments[0].files = 1
      dossier.turns.amendments[0].signedAt = verb == .amend ? nil : now
    case .attachResult where state != .draft: dossier.turns.stages = [stage(due: newDate)]
    case .reportStage: dossier.turns.stages = [stage(due: moment("2026-09-07T17:00"))]
    case .sendResult: dossier.points = Points(pickUp: far, result: near)
    case .takeResult:
      let transport = Handover(giver: farOfficer.person, givenAt: now, due: now)
      dossier.points = Points(pickUp: near, result: far, transport: transport)
    case .choosePickUp: dossier.points = Points(pickUp: near)
    case .backdate: dossier.submittedAt = moment("2026-09-07T08:00")
    case .reopenSupplement: dossier.turns.supplements = [slip(answered: true)]
    case .stop where state == .supplementing:
      dossier.turns.supplements[0].waits = [Supplement.Wait(from: moment("2026-06-01T08:00"))]
    default: break
    }
    return dossier
  }

  private static let apology = Apology(
    code: .verification, why: "Xác minh lâu", replaced: moment("2026-09-11T17:00"), newDate: newDate)

  private static let amendment = Amendment(reportedAt: now, why: "Sai năm sinh")

  private static func stage(due: Moment) -> Stage {
    Stage(
      id: 1, kind: .consultation, agency: partner, task: "Xác nhận", openedAt: now, due: due, answer: "",
      resultCode: "")
  }

  /// Who stands at the counter, or whose account is bound.
  static let person = IdentityNumber(.cccd, "038190001234")!

  /// A paper of an earlier dossier of that person, as good as it can be, some facts changed.
  static func source(
    _ kind: Reuse.Kind = .component, owner: IdentityNumber? = person, proven: Bool = true,
    in state: DossierState = .returned, received: Bool = true, outcome: Outcome = .granted
  ) -> Reuse.Source {
    Reuse.Source(
      file: 7, kind: kind, owner: owner, isProven: proven, state: state, wasReceived: received,
      outcome: outcome)
  }

  /// Each verb with what it needs to succeed on a dossier as above.
  static func action(_ verb: Verb, reason: String = "Đã có căn cứ") -> Action {
    switch verb {
    case .submit: .submit(formProblems: 0)
    case .receive: .receive(appointmentByHand: nil)
    case .forward: .forward(to: specialist.person, unit: department)
    case .handBack: .handBack(reason: reason)
    case .submitForSignOff: .submitForSignOff(to: leader.person)
    case .sendBack: .sendBack(reason: reason)
    case .signOff: .signOff(number: "12/TLKS", authority: .deputising)
    case .takeBack: .takeBack
    case .returnResult: .returnResult(to: collector)
    case .attachPaper: .attachPaper(paper: "to-khai")
    case .removePaper: .removePaper(paper: "to-khai")
    case .reusePaper: .reusePaper(paper: "to-khai", Reuse(source(), for: person, isConsented: true))
    case .markShown: .markShown(paper: "to-khai")
    case .exceptPaper: .exceptPaper(paper: "to-khai", PaperException(code: .notScannable, reason: reason))
    case .attachResult: .attachResult
    case .removeResult: .removeResult
    case .exceptResult: .exceptResult(reason: reason)
    case .note: .note(text: reason)
    case .refuse: .refuse(.notCompetent, why: reason)
    case .proposeSupplement: .proposeSupplement(items)
    case .allowSupplement: .allowSupplement(reason: reason)
    case .requestSupplement: .requestSupplement(items)
    case .answerSupplement: .answerSupplement(["Đã ký"])
    case .acceptSupplement: .acceptSupplement
    case .reopenSupplement: .reopenSupplement(["Chữ ký chưa đúng chỗ"])
    case .proposeStop: .proposeStop(.objectGone, why: reason, to: leader.person)
    case .stop: .stop(.notCompleted, why: reason)
    case .withdraw: .withdraw(reason: reason)
    case .returnPapers: .returnPapers(to: collector)
    case .demandPayment: .demandPayment(amount: 8_000, why: reason)
    case .recordPayment: .recordPayment(receipt: "BL-12")
    case .verify: .verify(verification)
    case .extend: .extend("xa", why: reason)
    case .draftApology: .draftApology(.verification, why: reason, newDate: newDate)
    case .apologise: .apologise
    case .recordNotice: .recordNotice(.apologised, .phone, reference: "0912 000 000")
    case .takeOver: .takeOver
    case .openStage: .openStage(order)
    case .takeStage: .takeStage(1)
    case .answerStage: .answerStage(1, answer: reason, resultCode: "")
    case .reportStage: .reportStage(1)
    case .closeStage: .closeStage(1, why: reason)
    case .decideAtDesk: .decideAtDesk(delegation: "05/QĐ-UBND", number: "12/TLKS")
    case .reassign: .reassign(to: PersonID(77), why: reason)
    case .correct: .correct(why: reason)
    case .backdate: .backdate(.receipt, to: Moment(seconds: now.seconds - 3_600), why: reason)
    case .recount: .recount(why: reason)
    case .sendResult: .sendResult
    case .takeResult: .takeResult
    case .choosePickUp: .choosePickUp(far)
    case .reportError: .reportError(why: reason)
    case .amend: .amend
    case .returnAmended: .returnAmended(to: collector)
    }
  }

  static func actor(_ role: Role) -> Dossier.Actor {
    switch role {
    case .applicant: citizen
    case .oneStopOfficer: officer
    case .specialist: specialist
    case .leader: leader
    case .partner: Dossier.Actor(person: PersonID(6), role: .partner, agency: partner)
    default: Dossier.Actor(person: chairman.person, role: role)
    }
  }
}

extension Dossier {
  /// Applies in place, at the sample's moment unless another is given.
  mutating func doing(
    _ action: Action, by actor: Actor, at moment: Moment = FlowCase.now
  ) throws(Refusal) -> [Effect] {
    try apply(action, by: actor, at: moment, clockwork: FlowCase.clockwork)
  }

  /// Why an action is refused; nil if it is not. The dossier must be the same after a refusal.
  func refusal(of action: Action, by actor: Actor, at moment: Moment = FlowCase.now) -> Refusal? {
    var copy = self
    do throws(Refusal) {
      _ = try copy.doing(action, by: actor, at: moment)
      return nil
    } catch {
      precondition(copy == self, "a refused action changed the dossier")
      return error
    }
  }
}
