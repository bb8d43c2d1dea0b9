/// All that is known when pages are compiled.
struct Sources {
  let templates: [String: ParsedTemplate]
  let catalogue: Catalogue
  let frame: Shape
}

/// What compiling brings to light besides the templates.
struct Findings {
  var faults: Set<TemplateFault> = []
  var links: Set<LiteralLink> = []
  var missing: Set<MissingTranslation> = []
  var used: Set<String> = []

  mutating func note(_ shape: Shape) {
    let place = Place(file: "model \(shape.title)", line: 0, column: 0)
    faults.formUnion(shape.problems.map { TemplateFault(place, $0) })
  }
}

/// Compiles one page in one language: puts layout, blocks and partials together, gives names their
/// meaning, and follows the HTML so that each value is escaped for its place.
struct Compiler {
  let sources: Sources
  let language: Language
  let page: ParsedTemplate
  let model: Shape
  var findings: Findings
  var program = Program()
  var context = Context()
  /// The file being compiled now.
  private var file: ParsedTemplate
  /// The partials around it, from the outside in, with the places that use them.
  private var partials: [(name: String, use: Place)] = []
  /// The page's blocks while its layout is compiled.
  private var blocks: [String: Block]?
  private var usedBlocks: Set<String> = []
  private var hasContent = false

  private struct Block {
    let offset: Int
    let nodes: [Node]
  }

  init(sources: Sources, language: Language, page: ParsedTemplate, model: Shape, findings: Findings) {
    (self.sources, self.language, self.findings) = (sources, language, findings)
    (self.page, self.model, file) = (page, model, page)
  }

  /// The template, worth something only if no fault was found.
  mutating func compile() -> Template {
    findings.note(model)
    let scope = Scope(layout: sources.frame)
    if let layout = page.layout {
      self.layout(layout, scope)
    } else {
      nodes(page.nodes, scope.page(model))
    }
    if context.state != .text { fault(file.source.bytes.count, "the page ends inside \(context.name)") }
    return Template(program)
  }

  mutating func nodes(_ nodes: [Node], _ scope: Scope) {
    for node in nodes {
      let offset = node.offset
      switch node.content {
      case .literal(let range): literal(range)
      case .value(let name): value(name, offset, scope)
      case .raw(let name): raw(name, offset, scope)
      case .translation(let text): translation(text, offset, scope)
      case .section(let section): self.section(section, offset, scope)
      case .partial(let name): partial(name, offset, scope)
      case .block(let name): block(name, offset, scope)
      case .filledBlock(let name, let nodes): block(name, offset, scope, standIn: nodes)
      case .content: content(offset, scope)
      }
    }
  }

  // MARK: the template's own text

  private mutating func literal(_ range: Range<Int>) {
    let bytes = file.source.bytes[range]
    program.append(literal: bytes)
    var index = range.lowerBound
    while index < range.upperBound {
      if context.state == .text {
        guard let tag = bytes[index...].firstIndex(of: UInt8(ascii: "<")) else { return }
        index = tag
      }
      if let event = context.follow(bytes[index], at: index) { handle(event, index) }
      index += 1
    }
  }

  private mutating func handle(_ event: Context.Event, _ offset: Int) {
    switch event {
    case .fault(let reason): fault(offset, reason)
    case .address(let element, let attribute, let address):
      if let scheme = address.refusedScheme {
        fault(address.start, "an address cannot begin with “\(scheme):”")
      }
      for pattern in address.patterns where pattern.first == "/" {
        let link = LiteralLink(
          pattern: pattern.replacing("&amp;", with: "&"), element: element, attribute: attribute,
          place: file.place(at: address.start))
        findings.links.insert(link)
      }
    }
  }

  // MARK: conditions and lists

  private mutating func section(_ section: Section, _ offset: Int, _ scope: Scope) {
    context.enterBlock()
    switch section.kind {
    case .if: condition(section, offset, scope, then: section.body, otherwise: section.otherwise)
    case .unless: condition(section, offset, scope, then: section.otherwise, otherwise: section.body)
    case .each, .with: enter(section, offset, scope)
    }
  }

