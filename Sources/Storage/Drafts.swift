public import Workflow

/// Citizens' unfinished filings and their ceilings (decision 22).
public enum Drafts {
  /// Drafts an account may have at once.
  public static let most = 10
  /// Bytes that the files and answers of an account's drafts may hold together.
  public static let mostBytes = 200 << 20
  /// Bytes that the answers of one draft may take; a full form takes a tenth.
  public static let mostAnswerBytes = 384 << 10
  /// Days after its last change for which a draft is kept.
  public static let keptDays = 30

  /// How many drafts an account has.
  public static func count(of person: PersonID, in db: ReadAccess) throws -> Int {
    try db.first(
      "SELECT count(*) FROM dossiers WHERE applicant_id = $1 AND state = 'draft'", person.value
    ) { $0.int(0) } ?? 0
  }

  /// Takes a draft from its account: what was typed and the files are gone, the numbers of the journal stay.
  ///
  /// - Throws: `NotFound` for what is no draft of this account.
  public static func discard(
    _ id: DossierID, of person: PersonID, at moment: Moment, in db: WriteAccess
  ) throws {
    let changed = try db.execute(
      """
      UPDATE dossiers SET applicant_id = NULL, answers = '{}', changed_at = $1, version = version + 1
      WHERE id = $2 AND applicant_id = $3 AND state = 'draft'
      """, moment.seconds, id.value, person.value)
    guard changed == 1 else { throw Dossiers.NotFound() }
    try Dossiers.setParties(owner: Dossiers.Party(name: ""), submitter: nil, of: id, in: db)
    try db.execute(
      """
      UPDATE attachments SET removed_at = $1, is_dropped = 1 WHERE dossier_id = $2 AND removed_at IS NULL
      """, moment.seconds, id.value)
  }

  /// Discards drafts that nobody touched for too long, the oldest first.
  ///
  /// - Parameter most: how many at once.
  /// - Returns: how many were.
  @discardableResult
  public static func discardOld(most: Int = 100, at moment: Moment, in db: WriteAccess) throws -> Int {
    let old = try old(most: most, at: moment, in: db)
    for (id, person) in old { try discard(id, of: person, at: moment, in: db) }
    return old.count
  }

  static func old(
    most: Int, at moment: Moment, in db: ReadAccess
  ) throws -> [(id: DossierID, person: PersonID)] {
    try db.query(
      """
      SELECT id, applicant_id FROM dossiers
      WHERE state = 'draft' AND applicant_id IS NOT NULL AND changed_at < $1 ORDER BY changed_at LIMIT $2
      """, moment.seconds - Int64(keptDays) * 86_400, most
    ) { (DossierID($0.int64(0)), PersonID($0.int64(1))) }
  }
}

extension Dossiers {
  /// The codes filed most often among the newest dossiers, most often first: bounded work, whatever the store holds.
  public static func mostFiled(in db: ReadAccess) throws -> [String] {
    try db.query(
      """
      SELECT procedure_code FROM (SELECT procedure_code FROM dossiers ORDER BY id DESC LIMIT 300)
      GROUP BY procedure_code ORDER BY count(*) DESC, procedure_code LIMIT 12
      """
    ) { $0.text(0) }
  }
}
