public import Workflow

/// Letters by e-mail that wait for the mail server, and what became of them: the outbox of the portal.
public enum Letters {
  /// A letter as it is to be sent.
  public struct Waiting: Sendable {
    /// Stored number, the same however often it is sent.
    public let id: Int64
    /// To which address.
    public let address: String
    /// Its subject.
    public let subject: String
    /// Its text.
    public let body: String
    /// When it was written.
    public let madeAt: Moment
    /// How often the server was asked.
    public let tries: Int
  }

  /// A letter as an administrator sees it: not its text.
  public struct Listed: Sendable {
    /// Stored number.
    public let id: Int64
    /// To whom.
    public let person: String
    /// To which address.
    public let address: String
    /// Its subject.
    public let subject: String
    /// When it was written.
    public let madeAt: Moment
    /// When the server took it.
    public let takenAt: Moment?
    /// When it is tried next; nil where it was taken or given up.
    public let nextAt: Moment?
    /// How often the server was asked.
    public let tries: Int
    /// Why the server did not take it at the last try.
    public let failure: String
  }

  /// For how many days letters are kept after they were written.
  static let daysKept = 30

  /// How long to wait before the next try, in seconds; after the last of them a letter is given up.
  static let waits: [Int64] = [60, 5 * 60, 15 * 60, 3_600, 3 * 3_600, 6 * 3_600, 12 * 3_600]

  /// Puts a letter into the outbox.
  public static func write(
    to person: PersonID, address: String, subject: String, body: String, at moment: Moment, in db: WriteAccess
  ) throws {
    try db.execute(
      """
      INSERT INTO letters (person_id, address, subject, body, made_at, next_at) VALUES ($1, $2, $3, $4, $5, $5)
      """, person.value, address, subject, body, moment.seconds)
  }

  /// What is to be sent by now, the longest waiting first.
  public static func waiting(at moment: Moment, most: Int, in db: ReadAccess) throws -> [Waiting] {
    try db.query(
      """
      SELECT id, address, subject, body, made_at, tries FROM letters
      WHERE next_at IS NOT NULL AND next_at <= $1 ORDER BY next_at, id LIMIT $2
      """, moment.seconds, most
    ) {
      Waiting(
        id: $0.int64(0), address: $0.text(1), subject: $0.text(2), body: $0.text(3),
        madeAt: Moment(seconds: $0.int64(4)), tries: $0.int(5))
    }
  }

  /// The server took a letter.
  public static func taken(_ id: Int64, at moment: Moment, in db: WriteAccess) throws {
    try db.execute(
      "UPDATE letters SET taken_at = $1, next_at = NULL, tries = tries + 1, failure = '' WHERE id = $2",
      moment.seconds, id)
  }

  /// The server did not take a letter: it is tried again later, or given up.
  ///
  /// - Parameter isFinal: the server refused this very letter.
  public static func failed(
    _ letter: Waiting, _ why: String, isFinal: Bool, at moment: Moment, in db: WriteAccess
  ) throws {
    let wait = isFinal || letter.tries >= waits.count ? nil : waits[letter.tries]
    try db.execute(
      "UPDATE letters SET tries = tries + 1, failure = $1, next_at = $2 WHERE id = $3 AND taken_at IS NULL",
      String(why.prefix(300)), wait.map { moment.seconds + $0 }, letter.id)
  }

  /// An administrator has a letter that was not taken tried again now.
  ///
  /// - Returns: whether there is such a letter.
  public static func tryAgain(_ id: Int64, at moment: Moment, in db: WriteAccess) throws -> Bool {
    try db.first(
      "UPDATE letters SET next_at = $1, tries = 0 WHERE id = $2 AND taken_at IS NULL RETURNING id",
      moment.seconds,
      id
    ) { _ in true } ?? false
  }

  /// The last letters, newest first.
  public static func last(_ most: Int, in db: ReadAccess) throws -> [Listed] {
    func moment(_ row: Row, _ index: Int) -> Moment? { row.optionalInt64(index).map { Moment(seconds: $0) } }
    return try db.query(
      """
      SELECT l.id, p.name, l.address, l.subject, l.made_at, l.taken_at, l.next_at, l.tries, l.failure
      FROM letters l JOIN people p ON p.id = l.person_id ORDER BY l.id DESC LIMIT $1
      """, most
    ) { row in
      Listed(
        id: row.int64(0), person: row.text(1), address: row.text(2), subject: row.text(3),
        madeAt: Moment(seconds: row.int64(4)), takenAt: moment(row, 5), nextAt: moment(row, 6),
        tries: row.int(7),
        failure: row.text(8))
    }
  }

  /// Forgets letters of long ago, taken or given up.
  public static func forgetOld(at moment: Moment, in db: WriteAccess) throws {
    try db.execute(
      "DELETE FROM letters WHERE next_at IS NULL AND made_at < $1", moment.seconds - Int64(daysKept) * 86_400)
  }
}
