public import Workflow

extension Agencies {
  /// The version that a form of an agency is drawn from.
  public static func version(of id: AgencyID, in db: ReadAccess) throws -> Int {
    try db.first("SELECT version FROM agencies WHERE id = $1", id.value) { $0.int(0) } ?? 0
  }

  /// Changes what may change of an agency.
  ///
  /// - Throws: `Outdated` when it is no longer at that version.
  public static func update(
    _ id: AgencyID, _ facts: Facts, version: Int, by person: PersonID, at moment: Moment, in db: WriteAccess
  ) throws {
    guard try self.version(of: id, in: db) == version else { throw Outdated() }
    try update(id, facts, by: person, at: moment, in: db)
  }

  /// From a day on another law rules an agency (decision 5), journalled.
  public static func setRegime(
    _ regime: Regime, from day: Day, of id: AgencyID, by person: PersonID, at moment: Moment,
    in db: WriteAccess
  ) throws {
    try setRegime(regime, from: day, of: id, in: db)
    try People.note(
      "set-regime", subject: "agency \(id)", detail: "\(regime.rawValue), \(day.vietnamese)", by: person,
      at: moment, in: db)
  }

  /// The shifts set for an agency itself, the latest first.
  public static func hours(
    of id: AgencyID, in db: ReadAccess
  ) throws -> [(from: Day, hours: WorkingHours)] {
    try db.query(
      "SELECT from_day, body FROM agency_hours WHERE agency_id = $1 ORDER BY from_day DESC", id.value
    ) {
      (from: try day($0.text(0)), hours: try decoded(WorkingHours.self, $0.text(1)))
    }
  }

  /// A unit's counter receives these procedures (F003-01), journalled.
  public static func publish(
    _ publications: [Reference.Publication], at id: AgencyID, by person: PersonID, at moment: Moment,
    in db: WriteAccess
  ) throws {
    for publication in publications { try publish(publication, in: db) }
    guard let first = publications.first else { return }
    let codes = publications.map(\.code).joined(separator: ", ")
    try People.note(
      "publish-at-unit", subject: "agency \(id)",
      detail: "\(codes); \(first.decisionNumber); \(first.responsible); \(first.days.from.vietnamese)",
      by: person, at: moment, in: db)
  }

  /// The last day on which a unit's counter receives procedures, journalled; dossiers received by then go on.
  public static func close(
    _ publications: [Reference.Publication], after last: Day, at id: AgencyID, by person: PersonID,
    at moment: Moment, in db: WriteAccess
  ) throws {
    for publication in publications {
      try db.execute(
        "UPDATE publications SET to_day = $1 WHERE agency_id = $2 AND code = $3 AND from_day = $4", last.iso,
        publication.agency.value, publication.code, publication.days.from.iso)
    }
    let codes = publications.map(\.code).joined(separator: ", ")
    try People.note(
      "close-at-unit", subject: "agency \(id)", detail: "\(codes); \(last.vietnamese)", by: person,
      at: moment, in: db)
    try Reference.touch(db)
  }
}
