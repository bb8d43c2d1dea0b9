public import Workflow

extension Agencies {
  /// The version of an agency, for the forms that change it.
  public static func version(of id: AgencyID, in db: ReadAccess) throws -> Int? {
    try db.first("SELECT version FROM agencies WHERE id = $1", id.value) { $0.int(0) }
  }

  /// The last day of an agency, or none: dossiers and papers keep it, new ones do not begin there.
  public static func setEnd(
    _ day: Day?, of id: AgencyID, by person: PersonID, at moment: Moment, in db: WriteAccess
  ) throws {
    let changed = try db.execute(
      "UPDATE agencies SET effective_to = $1 WHERE id = $2 AND effective_to IS DISTINCT FROM $1", day?.iso,
      id.value)
    guard changed == 1 else { return }
    try People.note(
      "close-agency", subject: "agency \(id)", detail: day?.vietnamese ?? "", by: person, at: moment, in: db)
    try Reference.touch(db)
  }
}

extension Reference {
  /// The shifts set for an agency itself, the earliest first; where there are none it follows the agency above.
  public static func ownHours(
    of id: AgencyID, in db: ReadAccess
  ) throws -> [(from: Day, hours: WorkingHours)] {
    try db.query(
      "SELECT from_day, body FROM agency_hours WHERE agency_id = $1 ORDER BY from_day", id.value
    ) { (from: try day($0.text(0)), hours: try decoded(WorkingHours.self, $0.text(1))) }
  }

  /// The version of the shifts set for an agency itself, for the form that changes them; 0 where there are none.
  public static func hoursVersion(of id: AgencyID, in db: ReadAccess) throws -> Int {
    try db.first("SELECT COALESCE(sum(version), 0) FROM agency_hours WHERE agency_id = $1", id.value) {
      $0.int(0)
    } ?? 0
  }
}
