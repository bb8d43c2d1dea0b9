/// What names mean at a point of a template: the models open there, the outermost first.
struct Scope {
  struct Level {
    let number: Int
    let shape: Shape
    let isLoop: Bool
  }

  /// The models a plain name is looked up in.
  private(set) var levels: [Level]
  /// What `frame.` reaches.
  private let frame: Level
  /// How many models are open in all, also those outside the template's own scope.
  private(set) var depth: Int

  /// A layout's scope: the frame.
  init(layout frame: Shape) {
    self.frame = Level(number: 0, shape: frame, isLoop: false)
    levels = [self.frame]
    depth = 2
  }

  /// The page's own scope at this point of its layout.
  func page(_ model: Shape) -> Scope {
    var page = self
    page.levels = [Level(number: 1, shape: model, isLoop: false)]
    return page
  }

  /// The scope inside `{{#each}}` or `{{#with}}`; the new model's level is `depth` of the outer one.
  func entering(_ shape: Shape, isLoop: Bool) -> Scope {
    var inner = self
    inner.levels.append(Level(number: depth, shape: shape, isLoop: isLoop))
    inner.depth += 1
    return inner
  }

  /// What a name leads to.
  enum Target {
    case slot(Slot, level: Int)
    case loopNumber(level: Int)
    case loopFirst(level: Int)
    case loopLast(level: Int)
  }

  /// A name that leads nowhere, and why.
  struct Unknown: Error {
    let reason: String
  }

  func resolve(_ path: String) throws(Unknown) -> Target {
    if path.first == "@" { return try resolveLoop(path) }
    let names = path == "." ? ["."] : path.split(separator: ".").map(String.init)
    if names[0] == "frame" { return try resolve(names.dropFirst(), in: frame, path) }
    guard let level = levels.last(where: { $0.shape.slots[names[0]] != nil }) else {
      throw unknown(names[0], levels.reversed().map(\.shape))
    }
    return try resolve(names[...], in: level, path)
  }

  private func resolve(
    _ names: ArraySlice<String>, in level: Level, _ path: String
  ) throws(Unknown) -> Target {
    guard let first = names.first else { throw Unknown(reason: "“frame” needs one of its names: frame.…") }
    guard var slot = level.shape.slots[first] else { throw unknown(first, [level.shape]) }
    var record = first
    for name in names.dropFirst() {
      guard case .record(let outer) = slot else {
        throw Unknown(reason: "“\(record)” is \(slot.kind), not a record: “\(path)” leads nowhere")
      }
      let shape = outer.shape()
      guard let inner = shape.slots[name] else { throw unknown(name, [shape]) }
      slot = outer.reaching(inner)
      record = name
    }
    return .slot(slot, level: level.number)
  }

  private func resolveLoop(_ name: String) throws(Unknown) -> Target {
    guard let loop = levels.last(where: \.isLoop) else {
      throw Unknown(reason: "“\(name)” has a meaning only inside {{#each}}")
    }
    switch name {
    case "@number": return .loopNumber(level: loop.number)
    case "@first": return .loopFirst(level: loop.number)
    case "@last": return .loopLast(level: loop.number)
    default: throw Unknown(reason: "“\(name)” is unknown: there are @number, @first and @last")
    }
  }

  private func unknown(_ name: String, _ shapes: [Shape]) -> Unknown {
    if name == "." { return Unknown(reason: "“.” has a meaning only inside {{#each}} over texts") }
    let known = shapes.flatMap { $0.slots.keys.sorted() }
    let models = shapes.map(\.title).joined(separator: " or ")
    let near = known.map { ($0, Spelling.distance($0, name)) }.min { $0.1 < $1.1 }
    let hint = near.flatMap { $0.1 <= 1 + name.count / 3 ? "; did you mean “\($0.0)”?" : nil }
    return Unknown(reason: "there is no “\(name)” in \(models)" + (hint ?? ""))
  }
}

/// How far a misspelt name is from one that exists.
enum Spelling {
  /// The number of letters to insert, remove or change (Levenshtein).
  static func distance(_ left: String, _ right: String) -> Int {
    let right = Array(right.utf8)
    var row = Array(0...right.count)
    for (line, letter) in left.utf8.enumerated() {
      var diagonal = row[0]
      row[0] = line + 1
      for column in right.indices {
        let above = row[column + 1]
        let change = diagonal + (right[column] == letter ? 0 : 1)
        row[column + 1] = min(change, above + 1, row[column] + 1)
        diagonal = above
      }
    }
    return row[right.count]
  }
}
