import HTTPServer
import Storage
import Templating
import Workflow

/// The agencies within reach as a tree, each with what is still to be set.
enum ListAgencies: Screen {
  struct Model: TemplateModel {
    var agencies: [Row]

    static var fields: [Field<Model>] { [.list("agencies", \.agencies)] }
  }

  struct Row: TemplateModel {
    var indent: String
    var name: String
    var kind: String
    var code: String
    var official: String?
    var procedures: Int
    var lacks: [String]
    var url: String
    var publicationsURL: String

    static var fields: [Field<Row>] {
      [
        .text("indent", \.indent), .text("name", \.name), .text("kind", \.kind), .text("code", \.code),
        .optional("official", \.official), .number("procedures", \.procedures), .texts("lacks", \.lacks),
        .url("url", \.url), .url("publicationsURL", \.publicationsURL),
      ]
    }
  }

  static let page = Page<Model>("admin/list-agencies")
  static let pages: [any PageDeclaration] = [page]
  static let routes: [SiteRoute] = [
    .get(Sitemap.agencies.pattern, .role(.administrator)) { visit in
      try visit.page(page, Model(agencies: try visit.reached(for: .catalogue).map { try row($0, visit) }))
    }
  ]

  private static func row(_ agency: Agency, _ visit: Visit) throws -> Row {
    let reference = try visit.reference()
    let today = visit.now.day
    let published = reference.publications.count { $0.agency == agency.id && $0.days.contains(today) }
    let lacks: [(isMissing: Bool, what: String)] = [
      (agency.contact.phone.isEmpty, "Chưa có điện thoại"),
      (agency.contact.responsible.isEmpty, "Chưa có người chịu trách nhiệm"),
      (agency.kind != .department && published == 0, "Chưa công bố thủ tục nào"),
    ]
    return Row(
      indent: String(repeating: "– ", count: reference.ancestors(of: agency.id).count - 1),
      name: agency.name, kind: visit.text(agency.kind.vietnamese), code: agency.code,
      official: agency.isTrial(on: today) ? nil : agency.officialFrom?.vietnamese, procedures: published,
      lacks: lacks.filter(\.isMissing).map { visit.text($0.what) }, url: Sitemap.agency.url(agency.id),
      publicationsURL: Sitemap.publications.url(agency.id))
  }
}
