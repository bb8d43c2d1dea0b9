import HTTPServer
import Workflow

@testable import Storage
@testable import Web

extension Forms {
  /// Signing up, in and out; the password.
  static let account: [SurveyedForm] = [
    SurveyedForm(Sitemap.signUp.pattern) { world in
      world.portal.clock.advance(minutes: 3)
      return visitor(
        world, Sitemap.signUp.url,
        [
          "name": "Vi Thị Hoa", "phone": "0912 345 678", "login": "hoa.\(world.next())",
          "identityKind": "cccd", "identity": "038190000999", "address": "Thôn Vân Bình",
          "password": words, "repeat": words,
        ], shown: [Sitemap.account.url])
    }.with { $0.tellers = ["identityKind": "identity"] },
    SurveyedForm(Sitemap.signIn.pattern) { world in
      world.portal.clock.advance(minutes: 90)
      return visitor(world, Sitemap.signIn.url, ["login": try signedUp(world), "password": words])
    }.with { $0.tellers = ["password": "login"] },
    SurveyedForm(Sitemap.signOut.pattern) { world in
      Place(browser: try world.browser(\.citizen), page: Sitemap.account.url, action: Sitemap.signOut.url)
    },
    SurveyedForm(Sitemap.signOutEverywhere.pattern) { world in
      Place(
        browser: try world.browser(\.citizen), page: Sitemap.account.url,
        action: Sitemap.signOutEverywhere.url)
    },
    SurveyedForm(Sitemap.password.pattern) { world in
      world.portal.clock.advance(minutes: 90)
      let login = try signedUp(world)
      let id = try world.portal.database.read { try People.account(login: login, in: $0) }?.id
      return Place(
        browser: try Browser(world.portal, as: try known(id)), page: Sitemap.password.url,
        action: Sitemap.password.url,
        good: ["old": words, "new": "bờ tre làng bên", "repeat": "bờ tre làng bên"])
    },
  ]

  private static let words = "con trâu đi trước"
  private static let hash = Passwords.hash(words)

  private static func visitor(
    _ world: World, _ url: String, _ good: [String: String], shown: [String] = []
  ) -> Place {
    Place(browser: Browser(world.portal), page: url, action: url, good: good, shown: shown)
  }

  /// Somebody whose password is known.
  private static func signedUp(_ world: World) throws -> String {
    let login = "nguoi.dan.\(world.next())"
    try world.portal.database.write { db -> Void in
      let new = People.New(kind: .citizen, login: login, password: hash, name: "Vi Thị Hoa")
      _ = try People.create(new, at: world.portal.clock.now, in: db)
    }
    return login
  }
}
