extension Dossier {
  /// The open stage an action names, or for a partner's file the one of his agency.
  func openStage(_ action: Action) -> Stage? {
    switch action {
    case .takeStage(let id), .answerStage(let id, _, _), .reportStage(let id), .closeStage(let id, _):
      turns.stages.first { $0.id == id && $0.isOpen }
    default: nil
    }
  }

  func ownStage(_ action: Action, _ actor: Actor) -> Stage? {
    guard action.verb == .attachResult else {
      return openStage(action).flatMap { $0.agency == actor.agency ? $0 : nil }
    }
    return turns.stages.first { $0.isOpen && $0.agency == actor.agency }
  }

  mutating func openStage(_ order: StageOrder, at moment: Moment, _ clockwork: Clockwork) -> [Effect] {
    let due = Deadline.compute(
      limit: order.limit, received: moment, calendar: clockwork.calendar, hours: clockwork.hours
    ).due
    turns.stages.append(
      Stage(
        id: turns.stages.count + 1, kind: order.kind, agency: order.agency, task: order.task,
        openedAt: moment,
        due: due, answer: "", resultCode: ""))
    return order.kind == .consultation ? [] : [.issueSlip(.transfer)]
  }

  mutating func changeStage(_ id: Int, _ body: (inout Stage) -> Void) {
    guard let index = turns.stages.firstIndex(where: { $0.id == id }) else { return }
    body(&turns.stages[index])
  }
}
