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
    var textURL: String
    var agencies: [Choice]
    var period: PeriodEntry
    var presets: [PageLink]
    var rows: [Row]
    var total: Row?
    var chart: BarChart
    var isSound: Bool

    static var fields: [Field<Model>] {
      [
        .text("unit", \.unit), .url("actionURL", \.actionURL), .url("sheetURL", \.sheetURL),
        .url("textURL", \.textURL), .record("chart") { $0.chart },
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
          label: visit.text(number.cellWords), count: counts[number],
          url: url.isEmpty ? "" : "\(url)&column=\(number.rawValue)")
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
        .flag("isSome") { $0.count > 0 }, .flag("isLinked") { $0.count > 0 && !$0.url.isEmpty },
      ]
    }
  }

  static let page = Page<Model>("reports/field-report")
  static let pages: [any PageDeclaration] = [page]
  static let routes: [SiteRoute] = [
    .get(Sitemap.fieldReport.pattern, .roles(Watch.roles), lane: .costly) { visit in
      let entry = try ReportEntry(visit)
      let figures = try figures(entry, visit)
      let (rows, total) = figures.rows(visit) { field in
        "\(Sitemap.fieldReportList.url)?\(entry.query)&\(Percent.query([("field", field)]))"
      }
      let model = Model(
        unit: entry.unit(visit), actionURL: Sitemap.fieldReport.url,
        sheetURL: "\(Sitemap.fieldReportSheet.url)?\(entry.query)",
        textURL: "\(Sitemap.fieldReportText.url)?\(entry.query)", agencies: entry.choices(visit),
        period: entry.period, presets: try entry.presets(at: Sitemap.fieldReport.url, visit), rows: rows,
        total: total,
        chart: figures.chart(visit), isSound: figures.total.isSound)
      return try visit.page(page, model, status: entry.period.problem == nil ? .ok : .unprocessableContent)
    },
    .get(Sitemap.fieldReportSheet.pattern, .roles(Watch.roles), lane: .costly) { visit in
      let entry = try sound(visit)
      return try visit.spreadsheet("\(filename(entry)).xlsx") {
        try figures(entry, visit).write(to: $0, heading: heading(entry, visit), visit)
      }
    },
    .get(Sitemap.fieldReportText.pattern, .roles(Watch.roles), lane: .costly) { visit in
      let entry = try sound(visit)
      var table = TextTable()
      for line in heading(entry, visit) { table.append([line]) }
      table.append(FieldFigures.headings)
      for row in try figures(entry, visit).cells { table.append(row) }
      return table.response("\(filename(entry)).csv")
    },
  ]

  private static func sound(_ visit: Visit) throws -> ReportEntry {
    let entry = try ReportEntry(visit)
    guard entry.period.problem == nil else { throw PageNotFound() }
    return entry
  }

  private static func figures(_ entry: ReportEntry, _ visit: Visit) throws -> FieldFigures {
    let counts = try entry.agencies.map {
      try FieldReport.counts(of: $0.id, in: entry.period.period, now: visit.now, visit.db)
    }
    return FieldFigures(counts, try visit.reference())
  }

  private static func filename(_ entry: ReportEntry) -> String {
    "II.06a-\(entry.period.period.from.iso)-\(entry.period.period.to.iso)"
  }

  private static func heading(_ entry: ReportEntry, _ visit: Visit) -> [String] {
    let (from, to) = (entry.period.period.from.vietnamese, entry.period.period.to.vietnamese)
    return [
      "Biểu số II.06a/VPCP/KSTT. Tình hình, kết quả giải quyết thủ tục hành chính tại \(entry.unit(visit))",
      "Kỳ báo cáo: từ \(from) đến \(to). Đơn vị tính: số hồ sơ TTHC",
    ]
  }
}

/// The dossiers behind a number of that report.
enum ListFieldReport: Screen {
  struct Model: TemplateModel {
    var title: String
    var unit: String
    var report: String
    var days: String
    var rows: [Row]
    var backURL: String
    var nextURL: String?

    static var fields: [Field<Model>] {
      [
        .text("title", \.title), .text("unit", \.unit), .text("report", \.report), .text("days", \.days),
        .list("rows", \.rows),
        .url("backURL", \.backURL), .url("nextURL") { $0.nextURL ?? "" },
        .flag("hasNext") { $0.nextURL != nil },
      ]
    }
  }

  struct Row: TemplateModel {
    let line: FieldReport.Line
    let procedure: String
    let state: String
    let correction: String

    static var fields: [Field<Row>] {
      [
        .url("url") { Sitemap.dossier.url($0.line.dossier) }, .text("code", \.line.code),
        .text("procedure", \.procedure), .text("received") { $0.line.receivedAt.vietnamese },
        .text("due") { $0.line.due?.vietnamese ?? "" },
        .text("finished") { $0.line.finishedAt?.vietnamese ?? "" }, .text("state", \.state),
        .text("correction", \.correction),
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
      let asked = Percent.query([("field", field), ("column", String(number.rawValue))])
      let area = field.isEmpty ? visit.text("Tổng cộng") : reference.fields[field] ?? ""
      return try show(
        lines, "\(area) – \(visit.text(number.vietnamese))", entry, report: "Biểu II.06a",
        back: "\(Sitemap.fieldReport.url)?\(entry.query)",
        onward: "\(Sitemap.fieldReportList.url)?\(entry.query)&\(asked)", visit)
    }
  ]

  /// A page of dossiers behind a number of a report.
  ///
  /// - Parameter onward: the address of this list; where there is a next page its key is added.
  static func show(
    _ lines: [FieldReport.Line], _ title: String, _ entry: ReportEntry, report: String, back: String,
    onward: String, _ visit: Visit
  ) throws -> Response {
    let (shown, reference) = (lines.prefix(Dossiers.pageSize), try visit.reference())
    let next = lines.count > shown.count ? shown.last : nil
    return try visit.page(
      page,
      Model(
        title: title, unit: entry.unit(visit), report: visit.text(report),
        days: "\(entry.period.period.from.vietnamese) – \(entry.period.period.to.vietnamese)",
        rows: shown.map { line in
          Row(
            line: line,
            procedure: reference.procedure(revision: line.revision)?.procedure.name ?? line.procedureCode,
            state: visit.text(line.state.vietnamese),
            correction: line.correction.map { visit.text($0.vietnamese) } ?? "")
        }, backURL: back, nextURL: next.map { "\(onward)&after=0.\($0.dossier.value)" }))
  }
}

extension FieldReport.Number {
  /// Beside a number on a phone: short, since it stands there in every row.
  fileprivate var cellWords: String {
    switch self {
    case .received: "Tiếp nhận"
    case .direct: "Trực tiếp"
    case .carried: "Kỳ trước"
    case .finished: "Đã giải quyết"
    case .open: "Đang giải quyết"
    case .openLate: "Đang quá hạn"
    case .lateInReality: "Thực tế"
    case .lateInSoftware: "Chỉ phần mềm"
    case .lateBySynchronisation: "Do đồng bộ"
    case .online, .early, .onTime, .late, .openInTime: vietnamese
    }
  }

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
