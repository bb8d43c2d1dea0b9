extension Dossier {
  /// Who acts, in which capacity.
  public struct Actor: Sendable, Hashable {
    /// The person.
    public let person: PersonID
    /// The capacity.
    public let role: Role
    /// The agency for which a partner acts.
    public let agency: AgencyID?
    /// The point of the agency at which an officer of its counter sits.
    public let point: PointID?

    /// A person acting in a role; whether the role covers this dossier is `Rights`' question.
    public init(person: PersonID, role: Role, agency: AgencyID? = nil, point: PointID? = nil) {
      self.person = person
      self.role = role
      self.agency = agency
      self.point = point
    }
  }

  /// The calendar and shifts of the receiving agency, by which the clocks run (decision 8).
  public struct Clockwork: Sendable {
    /// Days.
    public let calendar: WorkingCalendar
    /// Shifts.
    public let hours: WorkingHours

    /// Days and shifts of one agency.
    public init(calendar: WorkingCalendar, hours: WorkingHours) {
      self.calendar = calendar
      self.hours = hours
    }
  }

  /// Performs an action: the only way a dossier changes.
  ///
  /// - Returns: what the caller must do besides saving.
  /// - Throws: why not; the dossier is then unchanged.
  public mutating func apply(
    _ action: Action, by actor: Actor, at moment: Moment, clockwork: Clockwork
  ) throws(Refusal) -> [Effect] {
    let edge = try edge(for: action.verb, role: actor.role)
    for requirement in edge.guards { try check(requirement, action, actor, at: moment, clockwork) }
    var next = self
    next.state = edge.to
    next.version += 1
    let effects = try next.perform(action, by: actor, from: self, at: moment, clockwork)
    if actor.role != .leader, Verb.making.contains(action.verb) { next.makers.insert(actor.person) }
    self = next
    return effects
  }

  /// Why an action would be refused; nil where it would not.
  public func refusal(
    of action: Action, by actor: Actor, at moment: Moment, clockwork: Clockwork
  ) -> Refusal? {
    var copy = self
    do throws(Refusal) {
      _ = try copy.apply(action, by: actor, at: moment, clockwork: clockwork)
      return nil
    } catch { return error }
  }

  /// Whether the table and the guards that need no input allow a verb: what a page offers as a button. Guards that
  /// ask the clock count where a moment is given.
  public func offers(_ verb: Verb, to actor: Actor, at moment: Moment? = nil) -> Bool {
    guard case .allowed(let edge) = Flow.answer(state, verb, actor.role) else { return false }
    return edge.guards.allSatisfy { requirement in
      holdsWithoutInput(requirement, actor) && (moment.map { holds(requirement, at: $0) } ?? true)
    }
  }

  /// Whether it differs from an earlier state of itself in nothing but papers and result files, so that it lies in
  /// the same lists at the same place.
  public func differsInPapersOnly(from earlier: Dossier) -> Bool {
    var same = self
    (same.version, same.papers, same.resultFiles) = (earlier.version, earlier.papers, earlier.resultFiles)
    same.makers = earlier.makers
    return same == earlier
  }

  /// Whether a person worked on the result, now or before it was handed back (decision 3).
  public func isMaker(_ person: PersonID) -> Bool { processor == person || makers.contains(person) }

  private func edge(for verb: Verb, role: Role) throws(Refusal) -> Flow.Edge {
    switch Flow.answer(state, verb, role) {
    case .allowed(let edge): return edge
    case .roleNever: throw .notForRole(verb, role)
    case .notInThisState: throw .notInState(verb, state)
    }
  }

  /// Does what an action does besides leading to its state, which is set already; `before` is the dossier as it was.
  private mutating func perform(
    _ action: Action, by actor: Actor, from before: Dossier, at moment: Moment, _ clockwork: Clockwork
  ) throws(Refusal) -> [Effect] {
    switch action {
    case .submit: return submit(at: moment, clockwork)
    case .receive(let byHand):
      points.received = actor.point
      return receive(appointmentByHand: byHand, at: moment, clockwork)
    case .forward(let person, let unit): forward(to: person, unit, by: actor, at: moment, clockwork)
    case .handBack: handBack()
    case .submitForSignOff(let person, let outcome): (signer, turns.outcome) = (person, outcome)
    case .signOff: return signOff(at: moment)
    case .takeBack: return takeBack(by: actor, at: moment)
    case .returnResult: return returnResult(at: moment)
    case .attachPaper(let id): try change(paper: id) { $0.files += 1 }
    case .removePaper(let id, let kind): try change(paper: id) { $0.drop(kind) }
    case .reusePaper(let id, let reuse): try change(paper: id) { $0.take(reuse.source.kind) }
    case .markShown(let id): try change(paper: id) { $0.isShown = true }
    case .exceptPaper(let id, let exception): try change(paper: id) { $0.exception = exception }
    case .attachResult: attachResult()
    case .removeResult: resultFiles = max(0, resultFiles - 1)
    case .exceptResult: resultExcepted = true
    case .sendBack: sendBack(from: before.state)
    case .note: break
    case .refuse: return refuse(at: moment)
    case .proposeSupplement(let items): turns.proposed = items
    case .allowSupplement: turns.isLateSupplementAllowed = true
    case .requestSupplement(let items): return requestSupplement(items, from: before, at: moment)
    case .answerSupplement(let answers): return answerSupplement(answers, at: moment, clockwork)
    case .acceptSupplement: return acceptSupplement(at: moment)
    case .reopenSupplement(let faults): return reopenSupplement(faults, at: moment)
    case .proposeStop(let code, let why, let leader):
      (signer, turns.stop) = (leader, StopProposal(code: code, why: why))
    case .stop(let code, let why): return stop(StopProposal(code: code, why: why), at: moment)
    case .withdraw: return withdraw(at: moment)
    case .returnPapers: turns.papersReturnedAt = moment
    case .demandPayment(let amount, let what): return demandPayment(amount, for: what, at: moment)
    case .recordPayment(let receipt): return recordPayment(receipt, at: moment)
    case .verify(let record): turns.verifications.append(record)
    case .extend(let id, _): return try extend(id, at: moment, clockwork)
    case .draftApology(let code, let why, let newDate):
      return try draftApology(code, why, newDate, at: moment)
    case .apologise: return apologise(at: moment)
    case .recordNotice(let notice, _, _): try recordNotice(notice, at: moment)
    case .takeOver: turns.handover = nil
    case .openStage(let order): return openStage(order, at: moment, clockwork)
    case .takeStage(let id): changeStage(id) { ($0.holder, $0.takenAt) = (actor.person, moment) }
    case .answerStage(let id, let answer, let code):
      changeStage(id) { ($0.answer, $0.resultCode, $0.closedAt) = (answer, code, moment) }
    case .reportStage(let id): changeStage(id) { $0.reportedAt = moment }
    case .closeStage(let id, _): changeStage(id) { $0.closedAt = moment }
    case .decideAtDesk(let delegation, _): return decideAtDesk(delegation, by: actor, at: moment)
    case .reassign(let person, _): reassign(to: person)
    case .correct: return correct()
    case .backdate(let milestone, let earlier, _): backdate(milestone, to: earlier, clockwork)
    case .recount: setDueDates(clockwork)
    case .sendResult: sendResult(by: actor, at: moment, clockwork)
    case .takeResult: return takeResult(at: moment)
    case .choosePickUp(let point): return choosePickUp(point, at: moment)
    case .reportError(let why): return reportError(why, at: moment)
    case .amend: return amend(at: moment)
    case .returnAmended:
      returnAmended(at: moment)
      return [.notifyApplicant(.returned)]
    }
    return []
  }

  private mutating func change(paper id: String, _ body: (inout PaperStatus) -> Void) throws(Refusal) {
    guard let index = papers.firstIndex(where: { $0.id == id }) else { throw .noSuchPaper }
    body(&papers[index])
  }
}
