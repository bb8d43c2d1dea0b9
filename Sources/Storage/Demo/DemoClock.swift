import Workflow

/// The simulated clock: time as minutes in which the district's offices are open, one after the other.
///
/// Officers act at such minutes only. Citizens at home act at any time, which the plans add themselves.
struct DemoClock {
  /// Minutes of a working day.
  static let day = shifts.map(\.minutes).reduce(0, +)
  /// The usual shifts, which every unit of the district has.
  private static let shifts = WorkingHours.standard.seasons[0].shifts

  /// The minute at which the simulation ends.
  let now: Int
  private let days: [Day]
  private let calendar: WorkingCalendar

  /// Knows the working days from a day on until four months after the end of the simulation, so that due dates
  /// can be told too.
  init(calendar: WorkingCalendar, from start: Day, until: Moment) {
    self.calendar = calendar
    var days: [Day] = []
    var day = calendar.nextWorking(onOrAfter: start)
    while day < until.day + 120 {
      days.append(day)
      day = calendar.nextWorking(after: day)
    }
    self.days = days
    now = Self.minutes(to: until, days)
  }

  /// The instant of a minute of the simulation.
  func moment(_ minute: Int, second: Int = 0) -> Moment {
    let minute = min(max(minute, 0), days.count * Self.day - 1)
    let start = Moment(day: days[minute / Self.day], minuteOfDay: Self.onTheWall(minute % Self.day))
    return Moment(seconds: start.seconds + Int64(second))
  }

  private static func onTheWall(_ minute: Int) -> Int {
    var left = minute
    for shift in shifts {
      if left < shift.minutes { return shift.opens + left }
      left -= shift.minutes
    }
    return shifts[shifts.count - 1].closes
  }

  /// How many minutes of the simulation have passed at an instant.
  func minute(of moment: Moment) -> Int { Self.minutes(to: moment, days) }

  private static func minutes(to moment: Moment, _ days: [Day]) -> Int {
    var (low, high) = (0, days.count)
    while low < high {
      let middle = (low + high) / 2
      if days[middle] < moment.day { low = middle + 1 } else { high = middle }
    }
    guard low < days.count, days[low] == moment.day else { return low * day }
    let minute = moment.minuteOfDay
    return low * day + shifts.map { min(max(minute - $0.opens, 0), $0.minutes) }.reduce(0, +)
  }
}
