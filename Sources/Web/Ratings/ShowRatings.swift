import Documents
import HTTPServer
import Storage
import Templating
import Workflow

/// How content citizens are, by unit: each number opens what was said; remarks stand nowhere but there.
enum ShowRatings: Screen {
  struct Model: TemplateModel {
    var unit: String
    var agencies: [Choice]
    var period: PeriodEntry
    var presets: [PageLink]
    var headings: [String]
    var rows: [Row]
    var parts: [RatingPart]
    var chart: BarChart
    var sheetURL: String

    static var fields: [Field<Model>] {
      [
        .text("unit", \.unit), .url("actionURL") { _ in Sitemap.ratings.url }, .list("agencies", \.agencies),
        .record("period") { $0.period }, .list("presets", \.presets), .texts("headings", \.headings),
        .list("rows", \.rows), .list("parts", \.parts), .record("chart") { $0.chart },
        .url("sheetURL", \.sheetURL),
      ]
    }
  }

  struct Row: TemplateModel {
    var name: String
    var finished: Int
    var cells: [ShowFieldReport.Cell]
    var share: String

    static var fields: [Field<Row>] {
      [
        .text("name", \.name), .number("finished", \.finished), .list("cells", \.cells),
        .text("share", \.share),
      ]
    }
  }

  static let page = Page<Model>("ratings/report")
  static let pages: [any PageDeclaration] = [page]
  static let routes: [SiteRoute] = [
    .get(Sitemap.ratings.pattern, .roles(Watch.roles), lane: .costly) { visit in
      let entry = try ReportEntry(visit, usual: usual(visit))
      let units = try units(entry, visit)
      let all = units.reduce(Ratings.Figures()) { $0 + $1.figures }
      let finished = units.reduce(0) { $0 + $1.finished }
      return try visit.page(
        page,
        Model(
          unit: entry.unit(visit), agencies: entry.choices(visit), period: entry.period,
          presets: try entry.presets(at: Sitemap.ratings.url, visit),
          headings: columns.map { visit.text($0.vietnamese) },
          rows: units.map {
            row($0.agency.shortName, $0.finished, $0.figures, of: $0.agency.id, entry, visit)
          }
            + (units.count > 1
              ? [row(visit.text("Tổng cộng"), finished, all, of: nil, entry, visit)] : []),
          parts: RatingPart.all(of: all, entry, visit), chart: all.chart(visit),
          sheetURL: "\(Sitemap.ratingsSheet.url)?\(entry.query)"),
        status: entry.period.problem == nil ? .ok : .unprocessableContent)
    },
    .get(Sitemap.ratingsSheet.pattern, .roles(Watch.roles), lane: .costly) { visit in
      let entry = try ReportEntry(visit, usual: usual(visit))
      guard entry.period.problem == nil else { throw PageNotFound() }
      let (units, days) = (try units(entry, visit), entry.period.period)
      return try visit.spreadsheet("hai-long-\(days.from.iso)-\(days.to.iso).xlsx") { path in
        let sheet = try Spreadsheet(
          path: path, temporaryFolder: visit.site.folder.incomingPath, name: "Hài lòng",
          heading: [
            "Mức độ hài lòng của người dân về việc giải quyết thủ tục hành chính",
            "Kỳ: từ \(days.from.vietnamese) đến \(days.to.vietnamese)",
          ],
          columns: [.init("Đơn vị", width: 28), .init("Hồ sơ có kết quả", width: 12)]
            + Ratings.Number.allCases.map { .init($0.vietnamese, width: 14) })
        for unit in units {
          try sheet.append(
            [.text(unit.agency.name), .number(unit.finished)]
              + Ratings.Number.allCases.map { .number(unit.figures[$0]) })
        }
        try sheet.close()
      }
    },
  ]

  /// What stands beside each unit; all the rest stands below for those that were chosen.
  private static let columns = [.rated] + Ratings.Number.levels + [.keyed, .harassment]

  private typealias Unit = (agency: Agency, finished: Int, figures: Ratings.Figures)

