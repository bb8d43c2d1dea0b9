import Foundation
import HTTPServer

extension Response {
  /// What a browser would send with the page's main form as it is: inputs, ticked boxes, chosen options, areas of
  /// text. Where a name repeats the last stands.
  var fields: [String: String] {
    var fields: [String: String] = [:]
    let form = mainForm
    for match in form.matches(of: #/<input([^>]*)>/#) {
      let attributes = String(match.1)
      guard let name = Self.attribute("name", attributes) else { continue }
      let isTick = attributes.contains("type=\"checkbox\"") || attributes.contains("type=\"radio\"")
      if isTick, !attributes.contains(" checked") { continue }
      fields[name] = Self.attribute("value", attributes) ?? ""
    }
    for match in form.matches(
      of: #/<select id="[^"]*" name="([^"]*)"[^>]*>(.*?)<\/select>/#.dotMatchesNewlines())
    {
      let options = String(match.2)
      let chosen = options.firstMatch(of: #/value="([^"]*)" selected/#)?.1
      let first = options.firstMatch(of: #/value="([^"]*)"/#)?.1
      fields[String(match.1)] = Self.plain(String(chosen ?? first ?? ""))
    }
    for match in form.matches(of: #/<textarea id="[^"]*" name="([^"]*)"[^>]*>([^<]*)<\/textarea>/#) {
      fields[String(match.1)] = Self.plain(String(match.2))
    }
    return fields
  }

  /// The longest form of the page.
  private var mainForm: String {
    text.components(separatedBy: "<form").dropFirst()
      .map { $0.components(separatedBy: "</form>")[0] }.max { $0.utf8.count < $1.utf8.count } ?? ""
  }

  private static func attribute(_ name: String, _ attributes: String) -> String? {
    attributes.components(separatedBy: " \(name)=\"").dropFirst().first?
      .components(separatedBy: "\"").first.map(plain)
  }

  private static func plain(_ text: String) -> String {
    [("&lt;", "<"), ("&gt;", ">"), ("&quot;", "\""), ("&#39;", "'"), ("&amp;", "&")]
      .reduce(text) { $0.replacingOccurrences(of: $1.0, with: $1.1) }
  }
}
