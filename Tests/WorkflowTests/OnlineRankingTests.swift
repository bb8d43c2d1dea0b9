import Testing

@testable import Workflow

/// The classes of letter 002 (F002-01, decision 15): total, in their order.
@Suite struct OnlineRankingTests {
  typealias Standing = OnlineRanking.Standing

  private func standing(_ arisen: Int, _ online: Int, _ handled: Int, target: Int?) -> Standing {
    Standing(
      services: 3, active: arisen > 0 ? 1 : 0,
      counts: OnlineRanking.Counts(arisen: arisen, online: online, handled: handled, assisted: 0),
      target: target.flatMap { OnlineRanking.Share(tenths: $0) })
  }

  /// By hand, from the words of decision 15.
  @Test(
    "a unit's class",
    arguments: [
      ((10, 0, 0), (10, 0, 0), .noOnline), ((0, 0, 0), (0, 0, 0), .noOnline),
      ((10, 8, 7), (10, 5, 5), .bothMet), ((10, 8, 7), (10, 5, 4), .onlyThreeMet),
      ((10, 8, 7), (0, 0, 0), .onlyThreeMet), ((10, 3, 0), (10, 2, 0), .zero), ((10, 1, 0), (0, 0, 0), .zero),
      ((10, 8, 6), (10, 5, 5), .underway), ((10, 1, 1), (10, 0, 0), .underway),
    ] as [((Int, Int, Int), (Int, Int, Int), OnlineRanking.Class)])
  func classes(three: (Int, Int, Int), four: (Int, Int, Int), expected: OnlineRanking.Class) {
    #expect(
      OnlineRanking.Class(
        three: standing(three.0, three.1, three.2, target: 700),
        four: standing(four.0, four.1, four.2, target: 500)) == expected)
  }

  @Test("no target is never met; a target of 0 % is met by any dossier, by none it is not")
  func targets() {
    #expect(!standing(10, 10, 10, target: nil).isMet && !standing(0, 0, 0, target: 0).isMet)
    #expect(standing(10, 0, 0, target: 0).isMet)
    #expect(standing(3, 2, 2, target: 666).isMet && !standing(3, 2, 2, target: 667).isMet)
    #expect(standing(3, 2, 2, target: 667).rate?.vietnamese == "66,6 %")
  }

  /// Every combination of a small world has one class, and each class is that of some unit.
  @Test("total, and criticised exactly where nothing was processed online")
  func total() {
    var found: Set<OnlineRanking.Class> = []
    let small = (0...3).flatMap { arisen in
      (0...arisen).flatMap { online in (0...online).map { (arisen, online, $0) } }
    }
    for three in small {
      for four in small {
        let (one, other) = (
          standing(three.0, three.1, three.2, target: 500), standing(four.0, four.1, four.2, target: 300)
        )
        let kind = OnlineRanking.Class(three: one, four: other)
        found.insert(kind)
        #expect(kind.isCriticised == (three.2 + four.2 == 0), "\(three) \(four)")
      }
    }
    #expect(found == Set(OnlineRanking.Class.allCases))
  }

  @Test(
    "percent as people write it",
    arguments: [
      ("70", 700), ("70%", 700), ("62,5 %", 625), ("62.5", 625), ("0", 0), ("100", 1_000), ("70,0", 700),
      ("100,1", nil), ("-1", nil), ("", nil), ("%", nil), ("7,", nil), (",5", nil), ("62,55", nil),
      ("1e2", nil),
      ("٧٠", nil), ("1000", nil), ("7 0", nil),
    ] as [(String, Int?)])
  func percent(text: String, tenths: Int?) {
    #expect(OnlineRanking.Share(percent: text)?.tenths == tenths)
  }
}
