import HTTPServer
import Storage
import Templating
import Workflow

/// One point of an agency: renamed, moved, or closed from a day on.
enum EditPoint: Screen {
  struct Model: TemplateModel {
    var agency: String
    var point: String
    var listURL: String
    var actionURL: String
    var hidden: Hidden
    var inputs: [InputModel]
    var problems: [Problem]
    var changed: Changed?

    static var fields: [Field<Model>] {
      [
        .text("agency", \.agency), .text("point", \.point), .url("listURL", \.listURL),
        .url("actionURL", \.actionURL), .record("hidden") { $0.hidden }, .list("inputs", \.inputs),
        .list("problems", \.problems), .record("changed") { $0.changed },
      ]
    }
  }

  static let page = Page<Model>("admin/edit-point")
  static let pages: [any PageDeclaration] = [page]
  static let routes: [SiteRoute] = [
    .get(Sitemap.point.pattern, .role(.administrator)) { visit in
      let point = try point(visit)
      return try show(point, PointEntry(point), visit, problems: [])
    },
    .post(Sitemap.point.pattern, .role(.administrator)) { visit in
      let point = try point(visit)
      let entry = PointEntry(visit)
      let problems = entry.problems(visit)
      guard problems.isEmpty, let facts = entry.facts else {
        return try show(point, entry, visit, problems: problems)
      }
      do {
        return try visit.once(refusing: {
          try visit.formVersion() == point.version
            ? nil : show(point, entry, visit, problems: [], isChanged: true)
        }) {
          try ServicePoints.update(point, facts, by: visit.person().id, at: visit.now, in: visit.writing)
          visit.context.forgetReference()
          return Confirmation.saved.address(Sitemap.points.url(point.agency))
        }
      } catch is ServicePoints.NameTaken {
        return try show(point, entry, visit, problems: [PointEntry.nameTaken(visit)])
      }
    },
  ]

  /// A point of an agency within reach, or 404.
  private static func point(_ visit: Visit) throws -> ServicePoint {
    let (id, number) = try visit.read(Sitemap.point)
    let agency = try visit.administered(id)
    guard let point = try visit.reference().point(number), point.agency == agency.id else {
      throw PageNotFound()
    }
    return point
  }

  private static func show(
    _ point: ServicePoint, _ entry: PointEntry, _ visit: Visit, problems: [Problem],
    isChanged: Bool = false
  ) throws -> Response {
    let drawn = PointEntry(point).inputs(visit).map { DrawnValue($0) }
    let changed =
      isChanged
      ? try Changed(visit.changes(to: drawn), subject: "agency \(point.agency)", visit) : nil
    let model = Model(
      agency: try visit.reference().agency(point.agency)?.name ?? "", point: point.name,
      listURL: Sitemap.points.url(point.agency), actionURL: Sitemap.point.url(point.agency, point.id),
      hidden: Hidden(version: point.version, drawn: drawn), inputs: entry.inputs(visit, problems: problems),
      problems: problems, changed: changed)
    return try visit.page(page, model, status: .of(problems, changed))
  }
}
