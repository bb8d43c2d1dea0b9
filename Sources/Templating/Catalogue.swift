internal import Foundation

/// The translations of Vietnamese texts, used by templates (`{{t …}}`) and by Swift code alike.
///
/// A language is one file, `Templates/messages/en.json`: a flat object from the Vietnamese text to its
/// translation. Both may hold placeholders, `Còn {days} ngày làm việc`; a translation has the same ones.
public struct Catalogue: Sendable {
  private let translations: [Language: [String: String]]

  /// A catalogue from tables in memory, for tests and programs without templates.
  public init(_ translations: [Language: [String: String]] = [:]) { self.translations = translations }

  /// Reads `messages/*.json` below the templates' folder; every unreadable file and every translation
  /// whose placeholders differ from its key's is a fault.
  public static func load(_ folder: String) throws(TemplateFaults) -> Catalogue {
    var faults: [TemplateFault] = []
    var translations: [Language: [String: String]] = [:]
    let messages = URL(filePath: folder).appending(path: "messages")
    let files = (try? FileManager.default.contentsOfDirectory(atPath: messages.path())) ?? []
    for file in files.sorted() where file.hasSuffix(".json") {
      do {
        let data = try Data(contentsOf: messages.appending(path: file))
        let table = try JSONDecoder().decode([String: String].self, from: data)
        faults += differences(in: table, source: Source(path: "messages/\(file)", bytes: [UInt8](data)))
        translations[Language(String(file.dropLast(5)))] = table
      } catch {
        let place = Place(file: "messages/\(file)", line: 0, column: 0)
        faults.append(TemplateFault(place, "not a flat JSON object of texts: \(error)"))
      }
    }
    if !faults.isEmpty { throw TemplateFaults(faults) }
    return Catalogue(translations)
  }

  /// The languages there is text in: Vietnamese and those with a table.
  public var languages: Set<Language> { Set(translations.keys).union([.vietnamese]) }

  /// The translation, or nil where there is none.
  public func translation(of vietnamese: String, _ language: Language) -> String? {
    language == .vietnamese ? vietnamese : translations[language]?[vietnamese]
  }

  /// A text in a language, Vietnamese where it is not translated.
  public func text(_ vietnamese: String, _ language: Language) -> String {
    translation(of: vietnamese, language) ?? vietnamese
  }

  /// A text in a language with its placeholders filled: not escaped, since it is still text.
  /// A placeholder without a value is left as it is.
  public func text(_ vietnamese: String, _ values: [String: String], _ language: Language) -> String {
    let text = text(vietnamese, language)
    if values.isEmpty { return text }
    var filled = ""
    var rest = Substring(text)
    while let open = rest.utf8.firstIndex(of: UInt8(ascii: "{")) {
      let inside = rest.utf8.index(after: open)
      let close = rest.utf8[inside...].firstIndex(of: UInt8(ascii: "}"))
      if let close, let value = values[String(rest[inside..<close])] {
        filled += rest[..<open]
        filled += value
        rest = rest[rest.utf8.index(after: close)...]
      } else {
        filled += rest[..<inside]
        rest = rest[inside...]
      }
    }
    return filled + rest
  }

  private static func differences(in table: [String: String], source: Source) -> [TemplateFault] {
    table.compactMap { key, translation in
      let (wanted, given) = (Message(key).placeholders, Message(translation).placeholders)
      if wanted == given { return nil }
      let reason =
        "“\(translation)” must have the placeholders of its Vietnamese text: "
        + (wanted.isEmpty ? "none" : wanted.sorted().map { "{\($0)}" }.joined(separator: " "))
      return TemplateFault(source.place(of: "\"\(key)\""), reason)
    }
  }
}

/// A text with placeholders, in pieces.
struct Message: Sendable, Equatable {
  enum Piece: Sendable, Equatable {
    case text(String)
    case placeholder(String)
  }

  let pieces: [Piece]

  /// Cuts a text at its placeholders; braces around anything but a name stay text.
  init(_ text: String) {
    var pieces: [Piece] = []
    var literal = ""
    var rest = Substring(text)
    while let open = rest.utf8.firstIndex(of: UInt8(ascii: "{")) {
      guard let close = rest[open...].utf8.firstIndex(of: UInt8(ascii: "}")) else { break }
      let name = String(rest[rest.index(after: open)..<close])
      if Name.isPath(name) {
        literal += rest[..<open]
        if !literal.isEmpty { pieces.append(.text(literal)) }
        pieces.append(.placeholder(name))
        literal = ""
        rest = rest[rest.index(after: close)...]
      } else {
        literal += rest[...open]
        rest = rest[rest.index(after: open)...]
      }
    }
    literal += rest
    if !literal.isEmpty { pieces.append(.text(literal)) }
    self.pieces = pieces
  }

  var placeholders: Set<String> {
    Set(pieces.compactMap { if case .placeholder(let name) = $0 { name } else { nil } })
  }

  /// Whether a brace was left over: a misspelt placeholder that would stand on the page.
  var hasStrayBrace: Bool {
    pieces.contains { if case .text(let text) = $0 { text.contains { "{}".contains($0) } } else { false } }
  }
}
