import HTTPServer
import Storage
import Templating
import Workflow

/// Who holds which role at the agency, given by whom and when: the chairman sees every grant (decision 3).
enum RolesHeld: Screen {
  struct Model: TemplateModel {
    var agency: String
    var grants: [HeldRole]

    static var fields: [Field<Model>] { [.text("agency", \.agency), .list("grants", \.grants)] }
  }

  static let page = Page<Model>("oversight/roles-held")
  static let pages: [any PageDeclaration] = [page]
  static let routes: [SiteRoute] = [
    .get(Sitemap.rolesHeld.pattern, .role(.chairman)) { visit in
      let agency = try Watch.agency(.people, visit.read(Sitemap.rolesHeld), visit)
      let grants = try People.grants(at: agency.id, in: visit.db).map { try HeldRole($0, visit) }
      return try visit.page(page, Model(agency: agency.name, grants: grants))
    }
  ]
}

/// A role that somebody holds or held.
struct HeldRole: TemplateModel {
  var id: String
  var person: String
  var role: String
  var agency: String
  var fieldNames: String
  var given: String
  var lasting: String
  var revoked: String
  var revokeURL = ""

  static var fields: [Field<HeldRole>] {
    [
      .text("id", \.id), .text("person", \.person), .text("role", \.role), .text("agency", \.agency),
      .text("fieldNames", \.fieldNames), .text("given", \.given), .text("lasting", \.lasting),
      .text("revoked", \.revoked),
      .url("revokeURL", \.revokeURL), .flag("canRevoke") { !$0.revokeURL.isEmpty },
    ]
  }

  init(_ held: People.HeldGrant, _ visit: Visit) throws {
    let reference = try visit.reference()
    id = String(held.id)
    person = held.personName
    role = visit.text(held.grant.role.vietnamese)
    agency = reference.agency(held.grant.agency)?.name ?? ""
    fieldNames = held.grant.fields.map { reference.fields[$0] ?? $0 }.sorted().joined(separator: ", ")
    given = Self.words(held.grantedAt, by: held.grantedByName, visit)
    lasting = Self.lasting(held, visit)
    revoked =
      held.revokedAt.map { at in
        held.revokedByName == nil
          ? "\(at.day.vietnamese), \(visit.text("đã hết hạn"))"
          : Self.words(at, by: held.revokedByName, visit)
      } ?? ""
  }

  /// Until when, by which decision; that an inspector's has no end is said.
  private static func lasting(_ held: People.HeldGrant, _ visit: Visit) -> String {
    let until =
      held.grant.until?.vietnamese
      ?? (held.grant.role == .inspector ? visit.text("chưa có ngày kết thúc") : "")
    return [until, held.decision].filter { !$0.isEmpty }.joined(separator: ", ")
  }

  private static func words(_ at: Moment, by name: String?, _ visit: Visit) -> String {
    "\(at.day.vietnamese), \(name ?? visit.text("khi cài đặt"))"
  }
}
