import Workflow

/// People and dossiers for the tests of the flow.
enum FlowCase {
  static let officer = Dossier.Actor(person: PersonID(1), role: .oneStopOfficer)
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

  /// A dossier that has come to a state the usual way: papers in order, on the desks above. After the signature
  /// its result is one on paper, the only kind to which the counter adds a scan.
  static func dossier(
    in state: DossierState, papers: [Dossier.PaperStatus] = [paper(files: 1)], results: Int? = nil,
    excepted: Bool = false, legal: TimeLimit? = .workingDays(3), committed: TimeLimit? = nil,
    paperOnly: Bool? = nil, processor: PersonID? = specialist.person, signer: PersonID? = leader.person
  ) -> Dossier {
    let step = state.step
    return Dossier(
      id: DossierID(7), version: 4, state: state, channel: .online, agency: agency, unit: agency,
      terms: Dossier.Terms(legal: legal, committed: committed, resultOnPaperOnly: paperOnly ?? (step == 4)),
      papers: papers,
      resultFiles: results ?? (step >= 2 ? 1 : 0), resultExcepted: excepted,
      submittedAt: state == .draft ? nil : now, receptionDue: nil, receivedAt: step >= 1 ? now : nil,
      appointment: step >= 1 ? moment("2026-09-11T17:00") : nil, legalDue: nil,
      finishedAt: step >= 4 ? now : nil, returnedAt: step == 5 ? now : nil,
      processor: step >= 2 ? processor : nil, signer: step >= 3 ? signer : nil)
  }

  /// Each verb with what it needs to succeed on a dossier as above.
  static func action(_ verb: Verb) -> Action {
    switch verb {
    case .submit: .submit(formProblems: 0)
    case .receive: .receive(appointmentByHand: nil)
    case .forward: .forward(to: specialist.person, unit: department)
    case .handBack: .handBack(reason: "Thiếu chữ ký")
    case .submitForSignOff: .submitForSignOff(to: leader.person)
    case .sendBack: .sendBack(reason: "Sai ngày sinh")
    case .signOff: .signOff(number: "12/TLKS", authority: .deputising)
    case .takeBack: .takeBack
    case .returnResult: .returnResult(to: collector)
    case .attachPaper: .attachPaper(paper: "to-khai")
    case .removePaper: .removePaper(paper: "to-khai")
    case .markShown: .markShown(paper: "to-khai")
    case .exceptPaper: .exceptPaper(paper: "to-khai", exception)
    case .attachResult: .attachResult
    case .removeResult: .removeResult
    case .exceptResult: .exceptResult(reason: "Máy quét hỏng")
    case .note: .note(text: "Đã gọi điện")
    }
  }

  static func actor(_ role: Role) -> Dossier.Actor {
    switch role {
    case .applicant: citizen
    case .oneStopOfficer: officer
    case .specialist: specialist
    case .leader: leader
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
