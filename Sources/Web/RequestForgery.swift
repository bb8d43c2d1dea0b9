import HTTPServer
import Storage

/// A POST counts only with the token that the page's own form carried, and only from our own pages.
enum RequestForgery {
  static let field = "token"

  /// The form did not come from a page of this browser's session: signed in again meanwhile, or forged.
  struct Suspected: StatusError {
    var status: Status { .forbidden }
  }

  static func token(for browser: BrowserToken, key: [UInt8]) -> String {
    Secrets.seal("forgery " + browser.text, key: key)
  }

  /// - Throws: `Suspected`.
  static func check(_ request: Request, browser: BrowserToken, key: [UInt8]) throws {
    if let site = request.header("Sec-Fetch-Site"), site != "same-origin", site != "none" {
      throw Suspected()
    }
    let expected = token(for: browser, key: key)
    guard !browser.isNew, let given = request.form[field], Secrets.areEqual(given, expected) else {
      throw Suspected()
    }
  }
}
