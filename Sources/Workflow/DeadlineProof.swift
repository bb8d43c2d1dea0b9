/// How a date of a dossier was counted, with all that anyone needs to count it again.
public struct DeadlineProof: Sendable {
  /// Which of a dossier's clocks.
  public enum Clock: Sendable, CaseIterable {
    /// The answer to an online filing.
    case reception
    /// The appointment by the time the unit committed itself to.
    case committed
    /// The limit by law, and the appointment too where the unit committed itself to nothing.
    case legal
  }

  /// The clock.
  public let clock: Clock
  /// Counted anew.
  public let deadline: Deadline
  /// The date that the dossier has.
  public let stored: Moment
  /// The shifts it was counted by.
  public let shifts: [Shift]
  /// The way to it, day by day.
  public let lines: [ExplanationLine]

  /// Whether counting anew leads to the dossier's date: shifts may have been changed since, and then it does not.
  public var agrees: Bool { deadline.due == stored }

  init(
    _ clock: Clock, _ limit: TimeLimit, from start: Moment, stored: Moment, calendar: WorkingCalendar,
    hours: WorkingHours
  ) {
    self.clock = clock
    self.stored = stored
    deadline = Deadline.compute(limit: limit, received: start, calendar: calendar, hours: hours)
    lines = deadline.explanation(calendar: calendar, hours: hours)
    shifts = hours.shifts(on: start.day)
  }
}

extension Dossier {
  /// The proofs of its dates; none for an appointment that was set by hand.
  ///
  /// - Parameters:
  ///   - calendar: the version that the dossier keeps.
  ///   - hours: the shifts that hold for what begins on a day.
  public func proofs(calendar: WorkingCalendar, hours: (Day) -> WorkingHours) -> [DeadlineProof] {
    let dates: [(DeadlineProof.Clock, TimeLimit?, Moment?, Moment?)] = [
      (.reception, .reception, submittedAt, receptionDue),
      (.committed, terms.committed, receivedAt, appointment),
      (.legal, terms.legal, receivedAt, legalDue),
    ]
    return dates.compactMap { clock, limit, start, stored in
      guard let limit, let start, let stored else { return nil }
      return DeadlineProof(
        clock, limit, from: start, stored: stored, calendar: calendar, hours: hours(start.day))
    }
  }
}

extension TimeLimit {
  /// How it is counted (decision 8), in words for everybody.
  public var rule: String {
    switch self {
    case .workingDays:
      "Không tính ngày tiếp nhận; đếm các ngày làm việc từ ngày tiếp theo. Hạn là lúc hết ca làm việc cuối của ngày cuối."
    case .workingHours:
      "Chỉ tính các phút trong ca làm việc; nhận ngoài ca thì tính từ ca kế tiếp."
    case .calendarDays:
      "Không tính ngày tiếp nhận; đếm mọi ngày, kể cả ngày nghỉ. Ngày cuối là ngày nghỉ thì chuyển sang ngày làm việc tiếp theo. Hạn là lúc hết ca làm việc cuối của ngày đó."
    case .sameDay:
      "Trả kết quả trong ngày tiếp nhận; nhận sau 15 giờ hoặc sau giờ làm việc thì trả trong ngày làm việc tiếp theo. Hạn là lúc hết ca làm việc cuối của ngày đó."
    }
  }

  /// The articles it follows.
  public var basis: String {
    switch self {
    case .workingDays, .calendarDays: "Bộ luật Dân sự 2015, điều 147 và 148 (chưa đối chiếu)"
    case .workingHours: "Giờ làm việc do cơ quan quy định"
    case .sameDay: "Luật Hộ tịch, điều 5 khoản 3; NĐ 23/2015/NĐ-CP, điều 7"
    }
  }
}
