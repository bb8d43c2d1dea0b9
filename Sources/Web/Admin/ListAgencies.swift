import HTTPServer
import Storage
import Templating
import Workflow

/// The tree of agencies within an administrator's reach.
enum ListAgencies: Screen {
  struct Model: TemplateModel {
    var rows: [Row]

    static var fields: [Field<Model>] { [.list("rows", \.rows)] }
  }

  struct Row: TemplateModel {
    var url: String
    var name: String
    var code: String
    var formerCode: String
    var kind: String
    var regime: String
    var official: String
    var isClosed: Bool
    var hoursURL: String
    var proceduresURL: String
    var published: Int

    static var fields: [Field<Row>] {
      [
        .url("url", \.url), .text("name", \.name), .text("code", \.code),
        .text("formerCode", \.formerCode), .text("kind", \.kind),
        .text("regime", \.regime), .text("official", \.official), .flag("isClosed", \.isClosed),
        .url("hoursURL", \.hoursURL), .url("proceduresURL", \.proceduresURL),
        .number("published", \.published),
      ]
    }
  }

  static let page = Page<Model>("admin/agencies")
  static let pages: [any PageDeclaration] = [page]
  static let routes: [SiteRoute] = [
    .get(Sitemap.agencies.pattern, .role(.administrator)) { visit in
      let names = Dictionary(
        uniqueKeysWithValues: try AgencyChoices.list(visit, chosen: "").map { ($0.value, $0.label) })
      let rows = try visit.administered().map { try row($0, names[$0.id.description] ?? $0.name, visit) }
      return try visit.page(page, Model(rows: rows))
    }
  ]

  private static func row(_ agency: Agency, _ name: String, _ visit: Visit) throws -> Row {
    let today = visit.now.day
    let published = try visit.reference().publications.count {
      $0.agency == agency.id && $0.days.contains(today)
    }
    return Row(
      url: Sitemap.agency.url(agency.id), name: name, code: agency.code,
      formerCode: agency.formerCode,
      kind: visit.text(agency.kind.vietnamese),
      regime: agency.regime(on: today) == .decree61 ? "NĐ 61/2018" : "NĐ 118/2025",
      official: agency.officialFrom?.vietnamese ?? "", isClosed: !agency.effective.contains(today),
      hoursURL: Sitemap.hours.url(agency.id), proceduresURL: Sitemap.publications.url(agency.id),
      published: published)
  }
}
