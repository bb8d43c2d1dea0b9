import Testing

@testable import Workflow

/// The way of a period's figures upward (letter 003, III.2): every act in every state.
@Suite("The chain of reports") struct ReportChainTests {
  @Test("where every act fits, and where it leads")
  func acts() {
    let table: [ReportChain.Act: Set<ReportChain.State>] = [
      .confirm: [.made, .returned], .accept: [.confirmed], .sendBack: [.confirmed],
    ]
    for act in ReportChain.Act.allCases {
      for state in ReportChain.State.allCases {
        #expect(ReportChain.allows(act, state) == table[act]!.contains(state), "\(act) \(state)")
      }
    }
    #expect(ReportChain.state(after: []) == .made)
    #expect(ReportChain.state(after: [.confirm]) == .confirmed)
    #expect(ReportChain.state(after: [.confirm, .sendBack]) == .returned)
    #expect(ReportChain.state(after: [.confirm, .sendBack, .confirm, .accept]) == .accepted)
  }
}
