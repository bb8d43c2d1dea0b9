import Foundation
import HTTPServer

extension Response {
  /// What a browser would send with the page's main form as it is: inputs, ticked boxes, chosen options, areas of
  /// text. Where a name repeats the last stands.
  var fields: [String: String] { Self.fields(of: mainForm) }

  /// The same of the form that posts to an address.
  func fields(postedTo url: String) -> [String: String] {
    Self.fields(of: forms.first { $0.prefix { $0 != ">" }.contains("action=\"\(url)\"") } ?? "")
  }

  private static func fields(of form: String) -> [String: String] {
    var fields: [String: String] = [:]
    for match in form.matches(of: #/<input([^>]*)>/#) {
      let attributes = String(match.1)
      guard let name = attribute("name", attributes) else { continue }
      let isTick = attributes.contains("type=\"checkbox\"") || attributes.contains("type=\"radio\"")
      if isTick, !attributes.contains(" checked") { continue }
      fields[name] = attribute("value", attributes) ?? ""
    }
    for match in form.matches(
      of: #/<select id="[^"]*" name="([^"]*)"[^>]*>(.*?)<\/select>/#.dotMatchesNewlines())
    {
      let options = String(match.2)
      let chosen = options.firstMatch(of: #/value="([^"]*)" selected/#)?.1
      let first = options.firstMatch(of: #/value="([^"]*)"/#)?.1
      fields[String(match.1)] = plain(String(chosen ?? first ?? ""))
    }
    for match in form.matches(of: #/<textarea id="[^"]*" name="([^"]*)"[^>]*>([^<]*)<\/textarea>/#) {
      fields[String(match.1)] = plain(String(match.2))
    }
    return fields
  }

  private var forms: [String] {
    text.components(separatedBy: "<form").dropFirst().map { $0.components(separatedBy: "</form>")[0] }
  }

  /// The longest form of the page.
  private var mainForm: String { forms.max { $0.utf8.count < $1.utf8.count } ?? "" }

  private static func attribute(_ name: String, _ attributes: String) -> String? {
    attributes.components(separatedBy: " \(name)=\"").dropFirst().first?
      .components(separatedBy: "\"").first.map(plain)
  }

  private static func plain(_ text: String) -> String {
    [("&lt;", "<"), ("&gt;", ">"), ("&quot;", "\""), ("&#39;", "'"), ("&amp;", "&")]
      .reduce(text) { $0.replacingOccurrences(of: $1.0, with: $1.1) }
  }
}
