/// Runs a template's steps.
struct Renderer {
  /// An open model, and where it stands in its list.
  private struct Level {
    let model: UnsafeRawPointer
    var index = 0
    var count = 0
  }

  private let steps: UnsafeBufferPointer<Step>
  private let text: UnsafeBufferPointer<UInt8>
  private let slots: UnsafeBufferPointer<Slot>
  private let levels: UnsafeMutablePointer<Level>

  static func run(
    _ template: Template, frame: UnsafeRawPointer, model: UnsafeRawPointer, _ output: inout Output
  ) {
    withUnsafeTemporaryAllocation(of: Level.self, capacity: template.depth) { levels in
      guard let levels = levels.baseAddress else { return }
      levels.initialize(to: Level(model: frame))
      (levels + 1).initialize(to: Level(model: model))
      template.steps.withUnsafeBufferPointer { steps in
        template.text.withUnsafeBufferPointer { text in
          template.slots.withUnsafeBufferPointer { slots in
            let renderer = Renderer(steps: steps, text: text, slots: slots, levels: levels)
            renderer.run(0..<steps.count, &output)
          }
        }
      }
    }
  }

  private func run(_ range: Range<Int>, _ output: inout Output) {
    var next = range.lowerBound
    while next < range.upperBound {
      let current = next
      next += 1
      switch steps[current] {
      case .literal(let start, let count):
        output.append(UnsafeBufferPointer(rebasing: text[start..<start + count]))
      case .value(let slot, let level, let escaping): write(slot, level, escaping, &output)
      case .number(let level): output.append(levels[level].index + 1)
      case .condition(let slot, let level, let otherwise):
        if !slots[slot].holds(levels[level].model) { next = otherwise }
      case .first(let level, let otherwise): if levels[level].index > 0 { next = otherwise }
      case .last(let level, let otherwise):
        if levels[level].index + 1 < levels[level].count { next = otherwise }
      case .jump(let target): next = target
      case .each(let slot, let level, let item, let end, let after):
        next = each(slot, level, item, next..<end, &output) ? after : end
      case .with(let slot, let level, let item, let end, let after):
        next = with(slot, level, item, next..<end, &output) ? after : end
      }
    }
  }

  private func write(_ slot: Int, _ level: Int, _ escaping: Escaping, _ output: inout Output) {
    let model = levels[level].model
    switch slots[slot] {
    case .text(let get), .url(let get): output.append(get(model), escaping)
    case .optional(let get): output.append(get(model) ?? "", escaping)
    case .number(let get): output.append(get(model))
    case .optionalNumber(let get): if let number = get(model) { output.append(number) }
    case .html(let get): output.append(get(model).markup, .none)
    case .flag, .record, .list: break  // the compiler refuses to print them
    }
  }

  private func each(
    _ slot: Int, _ level: Int, _ item: Int, _ body: Range<Int>, _ output: inout Output
  ) -> Bool {
    guard case .list(let list) = slots[slot] else { return false }
    var hasAny = false
    list.forEach(levels[level].model) { model, index, count in
      hasAny = true
      (levels + item).initialize(to: Level(model: model, index: index, count: count))
      run(body, &output)
    }
    return hasAny
  }

  private func with(
    _ slot: Int, _ level: Int, _ item: Int, _ body: Range<Int>, _ output: inout Output
  ) -> Bool {
    guard case .record(let record) = slots[slot] else { return false }
    return record.enter(levels[level].model) { model in
      (levels + item).initialize(to: Level(model: model))
      run(body, &output)
    }
  }
}
