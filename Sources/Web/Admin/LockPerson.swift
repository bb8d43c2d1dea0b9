import HTTPServer
import Storage
import Templating
import Workflow

/// Bars an account from signing in and ends its sessions, or admits it again.
enum LockPerson: Screen {
  static let pages: [any PageDeclaration] = []
  static let routes: [SiteRoute] = [
    .post(Sitemap.lockPerson.pattern, .role(.administrator)) { visit in
      try set(true, visit.managed(visit.read(Sitemap.lockPerson)), .locked, visit)
    },
    .post(Sitemap.unlockPerson.pattern, .role(.administrator)) { visit in
      try set(false, visit.managed(visit.read(Sitemap.unlockPerson)), .unlocked, visit)
    },
  ]

  private static func set(
    _ locked: Bool, _ seen: SeenPerson, _ confirmation: Confirmation, _ visit: Visit
  ) throws -> Response {
    try visit.once {
      try People.setLocked(
        locked, seen.account.id, by: visit.person().id, at: visit.now, in: visit.writing)
      return confirmation.address(Sitemap.person.url(seen.account.id))
    }
  }
}
