public import Workflow

/// What a form changes was changed by somebody else since the form was drawn (decision 18).
public struct Outdated: Error, Sendable {}

extension People {
  /// The roles that these people hold now.
  public static func currentGrants(of people: [PersonID], in db: ReadAccess) throws -> [HeldGrant] {
    guard !people.isEmpty else { return [] }
    return try db.query(
      "\(heldQuery) WHERE g.person_id IN (\(places(people.count))) AND g.revoked_at IS NULL ORDER BY g.id",
      arguments: people.map(\.value), decode: held)
  }

  static func places(_ count: Int, from first: Int = 1) -> String {
    (first..<first + count).map { "$\($0)" }.joined(separator: ", ")
  }
}

extension People {
  /// What an administrator may mend about an account.
  public struct Facts: Sendable, Hashable {
    /// Full name.
    public var name: String
    /// Office held.
    public var title: String
    /// Telephone.
    public var phone: String
    /// E-mail.
    public var email: String

    /// Every fact.
    public init(name: String, title: String, phone: String, email: String) {
      self.name = name
      self.title = title
      self.phone = phone
      self.email = email
    }
  }

  /// Mends an account.
  ///
  /// - Throws: `Outdated` when it is no longer at that version.
  public static func update(
    _ id: PersonID, _ facts: Facts, version: Int, by actor: PersonID, at moment: Moment, in db: WriteAccess
  ) throws {
    let changed = try db.execute(
      """
      UPDATE people SET name = $1, name_folded = $2, title = $3, phone = $4, email = $5, version = version + 1
      WHERE id = $6 AND version = $7
      """, facts.name, VietnameseText.folded(facts.name), facts.title, facts.phone, facts.email, id.value,
      version)
    guard changed == 1 else { throw Outdated() }
    let detail = [facts.name, facts.title].filter { !$0.isEmpty }.joined(separator: ", ")
    try note("update-person", subject: "person \(id)", detail: detail, by: actor, at: moment, in: db)
  }

  /// Makes an account of staff with its first role, journalled.
  ///
  /// - Throws: `LoginTaken`.
  public static func createStaff(
    _ new: New, first grant: Grant, by actor: PersonID, at moment: Moment, in db: WriteAccess
  ) throws -> PersonID {
    let id = try create(new, at: moment, in: db)
    try note(
      "create-person", subject: "person \(id)", detail: "\(new.name), \(new.login)", by: actor, at: moment,
      in: db)
    try self.grant(grant, to: id, by: actor, at: moment, in: db)
    return id
  }
}

extension People {
  /// A line of the list of staff.
  public struct Staff: Sendable {
    /// Stored number.
    public let id: PersonID
    /// Login name.
    public let login: String
    /// Full name.
    public let name: String
    /// Office held.
    public let title: String
    /// Whether the account is locked.
    public let isLocked: Bool
    /// Whether the first or reset password is still to be changed.
    public let mustChangePassword: Bool
  }

  /// Lines of the list of staff on one page.
  public static let pageSize = 50

  /// Staff who hold a role at one of the agencies, or held their last one there; by name. One more than a page
  /// where there is a next one.
  ///
  /// - Parameters:
  ///   - text: part of the name, without regard to diacritics, or of the login name.
  ///   - last: the person at the end of the page before.
  public static func staff(
    at agencies: [AgencyID], matching text: String, after last: PersonID?, in db: ReadAccess
  ) throws -> [Staff] {
    let pattern = "%" + escapedForLike(VietnameseText.folded(String(text.prefix(100)))) + "%"
    let sql = """
      SELECT p.id, p.login, p.name, p.title, p.locked_at, p.must_change_password FROM people p
      WHERE p.id IN (
          SELECT g.person_id FROM grants g
          WHERE g.agency_id IN (\(places(agencies.count, from: 4))) AND (g.revoked_at IS NULL OR NOT EXISTS (
            SELECT 1 FROM grants o WHERE o.person_id = g.person_id AND o.revoked_at IS NULL)))
        AND p.kind = 'staff' AND (p.name_folded LIKE $1 ESCAPE '\\' OR p.login LIKE $1 ESCAPE '\\')
        AND ($2 = 0 OR (p.name_folded, p.id) > (SELECT l.name_folded, l.id FROM people l WHERE l.id = $2))
      ORDER BY p.name_folded, p.id LIMIT $3
      """
    let arguments: [any SQLParameter] = [pattern, last?.value ?? 0, pageSize + 1] + agencies.map(\.value)
    return try db.query(sql, arguments: arguments) {
      Staff(
        id: PersonID($0.int64(0)), login: $0.text(1), name: $0.text(2), title: $0.text(3),
        isLocked: !$0.isNull(4), mustChangePassword: $0.bool(5))
    }
  }

  private static func escapedForLike(_ text: String) -> String {
    String(text.flatMap { "%_\\".contains($0) ? ["\\", $0] : [$0] })
  }
}
