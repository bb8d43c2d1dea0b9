import HTTPServer
import Storage
import Templating
import Workflow

/// Bảng kê giao nhận kết quả (art 18): what leaves the officer's point, a sheet for each point it goes to, with room for
/// the signatures of giver and receiver.
enum PrintCarriedResults: Screen {
  struct Model: TemplateModel {
    var bar: SheetBar
    var sheets: [Sheet]

    static var fields: [Field<Model>] { [.record("bar") { $0.bar }, .list("sheets", \.sheets)] }
  }

  struct Sheet: TemplateModel {
    var superior: String
    var unit: String
    var place: String
    var from: String
    var to: String
    var rows: [Row]
    var giver: String

    static var fields: [Field<Sheet>] {
      [
        .text("superior", \.superior), .text("unit", \.unit), .text("place", \.place), .text("from", \.from),
        .text("to", \.to), .list("rows", \.rows), .number("count", \.rows.count), .text("giver", \.giver),
      ]
    }
  }

  struct Row: TemplateModel {
    var number: Int
    var code: String
    var owner: String
    var procedure: String
    var given: String

    static var fields: [Field<Row>] {
      [
        .number("number", \.number), .text("code", \.code), .text("owner", \.owner),
        .text("procedure", \.procedure), .text("given", \.given),
      ]
    }
  }

  static let page = Page<Model>("printing/print-carried-results")
  static let pages: [any PageDeclaration] = [page]
  static let routes: [SiteRoute] = SiteRoute.sheet(
    Sitemap.printCarriedResults.pattern, Sitemap.carriedResultsFile.pattern, .role(.oneStopOfficer)
  ) { visit in
    guard let id = try visit.person().agency(of: .oneStopOfficer),
      let agency = try visit.reference().agency(id), let seat = try visit.seat(at: id)
    else { throw PageNotFound() }
    let leaving = try Dossiers.carried(
      at: id, fields: visit.person().fields(of: .oneStopOfficer, at: id), in: visit.db
    ).filter { $0.from == seat }
    let sheets = try Dictionary(grouping: leaving, by: \.to).sorted { $0.key.value < $1.key.value }
      .map { try sheet(agency, from: seat, to: $0.key, $0.value, visit) }
    let bar = SheetBar(
      pdf: sheets.isEmpty ? "" : Sitemap.carriedResultsFile.url, back: Sitemap.carriedResults.url,
      form: .handoverList, regime: nil, visit)
    let filename = "\(PrintedForm.handoverList.rawValue)-\(seat)-\(visit.now.day.iso).pdf"
    return LooseSheet(
      at: Sitemap.printCarriedResults.url, filename, page, Model(bar: bar, sheets: sheets))
  }

  private static func sheet(
    _ agency: Agency, from: PointID, to: PointID, _ carried: [Dossiers.Carried], _ visit: Visit
  ) throws -> Sheet {
    let reference = try visit.reference()
    return Sheet(
      superior: (agency.parent.flatMap { reference.agency($0) }?.name ?? "").uppercased(),
      unit: agency.name.uppercased(), place: "\(agency.shortName), \(PrintedText.date(visit.now.day))",
      from: try visit.directions(to: from), to: try visit.directions(to: to),
      rows: try carried.enumerated().map { index, carried in
        let row = try DossierRow(carried.listed, visit)
        return Row(
          number: index + 1, code: row.number, owner: row.owner, procedure: row.procedure,
          given: carried.transport?.givenAt.vietnamese ?? "")
      }, giver: try visit.person().name)
  }
}
