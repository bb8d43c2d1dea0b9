import Documents
import HTTPServer
import Storage
import Templating
import Workflow

/// The nine indicators of TT 01/2018 by unit, quarter or year: marks, points, class; each mark opens what it rests on.
enum ShowScores: Screen {
  struct Model: TemplateModel {
    var unit: String
    var period: PeriodEntry
    var presets: [PageLink]
    var agencies: [Choice]
    var sheetURL: String
    var headings: [String]
    var rows: [Row]
    var unscored: Int
    var chart: BarChart

    static var fields: [Field<Model>] {
      [
        .text("unit", \.unit), .url("actionURL") { _ in Sitemap.scores.url }, .list("agencies", \.agencies),
        .record("period") { $0.period }, .list("presets", \.presets), .url("sheetURL", \.sheetURL),
        .texts("headings", \.headings), .list("rows", \.rows), .number("unscored", \.unscored),
        .record("chart") { $0.chart },
      ]
    }
  }

  struct Row: TemplateModel {
    var name: String
    var url: String
    var cells: [Mark]
    var total: String
    var words: String

    static var fields: [Field<Row>] {
      [
        .text("name", \.name), .url("url", \.url), .list("cells", \.cells), .text("total", \.total),
        .text("words", \.words),
      ]
    }
  }

  struct Mark: TemplateModel {
    var label: String
    var mark: String

    static var fields: [Field<Mark>] { [.text("label", \.label), .text("mark", \.mark)] }
  }

  static let page = Page<Model>("scores/list")
  static let pages: [any PageDeclaration] = [page]
  static let routes: [SiteRoute] = [
    .get(Sitemap.scores.pattern, .roles(Watch.roles), lane: .costly) { visit in
      let entry = try entry(visit)
      let units = try entry.agencies.map { try UnitScore($0, entry.period.period, visit) }
      let classes = units.compactMap { ServiceScore.AgencyClass($0.total) }
      return try visit.page(
        page,
        Model(
          unit: entry.unit(visit), period: entry.period,
          presets: try entry.presets(at: Sitemap.scores.url, visit), agencies: entry.choices(visit),
          sheetURL: "\(Sitemap.scoresSheet.url)?\(entry.query)",
          headings: ServiceScore.Indicator.allCases.map { visit.text($0.shortWords) },
          rows: units.map { row($0, entry, visit) }, unscored: units.reduce(0) { $0 + $1.marks.unscored },
          chart: BarChart(
            visit.text("Số đơn vị theo mức xếp loại"),
            ServiceScore.AgencyClass.allCases.map { one in
              (label: visit.text(one.vietnamese), count: classes.count { $0 == one }, colour: .none)
            })), status: entry.period.problem == nil ? .ok : .unprocessableContent)
    },
    .get(Sitemap.scoresSheet.pattern, .roles(Watch.roles), lane: .costly) { visit in
      let entry = try entry(visit)
      guard entry.period.problem == nil else { throw PageNotFound() }
      let units = try entry.agencies.map { try UnitScore($0, entry.period.period, visit) }
      let days = entry.period.period
      return try visit.spreadsheet("cham-diem-\(days.from.iso)-\(days.to.iso).xlsx") { path in
        let widths = [28] + ServiceScore.Indicator.allCases.map { _ in 12 } + [10, 12, 16]
        let sheet = try Spreadsheet(
          path: path, temporaryFolder: visit.site.folder.incomingPath, name: "Chấm điểm",
          heading: [
            "Đánh giá việc giải quyết thủ tục hành chính (Thông tư 01/2018/TT-VPCP, điều 13–15)",
            "Kỳ đánh giá: từ \(days.from.vietnamese) đến \(days.to.vietnamese)",
          ],
          columns: zip(headings, widths).map { .init($0, width: Double($1)) })
        for unit in units { try sheet.append(cells(unit)) }
        try sheet.close()
      }
    },
  ]

