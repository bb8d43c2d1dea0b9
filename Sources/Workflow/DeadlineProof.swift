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

  /// A time that was counted.
  public struct Part: Sendable {
    /// The extension that it is; nil for the time itself.
    public let extended: Extension?
    /// Counted anew.
    public let deadline: Deadline
    /// The way to its end, day by day.
    public let lines: [ExplanationLine]
    /// The shifts it was counted by.
    public let shifts: [Shift]
  }

  /// The clock.
  public let clock: Clock
  /// The time, then each extension from where the time before ended.
  public let parts: [Part]
  /// The date that the dossier has.
  public let stored: Moment

  /// What counting anew leads to.
  public var counted: Moment? { parts.last?.deadline.due }

  /// Whether that is the dossier's date: shifts may have been changed since, and then it is not.
  public var agrees: Bool { counted == stored }
}

extension Dossier {
  /// The proofs of its dates; none for an appointment that was set by hand.
  ///
  /// - Parameter clockwork: the calendar that the dossier keeps, and the shifts that held when it was last counted.
  public func proofs(_ clockwork: Clockwork) -> [DeadlineProof] {
    [
      proof(.reception, receptionDeadline(clockwork).map { [$0] }, receptionDue, clockwork),
      proof(.committed, terms.committed.map { deadlines(of: $0, clockwork) }, judgedDue, clockwork),
      proof(.legal, terms.legal.map { deadlines(of: $0, clockwork) }, legalDue, clockwork),
    ].compactMap(\.self)
  }

  private func proof(
    _ clock: DeadlineProof.Clock, _ deadlines: [Deadline]?, _ stored: Moment?, _ clockwork: Clockwork
  ) -> DeadlineProof? {
    guard let deadlines, !deadlines.isEmpty, let stored else { return nil }
    let extensions = turns.extended.compactMap { id in terms.policy.extensions.first { $0.id == id } }
    let parts = deadlines.enumerated().map { index, deadline in
      DeadlineProof.Part(
        extended: index == 0 ? nil : extensions[index - 1], deadline: deadline,
        lines: deadline.explanation(calendar: clockwork.calendar, hours: clockwork.hours),
        shifts: clockwork.hours.shifts(on: deadline.received.day))
    }
    return DeadlineProof(clock: clock, parts: parts, stored: stored)
  }

  /// From the filing, or from the citizen's last answer to a request for completion.
  private func receptionDeadline(_ clockwork: Clockwork) -> Deadline? {
    (turns.supplements.compactMap(\.answeredAt).last ?? submittedAt).map {
      Deadline.reception(submitted: $0, calendar: clockwork.calendar, hours: clockwork.hours)
    }
  }
}

extension Verb {
  /// By which dates are counted, and the calendar and shifts of that day hold.
  public static let counting: Set<Verb> = [.receive, .answerSupplement, .extend, .backdate, .recount]
  /// By which a date that a citizen was told is set or moved.
  public static let settingDates = counting.union([.apologise])
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
