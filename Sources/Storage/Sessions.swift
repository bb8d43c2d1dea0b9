public import Workflow

/// Signed-in browsers: random tokens stored hashed, with an end.
public enum Sessions {
  /// How long a session lasts, in seconds: one working day with its evening.
  public static let lifetime: Int64 = 12 * 3600
  /// Failures after which further tries of one account from one address must wait (decision 22).
  public static let freeFailures = 5

  /// Begins a session.
  ///
  /// - Returns: the token for the cookie; only its hash is stored.
  public static func begin(
    for person: PersonID, device: String, at moment: Moment, in db: WriteAccess
  ) throws -> String {
    let token = Secrets.token()
    try db.execute(
      """
      INSERT INTO sessions (token_hash, person_id, created_at, expires_at, device)
      VALUES ($1, $2, $3, $4, $5)
      """, Secrets.hash(token), person.value, moment.seconds, moment.seconds + lifetime,
      String(device.prefix(200)))
    return token
  }

  /// Whose session a token opens; nil when ended, expired or the account is locked.
  public static func person(
    token: String, at moment: Moment, in db: ReadAccess
  ) throws -> PersonID? {
    try db.first(
      """
      SELECT s.person_id FROM sessions s JOIN people p ON p.id = s.person_id
      WHERE s.token_hash = $1 AND s.expires_at > $2 AND p.locked_at IS NULL
      """, Secrets.hash(token), moment.seconds
    ) { PersonID($0.int64(0)) }
  }

  /// Ends one session.
  public static func end(token: String, in db: WriteAccess) throws {
    try db.execute("DELETE FROM sessions WHERE token_hash = $1", Secrets.hash(token))
  }

  /// Ends every session of a person: sign-out everywhere, lock, new password.
  public static func endAll(of person: PersonID, in db: WriteAccess) throws {
    try db.execute("DELETE FROM sessions WHERE person_id = $1", person.value)
  }

  /// Forgets sessions that are over, and failures of more than a day ago.
  public static func forgetOld(at moment: Moment, in db: WriteAccess) throws {
    try db.execute("DELETE FROM sessions WHERE expires_at < $1", moment.seconds)
    try db.execute("DELETE FROM sign_in_failures WHERE last_at < $1", moment.seconds - 86_400)
  }

  /// How many seconds the next try must wait: none for a device that signed in before, or for the first few
  /// failures; then doubling up to a quarter of an hour.
  public static func wait(
    login: String, peer: String, device: String?, at moment: Moment, in db: ReadAccess
  ) throws -> Int64 {
    if let device, try isKnown(device: device, login: login, in: db) { return 0 }
    let row = try db.first(
      "SELECT failures, last_at FROM sign_in_failures WHERE login = $1 AND peer = $2", login.lowercased(),
      peer
    ) { ($0.int(0), $0.int64(1)) }
    guard let (failures, last) = row, failures >= freeFailures else { return 0 }
    let pause: Int64 = min(900, 15 << Int64(min(failures - freeFailures, 6)))
    return max(0, last + pause - moment.seconds)
  }

  private static func isKnown(device: String, login: String, in db: ReadAccess) throws -> Bool {
    try db.first(
      """
      SELECT 1 FROM known_devices d JOIN people p ON p.id = d.person_id
      WHERE p.login = $1 AND d.device_hash = $2
      """, login.lowercased(), Secrets.hash(device)
    ) { _ in true } ?? false
  }

  /// Whether staff sign in on a device: what is filed online from it, an officer may have filed.
  public static func isOfStaff(device: String, in db: ReadAccess) throws -> Bool {
    try db.first(
      """
      SELECT 1 FROM known_devices d JOIN people p ON p.id = d.person_id
      WHERE d.device_hash = $1 AND p.kind = 'staff' LIMIT 1
      """, Secrets.hash(device)
    ) { _ in true } ?? false
  }

  /// Counts a failed try.
  public static func noteFailure(
    login: String, peer: String, at moment: Moment, in db: WriteAccess
  ) throws {
    try db.execute(
      """
      INSERT INTO sign_in_failures (login, peer, failures, last_at) VALUES ($1, $2, 1, $3)
      ON CONFLICT (login, peer) DO UPDATE SET failures = failures + 1, last_at = $3
      """, String(login.lowercased().prefix(100)), peer, moment.seconds)
  }

  /// Forgets the failures of an account from an address, once the right password was given.
  public static func forgetFailures(login: String, peer: String, in db: WriteAccess) throws {
    try db.execute("DELETE FROM sign_in_failures WHERE login = $1 AND peer = $2", login.lowercased(), peer)
  }

  /// Remembers the device of a successful sign-in and forgets its failures.
  public static func noteSuccess(
    of person: PersonID, login: String, peer: String, device: String, at moment: Moment,
    in db: WriteAccess
  ) throws {
    try forgetFailures(login: login, peer: peer, in: db)
    try db.execute(
      """
      INSERT INTO known_devices (person_id, device_hash, seen_at) VALUES ($1, $2, $3)
      ON CONFLICT (person_id, device_hash) DO UPDATE SET seen_at = $3
      """, person.value, Secrets.hash(device), moment.seconds)
  }
}
