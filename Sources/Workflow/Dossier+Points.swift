extension Dossier {
  /// At which point its doer sits is known, where the agency has several.
  func isPointKnown(_ actor: Actor) -> Bool { points.pickUp == nil || actor.point != nil }

  /// A result is handed out, and leaves, where it lies. To the account it goes as a file, from anywhere.
  func checkResultHere(_ action: Action, _ actor: Actor) throws(Refusal) {
    if case .returnResult(let collector) = action, collector.relation == .account { return }
    guard let result = points.result else { return }
    guard points.transport == nil else { throw .resultOnItsWay }
    guard actor.point == result else { throw .resultElsewhere(result) }
  }

  /// The receiver signs where it is picked up.
  func checkOnItsWayHere(_ actor: Actor) throws(Refusal) {
    guard points.transport != nil else { throw .nothingToTakeOver }
    guard let pickUp = points.pickUp, actor.point == pickUp else { throw .notYourPoint }
  }

  func isOtherPoint(_ action: Action) -> Bool {
    guard case .choosePickUp(let point) = action else { return false }
    return point != points.pickUp
  }

  mutating func sendResult(by actor: Actor, at moment: Moment, _ clockwork: Clockwork) {
    points.transport = Handover(
      giver: actor.person, givenAt: moment, due: Handover.due(from: moment, clockwork))
  }

  mutating func takeResult(at moment: Moment) -> [Effect] {
    (points.result, points.transport) = (points.pickUp, nil)
    return [readyNotice(at: moment)]
  }

  /// What is printed on a receipt is true: it is issued anew. Where the result lies there already, it is ready.
  mutating func choosePickUp(_ point: PointID, at moment: Moment) -> [Effect] {
    points.pickUp = point
    var effects: [Effect] = []
    if receivedAt != nil {
      turns.receiptVersion += 1
      effects = [.issueSlip(.receipt), .notifyApplicant(.pickUpMoved)]
    }
    return points.result == point ? effects + [readyNotice(at: moment)] : effects
  }

  /// What the citizen is told when the result is where he picks it up.
  func readyNotice(at moment: Moment) -> Effect {
    let isEarly = appointment.map { moment.day < $0.day } ?? false
    return .notifyApplicant(isEarly ? .readyEarly : .ready)
  }
}
