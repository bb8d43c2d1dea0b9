import Templating

/// Something typed that must be mended: where and how; the summary on top links to the field.
struct Problem: TemplateModel {
  /// Id of the field on the page.
  var field: String
  var message: String

  static var fields: [Field<Problem>] { [.text("field", \.field), .text("message", \.message)] }
}
