extension Dossier {
  /// Asks one question of the table.
  func check(
    _ requirement: Flow.Guard, _ action: Action, _ actor: Actor, at moment: Moment, _ clockwork: Clockwork
  ) throws(Refusal) {
    switch requirement {
    case .formComplete:
      if case .submit(let problems) = action, problems > 0 { throw .formIncomplete(problems: problems) }
    case .requiredFilesAttached:
      try demand(papers.filter { $0.isRequired && !$0.isShownOnly && $0.files == 0 })
    case .requiredPapersDigitised: try demand(papers.filter { !$0.isDigitised })
    case .requiredPapersSettled: try demand(papers.filter { !$0.isSettled })
    case .consentGiven: try hold(action.reuse?.isConsented ?? false, or: .consentMissing)
    case .reusable: try hold(action.reuse?.isAllowed ?? false, or: .notReusable)
    case .ownDesk: try hold(isOnDesk(of: actor.person), or: .notYourDesk)
    case .notOwnDesk: try hold(deskHolder != actor.person, or: .yourOwnDesk)
    case .answerDayAhead: try checkAnswerDay(action, at: moment)
    case .explanationOwed: try checkExplanation(action, actor)
    case .reasonGiven: try hold(action.reason?.saysSomething ?? false, or: .reasonMissing)
    case .outcomeReady: try hold(isOutcomeReady(action), or: .resultMissing)
    case .signedResultLacksFile: try hold(terms.resultOnPaperOnly || resultFiles == 0, or: .resultSigned)
    case .resultAttachedOrExcepted:
      try hold(resultFiles > 0 || resultExcepted || turns.outcome.isRefusal, or: .resultMissing)
    case .notProcessor: try hold(!isMaker(actor.person), or: .processedBySelf)
    case .appointmentKnown: try checkAppointment(action, at: moment)
    case .collectorNamed: try hold(action.collector?.isNamed ?? false, or: .collectorMissing)
    case .supplementUnused:
      try hold(!turns.supplements.contains { $0.phase == phase }, or: .supplementUsed)
    case .supplementInTime: try hold(isSupplementInTime(at: moment, clockwork), or: .supplementTooLate)
    case .itemsNamed: try hold(action.items?.isNamed ?? false, or: .itemsMissing)
    case .notOverdue: try hold(!isOverdue(at: moment), or: .overdue)
    case .itemsAnswered: try hold(answersEveryItem(action), or: .itemsUnanswered)
    case .itemsFaulted: try hold(faultsAnItem(action), or: .itemsUnanswered)
    case .capReached: try hold(isCapReached(at: moment, clockwork), or: .capNotReached)
    case .paymentSettled: try hold(!turns.isPaymentDue, or: .paymentDue)
    case .amountNamed: try checkAmount(action)
    case .paymentDue: try hold(turns.isPaymentDue, or: .noPaymentDue)
    case .recordComplete: try checkRecord(action, at: moment)
    case .extensionUnused: try hold(isExtensionUnused(action), or: .noExtension)
    case .apologyUnused: try hold(turns.apology?.signedAt == nil, or: .apologyUsed)
    case .apologyDrafted:
      try hold(turns.apology.map { $0.signedAt == nil } ?? false, or: .apologyMissing)
    case .takenOver: try hold(turns.handover == nil, or: .notTakenOver)
    case .inTransit: try hold(turns.handover != nil, or: .nothingToTakeOver)
    case .taskNamed: try checkTask(action)
    case .ownStage: try hold(ownStage(action, actor) != nil, or: .noSuchStage)
    case .stageOpen: try hold(openStage(action) != nil, or: .noSuchStage)
    case .stageLate: try hold(openStage(action)?.isLate(at: moment) ?? false, or: .stageInTime)
    case .stagesClosed: try hold(!turns.stages.contains(where: \.isOpen), or: .stagesOpen)
    case .deskMayDecide: try hold(terms.policy.isDelegable, or: .notDelegated)
    case .delegationNamed:
      if case .decideAtDesk(let delegation, _) = action, !delegation.saysSomething { throw .notDelegated }
    case .dayOfReceipt: try hold(receivedAt?.day == moment.day, or: .notToday)
    case .momentInOrder:
      try hold(isInOrder(action, before: moment), or: .momentOutOfOrder)
      try hold(!hidesLateness(action), or: .correctionNeeded)
    case .papersHere: try hold(turns.papersReturnedAt == nil, or: .papersReturned)
    case .otherPerson: try checkOther(action)
    case .pointKnown: try hold(isPointKnown(actor), or: .pointMissing)
    case .resultHere: try checkResultHere(action, actor)
    case .awaitedElsewhere:
      try hold(points.isElsewhere && points.transport == nil, or: .nothingToSend)
    case .onItsWayHere: try checkOnItsWayHere(actor)
    case .otherPoint: try hold(isOtherPoint(action), or: .samePoint)
    case .notOnItsWay: try hold(points.transport == nil, or: .resultOnItsWay)
    case .amendmentNone: try hold(openAmendment == nil, or: .beingAmended)
    case .amendmentSettled: try hold(!awaitsAmendment, or: .beingAmended)
    case .amendmentAwaited: try hold(awaitsAmendment, or: .noAmendment)
    case .amendmentReady: try hold(isAmendmentReady, or: .resultMissing)
    case .amendmentSigned: try hold(openAmendment.map { !$0.awaitsSignature } ?? false, or: .noAmendment)
    }
  }

