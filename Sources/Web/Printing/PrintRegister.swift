import HTTPServer
import Storage
import Templating
import Workflow

/// Mẫu 06 (07 of TT 03/2025), Sổ theo dõi hồ sơ, A4 across (rules §3.6): so many lines at a time, from a number on.
enum PrintRegister: Screen {
  struct Model: TemplateModel {
    var bar: SheetBar
    var head: AgencyHead
    var formNumber: String
    var year: String
    var rows: [RegisterRow]
    var nextURL: String

    static var fields: [Field<Model>] {
      [
        .record("bar") { $0.bar }, .record("head") { $0.head }, .text("formNumber", \.formNumber),
        .text("year", \.year), .list("rows", \.rows), .url("nextURL", \.nextURL),
        .flag("hasNext") { !$0.nextURL.isEmpty },
      ]
    }
  }

  /// As many as the making of PDF files has time for.
  private static let most = 200

  private static let page = Page<Model>("printing/print-register")
  static let pages: [any PageDeclaration] = [page]
  static let routes: [SiteRoute] = SiteRoute.sheet(
    Sitemap.registerSheet.pattern, Sitemap.registerFile.pattern, .roles(RegisterBook.roles)
  ) { visit in
    let book = try RegisterBook(Sitemap.registerSheet, visit)
    let (id, year, from) = (book.agency.id, book.year, RegisterBook.from(visit))
    let form = PrintedForm.register
    let regime = book.regime(visit.now)
    let url = Sitemap.registerSheet.url(id, year)
    let count = try Register.count(of: id, year: year, in: visit.db)
    let lines = try Register.lines(of: id, year: year, from: from, most: most, in: visit.db)
    let model = Model(
      bar: SheetBar(
        pdf: "\(Sitemap.registerFile.url(id, year))?from=\(from)",
        back: "\(Sitemap.register.url(id, year))?from=\(from)", form: form, regime: regime, visit),
      head: try AgencyHead(form.title(under: regime), of: book.agency, on: visit.now.day, visit),
      formNumber: form.number(under: regime) ?? "", year: String(year),
      rows: try lines.map { RegisterRow($0, try visit.reference(), visit.formWords) },
      nextURL: from + most <= count ? "\(url)?from=\(from + most)" : "")
    return LooseSheet(
      at: "\(url)?from=\(from)", "\(form.identifier(under: regime))-\(book.agency.code)-\(year)-\(from).pdf",
      page, model)
  }
}
