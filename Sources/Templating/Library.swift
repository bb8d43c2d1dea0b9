internal import Foundation

/// All templates of a site, parsed once, compiled for every page and language before the first request.
///
/// `Frame` is the model that surrounds every page (who is signed in, the forgery token, the menu): its
/// names are plain in layouts and begin with `frame.` everywhere else.
public final class Library<Frame: TemplateModel>: Sendable {
  /// Texts that stand in Vietnamese on a page of another language.
  public let missingTranslations: [MissingTranslation]
  /// Every address written in a template that begins with `/`.
  public let literalLinks: [LiteralLink]
  /// Templates that no page, layout or partial of any page uses.
  public let unusedTemplates: [String]

  private let templates: [String: [Language: Template]]

  /// Reads and compiles all templates below a folder (`*.html`), or throws every fault there is.
  public convenience init(
    folder: String, languages: [Language] = [.vietnamese], catalogue: Catalogue = Catalogue(),
    frame: Frame.Type = Frame.self, pages: [any PageDeclaration]
  ) throws(TemplateFaults) {
    let sources = try Self.read(folder)
    try self.init(sources: sources, languages: languages, catalogue: catalogue, pages: pages)
  }

  /// Compiles templates from texts by path (`reception/inbox.html`).
  init(
    sources: [String: String], languages: [Language], catalogue: Catalogue,
    pages: [any PageDeclaration]
  ) throws(TemplateFaults) {
    fatalError()
  }

  /// The page for a model, in a language the library was made for (else in Vietnamese).
  ///
  /// Throws only when the page is not in the library's list.
  public func render<Model>(
    _ page: Page<Model>, _ model: Model, frame: Frame, language: Language = .vietnamese
  ) throws(TemplateFault) -> [UInt8] {
    fatalError()
  }

  private static func read(_ folder: String) throws(TemplateFaults) -> [String: String] {
    fatalError()
  }
}

/// A `{{t …}}` without a translation.
public struct MissingTranslation: Hashable, Sendable {
  /// The language it lacks.
  public let language: Language
  /// The Vietnamese text.
  public let text: String
  /// Where it is first used.
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
