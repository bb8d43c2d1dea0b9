import Foundation
public import Workflow

/// A form's description as the text that an administrator edits.
public enum FormText {
  /// The text is no description: where, and what is wrong there.
  public struct Unreadable: Error, Sendable {
    /// The path of the part, such as "sections.2.fields.0.kind"; empty for the text as a whole.
    public let path: String
    /// What the reader says.
    public let reason: String
  }

  /// The description, indented.
  public static func print(_ form: FormDescription) throws -> String {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
    return String(decoding: try encoder.encode(form), as: UTF8.self)
  }

  /// Reads a description.
  public static func read(_ text: String) throws(Unreadable) -> FormDescription {
    do {
      return try JSONDecoder().decode(FormDescription.self, from: Data(text.utf8))
    } catch let error as DecodingError {
      throw Unreadable(error)
    } catch {
      throw Unreadable(path: "", reason: "JSON")
    }
  }
}

extension FormText.Unreadable {
  init(_ error: DecodingError) {
    let (context, missing): (DecodingError.Context, String?) =
      switch error {
      case .keyNotFound(let key, let context): (context, key.stringValue)
      case .typeMismatch(_, let context), .valueNotFound(_, let context), .dataCorrupted(let context):
        (context, nil)
      @unknown default: (DecodingError.Context(codingPath: [], debugDescription: ""), nil)
      }
    path =
      (context.codingPath.map { $0.intValue.map(String.init) ?? $0.stringValue }
      + [missing].compactMap(\.self))
      .joined(separator: ".")
    let underlying = (context.underlyingError as NSError?)?.userInfo[NSDebugDescriptionErrorKey] as? String
    reason = underlying ?? context.debugDescription
  }
}
