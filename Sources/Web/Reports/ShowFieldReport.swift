import Documents
import HTTPServer
import Storage
import Templating
import Workflow

/// Biểu II.06a/VPCP/KSTT on a page: fields down, thirteen columns across, each number with its list behind it; and as a
/// spreadsheet.
enum ShowFieldReport: Screen {
  struct Model: TemplateModel {
    var unit: String
    var actionURL: String
    var sheetURL: String
    var agencies: [Choice]
    var period: PeriodEntry
    var presets: [PageLink]
    var rows: [Row]
    var total: Row?
    var isSound: Bool

    static var fields: [Field<Model>] {
      [
        .text("unit", \.unit), .url("actionURL", \.actionURL), .url("sheetURL", \.sheetURL),
        .list("agencies", \.agencies), .record("period") { $0.period }, .list("presets", \.presets),
        .list("rows", \.rows), .record("total") { $0.total }, .flag("isSound", \.isSound),
      ]
    }
  }

  struct Row: TemplateModel {
    var index: Int
    var name: String
    var cells: [Cell]

    static var fields: [Field<Row>] {
      [.number("index", \.index), .text("name", \.name), .list("cells", \.cells)]
    }

    init(_ index: Int, _ name: String, _ counts: FieldReport.Counts, url: String, _ visit: Visit) {
      (self.index, self.name) = (index, name)
      cells = FieldReport.Number.allCases.map { number in
        Cell(
          label: visit.text(number.vietnamese), count: counts[number],
          url: "\(url)&column=\(number.rawValue)")
      }
    }
  }

  struct Cell: TemplateModel {
    var label: String
    var count: Int
    var url: String

    static var fields: [Field<Cell>] {
      [
        .text("label", \.label), .number("count", \.count), .url("url", \.url),
        .flag("isSome") { $0.count > 0 },
      ]
    }
  }

  static let page = Page<Model>("reports/field-report")
  static let pages: [any PageDeclaration] = [page]
  static let routes: [SiteRoute] = [
    .get(Sitemap.fieldReport.pattern, .roles(Watch.roles), lane: .costly) { visit in
      let entry = try ReportEntry(visit)
      let fields = try counted(entry, visit)
      let total = fields.map(\.counts).reduce(FieldReport.Counts(), +)
      let url = { (field: String) in
        "\(Sitemap.fieldReportList.url)?\(entry.query)&\(Percent.query([("field", field)]))"
      }
      let rows = fields.enumerated().map { Row($0 + 1, $1.name, $1.counts, url: url($1.field), visit) }
      let model = Model(
        unit: entry.unit(visit), actionURL: Sitemap.fieldReport.url,
        sheetURL: "\(Sitemap.fieldReportSheet.url)?\(entry.query)", agencies: entry.choices(visit),
        period: entry.period, presets: entry.presets(at: Sitemap.fieldReport.url, visit), rows: rows,
        total: rows.isEmpty ? nil : Row(0, visit.text("Tổng cộng"), total, url: url(""), visit),
        isSound: total.isSound)
      return try visit.page(page, model, status: entry.period.problem == nil ? .ok : .unprocessableContent)
    },
    .get(Sitemap.fieldReportSheet.pattern, .roles(Watch.roles), lane: .costly) { visit in
      let entry = try ReportEntry(visit)
      guard entry.period.problem == nil else { throw PageNotFound() }
      let days = entry.period.period
      return try visit.spreadsheet("II.06a-\(days.from.iso)-\(days.to.iso).xlsx") {
        try write(entry, to: $0, visit)
      }
    },
  ]

  /// The fields with anything in them, by name.
  private static func counted(
    _ entry: ReportEntry, _ visit: Visit
  ) throws -> [(field: String, name: String, counts: FieldReport.Counts)] {
    let names = try visit.reference().fields
    let all = try entry.agencies.map {
      try FieldReport.counts(of: $0.id, in: entry.period.period, now: visit.now, visit.db)
    }
    return all.reduce(into: [String: FieldReport.Counts]()) { sum, one in sum.merge(one, uniquingKeysWith: +)
    }
    .map { (field: $0.key, name: names[$0.key] ?? $0.key, counts: $0.value) }
    .filter { $0.counts[.received] > 0 }.sorted { $0.name < $1.name }
  }

