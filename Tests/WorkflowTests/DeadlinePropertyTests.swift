import Foundation
import Testing
import Workflow

/// Random deadlines against the naive office. `MOTCUA_CASES` asks for more of them, `MOTCUA_SEED` for others.
@Suite("Deadlines agree with a naive model")
struct DeadlinePropertyTests {
  static let cases = setting("MOTCUA_CASES") ?? 102_000
  static let seed = UInt64(setting("MOTCUA_SEED") ?? 2_018)
  /// As many that processors have their share.
  static let parts = 0..<12

  static func setting(_ name: String) -> Int? {
    ProcessInfo.processInfo.environment[name].flatMap { Int($0) }
  }

  @Test("in three worlds, part by part", arguments: parts)
  func compare(part: Int) throws {
    let worlds = [OfficeWorld.standard, OfficeWorld.seasonal, OfficeWorld.invented]
    let world = try worlds[part % worlds.count].get()
    var random = SplitMix(state: Self.seed + UInt64(part))
    var differences = 0
    for _ in 0..<Self.cases / Self.parts.count where differences < 5 {
      let sample = Sample(world.office, &random)
      let (found, expected) = (sample.found(world), sample.expected(world.office))
      if found != expected {
        differences += 1
        Issue.record(
          "\(world.office.text(sample.received)) \(sample.limit) \(sample.pauses): \(found) instead of \(expected)"
        )
      }
    }
  }
}

/// A received moment, a limit, pauses, and a later look at it.
private struct Sample {
  var received: NaiveOffice.Instant
  var limit: TimeLimit
  var pauses: [NaiveOffice.Pause]
  var seen: NaiveOffice.Instant
  var receivedText: String
  var seenText: String

  static let edges = [0, 419, 420, 689, 690, 691, 809, 810, 899, 900, 901, 1_019, 1_020, 1_021, 1_439]

  /// The days of receipt: from July 2017 to June 2031, so that cases also cross both ends of the tables.
  static let days = 912..<912 + 14 * 365

  /// Every third is received at or shortly before an edge.
  init(_ office: NaiveOffice, _ random: inout SplitMix) {
    var day = Self.days.lowerBound + random.below(Self.days.count)
    if random.below(3) == 0 {
      day = (office.edges.last { $0 <= day } ?? day) - random.below(12)
    }
    received = NaiveOffice.Instant(day: day, minute: Self.minute(&random))
    seen = NaiveOffice.Instant(
      day: day + random.below(random.below(12) == 0 ? 60 : 5), minute: Self.minute(&random))
    limit =
      switch random.below(8) {
      case 0...2: .workingDays(1 + random.below(random.below(12) == 0 ? 300 : 20))
      case 3...5: .workingHours(1 + random.below(random.below(8) == 0 ? 120 : 20))
      case 6: .calendarDays(1 + random.below(random.below(12) == 0 ? 365 : 30))
      default: .sameDay
      }
    pauses = []
    receivedText = office.text(received)
    seenText = office.text(seen)
    for _ in 0..<max(0, random.below(5) - 2) { addPause(office, &random) }
  }

  /// A pause of up to two weeks that begins while the clock still runs, after the pauses before it.
  private mutating func addPause(_ office: NaiveOffice, _ random: inout SplitMix) {
    let earliest = pauses.last?.to ?? received
    let end = office.end(of: limit, received: received, pauses: pauses)
    let from = NaiveOffice.Instant(
      day: earliest.day + random.below(max(1, end.day - earliest.day + 1)), minute: Self.minute(&random))
    guard from >= earliest, from < end else { return }
    let to = NaiveOffice.Instant(day: from.day + random.below(14), minute: Self.minute(&random))
    pauses.append(NaiveOffice.Pause(from: from, to: max(from, to)))
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
    let due = office.due(limit, received: received, pauses: pauses)
    return Answer(
      due: office.text(due), lateness: office.lateness(due: due, limit: limit, at: seen),
      minutes: office.minutes(from: received, to: seen))
  }

  func found(_ world: OfficeWorld) -> Answer {
    let (received, seen) = (moment(receivedText), moment(seenText))
    let deadline = Deadline.compute(
      limit: limit, received: received,
      pauses: pauses.map {
        Deadline.Pause(from: moment(world.office.text($0.from)), to: moment(world.office.text($0.to)))
      }, calendar: world.calendar, hours: world.hours)
    recount(deadline, world)
    return Answer(
      due: deadline.due.iso, lateness: deadline.lateness(at: seen, calendar: world.calendar),
      minutes: world.hours.workingMinutes(from: received, to: seen, calendar: world.calendar))
  }

  /// Counts the due date again from the printed lines alone.
  private func recount(_ deadline: Deadline, _ world: OfficeWorld) {
    let lines = deadline.explanation(calendar: world.calendar, hours: world.hours)
    guard let recounted = Recount(lines, limit: limit, hours: world.hours), recounted.due == deadline.due
    else {
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
