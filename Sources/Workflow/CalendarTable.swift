/// The working days of the covered years, numbered, so that counting them is a look-up.
///
/// The rank of a day is how many working days there are up to and including it, from a fixed start long ago.
/// Inside the table ranks are stored; outside, where only weekends are known, they follow from arithmetic.
struct CalendarTable: Sendable {
  let special: [Day: DayKind]

  private let unverified: Set<Day>
  private let estimates: Set<Int>
  private let covered: Set<Int>
  private let first: Int
  private let last: Int
  private let rankBefore: Int
  private let ranks: [Int32]
  private let workingDays: [Int32]

  init(years: [CalendarYear]) throws(CalendarFault) {
    special = try Self.special(of: years)
    unverified = Set(years.flatMap(\.swaps).filter(\.unverified).flatMap { [$0.off, $0.worked] })
    estimates = Set(years.filter(\.estimate).map(\.year))
    covered = Set(years.map(\.year))

    let firsts = years.map { Day(year: $0.year, month: 1, day: 1) } + special.keys
    let lasts = years.map { Day(year: $0.year, month: 12, day: 31) } + special.keys
    first = firsts.min()?.number ?? 0
    last = lasts.max()?.number ?? -1
    rankBefore = Self.weekdays(through: first - 1)
    (ranks, workingDays) = Self.count(first..<(last + 1), from: rankBefore, special)
  }

  func isWorking(_ day: Day) -> Bool {
    rank(day) != rank(throughNumber: day.number - 1)
  }

  func rank(_ day: Day) -> Int {
    rank(throughNumber: day.number)
  }

  private func rank(throughNumber number: Int) -> Int {
    if number < first { return Self.weekdays(through: number) }
    if number <= last { return Int(ranks[number - first]) }
    return rankBefore + workingDays.count + Self.weekdays(through: number) - Self.weekdays(through: last)
  }

  func workingDay(ranked rank: Int) -> Day {
    let place = rank - rankBefore
    if place <= 0 { return Day(number: Self.weekday(ranked: rank)) }
    if place <= workingDays.count { return Day(number: Int(workingDays[place - 1])) }
    return Day(
      number: Self.weekday(ranked: place - workingDays.count + Self.weekdays(through: last)))
  }

  func standing(of day: Day) -> CalendarStanding {
    if unverified.contains(day) { return .unverified }
    if special[day] == nil, !covered.contains(day.year) { return .uncovered }
    return estimates.contains(day.year) ? .estimated : .decided
  }
}

extension CalendarTable {
  /// How many days from Monday to Friday there are up to a day number, counted from Monday 1969-12-29.
  private static func weekdays(through number: Int) -> Int {
    let (weeks, day) = (number + 3).dividedDown(by: 7)
    return weeks * 5 + min(day + 1, 5)
  }

  /// The day number that `weekdays(through:)` counts as `rank`.
  private static func weekday(ranked rank: Int) -> Int {
    let (weeks, day) = (rank - 1).dividedDown(by: 5)
    return weeks * 7 + day - 3
  }

  private static func count(
    _ numbers: Range<Int>, from rankBefore: Int, _ special: [Day: DayKind]
  ) -> (ranks: [Int32], workingDays: [Int32]) {
    var ranks: [Int32] = []
    var workingDays: [Int32] = []
    for number in numbers {
      let day = Day(number: number)
      if special[day]?.isWorking ?? !day.weekday.isWeekend {
        workingDays.append(Int32(number))
      }
      ranks.append(Int32(rankBefore + workingDays.count))
    }
    return (ranks, workingDays)
  }

  private static func special(of years: [CalendarYear]) throws(CalendarFault) -> [Day: DayKind] {
    var special: [Day: DayKind] = [:]
    var seen: Set<Int> = []
    for table in years {
      guard (1900...2200).contains(table.year) else { throw .yearOutOfReach(table.year) }
      guard seen.insert(table.year).inserted else { throw .yearTwice(table.year) }
      for (day, kind) in try Self.rows(of: table) {
        guard special.updateValue(kind, forKey: day) == nil else { throw .dayTwice(day) }
      }
    }
    return special
  }

  private static func rows(of table: CalendarYear) throws(CalendarFault) -> [(Day, DayKind)] {
    var rows: [(Day, DayKind)] = []
    for holiday in table.holidays {
      guard holiday.day.year == table.year else { throw .wrongYear(holiday.day) }
      rows.append((holiday.day, .holiday(holiday.name)))
    }
    for swap in table.swaps {
      guard swap.off.year == table.year else { throw .wrongYear(swap.off) }
      guard !swap.off.weekday.isWeekend else { throw .swapOfWeekend(swap.off) }
      guard swap.worked.weekday.isWeekend, abs(swap.worked - swap.off) < 366 else {
        throw .makeUpOutOfPlace(swap.worked)
      }
      guard !swap.unverified else { continue }
      rows.append((swap.off, .swappedOff(workedOn: swap.worked)))
      rows.append((swap.worked, .makeUp(for: swap.off)))
    }
    return rows
  }
}
