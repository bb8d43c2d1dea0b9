public import Workflow

/// Accounts of staff and citizens (F000-05).
public enum People {
  /// Staff or citizen.
  public enum Kind: String, Sendable {
    /// Cán bộ, công chức: gets roles.
    case staff
    /// Công dân: never gets a role.
    case citizen
  }

  /// An account with what signing in needs.
  public struct Account: Sendable {
    /// Stored number.
    public let id: PersonID
    /// Staff or citizen.
    public let kind: Kind
    /// Login name.
    public let login: String
    /// Stored password form.
    public let password: String
    /// The first sign-in must change the password.
    public let mustChangePassword: Bool
    /// A demo account signs in only on loopback (decision 20).
    public let isDemo: Bool
    /// Locked accounts cannot sign in.
    public let isLocked: Bool
    /// Full name.
    public let name: String
    /// Office held.
    public let title: String
    /// Telephone.
    public let phone: String
    /// E-mail.
    public let email: String
    /// Self-declared identity until bound (decision 1): kind.
    public let identityKind: String?
    /// Self-declared identity until bound (decision 1): number.
    public let identityNumber: String?
    /// Address.
    public let address: String
    /// Whether a counter has bound the account to its person (decision 1).
    public let isBound: Bool
    /// Version for forms.
    public let version: Int
    /// What somebody of staff signs by.
    public let certificate: SigningCertificate?
  }

  /// What is needed to make an account.
  public struct New: Sendable {
    /// Staff or citizen.
    public var kind: Kind
    /// Login name, unique.
    public var login: String
    /// Stored password form, from `Passwords.hash`.
    public var password: String
    /// The first sign-in must change the password.
    public var mustChangePassword = false
    /// Demo account.
    public var isDemo = false
    /// Full name.
    public var name: String
    /// Office held.
    public var title = ""
    /// Telephone.
    public var phone = ""
    /// E-mail.
    public var email = ""
    /// Self-declared identity: kind.
    public var identityKind: String?
    /// Self-declared identity: number.
    public var identityNumber: String?
    /// Address.
    public var address = ""

    /// The parts that no account lacks.
    public init(kind: Kind, login: String, password: String, name: String) {
      self.kind = kind
      self.login = login
      self.password = password
      self.name = name
    }
  }

  /// The login name is taken.
  public struct LoginTaken: Error, Sendable {}

  private static let columns = """
    id, kind, login, password, must_change_password, is_demo, locked_at, name, title, phone, email,
    identity_kind, identity_number, address, bound_at, version,
    signature_serial, signature_until
    """

  private static func account(_ row: Row) throws -> Account {
    Account(
      id: PersonID(row.int64(0)), kind: try known(Kind(rawValue: row.text(1))), login: row.text(2),
      password: row.text(3), mustChangePassword: row.bool(4), isDemo: row.bool(5),
      isLocked: !row.isNull(6), name: row.text(7), title: row.text(8), phone: row.text(9),
      email: row.text(10), identityKind: row.optionalText(11), identityNumber: row.optionalText(12),
      address: row.text(13), isBound: !row.isNull(14), version: row.int(15),
      certificate: SigningCertificates.stored(row.text(16), row.text(17)))
  }

  /// An account by its login name, written in any case.
  public static func account(login: String, in db: ReadAccess) throws -> Account? {
    try db.first("SELECT \(columns) FROM people WHERE login = $1", login.lowercased(), decode: account)
  }

  /// An account by its number.
  public static func account(_ id: PersonID, in db: ReadAccess) throws -> Account? {
    try db.first("SELECT \(columns) FROM people WHERE id = $1", id.value, decode: account)
  }

  /// The person with the roles held now.
  public static func person(_ id: PersonID, in db: ReadAccess) throws -> Person? {
    let grants = try grants(of: id, in: db)
    return try db.first(
      "SELECT name, title, bound_at, identity_kind, identity_number FROM people WHERE id = $1", id.value
    ) { row in
      let bound = row.isNull(2) ? nil : row.optionalText(3).flatMap(IdentityKind.init(rawValue:))
      return Person(
        id: id, name: row.text(0), title: row.text(1), grants: grants,
        boundIdentity: bound.flatMap { IdentityNumber($0, row.optionalText(4) ?? "") })
    }
  }

  /// Citizens' accounts by login name, e-mail or telephone, for the counter.
  public static func citizens(matching text: String, in db: ReadAccess) throws -> [Account] {
    try db.query(
      """
      SELECT \(columns) FROM people
      WHERE kind = 'citizen' AND (login = $1 OR (email <> '' AND email = $1) OR (phone <> '' AND phone = $2))
      ORDER BY id LIMIT 10
      """, text.lowercased(), PhoneNumber(text)?.digits ?? "-", decode: account)
  }

  /// The roles a person holds now; one whose last day is over is among them until it is taken, within a minute.
  public static func grants(of id: PersonID, in db: ReadAccess) throws -> [Grant] {
    try db.query(
      """
      SELECT role, agency_id, fields, until_day FROM grants WHERE person_id = $1 AND revoked_at IS NULL ORDER BY id
      """, id.value
    ) { try grant($0, from: 0) }
  }

  /// From the columns role, agency, fields, last day.
  static func grant(_ row: Row, from start: Int) throws -> Grant {
    Grant(
      role: try known(Role(rawValue: row.text(start))), agency: AgencyID(row.int64(start + 1)),
      fields: Set(row.text(start + 2).split(separator: ",").map(String.init)),
      until: try row.optionalText(start + 3).map { try known(Day(iso: $0)) })
  }