  private static let headings =
    ["Đơn vị"] + ServiceScore.Indicator.allCases.map { "\($0.rawValue). \($0.shortWords)" }
    + ["Tổng điểm", "Điểm tối đa", "Xếp loại"]

  private static func cells(_ unit: UnitScore) -> [Spreadsheet.Cell] {
    let total = unit.total
    return [.text(unit.agency.name)]
      + ServiceScore.Indicator.allCases.map { unit.tenths($0).map { .decimal(tenths: $0) } ?? .empty }
      + [
        .decimal(tenths: total.tenths), .number(total.maximum),
        .text(ServiceScore.AgencyClass(total)?.vietnamese ?? ""),
      ]
  }

  /// The quarter that ended last, where nothing is asked.
  static func entry(_ visit: Visit) throws -> ReportEntry {
    let quarter = try visit.reportingPeriodBefore(.quarter)
    return try ReportEntry(visit, usual: Dossiers.Period(from: quarter.from, to: quarter.to))
  }

  private static func row(_ unit: UnitScore, _ entry: ReportEntry, _ visit: Visit) -> Row {
    let total = unit.total
    return Row(
      name: unit.agency.shortName, url: "\(Sitemap.unitScore.url(unit.agency.id))?\(entry.period.query)",
      cells: ServiceScore.Indicator.allCases.map { indicator in
        Mark(
          label: visit.text(indicator.shortWords),
          mark: unit.tenths(indicator).map(Tenths.vietnamese) ?? "–")
      }, total: total.words,
      words: ServiceScore.AgencyClass(total).map { visit.text($0.vietnamese) } ?? "")
  }
}

/// The points and classes of all units, for everybody (NĐ 61 art 32; TT 01/2018 art 15: published each quarter and year).
enum PublicScores: Screen {
  struct Model: TemplateModel {
    var days: String
    var presets: [PageLink]
    var rows: [ShowScores.Row]

    static var fields: [Field<Model>] {
      [.text("days", \.days), .list("presets", \.presets), .list("rows", \.rows)]
    }
  }

  static let page = Page<Model>("scores/public")
  static let pages: [any PageDeclaration] = [page]
  static let routes: [SiteRoute] = [
    .get(Sitemap.publicScores.pattern, .anyone, lane: .costly) { visit in
      let asked = ReportingPeriod.Kind(rawValue: visit.query("period")) ?? .quarter
      guard asked == .quarter || asked == .year else { throw PageNotFound() }
      let last = try visit.reportingPeriodBefore(asked)
      guard let period = Dossiers.Period(from: last.from, to: last.to) else { throw PageNotFound() }
      let units = try visit.reference().inForce(on: min(last.to, visit.now.day)).receivingUnits
      let remembered = asked == .quarter ? visit.site.quarterScores : visit.site.yearScores
      let rows = try remembered.value(at: visit.now) {
        try units.map { unit -> ShowScores.Row in
          let total = try UnitScore(unit, period, visit).total
          return ShowScores.Row(
            name: unit.name, url: "", cells: [], total: total.words,
            words: ServiceScore.AgencyClass(total)?.vietnamese ?? "")
        }
      }
      return try visit.page(
        page,
        Model(
          days: "\(last.from.vietnamese) – \(last.to.vietnamese)",
          presets: presets(at: Sitemap.publicScores.url, asked, visit),
          rows: rows.map { row in
            var row = row
            row.words = visit.text(row.words)
            return row
          }))
    }
  ]

  /// The quarter and the year that are over.
  static func presets(at url: String, _ asked: ReportingPeriod.Kind, _ visit: Visit) -> [PageLink] {
    [(ReportingPeriod.Kind.quarter, "Quý trước"), (.year, "Năm trước")].map { kind, words in
      PageLink(
        label: visit.text(words), url: "\(url)?period=\(kind.rawValue)", isCurrent: kind == asked)
    }
  }
}
