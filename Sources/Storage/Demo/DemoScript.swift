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
}

/// The steps of a plan with their times, those beyond the end left out.
struct DemoScript {
  private(set) var steps: [(at: Moment, step: DemoStep)] = []

  init(_ plan: DemoPlan, paperOnly: Bool, clock: DemoClock, until: Moment, _ random: inout SeededRandom) {
    let times = plan.timeline
    if plan.channel == .online {
      addFiling(times, clock, &random)
    } else {
      add(.begin, clock.moment(Int(times.begun), second: random.int(0...59)))
      add(.takePapers, clock.moment(Int(times.begun) + 1, second: random.int(0...59)))
    }
    if times.received != DemoTimeline.never {
      addOffice(times, paperOnly: paperOnly, isPaper: plan.channel != .online, clock, &random)
    }
    steps.removeAll { $0.at > until }
  }

  /// The citizen's part, often in the evening before.
  private mutating func addFiling(
    _ times: DemoTimeline, _ clock: DemoClock, _ random: inout SeededRandom
  ) {
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
  }

  private mutating func addOffice(
    _ times: DemoTimeline, paperOnly: Bool, isPaper: Bool, _ clock: DemoClock, _ random: inout SeededRandom
  ) {
    func at(_ minute: Int32, _ share: Double = 0, to later: Int32 = 0) -> Moment {
      let minute = Int(minute) + (share == 0 ? 0 : Int(Double(later - minute) * share))
      return clock.moment(minute)
    }
    add(.receive, at(times.received))
    add(.settlePapers, at(times.received, 0.9, to: times.forwarded))
    add(.forward, at(times.forwarded))
    if isPaper { add(.takeOver, at(times.forwarded, 0.05, to: times.toSign)) }
    if random.chance(0.03) {
      add(.handBack, at(times.forwarded, 0.2, to: times.toSign))
      add(.forward, at(times.forwarded, 0.3, to: times.toSign))
      if isPaper { add(.takeOver, at(times.forwarded, 0.32, to: times.toSign)) }
    }
    if random.chance(0.12) { add(.note, at(times.forwarded, 0.5, to: times.toSign)) }
    if !paperOnly { add(.attachResult, at(times.forwarded, 0.9, to: times.toSign)) }
    add(.submitForSignOff, at(times.toSign))
    if random.chance(0.04) {
      add(.sendBack, at(times.toSign, 0.3, to: times.signed))
      if !paperOnly { add(.replaceResult, at(times.toSign, 0.6, to: times.signed)) }
      add(.submitForSignOff, at(times.toSign, 0.7, to: times.signed))
    }
    add(.signOff, at(times.signed))
    add(.takeBack, at(times.takenBack))
    if paperOnly { add(.scanResult, at(times.takenBack, 0.2, to: times.returned)) }
    add(.returnResult, at(times.returned))
  }

  /// Each step comes after the one before, by at least some seconds.
  private mutating func add(_ step: DemoStep, _ moment: Moment) {
    let earliest = steps.last.map { $0.at.seconds + 7 } ?? moment.seconds
    steps.append((Moment(seconds: max(moment.seconds, earliest)), step))
  }
}
