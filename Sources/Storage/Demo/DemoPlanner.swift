import Workflow

/// A dossier that is going to be made.
struct DemoPlan {
  let unit: Int
  let procedure: Int
  let channel: Channel
  /// The case, where the time depends on it.
  let caseName: String?
  let timeline: DemoTimeline
  /// What it takes off the straight way.
  let turn: DemoTurn?
  let seed: UInt64
  /// Filed by the first citizen's account, so that whoever signs in there finds dossiers in every state.
  var isShowcase = false
}

/// Plans which dossiers there are: where, of which procedure, in which state today, late or not.
struct DemoPlanner {
  let units: [DemoUnit]
  let procedures: [Reference.StoredProcedure]
  let clock: DemoClock
  let calendar: WorkingCalendar
  var random: SeededRandom

  private let all: Lottery<Int>
  private let counters: [Lottery<Int>]

  init(
    units: [DemoUnit], procedures: [Reference.StoredProcedure], clock: DemoClock, calendar: WorkingCalendar,
    random: SeededRandom
  ) {
    (self.units, self.procedures, self.clock, self.calendar) = (units, procedures, clock, calendar)
    self.random = random
    all = Lottery(Array(units.indices)) { units[$0].weight }
    counters = units.map { unit in
      let level: PerformingLevel = unit.commune == nil ? .district : .commune
      return Lottery(procedures.indices.filter { procedures[$0].procedure.performedBy == level }) {
        procedures[$0].procedure.demoWeight
      }
    }
  }

  /// Shares of the states that are not over. Of a small district almost half are open, so that every list shows
  /// something; of a large one some hundreds and two in a hundred, as in life.
  private static let open = Lottery<(goal: Goal, weight: Double)>(
    straight.dropLast().map { (Goal.straight($0.state), $0.weight) }
      + [
        (.turn(.awaitedAtReceipt), 3), (.turn(.proposed), 3), (.turn(.awaited), 5), (.turn(.answered), 3),
        (.turn(.stopProposed), 3),
      ], weight: \.weight)

  /// The states of the straight way.
  private static let straight: [(state: DossierState, weight: Double)] = [
    (.draft, 4), (.submitted, 7), (.received, 5), (.processing, 11), (.awaitingSignOff, 6), (.signed, 5),
    (.atCounter, 9), (.returned, 0),
  ]

  /// Where a dossier shall stand today.
  private enum Goal {
    /// On the straight way.
    case straight(DossierState)
    /// Where a turn leaves it.
    case turn(DemoTurn)

    /// The state of the straight way up to which it goes.
    var state: DossierState {
      switch self {
      case .straight(let state): state
      case .turn(let turn): turn.leaves
      }
    }

    var turn: DemoTurn? { if case .turn(let turn) = self { turn } else { nil } }
  }

  /// Every plan, in no order.
  mutating func plans(_ count: Int) -> [DemoPlan] {
    var plans = Array((count >= 100 ? showcase() : []).prefix(count))
    let openShare = min(0.45, (450 + 0.02 * Double(count)) / Double(max(count, 1)))
    plans.reserveCapacity(count)
    while plans.count < count {
      plans.append(plan(random.chance(openShare) ? Self.open.draw(&random).goal : end()))
    }
    return plans
  }

  /// One online dossier of the first citizen in every state, and what the classes of letter 002 need.
  private mutating func showcase() -> [DemoPlan] {
    let turns = DemoTurn.allCases.filter { $0.end != nil }.map(Goal.turn)
    var plans = (Self.straight.map { .straight($0.state) } + turns).compactMap { goal in
      var plan = attempt(goal, unit: 0, online: .partial ... .full)
      plan?.isShowcase = true
      return plan
    }
    for (index, unit) in units.enumerated() {
      for level in [ServiceLevel.partial, .full] where unit.practice.onlineShare(level) > 0 {
        for _ in 0..<2 {
          plans += [attempt(.straight(.returned), unit: index, online: level...level)].compactMap(\.self)
        }
      }
      if unit.practice == .zeroPercent {
        plans += [attempt(.straight(.submitted), unit: index, online: .partial ... .full)].compactMap(\.self)
      }
    }
    // The first unit was late to enter some: what their real finish was is to be shown (F004-01).
    for _ in 0..<6 {
      plans += [attempt(.straight(.returned), unit: 0, online: nil, isLate: true)].compactMap(\.self)
    }
    return plans
  }

  /// A dossier in a state; where that is not possible today, as on a Sunday for results of the same day, one that
  /// is over.
  private mutating func plan(_ goal: Goal) -> DemoPlan {
    for _ in 0..<12 {
      if let plan = attempt(goal, unit: all.draw(&random), online: nil) { return plan }
    }
    while true {
      if let plan = attempt(.straight(.returned), unit: all.draw(&random), online: nil) { return plan }
    }
  }

