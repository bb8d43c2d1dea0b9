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
  /// The times in which the clock stood still, in order.
  public let pauses: [Pause]

  /// A time in which the clock stands still, such as the wait for a supplement (decision 10).
  public struct Pause: Hashable, Sendable, Codable {
    /// From when.
    public let from: Moment
    /// Until when; not before `from`.
    public let to: Moment

    /// A pause.
    public init(from: Moment, to: Moment) {
      self.from = from
      self.to = max(from, to)
    }

    /// Whether a clock of days skips a day: from the one on which the pause began to the one before its end. What was
    /// left of the first day is there again on the last.
    func skips(_ day: Day) -> Bool { from.day <= day && day < to.day }

    /// How many days a clock that counts from the day after `received` skips.
    func days(after received: Day) -> Int { max(0, to.day - max(from.day, received + 1)) }

    /// The same of working days alone.
    func workingDays(after received: Day, _ calendar: WorkingCalendar) -> Int {
      max(0, calendar.workingDays(from: max(from.day - 1, received), to: to.day - 1))
    }
  }

  /// A deadline as it was stored.
  public init(due: Moment, limit: TimeLimit, received: Moment, calendarVersion: String, pauses: [Pause] = [])
  {
    self.due = due
    self.limit = limit
    self.received = received
    self.calendarVersion = calendarVersion
    self.pauses = pauses
  }

  /// The deadline of a time limit that starts at `received` (decisions 8).
  ///
  /// - Parameter pauses: in order, apart from one another, none begun after the time was counted out. A clock of days
  ///   skips the days from the one on which a pause began to the one before its end; a clock of hours skips its
  ///   minutes. What was due on the same day is due on the day of the last pause's end.
  public static func compute(
    limit: TimeLimit, received: Moment, pauses: [Pause] = [], calendar: WorkingCalendar, hours: WorkingHours
  ) -> Deadline {
    let due =
      switch limit {
      case .workingDays:
        hours.closing(
          on: calendar.day(
            limit.amount + pauses.reduce(0) { $0 + $1.workingDays(after: received.day, calendar) },
            workingDaysAfter: received.day))
      case .calendarDays:
        hours.closing(
          on: calendar.nextWorking(
            onOrAfter: received.day + limit.amount
              + pauses.reduce(0) { $0 + $1.days(after: received.day) }))
      case .workingHours:
        hours.moment(
          limit.amount * 60
            + pauses.reduce(0) { $0 + hours.workingMinutes(from: $1.from, to: $1.to, calendar: calendar) },
          workingMinutesAfter: received, calendar: calendar)
      case .sameDay:
        hours.closing(on: sameDay(pauses.last?.to ?? received, calendar, hours))
      }
    return Deadline(
      due: due, limit: limit, received: received, calendarVersion: calendar.version, pauses: pauses)
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
