internal import Synchronization

/// A page compiled with its layout and partials, in one language: a flat list of steps.
final class Template: Sendable {
  let steps: [Step]
  /// All literal text; steps point into it.
  let text: [UInt8]
  /// The ways to values; steps point into it.
  let slots: [Slot]
  /// How many models are open at once at most: frame, page, and one for each nesting.
  let depth: Int
  /// The size of the last page, a little rounded up, so that the next one finds room at once.
  private let lastSize: Atomic<Int>

  init(steps: [Step], text: [UInt8], slots: [Slot], depth: Int) {
    (self.steps, self.text, self.slots, self.depth) = (steps, text, slots, depth)
    lastSize = Atomic(text.count * 2 + 1024)
  }

  /// The page. Both models must be of the types that the template was compiled for.
  func render<Frame, Model>(_ frame: Frame, _ model: Model) -> [UInt8] {
    let page = Output.page(ofAbout: lastSize.load(ordering: .relaxed)) { output in
      withUnsafePointer(to: frame) { frame in
        withUnsafePointer(to: model) { model in
          Renderer.run(self, frame: UnsafeRawPointer(frame), model: UnsafeRawPointer(model), &output)
        }
      }
    }
    lastSize.store(page.count + page.count / 8 + 256, ordering: .relaxed)
    return page
  }
}

/// One step of rendering. Levels number the open models: 0 is the frame, 1 the page's model.
enum Step: Sendable {
  case literal(start: Int, count: Int)
  case value(slot: Int, level: Int, Escaping)
  /// `{{@number}}`
  case number(level: Int)
  /// Goes on when the condition holds, else jumps.
  case condition(slot: Int, level: Int, otherwise: Int)
  case first(level: Int, otherwise: Int)
  case last(level: Int, otherwise: Int)
  case jump(Int)
  /// The steps up to `end` once for each item; then goes on at `after`, or at `end` without any item.
  case each(slot: Int, level: Int, item: Int, end: Int, after: Int)
  /// The steps up to `end` with the record open at level `item`; then the same.
  case with(slot: Int, level: Int, item: Int, end: Int, after: Int)
}