  private static func write(_ entry: ReportEntry, to path: String, _ visit: Visit) throws {
    let (from, to) = (entry.period.period.from.vietnamese, entry.period.period.to.vietnamese)
    let columns =
      [Spreadsheet.Column("TT", width: 5), .init("Lĩnh vực", width: 36)]
      + FieldReport.Number.allCases.map { Spreadsheet.Column($0.vietnamese, width: 13) }
    let sheet = try Spreadsheet(
      path: path, temporaryFolder: visit.site.folder.incomingPath, name: "II.06a",
      heading: [
        "Biểu số II.06a/VPCP/KSTT. Tình hình, kết quả giải quyết thủ tục hành chính tại \(entry.unit(visit))",
        "Kỳ báo cáo: từ \(from) đến \(to). Đơn vị tính: số hồ sơ TTHC",
      ], columns: columns)
    let fields = try counted(entry, visit)
    let total = fields.map(\.counts).reduce(FieldReport.Counts(), +)
    let numbers = { (counts: FieldReport.Counts) in
      FieldReport.Number.allCases.map { Spreadsheet.Cell.number(counts[$0]) }
    }
    for (index, field) in fields.enumerated() {
      try sheet.append([.number(index + 1), .text(field.name)] + numbers(field.counts))
    }
    try sheet.append([.empty, .text("Tổng cộng")] + numbers(total))
    try sheet.close()
  }
}

/// The dossiers behind a number of that report.
enum ListFieldReport: Screen {
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
    let line: FieldReport.Line
    let procedure: String
    let state: String

    static var fields: [Field<Row>] {
      [
        .url("url") { Sitemap.dossier.url($0.line.dossier) }, .text("code", \.line.code),
        .text("procedure", \.procedure), .text("received") { $0.line.receivedAt.vietnamese },
        .text("due") { $0.line.due?.vietnamese ?? "" },
        .text("finished") { $0.line.finishedAt?.vietnamese ?? "" }, .text("state", \.state),
      ]
    }
  }

  static let page = Page<Model>("reports/field-report-list")
  static let pages: [any PageDeclaration] = [page]
  static let routes: [SiteRoute] = [
    .get(Sitemap.fieldReportList.pattern, .roles(Watch.roles), lane: .costly) { visit in
      let entry = try ReportEntry(visit)
      guard entry.period.problem == nil,
        let number = Int(visit.query("column")).flatMap(FieldReport.Number.init(rawValue:))
      else { throw PageNotFound() }
      let (field, reference) = (visit.query("field"), try visit.reference())
      guard field.isEmpty || reference.fields[field] != nil else { throw PageNotFound() }
      let lines = try entry.agencies.flatMap { agency in
        try FieldReport.lines(
          number, of: agency.id, field: field, in: entry.period.period, now: visit.now,
          after: visit.pageKey.id, visit.db)
      }.sorted { $0.dossier.value < $1.dossier.value }
      let shown = lines.prefix(Dossiers.pageSize)
      let asked = Percent.query([("field", field), ("column", String(number.rawValue))])
      let next = lines.count > shown.count ? shown.last : nil
      let area = field.isEmpty ? visit.text("Tổng cộng") : reference.fields[field] ?? ""
      return try visit.page(
        page,
        Model(
          title: "\(area) – \(visit.text(number.vietnamese))", unit: entry.unit(visit),
          days: "\(entry.period.period.from.vietnamese) – \(entry.period.period.to.vietnamese)",
          rows: shown.map { line in
            Row(
              line: line,
              procedure: reference.procedure(revision: line.revision)?.procedure.name ?? line.procedureCode,
              state: visit.text(line.state.vietnamese))
          }, backURL: "\(Sitemap.fieldReport.url)?\(entry.query)",
          nextURL: next.map {
            "\(Sitemap.fieldReportList.url)?\(entry.query)&\(asked)&after=0.\($0.dossier.value)"
          }))
    }
  ]
}

extension FieldReport.Number {
  /// As the form says it.
  var vietnamese: String {
    switch self {
    case .received: "Tiếp nhận: tổng số"
    case .online: "Trực tuyến"
    case .direct: "Trực tiếp, bưu chính"
    case .carried: "Từ kỳ trước"
    case .finished: "Đã giải quyết: tổng số"
    case .early: "Trước hạn"
    case .onTime: "Đúng hạn"
    case .late: "Quá hạn"
    case .open: "Đang giải quyết: tổng số"
    case .openInTime: "Trong hạn"
    case .openLate: "Đang giải quyết, quá hạn"
    case .lateInReality: "Quá hạn thực tế"
    case .lateInSoftware: "Chỉ trễ trên phần mềm"
    case .lateBySynchronisation: "Trễ do đồng bộ"
    }
  }
}
