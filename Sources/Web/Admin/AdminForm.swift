import Storage
import Templating

/// One of several forms on a page: where it goes, with a one-time key of its own, so that going back to the page
/// and sending another form is not taken for a repeat.
struct AdminForm: TemplateModel {
  var actionURL: String
  var hidden: Hidden

  static var fields: [Field<AdminForm>] {
    [.url("actionURL", \.actionURL), .record("hidden") { $0.hidden }]
  }

  init(_ url: String, version: Int? = nil) {
    actionURL = url
    hidden = version.map { Hidden(version: $0) } ?? Hidden()
  }
}

extension Input {
  /// The problem of a field that somebody else changed meanwhile (decision 18): what stands there now; nil where it
  /// is what was typed.
  func overtaken(by typed: [Input], _ visit: Visit) -> Problem? {
    guard let mine = typed.first(where: { $0.id == id }), mine.chosenValue != chosenValue else { return nil }
    return Problem(
      field: id,
      message: visit.text(
        "{label}: người khác vừa sửa thành “{value}”. Xem lại rồi gửi.",
        ["label": label, "value": chosenLabel]))
  }

  private var chosenValue: String { choices.first(where: \.isChosen)?.value ?? value }
  private var chosenLabel: String { choices.first(where: \.isChosen)?.label ?? value }
}
