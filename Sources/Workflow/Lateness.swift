/// How a due date stands at an instant: when the dossier was finished, or now while it is open.
///
/// Time counted in days compares dates, time counted in hours compares instants (decisions 9); instants are
/// compared by the minute, which is what papers print and deadlines count.
public enum Lateness: Hashable, Sendable {
  /// In time, with so many working days to go after today.
  case inTime(daysLeft: Int)
  /// In time, with no working day left after today.
  case lastDay
  /// Late by so many working days; 0 when no working day has passed since.
  case late(workingDays: Int)

  /// Judges a due date that was computed from `limit`, at `moment`.
  public static func judge(
    due: Moment, limit: TimeLimit, at moment: Moment, calendar: WorkingCalendar
  ) -> Lateness {
    let days = calendar.workingDays(from: moment.day, to: due.day)
    if !limit.isKept(by: moment, due: due) { return .late(workingDays: -days) }
    return days > 0 ? .inTime(daysLeft: days) : .lastDay
  }

  /// The light officers see: yellow on the last working day (rules §15).
  public var light: Light {
    switch self {
    case .inTime: .green
    case .lastDay: .yellow
    case .late: .red
    }
  }

  /// The words officers see.
  public var vietnamese: String {
    switch self {
    case .inTime(let days): "còn \(days) ngày làm việc"
    case .lastDay: "hạn cuối trong hôm nay"
    case .late(0): "quá hạn chưa tới 1 ngày làm việc"
    case .late(let days): "quá hạn \(days) ngày làm việc"
    }
  }
}

/// The colour of a dossier in lists.
public enum Light: String, CaseIterable, Hashable, Sendable, Codable {
  /// Time is left after today.
  case green
  /// Today is the last working day.
  case yellow
  /// Late.
  case red
}

extension TimeLimit {
  /// Whether what was done at a moment was done in time (decision 9).
  func isKept(by moment: Moment, due: Moment) -> Bool {
    isHourBased ? moment.wholeMinute <= due.wholeMinute : moment.day <= due.day
  }
}

extension Deadline {
  /// How this deadline stands at an instant.
  public func lateness(at moment: Moment, calendar: WorkingCalendar) -> Lateness {
    Lateness.judge(due: due, limit: limit, at: moment, calendar: calendar)
  }
}
