/// The time that somebody had for a step of a dossier and the time he took (thời gian từng bước), in working minutes.
public struct StepTime: Sendable, Hashable {
  /// Who had it; nil where nobody of the counter is known to have acted.
  public let person: PersonID?
  /// Which of the four published steps, 1…4.
  public let step: Int
  /// When it began.
  public let began: Moment
  /// When it was over.
  public let ended: Moment
  /// The working minutes it was allotted; nil where the procedure allots none.
  public let allotted: Int?
  /// The working minutes it took.
  public let used: Int
  /// How it ended against its time; nil where it was allotted none.
  public let timeliness: Timeliness?

  /// Whether it ended after its time; nil where it was allotted none.
  public var isLate: Bool? { timeliness.map { $0 == .late } }
}

extension ControlSlip {
  /// How everybody who had a time ended against it: the steps that are over, and other agencies that took part.
  public func timeliness(of steps: [ProcedureStep], _ clockwork: Dossier.Clockwork) -> [Timeliness] {
    hops.compactMap { $0.use(of: steps, clockwork)?.timeliness }
  }

  /// The steps that are over, each time that somebody had one.
  ///
  /// - Parameter steps: of the procedure, in their order.
  public func stepTimes(of steps: [ProcedureStep], _ clockwork: Dossier.Clockwork) -> [StepTime] {
    hops.compactMap { hop in
      guard let step = hop.step, let span = hop.span, let use = hop.use(of: steps, clockwork) else {
        return nil
      }
      return StepTime(
        person: hop.receiver.person, step: step, began: span.start, ended: span.end,
        allotted: use.allotted.map { clockwork.minutes(of: $0, from: span.start) }, used: use.minutes,
        timeliness: use.timeliness)
    }
  }
}

extension Dossier.Clockwork {
  /// The working minutes of a limit: hours are hours, a working day is its shifts; of other limits those up to the end.
  func minutes(of limit: TimeLimit, from start: Moment) -> Int {
    switch limit {
    case .workingHours: return limit.amount * 60
    case .workingDays:
      return limit.amount * hours.shifts(on: start.day).reduce(0) { $0 + $1.closes - $1.opens }
    case .calendarDays, .sameDay:
      let due = Deadline.compute(limit: limit, received: start, calendar: calendar, hours: hours).due
      return hours.workingMinutes(from: start, to: due, calendar: calendar)
    }
  }
}
