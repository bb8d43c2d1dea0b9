import Foundation
import HTTPServer
import Workflow

@testable import Storage
@testable import Web

/// A browser with its cookies; signed in without the cost of a password.
final class Browser {
  let portal: Portal
  private var cookies: [String: String] = [:]

  /// Nobody yet.
  init(_ portal: Portal) { self.portal = portal }

  /// Signed in as a person.
  init(_ portal: Portal, as person: PersonID) throws {
    self.portal = portal
    cookies[BrowserToken.session] = try portal.database.write {
      try Sessions.begin(for: person, device: "test", at: portal.clock.now, in: $0)
    }
  }

  /// Another request of the same browser, sent before the answer to the first is there.
  func twin() -> Browser {
    let twin = Browser(portal)
    twin.cookies = cookies
    return twin
  }

  /// Has a cookie from another visit.
  func set(_ cookie: String, _ value: String) { cookies[cookie] = value }

  /// What the browser's forms carry against forgery.
  var token: String {
    let text = cookies[BrowserToken.session] ?? cookies[BrowserToken.visit] ?? ""
    return RequestForgery.token(
      for: BrowserToken(text: text, isNew: false), key: portal.site.settings.key)
  }

  func get(_ url: String, headers: [(String, String)] = []) -> Response {
    send(.get, url, headers: headers, body: [])
  }

  /// Posts a form as a page would, with token and a fresh one-time key unless they are given.
  func post(_ url: String, _ fields: [(String, String)] = []) -> Response {
    let body = withKeys(fields)
      .map { "\(Percent.encoded($0.0))=\(Percent.encoded($0.1))" }.joined(separator: "&")
    return send(
      .post, url, headers: [("Content-Type", "application/x-www-form-urlencoded")], body: Array(body.utf8))
  }

  /// A file chosen in a form.
  struct Chosen {
    var field = "file"
    var name: String
    var bytes: [UInt8]
  }

  func upload(_ url: String, _ files: [Chosen], _ fields: [(String, String)] = []) -> Response {
    let boundary = "ranh-gioi-\(UUID().uuidString)"
    var body: [UInt8] = []
    for (name, value) in withKeys(fields) {
      body += Array(
        "--\(boundary)\r\nContent-Disposition: form-data; name=\"\(name)\"\r\n\r\n\(value)\r\n".utf8)
    }
    for file in files {
      let head = "Content-Disposition: form-data; name=\"\(file.field)\"; filename=\"\(file.name)\"\r\n"
      body += Array("--\(boundary)\r\n\(head)Content-Type: application/octet-stream\r\n\r\n".utf8)
      body += file.bytes + Array("\r\n".utf8)
    }
    body += Array("--\(boundary)--\r\n".utf8)
    return send(
      .post, url, headers: [("Content-Type", "multipart/form-data; boundary=\(boundary)")], body: body)
  }

  /// A request as it is, nothing added but cookies.
  func send(
    _ method: HTTPServer.Method, _ url: String, headers: [(String, String)], body: [UInt8]
  ) -> Response {
    var headers = headers
    if !cookies.isEmpty {
      headers.append(("Cookie", cookies.map { "\($0.key)=\($0.value)" }.joined(separator: "; ")))
    }
    let request = Request(
      method: method, target: url, headers: headers, body: body, temporaryFolder: portal.incoming)
    let response = portal.respond(to: request)
    for field in response.headers.fields where field.name == "Set-Cookie" { keep(field.value) }
    return response
  }

  private func withKeys(_ fields: [(String, String)]) -> [(String, String)] {
    let names = fields.map(\.0)
    let keys = [(RequestForgery.field, token), (Visit.onceField, Secrets.token())]
    return fields + keys.filter { !names.contains($0.0) }
  }

  private func keep(_ line: String) {
    let pair = line.prefix { $0 != ";" }.split(separator: "=", maxSplits: 1).map(String.init)
    guard pair.count == 2 else { return }
    cookies[pair[0]] = line.contains("Max-Age=0;") ? nil : pair[1]
  }
}

extension Response {
  /// The page as text.
  var text: String { String(decoding: body, as: UTF8.self) }
  /// Where it leads.
  var location: String? { headers["Location"] }
}

/// Small files that are what they say.
enum Sample {
  static let pdf = Array("%PDF-1.4\n1 0 obj\n<<>>\nendobj\n%%EOF\n".utf8)
  static let png: [UInt8] = [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0, 0, 0, 0]
}
