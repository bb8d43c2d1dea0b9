/// Runs a template's steps.
struct Renderer {
  /// An open model, and where it stands in its list.
  private struct Level {
    let model: UnsafeRawPointer
    var index = 0
    var count = 0
  }

  private let template: Template
  private let levels: UnsafeMutablePointer<Level>

  static func run(
    _ template: Template, frame: UnsafeRawPointer, model: UnsafeRawPointer, _ output: inout Output
  ) {
    withUnsafeTemporaryAllocation(of: Level.self, capacity: template.depth) { levels in
      let renderer = Renderer(template: template, levels: levels.baseAddress.unsafelyUnwrapped)
      renderer.open(0, Level(model: frame))
      renderer.open(1, Level(model: model))
      renderer.run(0..<Int32(template.steps.count), &output)
    }
  }

  private func run(_ range: Range<Int32>, _ output: inout Output) {
    var next = range.lowerBound
    while next < range.upperBound {
      let step = template.steps[next]
      next &+= 1
      switch step {
      case .literal(let start, let count):
        output.append(template.literals.address(start), Int(count))
      case .text(let text, let level, let escaping):
        output.append(template.texts[text].get(model(level)), escaping)
      case .number(let number, let level): output.append(template.numbers[number].get(model(level)))
      case .loopNumber(let level): output.append(levels[Int(level)].index + 1)
      case .condition(let condition, let level, let otherwise):
        if !template.conditions[condition].holds(model(level)) { next = otherwise }
      case .first(let level, let otherwise): if levels[Int(level)].index > 0 { next = otherwise }
      case .last(let level, let otherwise):
        if levels[Int(level)].index + 1 < levels[Int(level)].count { next = otherwise }
      case .jump(let target): next = target
      case .enter(let entry): next = enter(template.entries[entry], next, &output)
      }
    }
  }

  private func enter(_ entry: Entry, _ start: Int32, _ output: inout Output) -> Int32 {
    let body = start..<entry.end
    var hasModel = false
    switch entry.models {
    case .record(let record):
      hasModel = record.enter(model(entry.level)) { model in
        open(entry.inner, Level(model: model))
        run(body, &output)
      }
    case .list(let list):
      list.forEach(model(entry.level)) { model, index, count in
        hasModel = true
        open(entry.inner, Level(model: model, index: index, count: count))
        run(body, &output)
      }
    }
    return hasModel ? entry.after : entry.end
  }

  private func model(_ level: Int32) -> UnsafeRawPointer { levels[Int(level)].model }

  private func open(_ number: Int32, _ level: Level) { (levels + Int(number)).initialize(to: level) }
}
