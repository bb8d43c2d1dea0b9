import Testing

@testable import Templating

/// Conditions and lists in the middle of tags and attributes.
@Suite struct ContextTests {
  @Test(arguments: [
    "<option value=\"1\"{{#if late}} selected{{/if}}>", "<input{{#if late}} checked{{/if}}>",
    "<input {{#if late}}checked{{/if}} {{#if name}}disabled{{else}}hidden{{/if}}>",
    "<input {{#if late}}checked {{/if}}name=x>", "<br{{#if late}} a{{/if}}/>",
    "<p class=\"a{{#if late}} late{{else}} ok{{/if}} b\">",
    "<ul>{{#each rows}}<li>{{code}}</li>{{/each}}</ul>",
    "<p{{#each rows}} data-{{/each}}>", "<p class=\"{{#each tags}}{{.}} {{/each}}\">",
    "<textarea>{{#if late}}{{name}}{{/if}}</textarea>", "<script>{{#if late}}a{{/if}}</script>",
    "{{#if late}}<a href=\"/a\">{{else}}<a href=\"/b\" class=c>{{/if}}x</a>", "<!-- {{#if late}}a{{/if}} -->",
    "<a href=\"{{#if late}}/late{{else}}/all{{/if}}/{{name}}\">",
    "<a href=\"/x{{#if late}}?a={{name}}{{/if}}\">",
    "<p {{> attributes}}>", "a < b {{name}} <3 {{name}} </ {{name}}", "<a b='\">'>{{name}}",
    "<a b=\"'>\">{{name}}",
    "<p a=b/>{{name}}</p >{{name}}", "<title>a</titlex><b></title>{{raw body}}", "<!--a--b-->{{name}}",
    "<svg viewBox=\"0 0 {{days}} 1\"><rect width=\"{{days}}\"/></svg>", "<<p>{{name}}",
    "<p a b = 'c' d>{{name}}",
  ])
  func allowed(_ page: String) {
    #expect(faults(page, with: ["attributes": "id=\"{{name}}\" {{#if late}}hidden{{/if}}"]) == [])
  }

  struct Case: CustomTestStringConvertible {
    let page: String
    let fault: String
    init(_ page: String, _ fault: String) { (self.page, self.fault) = (page, fault) }
    var testDescription: String { page }
  }

  @Test(arguments: [
    Case(
      "{{#if late}}<a {{/if}}", "1:1: a branch of {{#if late}} begins inside text and ends inside the tag <a>"
    ),
    Case(
      "<p>{{#if late}}x{{else}}<!-- {{/if}}",
      "1:4: a branch of {{#if late}} begins inside text and ends inside a comment"),
    Case(
      "{{#each rows}}<a href=\"{{/each}}",
      "1:1: a branch of {{#each rows}} begins inside text and ends inside the attribute “href” of <a>"),
    Case(
      "<a title=\"{{#with person}}\">{{/with}}",
      "1:11: a branch of {{#with person}} begins inside the attribute “title” of <a> and ends inside text"),
    Case(
      "<a {{#if late}}title=\"a\" href={{/if}}>",
      "1:4: a branch of {{#if late}} begins inside the tag <a> and ends inside the tag <a>"),
    Case(
      "{{#unless late}}<script>{{/unless}}",
      "1:1: a branch of {{#unless late}} begins inside text and ends inside the element <script>"),
    Case("<p><a href=\"x", "1:14: the page ends inside the attribute “href” of <a>"),
    Case("<p", "1:3: the page ends inside the tag <p>"),
    Case("x<!-- y ", "1:9: the page ends inside a comment"),
    Case("<!doctype html", "1:15: the page ends inside a declaration"),
    Case("<textarea>x</text>", "1:19: the page ends inside the element <textarea>"),
    Case("<in{{#if late}}put{{/if}}>", "1:16: \(space)"),
    Case("<p a{{#if late}} b{{/if}}c>", "1:26: \(space)"),
    Case("<p {{#if late}}a{{/if}}{{#if late}}b{{/if}}>", "1:36: \(space)"),
    Case("<p a{{#if late}} b{{/if}}=\"c\">", "1:26: \(space)"),
    Case("<p {{#if late}}a {{/if}}=\"c\">", "1:25: “=” without the name of an attribute"),
    Case("<p {{#each rows}}a{{/each}}>", "1:18: \(space)"),
  ])
  func refused(_ test: Case) { #expect(faults(test.page).first == "page.html:" + test.fault) }

  static let space = "put a space before this: the block before it may have printed an attribute"

  @Test func valuesAfterABlockInAnAttributeAreStillEscapedForIt() throws {
    let page = "<a href=\"{{#if late}}/a{{else}}/b{{/if}}/{{name}}\" title=\"{{#if late}}x{{/if}}{{name}}\">"
    #expect(try rendered(page, Sample(name: "\"/")) == "<a href=\"/b/%22%2F\" title=\"&quot;/\">")
  }
}
