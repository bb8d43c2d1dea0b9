extension Dossier {
  /// Within how long after receipt the one-stop asks for papers after review (art 19.4).
  public static let supplementTime = TimeLimit.workingDays(3)

  /// Which of the two requests would be made now.
  var phase: Supplement.Phase {
    state == .processing || state == .supplementProposed ? .afterReview : .beforeForwarding
  }

  func isSupplementInTime(at moment: Moment, _ clockwork: Clockwork) -> Bool {
    guard let clockFrom, !turns.isLateSupplementAllowed else { return true }
    let last = Deadline.compute(
      limit: Self.supplementTime, received: clockFrom, calendar: clockwork.calendar, hours: clockwork.hours)
    return moment.day <= last.due.day
  }

  /// By when the citizen must have completed the dossier; nil while nothing is awaited.
  public func waitingEnds(_ clockwork: Clockwork) -> Moment? {
    turns.openSupplement.flatMap { waitingEnds(of: $0, clockwork) }
  }

  /// By when a slip was, or is, to be answered.
  public func waitingEnds(of slip: Supplement, _ clockwork: Clockwork) -> Moment? {
    slip.requestedAt.map { from in
      Deadline.compute(
        limit: terms.policy.waitingCap, received: from, calendar: clockwork.calendar, hours: clockwork.hours
      ).due
    }
  }

  func isCapReached(at moment: Moment, _ clockwork: Clockwork) -> Bool {
    waitingEnds(clockwork).map { moment > $0 } ?? false
  }

  func answersEveryItem(_ action: Action) -> Bool {
    guard case .answerSupplement(let answers) = action else { return false }
    return answers.count == turns.openSupplement?.items.count
  }

  func faultsAnItem(_ action: Action) -> Bool {
    guard case .reopenSupplement(let faults) = action, let open = turns.openSupplement, open.answeredAt != nil
    else { return false }
    let reasons = faults.compactMap(\.self)
    return faults.count == open.items.count && !reasons.isEmpty && reasons.allSatisfy(\.saysSomething)
  }

  mutating func requestSupplement(
    _ items: [SupplementItem], from before: Dossier, at moment: Moment
  ) -> [Effect] {
    turns.supplements.append(
      Supplement(
        phase: before.phase, items: items, waits: [Supplement.Wait(from: moment)],
        wasAllowedLate: before.phase == .afterReview && turns.isLateSupplementAllowed))
    turns.proposed = []
    receptionDue = nil
    return handIn(at: moment) + [.issueSlip(.supplement), .notifyApplicant(.supplementRequested)]
  }

  /// A paper dossier that the counter does not receive was handed in all the same, and has a number to be found by.
  mutating func handIn(at moment: Moment) -> [Effect] {
    guard submittedAt == nil, receivedAt == nil else { return [] }
    submittedAt = moment
    return [.issueSubmissionNumber(day: moment.day)]
  }

  /// From now on the counter's clock runs; the processing clock as if everything were accepted, so that a slow check
  /// is not at the citizen's cost.
  mutating func answerSupplement(
    _ answers: [String], at moment: Moment, _ clockwork: Clockwork
  ) -> [Effect] {
    changeOpenSupplement { slip in
      for index in slip.items.indices {
        (slip.items[index].answer, slip.items[index].fault) = (answers[index], nil)
      }
      slip.waits[slip.waits.count - 1].to = moment
    }
    startReceptionClock(at: moment, clockwork)
    shiftAppointmentByHand(clockwork)
    setDueDates(clockwork)
    return [.notifyApplicant(.submitted)]
  }

  /// An appointment without a time to count from moves on by the working days of the wait.
  private mutating func shiftAppointmentByHand(_ clockwork: Clockwork) {
    guard terms.promised == nil, let due = judgedDue, let wait = turns.openSupplement?.waits.last,
      let answered = wait.to
    else { return }
    let pause = Deadline.Pause(from: wait.from, to: answered)
    let days = pause.workingDays(after: receivedAt?.day ?? wait.from.day, clockwork.calendar)
    set(judgedDue: clockwork.hours.closing(on: clockwork.calendar.day(days, workingDaysAfter: due.day)))
  }

  mutating func acceptSupplement(at moment: Moment) -> [Effect] {
    acceptOpenSupplement(at: moment)
    receptionDue = nil
    turns.receiptVersion += 1
    return [.issueSlip(.receipt), .notifyApplicant(.supplementAccepted)]
  }

  mutating func acceptOpenSupplement(at moment: Moment) {
    changeOpenSupplement { $0.acceptedAt = moment }
  }

  /// The same slip again, not a second request (decision 10).
  mutating func reopenSupplement(_ faults: [String?], at moment: Moment) -> [Effect] {
    changeOpenSupplement { slip in
      for index in slip.items.indices where faults[index] != nil {
        (slip.items[index].answer, slip.items[index].fault) = (nil, faults[index])
      }
      slip.waits.append(Supplement.Wait(from: moment, faults: faults))
    }
    receptionDue = nil
    return [.issueSlip(.supplement), .notifyApplicant(.supplementReopened)]
  }

  private mutating func changeOpenSupplement(_ body: (inout Supplement) -> Void) {
    guard let index = turns.supplements.lastIndex(where: { $0.acceptedAt == nil }) else { return }
    body(&turns.supplements[index])
  }
}