  private mutating func condition(
    _ section: Section, _ offset: Int, _ scope: Scope, then: [Node], otherwise: [Node]
  ) {
    guard let target = resolve(section.name, offset, scope) else {
      return branches(section, offset, then, scope, otherwise, scope)
    }
    if case .loopNumber = target { fault(offset, "“@number” is never zero: use @first or @last") }
    let test = program.hold()
    var jump: Int?
    branches(section, offset, then, scope, otherwise, scope) { program in
      if !otherwise.isEmpty { jump = program.hold() }
      program.testHere(from: test, target)
    }
    if let jump { program.jumpHere(from: jump) }
  }

  /// `{{#each}}` and `{{#with}}`.
  private mutating func enter(_ section: Section, _ offset: Int, _ scope: Scope) {
    let isLoop = section.kind == .each
    if isLoop { context.enterList() }
    guard let (models, level, shape) = models(of: section, offset, scope) else {
      return branches(section, offset, [], scope, section.otherwise, scope)
    }
    findings.note(shape)
    let inner = scope.entering(shape, isLoop: isLoop)
    let held = program.hold()
    var end: Int32 = 0
    branches(section, offset, section.body, inner, section.otherwise, scope) { end = $0.mark() }
    let entry = Entry(
      models: models, level: Int32(level), inner: Int32(scope.depth), end: end, after: program.mark())
    program.enter(from: held, entry)
  }

  /// The list or record that a section goes into.
  private mutating func models(
    of section: Section, _ offset: Int, _ scope: Scope
  ) -> (models: Entry.Models, level: Int, shape: Shape)? {
    guard let target = resolve(section.name, offset, scope) else { return nil }
    guard case .slot(let slot, let level) = target else {
      fault(offset, "“\(section.name)” is only for printing and {{#if}}")
      return nil
    }
    switch (section.kind, slot) {
    case (.each, .list(let list)): return (.list(list), level, list.shape())
    case (.with, .record(let record)): return (.record(record), level, record.shape())
    default:
      let wanted = section.kind == .each ? "a list" : "a record"
      let tag = section.kind.rawValue
      fault(offset, "{{#\(tag)}} needs \(wanted), and “\(section.name)” is \(slot.kind)")
      return nil
    }
  }

  /// Compiles two branches, each from the same place in the HTML, and sees that each comes back to it.
  private mutating func branches(
    _ section: Section, _ offset: Int, _ first: [Node], _ firstScope: Scope, _ second: [Node],
    _ secondScope: Scope, between: (inout Program) -> Void = { _ in }
  ) {
    let start = context
    nodes(first, firstScope)
    let afterFirst = returned(to: start, section, offset)
    between(&program)
    context = start
    nodes(second, secondScope)
    let afterSecond = returned(to: start, section, offset)
    context = afterFirst.joined(afterSecond) ?? start
  }

  private mutating func returned(to start: Context, _ section: Section, _ offset: Int) -> Context {
    if start.joined(context) != nil { return context }
    let tag = "{{#\(section.kind.rawValue) \(section.name)}}"
    fault(offset, "a branch of \(tag) begins inside \(start.name) and ends inside \(context.name)")
    return start
  }

  // MARK: layouts, blocks and partials

  private mutating func layout(_ layout: ParsedTemplate.Layout, _ scope: Scope) {
    let path = "layout/\(layout.name)"
    guard let template = sources.templates[path] else {
      fault(layout.offset, "there is no layout “\(layout.name)” (\(path).html)")
      return nodes(pageContent(), scope.page(model))
    }
    findings.used.insert(path)
    blocks = pageBlocks()
    file = template
    if let second = template.layout { fault(second.offset, "a layout cannot have a layout") }
    nodes(template.nodes, scope)
    let end = context
    file = page
    for (name, block) in blocks ?? [:] where !usedBlocks.contains(name) {
      fault(block.offset, "the layout “\(layout.name)” has no {{block \(name)}}")
    }
    if !hasContent { fault(layout.offset, "the layout “\(layout.name)” has no {{content}}") }
    (file, context) = (template, end)
  }

