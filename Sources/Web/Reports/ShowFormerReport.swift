import Documents
import HTTPServer
import Storage
import Templating
import Workflow

/// Biểu 07a/VPCP/KTTH on a page, each number with its list; as a spreadsheet and as text.
enum ShowFormerReport: Screen {
  struct Model: TemplateModel {
    var unit: String
    var sheetURL: String
    var textURL: String
    var agencies: [Choice]
    var period: PeriodEntry
    var presets: [PageLink]
    var headings: [String]
    var rows: [Row]
    var isSound: Bool

    static var fields: [Field<Model>] {
      [
        .text("unit", \.unit), .url("actionURL") { _ in Sitemap.formerReport.url },
        .url("sheetURL", \.sheetURL), .url("textURL", \.textURL), .list("agencies", \.agencies),
        .record("period") { $0.period }, .list("presets", \.presets), .texts("headings", \.headings),
        .list("rows", \.rows), .flag("isSound", \.isSound),
      ]
    }
  }

  struct Row: TemplateModel {
    var name: String
    var cells: [ShowFieldReport.Cell]

    static var fields: [Field<Row>] { [.text("name", \.name), .list("cells", \.cells)] }
  }

  static let page = Page<Model>("reports/former-report")
  static let pages: [any PageDeclaration] = [page]
  static let routes: [SiteRoute] = [
    .get(Sitemap.formerReport.pattern, .roles(Watch.roles), lane: .costly) { visit in
      let entry = try ReportEntry(visit)
      let fields = try fields(entry, visit)
      let total = fields.map(\.counts).reduce(FormerFieldReport.Counts(), +)
      let rows = fields.enumerated().map { row("\($0 + 1). \($1.name)", $1.counts, $1.field, entry, visit) }
      return try visit.page(
        page,
        Model(
          unit: entry.unit(visit), sheetURL: "\(Sitemap.formerReportSheet.url)?\(entry.query)",
          textURL: "\(Sitemap.formerReportText.url)?\(entry.query)", agencies: entry.choices(visit),
          period: entry.period, presets: try entry.presets(at: Sitemap.formerReport.url, visit),
          headings: FormerFieldReport.Number.allCases.map { visit.text($0.vietnamese) },
          rows: rows.isEmpty ? [] : rows + [row(visit.text("Tổng cộng"), total, "", entry, visit)],
          isSound: total.isSound), status: entry.period.problem == nil ? .ok : .unprocessableContent)
    },
    .get(Sitemap.formerReportSheet.pattern, .roles(Watch.roles), lane: .costly) { visit in
      let entry = try sound(visit)
      let fields = try fields(entry, visit)
      return try visit.spreadsheet("\(filename(entry)).xlsx") { path in
        let sheet = try Spreadsheet(
          path: path, temporaryFolder: visit.site.folder.incomingPath, name: "07a",
          heading: heading(entry, visit),
          columns: zip(headings, [5, 36] + FormerFieldReport.Number.allCases.map { _ in 12 }).map {
            .init($0, width: Double($1))
          })
        for cells in cells(fields) { try sheet.append(cells) }
        try sheet.close()
      }
    },
    .get(Sitemap.formerReportText.pattern, .roles(Watch.roles), lane: .costly) { visit in
      let entry = try sound(visit)
      var table = TextTable()
      for line in heading(entry, visit) { table.append([line]) }
      table.append(headings)
      for cells in cells(try fields(entry, visit)) { table.append(cells) }
      return table.response("\(filename(entry)).csv")
    },
    .get(Sitemap.formerReportList.pattern, .roles(Watch.roles), lane: .costly) { visit in
      let entry = try sound(visit)
      let (field, reference) = (visit.query("field"), try visit.reference())
      guard let number = FormerFieldReport.Number(rawValue: visit.query("number")),
        field.isEmpty || reference.fields[field] != nil
      else { throw PageNotFound() }
      let lines = try entry.agencies.flatMap {
        try FormerFieldReport.lines(
          number, of: $0.id, field: field, in: entry.period.period, now: visit.now, after: visit.pageKey.id,
          visit.db)
      }.sorted { $0.dossier.value < $1.dossier.value }
      let asked = Percent.query([("field", field), ("number", number.rawValue)])
      let area = field.isEmpty ? visit.text("Tổng cộng") : reference.fields[field] ?? ""
      return try ListFieldReport.show(
        lines, "\(area) – \(visit.text(number.vietnamese))", entry, report: "Biểu 07a",
        back: "\(Sitemap.formerReport.url)?\(entry.query)",
        onward: "\(Sitemap.formerReportList.url)?\(entry.query)&\(asked)", visit)
    },
  ]

