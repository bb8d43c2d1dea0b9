import HTTPServer
import Storage
import Templating
import Workflow

/// The points of an agency that receives and returns at several; from two on, officers say where they sit and citizens
/// where they pick up.
enum AgencyPoints: Screen {
  struct Model: TemplateModel {
    var agency: String
    var agencyURL: String
    var actionURL: String
    var hidden: Hidden
    var rows: [Row]
    var inputs: [InputModel]
    var problems: [Problem]

    static var fields: [Field<Model>] {
      [
        .text("agency", \.agency), .url("agencyURL", \.agencyURL), .url("actionURL", \.actionURL),
        .record("hidden") { $0.hidden }, .list("rows", \.rows), .list("inputs", \.inputs),
        .list("problems", \.problems),
      ]
    }
  }

  struct Row: TemplateModel {
    var name: String
    var url: String
    var address: String
    var opening: String
    var days: String
    var isClosed: Bool

    static var fields: [Field<Row>] {
      [
        .text("name", \.name), .url("url", \.url), .text("address", \.address), .text("opening", \.opening),
        .text("days", \.days), .flag("isClosed", \.isClosed),
      ]
    }
  }

  static let page = Page<Model>("admin/points")
  static let pages: [any PageDeclaration] = [page]
  static let routes: [SiteRoute] = [
    .get(Sitemap.points.pattern, .role(.administrator)) { visit in
      let agency = try visit.administered(visit.read(Sitemap.points))
      return try show(agency, PointEntry(today: visit.now.day), visit, problems: [])
    },
    .post(Sitemap.points.pattern, .role(.administrator)) { visit in
      let agency = try visit.administered(visit.read(Sitemap.points))
      let entry = PointEntry(visit)
      let problems = entry.problems(visit)
      guard problems.isEmpty, let facts = entry.facts else {
        return try show(agency, entry, visit, problems: problems)
      }
      do {
        return try visit.once {
          try ServicePoints.create(
            facts, at: agency.id, by: visit.person().id, at: visit.now, in: visit.writing)
          visit.context.forgetReference()
          return Confirmation.saved.address(Sitemap.points.url(agency.id))
        }
      } catch is ServicePoints.NameTaken {
        return try show(agency, entry, visit, problems: [PointEntry.nameTaken(visit)])
      }
    },
  ]

  private static func show(
    _ agency: Agency, _ entry: PointEntry, _ visit: Visit, problems: [Problem]
  ) throws -> Response {
    let model = Model(
      agency: agency.name, agencyURL: Sitemap.agency.url(agency.id),
      actionURL: Sitemap.points.url(agency.id), hidden: Hidden(),
      rows: try visit.reference().points(of: agency.id).map { row($0, visit) },
      inputs: entry.inputs(visit, problems: problems), problems: problems)
    return try visit.page(page, model, status: problems.isEmpty ? .ok : .unprocessableContent)
  }

  private static func row(_ point: ServicePoint, _ visit: Visit) -> Row {
    let end = point.days.to.map { " – \($0.vietnamese)" } ?? ""
    return Row(
      name: point.name, url: Sitemap.point.url(point.agency, point.id), address: point.address,
      opening: point.opening, days: point.days.from.vietnamese + end,
      isClosed: !point.days.contains(visit.now.day))
  }
}
