/// Collects the steps of a template while it is compiled.
struct Program {
  private(set) var steps: [Step] = []
  private var text: [UInt8] = []
  private var slots: [Slot] = []
  private var depth = 2
  /// Steps before this one are ends of jumps: literal text after them is a step of its own.
  private var mergeable = 0

  /// The finished template.
  func template() -> Template { Template(steps: steps, text: text, slots: slots, depth: depth) }

  /// Where the next step will stand, as the target of a jump.
  mutating func mark() -> Int {
    mergeable = steps.count
    return steps.count
  }

  mutating func append(_ step: Step) { steps.append(step) }

  mutating func append(literal bytes: some Collection<UInt8>) {
    if bytes.isEmpty { return }
    let start = text.count
    text += bytes
    if steps.count > mergeable, case .literal(let first, let count) = steps[steps.count - 1] {
      steps[steps.count - 1] = .literal(start: first, count: count + bytes.count)
    } else {
      steps.append(.literal(start: start, count: bytes.count))
    }
  }

  /// Gives a slot its number.
  mutating func number(_ slot: Slot) -> Int {
    slots.append(slot)
    return slots.count - 1
  }

  mutating func reach(depth: Int) { self.depth = max(self.depth, depth) }

  /// A step whose target is known only later.
  mutating func hold() -> Int {
    steps.append(.jump(0))
    return steps.count - 1
  }

  mutating func fill(_ held: Int, _ step: Step) { steps[held] = step }
}
