import Testing

@testable import Templating

/// What templates print when nothing is wrong with them.
@Suite struct RenderingTests {
  struct Case: CustomTestStringConvertible {
    let page: String
    let expected: String
    init(_ page: String, _ expected: String) { (self.page, self.expected) = (page, expected) }
    var testDescription: String { page }
  }

  static let full = Sample(
    note: "gấp", days: -12, late: true, person: Person(phone: "0912", titles: ["ông", "bà"]),
    rows: [Row(code: "A", parts: [Row(code: "A1"), Row(code: "A2")]), Row(code: "B")], tags: ["x", "y", "z"])

  @Test(arguments: [
    Case("{{name}}, {{days}}", "Nguyễn Thị Ánh, -12"),
    Case("{{ name }}{{!bỏ}}{{! {{name}}", "Nguyễn Thị Ánh"),
    Case("{{note}}|{{raw body}}|{{link}}", "gấp|<b>đậm</b>|/dossiers/1"),
    Case("{{#if note}}a{{else}}b{{/if}}{{#unless note}}c{{else}}d{{/unless}}", "ad"),
    Case("{{#if days}}1{{/if}}{{#if late}}2{{/if}}{{#if link}}3{{/if}}{{#if body}}4{{/if}}", "1234"),
    Case("{{#if name}}1{{/if}}{{#if person}}2{{/if}}{{#if rows}}3{{/if}}{{#if tags}}4{{/if}}", "1234"),
    Case("{{#unless late}}a{{/unless}}{{#if late}}{{#if rows}}b{{else}}c{{/if}}{{else}}d{{/if}}", "b"),
    Case("{{#if late}}a{{else if rows}}b{{else}}c{{/if}}", "a"),
    Case("{{#each rows}}{{@number}}{{code}}{{#if @last}}.{{else}},{{/if}}{{/each}}", "1A,2B."),
    Case(
      "{{#each rows}}{{#if @first}}[{{/if}}{{code}}{{#unless @last}} {{else}}]{{/unless}}{{/each}}", "[A B]"),
    Case("{{#each tags}}{{.}}{{#if .}}!{{/if}}{{/each}}", "x!y!z!"),
    Case("{{#each rows}}{{#each parts}}{{code}}{{else}}-{{/each}};{{/each}}", "A1A2;-;"),
    Case(
      "{{#with person}}{{fullName}} {{name}} {{home.village}}{{/with}}", "Trần Bình Nguyễn Thị Ánh Thôn Đông"),
    Case(
      "{{person.fullName}} {{person.phone}} {{person.age}} {{person.home.village}}",
      "Trần Bình 0912 40 Thôn Đông"),
    Case(
      "{{#each person.titles}}{{.}} {{/each}}{{raw person.bio}}{{person.page}}", "ông bà <i>x</i>/people/1"),
    Case(
      "{{#with person.home}}{{village}}{{/with}}{{#if person.isAbroad}}x{{/if}}{{#if person.age}}y{{/if}}",
      "Thôn Đôngy"),
    Case("{{frame.user}}{{#each rows}}{{frame.csrf}}{{/each}}", "Cán bộ At0kent0ken"),
    Case("{{#each rows}}{{#each parts}}{{@number}}{{/each}}{{@number}}{{/each}}", "1212"),
  ])
  func values(_ test: Case) throws { #expect(try rendered(test.page, Self.full) == test.expected) }

  @Test(arguments: [
    Case("[{{note}}]", "[]"),
    Case(
      "{{#if note}}a{{/if}}{{#if days}}b{{/if}}{{#if late}}c{{/if}}{{#if link}}d{{/if}}{{#if body}}e{{/if}}",
      ""),
    Case("{{#if name}}a{{/if}}{{#if person}}b{{/if}}{{#if rows}}c{{/if}}{{#if tags}}d{{/if}}", ""),
    Case("{{#each rows}}x{{else}}Chưa có{{/each}}", "Chưa có"),
    Case("{{#with person}}x{{else}}không ai{{/with}}", "không ai"),
    Case(
      "[{{person.fullName}}{{person.phone}}{{person.age}}{{person.home.village}}{{raw person.bio}}{{person.page}}]",
      "[]"),
    Case(
      "{{#if person.age}}a{{/if}}{{#if person.isAbroad}}b{{/if}}{{#if person.home}}c{{/if}}{{#if person.titles}}d{{/if}}",
      ""),
    Case("{{#each person.children}}a{{else}}b{{/each}}{{#with person.home}}c{{else}}d{{/with}}", "bd"),
    Case("{{#if late}}a{{else if rows}}b{{else if name}}c{{else}}d{{/if}}", "d"),
    Case("{{#unless late}}{{days}}{{/unless}}", "0"),
  ])
  func missing(_ test: Case) throws {
    let empty = Sample(name: "", days: 0, link: "", body: TrustedHTML(trusting: ""))
    #expect(try rendered(test.page, empty) == test.expected)
  }

  @Test(arguments: [0, 7, -1, 10, 99, 100, 1_234_567, Int.max, Int.min])
  func numbersArePrintedPlainly(_ number: Int) throws {
    #expect(try rendered("{{days}}", Sample(days: number)) == "\(number)")
  }

  @Test func innerNamesHideOuterOnes() throws {
    let model = Sample(name: "ngoài", rows: [Row(code: "A", name: "trong")])
    #expect(try rendered("{{#each rows}}{{name}}{{/each}} {{name}}", model) == "trong ngoài")
  }

  @Test func tagsAloneOnTheirLineLeaveNoLine() throws {
    let page = """
      <ul>
        {{#each rows}}
        {{! một dòng }}
        <li>{{code}}</li>
        {{else}}
        <li>không</li>
        {{/each}}
      </ul>
      {{#if name}} x {{/if}}

      """
    #expect(
      try rendered(page, Self.full)
        == "<ul>\n  <li>A</li>\n  <li>B</li>\n</ul>\n x \n")
  }

