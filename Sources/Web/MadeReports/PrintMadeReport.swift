import Documents
import HTTPServer
import Storage
import Templating
import Workflow

/// Biểu II.06a of a report that left, A4 across.
enum PrintMadeReport: Screen {
  struct Model: TemplateModel {
    var pdfURL: String
    var backURL: String
    var head: AgencyHead
    var span: String
    var rows: [Row]
    var made: String

    static var fields: [Field<Model>] {
      [
        .url("pdfURL", \.pdfURL), .url("backURL", \.backURL), .flag("hasPDF") { !$0.pdfURL.isEmpty },
        .text("unverified") { _ in "" }, .record("head") { $0.head }, .text("span", \.span),
        .list("rows", \.rows),
        .text("made", \.made),
      ]
    }
  }

  struct Row: TemplateModel {
    var index: String
    var name: String
    var numbers: [String]

    static var fields: [Field<Row>] {
      [.text("index", \.index), .text("name", \.name), .texts("numbers", \.numbers)]
    }
  }

  private static let page = Page<Model>("made/print")
  static let pages: [any PageDeclaration] = [page]
  static let routes: [SiteRoute] = SiteRoute.sheet(
    Sitemap.printMadeReport.pattern, Sitemap.printMadeReportFile.pattern, .roles(Watch.roles)
  ) { visit in
    let (report, agency) = try MadeReportAccess.report(Sitemap.printMadeReport, visit)
    return try sheet(
      ShowMadeReport.figures(report, visit), of: agency, report.span, on: report.madeAt.day,
      made: ShowMadeReport.heading(report, agency)[2],
      title: "Tình hình, kết quả giải quyết thủ tục hành chính", at: Sitemap.printMadeReport.url(report.id),
      file: Sitemap.printMadeReportFile.url(report.id), backURL: Sitemap.madeReport.url(report.id),
      filename: ShowMadeReport.filename(report, agency), visit)
  }

  /// The sheet of one agency's figures, or of an office and its units together.
  static func sheet(
    _ figures: FieldFigures, of agency: Agency, _ span: ReportSpan, on day: Day, made: String, title: String,
    at url: String, file: String, backURL: String, filename: String, _ visit: Visit
  ) throws -> LooseSheet {
    let numbers = { (counts: FieldReport.Counts) in FieldReport.Number.allCases.map { String(counts[$0]) } }
    let rows = figures.fields.enumerated().map {
      Row(index: String($0 + 1), name: $1.name, numbers: numbers($1.counts))
    }
    let model = Model(
      pdfURL: visit.site.printing.converter.isInstalled ? file : "", backURL: backURL,
      head: try AgencyHead(title, of: agency, on: day, visit), span: span.vietnamese,
      rows: rows + [Row(index: "", name: "Tổng cộng", numbers: numbers(figures.total))],
      made: made)
    return LooseSheet(at: url, "\(filename).pdf", page, model)
  }
}
