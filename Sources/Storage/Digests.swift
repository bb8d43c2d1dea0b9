public import Workflow

/// What people were told in the morning, kept as it was told.
public enum Digests {
  /// Roles that are told.
  public static let roles: [Role] = [.oneStopOfficer, .specialist, .leader, .chairman]

  /// For how many days digests are kept.
  static let daysKept = 60

  /// Unlocked people of some agencies who were not told anything on a day yet, so that a round is short.
  public static func untold(
    on day: Day, of agencies: [AgencyID], most: Int, in db: ReadAccess
  ) throws -> [PersonID] {
    let list = "," + agencies.map(\.description).joined(separator: ",") + ","
    return try db.query(
      """
      SELECT p.id FROM people p
      WHERE p.kind = 'staff' AND p.locked_at IS NULL
        AND NOT EXISTS (SELECT 1 FROM digests t WHERE t.person_id = p.id AND t.day = $1)
        AND EXISTS (
          SELECT 1 FROM grants g WHERE g.person_id = p.id AND g.revoked_at IS NULL
            AND g.role IN (\(roles.map { "'\($0.rawValue)'" }.joined(separator: ", ")))
            AND $2 LIKE '%,' || g.agency_id || ',%')
      ORDER BY p.id LIMIT $3
      """, day.iso, list, most
    ) { PersonID($0.int64(0)) }
  }

  /// Keeps what a person is told on a day; nothing to tell is kept too, so that nobody is asked again that day.
  public static func keep(
    _ digest: Digest, of person: PersonID, on day: Day, at moment: Moment, in db: WriteAccess
  ) throws {
    try db.execute(
      "INSERT INTO digests (person_id, day, made_at, body) VALUES ($1, $2, $3, $4)",
      person.value, day.iso, moment.seconds, digest.isEmpty ? "" : encoded(digest))
  }

  /// What a person was told on a day; nil where there was nothing.
  public static func digest(
    of person: PersonID, on day: Day, in db: ReadAccess
  ) throws -> (digest: Digest, madeAt: Moment)? {
    try db.first(
      "SELECT body, made_at FROM digests WHERE person_id = $1 AND day = $2 AND body <> ''", person.value,
      day.iso
    ) { (try decoded(Digest.self, $0.text(0)), Moment(seconds: $0.int64(1))) }
  }

  /// The days on which a person was told something, the last first.
  public static func days(of person: PersonID, most: Int, in db: ReadAccess) throws -> [Day] {
    try db.query(
      "SELECT day FROM digests WHERE person_id = $1 AND body <> '' ORDER BY day DESC LIMIT $2", person.value,
      most
    ) { try known(Day(iso: $0.text(0))) }
  }

  /// Forgets what was told long ago.
  public static func forgetOld(at moment: Moment, in db: WriteAccess) throws {
    try db.execute("DELETE FROM digests WHERE day < $1", (moment.day - daysKept).iso)
  }
}
