public import Workflow

/// Versions of the working calendar; every deadline keeps the one it was computed by.
public enum Calendars {
  /// Publishes a version; from then on new deadlines follow it.
  public static func publish(
    _ calendar: WorkingCalendar, reason: String, by person: PersonID, at moment: Moment, in db: WriteAccess
  ) throws {
    try db.execute(
      "INSERT INTO calendars (version, body, published_at, published_by) VALUES ($1, $2, $3, $4)",
      calendar.version, try encoded(calendar), moment.seconds, person.value)
    try People.note(
      "publish-calendar", subject: "calendar", detail: "\(calendar.version): \(reason)", by: person,
      at: moment,
      in: db)
    try Reference.touch(db)
  }

  /// A version as it was published; nil for a name that none has.
  public static func calendar(version: String, in db: ReadAccess) throws -> WorkingCalendar? {
    try db.first("SELECT body FROM calendars WHERE version = $1", version) {
      try decoded(WorkingCalendar.self, $0.text(0))
    }
  }

  /// The name of the version after one: "2026-1" is followed by "2026-2", or by the first that is free.
  public static func nextVersion(after version: String, in db: ReadAccess) throws -> String {
    let stem = version.split(separator: "-").first.map(String.init) ?? version
    let taken = Set(try db.query("SELECT version FROM calendars") { $0.text(0) })
    var number = 1
    while taken.contains("\(stem)-\(number)") { number += 1 }
    return "\(stem)-\(number)"
  }
}

extension Reference {
  /// A version of the calendar, the newest from memory; nil where there is none of that name.
  public func calendar(version: String, in db: ReadAccess) throws -> WorkingCalendar? {
    if version == calendar.version { return calendar }
    return try db.first("SELECT body FROM calendars WHERE version = $1", version) {
      try decoded(WorkingCalendar.self, $0.text(0))
    }
  }
}
