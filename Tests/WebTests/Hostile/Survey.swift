import Foundation
import HTTPServer
import Testing
import Workflow

@testable import Storage
@testable import Web

/// One form, sent in every way nobody should: a good answer first, then each field in turn with each value, whatever
/// the others hold. Whether the answers are sound is judged by `Verdict`.
struct Survey {
  private let form: SurveyedForm
  private let world: World
  private var place: Place
  private var page: PageForm
  /// What `place` was made for has happened.
  private var isSpent = false
  /// Typed fields whose hostile text was stored, and those of them that a page showed, escaped.
  private var stored: Set<String> = []
  private var seen: Set<String> = []
  /// Whether the field that is being tried has a limit below what is long.
  private var isLongRefused = false
  private(set) var faults: [String] = []
  private(set) var sendings = 0

  init(_ form: SurveyedForm) throws {
    self.form = form
    world = try World()
    place = try form.place(world)
    page = try Self.form(on: place)
  }

  private static func form(on place: Place) throws -> PageForm {
    let response = place.opened()
    guard let form = response.form(postedTo: place.formAction ?? place.action) else {
      throw Filing.Unexpected(response: response)
    }
    return form
  }

  mutating func run() throws {
    try goodAnswer()
    for name in page.kinds {
      guard let kind = page.controls(named: name).first?.kind else { continue }
      for value in HostileValue.values(for: kind, few: form.isTwin) { try send(value, as: name, kind) }
      if kind == .file { try files(name) }
    }
    try tooMuch()
    try stores()
  }

  // MARK: Sending

  /// The form as a right person sends it.
  private func good() -> Sending {
    var fields: [(name: String, value: [UInt8])] = []
    for (name, value) in page.sent where place.good[name] == nil { fields.append((name, Array(value.utf8))) }
    for (name, value) in place.good.sorted(by: { $0.key < $1.key }) {
      let isTick = page.controls(named: name).contains { $0.kind == .tick }
      if !(isTick && value.isEmpty) { fields.append((name, Array(value.utf8))) }
    }
    return Sending(fields: fields, files: place.files, isMultipart: page.isMultipart)
      .with(Visit.onceField, page.names.contains(Visit.onceField) ? [Array(Secrets.token().utf8)] : [])
  }

  private mutating func goodAnswer() throws {
    let response = post(good())
    let summary = response.namedFields.joined(separator: " ")
    guard response.status == form.success else {
      throw SurveyFault("a good answer is answered \(response.status.code) \(summary) \(response.heading)")
    }
    if let location = response.location {
      let next = place.browser.get(String(location.prefix { $0 != "#" }))
      if next.status != .ok { fault("good", "leads to \(location): \(next.status.code)") }
    }
    isSpent = !form.changesNothing
  }

  private mutating func post(_ sending: Sending) -> Response {
    sendings += 1
    return place.browser.send(sending, to: place.action)
  }

  /// A new world for the next sending, where the last one changed it.
  private mutating func freshen() throws {
    guard isSpent else { return }
    place = try form.place(world)
    page = try Self.form(on: place)
    isSpent = false
  }

  private mutating func send(_ value: HostileValue, as name: String, _ kind: PageForm.Kind) throws {
    try freshen()
    let sending = good().with(name, value.sent)
    let response = post(sending)
    let verdict = Verdict(form, page, sending, name, kind, value, response, place.browser.portal.fault)
    for words in verdict.faults { fault("\(name)=\(value.name)", words) }
    if value.name == HostileValue.long.name { isLongRefused = response.status.code >= 400 }
    if value.name == HostileValue.marks, isLongRefused, response.status.code < 400 {
      fault("\(name)=\(value.name)", "counts as shorter than it is")
    }
    if response.status.code < 400 {
      if kind == .line || kind == .lines, value.name == HostileValue.script.name { look(for: name, response) }
      isSpent = !form.changesNothing
    } else if let again = response.form(postedTo: place.formAction ?? place.action) {
      page = again.withoutTyped(from: page)
    }
  }

  /// What was stored stands escaped where it is shown.
  private mutating func look(for name: String, _ response: Response) {
    stored.insert(name)
    let urls = [response.location].compactMap(\.self) + place.shown
    let pages = [response] + urls.map { place.browser.get(String($0.prefix { $0 != "#" })) }
    for page in pages {
      for words in Verdict.raw(in: page.body) { fault("\(name)=script", "later page: \(words)") }
      if page.body.holds("&lt;script&gt;alert(1)") { seen.insert(name) }
    }

  }

