public import Workflow

extension People {
  /// A row of the list of accounts.
  public struct Listed: Sendable {
    /// Stored number.
    public let id: PersonID
    /// Login name.
    public let login: String
    /// Full name.
    public let name: String
    /// Office held.
    public let title: String
    /// Locked accounts cannot sign in.
    public let isLocked: Bool
    /// Has not signed in since the password was set.
    public let mustChangePassword: Bool
    /// Roles held now.
    public let grants: [Grant]
  }

  /// Rows per page of the list of accounts.
  public static let pageSize = 50

  /// Staff who hold or held a role at an agency or below it, by name; one row more than a page where there is a
  /// next one.
  ///
  /// - Parameters:
  ///   - words: part of the name or of the login, in any case, without regard to diacritics.
  ///   - last: the last person of the page before.
  public static func staff(
    below agency: AgencyID, matching words: String, after last: PersonID? = nil, in db: ReadAccess
  ) throws -> [Listed] {
    try db.query(
      """
      WITH RECURSIVE scope (id) AS (
        SELECT id FROM agencies WHERE id = $1
        UNION SELECT a.id FROM agencies a JOIN scope s ON a.parent_id = s.id)
      SELECT p.id, p.login, p.name, p.title, p.locked_at, p.must_change_password FROM people p
      WHERE p.kind = 'staff'
        AND p.id IN (SELECT g.person_id FROM grants g JOIN scope s ON s.id = g.agency_id)
        AND ($2 = '' OR instr(p.name_folded, $2) > 0 OR instr(p.login, $2) > 0)
        AND ($3 IS NULL OR (p.name_folded, p.id) > (SELECT name_folded, id FROM people WHERE id = $3))
      ORDER BY p.name_folded, p.id LIMIT $4
      """, agency.value, VietnameseText.folded(words), last?.value, pageSize + 1
    ) { row in
      let id = PersonID(row.int64(0))
      return Listed(
        id: id, login: row.text(1), name: row.text(2), title: row.text(3), isLocked: !row.isNull(4),
        mustChangePassword: row.bool(5), grants: try grants(of: id, in: db))
    }
  }

  /// Changes what an administrator may change of an account's own facts.
  public static func setFacts(
    name: String, title: String, phone: String, email: String, certificate: SigningCertificate?,
    of person: PersonID, by actor: PersonID,
    at moment: Moment, in db: WriteAccess
  ) throws {
    try db.execute(
      """
      UPDATE people SET name = $1, name_folded = $2, title = $3, phone = $4, email = $5,
        signature_serial = $6, signature_until = $7, version = version + 1
      WHERE id = $8
      """, name, VietnameseText.folded(name), title, phone, email, certificate?.serial ?? "",
      certificate?.until.iso ?? "", person.value)
    try note(
      "set-facts", subject: "person \(person)",
      detail: ([name, title] + (certificate.map { [$0.serial, $0.until.iso] } ?? [])).joined(separator: ", "),
      by: actor, at: moment, in: db)
  }

  /// A line of the administration journal.
  public struct Note: Sendable {
    /// When.
    public let at: Moment
    /// Who; nil for the installation itself.
    public let personName: String?
    /// What was done, by its short name.
    public let what: String
    /// What belongs to it.
    public let detail: String
  }

  /// What was done to a subject ("person 12", "agency 3", "procedure 1.001193"), newest first.
  public static func notes(
    about subject: String, limit: Int = 50, in db: ReadAccess
  ) throws -> [Note] {
    try db.query(
      """
      SELECT a.recorded_at, p.name, a.what, a.detail
      FROM administration_journal a LEFT JOIN people p ON p.id = a.person_id
      WHERE a.subject = $1 ORDER BY a.id DESC LIMIT $2
      """, subject, limit
    ) {
      Note(
        at: Moment(seconds: $0.int64(0)), personName: $0.optionalText(1), what: $0.text(2),
        detail: $0.text(3))
    }
  }
}

extension Passwords {
  /// A password for one sign-in: twelve letters and digits that are not mistaken for each other, in three groups,
  /// some 58 bits.
  public static func oneTime() -> String {
    let signs = Array("abcdefghjkmnpqrstuvwxyz23456789")
    let letters = Secrets.random(64).filter { Int($0) < 256 / signs.count * signs.count }.prefix(12)
      .map { signs[Int($0) % signs.count] }
    precondition(letters.count == 12, "more than 52 of 64 random bytes were above 248")
    return stride(from: 0, to: 12, by: 4).map { String(letters[$0..<$0 + 4]) }.joined(separator: "-")
  }
}
