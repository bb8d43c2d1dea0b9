/// Turns a template's text into nodes. Knows the syntax and nothing of models, HTML or other files.
struct Parser {
  private let source: Source
  private var layout: ParsedTemplate.Layout?
  private var root: [Node] = []
  private var open: [OpenTag] = []
  private(set) var faults: [TemplateFault] = []

  init(_ source: Source) { self.source = source }

  /// Parses to the end, noting every fault on the way.
  mutating func parse() -> ParsedTemplate {
    var scanner = TagScanner(bytes: source.bytes)
    while let token = scanner.next() {
      switch token {
      case .text(let range): text(range)
      case .tag(let tag): handle(tag)
      case .unclosed(let offset): fault(offset, "“{{” without “}}”")
      }
    }
    for tag in open { fault(tag.offset, "{{#\(tag.kind.rawValue) \(tag.name)}} is never closed") }
    return ParsedTemplate(source: source, layout: layout, nodes: root)
  }

  private mutating func text(_ range: Range<Int>) {
    if let stray = source.bytes[range].firstRange(of: Array("}}".utf8)) {
      fault(stray.lowerBound, "“}}” without “{{”")
    }
    append(.literal(range), at: range.lowerBound)
  }

  private mutating func handle(_ tag: Tag) {
    let content = source.text(tag.content)
    let inside = content.trimmed
    switch inside.first {
    case "!": break
    case "#": openTag(inside.dropFirst(), tag.offset)
    case "/": closeTag(inside.dropFirst(), tag.offset)
    case ">": append(.partial(inside.dropFirst().trimmed), at: tag.offset)
    default: word(inside, tag.offset)
    }
  }

  /// A tag that begins with a word or is a name.
  private mutating func word(_ inside: String, _ offset: Int) {
    let (word, rest) = inside.firstWord
    switch word {
    case "else": otherwise(rest, offset)
    case "content" where rest.isEmpty: append(.content, at: offset)
    case "t" where !rest.isEmpty: append(.translation(rest.collapsed), at: offset)
    case "raw": named(rest, offset) { .raw($0) }
    case "block": named(rest, offset) { .block($0) }
    case "layout": layout(rest, offset)
    default: named(inside, offset) { .value($0) }
    }
  }

  private mutating func named(_ name: String, _ offset: Int, _ content: (String) -> Node.Content) {
    guard isName(name, offset) else { return }
    append(content(name), at: offset)
  }

  private mutating func layout(_ name: String, _ offset: Int) {
    let isFirst = layout == nil && open.isEmpty && root.allSatisfy { isBlank($0) }
    guard isFirst else { return fault(offset, "{{layout}} stands once, before everything else") }
    root = []
    layout = ParsedTemplate.Layout(name: name, offset: offset)
  }

  private func isBlank(_ node: Node) -> Bool {
    guard case .literal(let range) = node.content else { return false }
    return source.bytes[range].allSatisfy(TagScanner.isSpace)
  }

  // MARK: tags with a body

  private mutating func openTag(_ inside: Substring, _ offset: Int) {
    let (word, name) = inside.trimmed.firstWord
    guard let kind = OpenTag.Kind(rawValue: word) else {
      return fault(offset, "{{#\(word)}} is unknown: use if, unless, each, with or block")
    }
    if kind == .block && !open.isEmpty { fault(offset, "{{#block}} cannot stand inside another tag") }
    open.append(OpenTag(kind: kind, name: name, offset: offset, hasName: isName(name, offset)))
  }

  /// `{{else}}`, or `{{else if name}}`, which is an `{{#if}}` in the other branch that ends with it.
  private mutating func otherwise(_ rest: String, _ offset: Int) {
    guard let tag = open.last, tag.kind != .block, !tag.isInElse else {
      return fault(offset, "{{else}} without an open {{#if}}, {{#unless}}, {{#each}} or {{#with}}")
    }
    open[open.count - 1].isInElse = true
    if rest.isEmpty { return }
    let (word, name) = rest.firstWord
    guard word == "if", tag.kind == .if else {
      return fault(offset, "{{else \(rest)}}: only {{else}}, or {{else if name}} in an {{#if}}")
    }
    let hasName = isName(name, offset)
    open.append(OpenTag(kind: .if, name: name, offset: offset, hasName: hasName, isChained: true))
  }

  private mutating func closeTag(_ inside: Substring, _ offset: Int) {
    let word = inside.trimmed
    guard let index = open.lastIndex(where: { $0.kind.rawValue == word }) else {
      return fault(offset, "{{/\(word)}} closes nothing")
    }
    while open.count > index + 1 {
      let left = open[open.count - 1]
      if !left.isChained {
        fault(left.offset, "{{#\(left.kind.rawValue) \(left.name)}} is not closed before {{/\(word)}}")
      }
      closeLast(offset)
    }
    while let last = open.last {
      closeLast(offset)
      if !last.isChained { return }
    }
  }

  private mutating func closeLast(_ end: Int) {
    let tag = open.removeLast()
    guard tag.hasName else { return }
    guard let kind = Section.Kind(rawValue: tag.kind.rawValue) else {
      return append(.filledBlock(tag.name, tag.body), at: tag.offset)
    }
    let section = Section(
      kind: kind, name: tag.name, body: tag.body, otherwise: tag.otherwise, end: end)
    append(.section(section), at: tag.offset)
  }

  // MARK: -

  private mutating func append(_ content: Node.Content, at offset: Int) {
    let node = Node(offset: offset, content: content)
    if open.isEmpty {
      root.append(node)
    } else if open[open.count - 1].isInElse {
      open[open.count - 1].otherwise.append(node)
    } else {
      open[open.count - 1].body.append(node)
    }
  }

  private mutating func isName(_ name: String, _ offset: Int) -> Bool {
    if Name.isPath(name) { return true }
    fault(offset, name.isEmpty ? "a name is missing" : "“\(name)” is not a name")
    return false
  }

  private mutating func fault(_ offset: Int, _ reason: String) {
    faults.append(TemplateFault(source.place(at: offset), reason))
  }
}

/// A tag whose end has not been met yet.
private struct OpenTag {
  enum Kind: String {
    case `if`, unless, each, with, block
  }

  let kind: Kind
  let name: String
  let offset: Int
  /// Else its fault is told already, and nothing more can be said of it.
  let hasName: Bool
  /// Opened by `{{else if}}`: closed by the tag that closes the first `{{#if}}`.
  var isChained = false
  var isInElse = false
  var body: [Node] = []
  var otherwise: [Node] = []
}

extension StringProtocol {
  fileprivate var trimmed: String {
    let start = drop { $0.isWhitespace }
    return String(start.reversed().drop { $0.isWhitespace }.reversed())
  }

  fileprivate var collapsed: String { split { $0.isWhitespace }.joined(separator: " ") }

  fileprivate var firstWord: (String, String) {
    let word = prefix { !$0.isWhitespace }
    return (String(word), self[word.endIndex...].trimmed)
  }
}
