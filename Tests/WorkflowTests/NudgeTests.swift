import Foundation
import Testing

@testable import Workflow

/// Words from above: whom they reach, who may answer, what they leave alone.
@Suite struct NudgeTests {
  private typealias C = FlowCase

  @Test("a word reaches the desk it lies on, the counter where it is nobody's own")
  func reaches() throws {
    var dossier = C.dossier(in: .processing)
    _ = try dossier.doing(.remind(words: "Nhanh lên"), by: C.actor(.chairman))
    #expect(dossier.turns.nudges.map(\.to) == [C.specialist.person])
    var atCounter = C.dossier(in: .received)
    _ = try atCounter.doing(.remind(words: "Nhanh lên"), by: C.leader)
    #expect(atCounter.turns.nudges.map(\.to) == [nil])
  }

  @Test("nobody reminds himself")
  func ownDesk() {
    let dossier = C.dossier(in: .awaitingSignOff)
    #expect(dossier.refusal(of: .remind(words: "a"), by: C.leader) == .yourOwnDesk)
    #expect(dossier.refusal(of: .remind(words: "a"), by: C.actor(.chairman)) == nil)
  }

  @Test("the day to explain by lies ahead")
  func dayAhead() {
    let dossier = C.dossier(in: .processing)
    let today = C.now.day
    for (day, refusal) in [
      (today - 1, Refusal.answerDayTooEarly), (today, .answerDayTooEarly), (today + 1, nil),
    ] {
      #expect(dossier.refusal(of: .askExplanation(words: "a", by: day), by: C.actor(.chairman)) == refusal)
    }
  }

  @Test("whoever was asked explains, once, also after the dossier has moved on")
  func explains() throws {
    var dossier = C.dossier(in: .processing, results: 1)
    _ = try dossier.doing(.askExplanation(words: "Vì sao", by: C.now.day + 1), by: C.actor(.chairman))
    let colleague = Dossier.Actor(person: PersonID(98), role: .specialist)
    for other in [colleague, C.officer, C.leader] {
      #expect(dossier.refusal(of: .explain(1, answer: "Vì"), by: other) == .nothingToExplain)
    }
    _ = try dossier.doing(C.action(.submitForSignOff), by: C.specialist)
    let before = dossier
    _ = try dossier.doing(.explain(1, answer: "Chờ xác minh"), by: C.specialist)
    #expect(dossier.turns.nudges[0].answer == "Chờ xác minh" && dossier.turns.nudges[0].answeredAt == C.now)
    #expect(dossier.state == before.state && dossier.appointment == before.appointment)
    #expect(dossier.refusal(of: .explain(1, answer: "Vì"), by: C.specialist) == .nothingToExplain)
  }

  @Test("late once the day is over, and not after the answer")
  func late() {
    var nudge = Nudge(
      id: 1, kind: .explanation, to: nil, by: PersonID(1), words: "a", askedAt: C.now, answerBy: C.now.day + 1
    )
    #expect(!nudge.isLate(on: C.now.day + 1) && nudge.isLate(on: C.now.day + 2))
    nudge.answeredAt = C.now
    #expect(!nudge.isLate(on: C.now.day + 2))
  }

  @Test("only what is said about a dossier is no movement")
  func movement() {
    for verb in [Verb.remind, .askExplanation, .explain, .note, .recordNotice] { #expect(!verb.isMovement) }
    for verb in [Verb.forward, .attachResult, .verify, .openStage, .reassign] { #expect(verb.isMovement) }
  }

  @Test("turns stored before a kind of turn was known are read")
  func olderTurns() throws {
    let older = Data(#"{"receiptVersion":2,"proposed":[],"isLateSupplementAllowed":true}"#.utf8)
    let turns = try JSONDecoder().decode(Turns.self, from: older)
    #expect(turns.receiptVersion == 2 && turns.isLateSupplementAllowed && turns.nudges.isEmpty)
    var full = C.dossier(in: .stopProposed)
    _ = try full.doing(.remind(words: "a"), by: C.actor(.chairman))
    #expect(try JSONDecoder().decode(Turns.self, from: JSONEncoder().encode(full.turns)) == full.turns)
  }
}
