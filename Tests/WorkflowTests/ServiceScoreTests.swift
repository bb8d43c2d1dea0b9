import Testing

@testable import Workflow

/// The nine indicators of TT 01/2018 art 13, their sums (art 14) and classes (art 15).
@Suite struct ServiceScoreTests {
  private typealias Indicator = ServiceScore.Indicator

  private static func at(_ day: Int, _ hour: Int = 9, _ minute: Int = 0) -> Moment {
    Moment(day: Day(year: 2026, month: 10, day: day), minuteOfDay: hour * 60 + minute)
  }

  private static func facts(
    _ day: Int, _ hour: Int = 9, _ change: (inout ServiceScore.Facts) -> Void = { _ in }
  )
    -> ServiceScore.Facts
  {
    var facts = ServiceScore.Facts(finished: at(day, hour))
    change(&facts)
    return facts
  }

  @Test(
    "1 and 7: shorter 2, equal 1, longer 0; days compare dates, hours minutes",
    arguments: [(14, 2), (15, 1), (16, 0)])
  func time(day: Int, mark: Int) {
    let days = Self.facts(day, 16) {
      $0.legal = (Self.at(15, 17), .workingDays(5))
      $0.promised = (Self.at(15, 17), .workingDays(5))
    }
    #expect(days.mark(.legalTime) == mark && days.mark(.attitude) == mark)
    let hours = Self.facts(15, 9 + day - 15) { $0.legal = (Self.at(15, 9), .workingHours(4)) }
    #expect(hours.mark(.legalTime) == mark)
    let both = Self.facts(day, 16) {
      $0.legal = (Self.at(20, 17), .workingDays(8))
      $0.promised = (Self.at(15, 17), .workingDays(5))
    }
    #expect(both.mark(.legalTime) == 2 && both.mark(.attitude) == mark, "the law's time and the promised one")
  }

  @Test("what nothing is known of has no mark (decision 16)")
  func unknown() {
    let none = Self.facts(15)
    for indicator in Indicator.allCases {
      let expected: [Indicator: Int] = [.contacts: 2, .places: 1]
      #expect(none.mark(indicator) == expected[indicator], "\(indicator)")
    }
  }

  @Test("2: the worst of those who took part", arguments: Timeliness.allCases, Timeliness.allCases)
  func parts(one: Timeliness, other: Timeliness) {
    let marks: [Timeliness: Int] = [.early: 2, .onTime: 1, .late: 0]
    let facts = Self.facts(15) { $0.parts = [.early, one, other] }
    #expect(facts.mark(.unitTimes) == min(marks[one]!, marks[other]!))
  }

  @Test(
    "3: asked for a supplement never 2, once 1, more often 0", arguments: [(0, 2), (1, 1), (2, 0), (5, 0)])
  func contacts(requests: Int, mark: Int) {
    #expect(Self.facts(15) { $0.requests = requests }.mark(.contacts) == mark)
    #expect(Self.facts(15) { $0.isWithoutVisit = true }.mark(.places) == 2)
  }

  @Test(
    "5: the share of the level done at the counter 2, all received there 1",
    arguments: [
      (Agency.Kind.commune, 10, 10, 12, 2), (.commune, 9, 10, 12, 0), (.commune, 0, 12, 12, 1),
      (.district, 5, 10, 12, 2), (.district, 4, 10, 10, 1), (.province, 2, 10, 20, 2),
      (.province, 1, 10, 20, 0),
      (.commune, 0, 0, 12, 0),
    ])
  func desk(kind: Agency.Kind, whole: Int, received: Int, all: Int, mark: Int) {
    #expect(ServiceScore.desk(whole: whole, received: received, all: all, at: kind) == mark)
    #expect(ServiceScore.desk(whole: 0, received: 0, all: 0, at: kind) == nil)
  }

