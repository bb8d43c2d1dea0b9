public import Workflow

/// Who at an agency can sign by a certificate (F004-07).
public enum SigningCertificates {
  /// Somebody with the roles he holds there.
  public struct Holder: Sendable {
    /// Who.
    public let person: PersonID
    /// By name.
    public let name: String
    /// Office held.
    public let title: String
    /// One-stop officers and leaders first.
    public let roles: [Role]
    /// What he signs by.
    public let certificate: SigningCertificate?
  }

  static func stored(_ serial: String, _ until: String) -> SigningCertificate? {
    Day(iso: until).flatMap { SigningCertificate(serial: serial, until: $0) }
  }

  private static let roles = [Role.oneStopOfficer, .specialist, .leader, .chairman].map { "'\($0.rawValue)'" }
    .joined(separator: ", ")

  /// Those who receive, process or sign at an agency, by name.
  public static func holders(at agency: AgencyID, in db: ReadAccess) throws -> [Holder] {
    let rows = try db.query(
      """
      SELECT p.id, p.name, p.title, g.role, p.signature_serial, p.signature_until
      FROM grants g JOIN people p ON p.id = g.person_id
      WHERE g.agency_id = $1 AND g.revoked_at IS NULL AND p.locked_at IS NULL
        AND g.role IN (\(roles))
      ORDER BY p.name_folded, p.id, g.role
      """, agency.value
    ) { row in
      Holder(
        person: PersonID(row.int64(0)), name: row.text(1), title: row.text(2),
        roles: [try known(Role(rawValue: row.text(3)))], certificate: stored(row.text(4), row.text(5)))
    }
    return rows.reduce(into: []) { holders, row in
      guard let last = holders.last, last.person == row.person else { return holders.append(row) }
      let roles = last.roles.contains(row.roles[0]) ? last.roles : last.roles + row.roles
      holders[holders.count - 1] = Holder(
        person: last.person, name: last.name, title: last.title, roles: roles, certificate: last.certificate)
    }
  }
}
