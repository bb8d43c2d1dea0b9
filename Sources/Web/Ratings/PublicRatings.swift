import HTTPServer
import Storage
import Templating
import Workflow

/// How content citizens are, for everybody (NĐ 61 art 32). A unit that few people rated has no numbers, and stands in no sum that
/// would tell them: nobody is recognised. For the same reason what few people named is not said.
enum PublicRatings: Screen {
  struct Model: TemplateModel {
    var days: String
    var presets: [PageLink]
    var rows: [Row]
    var shown: Int
    var chart: BarChart
    var named: [Named]

    static var fields: [Field<Model>] {
      [
        .text("days", \.days), .list("presets", \.presets), .list("rows", \.rows),
        .flag("isShown") { $0.shown > 0 }, .record("chart") { $0.chart }, .list("named", \.named),
      ]
    }
  }

  struct Row: TemplateModel {
    var name: String
    var finished: Int
    var figures: Ratings.Figures

    var isEnough: Bool { figures[.rated] >= leastShown }

    static var fields: [Field<Row>] {
      [
        .text("name", \.name), .flag("isEnough", \.isEnough), .number("finished", \.finished),
        .number("rated") { $0.figures[.rated] }, .number("satisfied") { $0.figures[.satisfied] },
        .number("neutral") { $0.figures[.neutral] }, .number("dissatisfied") { $0.figures[.dissatisfied] },
        .text("share") { Share.words($0.figures[.satisfied], of: $0.figures[.rated]) },
      ]
    }
  }

  struct Named: TemplateModel {
    var label: String
    var count: Int

    static var fields: [Field<Named>] { [.text("label", \.label), .number("count", \.count)] }
  }

  /// The numbers of a period, as they were worked out.
  struct Published: Sendable {
    let period: ReportingPeriod
    let rows: [Row]
  }

  private static let leastShown = 5
  private static let mostNamed = 5

  static let page = Page<Model>("ratings/public")
  static let pages: [any PageDeclaration] = [page]
  static let routes: [SiteRoute] = [
    .get(Sitemap.publicRatings.pattern, .anyone, lane: .costly) { visit in
      let asked = ReportingPeriod.Kind(rawValue: visit.query("period")) ?? .quarter
      guard asked == .quarter || asked == .year else { throw PageNotFound() }
      let remembered = asked == .quarter ? visit.site.quarterRatings : visit.site.yearRatings
      let published = try remembered.value(at: visit.now) { try workedOut(asked, visit) }
      let shown = published.rows.filter(\.isEnough).reduce(Ratings.Figures()) { $0 + $1.figures }
      return try visit.page(
        page,
        Model(
          days: "\(published.period.from.vietnamese) – \(published.period.to.vietnamese)",
          presets: PublicScores.presets(at: Sitemap.publicRatings.url, asked, visit), rows: published.rows,
          shown: shown[.rated], chart: shown.chart(visit), named: named(shown, visit)))
    }
  ]

  private static func workedOut(_ kind: ReportingPeriod.Kind, _ visit: Visit) throws -> Published {
    let last = try visit.reportingPeriodBefore(kind)
    guard let period = Dossiers.Period(from: last.from, to: last.to) else { throw PageNotFound() }
    let rows = try visit.procedures().receivingUnits.map { unit in
      Row(
        name: unit.name, finished: try DossierScores.marks(of: unit.id, in: period, visit.db).finished,
        figures: try Ratings.figures(of: unit.id, in: period, visit.db))
    }
    return Published(period: last, rows: rows)
  }

  /// What was named most, the most named first.
  private static func named(_ figures: Ratings.Figures, _ visit: Visit) -> [Named] {
    let known = Ratings.Number.criteria.filter { figures[$0] >= leastShown }
    let sorted = known.enumerated().sorted {
      (figures[$1.element], $0.offset) < (figures[$0.element], $1.offset)
    }
    return sorted.prefix(mostNamed).map {
      Named(label: visit.text($0.element.vietnamese), count: figures[$0.element])
    }
  }
}