  private mutating func pageBlocks() -> [String: Block] {
    var blocks: [String: Block] = [:]
    for node in page.nodes {
      guard case .filledBlock(let name, let nodes) = node.content else { continue }
      let block = Block(offset: node.offset, nodes: nodes)
      if blocks.updateValue(block, forKey: name) != nil {
        fault(node.offset, "the block “\(name)” is there twice")
      }
    }
    return blocks
  }

  /// The page without its blocks and the rest of the lines they end on.
  private func pageContent() -> [Node] {
    var content: [Node] = []
    var followsBlock = false
    for node in page.nodes {
      switch node.content {
      case .filledBlock: followsBlock = true
      case .literal(let range) where followsBlock:
        content.append(Node(offset: node.offset, content: .literal(page.source.afterLineEnd(range))))
        followsBlock = false
      default:
        content.append(node)
        followsBlock = false
      }
    }
    return content
  }

  private mutating func block(_ name: String, _ offset: Int, _ scope: Scope, standIn: [Node]? = nil) {
    guard let blocks else { return fault(offset, "{{block}} has a meaning only in a layout") }
    usedBlocks.insert(name)
    if let block = blocks[name] {
      fill(block.nodes, scope, "the block “\(name)”", block.offset)
    } else if let standIn {
      nodes(standIn, scope)
    } else if let layout = page.layout {
      let reason = "the layout “\(layout.name)” needs {{#block \(name)}}"
      findings.faults.insert(TemplateFault(page.place(at: layout.offset), reason))
    }
  }

  private mutating func content(_ offset: Int, _ scope: Scope) {
    guard blocks != nil else { return fault(offset, "{{content}} has a meaning only in a layout") }
    hasContent = true
    fill(pageContent(), scope, "the page's content", page.layout?.offset ?? 0)
  }

  /// Compiles a part of the page at this place of its layout.
  private mutating func fill(_ nodes: [Node], _ scope: Scope, _ title: String, _ offset: Int) {
    let outer = (file, blocks, partials)
    (file, blocks, partials) = (page, nil, [])
    embed(nodes, scope.page(model), title, offset)
    (file, blocks, partials) = outer
  }

  private mutating func partial(_ name: String, _ offset: Int, _ scope: Scope) {
    guard let template = sources.templates[name] else {
      return fault(offset, "there is no partial “\(name)” (\(name).html)")
    }
    findings.used.insert(name)
    if template.layout != nil {
      return fault(offset, "“\(name)” has a layout: a page cannot be a partial")
    }
    if partials.contains(where: { $0.name == name }) {
      return fault(offset, "the partial “\(name)” contains itself")
    }
    let outer = file
    partials.append((name, file.place(at: offset)))
    file = template
    let end = embedded(template.nodes, scope)
    file = outer
    partials.removeLast()
    arrive(end, "the partial “\(name)”", offset)
  }

  private mutating func embed(_ nodes: [Node], _ scope: Scope, _ title: String, _ offset: Int) {
    arrive(embedded(nodes, scope), title, offset)
  }

  /// Compiles nodes of another file or block; the answer is the context before them.
  private mutating func embedded(_ nodes: [Node], _ scope: Scope) -> Context {
    context.enterBlock()
    let start = context
    self.nodes(nodes, scope)
    return start
  }

  private mutating func arrive(_ start: Context, _ title: String, _ offset: Int) {
    if start.joined(context) != nil { return }
    fault(offset, "\(title) begins inside \(start.name) and ends inside \(context.name)")
    context = start
  }

  // MARK: -

  mutating func resolve(_ name: String, _ offset: Int, _ scope: Scope) -> Scope.Target? {
    do {
      return try scope.resolve(name)
    } catch {
      fault(offset, error.reason)
      return nil
    }
  }

  mutating func fault(_ offset: Int, _ reason: String) {
    let use = partials.last.map { " (used at \($0.use))" } ?? ""
    findings.faults.insert(TemplateFault(file.place(at: offset), reason + use))
  }

  func place(at offset: Int) -> Place { file.place(at: offset) }
}
