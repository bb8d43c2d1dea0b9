/// Collects the steps of a template while it is compiled.
struct Program {
  private(set) var steps: [Step] = []
  private(set) var literals: [UInt8] = []
  private(set) var texts: [Template.Text] = []
  private(set) var numbers: [Template.Number] = []
  private(set) var conditions: [Template.Condition] = []
  private(set) var entries: [Entry] = []
  /// Room for the frame, the page's model and the deepest nesting.
  private(set) var depth = 2
  /// Steps before this one are ends of jumps: literal text after them is a step of its own.
  private var mergeable = 0

  /// Where the next step will stand, as the target of a jump.
  mutating func mark() -> Int32 {
    mergeable = steps.count
    return Int32(steps.count)
  }

  /// A step whose target is known only later.
  mutating func hold() -> Int {
    steps.append(.jump(0))
    return steps.count - 1
  }

  mutating func append(literal bytes: some Collection<UInt8>) {
    if bytes.isEmpty { return }
    let start = Int32(literals.count)
    literals += bytes
    if steps.count > mergeable, case .literal(let first, let count) = steps[steps.count - 1] {
      steps[steps.count - 1] = .literal(start: first, count: count + Int32(bytes.count))
    } else {
      steps.append(.literal(start: start, count: Int32(bytes.count)))
    }
  }

  mutating func append(
    _ text: @escaping @Sendable (UnsafeRawPointer) -> String, _ level: Int, _ escaping: Escaping
  ) {
    steps.append(.text(Int32(texts.count), level: Int32(level), escaping))
    texts.append(Template.Text(get: text))
  }

  mutating func append(_ number: @escaping @Sendable (UnsafeRawPointer) -> Int, _ level: Int) {
    steps.append(.number(Int32(numbers.count), level: Int32(level)))
    numbers.append(Template.Number(get: number))
  }

  mutating func appendLoopNumber(_ level: Int) { steps.append(.loopNumber(level: Int32(level))) }

  /// Fills a held step with a jump to where the next step will stand.
  mutating func jumpHere(from held: Int) { steps[held] = .jump(mark()) }

  /// Fills a held step with the test that jumps to where the next step will stand.
  mutating func testHere(from held: Int, _ target: Scope.Target) {
    let otherwise = mark()
    switch target {
    case .slot(let slot, let level):
      steps[held] = .condition(Int32(conditions.count), level: Int32(level), otherwise: otherwise)
      conditions.append(Template.Condition(holds: slot.condition))
    case .loopFirst(let level): steps[held] = .first(level: Int32(level), otherwise: otherwise)
    case .loopLast(let level): steps[held] = .last(level: Int32(level), otherwise: otherwise)
    case .loopNumber: break  // never zero; the compiler refuses it
    }
  }

  mutating func enter(from held: Int, _ entry: Entry) {
    steps[held] = .enter(Int32(entries.count))
    entries.append(entry)
    depth = max(depth, Int(entry.inner) + 1)
  }
}
