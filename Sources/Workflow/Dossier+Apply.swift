extension Dossier {
  /// Who acts, in which capacity.
  public struct Actor: Sendable, Hashable {
    /// The person.
    public let person: PersonID
    /// The capacity.
    public let role: Role

    /// A person acting in a role; whether the role covers this dossier is `Rights`' question.
    public init(person: PersonID, role: Role) {
      self.person = person
      self.role = role
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
    for requirement in edge.guards { try check(requirement, action, actor, at: moment) }
    var next = self
    let effects = try next.perform(action, at: moment, clockwork)
    if actor.role == .specialist, action.verb == .attachResult || action.verb == .submitForSignOff {
      next.makers.insert(actor.person)
    }
    next.state = edge.to
    next.version += 1
    self = next
    return effects
  }

  /// Whether the table and the guards that need no input allow a verb now: what a page offers as a button.
  public func offers(_ verb: Verb, to actor: Actor) -> Bool {
    guard case .allowed(let edge) = Flow.answer(state, verb, actor.role) else { return false }
    if edge.guards.contains(.ownDesk), !isOnDesk(of: actor.person) { return false }
    return !edge.guards.contains(.signedResultLacksFile) || terms.resultOnPaperOnly || resultFiles == 0
  }

  /// Whether it differs from an earlier state of itself in nothing but papers and result files, so that it lies in
  /// the same lists at the same place.
  public func differsInPapersOnly(from earlier: Dossier) -> Bool {
    var same = self
    (same.version, same.papers, same.resultFiles) = (earlier.version, earlier.papers, earlier.resultFiles)
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

  private func isOnDesk(of person: PersonID) -> Bool {
    switch desk {
    case .specialist(let holder), .leader(let holder): holder == person
    case .applicant, .counter, .nobody: true
    }
  }

  private func check(
    _ requirement: Flow.Guard, _ action: Action, _ actor: Actor, at moment: Moment
  ) throws(Refusal) {
    switch requirement {
    case .formComplete:
      if case .submit(let problems) = action, problems > 0 { throw .formIncomplete(problems: problems) }
    case .requiredFilesAttached:
      try refuse(papers.filter { $0.isRequired && !$0.isShownOnly && $0.files == 0 })
    case .requiredPapersDigitised:
      try refuse(papers.filter { !$0.isDigitised })
    case .requiredPapersSettled:
      try refuse(papers.filter { !$0.isSettled })
    case .ownDesk:
      guard isOnDesk(of: actor.person) else { throw .notYourDesk }
    case .reasonGiven:
      guard let reason = action.reason, reason.contains(where: { !$0.isWhitespace }) else {
        throw .reasonMissing
      }
    case .resultAttached:
      guard resultFiles > 0 || terms.resultOnPaperOnly else { throw .resultMissing }
    case .signedResultLacksFile:
      guard terms.resultOnPaperOnly || resultFiles == 0 else { throw .resultSigned }
    case .resultAttachedOrExcepted:
      guard resultFiles > 0 || resultExcepted else { throw .resultMissing }
    case .notProcessor:
      guard !isMaker(actor.person) else { throw .processedBySelf }
    case .appointmentKnown:
      try checkAppointment(action, at: moment)
    case .collectorNamed:
      guard case .returnResult(let collector) = action, !collector.name.isEmpty, !collector.identity.isEmpty
      else { throw .collectorMissing }
    }
  }

  private func refuse(_ missing: [PaperStatus]) throws(Refusal) {
    guard missing.isEmpty else { throw .papersMissing(missing.map(\.name)) }
  }

  private func checkAppointment(_ action: Action, at moment: Moment) throws(Refusal) {
    guard terms.committed == nil, terms.legal == nil else { return }
    guard case .receive(let byHand?) = action else { throw .appointmentMissing }
    guard byHand > moment else { throw .appointmentBeforeReceipt }
  }

  private mutating func perform(
    _ action: Action, at moment: Moment, _ clockwork: Clockwork
  ) throws(Refusal) -> [Effect] {
    switch action {
    case .submit:
      submittedAt = moment
      receptionDue = due(.reception, from: moment, clockwork)
      return [.issueSubmissionNumber(day: moment.day), .notifyApplicant(.submitted)]
    case .receive(let byHand):
      receivedAt = moment
      legalDue = terms.legal.map { due($0, from: moment, clockwork) }
      appointment = terms.committed.map { due($0, from: moment, clockwork) } ?? legalDue ?? byHand
      return [.issueCode(day: moment.day), .notifyApplicant(.received)]
    case .forward(let person, let unit):
      processor = person
      self.unit = unit
    case .handBack:
      processor = nil
      unit = agency
    case .submitForSignOff(let person):
      signer = person
    case .signOff:
      if resultFiles > 0 { finishedAt = moment }
      return [.notifyApplicant(.signed)]
    case .takeBack:
      if finishedAt == nil { finishedAt = moment }
      return [.notifyApplicant(.ready)]
    case .returnResult:
      returnedAt = moment
      return [.notifyApplicant(.returned)]
    case .attachPaper(let id):
      try change(paper: id) { $0.files += 1 }
    case .removePaper(let id):
      try change(paper: id) { $0.files = max(0, $0.files - 1) }
    case .markShown(let id):
      try change(paper: id) { $0.isShown = true }
    case .exceptPaper(let id, let exception):
      try change(paper: id) { $0.exception = exception }
    case .attachResult:
      resultFiles += 1
    case .removeResult:
      resultFiles = max(0, resultFiles - 1)
    case .exceptResult:
      resultExcepted = true
    case .sendBack, .note:
      break
    }
    return []
  }

  private func due(_ limit: TimeLimit, from moment: Moment, _ clockwork: Clockwork) -> Moment {
    Deadline.compute(limit: limit, received: moment, calendar: clockwork.calendar, hours: clockwork.hours)
      .due
  }

  private mutating func change(paper id: String, _ body: (inout PaperStatus) -> Void) throws(Refusal) {
    guard let index = papers.firstIndex(where: { $0.id == id }) else { throw .noSuchPaper }
    body(&papers[index])
  }
}
