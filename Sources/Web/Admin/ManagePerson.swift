import HTTPServer
import Storage
import Templating
import Workflow

/// Lock, unlock, reset the password, grant and revoke: never of oneself, never beyond one's reach (decision 3).
enum ManagePerson: Screen {
  static let pages: [any PageDeclaration] = []
  static let routes: [SiteRoute] = [
    .post(Sitemap.lockPerson.pattern, .role(.administrator)) { visit in
      try setLocked(true, visit.read(Sitemap.lockPerson), visit)
    },
    .post(Sitemap.unlockPerson.pattern, .role(.administrator)) { visit in
      try setLocked(false, visit.read(Sitemap.unlockPerson), visit)
    },
    .post(
      Sitemap.resetPassword.pattern, .role(.administrator), lane: .password, body: .form(maximum: 64 << 10),
      reset),
    .post(Sitemap.grantRole.pattern, .role(.administrator), grant),
    .post(Sitemap.revokeRole.pattern, .role(.administrator), revoke),
  ]

  private static func setLocked(_ locked: Bool, _ id: PersonID, _ visit: Visit) throws -> Response {
    let account = try visit.changeableAccount(id)
    let url = Sitemap.person.url(id)
    return try visit.once {
      try visit.checkVersion(account.version, at: url)
      try People.setLocked(locked, id, by: visit.person().id, at: visit.now, in: visit.writing)
      return (locked ? Confirmation.locked : .unlocked).address(url)
    }
  }

  @Sendable private static func reset(_ visit: Visit) throws -> Response {
    let id = try visit.read(Sitemap.resetPassword)
    _ = try visit.changeableAccount(id)
    let password = Passwords.oneTime()
    let stored = Passwords.hash(password)
    return visit.handOn(to: .write) { visit in
      let account = try visit.changeableAccount(id)
      return try PasswordOnce.show(password, visit) {
        try visit.checkVersion(account.version, at: Sitemap.person.url(id))
        try People.setPassword(
          stored, mustChange: true, of: id, by: visit.person().id, at: visit.now, in: visit.writing)
        return id
      }
    }
  }

  @Sendable private static func grant(_ visit: Visit) throws -> Response {
    let account = try visit.changeableAccount(visit.read(Sitemap.grantRole))
    let chosen = try GrantEntry(visit)
    var problems = chosen.problems(visit)
    return try visit.once(refusing: {
      guard problems.isEmpty else {
        return try ShowPerson.show(account, PersonEntry(account), visit, problems: problems)
      }
      let held = try People.grants(of: account.id, in: visit.db)
      guard !chosen.grants().contains(where: { new in held.contains { $0.isSame(as: new) } }) else {
        problems = [Problem(field: "role", message: visit.text("Người này đã có vai trò đó tại cơ quan đó."))]
        return try ShowPerson.show(account, PersonEntry(account), visit, problems: problems)
      }
      return nil
    }) {
      for grant in chosen.grants() {
        try People.grant(
          grant, decision: chosen.decision, to: account.id, by: visit.person().id, at: visit.now,
          in: visit.writing)
      }
      return Confirmation.granted.address(Sitemap.person.url(account.id))
    }
  }

  @Sendable private static func revoke(_ visit: Visit) throws -> Response {
    let (id, number) = try visit.read(Sitemap.revokeRole)
    let account = try visit.changeableAccount(id)
    guard let held = try People.heldGrants(of: id, in: visit.db).first(where: { $0.id == number }),
      try visit.administers(held.grant.agency)
    else { throw PageNotFound() }
    return try visit.once {
      try People.revoke(held, by: visit.person().id, at: visit.now, in: visit.writing)
      return Confirmation.revoked.address(Sitemap.person.url(account.id))
    }
  }
}
