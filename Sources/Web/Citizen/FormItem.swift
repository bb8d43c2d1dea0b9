import Templating
import Workflow

/// One thing of a drawn form, in the order of the page: a question, or where a group of them opens or closes. A flat
/// list draws forms of any depth with one template.
struct FormItem: TemplateModel {
  enum Shape: Sendable {
    case groupOpens, groupCloses, line, lines, select, radios, boxes, declaration, addRow
  }

  var shape: Shape
  /// The path of the answer: the field's name and id.
  var path = ""
  var label = ""
  var hint: String?
  var problem: String?
  var value = ""
  var options: [Choice] = []
  var isRequired = false
  /// The fields of the group stand side by side where there is room.
  var isInColumns = false
  /// Empty for the keyboard of letters.
  var inputMode = ""
  /// Empty where the browser has nothing to offer.
  var autocomplete = ""
  /// The list to choose from while typing.
  var suggestions = ""
  var width = ""
  var maximumLength = 0
  /// The row that a button takes out: "members.2".
  var row: String?
  /// It takes a whole line of its group's columns.
  var takesLine = false
  /// Other questions hang on this one.
  var decides = false

  static var fields: [Field<FormItem>] {
    [
      .flag("isGroupStart") { $0.shape == .groupOpens }, .flag("isGroupEnd") { $0.shape == .groupCloses },
      .flag("isLine") { $0.shape == .line }, .flag("isLines") { $0.shape == .lines },
      .flag("isSelect") { $0.shape == .select }, .flag("isRadios") { $0.shape == .radios },
      .flag("isBoxes") { $0.shape == .boxes }, .flag("isDeclaration") { $0.shape == .declaration },
      .flag("isAddRow") { $0.shape == .addRow }, .text("path", \.path), .text("label", \.label),
      .optional("hint", \.hint), .optional("problem", \.problem), .text("value", \.value),
      .list("options", \.options), .flag("isRequired", \.isRequired), .flag("isInColumns", \.isInColumns),
      .text("inputMode", \.inputMode), .text("autocomplete", \.autocomplete), .text("width", \.width),
      .text("suggestions", \.suggestions),
      .number("maximumLength", \.maximumLength), .optional("row", \.row), .flag("decides", \.decides),
      .optional("describedBy", \.describedBy), .flag("takesLine", \.takesLine),
    ]
  }

  /// The same in a column, where buttons have no room.
  var inColumns: FormItem {
    var item = self
    if shape == .radios { item.shape = .select }
    return item
  }

  /// The ids of hint and error, as `aria-describedby` takes them.
  private var describedBy: String? {
    let ids = [hint.map { _ in "\(path)-hint" }, problem.map { _ in "\(path)-error" }].compactMap(\.self)
    return ids.isEmpty ? nil : ids.joined(separator: " ")
  }
}

/// A list that is too long to stand in every field that asks for it: countries, ethnic groups.
struct SuggestionList: TemplateModel {
  var id: String
  var options: [String]

  static var fields: [Field<SuggestionList>] { [.text("id", \.id), .texts("options", \.options)] }
}

extension SuggestionList {
  /// The lists that questions of a page are typed with.
  static func used(by questions: [FormItem]) -> [SuggestionList] {
    let names = Set(questions.map(\.suggestions))
    return OptionList.allCases.filter { names.contains($0.rawValue) }.map {
      SuggestionList(id: $0.rawValue, options: $0.options.map(\.label))
    }
  }
}

/// A section of a drawn form.
struct DrawnSection: TemplateModel {
  var title: String
  var hint: String?
  var items: [FormItem]

  static var fields: [Field<DrawnSection>] {
    [.text("title", \.title), .optional("hint", \.hint), .list("items", \.items)]
  }
}
