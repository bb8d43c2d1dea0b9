import HTTPServer
import Storage
import Templating

/// A screen's entry: method, address, lane, who may call it, what it does. Everything must be said.
struct SiteRoute: Sendable {
  let method: HTTPServer.Method
  let pattern: String
  let lane: Lane
  let access: Access
  let body: BodyRule
  let handler: @Sendable (Visit) throws -> Response

  static func get(
    _ pattern: String, _ access: Access, lane: Lane = .read,
    _ handler: @escaping @Sendable (Visit) throws -> Response
  ) -> SiteRoute {
    SiteRoute(
      method: .get, pattern: pattern, lane: lane, access: access, body: .none, handler: handler)
  }

  static func post(
    _ pattern: String, _ access: Access, lane: Lane = .write, body: BodyRule = .form(maximum: 256 << 10),
    _ handler: @escaping @Sendable (Visit) throws -> Response
  ) -> SiteRoute {
    SiteRoute(
      method: .post, pattern: pattern, lane: lane, access: access, body: body, handler: handler)
  }
}

extension Site {
  /// Makes the server's route of a screen's: finds out who asks, refuses what is not allowed, guards POSTs
  /// against forgery, turns refusals into pages.
  func route(_ screen: SiteRoute) -> Route {
    let admission: Admission? = if case .multipart = screen.body { admission(to: screen.access) } else { nil }
    return Route(
      screen.method, screen.pattern, lane: screen.lane, body: screen.body, admission: admission
    ) { request, context in
      let visit = try self.visit(request, LaneContext.of(context))
      return try self.finish(visit) {
        if let refusal = try self.refusal(of: visit, by: screen.access) { return refusal }
        if screen.method == .post {
          try RequestForgery.check(request, browser: visit.browser, key: self.settings.key)
        }
        var response = try screen.handler(visit)
        // A search is a form, so that no number stands in an address; it only reads.
        if screen.method == .get || screen.pattern == Sitemap.search.pattern {
          visit.noteInspection(&response, screen.access)
        }
        return response
      }
    }
  }

  /// Files are taken only from whoever may send them here, and while the disk has room (decision 22); asked before
  /// their first byte is stored.
  private func admission(to access: Access) -> Admission {
    { request, context throws(HTTPFailure) in
      let visitor: Visitor?
      do { visitor = try self.visit(request, LaneContext.of(context)).visitor } catch {
        throw HTTPFailure(.serviceUnavailable, "the session could not be read")
      }
      guard let visitor else { throw HTTPFailure(.unauthorized, "an upload without a session") }
      guard access.allows(visitor) else { throw HTTPFailure(.forbidden, "an upload by the wrong role") }
      guard self.folder.freeBytes > self.settings.diskFloor else {
        throw HTTPFailure(.insufficientStorage, "below the disk floor")
      }
    }
  }

  /// Runs a step of a visit; what it throws becomes a page where the person can do something about it, and what
  /// it had written by then is undone first.
  func finish(_ visit: Visit, _ step: () throws -> Response) throws -> Response {
    var response: Response
    do { response = try visit.context.undoing(step) } catch {
      response = try ErrorPages.page(for: error, visit)
    }
    if visit.browser.isNew, response.type.hasPrefix("text/html") {
      response.setCookie(cookie(BrowserToken.visit, visit.browser.text))
    }
    if visit.request.query["lang"] != nil {
      response.setCookie(cookie(LanguageChoice.cookie, visit.language.code, maxAge: 31_536_000))
    }
    SecurityHeaders.set(on: &response, secure: settings.isSecure)
    return response
  }

  private func refusal(of visit: Visit, by access: Access) throws -> Response? {
    guard access.needsSignIn else { return nil }
    guard let visitor = visit.visitor else {
      let back = visit.request.method == .get ? visit.request.target : ""
      return .redirect(Sitemap.signIn.url + (back.isEmpty ? "" : "?next=\(Percent.encoded(back))"))
    }
    if visitor.mustChangePassword, case .signedInWithAnyPassword = access {
    } else if visitor.mustChangePassword {
      return .redirect(Sitemap.password.url)
    }
    guard access.allows(visitor) else { throw NotAllowed() }
    return nil
  }
}

extension Visit {
  /// The rest of the work on another lane, with that lane's connection; the same request, person and moment.
  func handOn(to lane: Lane, _ step: @escaping @Sendable (Visit) throws -> Response) -> Response {
    let (request, site, now, visitor, language, browser) = (request, site, now, visitor, language, browser)
    return .handOn(to: lane) { context in
      let visit = Visit(
        request: request, site: site, context: LaneContext.of(context), now: now, visitor: visitor,
        language: language, browser: browser)
      return try site.finish(visit) { try step(visit) }
    }
  }
}
