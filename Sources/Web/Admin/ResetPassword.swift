import HTTPServer
import Storage
import Templating
import Workflow

/// A new one-time password for an account of staff; its sessions end.
enum ResetPassword: Screen {
  static let pages: [any PageDeclaration] = [ShowPassword.page]
  static let routes: [SiteRoute] = [
    .post(Sitemap.resetPassword.pattern, .role(.administrator), lane: .costly) { visit in
      let id = try visit.managed(visit.read(Sitemap.resetPassword)).account.id
      let password = Secrets.readable()
      let hash = Passwords.hash(password)
      return visit.handOn(to: .write) { try reset(id, password, hash, $0) }
    }
  ]

  private static func reset(
    _ id: PersonID, _ password: String, _ hash: String, _ visit: Visit
  ) throws -> Response {
    let account = try visit.managed(id).account
    return try visit.onceShowing {
      try People.setPassword(
        hash, mustChange: true, of: id, by: visit.person().id, at: visit.now, in: visit.writing)
      return (
        answer: ShowPerson.afterPassword(id),
        page: try ShowPassword.show(account.login, account.name, password, Sitemap.person.url(id), visit)
      )
    }
  }
}
