import Testing

@testable import Workflow

/// Every state, with all that decides besides it: what is missing, or that it is over.
@Suite struct LackTests {
  private static let allFacts: [Lack.Facts] = (0..<64).map { bits in
    var facts = Lack.Facts()
    facts.hasResult = bits & 1 != 0
    facts.isInTransit = bits & 2 != 0
    facts.isAtPartner = bits & 4 != 0
    facts.isPaymentDue = bits & 8 != 0
    facts.isElsewhere = bits & 16 != 0
    facts.isDamaged = bits & 32 != 0
    return facts
  }

  @Test("something is missing exactly while a dossier is filed and not over")
  func total() {
    for state in DossierState.allCases {
      for facts in Self.allFacts {
        #expect((Lack.of(state, facts) == nil) == (state == .draft || state.isClosed), "\(state) \(facts)")
      }
    }
  }

  @Test("every lack is that of some dossier")
  func reached() {
    let found = DossierState.allCases.flatMap { state in Self.allFacts.compactMap { Lack.of(state, $0) } }
    #expect(Set(found) == Set(Lack.allCases))
  }

  @Test("what a specialist's desk waits for: his signature for the paper, then others, then himself")
  func processing() {
    var facts = Lack.Facts()
    #expect(Lack.of(.processing, facts) == .result)
    facts.hasResult = true
    #expect(Lack.of(.processing, facts) == .submission)
    facts.isAtPartner = true
    #expect(Lack.of(.processing, facts) == .partner)
    facts.isInTransit = true
    #expect(Lack.of(.processing, facts) == .takeOver)
  }

  @Test("a lost file comes before everything else")
  func damaged() {
    for state in DossierState.allCases where state != .draft && !state.isClosed {
      var facts = Lack.Facts()
      facts.isDamaged = true
      facts.hasResult = true
      #expect(Lack.of(state, facts) == .file, "\(state)")
    }
  }

  @Test("what the counter's result waits for: the way there, the fee, the citizen")
  func atCounter() {
    var facts = Lack.Facts()
    #expect(Lack.of(.atCounter, facts) == .collection)
    facts.isPaymentDue = true
    #expect(Lack.of(.atCounter, facts) == .fee)
    facts.isElsewhere = true
    #expect(Lack.of(.atCounter, facts) == .transport)
  }
}
