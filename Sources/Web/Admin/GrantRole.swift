import HTTPServer
import Storage
import Templating
import Workflow

/// Gives a role and takes one back (decision 3): within the administrator's reach, never to himself, journalled.
enum GrantRole: Screen {
  static let pages: [any PageDeclaration] = []
  static let routes: [SiteRoute] = [
    .post(Sitemap.grantRole.pattern, .role(.administrator), grant),
    .post(Sitemap.revokeRole.pattern, .role(.administrator), revoke),
  ]

  @Sendable private static func grant(_ visit: Visit) throws -> Response {
    let seen = try visit.seen(visit.read(Sitemap.grantRole))
    guard try visit.person().id != seen.account.id else { throw NotAllowed() }
    let entry = GrantEntry(visit)
    let isHeld = try entry.grant(visit).map { grant in seen.current.contains { $0.grant == grant } } ?? false
    let held = Problem(field: "role", message: visit.text("Vai trò: người này đã có đúng vai trò đó."))
    let problems = try entry.problems(visit) + (isHeld ? [held] : [])
    return try visit.once(unless: problems, show: { try refused(seen, entry, $0, visit) }) {
      guard let grant = try entry.grant(visit) else { throw PageNotFound() }
      try People.grant(
        grant, to: seen.account.id, by: visit.person().id, at: visit.now, in: visit.writing)
      return Confirmation.granted.address(Sitemap.person.url(seen.account.id))
    }
  }

  private static func refused(
    _ seen: SeenPerson, _ entry: GrantEntry, _ problems: [Problem], _ visit: Visit
  ) throws -> Response {
    try ShowPerson.show(
      seen, ShowPerson.Typed(role: entry, problems: problems, status: .unprocessableContent), visit)
  }

  @Sendable private static func revoke(_ visit: Visit) throws -> Response {
    let (id, number) = try visit.read(Sitemap.revokeRole)
    let seen = try visit.seen(id)
    guard try visit.person().id != id else { throw NotAllowed() }
    guard let held = seen.grants.first(where: { $0.id == number }), try visit.administers(held.grant.agency)
    else { throw PageNotFound() }
    return try visit.once {
      try People.revoke(held, by: visit.person().id, at: visit.now, in: visit.writing)
      return Confirmation.revoked.address(Sitemap.people.url)
    }
  }
}
