import Testing

@testable import Workflow

/// The index of QĐ 766: weights of the six groups, formulas at their bounds (rules §7), what has no source (decision 16).
@Suite struct ServiceIndexTests {
  private typealias Metric = ServiceIndex.Metric

  @Test("the six groups have 18, 20, 12, 10, 18, 22 points, 100 together")
  func weights() {
    let points = ServiceIndex.Group.allCases.map { group in
      Metric.allCases.filter { $0.group == group }.reduce(0) { $0 + $1.maximum }
    }
    #expect(points == [18, 20, 12, 10, 18, 22])
  }

  @Test(
    "each metric's points in proportion, none beyond its maximum",
    arguments: [
      (Metric.contentFull, ServiceIndex.Count.complete, ServiceIndex.Count.published, 150),
      (.onTime, .inTime, .received, 1_500), (.offered, .offered, .published, 188),
      (.used, .used, .offered, 300), (.online, .online, .arisen, 600),
      (.petitionsOnTime, .answeredOnTime, .demanded, 450),
      (.petitionsContent, .answersContent, .answersRated, 450), (.satisfied, .satisfied, .ratings, 500),
      (.results, .results, .finished, 450), (.papers, .digitised, .papers, 300),
      (.reused, .reused, .papers, 188),
    ])
  func points(
    metric: ServiceIndex.Metric, part: ServiceIndex.Count, whole: ServiceIndex.Count, at75: Int
  ) {
    func hundredths(_ share: Int) -> Int? {
      ServiceIndex.Facts([part: share, whole: 100, .answered: 100]).hundredths(metric)
    }
    #expect(hundredths(75) == at75)
    #expect(hundredths(0) == 0)
    #expect(hundredths(100) == metric.maximum * 100)
    #expect(hundredths(metric.target) == metric.maximum * 100, "the target has all of the points")
    #expect(hundredths(metric.target - 1)! < metric.maximum * 100)
  }

  @Test("what has no source or nothing to measure leaves points and maximum; an empty register has all")
  func nothing() {
    let none = ServiceIndex.Facts()
    for metric in Metric.allCases {
      let expected: [Metric: Int] = [.petitionsOnTime: 600, .petitionsContent: 600]
      #expect(none.hundredths(metric) == expected[metric], "\(metric)")
    }
    let sourceless = Metric.allCases.filter { none.share($0) == nil }
    #expect(sourceless.count == 10 && sourceless.reduce(0) { $0 + $1.maximum } == 36)
    #expect(none.score().maximum == 12 && none.score().tenthsOfPercent == 1_000)
    #expect(none.score(.payment).maximum == 0 && none.score(.payment).tenthsOfPercent == nil)
  }

  @Test("answers that nobody rated have no satisfaction; dossiers that nobody rated have none of its points")
  func unrated() {
    #expect(ServiceIndex.Facts([.answered: 3]).hundredths(.petitionsContent) == nil)
    #expect(ServiceIndex.Facts([.finished: 3]).hundredths(.satisfied) == 0)
  }

  @Test("agencies together are counted together, not averaged")
  func together() {
    let small = ServiceIndex.Facts([.inTime: 1, .received: 1])
    let large = ServiceIndex.Facts([.inTime: 0, .received: 9])
    #expect((small + large).hundredths(.onTime) == 200)
    #expect((small + large).score(.progress).tenthsOfPercent == 100)
  }
}
