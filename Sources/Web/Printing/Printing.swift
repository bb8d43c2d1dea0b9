import Documents
import HTTPServer
import Storage
import Templating
import Workflow

/// What makes PDF files of printed papers: the engine and the one style sheet.
struct Printing: Sendable {
  let converter: any PDFConverter
  let css: [UInt8]
}

/// A paper of a dossier, ready to be printed.
struct PrintedPaper<Model: TemplateModel> {
  /// The form, under the regime of the day of receipt.
  let form: PrintedForm
  let regime: Regime
  /// The dossier it is of, and its version that the paper tells of.
  let record: Dossiers.Record
  let version: Int
  /// Whose copy, where copies differ.
  var copy = ""
  /// When what it tells of happened, as the PDF's properties say.
  let madeAt: Moment
  let model: Model

  var key: PrintedPapers.Key {
    PrintedPapers.Key(
      dossier: record.dossier.id, form: form.identifier(under: regime), copy: copy, version: version)
  }

  /// Such as "nd61-receipt-H56.38.02-261118-0004.pdf".
  var filename: String {
    "\(form.identifier(under: regime))-\(record.code ?? record.dossier.id.description).pdf"
  }
}

/// Where a paper is seen and where its file is.
struct PaperAddresses: Sendable {
  let page: Address1<DossierID>
  let file: Address1<DossierID>

  init(_ pattern: String) {
    page = Address1(pattern)
    file = Address1(pattern + ".pdf")
  }

  /// The page.
  func url(_ dossier: DossierID) -> String { page.url(dossier) }
}

extension SiteRoute {
  /// A paper as a page that the browser prints, and as a PDF that is kept with its dossier.
  ///
  /// - Parameter make: asks for rights on the dossier and draws the paper.
  static func paper<Model: TemplateModel>(
    _ page: Page<Model>, at addresses: PaperAddresses, _ access: Access,
    _ make: @escaping @Sendable (Visit, DossierID) throws -> PrintedPaper<Model>
  ) -> [SiteRoute] {
    [
      .get(addresses.page.pattern, access) { visit in
        try visit.page(page, make(visit, visit.read(addresses.page)).model)
      },
      .get(addresses.file.pattern, access, lane: .costly) { visit in
        let id = try visit.read(addresses.file)
        return try visit.file(of: make(visit, id), page, orElse: addresses.page.url(id))
      },
    ]
  }
}

extension Visit {
  /// The kept PDF of a paper, made if it is not there yet; the page to print where nothing makes PDF files.
  fileprivate func file<Model: TemplateModel>(
    of paper: PrintedPaper<Model>, _ page: Page<Model>, orElse url: String
  ) throws -> Response {
    let (key, filename) = (paper.key, paper.filename)
    if let hash = try PrintedPapers.kept(key, in: db) { return pdf(hash, filename) }
    guard site.printing.converter.isInstalled else { return .redirect(url) }
    let html = try site.library.render(page, paper.model, frame: Frame(self), language: .vietnamese)
    let made = try site.folder.keep(
      site.printing.converter.pdf(of: html, css: site.printing.css, madeAt: paper.madeAt.seconds), at: now)
    return handOn(to: .write) { visit in
      visit.pdf(try PrintedPapers.keep(made, as: key, at: visit.now, in: visit.writing), filename)
    }
  }

  private func pdf(_ hash: ContentHash, _ filename: String) -> Response {
    var response = Response.file(
      path: site.attachments.path(of: hash), type: "application/pdf",
      disposition: "inline; filename=\"\(filename)\"")
    response.set("Cache-Control", "private, no-store")
    return response
  }
}