  private typealias FieldCounts = (field: String, name: String, counts: FormerFieldReport.Counts)

  private static func fields(_ entry: ReportEntry, _ visit: Visit) throws -> [FieldCounts] {
    let names = try visit.reference().fields
    let sums = try entry.agencies.reduce(into: [String: FormerFieldReport.Counts]()) { sum, agency in
      sum.merge(
        try FormerFieldReport.counts(
          of: agency.id, in: entry.period.period, now: visit.now, visit.db), uniquingKeysWith: +)
    }
    return sums.map { (field: $0.key, name: names[$0.key] ?? $0.key, counts: $0.value) }
      .sorted { $0.name < $1.name }
  }

  private static func row(
    _ name: String, _ counts: FormerFieldReport.Counts, _ field: String, _ entry: ReportEntry,
    _ visit: Visit
  ) -> Row {
    Row(
      name: name,
      cells: FormerFieldReport.Number.allCases.map { number in
        let asked = Percent.query([("field", field), ("number", number.rawValue)])
        return ShowFieldReport.Cell(
          label: visit.text(number.vietnamese), count: counts[number],
          url: "\(Sitemap.formerReportList.url)?\(entry.query)&\(asked)")
      })
  }

  private static func sound(_ visit: Visit) throws -> ReportEntry {
    let entry = try ReportEntry(visit)
    guard entry.period.problem == nil else { throw PageNotFound() }
    return entry
  }

  // MARK: Files

  private static let headings = ["TT", "Lĩnh vực"] + FormerFieldReport.Number.allCases.map(\.vietnamese)

  private static func cells(_ fields: [FieldCounts]) -> [[Spreadsheet.Cell]] {
    let numbers = { (counts: FormerFieldReport.Counts) in
      FormerFieldReport.Number.allCases.map { Spreadsheet.Cell.number(counts[$0]) }
    }
    let total = fields.map(\.counts).reduce(FormerFieldReport.Counts(), +)
    return fields.enumerated().map { [.number($0 + 1), .text($1.name)] + numbers($1.counts) }
      + [[.empty, .text("Tổng cộng")] + numbers(total)]
  }

  private static func filename(_ entry: ReportEntry) -> String {
    "07a-\(entry.period.period.from.iso)-\(entry.period.period.to.iso)"
  }

  private static func heading(_ entry: ReportEntry, _ visit: Visit) -> [String] {
    let (from, to) = (entry.period.period.from.vietnamese, entry.period.period.to.vietnamese)
    return [
      "Biểu số 07a/VPCP/KTTH. Tình hình, kết quả giải quyết thủ tục hành chính tại \(entry.unit(visit))",
      "Kỳ báo cáo: từ \(from) đến \(to). Đơn vị tính: số hồ sơ TTHC",
    ]
  }
}

extension FormerFieldReport.Number {
  fileprivate var vietnamese: String {
    switch self {
    case .received: "Tiếp nhận: tổng số"
    case .carried: "Số kỳ trước chuyển qua"
    case .arrived: "Số mới tiếp nhận"
    case .finished: "Đã giải quyết: tổng số"
    case .onTime: "Trả đúng thời hạn"
    case .late: "Trả quá hạn"
    case .open: "Đang giải quyết: tổng số"
    case .openInTime: "Chưa đến hạn"
    case .openLate: "Đang giải quyết, quá hạn"
    case .supplemented: "Yêu cầu bổ sung"
    case .refused: "Trả lại, từ chối"
    }
  }
}
