/// Where in the HTML the compiler stands: followed byte by byte through a template's own text, so that
/// each value is escaped for its place or refused there.
///
/// The states are those of the HTML standard's tokenizer (§13.2.5), as far as a value's safety depends
/// on them.
struct Context: Equatable {
  enum State: Equatable {
    case text
    /// After `<` or `</`.
    case tagOpen
    case tagName
    /// After a block inside a tag: something may have been printed here, so the next byte must separate.
    case gap
    case beforeAttribute, attributeName, afterAttributeName
    /// After `=`.
    case beforeValue
    case unquoted
    case quoted(UInt8)
    /// After a closing quote.
    case afterValue
    case comment
    /// `<!doctype …>`, `<?…>`.
    case declaration
    /// Inside title or textarea: text until the end tag.
    case escapableText
    /// Inside script, style and their like.
    case rawText
  }

  private(set) var state = State.text
  /// The current or last element, in small letters.
  private(set) var element = ""
  /// The current or last attribute, in small letters.
  private(set) var attribute = ""
  /// What an attribute that holds an address may have begun with, one for each way through the
  /// conditions inside it.
  private(set) var address = Address()
  private var isEndTag = false
  /// The last bytes, where an end mark is being recognised.
  private var tail: [UInt8] = []

  /// Begins inside plain text.
  init() {}

  /// Whether what follows is between the attributes of a tag.
  var isBetweenAttributes: Bool {
    switch state {
    case .tagName, .gap, .beforeAttribute, .attributeName, .afterAttributeName, .afterValue: true
    default: false
    }
  }

  /// Whether the value of an attribute that browsers take for an address is open.
  var isInAddress: Bool {
    switch state {
    case .quoted, .unquoted: Element.addresses.contains(attribute)
    default: false
    }
  }

  /// What the compiler wants to know of while a template's text is followed.
  enum Event: Equatable {
    /// An attribute that holds an address has ended.
    case address(element: String, attribute: String, Address)
    case fault(String)
  }

  /// Follows one byte of the template's own text.
  mutating func follow(_ byte: UInt8, at offset: Int) -> Event? {
    switch state {
    case .text: if byte == UInt8(ascii: "<") { openTag() }
    case .tagOpen: tagOpen(byte)
    case .tagName: tagName(byte)
    case .gap: return gap(byte)
    case .beforeAttribute, .afterAttributeName, .afterValue: return between(byte)
    case .attributeName: attributeName(byte)
    case .beforeValue: beforeValue(byte, offset)
    case .unquoted: return unquoted(byte)
    case .quoted(let quote): return quoted(byte, quote)
    case .comment: comment(byte)
    case .declaration: declaration(byte)
    case .escapableText, .rawText: elementText(byte)
    }
    return nil
  }

  /// Notes that a value is printed here.
  mutating func followValue() {
    tail = []
    if isInAddress { address.appendValue() }
  }

  /// Notes that a block begins or a partial is put in here: what is in the middle of a tag's or an
  /// attribute's name ends, since the block may print something or not.
  mutating func enterBlock() { if isBetweenAttributes { state = isSeparated ? .beforeAttribute : .gap } }

  /// Notes that a list begins: each item follows the one before it, so in a tag each must begin with
  /// something that separates.
  mutating func enterList() { if isBetweenAttributes { state = .gap } }

  /// Whether an attribute's name may follow directly.
  private var isSeparated: Bool { state == .beforeAttribute || state == .afterAttributeName }

  /// The context after a block that may have been printed or not, or two branches; nil when they leave
  /// the HTML in different places.
  func joined(_ other: Context) -> Context? {
    var joined = self
    if isBetweenAttributes && other.isBetweenAttributes && element == other.element {
      joined.state = isSeparated && other.isSeparated ? .beforeAttribute : .gap
      joined.attribute = ""
      return joined
    }
    joined.address = address.joined(other.address)
    var comparable = other
    comparable.address = joined.address
    return joined == comparable ? joined : nil
  }