  static func usual(_ visit: Visit) throws -> Dossiers.Period? {
    let quarter = try visit.reportingPeriod(.quarter)
    return Dossiers.Period(from: quarter.from, to: quarter.to)
  }

  private static func units(_ entry: ReportEntry, _ visit: Visit) throws -> [Unit] {
    try entry.agencies.map { agency in
      (
        agency, try DossierScores.marks(of: agency.id, in: entry.period.period, visit.db).finished,
        try Ratings.figures(of: agency.id, in: entry.period.period, visit.db)
      )
    }
  }

  private static func row(
    _ name: String, _ finished: Int, _ figures: Ratings.Figures, of agency: AgencyID?, _ entry: ReportEntry,
    _ visit: Visit
  ) -> Row {
    Row(
      name: name, finished: finished,
      cells: columns.map { number in
        let asked = [("number", number.rawValue)] + (agency.map { [("agency", $0.description)] } ?? [])
        return ShowFieldReport.Cell(
          label: visit.text(number.vietnamese), count: figures[number],
          url: "\(Sitemap.ratingList.url)?\(Percent.query(asked))&\(entry.period.query)")
      }, share: Share.words(figures[.satisfied], of: figures[.rated]))
  }
}

/// What was said, behind a number of that report.
enum ListRatings: Screen {
  struct Model: TemplateModel {
    var title: String
    var unit: String
    var days: String
    var rows: [Row]
    var backURL: String
    var nextURL: String?

    static var fields: [Field<Model>] {
      [
        .text("title", \.title), .text("unit", \.unit), .text("days", \.days), .list("rows", \.rows),
        .url("backURL", \.backURL), .url("nextURL") { $0.nextURL ?? "" },
        .flag("hasNext") { $0.nextURL != nil },
      ]
    }
  }

  struct Row: TemplateModel {
    var dossier: DossierRow
    var level: String
    var criteria: [String]
    var remark: String
    var channel: String
    var at: String

    static var fields: [Field<Row>] {
      [
        .record("dossier") { $0.dossier }, .text("level", \.level), .texts("criteria", \.criteria),
        .text("remark", \.remark), .text("channel", \.channel), .text("at", \.at),
      ]
    }
  }

  static let page = Page<Model>("ratings/list")
  static let pages: [any PageDeclaration] = [page]
  static let routes: [SiteRoute] = [
    .get(Sitemap.ratingList.pattern, .roles(Watch.roles), lane: .costly) { visit in
      let entry = try ReportEntry(visit, usual: ShowRatings.usual(visit))
      guard entry.period.problem == nil, let number = Ratings.Number(rawValue: visit.query("number")) else {
        throw PageNotFound()
      }
      let found = try entry.agencies.flatMap { agency in
        try Ratings.lines(
          number, of: agency.id, in: entry.period.period, after: visit.pageKey.id,
          limit: Dossiers.pageSize + 1, visit.db)
      }.sorted { $0.rating.id < $1.rating.id }
      let shown = found.prefix(Dossiers.pageSize)
      let next = found.count > shown.count ? shown.last : nil
      return try visit.page(
        page,
        Model(
          title: visit.text(number.vietnamese), unit: entry.unit(visit),
          days: "\(entry.period.period.from.vietnamese) – \(entry.period.period.to.vietnamese)",
          rows: try shown.map { line in
            Row(
              dossier: try DossierRow(line.listed, visit), level: visit.text(line.rating.level.vietnamese),
              criteria: Rating.Criterion.allCases.filter(line.rating.criteria.contains).map {
                visit.text($0.vietnamese)
              }, remark: line.rating.remark, channel: visit.text(line.rating.channel.vietnamese),
              at: line.rating.ratedAt.vietnamese)
          }, backURL: "\(Sitemap.ratings.url)?\(entry.query)",
          nextURL: next.map {
            "\(Sitemap.ratingList.url)?\(entry.query)&number=\(number.rawValue)&after=0.\($0.rating.id)"
          }))
    }
  ]
}
