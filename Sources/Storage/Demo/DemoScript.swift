import Workflow

/// What is done to a demo dossier, step by step; each step is one or more actions of the real flow.
enum DemoStep {
  /// A draft is begun.
  case begin
  /// The citizen fills in the form and attaches the papers.
  case fillIn
  /// The citizen files.
  case submit
  /// A specialist tries to receive and is refused (F001-06).
  case tryToReceive
  /// The counter attaches, ticks or excepts the papers.
  case takePapers
  /// The counter receives.
  case receive
  /// The counter ticks or excepts what an online filing could not show.
  case settlePapers
  /// To the specialist, and back to the counter with a reason.
  case forward, handBack
  /// The specialist signs for the paper.
  case takeOver
  /// An internal note.
  case note
  /// The result is drafted, and drafted anew after the leader sent it back.
  case attachResult, replaceResult
  /// To the leader, and back with a reason.
  case submitForSignOff, sendBack
  /// Signed.
  case signOff
  /// A result on paper is scanned, or excepted, at the counter.
  case scanResult
  /// The result at the counter, and with the citizen.
  case takeBack, returnResult
  /// Between two points, where it is picked up elsewhere.
  case sendResult, takeResult
  /// Off the straight way.
  case turn(DemoTurnStep)
}

/// The steps of a plan with their times, those beyond the end left out.
struct DemoScript {
  private(set) var steps: [(at: Moment, step: DemoStep)] = []
  private let plan: DemoPlan
  private let isPaperOnly: Bool
  private let clock: DemoClock
  private var random: SeededRandom
  /// When the next step of the straight way can be at the earliest.
  private var earliest = Moment(seconds: 0)

  init(_ plan: DemoPlan, paperOnly: Bool, clock: DemoClock, until: Moment, _ random: inout SeededRandom) {
    (self.plan, isPaperOnly, self.clock) = (plan, paperOnly, clock)
    self.random = SeededRandom(random.next())
    if isPaper { addCounter() } else { addFiling() }
    if plan.timeline.received != DemoTimeline.never { addOffice() }
    putInOrder()
    steps.removeAll { $0.at > until }
  }

  private var times: DemoTimeline { plan.timeline }
  private var isPaper: Bool { plan.channel != .online }

  // MARK: Filing

  private mutating func addCounter() {
    add(.begin, clock.moment(Int(times.begun), second: random.int(0...59)))
    add(.takePapers, clock.moment(Int(times.begun) + 1, second: random.int(0...59)))
  }

  /// The citizen's part, often in the evening before.
  private mutating func addFiling() {
    let begun = clock.moment(Int(times.begun), second: random.int(0...59))
    let evening: Int64 =
      random.chance(0.4)
      ? Int64(begun.minuteOfDay + 24 * 60 - random.int(18 * 60 + 30...22 * 60)) * 60 : 0
    add(.begin, Moment(seconds: begun.seconds - evening))
    let isGivenUp = times.submitted == DemoTimeline.never && random.chance(0.3)
    if !isGivenUp { add(.fillIn, Moment(seconds: begun.seconds - evening + Int64(random.int(90...200)))) }
    guard times.submitted != DemoTimeline.never else { return }
    let submitted = clock.moment(Int(times.submitted), second: random.int(0...59))
    add(.submit, Moment(seconds: submitted.seconds - evening))
    if random.chance(0.02) { add(.tryToReceive, Moment(seconds: submitted.seconds + 30)) }
    switch plan.turn {
    case .awaitedAtReceipt: add(.requestSupplement, at(times.submitted, 0.5, to: now))
    case .completedAtReceipt:
      add(.requestSupplement, at(times.submitted, 0.3, to: times.received))
      add(.answerSupplement, at(times.submitted, 0.7, to: times.received))
    default: break
    }
  }

  // MARK: The office

  private mutating func addOffice() {
    guard plan.turn != .refusedAtDoor else { return addEnd(.refuse, at: times.received) }
    add(.receive, at(times.received))
    add(.settlePapers, at(times.received, 0.9, to: times.forwarded))
    add(.forward, at(times.forwarded))
    if isPaper {
      add(.takeOver, at(times.forwarded + min(30, (min(times.toSign, now) - times.forwarded) / 20)))
    }
    addTurn()
    guard plan.turn?.end == nil else { return }
    if plan.turn == nil, random.chance(0.03) { addHandBack() }
    if random.chance(0.12) { add(.note, at(times.forwarded, 0.85, to: times.toSign)) }
    if plan.turn == .refusedAfterReview {
      add(.submitRefusal, at(times.toSign))
    } else {
      if !isPaperOnly { add(.attachResult, at(times.forwarded, 0.9, to: times.toSign)) }
      add(.submitForSignOff, at(times.toSign))
      if plan.turn == nil, random.chance(0.04) { addSendBack() }
    }
    add(.signOff, at(times.signed))
    add(.takeBack, at(times.takenBack))
    if isPaperOnly, plan.turn != .refusedAfterReview {
      add(.scanResult, at(times.takenBack, 0.2, to: times.returned))
    }
    add(.sendResult, at(times.takenBack, 0.3, to: times.returned))
    add(.takeResult, at(times.takenBack, 0.6, to: times.returned))
    add(.returnResult, at(times.returned))
  }

