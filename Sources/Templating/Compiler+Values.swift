/// What is printed: values and translated texts.
extension Compiler {
  mutating func value(_ name: String, _ offset: Int, _ scope: Scope) {
    guard let target = resolve(name, offset, scope) else { return context.followValue() }
    switch target {
    case .loopNumber(let level): print(offset) { program, _ in program.appendLoopNumber(level) }
    case .loopFirst, .loopLast: fault(offset, "“\(name)” is a flag: it is only for {{#if}} and {{#unless}}")
    case .slot(let slot, let level): value(slot, level, name, offset)
    }
  }

  private mutating func value(_ slot: Slot, _ level: Int, _ name: String, _ offset: Int) {
    switch slot {
    case .text(let get): print(offset) { $0.append(get, level, $1) }
    case .optional(let get): print(offset) { $0.append({ get($0) ?? "" }, level, $1) }
    case .number(let get): print(offset) { program, _ in program.append(get, level) }
    case .optionalNumber(let get): print(offset) { $0.append({ get($0).map(String.init) ?? "" }, level, $1) }
    case .url(let get): print(offset, isAddress: true) { $0.append(get, level, $1) }
    case .html: fault(offset, "“\(name)” is trusted HTML: print it with {{raw \(name)}}")
    case .flag: fault(offset, "“\(name)” is a flag: it is only for {{#if}} and {{#unless}}")
    case .record: fault(offset, "“\(name)” is a record: open it with {{#with}} or name one of its fields")
    case .list: fault(offset, "“\(name)” is a list: go through it with {{#each}}")
    }
  }

  mutating func raw(_ name: String, _ offset: Int, _ scope: Scope) {
    guard let target = resolve(name, offset, scope) else { return }
    guard case .slot(.html(let get), let level) = target else {
      return fault(offset, "{{raw}} is only for fields of kind html")
    }
    guard context.state == .text else {
      return fault(offset, "{{raw}} stands only between tags, not inside \(context.name)")
    }
    program.append({ get($0).markup }, level, .none)
  }

  /// A text to translate: its own words become literal text, its placeholders values.
  mutating func translation(_ text: String, _ offset: Int, _ scope: Scope) {
    let message = Message(translated(text, offset))
    if message.hasStrayBrace {
      fault(offset, "a brace in “\(text)” is not part of a placeholder {name}")
    }
    for piece in message.pieces {
      switch piece {
      case .placeholder(let name): value(name, offset, scope)
      case .text(let words): self.words(words, offset)
      }
    }
  }

  private mutating func translated(_ text: String, _ offset: Int) -> String {
    if let translation = sources.catalogue.translation(of: text, language) { return translation }
    findings.missing.insert(MissingTranslation(language: language, text: text, place: place(at: offset)))
    return text
  }

  private mutating func words(_ words: String, _ offset: Int) {
    switch context.verdict(isAddress: false) {
    case .refused(let reason): fault(offset, reason)
    case .escaped(.text): program.append(literal: Output.page(ofAbout: 256) { $0.append(words, .text) })
    case .escaped: fault(offset, "a text to translate cannot be part of an address")
    }
    context.followValue()
  }

  /// Adds the step that prints a value, if a value may stand here.
  private mutating func print(
    _ offset: Int, isAddress: Bool = false, _ append: (inout Program, Escaping) -> Void
  ) {
    switch context.verdict(isAddress: isAddress) {
    case .refused(let reason): fault(offset, reason)
    case .escaped(let escaping): append(&program, escaping)
    }
    context.followValue()
  }
}
