/// How long a procedure may take, for one channel and one case or for all.
public struct ProcessingTime: Codable, Hashable, Sendable {
  /// The channel it is for; all of them, if nothing is said.
  public let channel: Channel?
  /// The case it is for, in words; all of them, if nothing is said.
  public let caseName: String?
  /// Which answer in the form makes it that case.
  public let condition: Condition?
  /// Thời hạn theo quy định; nothing if not known.
  public let legal: TimeLimit?
  /// Thời hạn cam kết of the unit, shorter than the legal one.
  public let committed: TimeLimit?

  /// A time.
  public init(
    channel: Channel? = nil, caseName: String? = nil, condition: Condition? = nil, legal: TimeLimit?,
    committed: TimeLimit? = nil
  ) {
    self.channel = channel
    self.caseName = caseName
    self.condition = condition
    self.legal = legal
    self.committed = committed
  }

  /// The time from which the appointment is computed: the committed one, if there is one (rules §15).
  public var promised: TimeLimit? { committed ?? legal }
}

/// One of the four published steps of a procedure (F000-06, F000-07).
public struct ProcedureStep: Codable, Hashable, Sendable {
  /// Whose step it is.
  public let role: StepRole
  /// What is done.
  public let name: String
  /// The share of the time; nothing if the whole is not known.
  public let allotted: TimeLimit?

  /// A step.
  public init(role: StepRole, name: String, allotted: TimeLimit?) {
    self.role = role
    self.name = name
    self.allotted = allotted
  }
}

/// Whose step it is; the first and the last are the one-stop officer's.
public enum StepRole: String, Codable, Hashable, Sendable {
  /// Cán bộ một cửa, chuyên môn, lãnh đạo.
  case oneStop, specialist, leader

  /// The name on pages.
  public var vietnamese: String {
    switch self {
    case .oneStop: "Cán bộ một cửa"
    case .specialist: "Cán bộ chuyên môn"
    case .leader: "Lãnh đạo"
    }
  }
}

extension ProcedureStep {
  /// The four steps of letter 000, with shares by a rule of ours where nothing is published.
  ///
  /// A day is divided as procedure 2.000908 divides it: 2, 3, 2 and 1 hours. Of longer times the counter keeps
  /// half a day (of calendar days: a day) to receive and as much to return, the leader a quarter in whole such
  /// parts, the specialist the rest; so the shares add up to the time. Of a result on the same day every step is
  /// due that day. A time too short to divide, or unknown, gives steps without shares.
  public static func generic(for limit: TimeLimit?) -> [ProcedureStep] {
    let shares = shares(of: limit)
    return zip(stages, shares).map { ProcedureStep(role: $0.role, name: $0.name, allotted: $1) }
  }

  private static let stages: [(role: StepRole, name: String)] = [
    (.oneStop, "Tiếp nhận hồ sơ"), (.specialist, "Thẩm định, xử lý hồ sơ"),
    (.leader, "Ký duyệt kết quả"), (.oneStop, "Trả kết quả"),
  ]

  private static func shares(of limit: TimeLimit?) -> [TimeLimit?] {
    switch limit {
    case .sameDay: Array(repeating: .sameDay, count: 4)
    case .workingDays(1): [2, 3, 2, 1].map { .workingHours($0) }
    case .workingDays(let days): divided(days * 8, part: 4).map { .workingHours($0) }
    case .workingHours(let hours) where hours.isMultiple(of: 8): shares(of: .workingDays(hours / 8))
    case .calendarDays(let days) where days >= 4: divided(days, part: 1).map { .calendarDays($0) }
    default: Array(repeating: nil, count: 4)
    }
  }

  private static func divided(_ whole: Int, part: Int) -> [Int] {
    let leader = max(part, whole / 4 / part * part)
    return [part, whole - 2 * part - leader, leader, part]
  }
}
