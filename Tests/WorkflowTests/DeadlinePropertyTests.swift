import Foundation
import Testing
import Workflow

/// Random deadlines against the naive office. `MOTCUA_CASES` asks for more of them, `MOTCUA_SEED` for others.
@Suite("Deadlines agree with a naive model")
struct DeadlinePropertyTests {
  static let cases = setting("MOTCUA_CASES") ?? 24_000
  static let seed = UInt64(setting("MOTCUA_SEED") ?? 2_018)

  static func setting(_ name: String) -> Int? {
    ProcessInfo.processInfo.environment[name].flatMap { Int($0) }
  }

  @Test("with the default shifts")
  func standardHours() {
    let allYear = NaiveOffice.Minutes([(420, 690), (810, 1_020)])
    let office = NaiveOffice { _, _ in allYear }
    compare(.standard, office, count: Self.cases / 2, seed: Self.seed)
  }

  @Test("with summer and winter shifts")
  func seasonalHours() throws {
    let summer = WorkingHours.Season(
      from: try #require(MonthDay("04-16")), shifts: try shifts("06:30-11:00 14:00-17:30"))
    let winter = WorkingHours.Season(
      from: try #require(MonthDay("10-16")), shifts: try shifts("07:30-11:30 13:00-16:30"))
    let hours = try WorkingHours(seasons: [summer, winter])
    let summerMinutes = NaiveOffice.Minutes([(390, 660), (840, 1_050)])
    let winterMinutes = NaiveOffice.Minutes([(450, 690), (780, 990)])
    let office = NaiveOffice { month, day in
      (month, day) >= (4, 16) && (month, day) < (10, 16) ? summerMinutes : winterMinutes
    }
    compare(hours, office, count: Self.cases / 2, seed: Self.seed + 1)
  }

  private func shifts(_ text: String) throws -> [Shift] {
    try text.split(separator: " ").map { try #require(Shift(String($0))) }
  }

  private func compare(_ hours: WorkingHours, _ office: NaiveOffice, count: Int, seed: UInt64) {
    var random = SplitMix(state: seed)
    var differences = 0
    for _ in 0..<count where differences < 5 {
      let sample = Sample(office, &random)
      let found = sample.found(hours)
      let expected = sample.expected(office)
      if found != expected {
        differences += 1
        Issue.record("\(office.text(sample.received)) \(sample.limit): \(found) instead of \(expected)")
      }
    }
  }
}

/// A received moment, a limit and a later look at it.
private struct Sample {
  var received: NaiveOffice.Instant
  var limit: TimeLimit
  var seen: NaiveOffice.Instant
  var receivedText: String
  var seenText: String

  static let edges = [0, 419, 420, 689, 690, 691, 809, 810, 899, 900, 901, 1_019, 1_020, 1_021, 1_439]

  /// Received from July 2017 to June 2031, so that cases also cross both ends of the tables.
  init(_ office: NaiveOffice, _ random: inout SplitMix) {
    let day = random.below(14 * 365) + 912
    received = NaiveOffice.Instant(day: day, minute: Self.minute(&random))
    seen = NaiveOffice.Instant(
      day: day + random.below(random.below(12) == 0 ? 60 : 5), minute: Self.minute(&random))
    limit =
      switch random.below(8) {
      case 0...2: .workingDays(1 + random.below(random.below(4) == 0 ? 300 : 20))
      case 3...5: .workingHours(1 + random.below(random.below(8) == 0 ? 120 : 20))
      case 6: .calendarDays(1 + random.below(random.below(4) == 0 ? 365 : 30))
      default: .sameDay
      }
    receivedText = office.text(received)
    seenText = office.text(seen)
  }

  private static func minute(_ random: inout SplitMix) -> Int {
    random.below(2) == 0 ? edges[random.below(edges.count)] : random.below(1_440)
  }

  struct Answer: Equatable {
    var due: String
    var lateness: Lateness
    var minutes: Int
  }

  func expected(_ office: NaiveOffice) -> Answer {
    let due = office.due(limit, received: received)
    return Answer(
      due: office.text(due), lateness: office.lateness(due: due, limit: limit, at: seen),
      minutes: office.minutes(from: received, to: seen))
  }

  func found(_ hours: WorkingHours) -> Answer {
    let calendar = Reference.calendar
    let (received, seen) = (moment(receivedText), moment(seenText))
    let deadline = Deadline.compute(limit: limit, received: received, calendar: calendar, hours: hours)
    recount(deadline, hours)
    return Answer(
      due: deadline.due.iso, lateness: deadline.lateness(at: seen, calendar: calendar),
      minutes: hours.workingMinutes(from: received, to: seen, calendar: calendar))
  }

  /// Counts the due date again from the printed lines alone.
  private func recount(_ deadline: Deadline, _ hours: WorkingHours) {
    let lines = deadline.explanation(calendar: Reference.calendar, hours: hours)
    guard let recounted = Recount(lines, limit: limit, hours: hours), recounted.due == deadline.due else {
      Issue.record("the explanation of \(deadline) does not lead to its due date: \(lines.map(\.vietnamese))")
      return
    }
  }
}

/// The same numbers on every machine, which the standard generator does not promise.
struct SplitMix {
  var state: UInt64

  mutating func below(_ bound: Int) -> Int {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = state
    mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
    return Int((mixed ^ (mixed >> 31)) % UInt64(bound))
  }
}
