import Workflow

/// A part of a path that is read from a URL and printed into one.
protocol PathPart: Sendable {
  /// Nil for what no link of ours ever prints.
  static func read(_ text: String) -> Self?
  /// As it stands in a URL, before percent-coding.
  var printed: String { get }
}

extension Identifier: PathPart {
  static func read(_ text: String) -> Self? { Self(text) }
  var printed: String { description }
}

extension Int64: PathPart {
  static func read(_ text: String) -> Int64? { Int64(text) }
  var printed: String { String(self) }
}

extension String: PathPart {
  static func read(_ text: String) -> String? { text }
  var printed: String { self }
}

/// A page of the site without parameters: its pattern is its URL.
struct Address: Sendable {
  let pattern: String
  init(_ pattern: String) { self.pattern = pattern }
  var url: String { pattern }
}

/// A page of the site with one parameter.
struct Address1<Part: PathPart>: Sendable {
  let pattern: String
  init(_ pattern: String) { self.pattern = pattern }
  func url(_ part: Part) -> String { PathPattern(pattern).filled([part.printed]) }
  func read(_ parameter: (String) -> String?) throws -> Part {
    try PathPattern(pattern).part(0, parameter)
  }
}

/// A page of the site with two parameters.
struct Address2<First: PathPart, Second: PathPart>: Sendable {
  let pattern: String
  init(_ pattern: String) { self.pattern = pattern }
  func url(_ first: First, _ second: Second) -> String {
    PathPattern(pattern).filled([first.printed, second.printed])
  }
  func read(_ parameter: (String) -> String?) throws -> (First, Second) {
    let path = PathPattern(pattern)
    return (try path.part(0, parameter), try path.part(1, parameter))
  }
}

/// Prints values into a pattern and reads them back; the round trip is tested for every address.
struct PathPattern {
  private let segments: [Substring]

  init(_ pattern: String) {
    segments = pattern.split(separator: "/", omittingEmptySubsequences: false)
  }

  var names: [String] { segments.filter { $0.hasPrefix(":") }.map { String($0.dropFirst()) } }

  func filled(_ values: [String]) -> String {
    var rest = values[...]
    return segments.map { $0.hasPrefix(":") ? Percent.encoded(rest.removeFirst()) : String($0) }
      .joined(separator: "/")
  }

  func part<Part: PathPart>(_ index: Int, _ parameter: (String) -> String?) throws -> Part {
    guard let text = parameter(names[index]), let part = Part.read(text) else { throw PageNotFound() }
    return part
  }
}

/// Percent-coding of a path segment or query value (RFC 3986 §2.1, unreserved characters kept).
enum Percent {
  static func encoded(_ text: String) -> String {
    var bytes: [UInt8] = []
    for byte in text.utf8 {
      switch byte {
      case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
        UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "."), UInt8(ascii: "_"),
        UInt8(ascii: "~"):
        bytes.append(byte)
      default:
        bytes.append(UInt8(ascii: "%"))
        bytes.append(contentsOf: [byte >> 4, byte & 15].map { $0 < 10 ? 48 + $0 : 55 + $0 })
      }
    }
    return String(decoding: bytes, as: UTF8.self)
  }

  static func query(_ items: [(String, String)]) -> String {
    items.filter { !$0.1.isEmpty }.map { "\(encoded($0.0))=\(encoded($0.1))" }.joined(separator: "&")
  }
}