  /// What faults call the place.
  var name: String {
    switch state {
    case .text: "text"
    case .tagOpen, .tagName, .gap, .beforeAttribute, .attributeName, .afterAttributeName, .beforeValue,
      .afterValue:
      "the tag <\(element)>"
    case .unquoted, .quoted: "the attribute “\(attribute)” of <\(element)>"
    case .comment: "a comment"
    case .declaration: "a declaration"
    case .escapableText, .rawText: "the element <\(element)>"
    }
  }

  // MARK: tags

  private mutating func openTag() {
    (state, element, attribute, isEndTag) = (.tagOpen, "", "", false)
    tail = []
  }

  private mutating func tagOpen(_ byte: UInt8) {
    switch byte {
    case UInt8(ascii: "/") where !isEndTag: isEndTag = true
    case UInt8(ascii: "!"), UInt8(ascii: "?"): (state, tail) = (.declaration, [byte])
    case _ where isLetter(byte):
      state = .tagName
      element = lower(byte)
    case UInt8(ascii: "<"): openTag()
    default: self = Context()
    }
  }

  private mutating func tagName(_ byte: UInt8) {
    if TagScanner.isSpace(byte) || byte == UInt8(ascii: "/") {
      state = .beforeAttribute
    } else if byte == UInt8(ascii: ">") {
      closeTag()
    } else {
      element += lower(byte)
    }
  }

  private mutating func closeTag() {
    let content = isEndTag ? .text : Element.content(of: element)
    let name = element
    self = Context()
    if content != .text { (state, element) = (content, name) }
  }

  // MARK: attributes

  private mutating func gap(_ byte: UInt8) -> Event? {
    guard TagScanner.isSpace(byte) || byte == UInt8(ascii: "/") || byte == UInt8(ascii: ">") else {
      state = .attributeName
      return .fault("put a space before this: the block before it may have printed an attribute")
    }
    return between(byte)
  }

  private mutating func between(_ byte: UInt8) -> Event? {
    switch byte {
    case UInt8(ascii: ">"): closeTag()
    case UInt8(ascii: "/"): state = .beforeAttribute
    case UInt8(ascii: "=") where state == .afterAttributeName: state = .beforeValue
    case UInt8(ascii: "="): return .fault("“=” without the name of an attribute")
    case _ where TagScanner.isSpace(byte): if state != .afterAttributeName { state = .beforeAttribute }
    default: (state, attribute) = (.attributeName, lower(byte))
    }
    return nil
  }

  private mutating func attributeName(_ byte: UInt8) {
    switch byte {
    case UInt8(ascii: "="): state = .beforeValue
    case UInt8(ascii: ">"): closeTag()
    case UInt8(ascii: "/"): state = .beforeAttribute
    case _ where TagScanner.isSpace(byte): state = .afterAttributeName
    default: attribute += lower(byte)
    }
  }

  private mutating func beforeValue(_ byte: UInt8, _ offset: Int) {
    switch byte {
    case UInt8(ascii: "\""), UInt8(ascii: "'"):
      state = .quoted(byte)
      address = Address(start: offset + 1)
    case UInt8(ascii: ">"): closeTag()
    case _ where TagScanner.isSpace(byte): break
    default:
      state = .unquoted
      address = Address(start: offset)
      address.append(byte)
    }
  }

  private mutating func unquoted(_ byte: UInt8) -> Event? {
    guard TagScanner.isSpace(byte) || byte == UInt8(ascii: ">") else {
      address.append(byte)
      return nil
    }
    let event = endOfValue
    if byte == UInt8(ascii: ">") { closeTag() } else { state = .beforeAttribute }
    return event
  }

  private mutating func quoted(_ byte: UInt8, _ quote: UInt8) -> Event? {
    guard byte == quote else {
      address.append(byte)
      return nil
    }
    let event = endOfValue
    state = .afterValue
    return event
  }

