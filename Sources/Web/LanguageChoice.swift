import HTTPServer
import Templating

/// Vietnamese unless the visitor asked for English: by `?lang=` now, by cookie since then.
enum LanguageChoice {
  static let cookie = "ngon-ngu"
  static let offered: [Language] = [.vietnamese, .english]

  static func language(of request: Request) -> Language {
    let asked = request.query["lang"] ?? request.cookie(cookie) ?? ""
    return offered.first { $0.code == asked } ?? .vietnamese
  }
}
