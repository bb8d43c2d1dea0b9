import Workflow

/// The second model: an office that walks through a list of days, and through a day minute by minute. It shares
/// no code and no table with the calendar under test.
struct NaiveOffice {
  typealias Hours = [(opens: Int, closes: Int)]

  /// The minutes of a day in which a shift runs, one by one, and the minute at which the last one ends.
  final class Minutes: Sendable {
    let open: [Int]
    let close: Int

    init(_ hours: Hours) {
      open = (0..<1_440).filter { minute in hours.contains { $0.opens <= minute && minute < $0.closes } }
      close = hours.last?.closes ?? 0
    }
  }

  struct Instant: Equatable, Comparable {
    var day: Int
    var minute: Int

    static func < (left: Instant, right: Instant) -> Bool {
      left.day == right.day ? left.minute < right.minute : left.day < right.day
    }
  }

  // One list for each fact about a day: copying a struct for every minute would take most of the tests' time.
  private var dates: [String] = []
  private var works: [Bool] = []
  private var minutes: [Minutes] = []

  /// Days around which a slip is likely: not what their weekday says, the first of a year, other shifts than the
  /// day before.
  private(set) var edges: [Int] = []

  /// Lists the days from Thursday 2015-01-01 to the end of 2034. Days off and worked are as "2024-04-29".
  init(off: Set<String>, worked: Set<String>, shifts: (_ month: Int, _ day: Int) -> Minutes) {
    var weekday = 4
    for year in 2015...2034 {
      let isLeap = year % 4 == 0
      for (month, length) in zip(1..., [31, isLeap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]) {
        for day in 1...length {
          let iso = "\(year)-\(month < 10 ? "0" : "")\(month)-\(day < 10 ? "0" : "")\(day)"
          let minutes = shifts(month, day)
          if off.contains(iso) || worked.contains(iso) || (month, day) == (1, 1)
            || minutes !== self.minutes.last
          {
            edges.append(dates.count)
          }
          dates.append(iso)
          works.append(worked.contains(iso) || (weekday <= 5 && !off.contains(iso)))
          self.minutes.append(minutes)
          weekday = weekday == 7 ? 1 : weekday + 1
        }
      }
    }
  }

  func text(_ instant: Instant) -> String {
    let (hour, minute) = (instant.minute / 60, instant.minute % 60)
    return "\(dates[instant.day])T\(hour < 10 ? "0" : "")\(hour):\(minute < 10 ? "0" : "")\(minute)"
  }

  /// A time in which the clock stands still.
  struct Pause {
    var from: Instant
    var to: Instant
  }

  func due(_ limit: TimeLimit, received: Instant, pauses: [Pause] = []) -> Instant {
    switch limit {
    case .workingDays, .calendarDays: close(onOrAfter: end(of: limit, received: received, pauses: pauses).day)
    case .workingHours, .sameDay: end(of: limit, received: received, pauses: pauses)
    }
  }

  /// When the clock has counted enough, before a day off moves the end.
  func end(of limit: TimeLimit, received: Instant, pauses: [Pause]) -> Instant {
    switch limit {
    case .workingDays(let count): lastMinute(after: count, received.day, pauses) { works[$0] }
    case .calendarDays(let count): lastMinute(after: count, received.day, pauses) { _ in true }
    case .workingHours(let count): after(minutes: count * 60, received, pauses)
    case .sameDay: sameDay(pauses.last?.to ?? received)
    }
  }

  private func close(_ day: Int) -> Instant {
    Instant(day: day, minute: minutes[day].close)
  }

  private func lastMinute(
    after count: Int, _ start: Int, _ pauses: [Pause], counts: (Int) -> Bool
  ) -> Instant {
    var day = start
    var left = count
    while left > 0 {
      day += 1
      let isPaused = pauses.contains { $0.from.day <= day && day < $0.to.day }
      if counts(day), !isPaused { left -= 1 }
    }
    return Instant(day: day, minute: 1_439)
  }

  private func close(onOrAfter start: Int) -> Instant {
    var day = start
    while !works[day] { day += 1 }
    return close(day)
  }

  private func sameDay(_ received: Instant) -> Instant {
    if works[received.day], received.minute <= 900, received <= close(received.day) {
      return close(received.day)
    }
    return close(onOrAfter: received.day + 1)
  }

  private func after(minutes count: Int, _ start: Instant, _ pauses: [Pause]) -> Instant {
    var left = count
    for day in start.day..<dates.count where works[day] {
      for minute in minutes[day].open where day > start.day || minute >= start.minute {
        if !pauses.isEmpty {
          let now = Instant(day: day, minute: minute)
          if pauses.contains(where: { $0.from <= now && now < $0.to }) { continue }
        }
        left -= 1
        if left == 0 { return Instant(day: day, minute: minute + 1) }
      }
    }
    return start
  }

  func minutes(from start: Instant, to end: Instant) -> Int {
    var count = 0
    for day in start.day...end.day where works[day] && start < end {
      let open = minutes[day].open
      count +=
        day > start.day && day < end.day
        ? open.count
        : open.count { (day > start.day || $0 >= start.minute) && (day < end.day || $0 < end.minute) }
    }
    return count
  }

  func lateness(due: Instant, limit: TimeLimit, at now: Instant) -> Lateness {
    var isLate = now.day > due.day
    if case .workingHours = limit { isLate = now > due }
    if isLate { return .late(workingDays: workingDays(after: due.day, through: now.day)) }
    let left = workingDays(after: now.day, through: due.day)
    return left == 0 ? .lastDay : .inTime(daysLeft: left)
  }

  private func workingDays(after start: Int, through end: Int) -> Int {
    var count = 0
    var day = start + 1
    while day <= end {
      if works[day] { count += 1 }
      day += 1
    }
    return count
  }
}
