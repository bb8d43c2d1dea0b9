internal import Foundation

/// All templates of a site, parsed once, compiled for every page and language before the first request.
///
/// `Frame` is the model that surrounds every page (who is signed in, the forgery token, the menu): its
/// names are plain in layouts and begin with `frame.` everywhere else.
///
/// What templates may say:
///
/// | tag | meaning |
/// | --- | --- |
/// | `{{name}}` `{{a.b}}` `{{frame.name}}` | a value, escaped for its place; the innermost model first |
/// | `{{raw name}}` | a `TrustedHTML`, as it is |
/// | `{{#if x}} … {{else if y}} … {{else}} … {{/if}}`, `{{#unless x}} … {{/unless}}` | conditions |
/// | `{{#each xs}} … {{else}} … {{/each}}` | once for each item, or the rest; inside, `{{@number}}` from 1, `@first` and `@last` for `#if`, `{{.}}` for an item of `texts` |
/// | `{{#with x}} … {{else}} … {{/with}}` | goes into a record, if it is there |
/// | `{{> folder/partial}}` | another file, read in the scope that uses it |
/// | `{{t Còn {days} ngày}}` | a text to translate, with values |
/// | `{{layout officer}}` | first line of a page: put it into `layout/officer.html` |
/// | `{{#block title}} … {{/block}}` | in a page: fills the layout's block; in a layout: stands there if the page does not |
/// | `{{block title}}` `{{content}}` | in a layout: what the page must give |
/// | `{{! … }}` | a comment |
public final class Library<Frame: TemplateModel>: Sendable {
  /// Texts that stand in Vietnamese on a page of another language.
  public let missingTranslations: [MissingTranslation]
  /// Every address written in a template that begins with `/`.
  public let literalLinks: [LiteralLink]
  /// Templates that no page, layout or partial of any page uses.
  public let unusedTemplates: [String]

  private let templates: [Key: [Language: Template]]

  private struct Key: Hashable {
    let template: String
    let model: ObjectIdentifier
  }

  /// Reads and compiles all templates below a folder (`*.html`), or throws every fault there is.
  public convenience init(
    folder: String, languages: [Language] = [.vietnamese], catalogue: Catalogue = Catalogue(),
    frame: Frame.Type = Frame.self, pages: [any PageDeclaration]
  ) throws(TemplateFaults) {
    let texts = try Self.read(folder)
    try self.init(texts: texts, languages: languages, catalogue: catalogue, pages: pages)
  }

  /// Compiles templates from texts by path (`reception/inbox`).
  init(
    texts: [String: [UInt8]], languages: [Language], catalogue: Catalogue, pages: [any PageDeclaration]
  ) throws(TemplateFaults) {
    var findings = Findings()
    let sources = Sources(
      templates: Self.parse(texts, &findings), catalogue: catalogue, frame: Shape(of: Frame.self))
    findings.note(sources.frame)
    for language in languages where !catalogue.languages.contains(language) {
      let place = Place(file: "messages/\(language).json", line: 0, column: 0)
      findings.faults.insert(TemplateFault(place, "there is no catalogue of this language"))
    }
    templates = Self.compile(pages, languages, sources, &findings)
    if !findings.faults.isEmpty { throw TemplateFaults(findings.faults) }
    literalLinks = findings.links.sorted { ($0.place, $0.pattern) < ($1.place, $1.pattern) }
    missingTranslations = findings.firstMissing
    unusedTemplates = texts.keys.filter { !findings.used.contains($0) }.sorted()
  }

  /// The page for a model, in Vietnamese where the library was not made for the language.
  ///
  /// Throws only when the page is not in the library's list.
  public func render<Model>(
    _ page: Page<Model>, _ model: Model, frame: Frame, language: Language = .vietnamese
  ) throws(TemplateFault) -> [UInt8] {
    let compiled = templates[Key(template: page.template, model: ObjectIdentifier(Model.self))]
    guard let template = compiled?[language] ?? compiled?[.vietnamese] else {
      throw TemplateFault(page.declared, "the page “\(page.template)” is not in the library's list")
    }
    return template.render(frame, model)
  }

  private static func read(_ folder: String) throws(TemplateFaults) -> [String: [UInt8]] {
    let root = URL(filePath: folder)
    let files = FileManager.default.enumerator(atPath: root.path())?.compactMap { $0 as? String } ?? []
    var faults: [TemplateFault] = []
    var texts: [String: [UInt8]] = [:]
    for file in files where file.hasSuffix(".html") {
      do {
        texts[String(file.dropLast(5))] = [UInt8](try Data(contentsOf: root.appending(path: file)))
      } catch {
        faults.append(TemplateFault(Place(file: file, line: 0, column: 0), "cannot be read: \(error)"))
      }
    }
    if !faults.isEmpty { throw TemplateFaults(faults) }
    return texts
  }

  private static func parse(
    _ texts: [String: [UInt8]], _ findings: inout Findings
  ) -> [String: ParsedTemplate] {
    var templates: [String: ParsedTemplate] = [:]
    for (path, bytes) in texts {
      let source = Source(path: path + ".html", bytes: bytes)
      if let offset = source.firstUnfit {
        findings.faults.insert(
          TemplateFault(source.place(at: offset), "a control character, or a byte that is not UTF-8"))
      }
      var parser = Parser(source)
      templates[path] = parser.parse()
      findings.faults.formUnion(parser.faults)
    }
    return templates
  }

  private static func compile(
    _ pages: [any PageDeclaration], _ languages: [Language], _ sources: Sources,
    _ findings: inout Findings
  ) -> [Key: [Language: Template]] {
    var compiled: [Key: [Language: Template]] = [:]
    for page in pages {
      guard let parsed = sources.templates[page.template] else {
        let reason = "there is no template “\(page.template).html”"
        findings.faults.insert(TemplateFault(page.declared, reason))
        continue
      }
      findings.used.insert(page.template)
      let key = Key(template: page.template, model: ObjectIdentifier(page.model))
      for language in Set(languages + [.vietnamese]) {
        var compiler = Compiler(
          sources: sources, language: language, page: parsed, model: Shape(of: page.model),
          findings: findings)
        compiled[key, default: [:]][language] = compiler.compile()
        findings = compiler.findings
      }
    }
    return compiled
  }
}

extension Findings {
  /// Each missing text once, at the first place that uses it.
  fileprivate var firstMissing: [MissingTranslation] {
    let sorted = missing.sorted {
      ($0.language.code, $0.place, $0.text) < ($1.language.code, $1.place, $1.text)
    }
    var seen: Set<[String]> = []
    return sorted.filter { seen.insert([$0.language.code, $0.text]).inserted }
  }
}

/// A `{{t …}}` without a translation.
public struct MissingTranslation: Hashable, Sendable {
  /// The language it lacks.
  public let language: Language
  /// The Vietnamese text.
  public let text: String
  /// The first place that uses it.
  public let place: Place
}

/// An address that begins with `/` in a template's own text.
public struct LiteralLink: Hashable, Sendable {
  /// The address up to its end, `*` standing for each value printed into it: `/dossiers/*/sign?tab=*`.
  public let pattern: String
  /// The element that carries it, in small letters: `a`, `form`, `link`.
  public let element: String
  /// The attribute: `href`, `action`, `src`.
  public let attribute: String
  /// Where the address begins.
  public let place: Place
}
