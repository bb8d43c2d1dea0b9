import Testing

@testable import Templating

/// What a library knows of its templates: translations, links, files.
@Suite struct LibraryTests {
  let catalogue = Catalogue([
    .english: [
      "Tra cứu": "Look up", "Còn {days} ngày làm việc": "{days} working days left",
      "Lưu & thoát": "Save & exit",
      "Chào {name}, {person.fullName}": "Hello {person.fullName} and {name}",
    ]
  ])

  private func both(_ page: String, _ model: Sample = Sample()) throws -> [String] {
    try [Language.vietnamese, .english].map {
      try rendered(page, model, language: $0, catalogue: catalogue)
    }
  }

  @Test func textsAreTranslatedOncePerLanguage() throws {
    #expect(try both("<p>{{t Tra cứu}}</p>") == ["<p>Tra cứu</p>", "<p>Look up</p>"])
    #expect(try both("{{t Tra\n   cứu }}") == ["Tra cứu", "Look up"])
    #expect(
      try both("<i title=\"{{t Lưu & thoát}}\">") == [
        "<i title=\"Lưu &amp; thoát\">", "<i title=\"Save &amp; exit\">",
      ])
  }

  @Test func placeholdersAreValuesAndEscaped() throws {
    #expect(try both("{{t Còn {days} ngày làm việc}}") == ["Còn 3 ngày làm việc", "3 working days left"])
    let model = Sample(name: "<b>", person: Person(fullName: "Bình"))
    #expect(
      try both("{{t Chào {name}, {person.fullName}}}", model)
        == ["Chào &lt;b&gt;, Bình", "Hello Bình and &lt;b&gt;"])
  }

  @Test func whatIsNotTranslatedStaysVietnameseAndIsCollected() throws {
    let library = try library(
      ["page": "<p>\n{{t Tra cứu}} {{t Đăng nhập}}{{> x}}", "x": "{{t Đăng nhập}}{{t Thoát}}"],
      languages: [.vietnamese, .english], catalogue: catalogue)
    let page = try library.render(sample, Sample(), frame: Frame(), language: .english)
    #expect(String(decoding: page, as: UTF8.self) == "<p>\nLook up Đăng nhậpĐăng nhậpThoát")
    #expect(
      library.missingTranslations == [
        MissingTranslation(
          language: .english, text: "Đăng nhập", place: Place(file: "page.html", line: 2, column: 15)),
        MissingTranslation(
          language: .english, text: "Thoát", place: Place(file: "x.html", line: 1, column: 16)),
      ])
  }

  @Test func aLanguageTheLibraryWasNotMadeForGetsVietnamese() throws {
    let library = try library(["page": "{{t Tra cứu}}"], catalogue: catalogue)
    let page = try library.render(sample, Sample(), frame: Frame(), language: .english)
    #expect(page == Array("Tra cứu".utf8))
  }

  @Test func everyAddressWrittenInATemplateIsListed() throws {
    let page = """
      <a href="/tra-cuu?a=1&amp;b={{name}}">x</a><form action='/dossiers/{{name}}/sign' method=post>
      <img src=/logo.svg><a href="https://example.vn/">x</a><a href="{{link}}/x">y</a><a href="#top">z</a>
      <a href="/{{#if late}}late{{else}}all{{/if}}">w</a><p title="/no">
      <a href="/tags{{#each tags}}/{{.}}{{/each}}">v</a>
      """
    let links = try library(["page": page]).literalLinks
    #expect(
      links.map { "\($0.place) \($0.element) \($0.attribute) \($0.pattern)" } == [
        "page.html:1:10 a href /tra-cuu?a=1&b=*", "page.html:1:58 form action /dossiers/*/sign",
        "page.html:2:10 img src /logo.svg", "page.html:3:10 a href /all", "page.html:3:10 a href /late",
        "page.html:4:10 a href /tags", "page.html:4:10 a href /tags/*",
      ])
  }

  @Test func templatesThatNothingUsesAreListed() throws {
    let library = try library([
      "page": "{{layout l}}{{> used}}", "layout/l": "{{content}}", "used": "", "old": "", "form/old": "",
    ])
    #expect(library.unusedTemplates == ["form/old", "old"])
  }

  @Test func aFolderIsReadWithAllItsFolders() throws {
    let folder = try Folder([
      "reception/inbox.html": "{{layout officer}}\n<p>{{t Tra cứu}}</p>",
      "layout/officer.html": "<b>{{content}}</b>",
      "messages/en.json": #"{"Tra cứu": "Look up"}"#, "README.md": "{{no template}}",
    ])
    let page = Page<Sample>("reception/inbox")
    let library = try Library<Frame>(
      folder: folder.path, languages: [.vietnamese, .english], catalogue: Catalogue.load(folder.path),
      pages: [page])
    let text = try library.render(page, Sample(), frame: Frame(), language: .english)
    #expect(String(decoding: text, as: UTF8.self) == "<b><p>Look up</p></b>")
    #expect(library.missingTranslations.isEmpty)
  }

  @Test func aByteThatIsNotUTF8IsAFault() throws {
    let told = #expect(throws: TemplateFaults.self) {
      try Library<Frame>(
        texts: ["page": Array("ab\nc".utf8) + [0xFF]], languages: [], catalogue: Catalogue(), pages: [sample])
    }
    #expect(told?.description == "page.html:2:2: a control character, or a byte that is not UTF-8")
  }

  @Test func onePageMayBeDeclaredForTwoModels() throws {
    struct Other: TemplateModel {
      static var fields: [Field<Other>] { [.text("name") { _ in "khác" }] }
    }
    let other = Page<Other>("page")
    let library = try library(["page": "{{name}}"], pages: [sample, other])
    #expect(try library.render(other, Other(), frame: Frame()) == Array("khác".utf8))
    #expect(try library.render(sample, Sample(name: "x"), frame: Frame()) == Array("x".utf8))
  }
}
