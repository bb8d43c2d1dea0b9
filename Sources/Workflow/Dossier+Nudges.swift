extension Dossier {
  /// Whom a word about it reaches now: the holder of the desk it lies on; nil at the counter.
  public var deskHolder: PersonID? {
    switch desk {
    case .specialist(let person), .leader(let person): person
    case .applicant, .counter, .nobody: nil
    }
  }

  mutating func nudge(
    _ kind: Nudge.Kind, _ words: String, answerBy: Day?, by person: PersonID, at moment: Moment
  ) {
    turns.nudges.append(
      Nudge(
        id: turns.nudges.count + 1, kind: kind, to: deskHolder, by: person, words: words, askedAt: moment,
        answerBy: answerBy))
  }

  mutating func explain(_ id: Int, _ answer: String, by person: PersonID, at moment: Moment) {
    guard let index = turns.nudges.firstIndex(where: { $0.id == id }) else { return }
    turns.nudges[index].answer = answer
    turns.nudges[index].answeredBy = person
    turns.nudges[index].answeredAt = moment
  }

  /// Whether an actor owes an explanation: the one who was asked, or any officer where the counter was.
  func owes(_ nudge: Nudge, _ actor: Actor) -> Bool {
    nudge.isOwed && (nudge.to.map { $0 == actor.person } ?? (actor.role == .oneStopOfficer))
  }

  func checkExplanation(_ action: Action, _ actor: Actor) throws(Refusal) {
    guard case .explain(let id, _) = action else { return }
    guard turns.nudges.contains(where: { $0.id == id && owes($0, actor) }) else { throw .nothingToExplain }
  }

  func checkAnswerDay(_ action: Action, at moment: Moment) throws(Refusal) {
    guard case .askExplanation(_, let day) = action, day <= moment.day else { return }
    throw .answerDayTooEarly
  }
}
