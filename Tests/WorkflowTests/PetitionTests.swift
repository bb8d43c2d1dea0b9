import Testing

@testable import Workflow

/// Every act on a petition in every state by everybody, and its day (TT 01/2018 art 13, indicators 7 and 8).
@Suite struct PetitionTests {
  /// Where an act leads; what has no line is refused.
  private static let table: [String: Petition.State] = [
    "answer head open": .answered, "extend head open": .open, "pass-on head open": .open,
    "decline head open": .declined, "withdraw petitioner open": .withdrawn,
    "rate petitioner answered": .answered,
  ]

  @Test("act × part × state", arguments: Petition.Act.allCases, Petition.Part.allCases)
  func acts(act: Petition.Act, part: Petition.Part) {
    for state in Petition.State.allCases {
      let line = "\(act.rawValue) \(part.rawValue) \(state.rawValue)"
      #expect(Petition.next(act, from: state, by: part, Petition.Past()) == Self.table[line], "\(line)")
    }
  }

  @Test("its day is moved once, its answer rated once; nothing else is closed by that")
  func once() {
    let past = Petition.Past(isExtended: true, isRated: true)
    for act in Petition.Act.allCases {
      for part in Petition.Part.allCases {
        for state in Petition.State.allCases {
          let usual = Petition.next(act, from: state, by: part, Petition.Past())
          let expected = act == .extend || act == .rate ? nil : usual
          #expect(Petition.next(act, from: state, by: part, past) == expected)
        }
      }
    }
  }

  @Test(
    "its day: working days after the day of receipt, over Quốc khánh and the day swapped for it; on the day itself it is in time"
  )
  func due() {
    let calendar = Reference.calendar
    let day = Petition.due(receivedOn: Day(year: 2026, month: 8, day: 28), within: 3, calendar)
    #expect(day == Day(year: 2026, month: 9, day: 7))
    #expect(!Petition.isLate(answeredOn: day, due: day) && Petition.isLate(answeredOn: day + 1, due: day))
  }
}
