import Templating

/// A field of a form with what was typed into it: label above, hint, error, then one line, several or a choice.
struct InputModel: TemplateModel {
  var id: String
  /// The field's name, where a page has several of that name; else its id.
  var name = ""
  var label: String
  var value = ""
  var hint = ""
  var problem = ""
  var isRequired = false
  var width = ""
  var rows = 0
  var choices: [Choice] = []

  static var fields: [Field<InputModel>] {
    [
      .text("id", \.id), .text("name") { $0.name.isEmpty ? $0.id : $0.name }, .text("label", \.label),
      .text("value", \.value), .text("hint", \.hint),
      .text("problem", \.problem), .flag("isRequired", \.isRequired), .text("width", \.width),
      .number("rows", \.rows), .list("choices", \.choices), .text("describedBy", \.describedBy),
    ]
  }

  /// The ids of hint and error, for `aria-describedby`.
  private var describedBy: String {
    [hint.isEmpty ? "" : "\(id)-hint", problem.isEmpty ? "" : "\(id)-error"].filter { !$0.isEmpty }
      .joined(separator: " ")
  }

  /// The field with the problem found in it, if any.
  func marked(_ problems: [Problem]) -> InputModel {
    var input = self
    input.problem = problems.first { $0.field == id }?.message ?? ""
    return input
  }
}
