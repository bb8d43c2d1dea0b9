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
    var chart: BarChart
    var sheetURL: String

    static var fields: [Field<Model>] {
      [
        .text("unit", \.unit), .url("actionURL") { _ in Sitemap.ratings.url }, .list("agencies", \.agencies),
        .record("period") { $0.period }, .list("presets", \.presets), .texts("headings", \.headings),
        .list("rows", \.rows), .record("chart") { $0.chart }, .url("sheetURL", \.sheetURL),
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
      let bars: [(Ratings.Number, BarChart.Colour)] = [
        (.satisfied, .green), (.neutral, .yellow), (.dissatisfied, .red),
      ]
      return try visit.page(
        page,
        Model(
          unit: entry.unit(visit), agencies: entry.choices(visit), period: entry.period,
          presets: entry.presets(at: Sitemap.ratings.url, visit),
          headings: Ratings.Number.allCases.map { visit.text($0.vietnamese) },
          rows: units.map {
            row($0.agency.shortName, $0.finished, $0.figures, of: $0.agency.id, entry, visit)
          }
            + (units.count > 1
              ? [row(visit.text("Tổng cộng"), finished, all, of: nil, entry, visit)] : []),
          chart: BarChart(
            visit.text("Mức độ hài lòng của người dân"),
            bars.map { (label: visit.text($0.vietnamese), count: all[$0], colour: $1) }),
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

  private typealias Unit = (agency: Agency, finished: Int, figures: Ratings.Figures)

  static func usual(_ visit: Visit) -> Dossiers.Period? {
    let quarter = ReportingPeriod(.quarter, containing: visit.now.day)
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
      cells: Ratings.Number.allCases.map { number in
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

/// How content citizens are, for everybody (NĐ 61 art 32); a unit that few people rated has no share, so that nobody is recognised.
enum PublicRatings: Screen {
  struct Model: TemplateModel {
    var days: String
    var presets: [PageLink]
    var rows: [Row]

    static var fields: [Field<Model>] {
      [.text("days", \.days), .list("presets", \.presets), .list("rows", \.rows)]
    }
  }

  struct Row: TemplateModel {
    var name: String
    var figures: Ratings.Figures

    static var fields: [Field<Row>] {
      [
        .text("name", \.name), .flag("isEnough") { $0.figures[.rated] >= leastShown },
        .number("rated") { $0.figures[.rated] }, .number("satisfied") { $0.figures[.satisfied] },
        .number("neutral") { $0.figures[.neutral] }, .number("dissatisfied") { $0.figures[.dissatisfied] },
        .text("share") { Share.words($0.figures[.satisfied], of: $0.figures[.rated]) },
      ]
    }
  }

  private static let leastShown = 5

  static let page = Page<Model>("ratings/public")
  static let pages: [any PageDeclaration] = [page]
  static let routes: [SiteRoute] = [
    .get(Sitemap.publicRatings.pattern, .anyone) { visit in
      let asked = ReportingPeriod.Kind(rawValue: visit.query("period")) ?? .quarter
      guard asked == .quarter || asked == .year else { throw PageNotFound() }
      let last = ReportingPeriod(asked, containing: visit.now.day).previous
      guard let period = Dossiers.Period(from: last.from, to: last.to) else { throw PageNotFound() }
      let units = try visit.procedures().receivingUnits
      return try visit.page(
        page,
        Model(
          days: "\(last.from.vietnamese) – \(last.to.vietnamese)",
          presets: PublicScores.presets(at: Sitemap.publicRatings.url, asked, visit),
          rows: try units.map { unit in
            Row(name: unit.name, figures: try Ratings.figures(of: unit.id, in: period, visit.db))
          }))
    }
  ]
}
