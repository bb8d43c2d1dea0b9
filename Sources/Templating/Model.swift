/// What a page shows: a value whose fields templates may name.
///
/// The list of fields is the only thing a template sees. It is read once, when the template is
/// compiled; a name that is not in it, or is used against its kind, is a fault at start-up.
///
/// ```swift
/// struct InboxRow: TemplateModel {
///   let code: String
///   let daysLeft: Int
///   static var fields: [Field<InboxRow>] {
///     [.text("code", \.code), .number("daysLeft", \.daysLeft)]
///   }
/// }
/// ```
public protocol TemplateModel: Sendable {
  /// Names, kinds and accessors.
  static var fields: [Field<Self>] { get }
}

/// One name that templates of a model may use, with its kind and the way to its value.
///
/// The accessor runs only where a template uses the name, and each time it does: let it read a stored
/// property, and compute when the model is built.
///
/// What makes a field is inlined into the model's own module. There the model's type is known, so that
/// an accessor reads one property in place; without it each value would cost a copy of its whole model,
/// and a page three times as long.
public struct Field<Model>: Sendable {
  let name: String
  let slot: Slot

  @usableFromInline
  init(name: String, slot: Slot) { (self.name, self.slot) = (name, slot) }

  /// Text, escaped for the place it is printed in.
  @inlinable @inline(__always)
  public static func text(_ name: String, _ get: @escaping @Sendable (Model) -> String) -> Field {
    Field(name: name, slot: .text { get(model(at: $0)) })
  }

  /// Text or nothing; `{{#if name}}` is true when it is there and not empty.
  @inlinable @inline(__always)
  public static func optional(_ name: String, _ get: @escaping @Sendable (Model) -> String?) -> Field {
    Field(name: name, slot: .optional { get(model(at: $0)) })
  }

  /// A whole number, printed in plain digits; `{{#if name}}` is true when it is not zero.
  @inlinable @inline(__always)
  public static func number(_ name: String, _ get: @escaping @Sendable (Model) -> Int) -> Field {
    Field(name: name, slot: .number { get(model(at: $0)) })
  }

  /// A condition for `{{#if}}` and `{{#unless}}`; it cannot be printed.
  @inlinable @inline(__always)
  public static func flag(_ name: String, _ get: @escaping @Sendable (Model) -> Bool) -> Field {
    Field(name: name, slot: .flag { get(model(at: $0)) })
  }

  /// An address: the only kind that may begin `href`, `src`, `action` and their like. What is neither
  /// relative nor http, https, mailto or tel is printed there as `about:invalid#refused`.
  @inlinable @inline(__always)
  public static func url(_ name: String, _ get: @escaping @Sendable (Model) -> String) -> Field {
    Field(name: name, slot: .url { get(model(at: $0)) })
  }

  /// HTML that is printed as it is, only through `{{raw name}}` and only between tags.
  @inlinable @inline(__always)
  public static func html(_ name: String, _ get: @escaping @Sendable (Model) -> TrustedHTML) -> Field {
    Field(name: name, slot: .html { get(model(at: $0)) })
  }

  /// Another model, or nothing: `{{#with name}}`, `{{#if name}}`, or a dotted name, which prints
  /// nothing when the record is not there.
  @inlinable @inline(__always)
  public static func record<Item: TemplateModel>(
    _ name: String, _ get: @escaping @Sendable (Model) -> Item?
  ) -> Field {
    let record = RecordSlot(
      shape: { Shape(of: Item.self) },
      enter: { address, body in
        guard let item = get(model(at: address)) else { return false }
        withUnsafePointer(to: item) { body(UnsafeRawPointer($0)) }
        return true
      })
    return Field(name: name, slot: .record(record))
  }

  /// A list of models: `{{#each name}} … {{else}} … {{/each}}`; `{{#if name}}` is true when it has any.
  @inlinable @inline(__always)
  public static func list<Item: TemplateModel>(
    _ name: String, _ get: @escaping @Sendable (Model) -> [Item]
  ) -> Field {
    list(name, { Shape(of: Item.self) }, get)
  }

  /// A list of plain texts: in `{{#each name}}` the item is `{{.}}`.
  @inlinable @inline(__always)
  public static func texts(_ name: String, _ get: @escaping @Sendable (Model) -> [String]) -> Field {
    list(name, { Shape.plainText }, get)
  }

  @inlinable @inline(__always)
  static func list<Item>(
    _ name: String, _ shape: @escaping @Sendable () -> Shape,
    _ get: @escaping @Sendable (Model) -> [Item]
  ) -> Field {
    let list = ListSlot(
      shape: shape,
      isEmpty: { get(model(at: $0)).isEmpty },
      forEach: { address, body in
        get(model(at: address)).withUnsafeBufferPointer { items in
          guard let first = items.baseAddress else { return }
          for index in items.indices { body(UnsafeRawPointer(first + index), index, items.count) }
        }
      })
    return Field(name: name, slot: .list(list))
  }

  /// The model at an address.
  ///
  /// The renderer passes to a slot only addresses of the model whose shape the slot was taken from:
  /// the compiler resolved the slot at the level where the renderer puts that model.
  @inlinable @inline(__always)
  static func model(at address: UnsafeRawPointer) -> Model {
    address.assumingMemoryBound(to: Model.self).pointee
  }
}

/// A model's names, as the compiler sees them: the Swift type is no longer known here.
@usableFromInline
struct Shape: Sendable {
  let title: String
  let slots: [String: Slot]
  /// Names given twice, or unusable in a template.
  let problems: [String]

  @usableFromInline
  init<Model: TemplateModel>(of model: Model.Type) {
    self.init(title: "\(model)", fields: Model.fields.map { ($0.name, $0.slot) })
  }

  /// The shape of an item of `texts`.
  @usableFromInline static var plainText: Shape {
    Shape(title: "text", slots: [".": Field<String>.text(".") { $0 }.slot], problems: [])
  }

  private init(title: String, slots: [String: Slot], problems: [String]) {
    (self.title, self.slots, self.problems) = (title, slots, problems)
  }

  private init(title: String, fields: [(name: String, slot: Slot)]) {
    var slots: [String: Slot] = [:]
    var problems: [String] = []
    for field in fields {
      if !Name.isPlain(field.name) { problems.append("“\(field.name)” cannot be a field's name") }
      if slots.updateValue(field.slot, forKey: field.name) != nil {
        problems.append("the field “\(field.name)” is declared twice")
      }
    }
    self.init(title: title, slots: slots, problems: problems)
  }
}
