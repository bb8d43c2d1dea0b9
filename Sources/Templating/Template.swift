internal import Synchronization

/// A page compiled with its layout and partials, in one language: a flat list of steps, and what the
/// steps point into, by kind, so that rendering one asks no questions.
final class Template: Sendable {
  // Closures in an array of their own are stored behind a thunk and a retained box; in a struct they
  // are not.
  struct Text { let get: @Sendable (UnsafeRawPointer) -> String }
  struct Number { let get: @Sendable (UnsafeRawPointer) -> Int }
  struct Condition { let holds: @Sendable (UnsafeRawPointer) -> Bool }

  let steps: Table<Step>
  /// All literal text.
  let literals: Table<UInt8>
  let texts: Table<Text>
  let numbers: Table<Number>
  let conditions: Table<Condition>
  let entries: Table<Entry>
  /// How many models are open at once at most: frame, page, and one for each nesting.
  let depth: Int
  /// The size of the last page, a little rounded up, so that the next one finds room at once; never
  /// more than `largestGuess`, so that one huge page does not make all later ones ask for as much.
  private let lastSize: Atomic<Int>

  private static let largestGuess = 256 * 1024

  init(_ program: Program) {
    (steps, literals) = (Table(program.steps), Table(program.literals))
    (texts, numbers) = (Table(program.texts), Table(program.numbers))
    (conditions, entries) = (Table(program.conditions), Table(program.entries))
    depth = program.depth
    lastSize = Atomic(program.literals.count * 2 + 1024)
  }

  deinit {
    steps.free()
    literals.free()
    texts.free()
    numbers.free()
    conditions.free()
    entries.free()
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
    lastSize.store(min(page.count + page.count / 8 + 256, Self.largestGuess), ordering: .relaxed)
    return page
  }
}

/// A list that never changes, read without retaining it and without asking whether an index is in it:
/// every index comes from the compiler that filled it.
///
/// Unchecked because of the pointer alone: the memory is written once, before anyone else sees it, and
/// freed by the template that owns it, when no renderer can be running.
struct Table<Element>: @unchecked Sendable {
  private let elements: UnsafeMutableBufferPointer<Element>

  init(_ array: [Element]) {
    elements = .allocate(capacity: array.count)
    _ = elements.initialize(fromContentsOf: array)
  }

  func free() {
    elements.deinitialize()
    elements.deallocate()
  }

  var count: Int { elements.count }

  func address(_ index: Int32) -> UnsafeMutablePointer<Element> {
    elements.baseAddress.unsafelyUnwrapped + Int(index)
  }

  subscript(_ index: Int32) -> Element { address(index).pointee }
}

/// One step of rendering: sixteen bytes. Levels number the open models: 0 is the frame, 1 the page's.
enum Step: Sendable {
  case literal(start: Int32, count: Int32)
  case text(Int32, level: Int32, Escaping)
  case number(Int32, level: Int32)
  /// `{{@number}}`
  case loopNumber(level: Int32)
  /// Goes on when the condition holds, else jumps.
  case condition(Int32, level: Int32, otherwise: Int32)
  case first(level: Int32, otherwise: Int32)
  case last(level: Int32, otherwise: Int32)
  case jump(Int32)
  case enter(Int32)
}

/// A list to go through or a record to go into: the steps up to `end` run for each model in it, which is
/// then open at `inner`; after them `after` is next, or `end` when there was no model.
struct Entry: Sendable {
  enum Models: Sendable {
    case list(ListSlot)
    case record(RecordSlot)
  }

  let models: Models
  let level: Int32
  let inner: Int32
  let end: Int32
  let after: Int32
}
