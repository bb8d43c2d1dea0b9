import Testing

@testable import Workflow

/// Every standing of a unit's task, and what may be done in it (F002-03).
@Suite struct DirectiveTests {
  private static let due = Day(year: 2021, month: 4, day: 25)

  @Test(
    "how a task stands: the day itself is in time", arguments: [false, true],
    [nil] + Directive.Verdict.allCases)
  func standings(hasReply: Bool, verdict: Directive.Verdict?) {
    for offset in -1...1 {
      let standing = Directive.standing(
        hasReply: hasReply, verdict: verdict, due: Self.due, today: Self.due + offset)
      let expected: Directive.Standing =
        if verdict == .accepted { .accepted } else if hasReply && verdict == nil { .replied } else {
          offset > 0 ? .overdue : .awaited
        }
      #expect(standing == expected)
    }
  }

  @Test("every act in every standing")
  func acts() {
    let table: [Directive.Act: Set<Directive.Standing>] = [
      .reply: [.awaited, .overdue, .replied], .accept: [.replied], .sendBack: [.replied],
    ]
    for act in Directive.Act.allCases {
      for standing in Directive.Standing.allCases {
        #expect(Directive.allows(act, standing) == table[act]!.contains(standing), "\(act) \(standing)")
      }
    }
  }
}
