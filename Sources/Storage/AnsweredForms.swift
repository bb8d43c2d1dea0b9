public import Workflow

/// Decision 18: every form carries a one-time key; a repeat, also after a crash, returns the first answer.
public enum AnsweredForms {
  private static let kept: Int64 = 7 * 86_400

  /// Where the first answer of a form led, if it was answered; keys are each person's own.
  public static func answer(
    to key: String, of person: PersonID, in db: ReadAccess
  ) throws -> String? {
    try db.first(
      "SELECT answer FROM answered_forms WHERE key = $1 AND person_id = $2", key, person.value
    ) { $0.text(0) }
  }

  /// Who answered a form that nobody was signed in for: the account that it made.
  public static func person(answering key: String, in db: ReadAccess) throws -> PersonID? {
    try db.first("SELECT person_id FROM answered_forms WHERE key = $1", key) { PersonID($0.int64(0)) }
  }

  /// Keeps the answer, in the transaction of what it answers.
  public static func keep(
    _ answer: String, to key: String, of person: PersonID, at moment: Moment, in db: WriteAccess
  ) throws {
    try db.execute(
      "INSERT INTO answered_forms (key, person_id, answer, answered_at) VALUES ($1, $2, $3, $4)", key,
      person.value, answer, moment.seconds)
  }

  /// Forgets what was answered so long ago that nobody repeats it.
  public static func forgetOld(at moment: Moment, in db: WriteAccess) throws {
    try db.execute("DELETE FROM answered_forms WHERE answered_at < $1", moment.seconds - kept)
  }
}
