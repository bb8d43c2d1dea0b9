import HTTPServer
import Storage
import Templating
import Workflow

/// The fields of a form that conditions of papers and times can name, with the answers they offer: opened beside the
/// page on which a condition is being typed.
enum FormFields: Screen {
  struct Model: TemplateModel {
    var title: String
    var rows: [Row]

    static var fields: [Field<Model>] { [.text("title", \.title), .list("rows", \.rows)] }
  }

  struct Row: TemplateModel {
    var id: String
    var label: String
    var answers: String

    static var fields: [Field<Row>] {
      [.text("id", \.id), .text("label", \.label), .text("answers", \.answers)]
    }
  }

  /// More answers than these are not listed: nobody writes a condition on a country.
  private static let mostAnswers = 12

  static let page = Page<Model>("admin/form-fields")
  static let pages: [any PageDeclaration] = [page]
  static let routes: [SiteRoute] = [
    .get(Sitemap.formFields.pattern, .role(.administrator)) { visit in
      try visit.checkAdministersAll()
      guard let form = try visit.reference().form(visit.read(Sitemap.formFields))?.form else {
        throw PageNotFound()
      }
      return try visit.page(page, Model(title: form.title, rows: form.deciding.map { row($0, visit) }))
    }
  ]

  private static func row(_ field: FormField, _ visit: Visit) -> Row {
    let words = field.choices.prefix(mostAnswers).map {
      $0.value == $0.label ? $0.value : "\($0.value): \($0.label)"
    }
    let isDate = field.kind == .date || field.kind == .partialDate
    let answers =
      isDate
      ? visit.text("ngày; với ngày sinh ghi được: từ đủ 9 tuổi")
      : words.joined(separator: "; ") + (field.choices.count > mostAnswers ? "; …" : "")
    return Row(id: field.id, label: field.fullLabel, answers: answers)
  }
}