  @Test func aLineOfWindowsIsALine() throws {
    #expect(try rendered("a\r\n{{#if name}}\r\nb\r\n{{/if}}\r\n") == "a\r\nb\r\n")
  }

  @Test func partialsAreCompiledInTheScopeThatUsesThem() throws {
    let model = Sample(name: "ngoài", rows: [Row(code: "A", name: "trong")])
    let page = "{{> part/name}}{{#each rows}}{{> part/name}}{{/each}}"
    #expect(try rendered(page, model, with: ["part/name": "<p>{{name}}</p>"]) == "<p>ngoài</p><p>trong</p>")
  }

  @Test func layoutsTakeBlocksAndContent() throws {
    let layout = """
      <title>{{block title}} – {{user}}</title>{{#block head}}<meta name="a">{{/block}}
      {{#each menu}}<a href="/{{code}}/x">{{frame.csrf}}</a>{{/each}}
      <main>{{content}}</main>{{#block foot}}hết{{/block}}
      """
    let page = """
      {{! trang }}
      {{layout officer}}
      {{#block title}}{{name}} & {{frame.user}}{{/block}}
      {{#block foot}}
      chân
      {{/block}}
      <p>{{#each rows}}{{code}}{{/each}}</p>
      """
    let text = try rendered(
      page, Sample(name: "<b>", rows: [Row(code: "A")]), frame: Frame(menu: [Row(code: "m")]),
      with: ["layout/officer": layout])
    let expected = """
      <title>&lt;b&gt; & Cán bộ A – Cán bộ A</title><meta name="a">
      <a href="/m/x">t0ken</a>
      <main><p>A</p></main>chân

      """
    #expect(text == expected)
  }

  @Test func contentMayStandInsideALoopOfTheLayout() throws {
    let text = try rendered(
      "{{layout l}}{{#each rows}}{{code}}{{/each}}", Sample(rows: [Row(code: "A"), Row(code: "B")]),
      frame: Frame(menu: [Row(code: "1"), Row(code: "2")]),
      with: ["layout/l": "{{#each menu}}{{code}}({{content}}{{code}}){{/each}}"])
    #expect(text == "1(AB1)2(AB2)")
  }

  @Test func partialsOfALayoutMayHoldItsBlocks() throws {
    let text = try rendered(
      "{{layout l}}{{#block title}}T{{/block}}C",
      with: ["layout/l": "{{> head}}{{content}}", "head": "<title>{{block title}}</title>"])
    #expect(text == "<title>T</title>C")
  }

  @Test func aPageLargerThanTheLastOneIsWhole() throws {
    let library = try library(["page": "{{#each rows}}<i>{{code}}</i>{{/each}}"])
    for count in [1, 20_000, 3, 0] {
      let rows = (0..<count).map { Row(code: "dòng \($0)") }
      let page = try library.render(sample, Sample(rows: rows), frame: Frame())
      let expected = rows.map { "<i>\($0.code)</i>" }.joined()
      #expect(String(decoding: page, as: UTF8.self) == expected)
    }
  }

  @Test func theSameModelGivesTheSameBytesOnAllThreads() async throws {
    let library = try library(["page": "{{name}}{{#each rows}}<p>{{code}}{{@number}}</p>{{/each}}"])
    let model = Sample(rows: (0..<200).map { Row(code: "<\($0)>") })
    let expected = try library.render(sample, model, frame: Frame())
    await withTaskGroup(of: Bool.self) { group in
      for _ in 0..<16 {
        group.addTask {
          (0..<20).allSatisfy { _ in (try? library.render(sample, model, frame: Frame())) == expected }
        }
      }
      for await isSame in group { #expect(isSame) }
    }
  }

  @Test func fieldsAreReadOnlyWhereATemplateUsesThem() throws {
    struct Costly: TemplateModel {
      static var fields: [Field<Costly>] {
        [
          .text("used") { _ in "x" },
          .text("unused") { _ in
            Issue.record("read"); return ""
          },
        ]
      }
    }
    let page = Page<Costly>("page")
    let library = try library(["page": "{{used}}"], pages: [page])
    #expect(try library.render(page, Costly(), frame: Frame()) == Array("x".utf8))
  }

  @Test func modelsMayHoldTheirOwnKind() throws {
    struct Agency: TemplateModel {
      let name: String
      var parts: [Agency] = []
      static var fields: [Field<Agency>] { [.text("name", \.name), .list("parts", \.parts)] }
    }
    let page = Page<Agency>("page")
    let library = try library(
      ["page": "{{#each parts}}{{name}}{{#each parts}}{{name}}{{/each}}{{/each}}"], pages: [page])
    let tree = Agency(name: "tỉnh", parts: [Agency(name: "huyện", parts: [Agency(name: "xã")])])
    #expect(try library.render(page, tree, frame: Frame()) == Array("huyệnxã".utf8))
  }
}
