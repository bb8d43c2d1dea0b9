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

extension Int: PathPart {
  static func read(_ text: String) -> Int? { Int(text) }
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
  private let path: PathPattern
  init(_ pattern: String) {
    self.pattern = pattern
    path = PathPattern(pattern)
  }
  func url(_ part: Part) -> String { path.filled([part.printed]) }
  func read(_ parameter: (String) -> String?) throws -> Part { try path.part(0, parameter) }
}

/// A page of the site with two parameters.
struct Address2<First: PathPart, Second: PathPart>: Sendable {
  let pattern: String
  private let path: PathPattern
  init(_ pattern: String) {
    self.pattern = pattern
    path = PathPattern(pattern)
  }
  func url(_ first: First, _ second: Second) -> String { path.filled([first.printed, second.printed]) }
  func read(_ parameter: (String) -> String?) throws -> (First, Second) {
    (try path.part(0, parameter), try path.part(1, parameter))
  }
}

/// Prints values into a pattern and reads them back; the round trip is tested for every address.
struct PathPattern: Sendable {
  /// What stands before each parameter.
  private let texts: [String]
  let names: [String]
  private let end: String

  init(_ pattern: String) {
    var (texts, names, text) = ([String](), [String](), "")
    for (index, segment) in pattern.split(separator: "/", omittingEmptySubsequences: false).enumerated() {
      if index > 0 { text += "/" }
      if segment.hasPrefix(":") {
        texts.append(text)
        names.append(String(segment.dropFirst()))
        text = ""
      } else {
        text += segment
      }
    }
    (self.texts, self.names, end) = (texts, names, text)
  }

  func filled(_ values: [String]) -> String {
    var url = ""
    for (text, value) in zip(texts, values) {
      url += text
      url += Percent.encoded(value)
    }
    return url + end
  }

  func part<Part: PathPart>(_ index: Int, _ parameter: (String) -> String?) throws -> Part {
    guard let text = parameter(names[index]), let part = Part.read(text) else { throw PageNotFound() }
    return part
  }
}

/// Percent-coding of a path segment or query value (RFC 3986 §2.1, unreserved characters kept).
enum Percent {
  static func encoded(_ text: String) -> String {
    if text.utf8.allSatisfy(isUnreserved) { return text }
    var bytes: [UInt8] = []
    for byte in text.utf8 {
      if isUnreserved(byte) {
        bytes.append(byte)
      } else {
        bytes.append(UInt8(ascii: "%"))
        bytes.append(contentsOf: [byte >> 4, byte & 15].map { $0 < 10 ? 48 + $0 : 55 + $0 })
      }
    }
    return String(decoding: bytes, as: UTF8.self)
  }

  private static func isUnreserved(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
      UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "."), UInt8(ascii: "_"),
      UInt8(ascii: "~"):
      true
    default: false
    }
  }

  /// A slash may stand in a query as it is (RFC 3986 §3.4): dates are shorter by it, and reports have hundreds of links.
  static func query(_ items: [(String, String)]) -> String {
    items.filter { !$0.1.isEmpty }.map {
      "\(encoded($0.0))=\(encoded($0.1).replacing("%2F", with: "/"))"
    }.joined(separator: "&")
  }
}
