/// A language that pages are compiled for, named by its code (`vi`, `en`).
public struct Language: Hashable, Sendable, CustomStringConvertible {
  /// The code, as in `lang="vi"` and in the name of the catalogue's file.
  public let code: String

  /// A language by its code.
  public init(_ code: String) { self.code = code }

  /// The language templates are written in: its texts are the keys of every catalogue.
  public static let vietnamese = Language("vi")
  /// The first translation.
  public static let english = Language("en")

  /// The code.
  public var description: String { code }
}
