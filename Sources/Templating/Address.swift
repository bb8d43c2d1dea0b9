/// The beginning of an address in a template, as far as it is written there: one text for each way
/// through the conditions inside it, with a mark for each value.
struct Address: Equatable {
  /// Where a value stands in what has been written before it.
  enum Position: Int {
    case inside
    /// Directly after a first `/`: were the value empty, a second `/` would make what follows a host.
    case firstSegment
    case start
    /// In the scheme or the host.
    case authority
  }

  /// Where the attribute's value begins in the source.
  let start: Int
  private(set) var ways: [[UInt8]]

  private static let value: UInt8 = 0

  init(start: Int = 0) {
    self.start = start
    ways = [[]]
  }

  mutating func append(_ byte: UInt8) { for index in ways.indices { ways[index].append(byte) } }
  mutating func appendValue() { append(Self.value) }

  func joined(_ other: Address) -> Address {
    var joined = self
    joined.ways += other.ways.filter { !ways.contains($0) }
    return joined
  }

  /// The strictest position among the ways.
  var position: Position { ways.map(Self.position).max { $0.rawValue < $1.rawValue } ?? .start }

  /// The addresses with `*` for each value.
  var patterns: [String] {
    ways.map { way in
      String(decoding: way.map { $0 == Self.value ? UInt8(ascii: "*") : $0 }, as: UTF8.self)
    }
  }

  /// A scheme that the template itself must not use, such as `javascript`.
  var refusedScheme: String? {
    let schemes = ways.compactMap(Self.scheme)
    return schemes.first { !Self.literalSchemes.contains($0) }
  }

  /// Schemes a template may write; a value may print addresses with all of them but `data`.
  static let literalSchemes: Set<String> = ["http", "https", "mailto", "tel", "data"]

  private static func scheme(_ way: [UInt8]) -> String? {
    guard let end = way.firstIndex(where: { ":/?#\0".utf8.contains($0) }) else { return nil }
    guard way[end] == UInt8(ascii: ":") else { return nil }
    let written = way[..<end].filter { $0 > 0x20 }
    return String(decoding: written, as: UTF8.self).lowercased()
  }

  private static func position(_ written: [UInt8]) -> Position {
    let way = Array(written.drop(while: TagScanner.isSpace))
    if way.isEmpty { return .start }
    if way[0] == value { return .inside }
    if let scheme = scheme(way) { return position(way, after: scheme) }
    if way == [UInt8(ascii: "/")] { return .firstSegment }
    if way.starts(with: "//".utf8) || way.starts(with: "/\\".utf8) { return host(way.dropFirst(2)) }
    let isPlain = !way.prefix { !"/?#\0".utf8.contains($0) }.contains { "\\&".utf8.contains($0) }
    return isPlain ? .inside : .authority
  }

  private static func position(_ way: [UInt8], after scheme: String) -> Position {
    let rest = way.drop { $0 != UInt8(ascii: ":") }.dropFirst()
    switch scheme {
    case "mailto", "tel": return .inside
    case "http", "https": return rest.starts(with: "//".utf8) ? host(rest.dropFirst(2)) : .authority
    default: return .authority
    }
  }

  /// A value is past the host once a `/`, `?` or `#` has ended it.
  private static func host(_ rest: ArraySlice<UInt8>) -> Position {
    rest.contains { "/?#".utf8.contains($0) } ? .inside : .authority
  }
}
