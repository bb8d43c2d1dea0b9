/// What a report that leaves by itself is about: from one moment until before another (letter 001: weekly, Friday 17:00; rules
/// §8.4: the others after their 14th; `ReportingRule` says otherwise).
public struct ReportSpan: Sendable, Hashable {
  /// Of which kind.
  public let kind: ReportingPeriod.Kind
  /// Its first moment.
  public let begins: Moment
  /// The first moment after it, at which the report is made.
  public let ends: Moment

  /// A span by its moments.
  public init(_ kind: ReportingPeriod.Kind, from begins: Moment, to ends: Moment) {
    (self.kind, self.begins, self.ends) = (kind, begins, ends)
  }

  /// The last span of a kind that is over at a moment.
  public static func last(_ kind: ReportingPeriod.Kind, over now: Moment, _ calendar: WorkingCalendar)
    -> ReportSpan
  {
    guard kind == .week else {
      let period = ReportingPeriod(kind, containing: now.day, calendar).previous(calendar)
      return ReportSpan(period)
    }
    var week = Week(containing: now.day)
    while week.closing(calendar).map({ $0 > now }) ?? true, let before = week.previous { week = before }
    return closing(week, calendar)
  }

  /// The span before it, which ends where it begins.
  public func previous(_ calendar: WorkingCalendar) -> ReportSpan {
    kind == .week
      ? .last(.week, over: begins, calendar)
      : ReportSpan(ReportingPeriod(kind, containing: begins.day, calendar).previous(calendar))
  }

  /// The span after it, which begins where it ends.
  public func next(_ calendar: WorkingCalendar) -> ReportSpan {
    guard kind == .week else { return ReportSpan(ReportingPeriod(kind, containing: ends.day, calendar)) }
    var day = ends.day
    var span = self
    // At most a year of days off lies between two weeks.
    for _ in 0..<52 where span.ends <= ends {
      day = day + 7
      span = .last(.week, over: Moment(day: day, minuteOfDay: 24 * 60), calendar)
    }
    return span
  }

  /// The spans of a kind that are over at a moment and end after another, oldest first.
  public static func owed(
    _ kind: ReportingPeriod.Kind, since ends: Moment, over now: Moment, _ calendar: WorkingCalendar, most: Int
  ) -> [ReportSpan] {
    var spans: [ReportSpan] = []
    var span = last(kind, over: now, calendar)
    while span.ends > ends, spans.count < most {
      spans.append(span)
      span = span.previous(calendar)
    }
    return spans.reversed()
  }

  private init(_ period: ReportingPeriod) {
    self.init(
      period.kind, from: Moment(day: period.from, minuteOfDay: 0),
      to: Moment(day: period.to + 1, minuteOfDay: 0))
  }

  /// A week without a working day is part of the next.
  private static func closing(_ week: Week, _ calendar: WorkingCalendar) -> ReportSpan {
    let end = week.closing(calendar) ?? Moment(day: week.monday, minuteOfDay: 0)
    var before = week.previous
    while let week = before, week.closing(calendar) == nil { before = week.previous }
    return ReportSpan(.week, from: before?.closing(calendar) ?? end, to: end)
  }

  /// From Monday to Sunday.
  private struct Week {
    let monday: Day

    init(containing day: Day) { monday = day - (day.weekday.rawValue - 1) }

    /// Nil before the first week that dates can name.
    var previous: Week? {
      let before = Week(containing: monday - 1)
      return before.monday < monday ? before : nil
    }

    /// When it closes: on the day of the rule; where that is off, on its last working day; nil where all of it is off.
    func closing(_ calendar: WorkingCalendar) -> Moment? {
      let rule = calendar.reportingRule(on: monday)
      let wanted = monday + (rule.weekday.rawValue - 1)
      let day =
        calendar.isWorking(wanted) ? wanted : (0..<7).map { monday + $0 }.last { calendar.isWorking($0) }
      return day.map { Moment(day: $0, minuteOfDay: rule.minute) }
    }
  }
}