  private mutating func files(_ name: String) throws {
    let wrong: [(String, [UInt8], Bool)] = [
      ("don.pdf", Array("MZ\u{90}\u{0}this is a program".utf8), false), ("trong.pdf", [], false),
      ("anh.jpg", Array("<html><script>alert(1)</script>".utf8), false),
      ("lon.pdf", Sample.pdf + Array(repeating: 0x20, count: 21 << 20), false),
      ("dut.pdf", Sample.pdf + Array(repeating: 0x20, count: 100_000), true),
      ("<script>alert(1)</script>.pdf", Array("MZ".utf8), false),
    ]
    for (filename, bytes, isCutOff) in wrong {
      try freshen()
      var sending = good()
      sending.files.removeAll { $0.field == name }
      sending.files.append(Browser.Chosen(field: name, name: filename, bytes: bytes))
      sending.isCutOff = isCutOff
      let response = post(sending)
      let verdict = Verdict(form, page, sending, name, filename, response, place.browser.portal.fault)
      for words in verdict.faults { fault("\(name)=\(filename)", words) }
      isSpent = response.status.code < 400
    }
  }

  /// Ten megabytes of text are refused by what the head declares, before any of it is read.
  private mutating func tooMuch() throws {
    try freshen()
    let type = page.isMultipart ? "application/x-www-form-urlencoded" : good().contentType
    let response = place.browser.portal.declared(10 << 20, type: type, to: place.action)
    guard response.status == .contentTooLarge else {
      return fault("10 MB", "answered \(response.status.code)")
    }
    if !response.body.holds("<html lang=\"vi\"") || !response.body.holds("quá lớn") {
      fault("10 MB", "no page in Vietnamese that says so")
    }
  }

  // MARK: Afterwards

  /// Nothing that is no text of people lies in the database, and what was stored was shown.
  private mutating func stores() throws {
    for place in try world.portal.unnormalised() { fault("database", "unnormalised text in \(place)") }
    let told = form.unseen
    let unseen = { (name: String) in told.contains { name == $0 || name.hasPrefix($0 + ".") } }
    for name in stored.subtracting(seen) where !unseen(name) { fault(name, "was stored and never shown") }
    for name in form.unseen.intersection(seen) { fault(name, "is shown, though it is said not to be") }
  }

  private mutating func fault(_ what: String, _ words: String) { faults.append("\(what): \(words)") }
}

/// Why a survey could not begin.
struct SurveyFault: Error, CustomStringConvertible {
  let description: String
  init(_ description: String) { self.description = description }
}

extension PageForm {
  /// The form with what it carries unseen from a later page, and everything else as it was.
  fileprivate func withoutTyped(from old: PageForm) -> PageForm {
    let hidden = controls.filter { $0.kind == .hidden && !$0.name.hasPrefix("kept.") }
    let names = Set(hidden.map(\.name))
    return PageForm(
      action: action, isMultipart: isMultipart,
      controls: old.controls.filter { $0.kind != .hidden || !names.contains($0.name) } + hidden)
  }
}

extension Response {
  /// The page's first heading.
  var heading: String {
    text.range(of: "<h1").map { text[$0.upperBound...].prefix { $0 != "\n" }.prefix(150).description } ?? ""
  }
}

extension Portal {
  /// Columns that hold text with control characters, direction marks or what no text is.
  func unnormalised() throws -> [String] {
    try database.read { db in
      let tables = try db.query(
        "SELECT name FROM sqlite_master WHERE type = 'table' AND sql NOT LIKE 'CREATE VIRTUAL%'"
      ) { $0.text(0) }
      return try tables.flatMap { table in
        try db.query("SELECT name FROM pragma_table_info('\(table)')") { $0.text(0) }
          .filter { column in
            let signs = ["char(0)", "char(8238)", "char(8207)", "char(8205)", "char(65533)", "char(13)"]
            let test = signs.map { "instr(\"\(column)\", \($0)) > 0" }.joined(separator: " OR ")
            let escaped = ["\\u0000", "\\u202e", "\\ufffd"].map { "lower(\"\(column)\") LIKE '%\($0)%'" }
              .joined(separator: " OR ")
            return try db.first(
              "SELECT 1 FROM \"\(table)\" WHERE typeof(\"\(column)\") = 'text' AND (\(test) OR \(escaped)) LIMIT 1"
            ) { _ in true } ?? false
          }
          .map { "\(table).\($0)" }
      }
    }
  }
}
