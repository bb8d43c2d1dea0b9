/// A paper dossier on its way from one desk to the next (giao, nhận hồ sơ giấy; art 18): it is on somebody's list
/// until the receiver has signed for it.
public struct Handover: Sendable, Hashable, Codable {
  /// Who gave it.
  public let giver: PersonID
  /// When.
  public let givenAt: Moment
  /// By when it must have arrived: the same day, after 15:00 the start of the next working day.
  public let due: Moment

  /// As stored.
  public init(giver: PersonID, givenAt: Moment, due: Moment) {
    self.giver = giver
    self.givenAt = givenAt
    self.due = due
  }

  /// By when a paper dossier that leaves the counter must have arrived (art 18): by close of the same day; received
  /// after 15:00, by the start of the next working day.
  static func due(from moment: Moment, _ clockwork: Dossier.Clockwork) -> Moment {
    let (calendar, hours) = (clockwork.calendar, clockwork.hours)
    let day = moment.day
    if calendar.isWorking(day), Deadline.isInTimeForSameDay(moment, hours) { return hours.closing(on: day) }
    let next = calendar.nextWorking(after: day)
    return Moment(day: next, minuteOfDay: hours.shifts(on: next)[0].opens)
  }
}
