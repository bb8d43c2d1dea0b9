/// HTML that the program vouches for: made by the program itself, or cleaned by it.
///
/// The only way to print without escaping. Never build one from what a person typed.
public struct TrustedHTML: Sendable, Hashable {
  /// The markup.
  public let markup: String

  /// Vouches for `markup`.
  public init(trusting markup: String) { self.markup = markup }
}

/// The way from a model's address to one of its values, by kind.
@usableFromInline
enum Slot: Sendable {
  case text(@Sendable (UnsafeRawPointer) -> String)
  case optional(@Sendable (UnsafeRawPointer) -> String?)
  case number(@Sendable (UnsafeRawPointer) -> Int)
  /// A number of a record that may be missing.
  case optionalNumber(@Sendable (UnsafeRawPointer) -> Int?)
  case flag(@Sendable (UnsafeRawPointer) -> Bool)
  case url(@Sendable (UnsafeRawPointer) -> String)
  case html(@Sendable (UnsafeRawPointer) -> TrustedHTML)
  case record(RecordSlot)
  case list(ListSlot)

  /// What faults call it.
  var kind: String {
    switch self {
    case .text: "text"
    case .optional: "optional text"
    case .number, .optionalNumber: "a number"
    case .flag: "a flag"
    case .url: "an address"
    case .html: "trusted HTML"
    case .record: "a record"
    case .list: "a list"
    }
  }

  /// Whether `{{#if}}` takes the first branch.
  var condition: @Sendable (UnsafeRawPointer) -> Bool {
    switch self {
    case .text(let get), .url(let get): { !get($0).isEmpty }
    case .optional(let get): { !(get($0) ?? "").isEmpty }
    case .number(let get): { get($0) != 0 }
    case .optionalNumber(let get): { (get($0) ?? 0) != 0 }
    case .flag(let get): get
    case .html(let get): { !get($0).markup.isEmpty }
    case .record(let record): { record.enter($0) { _ in } }
    case .list(let list): { !list.isEmpty($0) }
    }
  }
}

/// A record inside a model.
@usableFromInline
struct RecordSlot: Sendable {
  /// Asked for when a template goes into the record, so that models may hold their own kind.
  let shape: @Sendable () -> Shape
  /// Calls the body with the record's address, which is good only until the body returns; false when
  /// there is no record.
  let enter: @Sendable (_ model: UnsafeRawPointer, _ body: (UnsafeRawPointer) -> Void) -> Bool

  @usableFromInline
  init(
    shape: @escaping @Sendable () -> Shape,
    enter: @escaping @Sendable (UnsafeRawPointer, (UnsafeRawPointer) -> Void) -> Bool
  ) {
    (self.shape, self.enter) = (shape, enter)
  }

  /// The slot of one of the record's own names, reached from the outer model: empty without a record.
  func reaching(_ inner: Slot) -> Slot {
    switch inner {
    case .text(let get): .text { value($0, "", get) }
    case .optional(let get): .optional { value($0, nil, get) }
    case .number(let get): .optionalNumber { value($0, nil, get) }
    case .optionalNumber(let get): .optionalNumber { value($0, nil, get) }
    case .flag(let get): .flag { value($0, false, get) }
    case .url(let get): .url { value($0, "", get) }
    case .html(let get): .html { value($0, TrustedHTML(trusting: ""), get) }
    case .record(let record): .record(reaching(record))
    case .list(let list): .list(reaching(list))
    }
  }

  private func reaching(_ record: RecordSlot) -> RecordSlot {
    RecordSlot(
      shape: record.shape,
      enter: { model, body in value(model, false) { record.enter($0, body) } })
  }

  private func reaching(_ list: ListSlot) -> ListSlot {
    ListSlot(
      shape: list.shape,
      isEmpty: { value($0, true, list.isEmpty) },
      forEach: { model, body in _ = enter(model) { list.forEach($0, body) } })
  }

  private func value<Value>(
    _ model: UnsafeRawPointer, _ missing: Value, _ get: (UnsafeRawPointer) -> Value
  ) -> Value {
    var found = missing
    _ = enter(model) { found = get($0) }
    return found
  }
}

/// A list inside a model.
@usableFromInline
struct ListSlot: Sendable {
  let shape: @Sendable () -> Shape
  let isEmpty: @Sendable (UnsafeRawPointer) -> Bool
  /// Calls the body with each item's address, its index and the number of items.
  let forEach: @Sendable (_ model: UnsafeRawPointer, _ body: (UnsafeRawPointer, Int, Int) -> Void) -> Void

  @usableFromInline
  init(
    shape: @escaping @Sendable () -> Shape, isEmpty: @escaping @Sendable (UnsafeRawPointer) -> Bool,
    forEach: @escaping @Sendable (UnsafeRawPointer, (UnsafeRawPointer, Int, Int) -> Void) -> Void
  ) {
    (self.shape, self.isEmpty, self.forEach) = (shape, isEmpty, forEach)
  }
}
