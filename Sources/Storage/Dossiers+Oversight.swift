public import Workflow

/// The lists behind the counts of `Dossiers.overview`; each holds exactly what its count counts.
extension Dossiers {
  /// Filed online and not received, most urgent first; with a moment, those whose reception clock had run out
  /// by then.
  public static func waiting(
    at agency: AgencyID, lateAt moment: Moment? = nil, after key: PageKey = .start, most: Int = pageSize + 1,
    in db: ReadAccess
  ) throws -> [Listed] {
    try db.query(
      """
      SELECT \(rowColumns) FROM dossiers d
      WHERE d.agency_id = $1 AND d.state = 'submitted'
        AND d.\(isAtCounter)
        AND ($2 IS NULL OR d.reception_due <= $2 - 60)
        AND COALESCE(d.appointment, d.reception_due, 0) >= $3
        AND (COALESCE(d.appointment, d.reception_due, 0), d.id) > ($3, $4)
      ORDER BY COALESCE(d.appointment, d.reception_due, 0), d.id LIMIT $5
      """, agency.value, moment?.seconds, key.key, key.id, most, decode: listed)
  }

  /// Signed or at the counter, by appointment.
  public static func ready(
    at agency: AgencyID, after key: PageKey = .start, most: Int = pageSize + 1, in db: ReadAccess
  ) throws -> [Listed] {
    try db.query(
      """
      SELECT \(rowColumns) FROM dossiers d
      WHERE d.agency_id = $1 AND d.state IN ('signed', 'at-counter') AND d.finished_at IS NOT NULL
        AND d.\(isAtCounter)
        AND COALESCE(d.appointment, d.reception_due, 0) >= $2
        AND (COALESCE(d.appointment, d.reception_due, 0), d.id) > ($2, $3)
      ORDER BY COALESCE(d.appointment, d.reception_due, 0), d.id LIMIT $4
      """, agency.value, key.key, key.id, most, decode: listed)
  }

  /// Being solved, whenever it falls due.
  public static func allBeingSolved(
    at agency: AgencyID, after key: PageKey = .start, most: Int = pageSize + 1, in db: ReadAccess
  ) throws -> [Listed] {
    try beingSolved(
      at: agency, lateFrom: Moment(seconds: .min)..<Moment(seconds: .max), after: key, most: most, in: db)
  }

  /// Being solved and late by now.
  public static func overdue(
    at agency: AgencyID, now: Moment, after key: PageKey = .start, most: Int = pageSize + 1,
    in db: ReadAccess
  ) throws -> [Listed] {
    try beingSolved(
      at: agency, lateFrom: Moment(seconds: .min)..<Moment(seconds: now.seconds + 1), after: key, most: most,
      in: db)
  }

  /// Being solved, in time now and late when the day is over.
  public static func dueToday(
    at agency: AgencyID, now: Moment, after key: PageKey = .start, most: Int = pageSize + 1,
    in db: ReadAccess
  ) throws -> [Listed] {
    let tomorrow = Moment(day: now.day + 1, minuteOfDay: 0)
    let span = Moment(seconds: now.seconds + 1)..<Moment(seconds: tomorrow.seconds + 1)
    return try beingSolved(at: agency, lateFrom: span, after: key, most: most, in: db)
  }
}

extension Dossiers.Overview {
  /// The counts of several agencies together.
  public static func sum(_ all: [Dossiers.Overview]) -> Dossiers.Overview {
    func sum(_ count: (Dossiers.Overview) -> Int) -> Int { all.reduce(0) { $0 + count($1) } }
    return Dossiers.Overview(
      waiting: sum(\.waiting), waitingLate: sum(\.waitingLate), solving: sum(\.solving),
      overdue: sum(\.overdue), dueToday: sum(\.dueToday), ready: sum(\.ready),
      awaited: sum(\.awaited), capReached: sum(\.capReached))
  }
}
