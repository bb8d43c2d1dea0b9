import Testing
import Workflow

/// Every way a dossier can go, walked to the end: all actions by all roles from a draft on, until nothing new comes.
@Suite("Reachable states: no answered dossier runs on inside") struct ReachableTests {
  typealias C = FlowCase

  /// What two dossiers must share to go on alike.
  private struct Kind: Hashable {
    let state: DossierState
    let slips: [Supplement.Phase]
    let isSlipOpen: Bool
    let isAnswered: Bool
    let isPaymentDue: Bool
    let apology: Bool?
    let isInTransit: Bool
    let openStages: Int
    let isRefusal: Bool
    let resultFiles: Int
    let isSubmitted: Bool
    let pickUp: PointID?
    let result: PointID?
    let isResultOnItsWay: Bool
    let amendment: [Bool]

    init(_ dossier: Dossier) {
      let turns = dossier.turns
      state = dossier.state
      slips = turns.supplements.map(\.phase)
      isSlipOpen = turns.openSupplement != nil
      isAnswered = turns.openSupplement?.answeredAt != nil
      isPaymentDue = turns.isPaymentDue
      apology = turns.apology.map { $0.signedAt != nil }
      isInTransit = turns.handover != nil
      openStages = turns.stages.filter(\.isOpen).count
      isRefusal = turns.outcome.isRefusal
      resultFiles = min(dossier.resultFiles, 1)
      isSubmitted = dossier.submittedAt != nil
      (pickUp, result) = (dossier.points.pickUp, dossier.points.result)
      isResultOnItsWay = dossier.points.transport != nil
      amendment = dossier.openAmendment.map { [$0.files > 0, $0.signedAt != nil] } ?? []
    }
  }

  private struct Step {
    let before: Dossier
    let after: Dossier
    let verb: Verb
    let effects: [Effect]
  }

  private static let refusal = Action.submitForSignOff(
    to: C.leader.person, outcome: .refused(.notEligible, why: "Không đủ điều kiện"))
  private static let actions: [Action] =
    Verb.allCases.filter { $0 != .openStage }.map { C.action($0) } + [refusal, .openStage(C.order)]

  /// Walks everything, with the waiting cap of no days so that a stop comes within reach.
  private static func walk(_ channel: Channel, seen body: (Step) -> Void) -> Set<DossierState> {
    let start = Dossier(
      draft: DossierID(1), channel: channel, agency: C.agency,
      terms: Dossier.Terms(
        legal: .workingDays(30), committed: nil, resultOnPaperOnly: false,
        policy: Dossier.Policy(waitingCap: .workingHours(1), extensions: C.extensions, isDelegable: true)),
      papers: [C.paper(files: 1)])
    var seen: Set = [Kind(start)]
    var open = [start]
    while let dossier = open.popLast() {
      for action in actions {
        for role in Role.allCases {
          guard case .allowed = Flow.answer(dossier.state, action.verb, role) else { continue }
          var next = dossier
          // A day later each time, so that caps and stages run out.
          let now = Moment(seconds: C.now.seconds + Int64(dossier.version) * 3_600)
          guard
            let effects = try? next.apply(
              action, by: C.actor(role), at: now, clockwork: C.clockwork)
          else { continue }
          body(Step(before: dossier, after: next, verb: action.verb, effects: effects))
          if next.turns.stages.filter(\.isOpen).count <= 1, seen.insert(Kind(next)).inserted {
            open.append(next)
          }
        }
      }
    }
    return Set(seen.map(\.state))
  }

  /// Everything that some step breaks; empty is good. Collected, since an expectation for each of so many steps would
  /// take minutes.
  private static func faults(_ channel: Channel, _ check: (Step) -> [(Bool, String)]) -> [String] {
    var faults: Set<String> = []
    var steps = 0
    let states = walk(channel) { step in
      steps += 1
      for (holds, fault) in check(step) where !holds {
        faults.insert("\(step.before.state) \(step.verb) \(step.after.state): \(fault)")
      }
    }
    if steps < 5_000 { faults.insert("only \(steps) steps") }
    if states != Set(DossierState.allCases) { faults.insert("not all states are reached") }
    return faults.sorted()
  }

  /// Rules §15: the national status moves along these edges; 0 is none.
  private static let legal: [Int: Set<Int>] = [
    0: [1, 2, 3, 5], 1: [1, 2, 3, 5, 6, 7], 2: [2, 4, 5, 6, 7], 4: [4, 5, 6, 7, 8, 9],
    5: [1, 2, 4, 5, 6, 7, 3], 6: [1, 2, 4, 5, 6, 7, 3, 8, 9], 9: [9, 10], 10: [10], 3: [3], 7: [7], 8: [8],
  ]
  /// But for these: handed back it is received again; the delegated desk decides at once (art 17.5); the cap ends a
  /// wait (decision 10).
  private static let exceptions: [Verb: [Int]] = [
    .handBack: [4, 2], .decideAtDesk: [2, 9], .stop: [5, 8],
  ]

  @Test(
    "what was answered to the citizen is over inside, in every reachable dossier, and the national status follows",
    arguments: [Channel.online, .counter])
  func nothingRunsOn(_ channel: Channel) {
    let last: Set<Notice> = [.refused, .stopped, .withdrawn, .returned]
    let faults = Self.faults(channel) { step in
      let (after, turns) = (step.after, step.after.turns)
      let isTold = step.effects.contains {
        if case .notifyApplicant(let notice) = $0 { last.contains(notice) } else { false }
      }
      let isOver = after.state.isClosed
      let (from, to) = (step.before.nationalStatus ?? 0, after.nationalStatus ?? 0)
      return [
        (!isTold || isOver, "answered, and not over"),
        ((after.desk == .nobody) == isOver, "on a desk and over, or on none"),
        (!isOver || !after.isBeingSolved, "the clock runs on"),
        (!isOver || !turns.stages.contains(where: \.isOpen), "a stage runs on"),
        (!isOver || turns.handover == nil, "paper is on its way"),
        (after.points.transport == nil || after.state == .atCounter, "a result is on its way"),
        (!isOver || !turns.isPaymentDue, "a fee is due"),
        (!isOver || turns.apology.map { $0.signedAt != nil } ?? true, "a letter waits for its signature"),
        ((after.receivedAt != nil) == (after.lateFrom != nil), "received without a date to be judged by"),
        (isOver || after.isBeingSolved == after.state.isBeingSolved, "solved and not solved"),
        (
          after.state == .draft || after.state.awaitsApplicant == (after.desk == .applicant),
          "waiting for the citizen, and not"
        ),
        (
          isOver || after.state.awaitsApplicant == (turns.openSupplement?.isAwaited ?? false),
          "a slip without a wait, or a wait without"
        ),
        ((to == 0) == (after.state == .draft), "no national status"),
        (
          from == to || Self.legal[from]!.contains(to) || Self.exceptions[step.verb] == [from, to],
          "national status \(from) → \(to)"
        ),
      ]
    }
    #expect(faults == [])
  }
}
