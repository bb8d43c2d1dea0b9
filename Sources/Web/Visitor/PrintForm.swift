import HTTPServer
import Storage
import Templating
import Workflow

/// The application form on paper, A4, drawn from the same description as the one on the screen: for those who fill in
/// by hand.
enum PrintForm: Screen {
  struct Model: TemplateModel {
    var title: String
    var procedure: String
    var isVerified: Bool
    var sections: [Section]

    static var fields: [Field<Model>] {
      [
        .text("title", \.title), .text("procedure", \.procedure), .flag("isVerified", \.isVerified),
        .list("sections", \.sections),
      ]
    }
  }

  struct Section: TemplateModel {
    var title: String
    var lines: [Line]

    static var fields: [Field<Section>] { [.text("title", \.title), .list("lines", \.lines)] }
  }

  /// A question with room to write, or with boxes to tick.
  struct Line: TemplateModel {
    var label: String
    var options: [String]
    var columns: [String]
    var isLong: Bool

    static var fields: [Field<Line>] {
      [
        .text("label", \.label), .texts("options", \.options), .texts("columns", \.columns),
        .flag("isLong", \.isLong),
      ]
    }
  }

  /// Longer lists are written, not ticked.
  private static let mostBoxes = 8

  static let page = Page<Model>("visitor/print-form")
  static let pages: [any PageDeclaration] = [page]
  static let routes: [SiteRoute] = [
    .get(Sitemap.procedureForm.pattern, .anyone) { visit in
      let reference = try visit.reference()
      guard
        let procedure = reference.procedure(try visit.read(Sitemap.procedureForm), on: visit.now.day)?
          .procedure,
        let form = procedure.form.flatMap({ reference.form($0) })?.form
      else { throw PageNotFound() }
      return try visit.page(
        page,
        Model(
          title: form.title, procedure: procedure.name, isVerified: form.verified,
          sections: form.sections.map { section in
            Section(title: section.title, lines: section.fields.flatMap { lines($0, below: section.title) })
          }))
    }
  ]

  private static func lines(_ field: FormField, below heading: String) -> [Line] {
    if field.kind == .table {
      return [
        Line(label: field.label, options: [], columns: (field.columns ?? []).map(\.label), isLong: false)
      ]
    }
    return field.parts.map { part in
      let boxes = part.choices.count <= mostBoxes ? part.choices.map(\.label) : []
      let label = part.fullLabel
      let prefix = heading + " – "
      return Line(
        label: label.hasPrefix(prefix) ? String(label.dropFirst(prefix.count)) : label,
        options: part.kind == .declaration ? [] : boxes, columns: [],
        isLong: part.kind == .longText)
    }
  }
}