  /// Unlocked people who hold a role at an agency, by name; those limited to other fields left out.
  public static func holders(
    of role: Role, at agency: AgencyID, field: String? = nil, in db: ReadAccess
  ) throws -> [(id: PersonID, name: String, title: String)] {
    try db.query(
      """
      SELECT p.id, p.name, p.title, g.fields FROM grants g JOIN people p ON p.id = g.person_id
      WHERE g.agency_id = $1 AND g.role = $2 AND g.revoked_at IS NULL AND p.locked_at IS NULL
      ORDER BY p.name_folded, p.id
      """, agency.value, role.rawValue
    ) { (PersonID($0.int64(0)), $0.text(1), $0.text(2), $0.text(3)) }
    .filter { row in
      field.map { row.3.isEmpty || row.3.split(separator: ",").contains(Substring($0)) } ?? true
    }
    .map { (id: $0.0, name: $0.1, title: $0.2) }
  }

  /// Makes an account.
  ///
  /// - Throws: `LoginTaken`.
  public static func create(_ new: New, at moment: Moment, in db: WriteAccess) throws -> PersonID {
    let id = try db.first(
      """
      INSERT INTO people (kind, login, password, must_change_password, is_demo, name, name_folded, title,
        phone, email, identity_kind, identity_number, address, created_at)
      VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14)
      ON CONFLICT (login) DO NOTHING RETURNING id
      """,
      new.kind.rawValue, new.login.lowercased(), new.password, new.mustChangePassword, new.isDemo, new.name,
      VietnameseText.folded(new.name), new.title, new.phone, new.email, new.identityKind,
      new.identityNumber, new.address, moment.seconds
    ) { PersonID($0.int64(0)) }
    guard let id else { throw LoginTaken() }
    return id
  }

  /// Gives a role; nobody gives one to himself (decision 3), which the caller's rights already refuse.
  ///
  /// - Parameter decision: the number of the decision it rests on.
  public static func grant(
    _ grant: Grant, decision: String = "", to person: PersonID, by granter: PersonID?, at moment: Moment,
    in db: WriteAccess
  ) throws {
    precondition(granter != person, "nobody grants a role to himself")
    try db.execute(
      """
      INSERT INTO grants (person_id, role, agency_id, fields, granted_by, granted_at, until_day, decision)
      VALUES ($1, $2, $3, $4, $5, $6, $7, $8)
      """, person.value, grant.role.rawValue, grant.agency.value,
      grant.fields.sorted().joined(separator: ","),
      granter?.value, moment.seconds, grant.until?.iso, decision)
    try note(
      "grant", subject: "person \(person)", detail: "\(grant.role.rawValue) at \(grant.agency)", by: granter,
      at: moment, in: db)
  }

  /// Stores a new password form and ends every session of the account.
  ///
  /// - Parameter agency: whose counter did it; nil for everybody else.
  public static func setPassword(
    _ password: String, mustChange: Bool, of person: PersonID, by actor: PersonID?,
    agency: AgencyID? = nil, at moment: Moment, in db: WriteAccess
  ) throws {
    try db.execute(
      """
      UPDATE people SET password = $1, must_change_password = $2, version = version + 1 WHERE id = $3
      """, password, mustChange, person.value)
    try Sessions.endAll(of: person, in: db)
    try note(
      CounterAct.What.password.rawValue, subject: "person \(person)",
      detail: mustChange ? "must change" : "", by: actor, of: agency, at: moment, in: db)
  }

  /// Appends to the administration journal.
  ///
  /// - Parameter agency: whose counter did it; nil for what no counter does.
  public static func note(
    _ what: String, subject: String, detail: String = "", reason: String = "", by actor: PersonID?,
    of agency: AgencyID? = nil, at moment: Moment, in db: WriteAccess
  ) throws {
    try db.execute(
      """
      INSERT INTO administration_journal (recorded_at, person_id, what, subject, detail, reason, agency_id)
      VALUES ($1, $2, $3, $4, $5, $6, $7)
      """, moment.seconds, actor?.value, what, subject, detail, reason, agency?.value)
  }
}

extension People {
  /// Whether this is a demo installation, whose accounts the sign-in page lists.
  public static func hasDemoAccounts(in db: ReadAccess) throws -> Bool {
    try db.first("SELECT 1 FROM people WHERE is_demo = 1 LIMIT 1") { _ in true } ?? false
  }
}

extension People {
  /// The demo accounts that the sign-in page of a demo district lists, one of each role first.
  public static func demoAccounts(in db: ReadAccess) throws -> [Account] {
    try db.query("SELECT \(columns) FROM people WHERE is_demo = 1 ORDER BY id LIMIT 12", decode: account)
  }
}

extension People {
  /// Every account of staff, by login name.
  public static func staff(in db: ReadAccess) throws -> [Account] {
    try db.query("SELECT \(columns) FROM people WHERE kind = 'staff' ORDER BY login", decode: account)
  }

  /// Bars an account from signing in and ends its sessions, or admits it again.
  public static func setLocked(
    _ locked: Bool, _ person: PersonID, by actor: PersonID?, at moment: Moment, in db: WriteAccess
  ) throws {
    try db.execute(
      "UPDATE people SET locked_at = $1, version = version + 1 WHERE id = $2", locked ? moment.seconds : nil,
      person.value)
    if locked { try Sessions.endAll(of: person, in: db) }
    try note(locked ? "lock" : "unlock", subject: "person \(person)", by: actor, at: moment, in: db)
  }
}
