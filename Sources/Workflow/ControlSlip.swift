/// Phiếu kiểm soát quá trình giải quyết hồ sơ (art 18; rules §3.5): a received dossier's way from hand to hand as the
/// journal tells it, with the time that each hand was given and took.
public struct ControlSlip: Sendable, Hashable {
  /// An event of the journal, as far as the slip follows it.
  public struct Event: Sendable, Hashable {
    let verb: Verb
    let to: DossierState
    let role: Role
    let person: PersonID
    let toPerson: PersonID?
    let at: Moment

    /// What was done, where it led, by whom, to whom, when.
    public init(
      _ verb: Verb, to: DossierState, role: Role, person: PersonID, toPerson: PersonID? = nil, at: Moment
    ) {
      (self.verb, self.to, self.role) = (verb, to, role)
      (self.person, self.toPerson, self.at) = (person, toPerson, at)
    }
  }

  /// Who has the dossier.
  public enum Hand: Sendable, Hashable {
    /// The citizen: before receipt, while a supplement is awaited, and in the end.
    case applicant
    /// The counter; who of it is known once somebody there has acted.
    case counter(PersonID?)
    /// A specialist.
    case specialist(PersonID?)
    /// A leader.
    case leader(PersonID?)
    /// Another agency that takes part.
    case partner(AgencyID, PersonID?)

    /// Whoever it is, where known.
    public var person: PersonID? {
      switch self {
      case .applicant: nil
      case .counter(let person), .specialist(let person), .leader(let person), .partner(_, let person): person
      }
    }

    func isSameDesk(as other: Hand) -> Bool {
      switch (self, other) {
      case (.applicant, .applicant), (.counter, .counter), (.specialist, .specialist), (.leader, .leader):
        true
      default: false
      }
    }
  }

  /// From one hand to the next.
  public struct Hop: Sendable, Hashable {
    /// By which action.
    public let verb: Verb
    /// Who gave.
    public let giver: Hand
    /// Who received.
    public internal(set) var receiver: Hand
    /// When it was given.
    public internal(set) var givenAt: Moment
    /// When it was signed for; nil while it is on its way.
    public internal(set) var receivedAt: Moment?
    /// When the receiver gave it on; nil while it lies there.
    public internal(set) var leftAt: Moment?
    /// Which of the four published steps it began, 1…4; nil where the office's clock of steps does not run.
    let step: Int?
    /// By when a partner was to answer.
    let due: Moment?
  }

  /// In the order in which they were given.
  public private(set) var hops: [Hop] = []

  /// - Parameter events: the dossier's journal, oldest first.
  public init(_ dossier: Dossier, _ events: [Event]) {
    var stages = dossier.turns.stages[...]
    for event in events {
      if event.verb == .openStage, let stage = stages.popFirst() {
        partners.append(Self.hop(to: stage, by: event))
      } else {
        follow(event, isPaper: dossier.channel != .online)
      }
    }
    settle(dossier)
    hops = (hops + partners).sorted { $0.givenAt < $1.givenAt }
  }

  private var partners: [Hop] = []

  private mutating func follow(_ event: Event, isPaper: Bool) {
    guard let last = hops.indices.last else {
      if event.verb == .receive {
        add(event, from: .applicant, to: .counter(event.person), receivedAt: event.at)
      }
      return
    }
    if case .counter(nil) = hops[last].receiver, event.role == .oneStopOfficer {
      hops[last].receiver = .counter(event.person)
    }
    switch event.verb {
    case .takeOver: hops[last].receivedAt = event.at
    case .takeBack, .takeResult:
      (hops[last].receiver, hops[last].receivedAt) = (.counter(event.person), event.at)
    case .sendResult: add(event, from: hops[last].receiver, to: .counter(nil), receivedAt: nil)
    case .reassign: reassign(event, from: hops[last])
    default: if event.verb.moves { move(event, from: hops[last], isPaper: isPaper) }
    }
  }

  private mutating func move(_ event: Event, from last: Hop, isPaper: Bool) {
    guard let next = hand(after: event) else {
      hops[hops.count - 1].leftAt = event.at
      return
    }
    guard !next.isSameDesk(as: last.receiver) else { return }
    let isOnItsWay = event.verb == .signOff || (event.verb == .forward && isPaper)
    add(event, from: last.receiver, to: next, receivedAt: isOnItsWay ? nil : event.at)
  }

  /// What was on its way still is.
  private mutating func reassign(_ event: Event, from last: Hop) {
    let next: Hand =
      if case .leader = last.receiver { .leader(event.toPerson) } else { .specialist(event.toPerson) }
    add(event, from: last.receiver, to: next, receivedAt: last.receivedAt == nil ? nil : event.at)
  }

