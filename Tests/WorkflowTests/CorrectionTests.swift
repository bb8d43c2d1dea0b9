import Testing

@testable import Workflow

/// Two pairs of eyes on every correction (F004-02, decision 17): every act in every state by everybody.
@Suite("Corrections of dossiers late only in the software (F004-02)") struct CorrectionTests {
  typealias Act = Correction.Act
  private static let states: [Correction.State?] = [nil] + Correction.State.allCases
  private static let (worker, proposer, supporter, other) = (
    PersonID(1), PersonID(2), PersonID(3), PersonID(4)
  )
  private static let people = Correction.People(staff: [worker], proposer: proposer, supporter: supporter)

  @Test("where every act leads from every state")
  func states() {
    let table: [Act: [Correction.State?: Correction.State]] = [
      .propose: [nil: .proposed, .refused: .proposed, .withdrawn: .proposed],
      .support: [.proposed: .supported],
      .approve: [.supported: .approved], .refuse: [.proposed: .refused, .supported: .refused],
      .withdraw: [.proposed: .withdrawn, .supported: .withdrawn],
    ]
    for act in Act.allCases {
      for state in Self.states {
        #expect(
          Correction.next(act, from: state) == table[act]?[state], "\(act) \(String(describing: state))")
      }
    }
  }

  @Test("nobody acts in another's part, whatever else he is", arguments: Act.allCases)
  func parts(_ act: Act) {
    let needed: [Act: Set<Correction.Part>] = [
      .propose: [.officer, .head], .support: [.head], .approve: [.overseer],
    ]
    for state in Self.states where Correction.next(act, from: state) != nil {
      for part in Correction.Part.allCases {
        let hindrance = Correction.hindrance(act, from: state, by: Self.other, as: [part], Self.people)
        let fits: Bool =
          switch act {
          case .refuse: part == (state == .proposed ? .head : .overseer)
          case .withdraw: false
          default: needed[act]!.contains(part)
          }
        #expect(hindrance == (fits ? nil : .part), "\(act) \(part)")
      }
    }
  }

  @Test("proposer, approver and the dossier's own staff are different people; so is who supports")
  func eyes() {
    let all = Set(Correction.Part.allCases)
    func hindrance(_ act: Act, _ state: Correction.State?, _ person: PersonID) -> Correction.Hindrance? {
      Correction.hindrance(act, from: state, by: person, as: all, Self.people)
    }
    #expect(hindrance(.propose, nil, Self.worker) == .ownDossier)
    #expect(hindrance(.propose, nil, Self.other) == nil)
    #expect(hindrance(.support, .proposed, Self.proposer) == .ownProposal)
    // In a commune the head who supports has mostly signed the dossier; the office above has not.
    #expect(hindrance(.support, .proposed, Self.worker) == nil)
    #expect(hindrance(.approve, .supported, Self.worker) == .ownDossier)
    #expect(hindrance(.approve, .supported, Self.proposer) == .ownProposal)
    #expect(hindrance(.approve, .supported, Self.supporter) == .ownProposal)
    #expect(hindrance(.approve, .supported, Self.other) == nil)
    #expect(hindrance(.withdraw, .supported, Self.proposer) == nil)
    for act in Act.allCases { #expect(hindrance(act, .approved, Self.other) == .state) }
  }
}
