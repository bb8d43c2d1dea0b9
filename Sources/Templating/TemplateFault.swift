/// Where something stands: a file below the templates' folder (or a Swift file), a line and a column,
/// both counted from 1; the column counts characters, not bytes.
public struct Place: Hashable, Sendable, Comparable, CustomStringConvertible {
  /// The file, relative to the templates' folder.
  public let file: String
  /// The line, from 1; 0 when the fault concerns the file as a whole.
  public let line: Int
  /// The column, from 1; 0 when the fault concerns the line or the file as a whole.
  public let column: Int

  /// A place.
  public init(file: String, line: Int, column: Int) {
    (self.file, self.line, self.column) = (file, line, column)
  }

  /// By file, then line, then column.
  public static func < (left: Place, right: Place) -> Bool {
    (left.file, left.line, left.column) < (right.file, right.line, right.column)
  }

  /// `file:line:column`, as editors and terminals make it a link.
  public var description: String {
    line == 0 ? file : column == 0 ? "\(file):\(line)" : "\(file):\(line):\(column)"
  }
}

/// One thing wrong with a template, its model or its catalogue.
public struct TemplateFault: Error, Hashable, Sendable, Comparable, CustomStringConvertible {
  /// Where it is.
  public let place: Place
  /// What is wrong and, where that is clear, what to write instead.
  public let reason: String

  init(_ place: Place, _ reason: String) { (self.place, self.reason) = (place, reason) }

  /// By place, then reason.
  public static func < (left: TemplateFault, right: TemplateFault) -> Bool {
    (left.place, left.reason) < (right.place, right.reason)
  }

  /// `file:line:column: reason`.
  public var description: String { "\(place): \(reason)" }
}

/// Every fault found in one go, sorted by place and each told once.
public struct TemplateFaults: Error, Sendable, CustomStringConvertible {
  /// The faults; never empty.
  public let faults: [TemplateFault]

  init(_ faults: some Sequence<TemplateFault>) { self.faults = Set(faults).sorted() }

  /// One fault a line.
  public var description: String { faults.map(\.description).joined(separator: "\n") }
}
