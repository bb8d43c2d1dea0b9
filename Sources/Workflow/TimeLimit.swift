/// How long a procedure or a step may take, in the grammar of the catalogue: "3wd", "8h", "15d", "same".
///
/// An amount is 1 to 9,999. Text with another amount is refused; a value made in code is taken to the nearer end,
/// so that every limit has a due date.
public enum TimeLimit: Hashable, Sendable {
  /// So many working days, the day of receipt not counted.
  case workingDays(Int)
  /// So many hours inside shifts.
  case workingHours(Int)
  /// So many days, weekends and holidays included, the day of receipt not counted.
  case calendarDays(Int)
  /// The day of receipt; received after 15:00, the next working day (Luật Hộ tịch art 5.3).
  case sameDay

  /// The amounts that a limit can have.
  public static let amounts = 1...9_999

  /// The time in which an online filing is answered: 8 working hours (rules §1.3).
  public static let reception = TimeLimit.workingHours(8)

  /// The last minute of receipt for a result on the same day: 15:00, "sau 15 giờ" being later.
  public static let sameDayUntilMinute = 15 * 60

  /// Whether lateness compares instants; otherwise it compares dates (decisions 9).
  public var isHourBased: Bool {
    if case .workingHours = self { true } else { false }
  }

  /// The amount within `amounts`; 1 for the same day.
  var amount: Int {
    switch self {
    case .workingDays(let amount), .workingHours(let amount), .calendarDays(let amount):
      min(max(amount, Self.amounts.lowerBound), Self.amounts.upperBound)
    case .sameDay:
      1
    }
  }
}

extension TimeLimit: TextCodable {
  /// Reads "3wd", "8h", "15d" or "same", and nothing else: no spaces, capitals, fractions or leading zeros.
  public init?(_ text: String) {
    if text == "same" {
      self = .sameDay
      return
    }
    var reader = DigitReader(text)
    guard !reader.take("0"), let amount = reader.number(1, 4) else { return nil }
    switch (reader.take("w"), reader.take("d"), reader.take("h")) {
    case (true, true, false): self = .workingDays(amount)
    case (false, true, false): self = .calendarDays(amount)
    case (false, false, true): self = .workingHours(amount)
    default: return nil
    }
    guard reader.atEnd else { return nil }
  }

  /// The limit as "3wd", "8h", "15d" or "same".
  public var description: String {
    switch self {
    case .workingDays: "\(amount)wd"
    case .workingHours: "\(amount)h"
    case .calendarDays: "\(amount)d"
    case .sameDay: "same"
    }
  }

  /// The limit as pages print it.
  public var vietnamese: String {
    switch self {
    case .workingDays: "\(amount) ngày làm việc"
    case .workingHours: "\(amount) giờ làm việc"
    case .calendarDays: "\(amount) ngày"
    case .sameDay: "trong ngày (sau 15 giờ: ngày làm việc tiếp theo)"
    }
  }

  /// The limit in English.
  public var english: String {
    switch self {
    case .workingDays: "\(amount) working day\(amount == 1 ? "" : "s")"
    case .workingHours: "\(amount) working hour\(amount == 1 ? "" : "s")"
    case .calendarDays: "\(amount) day\(amount == 1 ? "" : "s")"
    case .sameDay: "the same day (after 15:00: the next working day)"
    }
  }
}
