import HTTPServer
import Workflow

@testable import Web

/// What is wrong with the answer to one hostile sending, in words; nothing where it is as it must be.
struct Verdict {
  private(set) var faults: [String] = []
  private let form: SurveyedForm
  private let page: PageForm
  private let name: String
  private let response: Response

  /// A field that held something else.
  init(
    _ form: SurveyedForm, _ page: PageForm, _ sending: Sending, _ name: String, _ kind: PageForm.Kind,
    _ value: HostileValue, _ response: Response, _ thrown: (any Error)?
  ) {
    (self.form, self.page, self.name, self.response) = (form, page, name, response)
    begin(thrown)
    let isSeen = kind != .hidden && kind != .button
    let isText = value.name != HostileValue.notUTF8.name
    switch response.status.code {
    case 200: if form.success != .ok, isSeen { faults.append("answered 200, neither done nor refused") }
    case 303: if form.success != .seeOther, isSeen { faults.append("answered 303") }
    case 400: if isText, isSeen { faults.append("answered 400") }
    case 403, 404: if isSeen { faults.append("answered \(response.status.code)") }
    case 409, 429: keeps(sending, value, kind)
    case 422:
      if isSeen { isNamed() }
      keeps(sending, value, kind)
    default: faults.append("answered \(response.status.code)")
    }
  }

  /// A file that is none.
  init(
    _ form: SurveyedForm, _ page: PageForm, _ sending: Sending, _ name: String, _ filename: String,
    _ response: Response, _ thrown: (any Error)?
  ) {
    (self.form, self.page, self.name, self.response) = (form, page, name, response)
    begin(thrown)
    let expected = filename == "lon.pdf" ? 413 : filename == "dut.pdf" ? 400 : 422
    if response.status.code != expected { faults.append("answered \(response.status.code), not \(expected)") }
    guard expected == 422 else { return }
    isNamed()
    keeps(sending, nil, .file)
    let shown = filename.contains("<") ? "script&gt;.pdf" : filename
    if !form.isForScript, !response.text.contains(shown) { faults.append("the file is not named") }
  }

  private mutating func begin(_ thrown: (any Error)?) {
    if let thrown { faults.append("threw \(thrown)") }
    faults += Self.raw(in: response.body)
    guard response.status.code >= 400, !form.isForScript else { return }
    if !response.body.holds("<html lang=\"vi\"") {
      faults.append("\(response.status.code) without a page in Vietnamese")
    }
  }

  /// What would run, or turn a page around.
  static func raw(in page: [UInt8]) -> [String] {
    ["<script>alert", "\" onfocus=\"", "\u{0}", "\u{202E}"].filter { page.holds($0) }
      .map { "raw \($0.debugDescription) on the page" }
  }

  /// The summary leads to the field, or to the question that it is part of, and there is such a place.
  private mutating func isNamed() {
    guard !form.isForScript else { return }
    let named = response.namedFields
    let own = Set(page.controls(named: name).map(\.id) + [name, form.tellers[name] ?? name])
    let isNamed = named.contains { field in
      own.contains(field) || own.contains { $0.hasPrefix(field + ".") || field.hasPrefix($0 + "-") }
        || form.groupsAreQuestions
          && field.split(separator: ".").dropLast() == name.split(separator: ".").dropLast()
    }
    if !isNamed { faults.append("not named; named: \(named) \(response.summary)") }
    let ids = response.ids
    for field in named where !ids.contains(field) { faults.append("the summary leads to no #\(field)") }
  }

  /// Everything else that was typed stands in the form again; where there is no form, it is told.
  private mutating func keeps(_ sending: Sending, _ value: HostileValue?, _ kind: PageForm.Kind) {
    guard !form.isForScript else { return }
    let again = response.form(postedTo: page.action)
    let typed = sending.fields.filter { field in
      page.controls(named: field.name).allSatisfy { [.line, .lines, .choice, .tick].contains($0.kind) }
        && field.name != name
    }
    for field in typed {
      let text = String(decoding: field.value, as: UTF8.self)
      guard !text.isEmpty, page.controls(named: field.name).count > 0 else { continue }
      if let again {
        let stands = again.controls(named: field.name).contains { $0.isSent && $0.value == text }
        if !stands {
          let now = again.controls(named: field.name).filter(\.isSent).map(\.value)
          faults.append("lost \(field.name)=\(text.prefix(40)); now \(now)")
        }
      } else if [.line, .lines].contains(page.controls(named: field.name)[0].kind),
        !response.text.contains(Self.escaped(text))
      {
        faults.append("lost \(field.name)=\(text.prefix(40)), no form on the page")
      }
    }
    if let again, let value, [.line, .lines].contains(kind) { keepsItself(value, again) }
  }

  /// The very text stands there too, as it would be stored.
  private mutating func keepsItself(_ value: HostileValue, _ again: PageForm) {
    guard let text = value.text, ["script", "quotes", "emoji", "right to left"].contains(value.name) else {
      return
    }
    let kept = VietnameseText.normalised(text).lowercased()
    let now = again.controls(named: name).map(\.value)
    if !now.contains(where: { VietnameseText.normalised($0).lowercased() == kept }) {
      faults.append("lost what was typed; now \(now)")
    }
  }

  private static func escaped(_ text: String) -> String {
    text.map { ["&": "&amp;", "<": "&lt;", ">": "&gt;", "\"": "&quot;", "'": "&#39;"][$0] ?? String($0) }
      .joined()
  }
}