  private mutating func end() -> Goal {
    DemoTurn.ends.draw(&random).turn.map(Goal.turn) ?? .straight(.returned)
  }

  /// Draws a procedure and times until the dossier stands where it should; nil if it never does.
  ///
  /// - Parameter isLate: whether it is finished late; by chance where nothing is said.
  private mutating func attempt(
    _ goal: Goal, unit index: Int, online levels: ClosedRange<ServiceLevel>?, isLate: Bool? = nil
  ) -> DemoPlan? {
    let unit = units[index]
    let state = goal.state
    let isBeforeReceipt = state == .draft || state == .submitted
    if isBeforeReceipt, unit.practice == .none { return nil }
    if isBeforeReceipt, goal.turn != nil, unit.practice == .zeroPercent { return nil }
    let turn = goal.turn ?? (isBeforeReceipt ? nil : DemoTurn.onTheWay.draw(&random).turn)
    let isOnlineOnly = isBeforeReceipt || levels != nil || turn == .completedAtReceipt
    for _ in 0..<60 {
      let procedure = counters[index].draw(&random)
      let revision = procedures[procedure].procedure
      let isOnline = revision.acceptsOnlineFiling
      if isOnlineOnly {
        guard isOnline, levels?.contains(revision.level) ?? true else { continue }
        guard isBeforeReceipt || unit.practice.onlineShare(revision.level) > 0 else { continue }
      }
      let channel = channel(of: revision, at: unit, online: isOnlineOnly)
      let cases = revision.caseNames
      let caseName = cases.isEmpty || channel == .online ? nil : random.pick(cases)
      let limit = revision.time(for: channel, case: caseName)?.promised
      guard
        let timeline = timeline(
          state, unit, limit, isOnline: channel == .online, isPaperOnly: revision.isPaperOnly,
          isLate: isLate ?? (turn == nil && random.chance(state.isBeingSolved ? unit.late * 2.5 : unit.late))),
        turn?.fits(timeline, isOnline: channel == .online, isBeside: index == units.count - 1) ?? true
      else { continue }
      return DemoPlan(
        unit: index, procedure: procedure, channel: channel, caseName: caseName, timeline: timeline,
        turn: timeline.isLate && random.chance(0.5) ? .apologised : turn, seed: random.next())
    }
    return nil
  }

  private mutating func channel(
    of revision: ProcedureRevision, at unit: DemoUnit, online: Bool
  ) -> Channel {
    if online { return .online }
    if revision.acceptsOnlineFiling, random.chance(unit.practice.onlineShare(revision.level)) {
      return .online
    }
    return revision.channels.contains(.post) && random.chance(0.04) ? .post : .counter
  }

  private mutating func timeline(
    _ state: DossierState, _ unit: DemoUnit, _ limit: TimeLimit?, isOnline: Bool, isPaperOnly: Bool,
    isLate: Bool
  ) -> DemoTimeline? {
    let first = max(2, clock.minute(of: Moment(day: unit.firstDay, minuteOfDay: 0)))
    guard first < clock.now - 10 * DemoClock.day else { return nil }
    switch state {
    case .draft:
      let begun = clock.now - random.int(5...15 * DemoClock.day)
      return DemoTimeline(begun: begun, submitted: nil)
    case .submitted:
      let isForgotten = unit.practice == .zeroPercent || random.chance(0.15)
      let submitted = clock.now - (isForgotten ? random.int(500...30 * DemoClock.day) : random.int(5...420))
      return DemoTimeline(begun: submitted - random.int(4...90), submitted: submitted)
    default: break
    }
    let longest = (limit?.demoMinutes ?? 8 * DemoClock.day) + 12 * DemoClock.day
    for _ in 0..<12 {
      let received =
        state == .returned
        ? random.int(first...clock.now - 10)
        : clock.now - Int(Double(longest) * random.unit() * random.unit())
      guard received > first,
        let timeline = DemoTimeline(
          received: received, limit: limit, isOnline: isOnline, isLate: isLate, isPaperOnly: isPaperOnly,
          clock: clock, calendar: calendar, &random),
        timeline.state(at: clock.now) == state, timeline.begun > 0,
        !state.isBeingSolved || isLate == (timeline.due < clock.now)
      else { continue }
      return timeline
    }
    return nil
  }
}

extension ProcedureRevision {
  fileprivate var demoWeight: Double { DemoUnits.demand[code] ?? 1 }
}

extension TimeLimit {
  /// About how many minutes of work it spans.
  fileprivate var demoMinutes: Int {
    switch self {
    case .sameDay: DemoClock.day
    case .workingHours(let hours): hours * 60
    case .workingDays(let days): days * DemoClock.day
    case .calendarDays(let days): days * DemoClock.day * 5 / 7
    }
  }
}
