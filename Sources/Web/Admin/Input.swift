import Templating

/// A field of a form drawn from data: label, hint, what was typed, and the problem beside it.
struct Input: TemplateModel {
  /// Which element takes what is typed.
  enum Shape: Sendable {
    case line, lines, choice
  }

  var id: String
  var label: String
  var hint: String?
  var value: String
  var problem: String?
  var isRequired = false
  var shape = Shape.line
  var choices: [Choice] = []
  /// A class of the style sheet: `w-4`, `w-10`, `w-20`; empty for the whole column.
  var width = ""
  /// Whether it takes a line of its own among the columns.
  var isWide = false
  var mode = "text"

  static var fields: [Field<Input>] {
    [
      .text("id", \.id), .text("label", \.label), .optional("hint", \.hint), .text("value", \.value),
      .optional("problem", \.problem), .flag("isRequired", \.isRequired),
      .flag("isLong") { $0.shape == .lines }, .flag("isChoice") { $0.shape == .choice },
      .list("choices", \.choices), .text("width", \.width), .flag("isWide", \.isWide), .text("mode", \.mode),
    ]
  }

  /// A line of text.
  init(
    _ id: String, _ label: String, _ value: String, hint: String? = nil, isRequired: Bool = false,
    width: String = "", isWide: Bool = false, mode: String = "text"
  ) {
    self.id = id
    self.label = label
    self.value = value
    self.hint = hint
    self.isRequired = isRequired
    self.width = width
    self.isWide = isWide
    self.mode = mode
  }

  /// Several lines of text.
  init(lines id: String, _ label: String, _ value: String, hint: String? = nil, isRequired: Bool = false) {
    self.init(id, label, value, hint: hint, isRequired: isRequired, isWide: true)
    shape = .lines
  }

  /// One of several values.
  init(
    choice id: String, _ label: String, _ choices: [Choice], hint: String? = nil, isRequired: Bool = false,
    isWide: Bool = false
  ) {
    self.init(id, label, "", hint: hint, isRequired: isRequired, isWide: isWide)
    self.choices = choices
    shape = .choice
  }

  /// A day, typed as dd/mm/yyyy.
  init(day id: String, _ label: String, _ value: String, hint: String? = nil, isRequired: Bool = false) {
    self.init(id, label, value, hint: hint, isRequired: isRequired, width: "w-10", mode: "numeric")
  }
}

extension [Input] {
  /// Each field with its problem beside it.
  func marked(_ problems: [Problem]) -> [Input] {
    map { input in
      var input = input
      input.problem = problems.first { $0.field == input.id }?.message
      return input
    }
  }
}
