import Testing

@testable import Templating

/// Every fault with its exact place.
@Suite struct FaultTests {
  struct Case: CustomTestStringConvertible {
    let page: String
    let faults: [String]
    init(_ page: String, _ faults: String...) { (self.page, self.faults) = (page, faults) }
    var testDescription: String { page }
  }

  @Test(arguments: [
    Case("a {{name", "page.html:1:3: “{{” without “}}”"),
    Case("a }} b", "page.html:1:3: “}}” without “{{”"),
    Case("{{na me}}", "page.html:1:1: “na me” is not a name"),
    Case("{{}}", "page.html:1:1: a name is missing"),
    Case("{{{name}}}", "page.html:1:1: “{name}” is not a name"),
    Case("\nữ{{#if name}}x", "page.html:2:2: {{#if name}} is never closed"),
    Case("{{#for name}}", "page.html:1:1: {{#for}} is unknown: use if, unless, each, with or block"),
    Case("x{{/if}}", "page.html:1:2: {{/if}} closes nothing"),
    Case(
      "{{#each rows}}{{#if name}}x{{/each}}",
      "page.html:1:15: {{#if name}} is not closed before {{/each}}"),
    Case("{{#if}}x{{/if}}", "page.html:1:1: a name is missing"),
    Case("{{else}}", "page.html:1:1: {{else}} without an open {{#if}}, {{#unless}}, {{#each}} or {{#with}}"),
    Case(
      "{{#if name}}{{else}}{{else}}{{/if}}",
      "page.html:1:21: {{else}} without an open {{#if}}, {{#unless}}, {{#each}} or {{#with}}"),
    Case(
      "{{#each rows}}{{else if name}}{{/each}}",
      "page.html:1:15: {{else if name}}: only {{else}}, or {{else if name}} in an {{#if}}"),
    Case("x{{layout officer}}", "page.html:1:2: {{layout}} stands once, before everything else"),
    Case(
      "{{#if name}}\n{{#block a}}{{/block}}{{/if}}",
      "page.html:2:1: {{#block}} cannot stand inside another tag",
      "page.html:2:1: {{block}} has a meaning only in a layout"),
    Case("<p\u{1}>", "page.html:1:3: a control character, or a byte that is not UTF-8"),
  ])
  func syntax(_ test: Case) { #expect(faults(test.page) == test.faults) }

  @Test(arguments: [
    Case("Tên: {{nmae}}", "page.html:1:6: there is no “nmae” in Sample; did you mean “name”?"),
    Case("{{zzzzzz}}", "page.html:1:1: there is no “zzzzzz” in Sample"),
    Case(
      "{{#each rows}}{{cod}}{{/each}}",
      "page.html:1:15: there is no “cod” in Row or Sample; did you mean “code”?"),
    Case("{{user}}", "page.html:1:1: there is no “user” in Sample"),
    Case("{{frame.csr}}", "page.html:1:1: there is no “csr” in Frame; did you mean “csrf”?"),
    Case("{{frame}}", "page.html:1:1: “frame” needs one of its names: frame.…"),
    Case("{{person.nam}}", "page.html:1:1: there is no “nam” in Person"),
    Case("{{person.home.vilage}}", "page.html:1:1: there is no “vilage” in Home; did you mean “village”?"),
    Case("{{name.x}}", "page.html:1:1: “name” is text, not a record: “name.x” leads nowhere"),
    Case("{{rows.code}}", "page.html:1:1: “rows” is a list, not a record: “rows.code” leads nowhere"),
    Case("{{.}}", "page.html:1:1: “.” has a meaning only inside {{#each}} over texts"),
    Case("{{@number}}", "page.html:1:1: “@number” has a meaning only inside {{#each}}"),
    Case(
      "{{#each rows}}{{@count}}{{/each}}",
      "page.html:1:15: “@count” is unknown: there are @number, @first and @last"),
    Case(
      "{{#if wrong}}{{alsoWrong}}{{/if}}",
      "page.html:1:14: there is no “alsoWrong” in Sample",
      "page.html:1:1: there is no “wrong” in Sample"),
    Case(
      "{{#each wrong}}x{{else}}{{alsoWrong}}{{/each}}",
      "page.html:1:1: there is no “wrong” in Sample",
      "page.html:1:25: there is no “alsoWrong” in Sample"),
    Case("{{t Còn {dais} ngày}}", "page.html:1:1: there is no “dais” in Sample; did you mean “days”?"),
  ])
  func names(_ test: Case) { #expect(Set(faults(test.page)) == Set(test.faults)) }

  @Test(arguments: [
    Case("{{late}}", "page.html:1:1: “late” is a flag: it is only for {{#if}} and {{#unless}}"),
    Case("{{body}}", "page.html:1:1: “body” is trusted HTML: print it with {{raw body}}"),
    Case(
      "{{person}}", "page.html:1:1: “person” is a record: open it with {{#with}} or name one of its fields"),
    Case("{{rows}}", "page.html:1:1: “rows” is a list: go through it with {{#each}}"),
    Case("{{raw name}}", "page.html:1:1: {{raw}} is only for fields of kind html"),
    Case("{{#each name}}{{/each}}", "page.html:1:1: {{#each}} needs a list, and “name” is text"),
    Case("{{#each person}}{{/each}}", "page.html:1:1: {{#each}} needs a list, and “person” is a record"),
    Case("{{#with rows}}{{/with}}", "page.html:1:1: {{#with}} needs a record, and “rows” is a list"),
    Case("{{#with days}}{{/with}}", "page.html:1:1: {{#with}} needs a record, and “days” is a number"),
    Case(
      "{{#each rows}}{{#each @first}}{{/each}}{{/each}}",
      "page.html:1:15: “@first” is only for printing and {{#if}}"),
    Case(
      "{{#each rows}}{{@last}}{{/each}}",
      "page.html:1:15: “@last” is a flag: it is only for {{#if}} and {{#unless}}"),
    Case(
      "{{#each rows}}{{#if @number}}{{/if}}{{/each}}",
      "page.html:1:15: “@number” is never zero: use @first or @last"),
    Case("{{t Còn {late} ngày}}", "page.html:1:1: “late” is a flag: it is only for {{#if}} and {{#unless}}"),
    Case(
      "{{t Còn {day s} ngày}}",
      "page.html:1:1: a brace in “Còn {day s} ngày” is not part of a placeholder {name}"),
  ])
  func kinds(_ test: Case) { #expect(faults(test.page) == test.faults) }

  @Test(arguments: [
    Case("{{> form/field}}", "page.html:1:1: there is no partial “form/field” (form/field.html)"),
    Case("{{layout officer}}", "page.html:1:1: there is no layout “officer” (layout/officer.html)"),
    Case("{{block title}}", "page.html:1:1: {{block}} has a meaning only in a layout"),
    Case("{{content}}", "page.html:1:1: {{content}} has a meaning only in a layout"),
    Case(
      "{{layout plain}}\n{{#block aside}}x{{/block}}",
      "page.html:1:1: the layout “plain” needs {{#block title}}",
      "page.html:2:1: the layout “plain” has no {{block aside}}"),
    Case(
      "{{layout plain}}\n{{#block title}}x{{/block}}\n{{#block title}}x{{/block}}",
      "page.html:3:1: the block “title” is there twice"),
    Case("{{layout empty}}", "page.html:1:1: the layout “empty” has no {{content}}"),
    Case("{{layout double}}", "layout/double.html:1:1: a layout cannot have a layout"),
    Case("{{> self}}", "self.html:2:1: the partial “self” contains itself (used at page.html:1:1)"),
    Case("{{> ping}}", "pong.html:1:1: the partial “ping” contains itself (used at ping.html:1:1)"),
    Case("{{> whole}}", "page.html:1:1: “whole” has a layout: a page cannot be a partial"),
    Case(
      "{{> uses-name}}{{#with person}}{{> uses-code}}{{/with}}",
      "uses-code.html:1:4: there is no “code” in Person or Sample; did you mean “home”? (used at page.html:1:32)"
    ),
    Case(
      "{{> half}}", "page.html:1:1: the partial “half” begins inside text and ends inside the tag <a>",
    ),
    Case(
      "{{layout plain}}{{#block title}}x</title>{{/block}}",
      "page.html:1:17: the block “title” begins inside the element <title> and ends inside text"),
  ])
  func files(_ test: Case) {
    let others = [
      "layout/plain": "<title>{{block title}}</title>{{content}}", "layout/empty": "<p></p>",
      "layout/double": "{{layout plain}}{{content}}", "self": "x\n{{> self}}", "ping": "{{> pong}}",
      "pong": "{{> ping}}", "whole": "{{layout plain}}", "uses-name": "{{name}}", "uses-code": "<p>{{code}}",
      "half": "<a ",
    ]
    #expect(faults(test.page, with: others) == test.faults)
  }

  @Test func everyFaultIsToldOnceAndInOrder() {
    let page = "{{> part}}{{> part}}\n{{wrong}}\n{{late}}"
    #expect(
      faults(page, with: ["part": "{{worse}}"]) == [
        "page.html:2:1: there is no “wrong” in Sample",
        "page.html:3:1: “late” is a flag: it is only for {{#if}} and {{#unless}}",
        "part.html:1:1: there is no “worse” in Sample (used at page.html:1:1)",
        "part.html:1:1: there is no “worse” in Sample (used at page.html:1:11)",
      ])
  }

  @Test func aPageWithoutItsTemplateIsToldAtItsDeclaration() {
    let lost = Page<Sample>("reception/lost", file: "Web/Lost.swift", line: 7)
    let told = #expect(throws: TemplateFaults.self) { try library(["page": ""], pages: [sample, lost]) }
    #expect(told?.description == "Web/Lost.swift:7: there is no template “reception/lost.html”")
  }

  @Test func aModelWithUnusableNamesIsAFault() {
    struct Odd: TemplateModel {
      static var fields: [Field<Odd>] {
        [
          .text("a") { _ in "" }, .number("a") { _ in 1 }, .text("b c") { _ in "" },
          .text("frame") { _ in "" },
        ]
      }
    }
    let page = Page<Odd>("page")
    let told = #expect(throws: TemplateFaults.self) { try library(["page": ""], pages: [page]) }
    #expect(
      told?.faults.map(\.description) == [
        "model Odd: the field “a” is declared twice", "model Odd: “b c” cannot be a field's name",
        "model Odd: “frame” cannot be a field's name",
      ])
  }

  @Test func aLanguageWithoutCatalogueIsAFault() {
    let told = #expect(throws: TemplateFaults.self) { try library(["page": ""], languages: [.english]) }
    #expect(told?.description == "messages/en.json: there is no catalogue of this language")
  }

  @Test func aPageThatIsNotInTheListIsRefusedWhenItIsRendered() throws {
    struct Other: TemplateModel { static var fields: [Field<Other>] { [] } }
    let library = try library(["page": ""])
    let stranger = Page<Other>("page", file: "Web/Other.swift", line: 3)
    let told = #expect(throws: TemplateFault.self) { try library.render(stranger, Other(), frame: Frame()) }
    #expect(told?.description == "Web/Other.swift:3: the page “page” is not in the library's list")
  }
}
