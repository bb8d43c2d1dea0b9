/// When a dossier or a step is due, with the facts that anyone needs to compute it again.
///
/// A restart (NĐ 61 art 19.4) is a deadline computed from the new instant; `received` is the instant from which
/// the clock counts.
public struct Deadline: Hashable, Sendable, Codable {
  /// The end of the time: the close of the last shift, for hours the minute itself.
  public let due: Moment
  /// The time allowed.
  public let limit: TimeLimit
  /// The instant from which the clock counts.
  public let received: Moment
  /// The version of the calendar it was computed with.
  public let calendarVersion: String

  /// A deadline as it was stored.
  public init(due: Moment, limit: TimeLimit, received: Moment, calendarVersion: String) {
    self.due = due
    self.limit = limit
    self.received = received
    self.calendarVersion = calendarVersion
  }

  /// The deadline of a time limit that starts at `received` (decisions 8).
  public static func compute(
    limit: TimeLimit, received: Moment, calendar: WorkingCalendar, hours: WorkingHours
  ) -> Deadline {
    let due =
      switch limit {
      case .workingDays:
        hours.closing(on: calendar.day(limit.amount, workingDaysAfter: received.day))
      case .calendarDays:
        hours.closing(on: calendar.nextWorking(onOrAfter: received.day + limit.amount))
      case .workingHours:
        hours.moment(limit.amount * 60, workingMinutesAfter: received, calendar: calendar)
      case .sameDay:
        hours.closing(on: sameDay(received, calendar, hours))
      }
    return Deadline(due: due, limit: limit, received: received, calendarVersion: calendar.version)
  }

  /// When an online filing must have its answer: 8 working hours after it was submitted (rules §1.3).
  public static func reception(
    submitted: Moment, calendar: WorkingCalendar, hours: WorkingHours
  ) -> Deadline {
    compute(limit: .reception, received: submitted, calendar: calendar, hours: hours)
  }

  private static func sameDay(
    _ received: Moment, _ calendar: WorkingCalendar, _ hours: WorkingHours
  ) -> Day {
    let day = received.day
    return calendar.isWorking(day) && isInTimeForSameDay(received, hours)
      ? day : calendar.nextWorking(after: day)
  }

  /// Exactly 15:00 is in time; an office that has closed by then does nothing more on the day.
  static func isInTimeForSameDay(_ received: Moment, _ hours: WorkingHours) -> Bool {
    received.minuteOfDay <= TimeLimit.sameDayUntilMinute
      && received.wholeMinute <= hours.closing(on: received.day)
  }
}
