// Clocks that run only inside shifts of working days, by whole minutes: the seconds of an instant are dropped,
// as papers print none.
extension WorkingHours {
  /// The instant at which so many working minutes have passed since `start`.
  ///
  /// Outside a shift the clock waits for the next one. Minutes that end with a shift end there, not at the
  /// opening of the next; no minutes at all end at the first working minute at or after `start`.
  public func moment(_ minutes: Int, workingMinutesAfter start: Moment, calendar: WorkingCalendar) -> Moment {
    var remaining = max(minutes, 0)
    var day = start.day
    var from = start.minuteOfDay
    if !calendar.isWorking(day) {
      day = calendar.nextWorking(after: day)
      from = 0
    }
    while true {
      for shift in shifts(on: day) where shift.closes > from {
        let opens = max(shift.opens, from)
        if remaining <= shift.closes - opens {
          return Moment(day: day, minuteOfDay: opens + remaining)
        }
        remaining -= shift.closes - opens
      }
      let next = calendar.nextWorking(after: day)
      guard next > day else { return .latest }
      day = next
      from = 0
    }
  }

  /// The instant from which so many working minutes pass until `end`; one outside a shift counts from the last shift
  /// before it.
  public func moment(_ minutes: Int, workingMinutesBefore end: Moment, calendar: WorkingCalendar) -> Moment {
    var remaining = max(minutes, 0)
    var day = end.day
    var until = end.minuteOfDay
    if !calendar.isWorking(day) {
      day = calendar.previousWorking(before: day)
      until = 1_440
    }
    while true {
      for shift in shifts(on: day).reversed() where shift.opens < until {
        let closes = min(shift.closes, until)
        if remaining <= closes - shift.opens { return Moment(day: day, minuteOfDay: closes - remaining) }
        remaining -= closes - shift.opens
      }
      let previous = calendar.previousWorking(before: day)
      guard previous < day else { return Moment(seconds: .min) }
      day = previous
      until = 1_440
    }
  }

  /// How many working minutes lie between two instants; none when `end` is not later.
  public func workingMinutes(from start: Moment, to end: Moment, calendar: WorkingCalendar) -> Int {
    guard start < end else { return 0 }
    var total = 0
    var day = calendar.nextWorking(onOrAfter: start.day)
    while day <= end.day {
      let from = day == start.day ? start.minuteOfDay : 0
      let until = day == end.day ? end.minuteOfDay : 1_440
      for shift in shifts(on: day) {
        total += max(0, min(shift.closes, until) - max(shift.opens, from))
      }
      let next = calendar.nextWorking(after: day)
      guard next > day else { break }
      day = next
    }
    return total
  }
}
