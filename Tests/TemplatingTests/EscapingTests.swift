import Testing

@testable import Templating

/// What becomes of hostile values in each place they may stand, and of the places they may not.
@Suite struct EscapingTests {
  struct Case: CustomTestStringConvertible {
    let value: String
    let expected: String
    init(_ value: String, _ expected: String) { (self.value, self.expected) = (value, expected) }
    var testDescription: String { value.debugDescription }
  }

  /// Text is escaped alike between tags, in attributes, and in title and textarea.
  @Test(arguments: [
    Case("<script>alert('1')</script>", "&lt;script&gt;alert(&#39;1&#39;)&lt;/script&gt;"),
    Case("\"onload=\"x", "&quot;onload=&quot;x"), Case("a & b &amp; c", "a &amp; b &amp;amp; c"),
    Case("Nguyễn Thị Ánh, Đặng Ước, ĐỖ NGỮ", "Nguyễn Thị Ánh, Đặng Ước, ĐỖ NGỮ"),
    Case("Cư trú “tạm” – 5 € … ✓", "Cư trú “tạm” – 5 € … ✓"), Case("👩‍👩‍👧 🇻🇳", "👩‍👩‍👧 🇻🇳"),
    Case("a\u{0}b\u{1}\u{8}\u{B}\u{C}\u{1F}\u{7F}c", "abc"), Case("dòng\tmột\r\nhai", "dòng\tmột\r\nhai"),
    Case("a\u{80}\u{85}\u{9F}\u{A0}b", "a\u{A0}b"),
    Case("\u{202A}a\u{202B}b\u{202C}c\u{202D}d\u{202E}e\u{202F}f", "abcde\u{202F}f"),
    Case("\u{2065}a\u{2066}b\u{2067}c\u{2068}d\u{2069}e\u{206A}f", "\u{2065}abcde\u{206A}f"),
    Case("a\u{200E}b\u{200F}c\u{2028}d", "a\u{200E}b\u{200F}c\u{2028}d"),
    Case(scalars(0xFDCF, 0xFDD0, 0xFDEF, 0xFDF0, 0xFEFF, 0xFFFE, 0xFFFF), scalars(0xFDCF, 0xFDF0, 0xFEFF)),
    Case(scalars(0x1FFFD, 0x1FFFE, 0x1FFFF, 0x10FFFD, 0x10FFFE, 0x10FFFF), scalars(0x1FFFD, 0x10FFFD)),
    Case("", ""), Case("#{{name}}", "#{{name}}"), Case("한국어 中文 العربية", "한국어 中文 العربية"),
  ])
  func text(_ test: Case) throws {
    let page =
      "<p title=\"{{name}}\" data-x='{{name}}'>{{name}}</p><title>{{name}}</title><textarea>{{name}}</textarea>"
    let text = test.expected
    #expect(
      try rendered(page, Sample(name: test.value))
        == "<p title=\"\(text)\" data-x='\(text)'>\(text)</p><title>\(text)</title><textarea>\(text)</textarea>"
    )
  }

  private static func scalars(_ values: UInt32...) -> String {
    String(String.UnicodeScalarView(values.compactMap(UnicodeScalar.init)))
  }

  /// The same characters, at every distance from a value's ends: they are looked for sixteen at a time.
  @Test(arguments: [
    "<", "\"", "'", "&", ">", "\u{0}", "\u{7F}", "\u{85}", "\u{202E}", "\u{2069}",
  ])
  func everyPositionIsLookedAt(_ special: Character) throws {
    let library = try library(["page": "{{name}}"])
    for length in 0..<40 {
      for position in 0...length {
        var value = Array(String(repeating: "a", count: length))
        value.insert(special, at: position)
        let page = try library.render(sample, Sample(name: String(value)), frame: Frame())
        let expected = value.map { Self.reference[$0] ?? (isKept($0) ? String($0) : "") }.joined()
        #expect(String(decoding: page, as: UTF8.self) == expected)
      }
    }
  }

  private static let reference: [Character: String] = [
    "<": "&lt;", ">": "&gt;", "&": "&amp;", "\"": "&quot;", "'": "&#39;",
  ]
  private func isKept(_ character: Character) -> Bool { character == "a" }

  @Test func theQuickLookMissesNothingTheTableKnows() {
    for byte in UInt8.min...UInt8.max
    where EscapeTable.classes[Int(byte)] & EscapeTable.kinds != EscapeTable.plain {
      #expect(PlainText.special1(byte) == 1, "\(byte)")
    }
  }

  @Test(arguments: [
    Case("/dossiers/1?a=1&b=2", "/dossiers/1?a=1&amp;b=2"), Case("", ""), Case("?trang=2", "?trang=2"),
    Case("#cuối", "#cuối"), Case("tệp.pdf", "tệp.pdf"), Case("/", "/"), Case("./a:b", "./a:b"),
    Case("https://dichvucong.gov.vn/a", "https://dichvucong.gov.vn/a"), Case("HTTP://a.vn", "HTTP://a.vn"),
    Case("mailto:a@b.vn", "mailto:a@b.vn"), Case("tel:+84241900", "tel:+84241900"),
    Case("/a\"onclick=\"x", "/a&quot;onclick=&quot;x"), Case("javascript:alert(1)", refused),
    Case("JaVaScRiPt:alert(1)", refused), Case(" javascript:alert(1)", refused),
    Case("java\tscript:alert(1)", refused), Case("javascript\n:alert(1)", refused),
    Case("\u{1}javascript:alert(1)", refused), Case("java\u{0}script:alert(1)", refused),
    Case("vbscript:x", refused), Case("data:text/html,<script>", refused), Case("blob:x", refused),
    Case(" //evil.vn", refused), Case(" /\\evil.vn", refused), Case("view-source:x", refused),
    Case("a b:c", refused), Case(":x", refused), Case("//evil.vn/x", refused),
    Case("/\\evil.vn", refused), Case("\\\\evil.vn", refused), Case("/\t/evil.vn", refused),
    Case("httpsx://a", refused), Case("javascript&colon;alert(1)", "javascript&amp;colon;alert(1)"),
  ])
  func addresses(_ test: Case) throws {
    let model = Sample(link: test.value)
    #expect(try rendered("<a href=\"{{link}}\">", model) == "<a href=\"\(test.expected)\">")
    #expect(try rendered("<form action='{{link}}'>", model) == "<form action='\(test.expected)'>")
    #expect(try rendered("<img src=\" {{link}}\">", model) == "<img src=\" \(test.expected)\">")
  }

  static let refused = "about:invalid#refused"

  @Test(arguments: [
    Case("000.00.12.H40-261121-0001", "000.00.12.H40-261121-0001"),
    Case("a/b?c#d&e=f", "a%2Fb%3Fc%23d%26e%3Df"),
    Case("Hộ tịch", "H%E1%BB%99%20t%E1%BB%8Bch"), Case("\"'<>", "%22%27%3C%3E"), Case("%2e%2e", "%252e%252e"),
    Case(".", lost), Case("..", lost), Case("...", "..."), Case("a..", "a.."),
    Case("\u{0}\u{202E}", "%00%E2%80%AE"),
    Case("javascript:", "javascript%3A"), Case("\\\\x", "%5C%5Cx"), Case("a+b~c_d", "a%2Bb~c_d"),
    Case("", ""),
  ])
  func partsOfAddresses(_ test: Case) throws {
    let model = Sample(name: test.value, note: test.value)
    #expect(try rendered("<a href=\"/d/{{name}}/x\">", model) == "<a href=\"/d/\(test.expected)/x\">")
    #expect(try rendered("<a href='?q={{note}}&amp;r=1'>", model) == "<a href='?q=\(test.expected)&amp;r=1'>")
    #expect(try rendered("<a href=\"#{{name}}\">", model) == "<a href=\"#\(test.expected)\">")
    #expect(
      try rendered("<a href=\"{{link}}?q={{name}}\">", model) == "<a href=\"/dossiers/1?q=\(test.expected)\">"
    )
    let first = test.value.isEmpty ? Self.lost : test.expected
    #expect(try rendered("<a href=\"/{{name}}/evil.vn\">", model) == "<a href=\"/\(first)/evil.vn\">")
  }

  static let lost = "%EF%BF%BD"

  @Test func urlsElsewhereAreText() throws {
    let model = Sample(link: "javascript:<x>")
    #expect(
      try rendered("<p title=\"{{link}}\">{{link}}", model)
        == "<p title=\"javascript:&lt;x&gt;\">javascript:&lt;x&gt;")
    #expect(try rendered("<a href=\"/go?to={{link}}\">", model) == "<a href=\"/go?to=javascript%3A%3Cx%3E\">")
  }

  struct Place: CustomTestStringConvertible {
    let page: String
    let fault: String
    init(_ page: String, _ fault: String) { (self.page, self.fault) = (page, fault) }
    var testDescription: String { page }
  }

  @Test(arguments: [
    Place("<{{name}}>", "1:2: a value cannot follow a “<” directly"),
    Place("</{{name}}>", "1:3: a value cannot follow a “<” directly"),
    Place("<p{{name}}>", "1:3: a value cannot be the name of a tag or an attribute"),
    Place("<p {{name}}>", "1:4: a value cannot be the name of a tag or an attribute"),
    Place("<p a{{name}}=\"\">", "1:5: a value cannot be the name of a tag or an attribute"),
    Place("<p a=\"\"{{name}}>", "1:8: a value cannot be the name of a tag or an attribute"),
    Place("<p a={{name}}>", "1:6: put quotes around a value in an attribute"),
    Place("<p a=x{{days}}>", "1:7: put quotes around a value in an attribute"),
    Place("<p a = {{name}}>", "1:8: put quotes around a value in an attribute"),
    Place("<!-- {{name}} -->", "1:6: a value cannot stand in a comment or declaration"),
    Place("<!-->{{name}}-->", "1:6: a value cannot stand in a comment or declaration"),
    Place("<!doctype {{name}}>", "1:11: a value cannot stand in a comment or declaration"),
    Place("<?{{name}}>", "1:3: a value cannot stand in a comment or declaration"),
    Place(
      "<script>{{days}}</script>",
      "1:9: a value cannot stand inside <script>; hand it over in a data- attribute"),
    Place(
      "<SCRIPT a>\n</scriptx>{{name}}</script>",
      "2:11: a value cannot stand inside <script>; hand it over in a data- attribute"),
    Place(
      "<style>{{name}}</style>", "1:8: a value cannot stand inside <style>; hand it over in a data- attribute"
    ),
    Place(
      "<iframe>{{name}}</iframe>",
      "1:9: a value cannot stand inside <iframe>; hand it over in a data- attribute"),
    Place("<textarea></{{name}}</textarea>", "1:13: a value cannot follow a “<” directly"),
    Place(
      "<p onclick=\"{{name}}\">",
      "1:13: a value cannot stand in the attribute “onclick”, whose content is run or parsed"),
    Place(
      "<p ONX='a{{days}}'>",
      "1:10: a value cannot stand in the attribute “onx”, whose content is run or parsed"),
    Place(
      "<p style=\"width:{{days}}%\">",
      "1:17: a value cannot stand in the attribute “style”, whose content is run or parsed"),
    Place(
      "<iframe srcdoc=\"{{name}}\"></iframe>",
      "1:17: a value cannot stand in the attribute “srcdoc”, whose content is run or parsed"),
    Place("<a href=\"{{name}}\">", "1:10: only a field of kind url may begin “href”"),
    Place("<a href=\"{{days}}\">", "1:10: only a field of kind url may begin “href”"),
    Place("<img SRC=' {{note}}'>", "1:12: only a field of kind url may begin “src”"),
    Place("<form action='{{name}}'></form>", "1:15: only a field of kind url may begin “action”"),
    Place("<button formaction='{{name}}'>", "1:21: only a field of kind url may begin “formaction”"),
    Place("<a href=\"{{#if late}}/x{{/if}}{{name}}\">", "1:31: only a field of kind url may begin “href”"),
    Place("<a href=\"{{t Tra cứu}}\">", "1:10: only a field of kind url may begin “href”"),
    Place("<a href=\"/{{t Tra cứu}}\">", "1:11: a text to translate cannot be part of an address"),
    Place("<a href=\"https://{{name}}/\">", "1:18: \(host)"),
    Place("<a href=\"//{{name}}/\">", "1:12: \(host)"),
    Place("<a href=\"https://a.vn{{name}}/\">", "1:22: \(host)"),
    Place("<a href=\"https:{{name}}/\">", "1:16: \(host)"),
    Place("<img src=\"data:{{name}}\">", "1:16: \(host)"), Place("<a href=\"/\\{{name}}\">", "1:12: \(host)"),
    Place("<a href=\"javascript:void(0)\">", "1:10: an address cannot begin with “javascript:”"),
    Place("<a href=JavaScript:x>", "1:9: an address cannot begin with “javascript:”"),
    Place(
      "<p title=\"{{raw body}}\">",
      "1:11: {{raw}} stands only between tags, not inside the attribute “title” of <p>"),
    Place(
      "<title>{{raw body}}</title>", "1:8: {{raw}} stands only between tags, not inside the element <title>"),
    Place("<p {{t Tra cứu}}>", "1:4: a value cannot be the name of a tag or an attribute"),
  ])
  func placesWithoutValues(_ place: Place) {
    #expect(faults(place.page).first == "page.html:" + place.fault)
  }

  static let host = "a value cannot be the host or scheme of an address; use a url field"
}
