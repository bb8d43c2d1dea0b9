import Foundation
import HTTPServer
import Workflow

@testable import Storage
@testable import Web

/// A citizen who files a birth registration, page by page.
struct Filing {
  let browser: Browser
  let id: DossierID

  /// Begins the draft, as the page of the procedure leads to it.
  init(_ browser: Browser, code: String = "1.001193") throws {
    self.browser = browser
    let response = browser.post("/procedures/\(code)/apply", [("returnMethod", "counter")])
    let number = response.location.flatMap { $0.split(separator: "/").last }.map(String.init) ?? ""
    guard let id = DossierID(number) else { throw Unexpected(response: response) }
    self.id = id
  }

  /// A draft that is there already, in a browser signed in anew.
  init(_ browser: Browser, id: DossierID) {
    self.browser = browser
    self.id = id
  }

  struct Unexpected: Error {
    let response: Response
  }

  /// Everything the form asks for, answered soundly.
  static let answers: [(String, String)] = [
    ("requester.fullName", "Lò Thị Mai"), ("requester.birthDate", "05/09/1990"),
    ("requester.gender", "female"), ("requester.ethnicity", "Thái"), ("requester.nationality", "Việt Nam"),
    ("requester.identity.kind", "cccd"), ("requester.identity.number", "038190000123"),
    ("requester.identity.issuedOn", "01/02/2021"), ("requester.identity.issuedBy", "Cục CSQLHC"),
    ("requester.residence.province", "Thanh Hóa"), ("requester.residence.district", "Như Xuân"),
    ("requester.residence.commune", "Cát Vân"), ("requester.residence.detail", "Thôn Vân Tiến"),
    ("requester.phone", "0912345678"), ("requester.email", "mai@example.vn"),
    ("requester.relation", "parent"), ("child.fullName", "Lò Văn An"), ("child.gender", "male"),
    ("child.birthDate", "01/09/2026"), ("child.birthDateInWords", "ngày một tháng chín năm hai sáu"),
    ("child.birthTime", "07:15"), ("child.birthPlaceKind", "facility"),
    ("child.birthFacility", "Trạm y tế xã Cát Vân"), ("child.ethnicity", "thai"),
    ("child.nationality", "Việt Nam"), ("child.hometown.province", "Thanh Hóa"),
    ("child.hometown.commune", "Cát Vân"), ("mother.fullName", "Lò Thị Mai"), ("parentsMarried", "no"),
    ("copies", "2"), ("truth", "yes"),
  ]

  /// The questions of boxes, whose emptiness a page tells.
  static let boxes = ["requester.gender", "child.gender", "child.birthPlaceKind", "parentsMarried", "truth"]

  /// Presses a button of the form, some answers changed.
  func fill(_ changed: [String: String] = [:], press button: String = "continue") -> Response {
    let fields = Self.answers.map { ($0.0, changed[$0.0] ?? $0.1) }.filter { !$0.1.isEmpty }
    let added = changed.filter { change in !Self.answers.contains { $0.0 == change.key } }
    return browser.post(
      "/drafts/\(id)",
      fields + added.map { ($0.key, $0.value) } + Self.boxes.map { ("seen", $0) } + [("do", button)] + keys)
  }

  /// Saves as the page's script does.
  func save(_ fields: [(String, String)]) -> Response { browser.post("/drafts/\(id)/save", fields + keys) }

  /// What a page carries that was drawn just now.
  private var keys: [(String, String)] {
    let mark = try? browser.portal.database.read { try Dossiers.answersMark(of: id, in: $0) }
    return [("version", mark ?? "")]
  }

  func attach(_ files: [Browser.Chosen] = [.init(name: "chung-sinh.pdf", bytes: Sample.pdf)]) -> Response {
    browser.upload("/drafts/\(id)/papers/chung-sinh", files)
  }

  /// Sends it as the check page shows it.
  func submit(once: String? = nil, version: Int? = nil) throws -> Response {
    let version = try version ?? record.dossier.version
    return browser.post(
      "/drafts/\(id)/submit", [("version", String(version))] + (once.map { [("once", $0)] } ?? []))
  }

  var record: Dossiers.Record {
    get throws {
      guard let record = try browser.portal.database.read({ try Dossiers.record(id, in: $0) }) else {
        throw PageNotFound()
      }
      return record
    }
  }
}
