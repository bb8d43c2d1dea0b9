import Foundation
import HTTPServer

/// A form as it stands on a page: its controls, with what a browser would show in them and send.
struct PageForm {
  enum Kind { case hidden, line, lines, password, tick, choice, file, button }

  /// One control. Ticks of one name are one control each.
  struct Control {
    var kind: Kind
    var name: String
    var id: String
    var value: String
    /// Values that a choice offers, or that this tick has.
    var options: [String]
    /// Whether a browser sends it unasked.
    var isSent: Bool
  }

  let action: String
  let isMultipart: Bool
  let controls: [Control]

  /// Names in the order of the page, each once.
  var names: [String] {
    controls.reduce(into: []) { names, control in
      if !names.contains(control.name) { names.append(control.name) }
    }
  }

  /// One name of each kind of row: what holds for the first row of a table holds for the others.
  var kinds: [String] {
    var known: Set<String> = []
    return names.filter { name in
      let parts = name.split(separator: ".", omittingEmptySubsequences: false)
      return known.insert(parts.map { $0.allSatisfy(\.isNumber) ? "#" : $0 }.joined(separator: ".")).inserted
    }
  }

  /// What a browser would send, buttons and files left out.
  var sent: [(name: String, value: String)] {
    controls.filter { $0.isSent && $0.kind != .button && $0.kind != .file }.map { ($0.name, $0.value) }
  }

  func controls(named name: String) -> [Control] { controls.filter { $0.name == name } }
}

extension Response {
  /// The forms of the page that are sent by POST.
  var postForms: [PageForm] { Markup(body).forms.filter { $0.isPosted }.map(\.form) }

  /// The form of the page that posts to an address.
  func form(postedTo url: String) -> PageForm? { postForms.first { $0.action == url } }

  /// Every id on the page.
  var ids: Set<String> { Set(Markup(body).tags.compactMap { $0["id"] }) }

  /// What the summary of errors says.
  var summary: [String] {
    let tags = Markup(body).tags
    guard let summary = tags.firstIndex(where: { $0["class"] == "errors" }) else { return [] }
    return tags[summary...].prefix { $0.name != "/ul" }.filter { $0.name == "a" }.map {
      Markup.plain($0.text)
    }
  }

  /// The fields that the summary of errors leads to.
  var namedFields: [String] {
    let tags = Markup(body).tags
    guard let summary = tags.firstIndex(where: { $0["class"] == "errors" }) else { return [] }
    return tags[summary...].prefix { $0.name != "/ul" }.compactMap { $0["href"] }.filter { $0.contains("#") }
      .map { $0.split(separator: "#").last.map(String.init) ?? "" }
      .map { $0.removingPercentEncoding ?? $0 }
  }
}

/// The tags of a page of ours: attributes stand in double quotes, `<` and `>` nowhere but around tags.
private struct Markup {
  struct Tag {
    let name: String
    /// As they stand in the page.
    let attributes: ArraySlice<UInt8>
    /// What stands after the tag, until the next.
    let text: ArraySlice<UInt8>

    subscript(_ attribute: String) -> String? {
      guard let start = attributes.first(of: " \(attribute)=\"")?.upperBound else { return nil }
      let end = attributes[start...].first(of: "\"")?.lowerBound ?? attributes.endIndex
      return Markup.plain(attributes[start..<end])
    }

    func has(_ attribute: String) -> Bool {
      attributes.first(of: " \(attribute)").map {
        $0.upperBound == attributes.endIndex || attributes[$0.upperBound] == 0x20
      }
        ?? false
    }
  }

  let tags: [Tag]

  init(_ page: [UInt8]) {
    var (tags, rest) = ([Tag](), page[...])
    while let start = rest.first(of: "<")?.upperBound, let close = page[start...].first(of: ">")?.lowerBound {
      let end = page[close...].first(of: "<")?.lowerBound ?? page.endIndex
      let head = page[start..<close]
      let space = [" ", "\n"].compactMap { head.first(of: $0)?.lowerBound }.min() ?? close
      tags.append(
        Tag(
          name: String(decoding: page[start..<space], as: UTF8.self), attributes: page[space..<close],
          text: page[(close + 1)..<end]))
      rest = page[end...]
    }
    self.tags = tags
  }

  var forms: [(form: PageForm, isPosted: Bool)] {
    var found: [(form: PageForm, isPosted: Bool)] = []
    var index = 0
    while let start = tags[index...].firstIndex(where: { $0.name == "form" }) {
      let end = tags[start...].firstIndex { $0.name == "/form" } ?? tags.endIndex
      let tag = tags[start]
      let form = PageForm(
        action: tag["action"] ?? "", isMultipart: tag["enctype"] == "multipart/form-data",
        controls: Self.controls(tags[start..<end]))
      found.append((form, tag["method"] == "post"))
      index = end
    }
    return found
  }

  private static func controls(_ tags: ArraySlice<Tag>) -> [PageForm.Control] {
    var controls: [PageForm.Control] = []
    var isTemplate = false
    var choice: PageForm.Control?
    for tag in tags {
      switch tag.name {
      case "template": isTemplate = true
      case "/template": isTemplate = false
      case "select": choice = control(.choice, tag, "", isSent: true)
      case "option":
        let value = tag["value"] ?? plain(tag.text)
        if choice?.options.isEmpty == true || tag.has("selected") { choice?.value = value }
        choice?.options.append(value)
      case "/select":
        if let choice, !isTemplate { controls.append(choice) }
        choice = nil
      case "textarea" where !isTemplate: controls.append(control(.lines, tag, plain(tag.text), isSent: true))
      case "input" where !isTemplate: controls.append(input(tag))
      case "button" where !isTemplate && tag["name"] != nil:
        controls.append(control(.button, tag, tag["value"] ?? "", isSent: false))
      default: break
      }
    }
    return controls.filter { !$0.name.isEmpty }
  }

  private static func input(_ tag: Tag) -> PageForm.Control {
    let value = tag["value"] ?? ""
    switch tag["type"] ?? "text" {
    case "hidden": return control(.hidden, tag, value, isSent: true)
    case "password": return control(.password, tag, value, isSent: true)
    case "file": return control(.file, tag, value, isSent: false)
    case "checkbox", "radio":
      var tick = control(.tick, tag, value, isSent: tag.has("checked"))
      tick.options = [value]
      return tick
    default: return control(.line, tag, value, isSent: true)
    }
  }

  private static func control(
    _ kind: PageForm.Kind, _ tag: Tag, _ value: String, isSent: Bool
  ) -> PageForm.Control {
    PageForm.Control(
      kind: kind, name: tag["name"] ?? "", id: tag["id"] ?? "", value: value, options: [], isSent: isSent)
  }

  /// Text without the escaping of HTML.
  static func plain(_ bytes: ArraySlice<UInt8>) -> String {
    let text = String(decoding: bytes, as: UTF8.self)
    guard text.utf8.contains(UInt8(ascii: "&")) else { return text }
    return [("&lt;", "<"), ("&gt;", ">"), ("&quot;", "\""), ("&#39;", "'"), ("&amp;", "&")]
      .reduce(text) { $0.replacingOccurrences(of: $1.0, with: $1.1) }
  }
}
