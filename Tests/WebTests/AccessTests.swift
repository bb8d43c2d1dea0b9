import HTTPServer
import Testing

@testable import Web

/// Every route of the site, asked by nobody: what needs signing in sends to the sign-in page or refuses, and no
/// page is a 500.
@Suite struct AccessTests {
  @Test func strangersAreSentToSignIn() throws {
    let portal = try Portal()
    let browser = Browser(portal)
    _ = browser.get(Sitemap.home.url)
    for route in Site.screens where route.access.needsSignIn {
      let url = route.pattern.split(separator: "/").map { $0.hasPrefix(":") ? "1" : String($0) }
        .joined(separator: "/")
      let response =
        route.method == .get
        ? browser.get("/" + url)
        : browser.post("/" + url)
      // What may bring files is refused before it is read.
      if case .multipart = route.body {
        #expect(response.status == .unauthorized, "\(route.pattern)")
        continue
      }
      #expect(response.status == .seeOther, "\(route.method) \(route.pattern)")
      #expect(response.location?.hasPrefix(Sitemap.signIn.url) == true, "\(route.method) \(route.pattern)")
    }
  }

  @Test func postsWithoutTokenAreRefused() throws {
    let portal = try Portal()
    let officer = try Browser(portal, as: portal.people.officer)
    let citizen = try Browser(portal, as: portal.people.citizen)
    for route in Site.screens where route.method == .post {
      let url =
        "/"
        + route.pattern.split(separator: "/").map { $0.hasPrefix(":") ? "1" : String($0) }
        .joined(separator: "/")
      for browser in [officer, citizen] {
        let response = browser.post(url, [("token", "0")])
        #expect(response.status == .forbidden, "\(route.pattern)")
      }
    }
  }

  /// Decision 22: nobody stores a file here without a session that may.
  @Test func filesAreTakenOnlyFromWhoMaySendThem() throws {
    let portal = try Portal()
    let file = [Browser.Chosen(name: "a.png", bytes: Sample.png)]
    let url = Sitemap.receiveAtCounter.url("1.001193")
    #expect(Browser(portal).upload(url, file).status == .unauthorized)
    #expect(try Browser(portal, as: portal.people.citizen).upload(url, file).status == .forbidden)
    #expect(try Browser(portal, as: portal.people.officer).upload(url, file).status == .unprocessableContent)
  }
}
