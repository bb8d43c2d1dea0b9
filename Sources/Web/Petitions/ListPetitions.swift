import HTTPServer
import Storage
import Templating
import Workflow

/// The register of petitions: what waits for an answer, the next due first; and how they were answered in a period, by unit,
/// each number with its list (indicator 8 of TT 01/2018).
enum ListPetitions: Screen {
  struct Model: TemplateModel {
    var unit: String
    var agencies: [Choice]
    var period: PeriodEntry
    var presets: [PageLink]
    var open: [PetitionRow]
    var headings: [String]
    var rows: [Row]
    var chart: BarChart

    static var fields: [Field<Model>] {
      [
        .text("unit", \.unit), .url("actionURL") { _ in Sitemap.petitions.url },
        .list("agencies", \.agencies),
        .record("period") { $0.period }, .list("presets", \.presets), .list("open", \.open),
        .texts("headings", \.headings), .list("rows", \.rows), .record("chart") { $0.chart },
      ]
    }
  }

  struct Row: TemplateModel {
    var name: String
    var cells: [ShowFieldReport.Cell]

    static var fields: [Field<Row>] { [.text("name", \.name), .list("cells", \.cells)] }
  }

  static let page = Page<Model>("petitions/list")
  static let pages: [any PageDeclaration] = [page]
  static let routes: [SiteRoute] = [
    .get(Sitemap.petitions.pattern, .roles(PetitionAccess.watching)) { visit in
      let entry = try entry(visit)
      let today = visit.now.day
      let units = try entry.agencies.map { agency in
        (
          agency,
          try PetitionReport.figures(of: agency.id, in: entry.period.period, today: today, visit.db)
        )
      }
      let total = units.reduce(PetitionReport.Figures()) { $0 + $1.1 }
      let waiting = try entry.agencies.flatMap { try Petitions.open(at: $0.id, in: visit.db) }
        .sorted { ($0.due, $0.id) < ($1.due, $1.id) }
      let numbers = PetitionReport.Number.allCases
      let shown: [(PetitionReport.Number, BarChart.Colour)] = [
        (.onTime, .green), (.late, .red), (.openInTime, .none), (.openLate, .red),
      ]
      return try visit.page(
        page,
        Model(
          unit: entry.unit(visit), agencies: entry.choices(visit), period: entry.period,
          presets: try entry.presets(at: Sitemap.petitions.url, visit),
          open: try waiting.prefix(Dossiers.pageSize).map {
            try PetitionRow($0, url: Sitemap.petition.url($0.id), visit)
          }, headings: numbers.map { visit.text($0.vietnamese) },
          rows: units.map { row($0.shortName, $1, of: $0.id, entry, visit) }
            + (units.count > 1 ? [row(visit.text("Tổng cộng"), total, of: nil, entry, visit)] : []),
          chart: BarChart(
            visit.text("Trả lời phản ánh, kiến nghị trong kỳ"),
            shown.map { (label: visit.text($0.vietnamese), count: total[$0], colour: $1) })),
        status: entry.period.problem == nil ? .ok : .unprocessableContent)
    }
  ]

  /// The quarter that runs, where nothing is asked.
  static func entry(_ visit: Visit) throws -> ReportEntry {
    let quarter = try visit.reportingPeriod(.quarter)
    return try ReportEntry(
      visit, usual: Dossiers.Period(from: quarter.from, to: quarter.to),
      watched: Watch.agencies(.petitions, visit))
  }

  private static func row(
    _ name: String, _ figures: PetitionReport.Figures, of agency: AgencyID?, _ entry: ReportEntry,
    _ visit: Visit
  ) -> Row {
    Row(
      name: name,
      cells: PetitionReport.Number.allCases.map { number in
        let asked = [("number", number.rawValue)] + (agency.map { [("agency", $0.description)] } ?? [])
        return ShowFieldReport.Cell(
          label: visit.text(number.vietnamese), count: figures[number],
          url: "\(Sitemap.petitionList.url)?\(Percent.query(asked))&\(entry.period.query)")
      })
  }
}

/// The petitions behind a number of that page.
enum ListPetitionNumber: Screen {
  struct Model: TemplateModel {
    var title: String
    var unit: String
    var days: String
    var rows: [PetitionRow]
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

  static let page = Page<Model>("petitions/number")
  static let pages: [any PageDeclaration] = [page]
  static let routes: [SiteRoute] = [
    .get(Sitemap.petitionList.pattern, .roles(PetitionAccess.watching)) { visit in
      let entry = try ListPetitions.entry(visit)
      guard entry.period.problem == nil,
        let number = PetitionReport.Number(rawValue: visit.query("number"))
      else { throw PageNotFound() }
      let found = try entry.agencies.flatMap { agency in
        try PetitionReport.petitions(
          number, of: agency.id, in: entry.period.period, today: visit.now.day, after: visit.pageKey.id,
          limit: Dossiers.pageSize + 1, visit.db)
      }.sorted { $0.id < $1.id }
      let shown = found.prefix(Dossiers.pageSize)
      let next = found.count > shown.count ? shown.last : nil
      return try visit.page(
        page,
        Model(
          title: visit.text(number.vietnamese), unit: entry.unit(visit),
          days: "\(entry.period.period.from.vietnamese) – \(entry.period.period.to.vietnamese)",
          rows: try shown.map { try PetitionRow($0, url: Sitemap.petition.url($0.id), visit) },
          backURL: "\(Sitemap.petitions.url)?\(entry.query)",
          nextURL: next.map {
            "\(Sitemap.petitionList.url)?\(entry.query)&number=\(number.rawValue)&after=0.\($0.id)"
          }))
    }
  ]
}