  /// Whether a guard holds as far as it depends on neither input nor clock.
  func holdsWithoutInput(_ requirement: Flow.Guard, _ actor: Actor) -> Bool {
    switch requirement {
    case .ownDesk: isOnDesk(of: actor.person)
    case .notOwnDesk: deskHolder != actor.person
    case .explanationOwed: turns.nudges.contains { owes($0, actor) }
    case .signedResultLacksFile: terms.resultOnPaperOnly || resultFiles == 0
    case .supplementUnused: !turns.supplements.contains { $0.phase == phase }
    case .itemsFaulted: turns.openSupplement?.answeredAt != nil
    case .paymentDue: turns.isPaymentDue
    case .amountNamed: !turns.isPaymentDue
    case .apologyUnused: turns.apology?.signedAt == nil
    case .apologyDrafted: turns.apology.map { $0.signedAt == nil } ?? false
    case .extensionUnused: terms.policy.extensions.contains { !turns.extended.contains($0.id) }
    case .takenOver: turns.handover == nil
    case .inTransit: turns.handover != nil
    case .ownStage: turns.stages.contains { $0.isOpen && $0.agency == actor.agency }
    case .stageOpen, .stageLate: turns.stages.contains(where: \.isOpen)
    case .deskMayDecide: terms.policy.isDelegable
    case .papersHere: turns.papersReturnedAt == nil
    case .awaitedElsewhere: points.isElsewhere && points.transport == nil
    case .onItsWayHere: points.transport != nil && actor.point == points.pickUp
    case .notOnItsWay: points.transport == nil
    case .amendmentNone: openAmendment == nil
    case .amendmentSettled: !awaitsAmendment
    case .amendmentAwaited: awaitsAmendment
    case .amendmentReady: isAmendmentReady
    case .amendmentSigned: openAmendment.map { !$0.awaitsSignature } ?? false
    default: true
    }
  }

  /// Whether a guard holds as far as it asks the clock.
  func holds(_ requirement: Flow.Guard, at moment: Moment) -> Bool {
    switch requirement {
    case .dayOfReceipt: receivedAt?.day == moment.day
    case .notOverdue: !isOverdue(at: moment)
    case .stageLate: turns.stages.contains { $0.isOpen && $0.isLate(at: moment) }
    default: true
    }
  }

  private func hold(_ isTrue: Bool, or refusal: Refusal) throws(Refusal) {
    guard isTrue else { throw refusal }
  }

  private func demand(_ missing: [PaperStatus]) throws(Refusal) {
    guard missing.isEmpty else { throw .papersMissing(missing.map(\.name)) }
  }

  func isOnDesk(of person: PersonID) -> Bool {
    switch desk {
    case .specialist(let holder), .leader(let holder): holder == person
    case .applicant, .counter, .nobody: true
    }
  }

  private func isOutcomeReady(_ action: Action) -> Bool {
    if case .submitForSignOff(_, .refused(_, let why)) = action { return why.saysSomething }
    let isRefusal = action.verb == .signOff && turns.outcome.isRefusal
    return resultFiles > 0 || terms.resultOnPaperOnly || isRefusal
  }

  private func checkAppointment(_ action: Action, at moment: Moment) throws(Refusal) {
    guard terms.promised == nil else { return }
    guard case .receive(let byHand?) = action else { throw .appointmentMissing }
    guard byHand > moment else { throw .appointmentBeforeReceipt }
  }

  private func checkAmount(_ action: Action) throws(Refusal) {
    try hold(!turns.isPaymentDue, or: .noPaymentDue)
    if case .demandPayment(let amount, _) = action { try hold(amount > 0, or: .amountMissing) }
  }

  private func checkRecord(_ action: Action, at moment: Moment) throws(Refusal) {
    guard case .verify(let record) = action else { return }
    try hold(record.isComplete, or: .recordIncomplete)
    try hold(record.at <= moment && record.at >= receivedAt ?? moment, or: .momentOutOfOrder)
  }

  private func checkTask(_ action: Action) throws(Refusal) {
    guard case .openStage(let order) = action else { return }
    try hold(order.task.saysSomething, or: .taskMissing)
    try hold(order.agency != unit, or: .noSuchStage)
  }

  private func checkOther(_ action: Action) throws(Refusal) {
    guard case .reassign(let person, _) = action else { return }
    try hold(person != (state == .processing ? processor : signer), or: .sameDesk)
    try hold(state == .processing || !isMaker(person), or: .processedBySelf)
  }
}

extension Action {
  /// Who receives something by it.
  var collector: Collector? {
    switch self {
    case .returnResult(let collector), .returnPapers(let collector), .returnAmended(let collector): collector
    default: nil
    }
  }

  /// What it takes over from an earlier dossier.
  var reuse: Reuse? {
    if case .reusePaper(_, let reuse) = self { reuse } else { nil }
  }

  /// What it asks to be completed.
  var items: [SupplementItem]? {
    switch self {
    case .proposeSupplement(let items), .requestSupplement(let items): items
    default: nil
    }
  }
}

extension [SupplementItem] {
  /// Whether a slip can carry them.
  fileprivate var isNamed: Bool { !isEmpty && allSatisfy(\.isComplete) }
}