  private var endOfValue: Event? {
    isInAddress ? .address(element: element, attribute: attribute, address) : nil
  }

  // MARK: comments and elements whose content is not HTML

  private mutating func comment(_ byte: UInt8) {
    if byte == UInt8(ascii: ">") && tail.count == 2 { return self = Context() }
    tail = byte == UInt8(ascii: "-") ? tail.suffix(1) + [byte] : []
  }

  private mutating func declaration(_ byte: UInt8) {
    if byte == UInt8(ascii: ">") { return self = Context() }
    tail = !tail.isEmpty && "!--".utf8.starts(with: tail + [byte]) ? tail + [byte] : []
    if tail.count == 3 { (state, tail) = (.comment, []) }
  }

  /// Waits for the end tag of the element, the only thing recognised in it.
  private mutating func elementText(_ byte: UInt8) {
    let mark = Array("</\(element)".utf8)
    if tail.count == mark.count {
      if TagScanner.isSpace(byte) || byte == UInt8(ascii: "/") || byte == UInt8(ascii: ">") {
        (state, isEndTag, tail) = (.tagName, true, [])
        return tagName(byte)
      }
      tail = []
    }
    let small = isLetter(byte) ? byte | 0x20 : byte
    if small == mark[tail.count] {
      tail.append(small)
    } else {
      tail = small == mark[0] ? [small] : []
    }
  }

  private func isLetter(_ byte: UInt8) -> Bool { (0x61...0x7A).contains(byte | 0x20) }

  private func lower(_ byte: UInt8) -> String {
    String(UnicodeScalar((0x41...0x5A).contains(byte) ? byte | 0x20 : byte))
  }
}

extension Context {
  /// How a value printed here is made safe.
  enum Verdict: Equatable {
    case escaped(Escaping)
    case refused(String)
  }

  /// What is done with a value here; `isAddress` for the one kind that may begin an address.
  func verdict(isAddress: Bool) -> Verdict {
    switch state {
    case .text: .escaped(.text)
    case .escapableText:
      tail.isEmpty ? .escaped(.text) : .refused("a value cannot follow a “<” directly")
    case .quoted: attributeVerdict(isAddress)
    case .tagOpen: .refused("a value cannot follow a “<” directly")
    case .beforeValue, .unquoted: .refused("put quotes around a value in an attribute")
    case .comment, .declaration: .refused("a value cannot stand in a comment or declaration")
    case .rawText: .refused("a value cannot stand inside <\(element)>; hand it over in a data- attribute")
    case .tagName, .gap, .beforeAttribute, .attributeName, .afterAttributeName, .afterValue:
      .refused("a value cannot be the name of a tag or an attribute")
    }
  }

  private func attributeVerdict(_ isAddress: Bool) -> Verdict {
    if attribute.hasPrefix("on") || Element.programs.contains(attribute) {
      return .refused("a value cannot stand in the attribute “\(attribute)”, whose content is run or parsed")
    }
    guard isInAddress else { return .escaped(.text) }
    switch address.position {
    case .start where isAddress: return .escaped(.address)
    case .start: return .refused("only a field of kind url may begin “\(attribute)”")
    case .firstSegment: return .escaped(.firstSegment)
    case .inside: return .escaped(.segment)
    case .authority: return .refused("a value cannot be the host or scheme of an address; use a url field")
    }
  }
}

/// What the standard and browsers say of elements and attributes.
private enum Element {
  /// Attributes that hold an address.
  static let addresses: Set<String> = [
    "href", "src", "action", "formaction", "poster", "cite", "data", "ping", "background", "manifest",
    "srcset", "imagesrcset", "longdesc", "xlink:href",
  ]
  /// Attributes that hold CSS or HTML.
  static let programs: Set<String> = ["style", "srcdoc"]

  static func content(of element: String) -> Context.State {
    switch element {
    case "title", "textarea": .escapableText
    case "script", "style", "xmp", "iframe", "noembed", "noframes", "plaintext": .rawText
    default: .text
    }
  }
}
