import Testing

@testable import Templating

/// Whatever the values are, the page has the tags and attributes of its template and no others.
@Suite struct HostileValueTests {
  static let page = """
    <!doctype html><title>{{name}}</title><p class="a {{name}}" title='{{note}}'>{{name}} {{note}}</p>
    {{#each rows}}<a href="/d/{{code}}?q={{name}}#{{code}}" data-x="{{code}}">{{t Xem {code}}}</a>{{else}}<i></i>{{/each}}
    <a href="{{link}}">{{link}}</a><textarea name="t">{{note}}</textarea>{{#each tags}}<b id="{{.}}">{{.}}</b>{{/each}}
    """

  @Test func valuesNeverBreakOut() throws {
    let library = try library(["page": Self.page])
    let harmless = Sample(name: "a", note: "a", link: "/a", rows: [Row(code: "a", name: "a")], tags: ["a"])
    let plain = Markup(try library.render(sample, harmless, frame: Frame()))
    #expect(plain.skeleton.count == 13)
    for seed in 0..<2_000 as Range<UInt64> {
      var random = Random(state: seed)
      let model = Sample(
        name: random.hostile(), note: random.hostile(), link: random.hostile(),
        rows: [Row(code: random.hostile(), name: random.hostile())], tags: [random.hostile()])
      let page = try library.render(sample, model, frame: Frame())
      let seen = Markup(page)
      #expect(seen.skeleton == plain.skeleton, "seed \(seed)")
      #expect(seen.addresses.allSatisfy(isHarmless), "seed \(seed): \(seen.addresses)")
      #expect(String(validating: page, as: UTF8.self) != nil, "seed \(seed)")
      #expect(!page.contains { $0 < 0x20 && ![9, 10, 13].contains($0) || $0 == 0x7F }, "seed \(seed)")
    }
  }

  /// What a browser would do with an address after decoding it.
  private func isHarmless(_ address: String) -> Bool {
    let seen = String(address.unicodeScalars.filter { $0.value > 0x20 }).lowercased()
    if seen.hasPrefix("//") || seen.hasPrefix("/\\") || seen.hasPrefix("\\") { return false }
    guard let end = seen.firstIndex(where: { ":/?#".contains($0) }), seen[end] == ":" else { return true }
    return ["http", "https", "mailto", "tel", "about"].contains(seen[..<end])
  }
}

/// A repeatable stream of numbers (SplitMix64) and of values made to break things.
private struct Random: RandomNumberGenerator {
  var state: UInt64

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = (state ^ (state >> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
    return mixed ^ (mixed >> 31)
  }

  mutating func hostile() -> String {
    (0..<Int.random(in: 0...8, using: &self)).map { _ in piece() }.joined()
  }

  private mutating func piece() -> String {
    let pieces = [
      "<", ">", "\"", "'", "&", "=", "/", "\\", "`", " ", "\t", "\n", "\r", "\u{0}", "\u{7F}", "\u{85}",
      "\u{202E}", "\u{2066}", "-->", "<!--", "]]>", "</title>", "</textarea >", "<script>", "</p", "onload=x",
      "javascript:", "JAVASCRIPT:", "data:", "//", "..", ".", "%2e", "&#60;", "&lt", "&colon;", ":",
      "{{name}}", "}}", "👩‍👩‍👧",
      "Nguyễn",
      "ỹ", "é", "\u{1F}", "abcdefghijklmnopq",
    ]
    if Int.random(in: 0..<8, using: &self) > 0 {
      return pieces[Int.random(in: 0..<pieces.count, using: &self)]
    }
    return String(UnicodeScalar(UInt32.random(in: 0..<0xD800, using: &self)) ?? "?")
  }
}

/// A scanner of finished pages that shares nothing with the compiler's: tags, attributes, addresses.
private struct Markup {
  private(set) var skeleton: [String] = []
  private(set) var addresses: [String] = []
  private var rest: ArraySlice<UInt8>

  init(_ page: [UInt8]) {
    rest = page[...]
    while let start = rest.firstIndex(of: UInt8(ascii: "<")) {
      rest = rest[(start + 1)...]
      tag()
    }
  }

  private mutating func tag() {
    var words = [word(until: " >")]
    while rest.first == UInt8(ascii: " ") {
      rest.removeFirst()
      words.append(word(until: "= >"))
      if rest.first == UInt8(ascii: "=") { value(of: words[words.count - 1]) }
    }
    if rest.first == UInt8(ascii: ">") { rest.removeFirst() } else { words.append("broken") }
    skeleton.append(words.joined(separator: " "))
    if ["title", "textarea"].contains(words[0]) { skipToEndTag(words[0]) }
  }

  private mutating func value(of attribute: String) {
    rest.removeFirst()
    guard let quote = rest.popFirst(), "\"'".utf8.contains(quote) else { return }
    let value = word(until: String(UnicodeScalar(quote)))
    rest.removeFirst()
    if attribute == "href" { addresses.append(decoded(value)) }
  }

  private mutating func word(until ends: String) -> String {
    let word = rest.prefix { !ends.utf8.contains($0) }
    rest = rest[word.endIndex...]
    return String(decoding: word, as: UTF8.self)
  }

  private mutating func skipToEndTag(_ element: String) {
    if let end = rest.firstRange(of: Array("</\(element)".utf8)) { rest = rest[end.lowerBound...] }
  }

  private func decoded(_ value: String) -> String {
    [("&lt;", "<"), ("&gt;", ">"), ("&quot;", "\""), ("&#39;", "'"), ("&amp;", "&")]
      .reduce(value) { $0.replacing($1.0, with: $1.1) }
  }
}
