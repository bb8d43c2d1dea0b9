extension Dossier {
  /// The instant from which the processing clock counts: the receipt, or under the policy of restart the moment at
  /// which the completed dossier came in again (art 19.4).
  public var clockFrom: Moment? {
    guard terms.policy.supplementClock == .restart else { return receivedAt }
    return waits.compactMap(\.to).last ?? receivedAt
  }

  /// The times in which the processing clock stood still; none under the policy of restart, which counts anew.
  public var pauses: [Deadline.Pause] {
    guard terms.policy.supplementClock == .pause else { return [] }
    return waits.compactMap { wait in wait.to.map { Deadline.Pause(from: wait.from, to: $0) } }
  }

  /// The waits for supplements since receipt.
  public var waits: [Supplement.Wait] {
    guard let receivedAt else { return [] }
    return turns.supplements.flatMap(\.waits).filter { $0.from >= receivedAt }
  }

  /// How a time runs from receipt, and then each extension that was granted from where the time before ended; the last
  /// is what is due. Empty before receipt.
  public func deadlines(of limit: TimeLimit, _ clockwork: Clockwork) -> [Deadline] {
    guard let clockFrom else { return [] }
    let whole = Deadline.compute(
      limit: limit, received: clockFrom, pauses: pauses, calendar: clockwork.calendar, hours: clockwork.hours)
    return turns.extended.reduce(into: [whole]) { chain, id in
      guard let granted = terms.policy.extensions.first(where: { $0.id == id }) else { return }
      chain.append(
        Deadline.compute(
          limit: granted.time, received: chain[chain.count - 1].due, calendar: clockwork.calendar,
          hours: clockwork.hours))
    }
  }

  /// Counts the due dates again; an apology that was signed keeps its date where that is later. An appointment set
  /// by hand has nothing to be counted from and stays.
  mutating func setDueDates(_ clockwork: Clockwork) {
    if let legal = terms.legal { legalDue = deadlines(of: legal, clockwork).last?.due }
    guard let promised = terms.promised else { return }
    set(judgedDue: deadlines(of: promised, clockwork).last?.due)
  }

  /// What it would be if its dates were counted by another calendar or other shifts.
  public func recounted(_ clockwork: Clockwork) -> Dossier {
    var copy = self
    copy.setDueDates(clockwork)
    return copy
  }

  /// Sets the date by which reports judge, and with it the appointment.
  mutating func set(judgedDue due: Moment?) {
    judgedDue = due
    appointment = due
    guard let due, let apology = turns.apology, apology.signedAt != nil else { return }
    appointment = max(due, apology.newDate)
  }

  /// Whether the time by which reports judge is over at a moment.
  public func isOverdue(at moment: Moment) -> Bool { lateFrom.map { moment >= $0 } ?? false }

  mutating func submit(at moment: Moment, _ clockwork: Clockwork) -> [Effect] {
    submittedAt = moment
    startReceptionClock(at: moment, clockwork)
    return [.issueSubmissionNumber(day: moment.day), .notifyApplicant(.submitted)]
  }

  /// Starts the clock in which the counter answers (rules §1.3).
  mutating func startReceptionClock(at moment: Moment, _ clockwork: Clockwork) {
    receptionDue =
      Deadline.reception(submitted: moment, calendar: clockwork.calendar, hours: clockwork.hours).due
  }

  mutating func receive(
    appointmentByHand byHand: Moment?, at moment: Moment, _ clockwork: Clockwork
  ) -> [Effect] {
    receivedAt = moment
    acceptOpenSupplement(at: moment)
    set(judgedDue: byHand)
    setDueDates(clockwork)
    return [.issueCode(day: moment.day), .issueSlip(.receipt), .notifyApplicant(.received)]
  }

  mutating func signOff(at moment: Moment) -> [Effect] {
    if resultFiles > 0 || turns.outcome.isRefusal { finishedAt = moment }
    return [.notifyApplicant(turns.outcome.isRefusal ? .refusedAfterReview : .signed)]
  }

  /// The citizen is told when the result lies where he picks it up.
  mutating func takeBack(by actor: Actor, at moment: Moment) -> [Effect] {
    if finishedAt == nil { finishedAt = moment }
    points.result = actor.point
    return points.isElsewhere ? [] : [readyNotice(at: moment)]
  }

  mutating func returnResult(at moment: Moment) -> [Effect] {
    returnedAt = moment
    returnAmended(at: moment)
    return [.notifyApplicant(.returned)]
  }
}
