/// What a citizen complains of or suggests (phản ánh, kiến nghị), which the head of the agency answers by a day; it feeds
/// indicators 7 and 8 of TT 01/2018 art 13.
public enum Petition {
  /// What it is about.
  public enum Kind: String, Sendable, Codable, CaseIterable {
    /// Thái độ, nhũng nhiễu, gây phiền hà: the conduct of officers, which indicator 7 asks about.
    case conduct
    /// Việc giải quyết hồ sơ: delay, papers asked for that no rule names, a wrong result.
    case handling
    /// Quy định, thủ tục: a rule that does not fit, a suggestion.
    case rules
    /// Khác.
    case other
  }

  /// By which way it came.
  public enum Channel: String, Sendable, Codable, CaseIterable {
    /// Tài khoản: by the citizen himself.
    case account
    /// Trực tiếp: keyed in by an officer for somebody who came.
    case counter
    /// Điện thoại: … who called.
    case telephone
    /// Văn bản: … who wrote.
    case letter

    /// The ways on which an officer keys it in.
    public static let keyed: [Channel] = [.counter, .telephone, .letter]
  }

  /// How far it is.
  public enum State: String, Sendable, Codable, CaseIterable {
    /// Chờ trả lời.
    case open
    /// Đã trả lời.
    case answered
    /// Không tiếp nhận: not what the law lets an agency answer, such as abuse or what was answered before.
    case declined
    /// Đã rút, by the citizen.
    case withdrawn
  }

  /// What the head found.
  public enum Finding: String, Sendable, Codable, CaseIterable {
    /// Có cơ sở, tiếp thu.
    case founded
    /// Có cơ sở một phần.
    case partlyFounded = "partly-founded"
    /// Không có cơ sở: indicator 7 does not count what was found false or slanderous.
    case unfounded
  }

  /// What is done to it.
  public enum Act: String, Sendable, Codable, CaseIterable {
    /// Gửi.
    case submit
    /// Trả lời: by the head.
    case answer
    /// Gia hạn: by the head, once, with a reason that the citizen reads.
    case extend
    /// Chuyển: by the head, to the agency whose matter it is; the day stays.
    case passOn = "pass-on"
    /// Không tiếp nhận: by the head, with a reason.
    case decline
    /// Rút: by the citizen, while nobody has answered.
    case withdraw
    /// Đánh giá trả lời: by the citizen, once.
    case rate
  }

  /// In which capacity somebody comes to it.
  public enum Part: String, Sendable, CaseIterable {
    /// Who sent it from his account.
    case petitioner
    /// Who answers for the agency it is addressed to.
    case head
    /// Who only reads: the office above, an inspector, the officer who keyed it in.
    case reader
  }

  /// How content the citizen is with the answer; metric PETITION_HANDLING_SATISFACTION of QĐ 766.
  public enum Contentment: String, Sendable, Codable, CaseIterable {
    /// Hài lòng.
    case content
    /// Bình thường.
    case neutral
    /// Không hài lòng.
    case discontent
  }

  /// What permits an act besides the state.
  public struct Past: Sendable, Hashable {
    /// Whether its day was moved.
    public var isExtended: Bool
    /// Whether the answer was rated.
    public var isRated: Bool

    /// What happened so far.
    public init(isExtended: Bool = false, isRated: Bool = false) {
      (self.isExtended, self.isRated) = (isExtended, isRated)
    }
  }

  /// Where an act leads; nil where it is not for this part, or does not fit.
  public static func next(_ act: Act, from state: State, by part: Part, _ past: Past) -> State? {
    switch (act, part, state) {
    case (.answer, .head, .open): .answered
    case (.extend, .head, .open): past.isExtended ? nil : .open
    case (.passOn, .head, .open): .open
    case (.decline, .head, .open): .declined
    case (.withdraw, .petitioner, .open): .withdrawn
    case (.rate, .petitioner, .answered): past.isRated ? nil : .answered
    case (.submit, _, _), (.answer, _, _), (.extend, _, _), (.passOn, _, _), (.decline, _, _),
      (.withdraw, _, _), (.rate, _, _):
      nil
    }
  }

  /// How many working days an agency has unless it is set otherwise; the law's number was not seen, so that it is
  /// configuration.
  public static let usualDays = 10

  /// By which day an answer is due: working days after the day of receipt, which is not counted.
  public static func due(receivedOn day: Day, within days: Int, _ calendar: WorkingCalendar) -> Day {
    calendar.day(days, workingDaysAfter: day)
  }

  /// Dates are compared: on its day an answer is still in time.
  public static func isLate(answeredOn day: Day, due: Day) -> Bool { day > due }
}
