/// One day on the way from receipt to the due date.
public struct ExplanationLine: Hashable, Sendable {
  /// The day.
  public let day: Day
  /// What the calendar says of it.
  public let kind: DayKind
  /// How firm that is.
  public let standing: CalendarStanding
  /// What the clock did on it.
  public let step: ExplanationStep
}

/// What the clock does on a day.
public enum ExplanationStep: Hashable, Sendable {
  /// The day of receipt is never counted.
  case receipt
  /// Counted as day number so-and-so.
  case counted(Int)
  /// A day off: not counted.
  case off
  /// The clock stood still, such as for a supplement.
  case paused
  /// Hours ran in these stretches.
  case used([Shift])
  /// A working day with no shift left after receipt.
  case noShiftLeft
  /// The same day does not do, because the dossier came after 15:00 or after closing.
  case tooLateForSameDay
  /// The day by whose close the result is due.
  case due

  /// The working minutes used on the day.
  public var usedMinutes: Int {
    if case .used(let stretches) = self { stretches.reduce(0) { $0 + $1.minutes } } else { 0 }
  }
}

extension Deadline {
  /// The way to the due date, day by day, counted anew from receipt, limit and pauses without look-up tables.
  ///
  /// With the calendar of `calendarVersion` and the hours in force at receipt the last line is the due date.
  public func explanation(calendar: WorkingCalendar, hours: WorkingHours) -> [ExplanationLine] {
    let steps =
      switch limit {
      case .workingDays: workingDaySteps(calendar)
      case .calendarDays: calendarDaySteps(calendar)
      case .workingHours: workingHourSteps(calendar, hours)
      case .sameDay: sameDaySteps(calendar, hours)
      }
    return steps.enumerated().map { offset, step in
      let day = received.day + offset
      return ExplanationLine(
        day: day, kind: calendar.kind(of: day), standing: calendar.standing(of: day), step: step)
    }
  }

  private func isPaused(_ day: Day) -> Bool { pauses.contains { $0.skips(day) } }

  private func workingDaySteps(_ calendar: WorkingCalendar) -> [ExplanationStep] {
    var steps: [ExplanationStep] = [.receipt]
    var counted = 0
    while counted < limit.amount {
      let day = received.day + steps.count
      if !calendar.kind(of: day).isWorking {
        steps.append(.off)
      } else if isPaused(day) {
        steps.append(.paused)
      } else {
        counted += 1
        steps.append(.counted(counted))
      }
    }
    return steps
  }

  private func calendarDaySteps(_ calendar: WorkingCalendar) -> [ExplanationStep] {
    var steps: [ExplanationStep] = [.receipt]
    var counted = 0
    while counted < limit.amount {
      if isPaused(received.day + steps.count) {
        steps.append(.paused)
      } else {
        counted += 1
        steps.append(.counted(counted))
      }
    }
    guard !calendar.kind(of: received.day + (steps.count - 1)).isWorking else { return steps }
    while !calendar.kind(of: received.day + steps.count).isWorking {
      steps.append(.off)
    }
    return steps + [.due]
  }

  private func sameDaySteps(_ calendar: WorkingCalendar, _ hours: WorkingHours) -> [ExplanationStep] {
    let start = pauses.last?.to ?? received
    let waited = [ExplanationStep](repeating: .paused, count: start.day - received.day)
    let worksToday = calendar.kind(of: start.day).isWorking
    if worksToday, Self.isInTimeForSameDay(start, hours) { return waited + [.due] }
    var steps = waited + [worksToday ? .tooLateForSameDay : .off]
    while !calendar.kind(of: received.day + steps.count).isWorking {
      steps.append(.off)
    }
    return steps + [.due]
  }

  private func workingHourSteps(_ calendar: WorkingCalendar, _ hours: WorkingHours) -> [ExplanationStep] {
    var steps: [ExplanationStep] = []
    var remaining = limit.amount * 60
    while remaining > 0 {
      let day = received.day + steps.count
      guard calendar.kind(of: day).isWorking else {
        steps.append(.off)
        continue
      }
      let from = steps.isEmpty ? received.minuteOfDay : 0
      let open = hours.stretches(on: day, from: from)
      let running = pauses.reduce(open) { stretches, pause in stretches.flatMap { $0.without(pause, on: day) }
      }
      let step: ExplanationStep =
        running.isEmpty ? (open.isEmpty ? .noShiftLeft : .paused) : .used(running.first(minutes: remaining))
      remaining -= step.usedMinutes
      steps.append(step)
    }
    return steps
  }
}

extension WorkingHours {
  /// The parts of a working day's shifts from a minute on.
  fileprivate func stretches(on day: Day, from minute: Int) -> [Shift] {
    shifts(on: day).compactMap { Shift(opens: max($0.opens, minute), closes: $0.closes) }
  }
}

extension Shift {
  /// What a pause leaves of a stretch of a day.
  fileprivate func without(_ pause: Deadline.Pause, on day: Day) -> [Shift] {
    let from = pause.from.day < day ? 0 : pause.from.day > day ? 1_440 : pause.from.minuteOfDay
    let to = pause.to.day < day ? 0 : pause.to.day > day ? 1_440 : pause.to.minuteOfDay
    guard from < to else { return [self] }
    return [
      Shift(opens: opens, closes: min(closes, from)), Shift(opens: max(opens, to), closes: closes),
    ].compactMap(\.self)
  }
}

extension [Shift] {
  /// The stretches until so many minutes are used.
  fileprivate func first(minutes: Int) -> [Shift] {
    var remaining = minutes
    return compactMap { stretch in
      let used = Shift(opens: stretch.opens, closes: Swift.min(stretch.closes, stretch.opens + remaining))
      remaining -= used?.minutes ?? 0
      return used
    }
  }
}

extension ExplanationLine {
  /// The line as the deadline proof prints it, such as
  /// "thứ Hai 29/04/2024: nghỉ hoán đổi, làm bù ngày 04/05/2024, không tính".
  public var vietnamese: String {
    let doubt = standing.vietnamese.map { " (\($0))" } ?? ""
    return "\(day.weekday.vietnamese) \(day.vietnamese): \(kind.vietnamese), \(step.vietnamese)\(doubt)"
  }
}

extension ExplanationStep {
  /// What the clock did, in the words of the deadline proof.
  public var vietnamese: String {
    switch self {
    case .receipt: "ngày tiếp nhận, không tính"
    case .counted(let count): "tính là ngày thứ \(count)"
    case .off: "không tính"
    case .paused: "chờ bổ sung, không tính"
    case .used(let stretches):
      "tính \(usedMinutes) phút (\(stretches.map(\.description).joined(separator: ", ")))"
    case .noShiftLeft: "tiếp nhận sau ca cuối, không tính"
    case .tooLateForSameDay: "tiếp nhận sau 15 giờ hoặc sau giờ làm việc, chuyển sang ngày làm việc tiếp theo"
    case .due: "trả kết quả trong ngày này"
    }
  }
}