  /// Back to the counter and forth again.
  private mutating func addHandBack() {
    add(.handBack, at(times.forwarded, 0.2, to: times.toSign))
    add(.forward, at(times.forwarded, 0.3, to: times.toSign))
    if isPaper { add(.takeOver, at(times.forwarded, 0.32, to: times.toSign)) }
  }

  /// From the leader to the specialist and forth again.
  private mutating func addSendBack() {
    add(.sendBack, at(times.toSign, 0.3, to: times.signed))
    if !isPaperOnly { add(.replaceResult, at(times.toSign, 0.6, to: times.signed)) }
    add(.submitForSignOff, at(times.toSign, 0.7, to: times.signed))
  }

  private mutating func addTurn() {
    let (begun, ended) = (times.forwarded, times.toSign)
    switch plan.turn {
    case .completedAfterReview, .proposed, .awaited, .answered: addSupplement()
    case .apologised: addApology()
    case .paid:
      add(.demandPayment, at(begun, 0.1, to: ended))
      add(.recordPayment, at(begun, 0.6, to: ended))
    case .verified: add(.verify, at(begun, 0.4, to: ended))
    case .consulted:
      add(.openStage, at(begun, 0.15, to: ended))
      add(.takeStage, at(begun, 0.3, to: ended))
      add(.answerStage, at(begun, 0.7, to: ended))
    case .withdrawn: addEnd(.withdraw, at: begun + (ended - begun) / 3)
    case .stopped:
      add(.proposeStop, at(begun, 0.4, to: ended))
      addEnd(.stop, at: begun + (ended - begun) * 4 / 5)
    case .stopProposed: add(.proposeStop, at(begun, 0.6, to: now))
    case nil, .completedAtReceipt, .awaitedAtReceipt, .refusedAtDoor, .refusedAfterReview: break
    }
  }

  /// After review, in the first two days (art 19.4); whoever completes it has the rest of the time.
  private mutating func addSupplement() {
    let ended = min(times.toSign, now)
    let asked = min(ended, times.received + Int32(2 * DemoClock.day))
    add(.proposeSupplement, at(times.forwarded, 0.3, to: asked))
    guard plan.turn != .proposed else { return }
    let requested = times.forwarded + (asked - times.forwarded) / 2
    add(.requestSupplement, at(requested))
    guard plan.turn != .awaited else { return }
    guard plan.turn != .answered else { return add(.answerSupplement, at(requested, 0.9, to: ended)) }
    add(.answerSupplement, at(requested, 0.3, to: ended))
    add(.acceptSupplement, at(requested, 0.5, to: ended))
    add(.forward, at(requested, 0.6, to: ended))
    if isPaper { add(.takeOver, at(requested, 0.62, to: ended)) }
  }

  /// Two days before the time is over, or as soon as somebody has it; where there is no room, nobody apologises.
  private mutating func addApology() {
    let drafted = max(times.forwarded + 5, times.due - Int32(2 * DemoClock.day))
    guard drafted < times.signed - 12 else { return }
    let signed = drafted + min(Int32(DemoClock.day / 2), (times.signed - drafted) / 3)
    add(.draftApology(by: drafted < times.toSign ? .specialist : .leader), at(drafted))
    add(.apologise, at(signed))
    if isPaper, random.chance(0.85) { add(.tellApology, at(signed, 0.4, to: times.signed)) }
  }

  /// Most citizens take their papers back at once.
  private mutating func addEnd(_ step: DemoTurnStep, at minute: Int32) {
    add(step, at(minute))
    if isPaper, random.chance(0.7) { add(.returnPapers, at(minute + Int32(random.int(3...400)))) }
  }

  // MARK: Time

  private var now: Int32 { Int32(clock.now) }

  private func at(_ minute: Int32, _ share: Double = 0, to later: Int32 = 0) -> Moment {
    clock.moment(Int(minute) + (share == 0 ? 0 : Int(Double(later - minute) * share)))
  }

  /// On the straight way no step comes before the one that was added before it.
  private mutating func add(_ step: DemoStep, _ moment: Moment) {
    steps.append((max(moment, earliest), step))
    earliest = Moment(seconds: max(moment, earliest).seconds + 7)
  }

  /// Off it one may lie before steps that were added already, but not before what it follows from.
  private mutating func add(_ step: DemoTurnStep, _ moment: Moment) {
    steps.append((max(moment, earliest), .turn(step)))
  }

  /// Each step comes after the one before, by at least some seconds; of two at the same time the one that was added
  /// first.
  private mutating func putInOrder() {
    let sorted = steps.enumerated().sorted { ($0.element.at, $0.offset) < ($1.element.at, $1.offset) }
    var last: Int64?
    steps = sorted.map { _, element in
      let moment = Moment(seconds: max(element.at.seconds, last.map { $0 + 7 } ?? element.at.seconds))
      last = moment.seconds
      return (moment, element.step)
    }
  }
}
