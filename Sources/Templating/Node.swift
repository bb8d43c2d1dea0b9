/// A part of a parsed template, before its names mean anything.
struct Node: Sendable {
  /// Where its tag begins in the source; for text, where the text begins.
  let offset: Int
  let content: Content

  indirect enum Content: Sendable {
    /// HTML as written: a range of the source.
    case literal(Range<Int>)
    /// `{{name}}`
    case value(String)
    /// `{{raw name}}`
    case raw(String)
    /// `{{t text}}`, white space collapsed.
    case translation(String)
    /// `{{#if}}`, `{{#unless}}`, `{{#each}}`, `{{#with}}`
    case section(Section)
    /// `{{> folder/partial}}`
    case partial(String)
    /// `{{block name}}` without a body, in a layout: the page must fill it.
    case block(String)
    /// `{{#block name}}…{{/block}}`: in a page what fills the layout's block, in a layout what stands
    /// there when the page does not.
    case filledBlock(String, [Node])
    /// `{{content}}`, in a layout.
    case content
  }
}

/// A tag with a body, and what follows its `{{else}}`.
struct Section: Sendable {
  enum Kind: String, Sendable {
    case `if`, unless, each, with
  }

  let kind: Kind
  let name: String
  let body: [Node]
  let otherwise: [Node]
  /// Where the closing tag begins: what the body and the other branch left open is noticed there.
  let end: Int
}

/// A file, parsed.
struct ParsedTemplate: Sendable {
  let source: Source
  let layout: Layout?
  let nodes: [Node]

  struct Layout: Sendable {
    let name: String
    let offset: Int
  }

  func place(at offset: Int) -> Place { source.place(at: offset) }
}
