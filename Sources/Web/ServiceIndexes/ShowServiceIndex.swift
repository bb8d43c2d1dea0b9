import Documents
import HTTPServer
import Storage
import Templating
import Workflow

/// The six-group index of QĐ 766 by unit, and all together, with the trend of a year (F004-09).
enum ShowServiceIndex: Screen {
  struct Model: TemplateModel {
    var unit: String
    var agencies: [Choice]
    var period: PeriodEntry
    var presets: [PageLink]
    var sheetURL: String
    var headings: [String]
    var rows: [Row]
    var months: [Row]
    var chart: BarChart

    static var fields: [Field<Model>] {
      [
        .text("unit", \.unit), .url("actionURL") { _ in Sitemap.serviceIndex.url },
        .list("agencies", \.agencies), .record("period") { $0.period }, .list("presets", \.presets),
        .url("sheetURL", \.sheetURL), .texts("headings", \.headings), .list("rows", \.rows),
        .list("months", \.months), .record("chart") { $0.chart },
      ]
    }
  }

  /// A unit or a month: points by group, together, and in percent of what could be had.
  struct Row: TemplateModel {
    var name: String
    var url: String
    var cells: [ShowScores.Mark]
    var total: String
    var percent: String

    static var fields: [Field<Row>] {
      [
        .text("name", \.name), .url("url", \.url), .list("cells", \.cells), .text("total", \.total),
        .text("percent", \.percent),
      ]
    }

    init(_ name: String, _ facts: ServiceIndex.Facts, url: String, _ visit: Visit) {
      (self.name, self.url) = (name, url)
      cells = ServiceIndex.Group.allCases.map {
        ShowScores.Mark(label: visit.text($0.vietnamese), mark: facts.score($0).words)
      }
      (total, percent) = (facts.score().words, facts.score().percent)
    }
  }

  static let page = Page<Model>("index/list")
  static let pages: [any PageDeclaration] = [page]
  static let routes: [SiteRoute] = [
    .get(Sitemap.serviceIndex.pattern, .roles(Watch.roles), lane: .costly) { visit in
      let entry = try ShowScores.entry(visit)
      let units = try units(entry, visit)
      let all = units.reduce(ServiceIndex.Facts()) { $0 + $1.facts }
      let trend = try trend(of: entry.agencies, visit)
      return try visit.page(
        page,
        Model(
          unit: entry.unit(visit), agencies: entry.choices(visit), period: entry.period,
          presets: try entry.presets(at: Sitemap.serviceIndex.url, visit),
          sheetURL: "\(Sitemap.serviceIndexSheet.url)?\(entry.query)",
          headings: ServiceIndex.Group.allCases.map { visit.text($0.vietnamese) },
          rows: units.map {
            Row(
              $0.agency.shortName, $0.facts,
              url: "\(Sitemap.unitIndex.url($0.agency.id))?\(entry.period.query)", visit)
          } + (units.count > 1 ? [Row(visit.text("Tổng cộng"), all, url: "", visit)] : []),
          months: trend.map { Row($0.to.vietnamese, $0.facts, url: "", visit) },
          chart: chart(trend, visit)), status: entry.period.problem == nil ? .ok : .unprocessableContent)
    },
    .get(Sitemap.serviceIndexSheet.pattern, .roles(Watch.roles), lane: .costly) { visit in
      let entry = try ShowScores.entry(visit)
      guard entry.period.problem == nil else { throw PageNotFound() }
      let (units, days) = (try units(entry, visit), entry.period.period)
      return try visit.spreadsheet("bo-chi-so-766-\(days.from.iso)-\(days.to.iso).xlsx") { path in
        let sheet = try Spreadsheet(
          path: path, temporaryFolder: visit.site.folder.incomingPath, name: "766",
          heading: [
            "Bộ chỉ số phục vụ người dân, doanh nghiệp (Quyết định 766/QĐ-TTg)",
            "Kỳ: từ \(days.from.vietnamese) đến \(days.to.vietnamese); chỉ tiêu chưa có dữ liệu không tính",
          ],
          columns: [.init("Đơn vị", width: 28), .init("Chỉ tiêu", width: 50)]
            + ["Điểm", "Điểm tối đa", "Đạt", "Tổng số"].map { .init($0, width: 12) })
        for unit in units {
          for metric in ServiceIndex.Metric.allCases { try sheet.append(cells(metric, of: unit)) }
        }
        try sheet.close()
      }
    },
  ]

  private typealias Unit = (agency: Agency, facts: ServiceIndex.Facts)

  private static func units(_ entry: ReportEntry, _ visit: Visit) throws -> [Unit] {
    try entry.agencies.map { agency in
      (
        agency,
        try IndexFacts.facts(
          of: agency, in: entry.period.period, now: visit.now, visit.reference(), visit.db)
      )
    }
  }

  private static func cells(_ metric: ServiceIndex.Metric, of unit: Unit) -> [Spreadsheet.Cell] {
    let share = unit.facts.share(metric)
    return [
      .text(unit.agency.name), .text(metric.vietnamese),
      unit.facts.hundredths(metric).map { .points(hundredths: $0) } ?? .empty, .number(metric.maximum),
      share.map { .number($0.part) } ?? .empty, share.map { .number($0.whole) } ?? .empty,
    ]
  }

  /// The months that are over, the first one first, of agencies together.
  static func trend(
    of agencies: [Agency], _ visit: Visit
  ) throws -> [(to: Day, facts: ServiceIndex.Facts)] {
    let months = try IndexFacts.months(before: visit.now.day, visit.reference().calendar)
    guard let first = months.last else { return [] }
    let kept = try agencies.map {
      try IndexMonths.months(of: $0.id, endingOnOrAfter: first.to, in: visit.db)
    }
    return months.reversed().compactMap { month in
      let known = kept.compactMap { $0[month.to] }
      return known.isEmpty ? nil : (month.to, known.reduce(ServiceIndex.Facts(), +))
    }
  }

  static func chart(_ trend: [(to: Day, facts: ServiceIndex.Facts)], _ visit: Visit) -> BarChart {
    BarChart(
      visit.text("Phần trăm điểm có thể đạt, theo tháng báo cáo"),
      trend.map {
        (label: $0.to.vietnamese, count: ($0.facts.score().tenthsOfPercent ?? 0) / 10, colour: .none)
      })
  }
}
