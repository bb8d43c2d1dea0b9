import Workflow

/// When the steps of one demo dossier happen, in minutes of the simulated clock.
///
/// Steps beyond the end of the simulation do not happen: what is open today is a dossier like any other, begun
/// later.
struct DemoTimeline {
  /// The citizen began to fill in, or the counter began to receive.
  var begun: Int32
  /// Filed online; the same as `received` at the counter.
  var submitted: Int32
  var received: Int32
  var forwarded: Int32
  var toSign: Int32
  var signed: Int32
  var takenBack: Int32
  var returned: Int32
  /// The last minute of the time allowed.
  var due: Int32

  /// Whether it is finished after its time.
  var isLate: Bool { due != Self.never && signed > due }

  /// Later than any simulation.
  static let never = Int32.max

  /// Where the dossier stands at a minute.
  func state(at minute: Int) -> DossierState {
    let minute = Int32(minute)
    if minute >= returned { return .returned }
    if minute >= takenBack { return .atCounter }
    if minute >= signed { return .signed }
    if minute >= toSign { return .awaitingSignOff }
    if minute >= forwarded { return .processing }
    if minute >= received { return .received }
    return minute >= submitted ? .submitted : .draft
  }

  /// Filed online and not yet received, or not even filed.
  init(begun: Int, submitted: Int?) {
    self.begun = Int32(begun)
    self.submitted = submitted.map { Int32($0) } ?? Self.never
    (received, forwarded, toSign, signed) = (Self.never, Self.never, Self.never, Self.never)
    (takenBack, returned, due) = (Self.never, Self.never, Self.never)
  }

  /// A dossier received at a minute; nil where the time is too short to finish in.
  ///
  /// - Parameters:
  ///   - limit: the time allowed; nil where unknown.
  ///   - isLate: finished after its time, one step having waited too long.
  ///   - isPaperOnly: finished when the result lies at the counter, not when it is signed (decision 9).
  init?(
    received: Int, limit: TimeLimit?, isOnline: Bool, isLate: Bool, isPaperOnly: Bool, clock: DemoClock,
    calendar: WorkingCalendar, _ random: inout SeededRandom
  ) {
    let due = Self.due(received, limit, clock, calendar, &random)
    let room = due - 1 - received
    guard received >= DemoClock.day, isLate || room >= 8 else { return nil }
    let signed =
      isLate
      ? due + random.int(2...60) + (limit?.isHourBased == true ? 0 : DemoClock.day * random.int(0...7))
      : received + max(6, Int(Double(room) * random.between(0.2, 0.97)))
    let shares = Self.shares(isLate: isLate, &random)
    let span = Double(signed - received)
    let forwarded = received + max(1, Int(span * shares.forwarded))
    let toSign = min(signed - 1, forwarded + max(2, Int(span * shares.work)))
    let way = random.int(3...180)
    let takenBack = !isLate && isPaperOnly ? max(signed + 1, min(signed + way, due - 1)) : signed + way
    let delay = random.chance(0.9) ? random.int(5...420) : random.int(421...1500)
    let submitted = isOnline ? received - delay : received
    self.begun = Int32(submitted - (isOnline ? random.int(4...90) : 4))
    self.submitted = Int32(submitted)
    self.received = Int32(received)
    self.forwarded = Int32(forwarded)
    self.toSign = Int32(toSign)
    self.signed = Int32(signed)
    self.takenBack = Int32(takenBack)
    self.returned = Int32(takenBack + Int(Double(10 * DemoClock.day) * random.unit() * random.unit()) + 4)
    self.due = Int32(due)
  }

  /// The end of the time in minutes of the clock, which every later minute is beyond.
  private static func due(
    _ received: Int, _ limit: TimeLimit?, _ clock: DemoClock, _ calendar: WorkingCalendar,
    _ random: inout SeededRandom
  ) -> Int {
    guard let limit else { return (received / DemoClock.day + random.int(2...8)) * DemoClock.day - 30 }
    let deadline = Deadline.compute(
      limit: limit, received: clock.moment(received), calendar: calendar, hours: .standard)
    return clock.minute(of: deadline.due)
  }

  /// Which shares of the time pass before it is forwarded, and while the specialist works. What is late waited
  /// at the counter, with the specialist or with the leader.
  private static func shares(
    isLate: Bool, _ random: inout SeededRandom
  ) -> (forwarded: Double, work: Double) {
    let place = random.unit()
    if isLate, place < 0.15 { return (random.between(0.6, 0.75), 0.15) }
    if isLate, place < 0.4 { return (0.05, random.between(0.2, 0.4)) }
    return (random.between(0.02, 0.12), random.between(0.5, 0.85))
  }
}