  private mutating func add(_ event: Event, from giver: Hand, to receiver: Hand, receivedAt: Moment?) {
    if let last = hops.indices.last { hops[last].leftAt = event.at }
    // Between points of one counter no step begins.
    let hasStep = receiver != .applicant && event.verb != .sendResult && (1...4).contains(event.to.step)
    let step = hasStep ? event.to.step : nil
    hops.append(
      Hop(
        verb: event.verb, giver: giver, receiver: receiver, givenAt: event.at, receivedAt: receivedAt,
        step: step, due: nil))
  }

  /// Nil where nobody has it any more.
  private func hand(after event: Event) -> Hand? {
    switch event.to {
    case .supplementingFiling, .supplementing, .returned: .applicant
    case .draft, .submitted, .received, .supplementProposed, .supplementAnswered, .signed, .atCounter:
      .counter(nil)
    case .processing: .specialist(event.toPerson ?? processor)
    case .awaitingSignOff, .stopProposed: .leader(event.toPerson)
    case .refused, .withdrawn, .stopped: nil
    }
  }

  /// The specialist who had it last.
  private var processor: PersonID? {
    for hop in hops.reversed() { if case .specialist(let person) = hop.receiver { return person } }
    return nil
  }

  /// Takes the times that a correction with a reason may have moved (decision 12) from the dossier itself.
  private mutating func settle(_ dossier: Dossier) {
    for index in hops.indices {
      switch hops[index].verb {
      case .receive:
        guard let received = dossier.receivedAt else { continue }
        (hops[index].givenAt, hops[index].receivedAt) = (received, received)
      case .signOff:
        guard let finished = dossier.finishedAt else { continue }
        if dossier.terms.resultOnPaperOnly {
          hops[index].receivedAt = finished
        } else {
          (hops[index].givenAt, hops[index - 1].leftAt) = (finished, finished)
        }
      case .returnResult:
        guard let returned = dossier.returnedAt else { continue }
        (hops[index].givenAt, hops[index].receivedAt) = (returned, returned)
        hops[index - 1].leftAt = returned
      default: break
      }
    }
  }

  private static func hop(to stage: Stage, by event: Event) -> Hop {
    let giver: Hand = event.role == .oneStopOfficer ? .counter(event.person) : .specialist(event.person)
    // Closed without an answer, there is nothing to judge.
    let isAnswered = stage.isOpen || !stage.answer.isEmpty
    return Hop(
      verb: .openStage, giver: giver, receiver: .partner(stage.agency, stage.holder), givenAt: stage.openedAt,
      receivedAt: stage.takenAt, leftAt: stage.closedAt, step: nil,
      due: isAnswered ? stage.due : nil)
  }
}

/// How something ended against its time: trước hạn, đúng hạn, quá hạn.
public enum Timeliness: String, Sendable, CaseIterable {
  /// Earlier.
  case early
  /// On the day, or the minute.
  case onTime = "on-time"
  /// Later.
  case late

  /// Days compare dates, hours compare minutes (decision 9).
  public init(_ moment: Moment, due: Moment, limit: TimeLimit) {
    let isByMinute = limit.isHourBased
    let isEarlier = isByMinute ? moment.wholeMinute < due.wholeMinute : moment.day < due.day
    let isLater = isByMinute ? moment.wholeMinute > due.wholeMinute : moment.day > due.day
    self = isEarlier ? .early : isLater ? .late : .onTime
  }
}

extension ControlSlip.Hop {
  /// From when to when a step or a partner's part took; nil while it goes on, and for the citizen's time.
  var span: (start: Moment, end: Moment)? {
    let isReturn = step == 4
    guard let end = isReturn ? receivedAt : leftAt, step != nil || due != nil else { return nil }
    return (isReturn ? givenAt : receivedAt ?? givenAt, end)
  }

  /// What a hand did with its time, once it is over.
  public struct Use: Sendable, Hashable {
    /// The time it had; nil for a partner, who had a date, and where the procedure allots none.
    public let allotted: TimeLimit?
    /// The working minutes it took.
    public let minutes: Int
    /// How that compares; nil where no time was given.
    public let timeliness: Timeliness?
  }

  /// Nil while it goes on, and for the citizen's time.
  ///
  /// The last step is over when the result lies at the counter: when it is fetched is the citizen's affair.
  ///
  /// - Parameter steps: of the procedure, in their order.
  public func use(of steps: [ProcedureStep], _ clockwork: Dossier.Clockwork) -> Use? {
    guard let (start, end) = span else { return nil }
    let allotted = step.flatMap { steps.indices.contains($0 - 1) ? steps[$0 - 1].allotted : nil }
    let minutes = clockwork.hours.workingMinutes(from: start, to: end, calendar: clockwork.calendar)
    // A partner's date is an instant.
    let limit = allotted ?? .workingHours(1)
    let last =
      due
      ?? allotted.map {
        Deadline.compute(limit: $0, received: start, calendar: clockwork.calendar, hours: clockwork.hours).due
      }
    return Use(
      allotted: allotted, minutes: minutes,
      timeliness: last.map { Timeliness(end, due: $0, limit: limit) })
  }
}
