import Foundation
import HTTPServer
import Workflow

@testable import Storage
@testable import Web

/// Slips as the tests write and answer them, page by page.
extension Portal {
  /// Fields of the editor: subject, why, what to do.
  static func items(_ items: [(subject: String, why: String, toDo: String)]) -> [(String, String)] {
    items.enumerated().flatMap { index, item in
      let number = index + 1
      return [
        ("item.\(number).subject", item.subject), ("item.\(number).name", ""),
        ("item.\(number).code", "wrong"), ("item.\(number).why", item.why),
        ("item.\(number).toDo", item.toDo),
      ]
    }
  }

  /// A paper that cannot be read and a name that is mistyped.
  static let usualItems = items([
    ("paper:chung-sinh", "Ảnh mờ", "Chụp lại rõ nét"),
    ("field:child.fullName", "Sai dấu", "Ghi như giấy chứng sinh"),
  ])

  /// A birth registration that the citizen has filed online.
  func filing() throws -> Filing {
    let filing = try Filing(Browser(self, as: people.citizen))
    _ = filing.fill()
    _ = filing.attach()
    guard try filing.submit().status == .seeOther else { throw PageNotFound() }
    clock.advance(minutes: 1)
    return filing
  }

  /// The version of a dossier, as its forms carry it.
  func version(_ id: DossierID) throws -> (String, String) {
    ("version", String(try record(id).dossier.version))
  }

  /// Asks for what is wrong with a filing.
  func request(_ items: [(String, String)] = Portal.usualItems, of id: DossierID) throws -> Response {
    let officer = try Browser(self, as: people.officer)
    let answer = officer.post(
      Sitemap.turn(.requestSupplement).url(id), items + [try version(id)])
    clock.advance(minutes: 60)
    return answer
  }

  /// Answers the usual slip, some fields changed.
  func answer(
    _ id: DossierID, _ changed: [String: String] = [:],
    _ files: [Browser.Chosen] = [.init(field: "file.chung-sinh", name: "ro.png", bytes: Sample.png)],
    once: String? = nil
  ) throws -> Response {
    var fields = [
      "done.1": "yes", "done.2": "yes", "words.1": "Đã chụp lại", "words.2": "",
      "child.fullName": "Lò Văn Ân",
    ]
    fields.merge(changed) { $1 }
    let citizen = try Browser(self, as: people.citizen)
    let sent = fields.map { ($0.key, $0.value) } + (once.map { [("once", $0)] } ?? [])
    return citizen.upload(
      Sitemap.myAnswer.url(id), files,
      fields.keys.contains("version") ? sent : sent + [try version(id)])
  }

  func journal(_ id: DossierID) throws -> [Journal.Line] {
    try database.read { try Journal.lines(of: id, in: $0) }
  }
}