  @Test("6: posted and published 2, one of them 1")
  func publication() {
    #expect(ServiceScore.publication(posted: 10, published: 10) == 2)
    #expect(ServiceScore.publication(posted: 9, published: 10) == 1)
    #expect(ServiceScore.publication(posted: 0, published: 0) == nil)
  }

  @Test(
    "8: none or all in time 2, from 90 % 1, less or one dragged on 0",
    arguments: [(0, 0, 0, 2), (7, 7, 0, 2), (10, 9, 0, 1), (10, 8, 0, 0), (10, 10, 1, 0), (0, 0, 1, 0)])
  func petitions(demanded: Int, onTime: Int, prolonged: Int, mark: Int) {
    #expect(ServiceScore.petitions(demanded: demanded, onTime: onTime, prolonged: prolonged) == mark)
  }

  @Test(
    "9: 20 % of procedures and 30 % of dossiers 2, from 15 % 1; one late 0",
    arguments: [
      (20, 100, 30, 100, 0, 2), (19, 100, 30, 100, 0, 1), (50, 100, 29, 100, 0, 1), (50, 100, 15, 100, 0, 1),
      (50, 100, 14, 100, 0, 0), (50, 100, 80, 100, 1, 0), (0, 100, 80, 100, 0, 0),
    ])
  func online(offered: Int, published: Int, online: Int, arisen: Int, late: Int, mark: Int) {
    #expect(
      ServiceScore.online(offered: offered, published: published, online: online, arisen: arisen, late: late)
        == mark)
    #expect(ServiceScore.online(offered: 5, published: 0, online: 0, arisen: 9, late: 0) == nil)
    #expect(ServiceScore.online(offered: 5, published: 9, online: 0, arisen: 0, late: 0) == nil)
  }

  @Test(
    "art 14: sum by number, one decimal, halves upward",
    arguments: [(5, 3, 17), (1, 4, 3), (1, 20, 1), (1, 21, 0)])
  func tenths(sum: Int, count: Int, tenths: Int) {
    #expect(ServiceScore.tenths(sum: sum, count: count) == tenths)
    #expect(ServiceScore.tenths(sum: 0, count: 0) == nil)
  }

  @Test("art 15: classes of agencies on 18 points, at their thresholds")
  func agencies() {
    let steps: [(Int, ServiceScore.AgencyClass)] = [
      (180, .excellent), (150, .excellent), (149, .good), (120, .good), (119, .fair), (90, .fair),
      (89, .average),
      (60, .average), (59, .weak), (0, .weak),
    ]
    for (points, expected) in steps {
      let marks = [points] + Array(repeating: 0, count: 8)
      #expect(ServiceScore.AgencyClass(ServiceScore.Total(marks)) == expected, "\(points)")
    }
    // Nobody is excellent by what little is known of him: more than half of the points must have been there to have.
    #expect(ServiceScore.AgencyClass(ServiceScore.Total([20, 20, 20, 20] + [nil])) == nil)
    #expect(ServiceScore.AgencyClass(ServiceScore.Total([20, 20, 20, 20, 20] + [nil])) == .excellent)
  }

  @Test("art 15: classes of officers on 10 points, in proportion where an indicator is left out")
  func officers() {
    let steps: [(Int, ServiceScore.OfficerClass)] = [(50, .all), (49, .most), (35, .most), (34, .less)]
    for (points, expected) in steps {
      #expect(ServiceScore.OfficerClass(ServiceScore.Total([points, 0, 0, 0, 0])) == expected, "\(points)")
    }
    // Three points of six are as five of ten.
    #expect(ServiceScore.OfficerClass(ServiceScore.Total([10, 10, 10, nil, nil])) == .all)
    #expect(ServiceScore.OfficerClass(ServiceScore.Total([10, 10, 9, nil, nil])) == .most)
    #expect(ServiceScore.OfficerClass(ServiceScore.Total([20, 20, nil, nil, nil])) == nil)
  }
}
