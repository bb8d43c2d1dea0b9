/// The shifts of an agency over the year.
///
/// Each province sets its hours; 07:00–11:30 and 13:30–17:00 is what systems in use default to (rules §5.8, §9.1).
public struct WorkingHours: Hashable, Sendable {
  /// The seasons, in the order in which they begin; the last runs on until the first begins again.
  public let seasons: [Season]
  /// A shift on Saturdays in which papers are received but no clock runs, if the agency has one.
  public let saturdayReception: Shift?

  /// Shifts that hold from a day of the year on.
  public struct Season: Hashable, Sendable, Codable {
    /// The day on which the season begins.
    public let from: MonthDay
    /// The shifts, from morning to evening.
    public let shifts: [Shift]

    /// A season.
    public init(from: MonthDay, shifts: [Shift]) {
      self.from = from
      self.shifts = shifts
    }
  }

  /// Checks and orders the seasons.
  public init(seasons: [Season], saturdayReception: Shift? = nil) throws(WorkingHoursFault) {
    guard !seasons.isEmpty else { throw .noSeason }
    let ordered = seasons.sorted { $0.from < $1.from }
    for (season, next) in zip(ordered, ordered.dropFirst()) where season.from == next.from {
      throw .seasonTwice(season.from)
    }
    for season in ordered {
      guard !season.shifts.isEmpty else { throw .noShift(season.from) }
      for (shift, next) in zip(season.shifts, season.shifts.dropFirst()) where next.opens < shift.closes {
        throw .shiftsOverlap(shift, next)
      }
    }
    self.init(checked: ordered, saturdayReception: saturdayReception)
  }

  private init(checked seasons: [Season], saturdayReception: Shift?) {
    self.seasons = seasons
    self.saturdayReception = saturdayReception
  }

  /// 07:00–11:30 and 13:30–17:00 all year.
  public static let standard = WorkingHours(
    checked: [Season(from: .newYear, shifts: [.standardMorning, .standardAfternoon])],
    saturdayReception: nil)

  /// The shifts that hold on a day, if it is a working day.
  public func shifts(on day: Day) -> [Shift] {
    guard seasons.count > 1 else { return seasons[0].shifts }
    let date = MonthDay(of: day)
    return (seasons.last { $0.from <= date } ?? seasons[seasons.count - 1]).shifts
  }

  /// When the last shift of a working day ends, which is when its time limits end (decisions 8).
  public func closing(on day: Day) -> Moment {
    let shifts = shifts(on: day)
    return Moment(day: day, minuteOfDay: shifts[shifts.count - 1].closes)
  }

  /// Whether the counter takes papers at an instant: inside a shift of a working day, or on Saturday in the
  /// shift for reception only.
  public func receives(at moment: Moment, calendar: WorkingCalendar) -> Bool {
    let minute = moment.minuteOfDay
    if calendar.isWorking(moment.day) {
      return shifts(on: moment.day).contains { $0.contains(minute) }
    }
    guard let saturdayReception, calendar.kind(of: moment.day) == .weekend,
      moment.day.weekday == .saturday
    else { return false }
    return saturdayReception.contains(minute)
  }
}

extension WorkingHours: Codable {
  private enum CodingKeys: String, CodingKey {
    case seasons, saturdayReception
  }

  /// Reads the seasons and refuses those that contradict themselves.
  public init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: CodingKeys.self)
    let seasons = try container.decode([Season].self, forKey: .seasons)
    let saturday = try container.decodeIfPresent(Shift.self, forKey: .saturdayReception)
    do throws(WorkingHoursFault) {
      try self.init(seasons: seasons, saturdayReception: saturday)
    } catch {
      throw DecodingError.dataCorruptedError(
        forKey: .seasons, in: container, debugDescription: error.description)
    }
  }
}

/// Why shifts are refused.
public enum WorkingHoursFault: Error, Hashable, Sendable, CustomStringConvertible {
  /// There is no season.
  case noSeason
  /// Two seasons begin on the same day.
  case seasonTwice(MonthDay)
  /// A season has no shift.
  case noShift(MonthDay)
  /// A shift begins before the one listed before it has ended.
  case shiftsOverlap(Shift, Shift)

  /// The fault in words for the administrator.
  public var description: String {
    switch self {
    case .noSeason: "chưa có mùa làm việc nào"
    case .seasonTwice(let from): "hai mùa cùng bắt đầu ngày \(from.vietnamese)"
    case .noShift(let from): "mùa bắt đầu ngày \(from.vietnamese) chưa có ca làm việc"
    case .shiftsOverlap(let shift, let next): "ca \(shift) và ca \(next) chồng nhau hoặc sai thứ tự"
    }
  }
}
